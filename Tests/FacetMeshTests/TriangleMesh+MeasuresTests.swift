// Area, volume and bounds of bodies whose measures are known.
import FacetArrays
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TriangleMeshMeasuresTests {
  @Test func knownBodies() throws {
    #expect(cube().area == 24)
    #expect(cube().volume == 8)
    #expect(abs(tetrahedron().volume - 1.0 / 6) < 1e-16)
    #expect(abs(tetrahedron().area - (1.5 + 3.0.squareRoot() / 2)) < 1e-15)
    let bounds = try #require(cube(at: SIMD3(-1, 5, 7)).bounds)
    #expect(bounds.minimum == SIMD3(-1, 5, 7))
    #expect(bounds.maximum == SIMD3(1, 7, 9))
  }

  @Test func farFromTheOrigin() {
    for origin in [SIMD3(500_000, 4_100_000, 120.5), SIMD3(-1e9, 1e9, 1e9), SIMD3(0, 0, 1e12)] {
      #expect(cube(at: origin).area == 24)
      #expect(cube(at: origin).volume == 8)
    }
  }

  @Test func turnedInsideOut() {
    var mesh = cube()
    for index in 0..<mesh.triangles.count {
      let t = mesh.triangles[index]
      mesh.triangles[index] = SIMD3(t.x, t.z, t.y)
    }
    #expect(mesh.volume == -8)
    #expect(mesh.area == 24)
  }

  @Test func emptyAndExtremeMeshes() throws {
    let empty = mesh([], [])
    #expect(empty.bounds == nil)
    #expect(empty.area == 0)
    #expect(empty.volume == 0)
    let large = Double(Float.greatestFiniteMagnitude)
    let huge = mesh([SIMD3(-large, 0, 0), SIMD3(large, 0, 0), SIMD3(0, large, 0)], [[0, 1, 2]])
    #expect(huge.area.isFinite)
    #expect(huge.volume == 0)
    let broken = mesh([SIMD3(.nan, 1, 2), SIMD3(3, .nan, -5)], [])
    let bounds = try #require(broken.bounds)
    #expect(bounds.minimum == SIMD3(3, 1, -5))
    #expect(bounds.maximum == SIMD3(3, 1, 2))
  }

  /// A million thin triangles: the sum must not depend on their order.
  @Test func manySummands() {
    let count = TestSize.pick(300_000, small: 10_000)
    var points: [SIMD3<Double>] = []
    var strip: [[Int32]] = []
    for index in 0...count {
      let x = Double(index) * 0.1
      points += [SIMD3(x, 0, 0), SIMD3(x, 1, 0)]
      let first = Int32(2 * index)
      if index < count { strip += [[first, first + 2, first + 1], [first + 1, first + 2, first + 3]] }
    }
    let length = Double(count) * 0.1
    #expect(abs(mesh(points, strip).area - length) <= length * 1e-12)
    #expect(abs(mesh(points, strip.reversed()).area - length) <= length * 1e-12)
  }
}
