// Cases that are too large for a file of data/: they are made here.
import FacetTestSupport
import Foundation
import Testing

@Suite struct LargeCaseTests {
  private static let triangle =
    "facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"

  /// Converts a file and answers its report; it must need little memory beside the mesh.
  private func convert(_ bytes: [UInt8], _ name: String, _ options: String...) throws -> ReportFile {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: name)
    let report = folder.path("report.json")
    let result = try runProgram(Places.command, [path, folder.path("out.off"), "--report", report] + options)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let told = try ReportFile(report)
    #expect((told.int("peak_resident_bytes") ?? .max) < 32 << 20, "\(name)")
    return told
  }

  @Test func binarySTLOf6700Facets() throws {
    // The low byte of the count is 0x2C, the next 0x1A: end of file for programs that read it as text (S13).
    let corners = (0..<20_100).map { (corner: Int) in
      SIMD3<Float>(Float(corner / 3), Float(corner % 3), Float(corner % 2))
    }
    let report = try convert(binarySTL(corners), "s13.stl")
    let distinct = countDistinct(corners)
    #expect(report.int("triangles") == 6700)
    #expect(report.int("vertices") == distinct)
  }

  @Test func asciiSTLWithANameOfAMebibyte() throws {
    let name = String(repeating: "n", count: 1 << 20)
    let report = try convert(Array("solid \(name)\n\(Self.triangle)endsolid \(name)\n".utf8), "s33.stl")
    #expect(report.int("triangles") == 1 && report.text("format_in") == "stl-ascii")
  }

  @Test func numbersOfTenThousandDigits() throws {
    // The tail decides the rounding: half a unit in the last place of Float64 above 1, and a little more (S43).
    let half = "1.00000000000000011102230246251565404236316680908203125"
    let long = half + String(repeating: "0", count: 10_000) + "1"
    let zeros = String(repeating: "0", count: 10_000) + "1.5"
    let line = "\(long) \(zeros) 0 \(half)\(String(repeating: "0", count: 10_000)) 0 0 0 1 0\n"
    let folder = try TemporaryFolder()
    let path = try folder.write(line, to: "s43.txt")
    let result = try runFacet(path, "-")
    #expect(result.output == "OFF\n3 1 0\n1.0000000000000002 1.5 0\n1 0 0\n0 1 0\n3 0 1 2\n")
    let stl =
      "solid\n" + Self.triangle.replacingOccurrences(of: "vertex 0 0 0", with: "vertex \(long) \(zeros) 0")
      + "endsolid\n"
    #expect(try runFacet(folder.write(stl, to: "s43.stl"), "-").output.contains("\n1.0000000000000002 1.5 0\n"))
    let off = "OFF\n3 1 0\n\(long) \(zeros) 0\n1 0 0\n0 1 0\n3 0 1 2\n"
    #expect(try runFacet(folder.write(off, to: "s43.off"), "-").output == result.output)
  }

  @Test func offWithLongComments() throws {
    let comment = "#" + String(repeating: "c", count: 3 << 20) + "\n"
    let text =
      comment + "OFF\n" + comment + "3 1 0\n" + comment + "0 0 0\n1 0 0\n0 1 0\n" + comment + "3 0 1 2 " + comment
    let report = try convert(Array(text.utf8), "o16.off")
    #expect(report.int("triangles") == 1 && report.int("vertices") == 3)
  }

  @Test func soupWithLongComments() throws {
    let comment = "#" + String(repeating: "c", count: 1_000_000) + "\n"
    let text = comment + "0 0 0 1 0 0 0 1 0\n" + comment + comment + "0 0 0 1 0 0 0 1 0 " + comment
    // Its first numbers stand behind what detection looks at.
    let report = try convert(Array(text.utf8), "comments.txt", "--from", "soup")
    #expect(report.int("triangles") == 2 && report.int("vertices") == 3)
  }

  @Test func npyHeaderOf5000Brackets() throws {
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + String(repeating: "(", count: 5000)
    let header: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8)]
    let folder = try TemporaryFolder()
    let result = try runFacet(folder.write(header + Array(text.utf8), to: "n09.npy"), folder.path("out.off"))
    #expect(result.exitCode == 65 && folder.names == ["n09.npy"])
    #expect(result.standardError.hasSuffix("n09.npy: NPY: byte 61: 'shape' must hold whole numbers\n"))
  }

  @Test func plyWithLongComments() throws {
    let comment = "comment " + String(repeating: "c", count: 3 << 20) + "\n"
    let text =
      "ply\n" + comment + "format ascii 1.0\n" + comment
      + "element vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 1\n" + comment
      + "property list uchar int vertex_index\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"
    let report = try convert(Array(text.utf8), "p26.ply")
    #expect(report.int("triangles") == 1 && report.int("vertices") == 3)
  }

  @Test func plyOfAHundredThousandProperties() throws {
    let properties = (0..<100_000).map { "property float p\($0)\n" }.joined()
    let text = "ply\nformat ascii 1.0\nelement vertex 1\n\(properties)end_header\n"
    let folder = try TemporaryFolder()
    let result = try runFacet(folder.write(text, to: "p27.ply"), folder.path("out.off"))
    #expect(result.exitCode == 65 && folder.names == ["p27.ply"])
    #expect(
      result.standardError.hasSuffix(
        "p27.ply: PLY: line 4100: expected at most 4096 properties, found more than that\n"))
  }

  @Test func polygonOfAHundredThousandCorners() throws {
    let count = 100_000
    var text = "OFF\n\(count) 1 0\n"
    for vertex in 0..<count { text += "\(vertex) \(vertex % 317) 0\n" }
    text += "\(count)" + (0..<count).map { " \($0)" }.joined() + "\n"
    let report = try convert(Array(text.utf8), "polygon.off")
    #expect(report.int("triangles") == count - 2 && report.int("counted", "polygons_split") == 1)
  }

  /// A count that nothing stands behind takes no memory, from a file or a pipe.
  @Test(arguments: [
    "stl/refuse-binary-count-ffffffff-of-1.stl", "off/refuse-count-353535235358.off", "off/refuse-faces-4294967295.off",
    "off/refuse-degree-4294967295.off", "ply/refuse-2000000000-vertices.ply", "ply/refuse-10-to-18-faces.ply",
    "ply/refuse-list-of-4294967295-doubles.ply", "npy/refuse-shape-10-to-12.npy",
  ])
  func hugeCountsTakeNoMemory(path: String) throws {
    let row = try #require(ExpectedTable.rows.first { $0.path == path })
    for input in [path, "-"] {
      let folder = try TemporaryFolder()
      let format = row.kind == "stl" ? "stl" : row.kind
      let result = try runShell(
        "cat \(path) | \"$FACET\" \(input) \(folder.path("out.off")) --from \(format) "
          + "--report \(folder.path("r.json"))",
        folder: Places.data, environment: ["FACET": Places.command.path])
      #expect(result.exitCode == 65, "\(path) as \(input): \(result.standardError)")
      #expect(
        try ReportFile(folder.path("r.json")).int("peak_resident_bytes") ?? .max < 32 << 20, "\(path) as \(input)")
    }
  }
}
