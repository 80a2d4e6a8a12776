// The JSON report: every key, on success and on failure.
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@Suite struct ReportTests {
  /// The keys that the documentation promises for this version.
  private static let keys = [
    "schema", "facet", "options", "inputs", "output", "format_out", "triangles", "corners", "vertices", "counted",
    "dropped", "warnings", "mode", "threads", "seconds", "bytes_in", "bytes_out", "peak_resident_bytes", "ledger",
    "exit",
  ]

  @Test func aReportOfSuccess() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles + [0], to: "in.stl")
    let result = try runFacet("in.stl", "out.off", "--report", "r.json", "--digits", "float64", folder: folder.url)
    #expect(result.exitCode == 0)
    let report = try ReportFile(folder.path("r.json"))
    for key in Self.keys + ["format_in"] { #expect(report.has(key), "\(key)") }
    for key in ["merged", "degenerate", "non_finite", "polygons_split", "attributes_dropped"] {
      #expect(report.int("counted", key) == (key == "merged" ? 2 : 0), "\(key)")
    }
    for key in ["read", "weld", "write", "total"] { #expect(report.has("seconds", key), "\(key)") }
    #expect(report.int("triangles") == 2 && report.int("corners") == 6 && report.int("vertices") == 4)
    #expect(report.text("format_in") == "stl" && report.text("format_out") == "off" && report.text("mode") == "memory")
    #expect(report.input(0)["name"] as? String == "in.stl" && report.text("output") == "out.off")
    #expect(report.text("options", "digits") == "float64")
    #expect(report.int("threads") == AvailableProcessors.count && report.int("bytes_in") == 185)
    #expect(report.int("bytes_out") == (try Data(contentsOf: URL(fileURLWithPath: folder.path("out.off")))).count)
    #expect(report.int("exit") == 0 && !report.has("error"))
    #expect(report.int("peak_resident_bytes") ?? 0 > 1 << 20)
    #expect(report.int("ledger", "corners") ?? 0 > 0 && report.int("ledger", "triangles") ?? 0 > 0)
    let warning = (report.values["warnings"] as? [[String: Any]])?.first
    #expect(warning?["code"] as? String == "trailing_bytes" && warning?["count"] as? Int == 1)
    #expect(warning?["first"] as? String == "byte 184")
  }

  @Test(arguments: [
    ("bad.stl", "out.off", 65, "count_mismatch"), ("missing.stl", "out.off", 66, "cannot_open"),
    ("in.stl", "no/out.off", 73, "cannot_create"), ("in.stl", "/dev/full", 74, "cannot_write"),
    ("in.stl", "out.docx", 64, "usage"),
  ])
  func aReportOfFailure(input: String, output: String, exit: Int, code: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    _ = try folder.write(Array(twoTriangles.dropLast(10)), to: "bad.stl")
    let to = output == "/dev/full" ? ["--to", "off"] : []
    let result = try runProgram(
      Places.command, [input, output, "--report", "r.json"] + to, folder: folder.url)
    #expect(result.exitCode == exit)
    let report = try ReportFile(folder.path("r.json"))
    for key in Self.keys where key != "format_out" || exit != 64 { #expect(report.has(key), "\(key)") }
    #expect(report.int("exit") == exit && report.text("error", "code") == code)
    #expect(report.text("error", "message").map { $0 + "\n" } == result.standardError)
    if exit == 65 { #expect(report.int("error", "byte") == 134) }
    #expect(folder.names == ["bad.stl", "in.stl", "r.json"])
  }

  @Test func theLineOfAnErrorStandsInTheReport() throws {
    let folder = try TemporaryFolder()
    let result = try runFacet(
      "refuse-eight-numbers-in-line-3.txt", folder.path("out.off"), "--report", folder.path("r.json"),
      folder: Places.data.appendingPathComponent("soup"))
    #expect(result.exitCode == 65)
    #expect(try ReportFile(folder.path("r.json")).int("error", "line") == 3)
  }

  @Test func theAccountIsComplete() throws {
    // Read = written + dropped: a degenerate triangle and one with a NaN among four.
    let corners: [SIMD3<Float>] = [
      SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 0, 0), SIMD3(.nan, 0, 0), SIMD3(1, 1, 0),
      SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 0, 0), SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5),
    ]
    let folder = try TemporaryFolder()
    _ = try folder.write(binarySTL(corners), to: "in.stl")
    let result = try runFacet(
      "in.stl", "-", "--nonfinite", "drop", "--drop-degenerate", "--report", "r.json", folder: folder.url)
    #expect(result.output == twoTrianglesOFF)
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.int("corners") == 12 && report.int("triangles") == 2)
    #expect(report.int("dropped", "degenerate") == 1 && report.int("dropped", "non_finite") == 1)
    #expect(report.int("counted", "non_finite") == 1 && report.int("counted", "degenerate") == 1)
  }

  @Test func theReportGoesToStandardOutput() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    let result = try runFacet("in.stl", "out.off", "--report", "-", folder: folder.url)
    #expect(try ReportFile(result.standardOutput).int("vertices") == 4)
    let bad = try runFacet("in.stl", "other.off", "--report", "no/r.json", folder: folder.url)
    #expect(bad.exitCode == 73 && bad.standardError.hasPrefix("no/r.json: cannot create: "))
  }
}
