// One conversion from end to end, through the library: what it writes, what it reports, what it leaves when it fails.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

/// Two triangles that share an edge, one corner with a negative zero.
let square: [SIMD3<Float>] = [
  SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0.1), SIMD3(-0.0, 1, 0),
]

@Suite struct ConversionTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  func convert(_ input: String, _ output: String, _ change: (inout ConversionOptions) -> Void = { _ in }) throws
    -> ConversionReport
  {
    var options = ConversionOptions()
    change(&options)
    let conversion = Conversion(input: input, output: output, options: options)
    try conversion.run(context: JobContext())
    return conversion.report
  }

  func failure(_ input: String, _ output: String, _ change: (inout ConversionOptions) -> Void = { _ in })
    -> ConversionFailure?
  {
    do {
      try convert(input, output, change)
      return nil
    } catch {
      return error as? ConversionFailure
    }
  }

  func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func writesTheSquareAsOFF() throws {
    let input = try folder.write(binarySTL(square), to: "in.stl")
    let report = try convert(input, folder.path("out.off"))
    #expect(try text(folder.path("out.off")) == "OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0.1\n3 0 1 2\n3 1 3 2\n")
    #expect(report.triangles == 2 && report.corners == 6 && report.vertices == 4 && report.merged == 2)
    #expect(report.formatIn == "stl" && report.formatOut == "off" && report.failure == nil)
    #expect(report.bytesIn == 184 && report.bytesOut == 52)
    #expect(folder.names == ["in.stl", "out.off"])
  }

  @Test func digitsFollowTheOption() throws {
    let input = try folder.write(binarySTL(square), to: "in.stl")
    let cases: [(CoordinateDigits, String)] = [
      (.automatic, "1 1 0.1"), (.float32, "1 1 0.1"), (.float64, "1 1 0.10000000149011612"),
      (.significant(3), "1 1 0.1"),
    ]
    for (digits, line) in cases {
      try convert(input, folder.path("out.off")) { $0.digits = digits }
      #expect(try text(folder.path("out.off")).split(separator: "\n")[5] == line)
    }
  }

  @Test func reportIsWholeJSON() throws {
    let input = try folder.write(binarySTL(square, attributes: [7]), to: "in \"quoted\".stl")
    // GLB is written from a whole mesh.
    let report = try convert(input, folder.path("out.glb"))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(report.json(version: "9.9"))) as? [String: Any])
    let keys = [
      "schema", "facet", "options", "inputs", "output", "format_in", "format_out", "triangles", "corners", "vertices",
      "counted", "dropped", "warnings", "mode", "threads", "seconds", "bytes_in", "bytes_out", "peak_resident_bytes",
      "fresh_bytes", "ledger", "exit",
    ]
    #expect(Set(keys).subtracting(json.keys).isEmpty)
    #expect(
      (json["inputs"] as? [[String: Any]])?.first?["name"] as? String == input && json["exit"] as? Int == 0
        && json["error"] == nil)
    let ledger = try #require(json["ledger"] as? [String: Int])
    #expect(ledger["vertices"] == 4 * 24)
    #expect(report.peakResidentBytes > 1 << 20)
  }

  @Test func failureIsReportedAndLeavesNothing() throws {
    let input = try folder.write(Array(binarySTL(square).dropLast(20)), to: "in.stl")
    let conversion = Conversion(input: input, output: folder.path("out.off"))
    #expect(throws: ConversionFailure.self) { try conversion.run(context: JobContext()) }
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(conversion.report.json(version: "1"))) as? [String: Any])
    #expect(json["exit"] as? Int == 65)
    let error = try #require(json["error"] as? [String: Any])
    #expect(error["code"] as? String == "count_mismatch" && error["byte"] as? Int == 134)
    #expect(folder.names == ["in.stl"])
  }

  @Test func exitCodesFollowTheCause() throws {
    let good = try folder.write(binarySTL(square), to: "good.stl")
    let bad = try folder.write("solid x\nfacet\n", to: "bad.stl")
    #expect(failure(folder.path("missing.stl"), folder.path("o.off"))?.exitCode == .noInput)
    #expect(failure(bad, folder.path("o.off"))?.exitCode == .badData)
    #expect(failure(good, folder.path("no/folder/o.off"))?.exitCode == .cannotCreate)
    #expect(failure(good, folder.path("o.unknown"))?.exitCode == .usage)
    #expect(failure(good, "/dev/full") { $0.to = .off }?.exitCode == .inputOutput)
    #expect(failure(good, folder.path("o.npy"))?.exitCode == .usage)
    #expect(failure(good, "-") { $0.to = .npy }?.exitCode == .usage)
    // An output that can't be made is told before the input is read.
    #expect(failure(bad, folder.path("no/folder/o.off"))?.exitCode == .cannotCreate)
    #expect(folder.names == ["bad.stl", "good.stl"])
  }

  @Test func nonFinitePolicies() throws {
    var corners = square
    corners[4].x = .nan
    corners += [SIMD3(9, 9, 9), SIMD3(.infinity, 9, 9), SIMD3(9, 9, -.infinity)]
    let input = try folder.write(binarySTL(corners), to: "in.stl")
    let refused = try #require(failure(input, folder.path("o.off")))
    #expect(refused.exitCode == .badData && refused.code == "non_finite")
    #expect(refused.description.contains("found 3 that are NaN or infinite, the first in triangle 2"))
    let dropped = try convert(input, folder.path("o.off")) { $0.nonFinite = .drop }
    #expect(dropped.triangles == 1 && dropped.droppedNonFinite == 2 && dropped.nonFinite == 3)
    let kept = try convert(input, folder.path("o.off")) { $0.nonFinite = .keep }
    #expect(kept.triangles == 3 && kept.vertices == 7)
    #expect(try text(folder.path("o.off")).contains("\nnan 1 0.1\n"))
  }

  @Test func degenerateTrianglesAreKeptUnlessAsked() throws {
    let corners = square + [square[0], square[0], square[1]]
    let input = try folder.write(binarySTL(corners, attributes: [1, 2, 3]), to: "in.stl")
    let kept = try convert(input, folder.path("o.off"))
    #expect(kept.triangles == 3 && kept.degenerate == 1 && kept.droppedDegenerate == 0)
    let dropped = try convert(input, folder.path("o.stl")) { $0.dropsDegenerate = true }
    #expect(dropped.triangles == 2 && dropped.droppedDegenerate == 1)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("o.stl"))))
    #expect(bytes[84 + 48] == 1 && bytes[84 + 98] == 2)
  }

  @Test func weldPolicies() throws {
    let soup = try folder.write(binarySTL(square), to: "in.stl")
    #expect(try convert(soup, folder.path("o.off")) { $0.weld = .none }.vertices == 6)
    // The OFF now holds positions twice: it keeps them unless asked.
    let indexed = folder.path("o.off")
    let kept = try convert(indexed, folder.path("p.off"))
    #expect(kept.vertices == 6 && kept.merged == 0)
    let exact = try convert(indexed, folder.path("p.off")) {
      $0.weld = .exact; $0.remapPath = folder.path("m.npy")
    }
    #expect(exact.vertices == 4 && exact.merged == 2)
    let remap = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("m.npy")))).suffix(24)
    let numbers = stride(from: remap.startIndex, to: remap.endIndex, by: 4).map { remap[$0] }
    #expect(numbers == [0, 1, 2, 1, 3, 2])
  }

  @Test func remapOfASoupIsItsTriangles() throws {
    let soup = try folder.write(binarySTL(square), to: "in.stl")
    try convert(soup, folder.path("o.off")) { $0.remapPath = folder.path("m.npy") }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("m.npy"))))
    #expect(String(decoding: bytes.prefix(128), as: UTF8.self).contains("'shape': (2, 3)"))
    #expect(bytes.suffix(24).enumerated().filter { $0.offset % 4 == 0 }.map(\.element) == [0, 1, 2, 1, 3, 2])
  }

  @Test func lossOfDigitsIsCountedWhenSTLCantHoldThem() throws {
    let off = try folder.write(
      "OFF\n4 1 0\n4100000.457 0 0\n4100000.458 0 0\n0.5 1 0\n4100000.457 0 0\n3 0 1 2\n", to: "in.off")
    let report = try convert(off, folder.path("o.stl"))
    #expect(report.warnings.map(\.code) == [.lossyPrecision, .coincidingVertices])
    #expect(report.warnings[0].count == 3 && report.warnings[1].count == 1)
    #expect(failure(off, folder.path("p.stl")) { $0.reader.strict = true }?.code == "warning_as_error")
    #expect(folder.names == ["in.off", "o.stl"])
  }

  @Test func coordinatesBeyondFloat32AreRefusedForSTL() throws {
    let off = try folder.write("OFF\n3 1 0\n0 0 0\n1 0 -1e300\n0 1 0\n3 0 1 2\n", to: "in.off")
    let refused = try #require(failure(off, folder.path("o.stl")))
    #expect(refused.exitCode == .badData && refused.description.contains("found -1e300 in vertex 2"))
    #expect(folder.names == ["in.off"])
  }

  @Test func closingLineNamesWhatMatters() {
    var report = ConversionReport()
    (report.triangles, report.vertices, report.secondsTotal) = (1_000_000, 500_000, 0.2149)
    report.peakResidentBytes = 41 << 20
    #expect(report.closingLine == "1,000,000 triangles → 500,000 vertices, 0.21 s, 41 MiB peak")
    report.degenerate = 3
    #expect(report.closingLine.hasSuffix("; 3 degenerate triangles kept"))
  }

  @Test func numbersForPeople() {
    #expect(
      NumberText.grouped(0) == "0" && NumberText.grouped(999) == "999" && NumberText.grouped(1000) == "1,000"
        && NumberText.grouped(-1_234_567) == "-1,234,567")
    #expect(
      NumberText.fixed(0.2149, 2) == "0.21" && NumberText.fixed(1.999, 2) == "2.00"
        && NumberText.fixed(-0.001, 2) == "0.00" && NumberText.fixed(12, 0) == "12")
  }

  @Test func cancelledJobsLeaveNothing() throws {
    let input = try folder.write(binarySTL(square), to: "in.stl")
    let context = JobContext()
    context.cancel()
    let conversion = Conversion(input: input, output: folder.path("o.off"))
    #expect(throws: ConversionFailure.self) { try conversion.run(context: context) }
    #expect(folder.names == ["in.stl"])
  }
}
