// Binary search in a sorted column, for several needles at a time: one search alone waits for the memory at each step.

/// On which side of equal elements a number would be inserted.
public enum SearchSide: Sendable { case left, right }

extension Column {
  /// For each value the place in this sorted column where it would be inserted: before equal elements (left) or behind
  /// them (right). NumPy: `numpy.searchsorted`. O(number of values · log count).
  /// - Precondition: the column is sorted; otherwise the answers mean nothing.
  public func searchsorted(_ values: Column, side: SearchSide = .left) -> Column<Int64> {
    unsafe Column<Int64>.made(values.count) { result in
      unsafe withElements { sorted in
        unsafe values.withElements { unsafe Column.search(sorted, count, $0, result, values.count, side) }
      }
    }
  }
}

// MARK: Loops

extension Column {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func search(
    _ sorted: UnsafePointer<Element>, _ count: Int, _ values: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Int64>, _ valueCount: Int, _ side: SearchSide
  ) {
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: searchesAtOnce) { places in
      let low = places.baseAddress!
      var first = 0
      while first < valueCount {
        let needles = unsafe values + first
        let width = min(searchesAtOnce, valueCount - first)
        // The lengths do not depend on what is found, so that all needles take the same steps.
        unsafe low.initialize(repeating: 0, count: width)
        var length = count
        while length > 0 {
          let half = (length &+ 1) / 2
          // Without a branch: a comparison in a search can't be predicted.
          if side == .left {
            for index in 0..<width {
              let isBehind = unsafe sorted[low[index] &+ half &- 1] < needles[index]
              unsafe low[index] &+= half & (0 &- (isBehind ? 1 : 0))
            }
          } else {
            for index in 0..<width {
              let isBehind = unsafe sorted[low[index] &+ half &- 1] <= needles[index]
              unsafe low[index] &+= half & (0 &- (isBehind ? 1 : 0))
            }
          }
          length &-= half
        }
        for index in 0..<width {
          let needle = unsafe needles[index]
          // A NaN belongs before or behind the NaN at the end; comparisons put it at the start.
          unsafe result[first + index] =
            needle == needle ? Int64(low[index]) : Int64(side == .left ? numberCount(sorted, count) : count)
        }
        first += width
      }
    }
  }

  /// How many elements lie before the NaN at the end.
  @unsafe @inline(__always)
  private static func numberCount(_ sorted: UnsafePointer<Element>, _ count: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if unsafe sorted[middle] == sorted[middle] { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// As many as wait for the memory at the same time.
  private static var searchesAtOnce: Int { 32 }
}
