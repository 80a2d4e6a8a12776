// A mesh as two .npy files: both appear or none, they read back as they were written, and a failure leaves what was there.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct PairOutputTests: ConvertingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func bothFilesAppearUnderAnyOfTheirNames() throws {
    _ = try folder.write(binarySTL(square), to: "in.stl")
    let names: [(String, MeshFormat?)] = [
      ("a.vertices.npy", nil), ("b.triangles.npy", nil), ("c.npy", .npy), ("d", .npy), ("e.vertices.npy", .npy),
    ]
    for (name, format) in names {
      let report = try convert("in.stl", name) {
        $0.to = format
        $0.verifies = true
        $0.isDurable = name == "d"
      }
      let stem = name.prefix(1)
      #expect(try bytes("\(stem).vertices.npy") == bytes("a.vertices.npy"))
      #expect(try bytes("\(stem).triangles.npy") == bytes("a.triangles.npy"))
      #expect(report.bytesOut == 128 + 4 * 24 + 128 + 2 * 12 && report.formatOut == "npy")
      try convert("\(stem).vertices.npy", "back.off")
      #expect(try String(decoding: bytes("back.off"), as: UTF8.self).hasSuffix("\n3 0 1 2\n3 1 3 2\n"))
    }
    #expect(folder.names.count == 2 * 5 + 2)
    let vertices = try NPYFile(path: folder.path("a.vertices.npy"), mapping: true)
    #expect(vertices.shape == [3, 4] && vertices.header.dataOffset % 64 == 0 && !vertices.header.fortranOrder)
    #expect(try vertices.matrix(of: Double.self)[0, 3] == 1)
    // A second conversion, of the pair itself and in place, changes no byte.
    let before = try (bytes("a.vertices.npy"), bytes("a.triangles.npy"))
    let report = try convert("a.vertices.npy", "a.vertices.npy")
    #expect(try bytes("a.vertices.npy") == before.0 && bytes("a.triangles.npy") == before.1)
    #expect(report.bytesIn == before.0.count + before.1.count)
  }

  @Test func whatCannotBeAPairIsRefusedInWords() throws {
    _ = try folder.write(binarySTL(square), to: "in.stl")
    func words(_ output: String, _ format: MeshFormat?) -> String {
      var options = ConversionOptions()
      options.to = format
      let conversion = Conversion(input: folder.path("in.stl"), output: output, options: options)
      do throws(ConversionFailure) { try conversion.run(context: JobContext()) } catch {
        return error.exitCode == .usage ? error.description : "another failure"
      }
      return "none"
    }
    #expect(words("-", .npy) == "npy is a pair of files, which standard output can't be; --to npz is one")
    #expect(
      words("out.npy", nil)
        == "out.npy: a mesh is two arrays; type out.vertices.npy, and out.triangles.npy appears beside it, or .npz for one file"
    )
    let mesh = try TriangleMesh(contentsOf: folder.path("in.stl"))
    #expect(throws: ConversionFailure.self) { try mesh.write(as: .npy) { _ in } }
    #expect(folder.names == ["in.stl"])
  }

  @Test func aFailureLeavesWhatWasThere() throws {
    _ = try folder.write(binarySTL(square), to: "in.stl")
    _ = try folder.write(Array(binarySTL(square).dropLast()), to: "bad.stl")
    for old in [false, true] {
      if old {
        _ = try folder.write("old vertices", to: "o.vertices.npy")
        _ = try folder.write("old triangles", to: "o.triangles.npy")
      }
      let names = folder.names
      #expect(throws: ConversionFailure.self) { try convert("bad.stl", "o.vertices.npy") }
      #expect(folder.names == names)
    }
    #expect(try bytes("o.vertices.npy") == Data("old vertices".utf8))
    // One of the two names is a folder.
    for blocked in ["p.vertices.npy", "q.triangles.npy"] {
      try FileManager.default.createDirectory(atPath: folder.path(blocked), withIntermediateDirectories: false)
      let names = folder.names
      #expect(throws: ConversionFailure.self) { try convert("in.stl", String(blocked.prefix(1)) + ".vertices.npy") }
      #expect(folder.names == names)
    }
  }

  /// A folder that takes the place of a name while the files are written makes the rename fail.
  @Test(arguments: [0, 1], [false, true]) func aRenameThatFailsIsUndone(which: Int, old: Bool) throws {
    let paths = ["first", "second"].map(folder.path)
    if old {
      for (path, text) in zip(paths, ["one", "two"]) { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    }
    let files = try paths.map { try OutputFile(path: $0) }
    for file in files { try Array("new".utf8).withUnsafeBytes { try file.write($0) } }
    try? FileManager.default.removeItem(atPath: paths[which])
    try FileManager.default.createDirectory(atPath: paths[which] + "/x", withIntermediateDirectories: true)
    #expect(throws: FileError.self) { try OutputFile.commit(files[0], then: files[1]) }
    let other = paths[1 - which]
    let left = try? String(contentsOfFile: other, encoding: .utf8)
    #expect(left == (old ? (which == 0 ? "two" : "one") : nil))
    #expect(folder.names == (old ? ["first", "second"] : [["first"], ["second"]][which]))
  }

  @Test func theLibraryWritesPairs() throws {
    let mesh = try TriangleMesh(contents: binarySTL(square).span.bytes)
    try mesh.write(to: folder.path("m.vertices.npy"))
    try mesh.write(to: folder.path("n.npy"), format: .npy)
    #expect(try bytes("m.vertices.npy") == bytes("n.vertices.npy") && folder.names.count == 4)
  }
}
