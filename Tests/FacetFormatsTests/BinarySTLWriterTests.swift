// What is written as binary STL reads back as the same triangles, with normals that point the right way.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

/// Collects what is written to a sink.
func written(_ body: (ByteSink) throws -> Void) throws -> [UInt8] {
  final class Collector { var bytes: [UInt8] = [] }
  let collector = Collector()
  let sink = try ByteSink(.function { collector.bytes += $0 })
  try body(sink)
  return collector.bytes
}

@Suite struct BinarySTLWriterTests {
  private func write(_ mesh: TriangleMesh) throws -> (bytes: [UInt8], loss: Float32Loss) {
    var loss: Float32Loss?
    let bytes = try written { loss = try BinarySTLWriter.write(mesh, to: $0, name: "out.stl") }
    return (bytes, try #require(loss))
  }

  private func normal(_ bytes: [UInt8], _ triangle: Int) -> SIMD3<Float> {
    var result = SIMD3<Float>()
    for axis in 0..<3 {
      let place = 84 + 50 * triangle + 4 * axis
      result[axis] = Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) })
    }
    return result
  }

  @Test func layout() throws {
    let (bytes, loss) = try write(cube())
    #expect(bytes.count == 84 + 12 * 50)
    #expect(String(decoding: bytes.prefix(27), as: UTF8.self) == "binary STL written by Facet")
    #expect(bytes[27..<80].allSatisfy { $0 == 0 })
    #expect(Array(bytes[80..<84]) == [12, 0, 0, 0])
    #expect(loss.changedCoordinates == 0)
    #expect(try write(mesh([], [])).bytes.count == 84)
  }

  @Test func roundTripBitForBit() throws {
    var random = SeededGenerator(seed: 31)
    for triangles in [1, 2, 4095, 4096, 4097, 9000] {
      let points = (0..<500).map { _ in
        SIMD3<Double>(
          SIMD3<Float>(
            .random(in: -1...1, using: &random), [0, -0.0, .leastNonzeroMagnitude].randomElement(using: &random)!,
            [.greatestFiniteMagnitude, -4_100_000.5, .nan, .infinity].randomElement(using: &random)!))
      }
      let faces = (0..<triangles).map { _ in (0..<3).map { _ in Int32.random(in: 0..<500, using: &random) } }
      let words = (0..<triangles).map { UInt16(truncatingIfNeeded: $0 &* 77 &+ 1) }
      for attributes in [nil, words] {
        let original = mesh(points, faces, precision: .float32, attributes: attributes)
        let (bytes, loss) = try write(original)
        #expect(loss.changedCoordinates == 0)
        let reader = try BinarySTLReader(ByteSource(bytes: bytes, name: "out.stl"))
        let block = try CornerBlock(precision: .float32)
        var wrong = 0
        var triangle = 0
        while try reader.fill(block) {
          for index in 0..<block.count / 3 {
            for corner in 0..<3 {
              if bits(block[3 * index + corner]) != bits(points[Int(faces[triangle][corner])]) { wrong += 1 }
            }
            if block.facetAttributes[index] != attributes?[triangle] ?? 0 { wrong += 1 }
            triangle += 1
          }
        }
        #expect(wrong == 0)
        #expect(triangle == triangles)
        #expect(reader.warnings.warnings.isEmpty)
      }
    }
  }

  @Test func normalsAreUnitAndRightHanded() throws {
    let (bytes, _) = try write(cube())
    let quads: [SIMD3<Float>] = [
      SIMD3(0, 0, -1), SIMD3(0, 0, 1), SIMD3(0, -1, 0), SIMD3(0, 1, 0), SIMD3(-1, 0, 0), SIMD3(1, 0, 0),
    ]
    for triangle in 0..<12 { #expect(normal(bytes, triangle) == quads[triangle / 2]) }
    // Small, large and far triangles have unit normals too; those without area have none.
    for scale in [1e-45, 1e-30, 1, 1e30, 3e38] {
      let points = [SIMD3(0, 0, 0), SIMD3(scale, 0, 0), SIMD3(0, scale, scale)].map { SIMD3<Double>(SIMD3<Float>($0)) }
      let n = normal(try write(mesh(points, [[0, 1, 2]])).bytes, 0)
      let root = Float(0.5).squareRoot()
      #expect(n.x == 0 && abs(n.y + root) < 1e-6 && abs(n.z - root) < 1e-6, "scale \(scale)")
    }
    for points in [
      [SIMD3<Double>.zero, .zero, .zero], [.zero, SIMD3(1, 1, 1), SIMD3(2, 2, 2)], [.zero, .zero, SIMD3(.nan, 0, 0)],
    ] {
      #expect(normal(try write(mesh(points, [[0, 1, 2]])).bytes, 0) == .zero)
    }
  }

  @Test func lossIsCounted() throws {
    let points = [SIMD3(0.1, 0.5, 4_100_000.457), SIMD3(3e38, -0.0, .nan), SIMD3(1e-60, .infinity, 16_777_217)]
    let (bytes, loss) = try write(mesh(points, [[0, 1, 2]]))
    #expect(loss.changedCoordinates == 5)
    let corners = try allCorners(of: BinarySTLReader(ByteSource(bytes: bytes, name: "out.stl")))
    #expect(corners[0] == SIMD3<Double>(SIMD3<Float>(points[0])), "rounded to the nearest")
    // What would become infinite is refused: nobody could read it back.
    #expect(throws: FormatError.self) {
      try write(mesh([SIMD3(1e39, 0, 0), .zero, SIMD3(1, 1, 1)], [[0, 1, 2]]))
    }
  }

  @Test func straightFromAStream() throws {
    var random = SeededGenerator(seed: 32)
    for triangles in [0, 1, 2047, 2048, 2049, 6000] {
      let corners = (0..<3 * triangles).map { _ in
        SIMD3<Double>(SIMD3<Float>(.random(in: -9...9, using: &random), 0, .random(in: -9...9, using: &random)))
      }
      let words = (0..<triangles).map { UInt16(truncatingIfNeeded: $0) }
      for precision: SourcePrecision in [.float32, .float64] {
        for attributes in [[], words] {
          let bytes = try written {
            try BinarySTLWriter.write(
              ArrayStream(corners, precision: precision, attributes: attributes), triangles: triangles, to: $0,
              name: "out")
          }
          // The same as by way of a mesh.
          let faces = (0..<Int32(triangles)).map { (t: Int32) -> [Int32] in [3 * t, 3 * t + 1, 3 * t + 2] }
          let whole = try write(mesh(corners, faces, attributes: attributes.isEmpty ? nil : attributes)).bytes
          #expect(bytes == whole)
        }
      }
    }
  }

  @Test func progressAndCancelling() throws {
    struct Stop: Error {}
    let faces = [[Int32]](repeating: [0, 1, 2], count: 10_000)
    let body = mesh([.zero, SIMD3(1, 0, 0), SIMD3(0, 1, 0)], faces)
    var seen: [Double] = []
    _ = try written { _ = try BinarySTLWriter.write(body, to: $0, name: "out") { seen.append($0) } }
    #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 3)
    #expect(throws: Stop.self) {
      _ = try written { _ = try BinarySTLWriter.write(body, to: $0, name: "out") { _ in throw Stop() } }
    }
  }

  @Test func failingOutput() throws {
    let sink = try ByteSink(.file(try OutputFile(path: "/dev/full")))
    let error = #expect(throws: FileError.self) { _ = try BinarySTLWriter.write(cube(), to: sink, name: "/dev/full") }
    #expect(error?.code == .cannotWrite)
  }
}
