// Alignments of clouds that were moved by a known motion, with noise, mirrored, flat and degenerate; and Kabsch's algorithm by
// singular values as the oracle.
import FacetArrays
import FacetGeometry
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct RigidAlignmentTests {
  @Test(arguments: 0..<20) func aKnownMotionIsFound(_ seed: Int) throws {
    let extents = seed % 3 == 0 ? SIMD3(2, 1, 0.0) : SIMD3(2, 1, 0.5)
    let source = Clouds.random(3 + 5 * seed, seed: UInt64(seed), extents: extents)
    let motion = Clouds.turn(seed)
    var target = source
    motion.apply(to: &target)
    let found = try RigidAlignment(of: source, onto: target)
    #expect(found.transform.matrix.isClose(to: motion.matrix, relativeTolerance: 0, absoluteTolerance: 1e-12))
    #expect(found.scale == 1 && found.rootMeanSquareDistance < 1e-13)

    let similarity = motion * .scaling(2.5)
    target = source
    similarity.apply(to: &target)
    let scaled = try RigidAlignment(of: source, onto: target, scaling: true)
    #expect(abs(scaled.scale - 2.5) < 1e-13)
    #expect(scaled.transform.matrix.isClose(to: similarity.matrix, relativeTolerance: 0, absoluteTolerance: 1e-12))
  }

  /// The best orthogonal map of a mirrored cloud would mirror; the answer must be a rotation all the same.
  @Test(arguments: 0..<10) func mirroredCloudsAreTurnedNotMirrored(_ seed: Int) throws {
    let source = Clouds.random(40, seed: UInt64(seed), extents: SIMD3(3, 2, 1))
    var target = source
    (Clouds.turn(seed) * .scaling(SIMD3(1, 1, -1))).apply(to: &target)
    let found = try RigidAlignment(of: source, onto: target)
    #expect(abs(found.transform.determinant - 1) < 1e-13)
    #expect(found.rootMeanSquareDistance > 0.5)
  }

  @Test func whatHasNoAnswerIsATypedError() throws {
    let (three, four) = (Clouds.random(3, seed: 1), Clouds.random(4, seed: 1))
    #expect(throws: GeometryError.countMismatch(3, 4)) { try RigidAlignment(of: three, onto: four) }
    let two = Clouds.random(2, seed: 1)
    #expect(throws: GeometryError.tooFewPoints(needed: 3, found: 2)) { try RigidAlignment(of: two, onto: two) }
    let point = VertexArray([SIMD3<Double>](repeating: SIMD3(1, 2, 3), count: 4))
    #expect(throws: GeometryError.degenerate) { try RigidAlignment(of: four, onto: point) }
    #expect(throws: GeometryError.degenerate) { try RigidAlignment(of: point, onto: four) }
  }
}

#if LinearAlgebra
  import FacetLinearAlgebra

  @Suite struct KabschTests {
    /// Kabsch: the rotation is V · diagonal(1, 1, d) · Uᵀ of the moments' singular value decomposition.
    static func kabsch(_ source: VertexArray, _ target: VertexArray) throws -> Matrix<Double> {
      let (from, to) = (try source.centroid(), try target.centroid())
      func centred(_ vertices: VertexArray, _ center: SIMD3<Double>) -> Matrix<Double> {
        var result = vertices
        AffineTransform.translation(-center).apply(to: &result)
        return result.matrix
      }
      let moments = try centred(source, from).matmul(centred(target, to).transposed)
      let svd = try moments.svd()
      var v = svd.vTransposed.transposed.contiguous()
      if try v.matmul(svd.u.transposed).determinant() < 0 {
        for row in 0..<3 { v[row, 2] = -v[row, 2] }
      }
      return try v.matmul(svd.u.transposed)
    }

    @Test(arguments: 0..<30) func noisyCloudsAgreeWithSingularValues(_ seed: Int) throws {
      let source = Clouds.random(50, seed: UInt64(seed), extents: SIMD3(3, 2, 1))
      let noise = Clouds.random(50, seed: UInt64(seed + 1000), extents: SIMD3(repeating: 0.3))
      var target = source
      (Clouds.turn(seed) * .scaling(SIMD3(1, 1, seed % 4 == 3 ? -1 : 1))).apply(to: &target)
      for index in 0..<50 { target[index] += noise[index] }
      let found = try RigidAlignment(of: source, onto: target)
      let rotation = found.transform.matrix[rows: 0..<3, columns: 0..<3]
      #expect(rotation.isClose(to: try Self.kabsch(source, target), relativeTolerance: 0, absoluteTolerance: 1e-12))
    }
  }
#endif
