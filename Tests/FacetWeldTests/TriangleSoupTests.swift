// The builder for programs that make triangles.
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetWeld
import Testing

@Suite struct TriangleSoupTests {
  private func corners(_ triangles: Int, seed: UInt64 = 21) -> [SIMD3<Double>] {
    var random = SeededGenerator(seed: seed)
    return (0..<3 * triangles).map { _ in
      SIMD3(Double(Int.random(in: 0..<20, using: &random)) / 8, Double(Int.random(in: 0..<20, using: &random)), -0.0)
    }
  }

  private func floats(_ p: SIMD3<Double>) -> SIMD3<Float> { SIMD3<Float>(p) }

  @Test func finishEqualsTheNaiveWeld() throws {
    for triangles in [0, 1, 2047, 2048, 2049, 10_000] {
      let corners = corners(triangles)
      for precision: SourcePrecision in [.float32, .float64] {
        for expected in [nil, triangles] {
          let soup = try TriangleSoup(precision: precision, expectedTriangles: expected)
          for t in 0..<triangles {
            let (a, b, c) = (corners[3 * t], corners[3 * t + 1], corners[3 * t + 2])
            if precision == .float32 {
              try soup.append(floats(a), floats(b), floats(c))
            } else {
              try soup.append(a, b, c)
            }
            #expect(soup.triangleCount == t + 1)
          }
          let mesh = try soup.finish()
          #expect(agrees(mesh, with: corners))
          #expect(mesh.sourcePrecision == precision)
          #expect(mesh.facetAttributes == nil)
        }
      }
    }
  }

  @Test func floatsAreWidened() throws {
    let soup = try TriangleSoup()
    let tenth = SIMD3<Float>(0.1, 0.2, 0.3)
    try soup.append(tenth, tenth, tenth)
    try soup.append(SIMD3(0.1, 0.2, 0.3), SIMD3<Double>(tenth), SIMD3(0.1, 0.2, 0.3))
    let mesh = try soup.finish()
    #expect(mesh.numbers == [0, 0, 0, 1, 0, 1])
    #expect(mesh.vertices[0] == SIMD3<Double>(tenth))
    #expect(mesh.vertices[1] == SIMD3(0.1, 0.2, 0.3), "literals are Double")
  }

  @Test func blocksAndSingleTrianglesKeepTheirOrder() throws {
    let all = corners(9000, seed: 22)
    for precision: SourcePrecision in [.float32, .float64] {
      let soup = try TriangleSoup(precision: precision)
      let block = try CornerBlock(precision: precision, capacity: 999)
      var next = 0
      var words: [UInt16] = []
      while next < all.count {
        block.removeAll()
        while block.hasRoomForTriangle && next < all.count {
          for p in all[next..<next + 3] {
            if precision == .float32 {
              block.append(Float(p.x), Float(p.y), Float(p.z))
            } else {
              block.append(p.x, p.y, p.z)
            }
          }
          next += 3
        }
        block.hasFacetAttributes = next > 5000
        for t in 0..<block.count / 3 {
          block.facetAttributes[t] = UInt16(t)
          words.append(block.hasFacetAttributes ? UInt16(t) : 0)
        }
        try soup.append(contentsOf: block)
        #expect(soup.triangleCount == next / 3)
        for _ in 0..<5 where next < all.count {
          let (a, b, c) = (all[next], all[next + 1], all[next + 2])
          if precision == .float32 {
            try soup.append(floats(a), floats(b), floats(c))
          } else {
            try soup.append(a, b, c)
          }
          words.append(0)
          next += 3
        }
      }
      let mesh = try soup.finish()
      #expect(agrees(mesh, with: all))
      #expect(mesh.facetAttributes?.array == words)
    }
  }

  @Test func misuseTraps() async {
    await #expect(processExitsWith: .failure) {
      try TriangleSoup(precision: .float32).append(SIMD3<Double>.zero, .zero, .zero)
    }
    await #expect(processExitsWith: .failure) {
      try TriangleSoup(precision: .float32).append(contentsOf: CornerBlock(precision: .float64))
    }
    await #expect(processExitsWith: .failure) {
      let soup = try TriangleSoup()
      try soup.append(SIMD3<Double>.zero, .zero, .zero)
      _ = try soup.finish()
      _ = try soup.finish()
    }
  }
}
