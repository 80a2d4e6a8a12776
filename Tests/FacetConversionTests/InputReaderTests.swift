// The reader that a name and its content lead to, for the formats that are meshes of arrays and scenes.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetConversion

@Suite struct InputReaderTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ body: (ByteSink) throws -> Void) throws -> String {
    let file = try OutputFile(path: folder.path(name))
    let sink = try ByteSink(.file(file))
    try body(sink)
    try sink.finish()
    try file.commit()
    return folder.path(name)
  }

  @Test func meshesComeBackFromEveryWriter() throws {
    let original = cube()
    var paths = [try write("a.glb") { _ = try GLBWriter.write(original, to: $0, name: "a.glb") }]
    paths.append(try write("b") { _ = try GLBWriter.write(original, to: $0, name: "b") })
    paths.append(try write("a.npz") { try NPZMeshWriter.write(original, to: $0) })
    paths.append(try write("c") { try NPZMeshWriter.write(original, to: $0) })
    _ = try write("a.triangles.npy") { triangles in
      paths.append(
        try write("a.vertices.npy") { try NPYPairWriter.write(original, vertices: $0, triangles: triangles) })
    }
    for path in paths {
      let mesh = try TriangleMesh(contentsOf: path)
      #expect(mesh.vertices == original.vertices && mesh.triangles == original.triangles, "\(path)")
      let info = try MeshInfo(inspecting: path, from: nil, options: ReaderOptions())
      #expect(info.vertices == 8 && info.faces == 12, "\(path)")
    }
  }

  @Test func membersOfAPairAreNoSoups() throws {
    let triangles = try write("b.triangles.npy") { try NPYWriter.write(int32: cube().triangles.matrix, to: $0) }
    #expect(throws: ConversionFailure.self) { try TriangleMesh(contentsOf: triangles) }
    let vertices = try write("c.vertices.npy") { try NPYWriter.write(float64: cube().vertices.matrix, to: $0) }
    #expect { try TriangleMesh(contentsOf: vertices) } throws: {
      ($0 as? ConversionFailure)?.exitCode == .noInput && "\($0)".contains("c.triangles.npy")
    }
  }
}
