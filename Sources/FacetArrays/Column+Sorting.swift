// Order: sort and argsort. NaN counts as larger than all numbers, as in NumPy.
import CFacetKernels

extension Column {
  /// The elements in ascending order, -0 before +0, NaN at the end. NumPy: `numpy.sort`. O(count · log count);
  /// without AVX-512 O(count), and as much memory again is needed meanwhile.
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
    let room = Column<UInt32>(unsafeUninitialized: isNarrow ? count : 0, zeroed: false)
    unsafe Column.sort(
      baseAddress, isNarrow ? UnsafeMutableRawPointer(room.start) : UnsafeMutableRawPointer(baseAddress), count)
    withExtendedLifetime(room) {}
  }

  /// The indices that would sort the column, stably: equal elements keep their order, both zeros are equal, and so are all
  /// NaN, which come last. NumPy: `numpy.argsort(kind="stable")`. O(count · log count) with AVX-512, and nothing is needed
  /// besides the result; else O(count), and 8 bytes an element.
  public func argsort() -> Column<Int64> {
    unsafe Column<Int64>.made(count) { result in
      unsafe withElements { unsafe Column.argsort($0, result, count) }
    }
  }
}

// MARK: Loops

extension Column {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func sort(_ values: UnsafeMutablePointer<Element>, _ room: UnsafeMutableRawPointer, _ count: Int) {
    // In place each loop has one pointer: the compiler could not tell that two never overlap in part.
    switch MemoryLayout<Element>.stride {
    case 8:
      let keys = unsafe room.assumingMemoryBound(to: UInt64.self)
      for index in 0..<count { unsafe keys[index] = unsafeBitCast(keys[index], to: Element.self)._key }
      unsafe KeySort.sort(keys, count)
      for index in 0..<count { unsafe keys[index] = unsafeBitCast(Element(_key: keys[index]), to: UInt64.self) }
    case 4:
      let keys = unsafe room.assumingMemoryBound(to: UInt32.self)
      for index in 0..<count {
        unsafe keys[index] = UInt32(truncatingIfNeeded: unsafeBitCast(keys[index], to: Element.self)._key)
      }
      unsafe KeySort.sort(keys, count)
      for index in 0..<count { unsafe keys[index] = unsafeBitCast(Element(_key: UInt64(keys[index])), to: UInt32.self) }
    default:
      let keys = unsafe room.assumingMemoryBound(to: UInt32.self)
      for index in 0..<count { unsafe keys[index] = unsafe UInt32(truncatingIfNeeded: values[index]._key) }
      unsafe KeySort.sort(keys, count)
      for index in 0..<count { unsafe values[index] = unsafe Element(_key: UInt64(keys[index])) }
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  static func argsort(_ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Int64>, _ count: Int) {
    guard count > 0 else { return }
    let first = unsafe values[0]._equalityKey
    var varying: UInt64 = 0
    for index in 0..<count { unsafe varying |= values[index]._equalityKey ^ first }
    var span = KeySpan(varying: varying)
    // Too many bits for a word with an index: small numbers of both signs differ in all bits, and yet lie close together.
    if span.bits + (64 - (count - 1).leadingZeroBitCount) > 64 {
      var (least, largest) = (first, first)
      for index in 0..<count {
        let key = unsafe values[index]._equalityKey
        least = key < least ? key : least
        largest = key > largest ? key : largest
      }
      span = KeySpan(varying: varying, least: least, largest: largest)
    }
    unsafe IndirectSort.order(
      result, count, span: span, key: { unsafe values[$0]._equalityKey },
      prefetch: { unsafe facet_prefetch(values + $0) })
  }
}
