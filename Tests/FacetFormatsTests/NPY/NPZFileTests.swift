// .npz archives against NumPy in both directions, and damaged.
import FacetArrays
import FacetCompression
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

private let vertices = Matrix(Column((0..<3000).map { Double($0) / 7 }), rows: 3, columns: 1000)
private let triangles = Matrix(Column((0..<600).map { Int32($0 * 31 % 1000) }), rows: 200, columns: 3)
private let weights = Column((0..<77).map { Float($0) * 0.5 })

private func archive(compressed: Bool) throws -> [UInt8] {
  var bytes: [UInt8] = []
  let writer = NPZWriter(try ByteSink(.function { bytes.append(contentsOf: $0) }), compressed: compressed)
  try writer.add(vertices, named: "vertices")
  try writer.add(triangles, named: "triangles")
  try writer.add(weights, named: "weights")
  try writer.commit()
  return bytes
}

@Test(arguments: [false, true])
func numPyLoadsTheArchivesThatAreWritten(compressed: Bool) throws {
  let folder = try TemporaryFolder()
  let writer = try NPZWriter(path: folder.path("a.npz"), compressed: compressed)
  try writer.add(vertices, named: "vertices")
  try writer.add(vertices.transposed, named: "turned")
  try writer.add(weights, named: "weights")
  #expect { try writer.add(weights, named: "weights") } throws: {
    ($0 as? CompressionError)?.code == .duplicateName
  }
  #expect(!folder.names.contains("a.npz"))
  try writer.commit()
  let output = try numpy(
    """
    z = np.load("a.npz")
    v = np.arange(3000).reshape(3, 1000) / 7
    assert list(z) == ["vertices", "turned", "weights"]
    assert (z["vertices"] == v).all() and z["vertices"].dtype == np.float64
    assert (z["turned"] == v.T).all() and z["turned"].flags.f_contiguous
    assert (z["weights"] == np.arange(77, dtype=np.float32) / 2).all()
    print("good")
    """, folder: folder)
  #expect(output == "good\n")
  #expect(try archive(compressed: compressed) == archive(compressed: compressed))
}

@Test(arguments: ["savez", "savez_compressed"])
func theArchivesOfNumPyAreRead(function: String) throws {
  let folder = try TemporaryFolder()
  _ = try numpy(
    """
    np.\(function)("a.npz", np.arange(5.0), heights=np.arange(12, dtype=">i2").reshape(3, 4),
      turned=np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)), one=np.array(7),
      cube=np.zeros((2, 2, 2)), words=np.array(["a", "bc"]))
    np.\(function)("none.npz")
    """, folder: folder)
  for mapping in [false, true] {
    let archive = try NPZFile(path: folder.path("a.npz"), mapping: mapping)
    #expect(Set(archive.names) == ["arr_0", "heights", "turned", "one", "cube", "words"])
    #expect(try archive.column("arr_0", of: Double.self).array == [0, 1, 2, 3, 4])
    let heights = try archive.array("heights")
    #expect(heights.shape == [3, 4] && heights.elementType.descr == ">i2")
    #expect(try heights.matrix(of: Int32.self, converting: true).flat.array == Array(0..<12))
    let turned = try archive.matrix("turned", of: Float.self)
    #expect(turned.rows == 2 && turned[1, 0] == 3 && !turned.isContiguous)
    #expect(try archive.column("one", of: Int64.self).array == [7])
    #expect(try archive.array("cube").shape == [2, 2, 2])
    #expect { try archive.matrix("cube", of: Double.self) } throws: { ($0 as? FormatError)?.code == .unsupported }
    #expect { try archive.array("words") } throws: { ($0 as? FormatError)?.code == .unsupported }
    #expect { try archive.array("nothing") } throws: { ($0 as? CompressionError)?.code == .noSuchMember }
  }
  #expect(try NPZFile(path: folder.path("none.npz")).names.isEmpty)
}

@Test func arraysOfAnArchiveAreMapped() throws {
  let folder = try TemporaryFolder()
  for compressed in [false, true] {
    let path = try folder.write(archive(compressed: compressed), to: "a.npz")
    let ledger = MemoryLedger()
    let archive = try NPZFile(path: path, mapping: true, ledger: ledger)
    let (v, t) = (try archive.matrix("vertices", of: Double.self), try archive.matrix("triangles", of: Int32.self))
    #expect(try v == vertices && t == triangles && archive.column("weights") == weights)
    // One mapping for all arrays, or a memory of its own for each.
    let file = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(ledger.live(.other) == (compressed ? vertices.count * 8 + triangles.count * 4 : file))
    #expect(try NPZFile(path: path).matrix("vertices") == vertices)
  }
}

@Test(arguments: [false, true])
func everyPrefixOfAnArchiveOfArraysIsRefused(compressed: Bool) throws {
  let bytes = try archive(compressed: compressed)
  let step = TestSize.pick(compressed ? 1 : 7, small: 501)
  for count in stride(from: 0, to: bytes.count, by: step) {
    #expect(throws: CompressionError.self) { try NPZFile(ByteSource(bytes: Array(bytes[..<count]), name: "a.npz")) }
  }
}

@Test(arguments: [false, true])
func aChangedByteOfAnArchiveOfArraysNeverTrapsAndNeverPassesUnseen(compressed: Bool) throws {
  let bytes = try archive(compressed: compressed)
  var random = SeededGenerator(seed: 5)
  var refused = 0
  let cases = TestSize.pick(20_000, small: 300)
  for _ in 0..<cases {
    var changed = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      changed[Int.random(in: 0..<changed.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
    do {
      let archive = try NPZFile(ByteSource(bytes: changed, name: "a.npz"))
      for name in archive.names where ["vertices", "triangles"].contains(name) {
        let got = try archive.matrix(name, of: Double.self, converting: true)
        #expect(got == (name == "vertices" ? vertices : Matrix(triangles.flat.cast(), rows: 200, columns: 3)))
      }
    } catch {
      refused += 1
      #expect(error is FormatError || error is CompressionError)
    }
  }
  #expect(ranCases("changes of an archive of arrays", cases, atLeast: 300) && refused > cases / 2)
}
