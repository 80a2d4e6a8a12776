// Indirect sort by several columns of any types: a stable sort by the least important column first, the most important last.

/// A column to sort by, of any element type, as numbers that grow with its elements.
public struct SortKey: Sendable {
  /// The bits of the keys.
  fileprivate let keys: Column<Int64>

  /// Takes the elements as keys. Both zeros are equal, and NaN comes last. O(count).
  public init<Element: ArrayElement>(_ column: Column<Element>) {
    let column = column.contiguous()
    keys = unsafe Column<Int64>.made(column.count) { unsafe column.writeKeys($0) }
  }
}

extension Column where Element == Int64 {
  /// The indices that sort by the last key, then the one before it, and so on, stably. NumPy: `numpy.lexsort`.
  /// O(count · number of keys); 8 bytes an element and key are needed besides, and 40 an element.
  /// - Precondition: all keys have the same count.
  public static func lexsort(_ keys: [SortKey]) -> Column<Int64> {
    guard let count = keys.first?.keys.count, count > 0 else { return Column() }
    precondition(keys.allSatisfy { $0.keys.count == count }, "the keys must have the same count")
    let scratch = Column<Int64>(unsafeUninitialized: 4 * count, zeroed: false)
    let old = Column<Int64>(unsafeUninitialized: count, zeroed: false)
    let result = unsafe made(count) { order in
      for index in 0..<count { unsafe order[index] = Int64(index) }
      let pairs = unsafe UnsafeMutableRawPointer(scratch.baseAddress).assumingMemoryBound(to: KeyedIndex.self)
      for key in keys {
        unsafe old.baseAddress.update(from: order, count: count)
        for place in 0..<count {
          let bits = unsafe key.keys.baseAddress[Int(order[place])]
          unsafe pairs[place] = KeyedIndex(key: UInt64(bitPattern: bits), index: Int64(place))
        }
        let sorted = unsafe RadixSort.sort(pairs, pairs + count, count)
        for place in 0..<count { unsafe order[place] = unsafe old.baseAddress[Int(sorted[place].index)] }
      }
    }
    withExtendedLifetime((scratch, old)) {}
    return result
  }
}

extension Column {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  fileprivate func writeKeys(_ result: UnsafeMutablePointer<Int64>) {
    for index in 0..<count {
      unsafe result[index] = Int64(bitPattern: unsafe baseAddress[index].equalityKey)
    }
  }
}
