// Columns of running results. All are O(count).

extension Column where Element: ArrayNumber {
  /// The sums of the first 1, 2, … elements, added one after the other: Double for Double and Float, Int64 (wrapping) for
  /// integers. NumPy: `numpy.cumsum`, with `dtype=float64` for Float.
  public func cumulativeSum() -> Column<Element.Sum> {
    unsafe Column<Element.Sum>.made(count) { unsafe accumulate(into: $0) }
  }

  /// Writes the sums of the first 1, 2, … elements to `result`, which must have as many elements.
  public func cumulativeSum(into result: inout Column<Element.Sum>) {
    unsafe Column<Element.Sum>.overwrite(&result, count) { unsafe accumulate(into: $0) }
  }

  /// Each element less the one before: one fewer than there are elements; integers wrap. NumPy: `numpy.diff`.
  public func difference() -> Column {
    guard count > 1 else { return Column() }
    return self[1..<count] - self[0..<count - 1]
  }

  /// Writes each element less the one before to `result`, which must have one element fewer (none when this has none).
  public func difference(into result: inout Column) {
    Column.subtract(self[min(1, count)..<count], self[0..<max(count - 1, 0)], into: &result)
  }

  @unsafe
  private func accumulate(into result: UnsafeMutablePointer<Element.Sum>) {
    unsafe withElements { unsafe Column.accumulate($0, result, count) }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func accumulate(
    _ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element.Sum>, _ count: Int
  ) {
    var sum = Element.Sum()
    for index in 0..<count {
      // The first is taken as it is: 0 + -0 would lose the sign.
      sum = unsafe index == 0 ? values[0]._sum : Element.Sum._add(sum, values[index]._sum)
      unsafe result[index] = sum
    }
  }
}
