// Triangles on a line, where rounding and vanishing terms would mislead.
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct FaceMeasuresTests {
  private func count(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) -> Int {
    mesh([a, b, c], [[0, 1, 2]]).faceMeasures.zeroAreaFaces
  }

  @Test func lines() {
    #expect(count(SIMD3(0, 0, 0), SIMD3(1, 1, 1), SIMD3(2, 2, 2)) == 1)
    #expect(count(SIMD3(0, 0, 0), SIMD3(1, 1, 1), SIMD3(2, 2, 2.5)) == 0)
    #expect(count(SIMD3(3, 4, 5), SIMD3(3, 4, 5), SIMD3(1, 1, 1)) == 1, "three vertices at two places")
    #expect(count(.zero, .zero, .zero) == 1)
  }

  @Test func degenerateFacesAreOthers() {
    let found = mesh([.zero, SIMD3(1, 0, 0), SIMD3(2, 0, 0)], [[0, 0, 1], [1, 1, 1], [0, 2, 1]]).faceMeasures
    #expect(found.zeroAreaFaces == 1 && found.firstZeroAreaFace == 2)
    #expect(mesh([], []).faceMeasures.zeroAreaFaces == 0)
  }

  /// The products of coordinates vanish, the triangle does not.
  @Test func tinyAndHuge() {
    for scale in [1e-308, .leastNonzeroMagnitude, 1e-200, 1e200, 1e307] {
      #expect(count(.zero, SIMD3(scale, 0, 0), SIMD3(0, scale, 0)) == 0, "\(scale)")
      #expect(count(.zero, SIMD3(scale, 0, 0), SIMD3(2 * scale, 0, 0)) == 1, "\(scale)")
    }
  }

  /// Both products round to the same number, and are not the same.
  @Test func roundedProducts() {
    let one = 1.0
    let (above, below) = (one + one.ulp, one - one.ulp)
    #expect(above * below == 1, "the rounding hides it")
    #expect(count(.zero, SIMD3(above, 1, 0), SIMD3(1, below, 0)) == 0)
  }

  @Test func notFinite() {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(count(SIMD3(bad, 0, 0), SIMD3(1, 1, 1), SIMD3(2, 2, 2)) == 0)
      #expect(count(SIMD3(bad, bad, bad), SIMD3(1, 1, 1), SIMD3(1, 1, 1)) == 0)
    }
  }

  @Test func areaAndVolumeHaveTheSameBits() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<50 {
      var points: [SIMD3<Double>] = []
      for _ in 0..<40 {
        let (x, y) = (Double.random(in: -1...1, using: &random), Double.random(in: 1e6...2e6, using: &random))
        points.append(SIMD3(x, y, Double.random(in: -1e-9...1, using: &random)))
      }
      let triangles = (0..<100).map { _ in (0..<3).map { _ in Int32.random(in: 0..<40, using: &random) } }
      let made = mesh(points, triangles)
      #expect(made.faceMeasures.area == made.area && made.faceMeasures.volume == made.volume)
    }
    #expect(cube().faceMeasures.volume == 8 && cube().faceMeasures.area == 24)
  }

  /// Integers up to 2²⁰ have exact cross products in Int.
  @Test func besideIntegers() {
    var random = SeededGenerator(seed: 5)
    var (cases, zeros) = (0, 0)
    for round in 0..<TestSize.pick(20_000, small: 1000) {
      let limit = round % 2 == 0 ? 3 : 1 << 20
      func point() -> SIMD3<Int> {
        SIMD3(
          .random(in: -limit...limit, using: &random), .random(in: -limit...limit, using: &random),
          .random(in: -limit...limit, using: &random))
      }
      let (a, u) = (point(), point())
      let v = round % 4 == 1 ? u &* 3 : point()
      let isZero = u.x * v.y == u.y * v.x && u.y * v.z == u.z * v.y && u.z * v.x == u.x * v.z
      #expect(
        count(SIMD3<Double>(a), SIMD3<Double>(a &+ u), SIMD3<Double>(a &+ v)) == (isZero ? 1 : 0), "\(a) \(u) \(v)")
      cases += 1
      zeros += isZero ? 1 : 0
    }
    #expect(ranCases("triangles of area 0", cases, atLeast: TestSize.pick(20_000, small: 1000)) && zeros > cases / 5)
  }
}
