// Meshes as NumPy's arrays: what is written is read back bit for bit and loaded by NumPy, and what is no mesh is refused.
import FacetArrays
import FacetCompression
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

private let npz = IndexedReading(name: "a.npz") { try NPZMeshReader($0, options: $1) }

private func randomMesh(_ points: Int, _ triangles: Int, seed: UInt64 = 7) -> TriangleMesh {
  var random = SeededGenerator(seed: seed)
  let positions = (0..<points).map { _ in
    SIMD3<Double>(.random(in: -1...1, using: &random), -0.0, .random(in: -1e300...1e300, using: &random))
  }
  return mesh(
    positions,
    (0..<triangles).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(points), using: &random) } })
}

private func archive(compressed: Bool, _ add: (NPZWriter) throws -> Void) throws -> [UInt8] {
  try written { sink in
    let writer = NPZWriter(sink, compressed: compressed)
    try add(writer)
    try writer.commit()
  }
}

@Suite struct NPYMeshTests {
  @Test func archivesRoundTripBitForBit() throws {
    for (points, triangles) in [(0, 0), (1, 0), (3, 1), (4, 7), (5000, 9000)] {
      let original = randomMesh(points, triangles)
      let bytes = try written { try NPZMeshWriter.write(original, to: $0) }
      #expect(try written { try NPZMeshWriter.write(original, to: $0) } == bytes)
      let answer = try npz.read(bytes, hasSize: points % 2 == 0)
      #expect(answer.triangles == original.numbers && answer.precision == .float64)
      #expect(answer.vertices == original.positions.map { p in (0..<3).map { p[$0].bitPattern } })
      #expect(answer.codes == (triangles == 0 ? ["empty_mesh"] : []))
    }
  }

