// --attributes and --weld-attributes at the command, on the fixtures with normals and colours.
import FacetTestSupport
import Foundation
import Testing

@Suite struct AttributeOptionTests {
  private let fixture = Places.data.appendingPathComponent("ply/accept-ascii-normals-colours.ply").path

  private func run(_ arguments: String...) throws -> (CommandResult, TemporaryFolder) {
    let folder = try TemporaryFolder()
    return (try runProgram(Places.command, arguments, folder: folder.url), folder)
  }

  @Test func colouredTextKeepsItsColours() throws {
    let (result, folder) = try run(fixture, "-", "--to", "ply-ascii", "--verbose", "--report", "r.json")
    #expect(
      result.output == """
        ply
        format ascii 1.0
        element vertex 4
        property double x
        property double y
        property double z
        property double nx
        property double ny
        property double nz
        property uchar red
        property uchar green
        property uchar blue
        property uchar alpha
        element face 2
        property list uchar int vertex_indices
        property uchar red
        property uchar green
        property uchar blue
        end_header
        0 0 0 0.6 -0.8 0 255 0 7 128
        2 0 0 0 0 -1 1 2 3 255
        2 2 0 0.5 0.5 0.5 0 0 0 0
        0 2 0 1 0 0 9 99 199 64
        3 0 1 2 255 0 7
        3 0 2 3 1 2 3

        """)
    #expect(result.exitCode == 0 && !result.standardError.contains("dropped"), "\(result.standardError)")
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.int("attributes_kept", "vertex_colors") == 4 && report.int("attributes_kept", "face_colors") == 2)
    #expect(report.int("counted", "attributes_dropped") == 0 && report.text("options", "attributes") == "auto")
  }

  @Test func noneMeansPositionsOnly() throws {
    let (result, folder) = try run(
      fixture, "o.ply", "--attributes", "none", "--verify", "--verbose", "--report", "r.json")
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardError.contains("; dropped: vertex normals, vertex colors, face colors"))
    let report = try ReportFile(folder.path("r.json"))
    #expect(
      report.int("attributes_dropped", "vertex_normals") == 4 && report.int("attributes_dropped", "face_colors") == 2)
    #expect(report.int("counted", "attributes_dropped") == 10 && !report.has("attributes_kept", "face_colors"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("o.ply")))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("red"))
  }

  @Test func attributesInTheKey() throws {
    let ply =
      "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\nproperty float y\nproperty float z\n"
      + "property uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\n"
      + "property list uchar int vertex_indices\nend_header\n0 0 0 1 1 1\n0 0 0 2 2 2\n0 0 0 1 1 1\n1 0 0 3 3 3\n"
      + "3 0 1 3\n"
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(ply.utf8), to: "a.ply")
    for (options, vertices) in [([], 2), (["--weld-attributes"], 3)] {
      let result = try runProgram(
        Places.command, ["a.ply", "o.ply", "--weld", "exact", "--report", "r.json"] + options, folder: folder.url)
      #expect(result.exitCode == 0, "\(result.standardError)")
      let report = try ReportFile(folder.path("r.json"))
      #expect(report.int("vertices") == vertices && report.int("counted", "merged") == 4 - vertices)
      #expect(report.int("attributes_dropped", "vertex_colors") ?? 0 == (options.isEmpty ? 1 : 0))
    }
    let alone = try runProgram(Places.command, ["a.ply", "o.ply", "--weld-attributes"], folder: folder.url)
    #expect(alone.exitCode == 64 && alone.standardError.contains("--weld-attributes goes with --weld exact"))
    let odd = try runProgram(Places.command, ["a.ply", "o.ply", "--attributes", "some"], folder: folder.url)
    #expect(odd.exitCode == 64)
  }
}
