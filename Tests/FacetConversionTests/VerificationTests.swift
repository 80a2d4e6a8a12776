// `--verify` must notice any difference: a digit, an index, a missing triangle.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import FacetWeld
import Testing

@testable import FacetConversion

@Suite struct VerificationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// What verification says of `text` written in place of the mesh.
  func check(_ text: String, _ mesh: TriangleMesh, format: MeshFormat = .off) throws -> String? {
    let file = try OutputFile(path: folder.path("x.off"))
    defer { file.discard() }
    let bytes = Array(text.utf8)
    try bytes.withUnsafeBytes { try file.write($0) }
    do {
      try Verification.check(file, holds: mesh, as: MeshOutput(format: format, name: "x"), context: JobContext())
      return nil
    } catch {
      return ConversionFailure(error).code
    }
  }

  func mesh() throws -> TriangleMesh {
    let soup = try TriangleSoup(precision: .float32)
    for triangle in 0..<2 {
      try soup.append(square[3 * triangle], square[3 * triangle + 1], square[3 * triangle + 2])
    }
    return try soup.finish()
  }

  @Test func acceptsTheMeshAndRefusesEachChange() throws {
    let mesh = try mesh()
    let good = "OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0.1\n3 0 1 2\n3 1 3 2\n"
    #expect(try check(good, mesh) == nil)
    let changes = [("0.1\n", "0.11\n"), ("3 1 3 2", "3 1 2 3"), ("0 1 0\n", "-0 1 0\n"), ("3 0 1 2\n", "3 0 1 3\n")]
    for (from, to) in changes {
      let text = good.replacing(from, with: to, maxReplacements: 1)
      #expect(text != good)
      #expect(try check(text, mesh) == "verification_failed")
    }
    #expect(try check("OFF\n4 1 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0.1\n3 0 1 2\n", mesh) == "verification_failed")
  }

  @Test func verifiesBothFormatsEndToEnd() throws {
    let input = try folder.write(binarySTL(square, attributes: [1, 2]), to: "in.stl")
    for name in ["o.off", "o.stl"] {
      var options = ConversionOptions()
      options.verifies = true
      let conversion = Conversion(input: input, output: folder.path(name), options: options)
      try conversion.run(context: JobContext())
      #expect(folder.names.contains(name))
    }
  }

  /// Found by the fuzzer: an OBJ of no bytes was refused, and the points of a GLB were not read back.
  @Test(arguments: MeshFormat.written) func verifiesMeshesWithoutTriangles(format: MeshFormat) throws {
    for (index, text) in ["OFF\n0 0 0\n", "OFF\n2 0 0\n0 0 0\n1 2 3\n"].enumerated() {
      let input = try folder.write(Array(text.utf8), to: "in\(index).off")
      var options = ConversionOptions()
      options.verifies = true
      options.to = format
      let output = folder.path("out\(index)-\(format.rawValue)")
      try Conversion(input: input, output: output, options: options).run(context: JobContext())
      var again = ConversionOptions()
      again.from = format
      #expect(try TriangleMesh(contentsOf: output, options: again).triangles.count == 0)
    }
  }
}
