// Triangles of three different vertices that lie on one line. The cross product of two sides is 0 then, but also where its terms
// vanish below the smallest number, or where rounding makes two terms equal that are not. So a 0 is looked at again, scaled, and
// with the rounding errors of the products, which a fused multiply-add gives exactly.
// Source: Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971).
import FacetArrays

extension TriangleMesh {
  /// Counts the triangles of three distinct vertices whose area is 0, and names the first.
  ///
  /// The differences of coordinates are rounded to Float64, which changes nothing for coordinates of float32 that lie within a factor of
  /// 2²⁹ of each other; from there on the answer is exact. Triangles with NaN or infinities don't count. O(triangles).
  public var zeroAreaTriangles: (count: Int, first: Int?) {
    let (xs, ys, zs, corners) = (vertices.x, vertices.y, vertices.z, triangles.corners)
    let (x, y, z, numbers) = (xs.span, ys.span, zs.span, corners.span)
    var (count, first): (Int, Int?) = (0, nil)
    for triangle in 0..<triangles.count {
      let a = Int(numbers[3 * triangle])
      let b = Int(numbers[3 * triangle + 1])
      let c = Int(numbers[3 * triangle + 2])
      let origin = SIMD3(x[a], y[a], z[a])
      let u = SIMD3(x[b], y[b], z[b]) - origin
      let v = SIMD3(x[c], y[c], z[c]) - origin
      let isSuspect = u.x * v.y == u.y * v.x && u.y * v.z == u.z * v.y && u.z * v.x == u.x * v.z
      guard isSuspect, a != b, b != c, a != c, Self.areParallel(u, v) else { continue }
      count += 1
      if first == nil { first = triangle }
    }
    return (count, first)
  }

  /// Whether the cross product of two vectors is 0, exactly.
  private static func areParallel(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Bool {
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
