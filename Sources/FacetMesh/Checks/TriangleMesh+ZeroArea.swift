// Triangles of three different vertices that lie on one line. The cross product of two sides is 0 then, but also where its terms
// vanish below the smallest number, or where rounding makes two terms equal that are not. So a 0 is looked at again, scaled, and
// with the rounding errors of the products, which a fused multiply-add gives exactly.
// Source: Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971).

extension TriangleMesh {
  /// Whether the cross product of two vectors is 0. For sides of a triangle whose coordinates are float32 within a factor of
  /// 2²⁹ of each other this is exact: then their differences are. NaN and infinities are parallel to nothing.
  static func areParallel(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Bool {
    let (u, v) = (scaled(u), scaled(v))
    func areEqual(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bool {
      let (left, right) = (a * b, c * d)
      return left == right && (-left).addingProduct(a, b) == (-right).addingProduct(c, d)
    }
    return areEqual(u.x, v.y, u.y, v.x) && areEqual(u.y, v.z, u.z, v.y) && areEqual(u.z, v.x, u.x, v.z)
  }

  /// The vector times a power of two, so that its largest coordinate lies near 1. Not finite when the vector is not.
  private static func scaled(_ u: SIMD3<Double>) -> SIMD3<Double> {
    let largest = max(abs(u.x), abs(u.y), abs(u.z))
    guard largest > 0 && largest.isFinite else { return u }
    let exponent = -largest.exponent
    // The factor itself may lie outside of Float64: half of the exponent at a time.
    let (one, two) = (exponent / 2, exponent - exponent / 2)
    return u * Double(sign: .plus, exponent: one, significand: 1) * Double(sign: .plus, exponent: two, significand: 1)
  }
}
