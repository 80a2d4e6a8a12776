// The fixtures with normals and colours: what stands in them, what becomes of them when bytes change, and what comes through
// a pipe that tells no size.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let ply = IndexedReading(name: "a.ply", wanted: .ofMesh) { try PLYReader($0, options: $1) }
private let plain = IndexedReading(name: "a.ply") { try PLYReader($0, options: $1) }

@Suite struct PLYAttributeFixtureTests {
  private func numbers(_ values: [Float]) -> [UInt64] { values.map { UInt64($0.bitPattern) << 8 } }

  @Test func whatStandsInTheFixtures() throws {
    let paint: [[UInt64]] = [[255, 0, 7, 128], [1, 2, 3, 255], [0, 0, 0, 0], [9, 99, 199, 64]]
    let shine: [[Float]] = [[0.5, 0.25, 1], [0.125, 0, 0.75], [1, 1, 1], [0, 0.0625, 0]]
    let turns: [[Double]] = [[0.6, -0.8, 0], [0, 0, -1], [0.5, 0.5, 0.5], [1, 0, 0]]
    for (name, width) in [("ascii", UInt64(8)), ("binary", 4), ("big", 4)] {
      let answer = try ply.answer(ExpectedTable.bytes(of: "ply/accept-\(name)-normals-colours.ply"))
      let normals = turns.map { $0.map { (width == 4 ? Double(Float($0)) : $0).bitPattern } }
      let faces = paint.prefix(2).map { Array($0.prefix(3)) }
      #expect(answer.attributes == [[1, width]] + normals + [[2, 4]] + paint + [[3, 3]] + faces)
      let floats = try ply.answer(ExpectedTable.bytes(of: "ply/accept-\(name)-float-colours.ply"))
      // 257 times a byte is the same part of 65535.
      let bytes = faces.map { numbers($0.map { Float($0) / 255 }) }
      #expect(floats.attributes == [[2, 3]] + shine.map(numbers) + [[3, 3]] + bytes)
    }
  }

  @Test(arguments: ["ascii-normals-colours", "big-normals-colours", "binary-ushort-colours", "ascii-float-colours"])
  func everyMutationReadsAsWithout(name: String) throws {
    let bytes = try ExpectedTable.bytes(of: "ply/accept-\(name).ply")
    var count = 0
    forEachMutation(bytes) { changed in
      count += 1
      guard count % TestSize.pick(5, small: 27) == 0 else { return }
      guard case .success(let with) = ply.outcome(changed, blocks: [7]) else {
        if case .success = plain.outcome(changed, blocks: []) { Issue.record("refused with attributes only") }
        return
      }
      guard case .success(let without) = plain.outcome(changed, blocks: []) else {
        Issue.record("refused without attributes only")
        return
      }
      if with.vertices != without.vertices || with.triangles != without.triangles || with.warnings != without.warnings {
        Issue.record("another mesh: \(String(decoding: changed, as: UTF8.self))")
      }
    }
    #expect(ranCases("mutations of \(name)", count, atLeast: TestSize.pick(5000, small: 1700)))
  }

  /// Through a pipe the room for normals and colours grows with what comes, and nothing is held twice.
  @Test func manyThroughAPipe() throws {
    let (count, faces) = (100_003, 50_021)
    var header = "ply\nformat binary_little_endian 1.0\nelement vertex \(count)\n"
    for name in ["x", "y", "z", "nx", "ny", "nz"] { header += "property float \(name)\n" }
    for name in ["red", "green", "blue"] { header += "property uchar \(name)\n" }
    header += "element face \(faces)\nproperty list uchar int vertex_indices\n"
    for name in ["red", "green", "blue"] { header += "property float \(name)\n" }
    var bytes = Array((header + "end_header\n").utf8)
    for index in 0..<count {
      for part in 0..<6 { bytes += littleEndian(Float(6 * index + part).bitPattern) }
      bytes += [UInt8(index & 255), UInt8(index >> 8 & 255), 7]
    }
    for face in 0..<faces {
      bytes += [4]
      for corner in 0..<4 { bytes += littleEndian(Int32(face + corner)) }
      for part in 0..<3 { bytes += littleEndian((Float(face) + Float(part) / 4).bitPattern) }
    }
    for hasSize in [false, true] {
      let ledger = MemoryLedger()
      var options = ReaderOptions()
      options.wantedAttributes = .ofMesh
      let source = ByteSource(bytes: bytes, name: "a.ply", hasSize: hasSize)
      let mesh = try PLYReader(source, options: options).readMesh(ledger: ledger) { _ in }.mesh
      let normals = try #require(mesh.attributes.vertexNormals)
      let colors = try #require(mesh.attributes.vertexColors?.bytes)
      let areRight = (0..<count).allSatisfy { index in
        let first = Double(Float(6 * index + 3))
        return normals[index] == SIMD3(first, Double(Float(6 * index + 4)), Double(Float(6 * index + 5)))
          && colors[0, index] == UInt8(index & 255) && colors[1, index] == UInt8(index >> 8 & 255)
          && colors[2, index] == 7
      }
      #expect(areRight && normals.precision == .float32)
      let faceColors = try #require(mesh.attributes.faceColors?.floats)
      #expect(faceColors.columns == 2 * faces)
      #expect((0..<2 * faces).allSatisfy { faceColors[1, $0] == Float($0 / 2) + 0.25 })
      let held = 24 * count + 3 * count + 24 * faces
      #expect(ledger.live(.attributes) == held && ledger.peak(.vertices) == 24 * count)
    }
  }
}
