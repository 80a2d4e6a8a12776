// `facet check` as a user runs it: what it prints, and when its exit code is 1.
import FacetTestSupport
import Foundation
import Testing

@Suite struct CheckTests {
  static let keys = [
    "file", "format", "dialect", "welded", "stored_vertices", "vertices", "unreferenced_vertices", "duplicate_vertices",
    "non_manifold_vertices", "non_finite", "triangles", "polygons_split", "polygon_triangles", "degenerate_faces",
    "zero_area_faces", "duplicate_faces", "reversed_faces", "edges", "boundary_edges", "non_manifold_edges",
    "inconsistent_edges", "components", "euler_number", "first", "bounds", "area", "volume", "properties", "warnings",
    "faults",
  ]

  @Test func linesOfABox() throws {
    let result = try runFacet("check", "stl/accept-binary-box.stl", folder: Places.data)
    #expect(result.exitCode == 0 && result.standardError.isEmpty)
    for line in [
      "stl/accept-binary-box.stl: STL, binary", "  welded                 36 corners into 8 vertices, exactly",
      "  edges                  18", "    boundary             0", "  Euler number           2",
      "  volume                 1.125",
      "  bounds                 (-1, 0, 2.25) to (0.5, 1, 3)", "  closed                 yes",
    ] { #expect(result.output.components(separatedBy: "\n").contains(line), "\(line)\n\(result.output)") }
  }

  @Test func jsonHasItsKeys() throws {
    let result = try runFacet("check", "off/accept-quads.off", "--json", "--require", "closed", folder: Places.data)
    #expect(result.exitCode == 1)
    let told = try ReportFile(result.standardOutput)
    #expect(Set(told.values.keys) == Set(Self.keys))
    #expect(told.int("boundary_edges") == 8 && told.int("polygons_split") == 3 && told.values["volume"] is NSNull)
    #expect(told.values["faults"] as? [String] == ["closed"])
    #expect((told.values["first"] as? [String: [Int]]) == ["boundary_edge": [0, 1]])
    #expect((told.values["properties"] as? [String: Bool])?.count == 10)
  }

  @Test func exitCodes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n3 0 1 2\n3 1 2 3\n", to: "turned.off")
    _ = try folder.write("OFF\n3 2 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n3 0 2 1\n", to: "twice.off")
    _ = try folder.write(twoTriangles, to: "open.stl")
    func code(_ arguments: String...) throws -> Int32 {
      try runProgram(Places.command, ["check"] + arguments, folder: folder.url).exitCode
    }
    #expect(try code("turned.off") == 1 && code("twice.off") == 1 && code("open.stl") == 0)
    #expect(try code("open.stl", "--require", "manifold,connected") == 0)
    #expect(try code("open.stl", "--require", "manifold,closed") == 1)
    #expect(try code("open.stl", "--require", "manifold,shiny") == 64 && code("open.stl", "--require", "") == 64)
    #expect(try code("nothing.stl") == 66 && code() == 64)
    let told = try runFacet("check", "turned.off", folder: folder.url).output
    #expect(told.contains("of wrong winding     1, the first between 1 and 2\n") && told.contains("FAULT"), "\(told)")
  }

  @Test func refusedFiles() throws {
    var cases = 0
    for row in ExpectedTable.rows where row.verdict == .refuse && !row.message.contains("NaN or infinite") {
      let result = try runProgram(Places.command, ["check", row.path] + row.options, folder: Places.data)
      #expect(result.exitCode == 65 && result.standardOutput.isEmpty, "\(row)")
      #expect(result.standardError == "\(row.path): \(row.message)\n", "\(row)")
      cases += 1
    }
    #expect(ranCases("refused checks", cases, atLeast: 100))
  }

  @Test func acceptedFiles() throws {
    var cases = 0
    for row in ExpectedTable.rows where row.verdict != .refuse && !row.options.contains("--to") {
      let options = row.options.filter { $0 != "--verify" }
      let result = try runProgram(Places.command, ["check", row.path, "--json"] + options, folder: Places.data)
      guard result.exitCode == 0 || result.exitCode == 1 else { continue }
      let told = try ReportFile(result.standardOutput)
      if !row.options.contains("--drop-degenerate") { #expect(told.int("triangles") == row.triangles, "\(row)") }
      cases += 1
    }
    #expect(ranCases("accepted checks", cases, atLeast: 200))
  }

  @Test func aPipeAndACompressedFile() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "a.stl")
    let line = "gzip -k a.stl; cat a.stl.gz | \"$FACET\" check - --json"
    let result = try runShell(line, folder: folder.url, environment: ["FACET": Places.command.path])
    let told = try ReportFile(result.standardOutput)
    #expect(result.exitCode == 0 && told.text("compression") == "gzip" && told.int("edges") == 5)
  }
}
