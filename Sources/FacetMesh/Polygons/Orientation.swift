// On which side of a line a point lies, without a doubt. A product that is clearly larger than its rounding error decides
// at once; next come differences without an error; else the determinant is summed exactly, as an expansion of numbers that do not overlap.
//
// Source: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997).

enum Orientation {
  /// Answers 1 when `c` lies to the left of the line from `a` to `b`, -1 to the right of it, 0 on it.
  ///
  /// Exact as long as no product overflows or becomes subnormal.
  @inline(__always)
  static func sign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
    let (left, right) = ((a.x - c.x) * (b.y - c.y), (a.y - c.y) * (b.x - c.x))
    let determinant = left - right
    let bound = (3 + 16 * 0x1p-53) * 0x1p-53 * (left.magnitude + right.magnitude)
    if determinant > bound { return 1 }
    if determinant < -bound { return -1 }
    return nearSign(a, b, c)
  }

  /// The sign where the points lie on a line or nearly so. Where the four differences have no rounding error, as among
  /// points of a grid or points near to each other, two products decide: the larger one is so before rounding too, and
  /// of equal ones the remainders tell.
  @inline(never)
  private static func nearSign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
    let (u, v) = (a - c, b - c)
    let (uBack, vBack) = (a - u, b - v)
    let uError = (a - (u + uBack)) + (uBack - c)
    let vError = (b - (v + vBack)) + (vBack - c)
    guard all(uError .== 0) && all(vError .== 0) else { return exactSign(a, b, c) }
    let (left, right) = (u.x * v.y, u.y * v.x)
    if left != right { return left > right ? 1 : -1 }
    let (leftRest, rightRest) = ((-left).addingProduct(u.x, v.y), (-right).addingProduct(u.y, v.x))
    return leftRest > rightRest ? 1 : leftRest < rightRest ? -1 : 0
  }

  @inline(never)
  private static func exactSign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
    var sum = Expansion()
    sum.add(a.x, b.y)
    sum.add(-a.x, c.y)
    sum.add(-c.x, b.y)
    sum.add(-a.y, b.x)
    sum.add(a.y, c.x)
    sum.add(c.y, b.x)
    return sum.sign
  }

  /// A sum of products, exactly: numbers of growing size whose digits do not overlap.
  private struct Expansion {
    private var parts = InlineArray<12, Double>(repeating: 0)
    private var count = 0

    mutating func add(_ x: Double, _ y: Double) {
      let product = x * y
      add((-product).addingProduct(x, y))
      add(product)
    }

    private mutating func add(_ value: Double) {
      var carried = value
      for index in 0..<count {
        let part = parts[index]
        let sum = carried + part
        let virtual = sum - carried
        parts[index] = (carried - (sum - virtual)) + (part - virtual)
        carried = sum
      }
      parts[count] = carried
      count += 1
    }

    /// The sign of the largest part that is not zero.
    var sign: Int {
      for index in stride(from: count - 1, through: 0, by: -1) where parts[index] != 0 {
        return parts[index] > 0 ? 1 : -1
      }
      return 0
    }
  }
}