  @Test func elementsAreAligned() throws {
    let folder = try TemporaryFolder()
    let original = randomMesh(100, 50)
    let path = folder.path("a.npz")
    try Data(try written { try NPZMeshWriter.write(original, to: $0) }).write(to: URL(fileURLWithPath: path))
    let archive = try NPZFile(path: path, mapping: true)
    let vertices = try archive.matrix("vertices", of: Double.self)
    let triangles = try archive.matrix("triangles", of: Int32.self)
    #expect(vertices == original.vertices.matrix && triangles == original.triangles.matrix)
    let addresses = [
      vertices.flat.span.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) },
      triangles.flat.span.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) },
    ]
    #expect(addresses.allSatisfy { $0 % 64 == 0 })
  }

  @Test func numPyLoadsWhatIsWrittenAndFacetWhatNumPyWrites() throws {
    let folder = try TemporaryFolder()
    let original = randomMesh(11, 6)
    func save(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
    }
    try save(try written { try NPZMeshWriter.write(original, to: $0) }, "a.npz")
    let (vertices, triangles) = (Bytes(), Bytes())
    try NPYPairWriter.write(original, vertices: try vertices.sink(), triangles: try triangles.sink())
    try save(vertices.bytes, "a.vertices.npy")
    try save(triangles.bytes, "a.triangles.npy")
    _ = try numpy(
      """
      z, v, t = np.load("a.npz"), np.load("a.vertices.npy", mmap_mode="r"), np.load("a.triangles.npy", mmap_mode="r")
      assert list(z) == ["vertices", "triangles"]
      assert z["vertices"].dtype == np.float64 and z["vertices"].shape == (3, 11) and z["triangles"].shape == (6, 3)
      assert (z["vertices"] == v).all() and v.flags.c_contiguous and v.dtype == np.float64 and v.offset % 64 == 0
      assert (z["triangles"] == t).all() and t.flags.c_contiguous and t.dtype == np.int32 and t.offset % 64 == 0
      np.savez("n.npz", vertices=v.T, triangles=t.astype(np.uint16), more=np.zeros(3))
      np.savez_compressed("c.npz", triangles=np.asfortranarray(t.astype(">i8")), vertices=np.asfortranarray(v))
      np.save("n.vertices.npy", v.T.astype(np.float32))
      np.save("n.triangles.npy", t.astype(np.int64))
      """, folder: folder)
    for name in ["a.npz", "n.npz", "c.npz"] {
      let reader = try NPZMeshReader(ByteSource(path: folder.path(name)))
      #expect(reader.declaredVertices == 11 && reader.declaredFaces == 6)
      let result = try reader.readMesh(ledger: nil) { _ in }
      #expect(result.mesh.positions == original.positions && result.mesh.numbers == original.numbers)
      #expect(result.attributesDropped.total == (name == "n.npz" ? 1 : 0))
    }
    for name in ["a", "n"] {
      let reader = try NPYPairReader(ByteSource(path: folder.path(name + ".vertices.npy")))
      #expect(reader.declaredVertices == 11 && reader.declaredFaces == 6)
      #expect(
        reader.dialect
          == (name == "a" ? "vertices float64 3×N, triangles int32" : "vertices float32 N×3, triangles int64"))
      let result = try reader.readMesh(ledger: nil) { _ in }.mesh
      let positions = original.positions.map { name == "a" ? $0 : SIMD3<Double>(SIMD3<Float>($0)) }
      #expect(result.positions.map { bits($0) } == positions.map { bits($0) } && result.numbers == original.numbers)
      #expect(result.sourcePrecision == (name == "a" ? .float64 : .float32))
    }
  }

  @Test func anArchiveFromAPipeIsHeldWhole() throws {
    let original = randomMesh(4000, 9000)
    let bytes = try written { try NPZMeshWriter.write(original, to: $0) }
    for block in [4096, 100_000, 1 << 20] {
      let pipe = ByteSource(bytes: bytes, name: "pipe", blockSize: block, hasSize: false)
      let mesh = try NPZMeshReader(pipe).readMesh(ledger: nil) { _ in }.mesh
      #expect(mesh.positions == original.positions && mesh.numbers == original.numbers, "blocks of \(block)")
    }
  }

  @Test func theFileBesideMustBeThere() throws {
    let folder = try TemporaryFolder()
    try NPYWriter.save(Matrix<Double>(rows: 3, columns: 4), to: folder.path("a.vertices.npy"))
    #expect { try NPYPairReader(ByteSource(path: folder.path("a.vertices.npy"))) } throws: {
      ($0 as? FileError)?.code == .cannotOpen && "\($0)".contains("a.triangles.npy")
    }
    #expect(NPYPair.partner(of: "x/a.vertices.npy") == "x/a.triangles.npy")
    #expect(NPYPair.partner(of: "x/a.triangles.npy") == "x/a.vertices.npy")
    #expect(NPYPair.partner(of: "a.npy") == nil && NPYPair.partner(of: "vertices.npy") == nil)
    #expect(NPYPair.isMember("a.vertices.npy") && NPYPair.isMember("a.triangles.npy") && !NPYPair.isMember("a.npy"))
    try NPYWriter.save(Matrix<Int32>(rows: 2, columns: 3), to: folder.path("b.triangles.npy"))
    #expect { try NPYPairReader(ByteSource(path: folder.path("b.triangles.npy"))) } throws: {
      "\($0)".contains("expected the vertices of a pair of arrays") && "\($0)".contains("b.vertices.npy, found its")
    }
  }

  /// Numbers that are none are named as they stand in the file, in every type.
  @Test func badNumbersAreNamed() throws {
    let vertices = Matrix<Double>(rows: 3, columns: 4)
    func fault<Element: ArrayElement>(_ numbers: [Element]) throws -> String {
      let bytes = try archive(compressed: true) {
        try $0.add(vertices, named: "vertices")
        try $0.add(Matrix(Column(numbers), rows: numbers.count / 3, columns: 3), named: "triangles")
      }
      do {
        _ = try npz.read(bytes)
        return "accepted"
      } catch {
        return "\(error)".replacingOccurrences(of: "a.npz: triangles.npy: NPY: ", with: "")
      }
    }
    #expect(try fault([0, 1, 3] as [UInt8]) == "accepted")
    #expect(try fault([0, 1, 2, 0, 4, 1] as [UInt8]) == "triangle 2: expected vertex numbers from 0 to 3, found 4")
    #expect(try fault([-7, 1, 2] as [Int32]) == "triangle 1: expected vertex numbers from 0 to 3, found -7")
    #expect(
      try fault([0, 1, 1 << 40] as [Int64]) == "triangle 1: expected vertex numbers from 0 to 3, found 1099511627776")
    #expect(
      try fault([UInt32.max, 1, 2] as [UInt32]) == "triangle 1: expected vertex numbers from 0 to 3, found 4294967295")
    #expect(try fault([0.5, 1, 2] as [Double]) == "expected triangles of an integer type, found float64")
  }

  @Test func damagedArchivesAreReadOrRefused() throws {
    let original = randomMesh(6, 4)
    for compressed in [false, true] {
      let whole = try archive(compressed: compressed) {
        try $0.add(original.vertices.matrix, named: "vertices")
        try $0.add(original.triangles.matrix, named: "triangles")
      }
      for prefix in prefixes(whole).dropLast() {
        #expect(throws: (any Error).self) { try npz.read(prefix) }
      }
      for index in whole.indices {
        for flip: UInt8 in [1, 0x80, 0xff] {
          var bytes = whole
          bytes[index] ^= flip
          do {
            _ = try npz.read(bytes, hasSize: index % 2 == 0)
          } catch {
            #expect(error is FormatError || error is CompressionError, "\(error)")
          }
        }
      }
    }
  }
}

/// Bytes that a sink writes.
private final class Bytes {
  var bytes: [UInt8] = []
  func sink() throws -> ByteSink { try ByteSink(.function { self.bytes += $0 }) }
}
