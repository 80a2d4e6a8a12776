// Transforms against the product of matrices, and in place over whole arrays against one point at a time.
import FacetArrays
import FacetGeometry
import FacetMesh
import Testing

@Suite struct AffineTransformTests {
  static let general = AffineTransform([[1, 0.25, -2, 5], [0.5, 3, 1, -6], [0, -1, 0.75, 7]])

  @Test(arguments: Array(0...35) + [1000, 4099]) func arraysAreMappedLikePoints(_ count: Int) {
    var vertices = Clouds.random(count, seed: UInt64(count))
    let before = vertices
    Self.general.apply(to: &vertices)
    for index in 0..<count {
      let expected = Self.general.apply(to: before[index])
      #expect(length(vertices[index] - expected) <= 1e-14 * 20)
    }
    // The copy kept its memory.
    #expect(before == Clouds.random(count, seed: UInt64(count)))
  }

  @Test func compositionIsTheProductOfMatrices() throws {
    let (a, b) = (Self.general, Clouds.turn(3))
    var product = Matrix<Double>(rows: 4, columns: 4)
    for row in 0..<4 {
      for column in 0..<4 { product[row, column] = a.matrix.row(row).dot(b.matrix.column(column)) }
    }
    #expect((a * b).matrix.isClose(to: product, relativeTolerance: 1e-14, absoluteTolerance: 1e-14))
    #expect(AffineTransform(a.matrix) == a)
    #expect(AffineTransform(a.matrix[rows: 0..<3]) == a)
  }

  @Test func theInverseUndoes() throws {
    for seed in 0..<6 {
      let transform = Self.general * Clouds.turn(seed) * .scaling(SIMD3(2, -3, 1e-6))
      let identity = try transform.inverse() * transform
      #expect(identity.matrix.isClose(to: .identity(4), relativeTolerance: 0, absoluteTolerance: 1e-8))
    }
    #expect(throws: GeometryError.singular) { try AffineTransform.scaling(SIMD3(1, 0, 1)).inverse() }
    #expect(throws: GeometryError.singular) { try AffineTransform.scaling(.nan).inverse() }
  }

  @Test func rotationsKeepLengthsAndTurnCounterClockwise() {
    let quarter = AffineTransform.rotation(angle: .pi / 2, axis: SIMD3(0, 0, 7))
    #expect(length(quarter.apply(to: SIMD3(1, 0, 0)) - SIMD3(0, 1, 0)) < 1e-15)
    let turn = AffineTransform.rotation(angle: 1.1, axis: SIMD3(1e300, -1e300, 2e300))
    #expect(abs(turn.determinant - 1) < 1e-14)
    #expect(abs(length(turn.apply(to: SIMD3(1, 2, 3))) - length(SIMD3(1, 2, 3))) < 1e-14)
    #expect(length(turn.apply(to: SIMD3(1, -1, 2)) - SIMD3(1, -1, 2)) < 1e-14)
  }

  /// The normal of a mapped triangle is the mapped normal, turned round where the transform mirrors.
  @Test(arguments: 0..<8) func normalsStayAtRightAngles(_ seed: Int) {
    let transform = Clouds.turn(seed) * .scaling(SIMD3(1, seed % 2 == 0 ? 4 : -4, 0.25))
    let corners = Clouds.random(30, seed: UInt64(seed + 50))
    var normals = VertexArray(count: 11)
    for index in 0..<10 {
      let (a, b, c) = (corners[3 * index], corners[3 * index + 1], corners[3 * index + 2])
      normals[index] = cross(b - a, c - a)
    }
    transform.applyToNormals(&normals)
    for index in 0..<10 {
      let mapped = (0..<3).map { transform.apply(to: corners[3 * index + $0]) }
      var expected = cross(mapped[1] - mapped[0], mapped[2] - mapped[0])
      expected /= length(expected)
      if transform.determinant < 0 { expected = -expected }
      #expect(length(normals[index] - expected) < 1e-12)
    }
    #expect(normals[10] == .zero)
  }
}
