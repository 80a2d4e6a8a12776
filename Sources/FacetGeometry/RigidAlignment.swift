// The rotation, the translation and, where asked for, the scale that lay one set of points best on another.
//
// The rotation is the eigenvector of a symmetric 4 × 4 matrix that belongs to the largest eigenvalue, read as a quaternion:
// so it is a rotation by construction, also where the best orthogonal map would mirror. It is the answer of Kabsch and
// Umeyama, without a singular value decomposition.
// Source: Horn, Closed-form solution of absolute orientation using unit quaternions (1987); the scale is Umeyama's (1991).
import FacetArrays
import FacetMesh

/// How one set of points is laid on another.
public struct RigidAlignment: Sendable {
  /// Maps the source on the target: a rotation, times `scale`, then a translation.
  public let transform: AffineTransform
  /// 1 unless a scale was asked for.
  public let scale: Double
  /// The root of the mean squared distance of the mapped source from the target.
  public let rootMeanSquareDistance: Double

  /// Finds the motion that brings each vertex of `source` closest to that of `target` with the same number, in the sum of
  /// squares. Never mirrors. SciPy: `Rotation.align_vectors` of centred points. O(vertices).
  /// - Parameter scaling: also find one factor for all directions.
  /// - Throws: `countMismatch`, `tooFewPoints` below three, `nonFinite`, and `degenerate` when a set coincides or lies on a
  ///   line, so that more than one rotation is best.
  public init(of source: VertexArray, onto target: VertexArray, scaling: Bool = false) throws(GeometryError) {
    guard source.count == target.count else { throw .countMismatch(source.count, target.count) }
    guard source.count >= 3 else { throw .tooFewPoints(needed: 3, found: source.count) }
    let (from, to) = (try source.centroid(), try target.centroid())
    let moments = VertexArray.moments(source, from, target, to)
    let spreads = (
      VertexArray.moments(source, from, source, from), VertexArray.moments(target, to, target, to)
    )
    let spread = (spreads.0[0].x + spreads.0[1].y + spreads.0[2].z, spreads.1[0].x + spreads.1[1].y + spreads.1[2].z)
    guard spread.0.isFinite, spread.1.isFinite, moments.allSatisfy(\.isFinite) else { throw .nonFinite }
    let size = spread.0.squareRoot() * spread.1.squareRoot()
    guard size > 0 else { throw .degenerate }
    let eigen = JacobiEigen(Self.quaternionMatrix(moments, size))
    // Two largest eigenvalues that are the same: a whole circle of rotations is best.
    guard eigen.values[3] - eigen.values[2] > 1e-12 else { throw .degenerate }
    let rotation = Self.rotation(eigen.vectors[3])
    // The sum of target · rotated source; the eigenvalue is the same number, in units of `size`.
    let agreement = eigen.values[3] * size
    let scale = scaling ? agreement / spread.0 : 1
    guard scale.isFinite, scale > 0 else { throw .degenerate }
    var transform = AffineTransform(x: rotation.x * scale, y: rotation.y * scale, z: rotation.z * scale)
    transform.translation = to - transform.applyLinear(to: from)
    self.transform = transform
    self.scale = scale
    var squares = 0.0
    for index in 0..<source.count {
      let rest = transform.applyLinear(to: source[index] - from) - (target[index] - to)
      squares += rest.dot(rest)
    }
    rootMeanSquareDistance = (squares / Double(source.count)).squareRoot()
  }

  /// Horn's matrix: q · N · q is how well the rotated source agrees with the target. `moments[b][a]` pairs coordinate a of the
  /// source with b of the target.
  private static func quaternionMatrix(_ moments: [SIMD3<Double>], _ size: Double) -> [[Double]] {
    let m = (0..<3).map { a in (0..<3).map { b in moments[b][a] / size } }
    let (xx, xy, xz) = (m[0][0], m[0][1], m[0][2])
    let (yx, yy, yz) = (m[1][0], m[1][1], m[1][2])
    let (zx, zy, zz) = (m[2][0], m[2][1], m[2][2])
    return [
      [xx + yy + zz, yz - zy, zx - xz, xy - yx], [yz - zy, xx - yy - zz, xy + yx, zx + xz],
      [zx - xz, xy + yx, yy - xx - zz, yz + zy], [xy - yx, zx + xz, yz + zy, zz - xx - yy],
    ]
  }

  /// The rotation of a quaternion of length one: w, x, y, z.
  private static func rotation(_ q: [Double]) -> AffineTransform {
    let (w, x, y, z) = (q[0], q[1], q[2], q[3])
    return AffineTransform(
      x: SIMD3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
      y: SIMD3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
      z: SIMD3(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)))
  }
}
