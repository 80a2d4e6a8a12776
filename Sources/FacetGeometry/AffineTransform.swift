// Affine maps of space: a 3 × 3 linear part and a translation. `AffineTransform+Vertices.swift` applies them to arrays.
import FacetArrays
import Glibc

/// Maps a point p to `linear · p + translation`.
public struct AffineTransform: Sendable, Equatable {
  /// The columns of the linear part: the images of the three axes.
  public var x: SIMD3<Double>
  public var y: SIMD3<Double>
  public var z: SIMD3<Double>
  /// The image of the origin.
  public var translation: SIMD3<Double>

  /// Makes a transform from the images of the axes and of the origin.
  public init(x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>, translation: SIMD3<Double> = .zero) {
    self.x = x
    self.y = y
    self.z = z
    self.translation = translation
  }

  /// Makes a transform from a matrix of 3 × 3, 3 × 4 or 4 × 4, which is multiplied with a column (x, y, z, 1).
  /// - Precondition: it has one of these shapes, and a fourth row is 0, 0, 0, 1.
  public init(_ matrix: Matrix<Double>) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    precondition(
      rows == 3 && (columns == 3 || columns == 4) || rows == 4 && columns == 4,
      "an affine transform is a matrix of 3 x 3, 3 x 4 or 4 x 4")
    precondition(
      rows == 3 || matrix.row(3) == Column([0, 0, 0, 1]), "the last row of an affine transform is 0, 0, 0, 1")
    func column(_ index: Int) -> SIMD3<Double> { SIMD3(matrix[0, index], matrix[1, index], matrix[2, index]) }
    self.init(x: column(0), y: column(1), z: column(2), translation: columns == 4 ? column(3) : .zero)
  }

  /// This transform as a matrix of 4 × 4.
  public var matrix: Matrix<Double> {
    Matrix([
      [x.x, y.x, z.x, translation.x], [x.y, y.y, z.y, translation.y], [x.z, y.z, z.z, translation.z], [0, 0, 0, 1],
    ])
  }

  /// Leaves every point where it is.
  public static let identity = AffineTransform(x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(0, 0, 1))

  /// Moves by a vector.
  public static func translation(_ by: SIMD3<Double>) -> AffineTransform {
    var result = identity
    result.translation = by
    return result
  }

  /// Stretches along the axes, away from the origin.
  public static func scaling(_ factors: SIMD3<Double>) -> AffineTransform {
    AffineTransform(x: SIMD3(factors.x, 0, 0), y: SIMD3(0, factors.y, 0), z: SIMD3(0, 0, factors.z))
  }

  /// Stretches by one factor in all directions, away from the origin.
  public static func scaling(_ factor: Double) -> AffineTransform { scaling(SIMD3(repeating: factor)) }

  /// Turns about an axis through the origin, counter-clockwise when the axis points at the eye. Rodrigues' formula.
  /// - Parameters:
  ///   - angle: in radians.
  ///   - axis: of any length but zero.
  public static func rotation(angle: Double, axis: SIMD3<Double>) -> AffineTransform {
    let largest = max(abs(axis.x), abs(axis.y), abs(axis.z))
    precondition(largest > 0 && largest.isFinite, "an axis must be finite and must not be zero")
    let scaled = axis / largest
    let unit = scaled / scaled.length
    let (s, c) = (sin(angle), cos(angle))
    func image(_ e: SIMD3<Double>) -> SIMD3<Double> { e * c + unit.cross(e) * s + unit * (unit.dot(e) * (1 - c)) }
    return AffineTransform(x: image(SIMD3(1, 0, 0)), y: image(SIMD3(0, 1, 0)), z: image(SIMD3(0, 0, 1)))
  }

  /// Maps one point.
  public func apply(to point: SIMD3<Double>) -> SIMD3<Double> { applyLinear(to: point) + translation }

  /// Maps a direction: without the translation.
  public func applyLinear(to vector: SIMD3<Double>) -> SIMD3<Double> { x * vector.x + y * vector.y + z * vector.z }

  /// Composes: the transform that first does `right`, then `left`.
  public static func * (left: AffineTransform, right: AffineTransform) -> AffineTransform {
    AffineTransform(
      x: left.applyLinear(to: right.x), y: left.applyLinear(to: right.y), z: left.applyLinear(to: right.z),
      translation: left.apply(to: right.translation))
  }

  /// The factor by which volumes grow; negative when the transform mirrors.
  public var determinant: Double { x.dot(y.cross(z)) }

  /// Makes the transform that undoes this one, by the cofactors of the linear part.
  /// - Throws: `singular` when the determinant is zero, or so small that the inverse overflows.
  public func inverse() throws(GeometryError) -> AffineTransform {
    let cofactors = cofactors
    let determinant = determinant
    // Rows of the inverse.
    let (a, b, c) = (cofactors.x / determinant, cofactors.y / determinant, cofactors.z / determinant)
    guard determinant != 0, (a + b + c).isFinite else { throw .singular }
    var result = AffineTransform(x: SIMD3(a.x, b.x, c.x), y: SIMD3(a.y, b.y, c.y), z: SIMD3(a.z, b.z, c.z))
    result.translation = -result.applyLinear(to: translation)
    return result
  }

  /// The linear part for normals: the transposed inverse times the magnitude of the determinant, so that it exists for a
  /// flattening transform too. Normals mapped by it keep pointing outwards where the transform mirrors.
  public var normalTransform: AffineTransform {
    let cofactors = cofactors
    let sign: Double = determinant < 0 ? -1 : 1
    return AffineTransform(x: cofactors.x * sign, y: cofactors.y * sign, z: cofactors.z * sign)
  }

  private var cofactors: (x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>) { (y.cross(z), z.cross(x), x.cross(y)) }
}
