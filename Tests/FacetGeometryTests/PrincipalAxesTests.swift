// Covariance, axes, boxes and planes against clouds whose answer is known, and the 3 × 3 solver against LAPACK.
import FacetArrays
import FacetGeometry
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct PrincipalAxesTests {
  @Test(arguments: [1, 2, 7, 8, 9, 1000]) func covarianceAgreesWithItsDefinition(_ count: Int) throws {
    let vertices = Clouds.random(count, seed: 5, extents: SIMD3(3, 2, 1), turned: Clouds.turn(2))
    let covariance = try vertices.covariance()
    let center = try vertices.centroid()
    for row in 0..<3 {
      for column in 0..<3 {
        var sum = 0.0
        for index in 0..<count {
          sum += (vertices[index][row] - center[row]) * (vertices[index][column] - center[column])
        }
        #expect(abs(covariance[row, column] - sum / Double(count)) < 1e-13)
      }
    }
    #expect(covariance == covariance.transposed)
  }

  @Test(arguments: 0..<10) func axesOfATurnedBoxAreFound(_ seed: Int) throws {
    let turn = Clouds.turn(seed)
    let vertices = Clouds.random(5000, seed: UInt64(seed), extents: SIMD3(9, 3, 1), turned: turn)
    let found = try vertices.principalAxes()
    let expected = [turn.x, turn.y, turn.z]
    for (axis, other) in zip([found.axes.0, found.axes.1, found.axes.2], expected) {
      #expect(abs(dot(axis, other)) > 0.998)
      #expect(abs(length(axis) - 1) < 1e-14)
    }
    #expect(length(cross(found.axes.0, found.axes.1) - found.axes.2) < 1e-14)
    #expect(found.variances.x >= found.variances.y && found.variances.y >= found.variances.z)

    let box = try OrientedBoundingBox(of: vertices)
    for index in 0..<vertices.count { #expect(box.contains(vertices[index])) }
    #expect(box.volume < 1.15 * 8 * 27 && box.volume > 0.9 * 8 * 27)
    #expect(box.corners.count == 8 && box.corners.allSatisfy { box.contains($0) })
    #expect(!box.contains(box.center + found.axes.2 * (box.halfExtents.z * 1.001)))
  }

  @Test func farFromTheOriginDigitsAreKept() throws {
    let turn = AffineTransform.translation(SIMD3(1e8, -1e8, 1e8)) * Clouds.turn(1)
    let near = try Clouds.random(500, seed: 3, extents: SIMD3(3, 2, 1), turned: Clouds.turn(1)).principalAxes()
    let vertices = Clouds.random(500, seed: 3, extents: SIMD3(3, 2, 1), turned: turn)
    let far = try vertices.principalAxes()
    #expect(length(near.variances - far.variances) < 1e-6)
    let box = try OrientedBoundingBox(of: vertices)
    for index in 0..<vertices.count { #expect(box.contains(vertices[index])) }
  }

  @Test func flatAndSmallCloudsHaveBoxes() throws {
    for count in 1...6 {
      let vertices = Clouds.random(count, seed: 8, extents: SIMD3(1, 1, 0), turned: Clouds.turn(4))
      let box = try OrientedBoundingBox(of: vertices)
      for index in 0..<count { #expect(box.contains(vertices[index])) }
      #expect(box.halfExtents.min() < 1e-14)
    }
    #expect(throws: GeometryError.tooFewPoints(needed: 1, found: 0)) {
      try OrientedBoundingBox(of: VertexArray(count: 0))
    }
    for bad in [Double.nan, .infinity, .greatestFiniteMagnitude] {
      var vertices = Clouds.random(4, seed: 1)
      vertices[2].y = bad
      vertices[3].y = -bad
      #expect(throws: GeometryError.nonFinite) { try vertices.principalAxes() }
      #expect(throws: GeometryError.nonFinite) { try OrientedBoundingBox(of: vertices) }
      #expect(throws: GeometryError.nonFinite) { try Plane.fit(vertices) }
      #expect(throws: GeometryError.nonFinite) { try RigidAlignment(of: vertices, onto: vertices) }
    }
  }

  @Test(arguments: 0..<10) func planesAreFitted(_ seed: Int) throws {
    let turn = Clouds.turn(seed)
    let flat = Clouds.random(200, seed: UInt64(seed), extents: SIMD3(2, 1, 0), turned: turn)
    let fit = try Plane.fit(flat)
    #expect(abs(abs(dot(fit.plane.normal, turn.z)) - 1) < 1e-14 && fit.rootMeanSquareDistance < 1e-14)
    for index in 0..<flat.count { #expect(abs(fit.plane.signedDistance(to: flat[index])) < 1e-13) }

    let thick = Clouds.random(2000, seed: UInt64(seed), extents: SIMD3(2, 1, 0.01), turned: turn)
    let rough = try Plane.fit(thick)
    let variance = try thick.principalAxes().variances.z
    #expect(abs(rough.rootMeanSquareDistance - variance.squareRoot()) < 1e-12)
    #expect(abs(rough.rootMeanSquareDistance - 0.01 / 3.0.squareRoot()) < 3e-4)
  }

  @Test func pointsOnALineHaveNoPlane() throws {
    for seed in 0..<10 {
      let line = Clouds.random(50, seed: UInt64(seed), extents: SIMD3(1, 0, 0), turned: Clouds.turn(seed))
      #expect(throws: GeometryError.degenerate) { try Plane.fit(line) }
      #expect(throws: GeometryError.degenerate) { try RigidAlignment(of: line, onto: line) }
    }
    #expect(throws: GeometryError.tooFewPoints(needed: 3, found: 2)) { try Plane.fit(Clouds.random(2, seed: 1)) }
    let point = VertexArray([SIMD3<Double>](repeating: SIMD3(0.1, 0.2, 0.3), count: 9))
    #expect(throws: GeometryError.degenerate) { try Plane.fit(point) }
  }
}

#if LinearAlgebra
  import FacetLinearAlgebra

  /// The solver of the house against LAPACK's.
  @Suite struct JacobiAgainstLAPACKTests {
    @Test func variancesAndAxesAgree() throws {
      var cases = 0
      for seed in 0..<TestSize.pick(300, small: 20) {
        let stretch = SIMD3(1, Double(1 + seed % 7), Double(seed % 11) / 7)
        let vertices = Clouds.random(20 + seed, seed: UInt64(seed), extents: stretch, turned: Clouds.turn(seed % 9))
        let (covariance, found) = (try vertices.covariance(), try vertices.principalAxes())
        let expected = try covariance.symmetricEigen()
        let largest = expected.values[2]
        for index in 0..<3 {
          #expect(abs(found.variances[2 - index] - max(expected.values[index], 0)) <= 1e-14 * largest)
        }
        let axes = [found.axes.2, found.axes.1, found.axes.0]
        for index in 0..<3 {
          let gap = (0..<3).filter { $0 != index }.map { abs(expected.values[$0] - expected.values[index]) }.min()!
          let vector = expected.vectors.column(index)
          let along = abs(dot(axes[index], SIMD3(vector[0], vector[1], vector[2])))
          if gap > 0.01 * largest { #expect(abs(along - 1) < 1e-12) }
        }
        cases += 1
      }
      #expect(ranCases("3 x 3 problems against LAPACK", cases, atLeast: TestSize.pick(300, small: 20)))
    }
  }
#endif
