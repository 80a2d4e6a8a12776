// Where vertices lie and how they spread: centroid, covariance, principal axes. Two passes, the second around the centroid,
// so that a small mesh far from the origin keeps its digits.
import FacetArrays
import FacetMesh

/// The directions in which points spread, the widest first.
public struct PrincipalAxes: Sendable {
  public let centroid: SIMD3<Double>
  /// Three directions of length one, at right angles, right-handed; the widest first. The signs of the first two are chosen
  /// so that their largest coordinate is positive.
  public let axes: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  /// The variance along each axis, descending, none negative.
  public let variances: SIMD3<Double>
}

extension VertexArray {
  /// The mean of all vertices, each counted once. NumPy: `vertices.mean(axis=1)`. O(vertices).
  /// - Throws: `tooFewPoints` without vertices, `nonFinite`.
  public func centroid() throws(GeometryError) -> SIMD3<Double> {
    guard count > 0 else { throw .tooFewPoints(needed: 1, found: 0) }
    let mean = SIMD3(x.sum(), y.sum(), z.sum()) / Double(count)
    guard mean.isFinite else { throw .nonFinite }
    return mean
  }

  /// The covariance of the coordinates, a symmetric matrix of 3 × 3, divided by the number of vertices. NumPy:
  /// `numpy.cov(vertices, bias=True)`. O(vertices).
  /// - Throws: `tooFewPoints` without vertices, `nonFinite`.
  public func covariance() throws(GeometryError) -> Matrix<Double> {
    let center = try centroid()
    let moments = VertexArray.moments(self, center, self, center)
    for moment in moments where !moment.isFinite { throw .nonFinite }
    // Both halves are the same sums: exactly symmetric.
    return Matrix((0..<3).map { row in (0..<3).map { moments[$0][row] / Double(count) } })
  }

  /// The principal axes of the vertices: the eigenvectors of the covariance. O(vertices).
  ///
  /// Where two variances are the same, the axes between them are arbitrary.
  /// - Throws: `tooFewPoints` without vertices, `nonFinite`.
  public func principalAxes() throws(GeometryError) -> PrincipalAxes {
    let covariance = try covariance()
    let eigen = JacobiEigen((0..<3).map { covariance.row($0).array })
    func axis(_ index: Int) -> SIMD3<Double> {
      let vector = SIMD3(eigen.vectors[index])
      let largest = [vector.x, vector.y, vector.z].max { abs($0) < abs($1) }!
      return largest < 0 ? -vector : vector
    }
    let (first, second) = (axis(2), axis(1))
    return PrincipalAxes(
      centroid: try centroid(), axes: (first, second, first.cross(second)),
      variances: SIMD3(max(eigen.values[2], 0), max(eigen.values[1], 0), max(eigen.values[0], 0)))
  }

  /// The sums of all products (left - leftCenter) · (right - rightCenter): element `[column][row]` pairs coordinate `row` of
  /// the left with coordinate `column` of the right. One pass in eight lanes of fixed order.
  /// - Precondition: both have as many vertices.
  static func moments(
    _ left: VertexArray, _ leftCenter: SIMD3<Double>, _ right: VertexArray, _ rightCenter: SIMD3<Double>
  ) -> [SIMD3<Double>] {
    let count = left.count
    let (leftMatrix, rightMatrix) = (left.matrix.contiguous(), right.matrix.contiguous())
    let (leftSpan, rightSpan) = (leftMatrix.span, rightMatrix.span)
    return unsafe leftSpan.withUnsafeBufferPointer { leftValues in
      unsafe rightSpan.withUnsafeBufferPointer { rightValues in
        guard count > 0 else { return [.zero, .zero, .zero] }
        var sums = [SIMD8<Double>](repeating: .zero, count: 9)
        var index = 0
        while index < count {
          // Lanes behind the end hold the centers and add nothing.
          let length = min(8, count - index)
          @inline(__always)
          func load(
            _ values: UnsafeBufferPointer<Double>, _ row: Int, _ center: Double
          ) -> SIMD8<Double> {
            let place = unsafe values.baseAddress! + row * count + index
            if length == 8 {
              return unsafe UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Double>.self) - center
            }
            var lanes = SIMD8<Double>(repeating: center)
            for lane in 0..<length { unsafe lanes[lane] = place[lane] }
            return lanes - center
          }
          let (a, b, c) = unsafe (
            load(leftValues, 0, leftCenter.x), load(leftValues, 1, leftCenter.y), load(leftValues, 2, leftCenter.z)
          )
          for column in 0..<3 {
            let other = unsafe load(rightValues, column, rightCenter[column])
            sums[3 * column] += a * other
            sums[3 * column + 1] += b * other
            sums[3 * column + 2] += c * other
          }
          index += 8
        }
        return (0..<3).map { SIMD3(sums[3 * $0].sum(), sums[3 * $0 + 1].sum(), sums[3 * $0 + 2].sum()) }
      }
    }
  }
}
