// Order: sort, argsort, and search in what is sorted. NaN counts as larger than all numbers, as in NumPy.

/// On which side of equal elements a number would be inserted.
public enum SearchSide: Sendable { case left, right }

extension Column {
  /// The elements in ascending order, -0 before +0, NaN at the end. NumPy: `numpy.sort`. O(count); as much
  /// memory again is needed meanwhile.
  public func sorted() -> Column {
    var result = self
    result.sort()
    return result
  }

  /// Sorts the elements in place. NumPy: `ndarray.sort`.
  public mutating func sort() {
    guard count > 1 else { return }
    makeWritable()
    // Keys as wide as the elements lie in their place; those of narrow elements need room of their own.
    let isNarrow = MemoryLayout<Element>.stride < 4
    let scratch = Column<UInt8>(
      unsafeUninitialized: count * (isNarrow ? 8 : MemoryLayout<Element>.stride), zeroed: false)
    unsafe Column.sort(baseAddress, UnsafeMutableRawPointer(scratch.start), count)
    withExtendedLifetime(scratch) {}
  }

  /// The indices that would sort the column, stably: equal elements keep their order, both zeros are equal, and so are all
  /// NaN, which come last. NumPy: `numpy.argsort(kind="stable")`. O(count); 32 bytes an element are needed
  /// besides, 16 for elements of at most 32 bits.
  public func argsort() -> Column<Int64> {
    let words = MemoryLayout<Element>.stride <= 4 && count <= 1 << 32 ? 2 : 4
    let scratch = Column<Int64>(unsafeUninitialized: words * count, zeroed: false)
    let result = unsafe Column<Int64>.made(count) { result in
      unsafe withElements { unsafe Column.argsort($0, scratch.baseAddress, result, count) }
    }
    withExtendedLifetime(scratch) {}
    return result
  }

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
  private static func sort(
    _ values: UnsafeMutablePointer<Element>, _ scratch: UnsafeMutableRawPointer, _ count: Int
  ) {
    if MemoryLayout<Element>.stride == 8 {
      let keys = unsafe UnsafeMutableRawPointer(values).assumingMemoryBound(to: UInt64.self)
      for index in 0..<count { unsafe keys[index] = unsafe values[index]._key }
      let sorted = unsafe RadixSort.sort(keys, scratch.assumingMemoryBound(to: UInt64.self), count)
      for index in 0..<count { unsafe values[index] = unsafe Element(_key: sorted[index]) }
    } else {
      let room = unsafe scratch.assumingMemoryBound(to: UInt32.self)
      let isNarrow = MemoryLayout<Element>.stride < 4
      let keys = unsafe isNarrow ? room + count : UnsafeMutableRawPointer(values).assumingMemoryBound(to: UInt32.self)
      for index in 0..<count { unsafe keys[index] = unsafe UInt32(truncatingIfNeeded: values[index]._key) }
      let sorted = unsafe RadixSort.sort(keys, room, count)
      for index in 0..<count { unsafe values[index] = unsafe Element(_key: UInt64(sorted[index])) }
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func argsort(
    _ values: UnsafePointer<Element>, _ scratch: UnsafeMutablePointer<Int64>, _ result: UnsafeMutablePointer<Int64>,
    _ count: Int
  ) {
    if MemoryLayout<Element>.stride <= 4 && count <= 1 << 32 {
      let words = unsafe UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt64.self)
      for index in 0..<count { unsafe words[index] = unsafe values[index].equalityKey << 32 | UInt64(index) }
      let sorted = unsafe RadixSort.sortPacked(words, words + count, count)
      for index in 0..<count { unsafe result[index] = Int64(sorted[index] & 0xffff_ffff) }
      return
    }
    let pairs = unsafe UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: KeyedIndex.self)
    for index in 0..<count {
      unsafe pairs[index] = unsafe KeyedIndex(key: values[index].equalityKey, index: Int64(index))
    }
    let sorted = unsafe RadixSort.sort(pairs, pairs + count, count)
    for index in 0..<count { unsafe result[index] = unsafe sorted[index].index }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func search(
    _ sorted: UnsafePointer<Element>, _ count: Int, _ values: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Int64>, _ valueCount: Int, _ side: SearchSide
  ) {
    for index in 0..<valueCount {
      // Left: behind all smaller keys; right: behind all keys that aren't larger.
      let key = unsafe values[index].equalityKey
      // Halves the range without a branch: a comparison in a search can't be predicted.
      var (low, length) = (0, count)
      while length > 0 {
        let half = (length &+ 1) / 2
        let other = unsafe sorted[low &+ half &- 1].equalityKey
        let isBehind = (other < key) != (side == .right && other == key)
        low &+= half & (0 &- (isBehind ? 1 : 0))
        length &-= half
      }
      unsafe result[index] = Int64(low)
    }
  }
}
