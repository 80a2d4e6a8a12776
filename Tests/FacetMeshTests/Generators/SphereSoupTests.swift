// The sphere is closed at every size; shuffled, it holds the same triangles in another order.
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct SphereSoupTests {
  static let sizes = [0, 7, 8, 9, 23, 24, 100, 1000, 5000]

  @Test func closedAtEverySize() throws {
    for atMost in Self.sizes {
      for seed in [nil, 1, 77] as [UInt64?] {
        let sphere = SphereSoup(atMost: atMost, shuffleSeed: seed)
        #expect(sphere.triangles <= max(8, atMost))
        #expect(sphere.expectedTriangles == sphere.triangles)
        let corners = try allCorners(of: sphere, blockCapacity: 300)
        #expect(corners.count == 3 * sphere.triangles)
        #expect(sphere.progress == 1)
        let (vertices, numbers) = naiveWeld(corners)
        #expect(vertices.count == sphere.triangles / 2 + 2)
        // Every edge is there once in each direction.
        var edges: [SIMD2<Int32>: Int] = [:]
        for t in 0..<sphere.triangles {
          for k in 0..<3 { edges[SIMD2(numbers[3 * t + k], numbers[3 * t + (k + 1) % 3]), default: 0] += 1 }
        }
        #expect(edges.count == 3 * sphere.triangles)
        #expect(edges.allSatisfy { $0.value == 1 && edges[SIMD2($0.key.y, $0.key.x)] == 1 })
        let triangles = (0..<sphere.triangles).map { t in (0..<3).map { numbers[3 * t + $0] } }
        #expect(mesh(vertices, triangles).volume > 1, "wound outwards")
      }
    }
  }

  @Test func theLargestSphereThatFits() {
    for atMost in Array(8...2000) + [1_000_000, 4_000_000] {
      let count = SphereSoup(atMost: atMost).triangles
      let n = (2...).first { 4 * $0 * ($0 + 1) > atMost }!
      #expect(count == 4 * n * (n - 1), "at most \(atMost)")
    }
  }

  @Test func shuffledIsAPermutationOfGridOrder() throws {
    func keys(_ corners: [SIMD3<Double>]) -> [[UInt64]] {
      (0..<corners.count / 3).map { t in
        (0..<3).flatMap { k in (0..<3).map { (corners[3 * t + k][$0] + 0.0).bitPattern } }
      }
    }
    let grid = try allCorners(of: SphereSoup(atMost: 5000))
    let shuffled = try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 3))
    #expect(shuffled != grid)
    #expect(
      keys(shuffled).sorted { $0.lexicographicallyPrecedes($1) }
        == keys(grid).sorted { $0.lexicographicallyPrecedes($1) })
    func negativeZeros(_ corners: [SIMD3<Double>]) -> Int {
      corners.reduce(0) { sum, p in sum + (0..<3).count { p[$0] == 0 && p[$0].sign == .minus } }
    }
    #expect(negativeZeros(grid) == 0)
    #expect(negativeZeros(shuffled) > 100)
    #expect(shuffled == (try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 3))), "a seed gives one order")
    #expect(shuffled != (try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 4))))
  }
}
