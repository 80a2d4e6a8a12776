// The weld of vertices that are already indexed.
import FacetArrays
import FacetMesh
import FacetTestSupport
import FacetWeld
import Testing

@Suite struct VertexWeldTests {
  private func randomPoints(_ count: Int, _ random: inout SeededGenerator) -> [SIMD3<Double>] {
    (0..<count).map { _ in
      SIMD3(
        [0.0, -0.0, 1, 0.1].randomElement(using: &random)!, Double(Int.random(in: 0..<30, using: &random)) / 7,
        [.nan, 1, 1, 1, 2, 3, .infinity].randomElement(using: &random)!)
    }
  }

  @Test func uniqueAgreesWithTheDictionary() throws {
    var random = SeededGenerator(seed: 11)
    for count in [0, 1, 2, 255, 256, 257, 6143, 6144, 6145, TestSize.pick(50_000, small: 7000)] {
      let points = randomPoints(count, &random)
      let naive = naiveWeld(points)
      let (unique, remap) = try VertexWeld.unique(VertexArray(points))
      #expect(remap.array == naive.numbers)
      let found = (0..<unique.count).map { unique[$0] }
      #expect(found.count == naive.vertices.count)
      #expect(
        zip(found, naive.vertices).allSatisfy { a, b in
          (0..<3).allSatisfy { a[$0].bitPattern == b[$0].bitPattern || (a[$0].isNaN && b[$0].isNaN) }
        })
    }
  }

  @Test func weldRenumbersTheTriangles() throws {
    var random = SeededGenerator(seed: 12)
    let points = randomPoints(500, &random)
    let triangles = (0..<900).map { _ in (0..<3).map { _ in Int32.random(in: 0..<500, using: &random) } }
    let words = (0..<900).map { UInt16($0) }
    for precision: SourcePrecision in [.float32, .float64] {
      let original = mesh(points, triangles, precision: precision, attributes: words)
      let (welded, remap) = try VertexWeld.weld(original)
      let naive = naiveWeld(points)
      #expect(remap.array == naive.numbers)
      #expect(welded.numbers == triangles.flatMap { $0.map { naive.numbers[Int($0)] } })
      #expect(welded.vertices.count == naive.vertices.count)
      #expect(welded.facetAttributes?.array == words)
      #expect(welded.sourcePrecision == precision)
      #expect(original.numbers == triangles.flatMap { $0 }, "the original is another value")
    }
  }

  @Test func coincidingAsFloat32() throws {
    func count(_ points: [SIMD3<Double>]) throws -> Int { try VertexWeld.coincidingAsFloat32(VertexArray(points)) }
    #expect(try count([]) == 0)
    #expect(try count([.zero, .zero, SIMD3(1, 0, 0)]) == 0, "those that are the same already do not count")
    #expect(try count([SIMD3(4_100_000.457, 0, 0), SIMD3(4_100_000.458, 0, 0), SIMD3(4_100_001, 0, 0)]) == 1)
    #expect(try count([SIMD3(1e-60, 0, 0), SIMD3(-1e-60, 0, 0), .zero]) == 2)
    #expect(try count([SIMD3(1e60, 0, 0), SIMD3(1e70, 0, 0), SIMD3(-1e70, 0, 0)]) == 1)
    #expect(try count([SIMD3(.nan, 0, 0), SIMD3(.nan, 0, 0)]) == 0)
    var random = SeededGenerator(seed: 13)
    let points = (0..<5000).map { _ in SIMD3(1000 + Double(Int.random(in: 0..<3000, using: &random)) * 1e-5, 0, 0) }
    let expected = naiveWeld(points).vertices.count - naiveWeld(rounded(points)).vertices.count
    #expect(expected > 0)
    #expect(try count(points) == expected)
  }
}
