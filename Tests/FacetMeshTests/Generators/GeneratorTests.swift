// The generated soups have the counts and the shape that they promise, at every size, however they are read.
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TerrainSoupTests {
  @Test func exactCountsAtEverySize() throws {
    for triangles in Array(1...40) + [100, 999, 1000, 1001, 5000] {
      let terrain = TerrainSoup(triangles: triangles)
      #expect(terrain.expectedTriangles == triangles)
      let corners = try allCorners(of: terrain, blockCapacity: 33)
      #expect(corners.count == 3 * triangles)
      #expect(terrain.progress == 1)
      let whole = try allCorners(of: TerrainSoup(triangles: triangles))
      #expect(corners == whole, "blocks make no difference")
      #expect(corners.allSatisfy { $0.x >= 500_000 && $0.y >= 4_100_000 && $0.z > 0 && $0.z < 200 })
    }
  }

  @Test func neighboursShareCorners() throws {
    // 2·n² triangles fill a square of n×n cells: (n+1)² vertices.
    for n in [1, 2, 5, 30] {
      let corners = try allCorners(of: TerrainSoup(triangles: 2 * n * n))
      #expect(naiveWeld(corners).vertices.count == (n + 1) * (n + 1))
    }
  }

  @Test func facesUpwards() throws {
    let corners = try allCorners(of: TerrainSoup(triangles: 2000))
    for t in 0..<corners.count / 3 {
      let (u, v) = (corners[3 * t + 1] - corners[3 * t], corners[3 * t + 2] - corners[3 * t])
      #expect(u.x * v.y - u.y * v.x == 0.25)
    }
  }
}

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
      (0..<corners.count / 3).map { t in (0..<3).flatMap { k in (0..<3).map { (corners[3 * t + k][$0] + 0.0).bitPattern } } }
    }
    let grid = try allCorners(of: SphereSoup(atMost: 5000))
    let shuffled = try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 3))
    #expect(shuffled != grid)
    #expect(keys(shuffled).sorted { $0.lexicographicallyPrecedes($1) } == keys(grid).sorted { $0.lexicographicallyPrecedes($1) })
    func negativeZeros(_ corners: [SIMD3<Double>]) -> Int {
      corners.reduce(0) { sum, p in sum + (0..<3).count { p[$0] == 0 && p[$0].sign == .minus } }
    }
    #expect(negativeZeros(grid) == 0)
    #expect(negativeZeros(shuffled) > 100)
    #expect(shuffled == (try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 3))), "a seed gives one order")
    #expect(shuffled != (try allCorners(of: SphereSoup(atMost: 5000, shuffleSeed: 4))))
  }
}

@Suite struct IndexPermutationTests {
  @Test func everyNumberOnce() {
    var cases = 0
    for count in Array(1...300) + [511, 512, 513, 1000, 4095, 4096, 4097, TestSize.pick(200_000, small: 20_000)] {
      for seed in [0, 1, UInt64.max] {
        let permutation = IndexPermutation(count: count, seed: seed)
        var seen = [Bool](repeating: false, count: count)
        var inside = true
        for index in 0..<count {
          let place = permutation[index]
          if place < 0 || place >= count || seen[place] { inside = false; break }
          seen[place] = true
        }
        #expect(inside, "\(count) numbers, seed \(seed)")
        cases += 1
      }
    }
    #expect(ranCases("permutations", cases, atLeast: 924))
  }

  @Test func largeCounts() {
    for count in [1 << 40, 1 << 62, Int.max] {
      let permutation = IndexPermutation(count: count, seed: 5)
      let places = (0..<1000).map { permutation[$0] } + [permutation[count - 1]]
      #expect(Set(places).count == 1001)
      #expect(places.allSatisfy { $0 >= 0 && $0 < count })
    }
  }
}
