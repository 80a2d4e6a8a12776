// Equality within a tolerance.

extension Column where Element: ArrayFloat {
  /// Whether both have the same count and each pair differs by at most absoluteTolerance + relativeTolerance · |other|,
  /// computed in Double. Infinities are close to themselves only, and NaN is close to nothing. NumPy: `numpy.allclose`.
  /// O(count).
  public func isClose(
    to other: Column, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8
  ) -> Bool {
    guard count == other.count else { return false }
    var areClose = true
    unsafe Column.blocks(self, other) {
      areClose = unsafe areClose && Column.areClose($0, $1, $3, relativeTolerance, absoluteTolerance)
    }
    return areClose
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @unsafe
  private static func areClose(
    _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ count: Int, _ relative: Double,
    _ absolute: Double
  ) -> Bool {
    for index in 0..<count {
      let (a, b) = unsafe (Double(left[index]), Double(right[index]))
      // An infinite b would make the tolerance infinite.
      guard a == b || (b.isFinite && (a - b).magnitude <= absolute + relative * b.magnitude) else { return false }
    }
    return true
  }
}
