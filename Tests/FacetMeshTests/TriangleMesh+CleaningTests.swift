// Degenerate triangles, broken vertices; taking triangles out.
import FacetArrays
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TriangleMeshCleaningTests {
  @Test func degenerateTriangles() {
    let points = [SIMD3<Double>](repeating: .zero, count: 4)
    #expect(
      mesh(points, [[0, 1, 2], [0, 0, 1], [0, 1, 0], [1, 0, 0], [3, 3, 3], [1, 2, 3]]).degenerateTriangleCount == 4)
    #expect(mesh([], []).degenerateTriangleCount == 0)
  }

  @Test func nonFiniteVertices() {
    let none = cube().nonFiniteCoordinates
    #expect(none.count == 0)
    #expect(none.firstVertex == nil)
    let some = mesh([.zero, SIMD3(0, 0, .nan), SIMD3(.infinity, -.infinity, 0), .zero], []).nonFiniteCoordinates
    #expect(some.count == 3)
    #expect(some.firstVertex == 1)
  }

  @Test func filterKeepsOrderAndAttributes() throws {
    var random = SeededGenerator(seed: 9)
    for round in 0..<50 {
      let count = round == 0 ? 0 : Int.random(in: 1...200, using: &random)
      let triangles = (0..<count).map { _ in (0..<3).map { _ in Int32.random(in: 0..<20, using: &random) } }
      let words = (0..<count).map { UInt16($0) }
      for attributes in [nil, words] {
        let original = mesh(
          [SIMD3<Double>](repeating: .zero, count: 20), triangles, precision: .float32, attributes: attributes)
        var filtered = original
        try filtered.filterTriangles { $0.x % 3 != 0 }
        let kept = triangles.indices.filter { triangles[$0][0] % 3 != 0 }
        #expect(filtered.numbers == kept.flatMap { triangles[$0] })
        #expect(filtered.triangles.count == kept.count)
        #expect(filtered.facetAttributes?.array == attributes.map { words in kept.map { words[$0] } })
        #expect(filtered.vertices.count == 20)
        #expect(original.numbers == triangles.flatMap { $0 }, "the original is another value")
      }
    }
  }
}

@Suite struct NonFiniteVertexTests {
  @Test func removingThemRenumbersTheRest() throws {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<50 {
      let points = (0..<30).map { index in
        Bool.random(using: &random) ? SIMD3(Double(index), 0, 1) : SIMD3(Double(index), .nan, 1)
      }
      let good = points.indices.filter { points[$0].y.isFinite }
      guard good.count >= 3 else { continue }
      let triangles = (0..<40).map { _ in (0..<3).map { _ in Int32(good.randomElement(using: &random)!) } }
      var clean = mesh(points, triangles, precision: .float32)
      try clean.removeNonFiniteVertices()
      #expect(clean.vertices.x.array == good.map(Double.init))
      #expect(clean.numbers == triangles.flatMap { $0.map { Int32(good.firstIndex(of: Int($0))!) } })
      #expect(clean.sourcePrecision == .float32)
    }
  }
}
