// How a node moves what is below it. Computed in Float64 from the root on, so that a chain of nodes rounds no coordinate to
// float32.

/// An affine map of Float64: the columns of a matrix, and what is added.
struct GLBTransform: Sendable, Equatable {
  var columns: (x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>)
  var translation: SIMD3<Double>

  static let identity = GLBTransform(
    columns: (SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)), translation: SIMD3(0, 0, 0))

  /// Makes the map that scales, then turns by a quaternion (x, y, z, w) of any length but 0, then shifts.
  init(translation: SIMD3<Double>, rotation q: SIMD4<Double>, scale: SIMD3<Double>) {
    let s = 2 / (q * q).sum()
    let (x, y, z, w) = (q.x, q.y, q.z, q.w)
    columns.x = SIMD3(1 - s * (y * y + z * z), s * (x * y + z * w), s * (x * z - y * w)) * scale.x
    columns.y = SIMD3(s * (x * y - z * w), 1 - s * (x * x + z * z), s * (y * z + x * w)) * scale.y
    columns.z = SIMD3(s * (x * z + y * w), s * (y * z - x * w), 1 - s * (x * x + y * y)) * scale.z
    self.translation = translation
  }

  init(columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>), translation: SIMD3<Double>) {
    self.columns = columns
    self.translation = translation
  }

  static func == (a: Self, b: Self) -> Bool { a.columns == b.columns && a.translation == b.translation }

  /// The map of a vector that is no position.
  private func turned(_ v: SIMD3<Double>) -> SIMD3<Double> { columns.x * v.x + columns.y * v.y + columns.z * v.z }

  /// The map that does `inner` first, then this.
  func after(_ inner: GLBTransform) -> GLBTransform {
    GLBTransform(
      columns: (turned(inner.columns.x), turned(inner.columns.y), turned(inner.columns.z)),
      translation: turned(inner.translation) + translation)
  }

  /// Whether it turns left hands into right ones.
  var isMirror: Bool { (columns.x * Self.cross(columns.y, columns.z)).sum() < 0 }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  /// What it makes of the normal of a surface, with the length 1: the inverse, transposed, but for a factor. 0 0 0 where a map
  /// to a plane or a line leaves no normal.
  func normal(_ normal: SIMD3<Double>) -> SIMD3<Double> {
    let (a, b, c) = columns
    let sign: Double = isMirror ? -1 : 1
    let moved =
      sign * (Self.cross(b, c) * normal.x + Self.cross(c, a) * normal.y + Self.cross(a, b) * normal.z)
    let length = (moved * moved).sum().squareRoot()
    return length > 0 ? moved / length : .zero
  }
}
