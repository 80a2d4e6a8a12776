// Indirect sort by several columns of any types: a stable sort by the least important column first, the most important last.

/// A column to sort by, of any element type, as numbers that grow with its elements.
public struct SortKey: Sendable {
  /// The bits of the keys.
  fileprivate let keys: Column<Int64>
  fileprivate let span: KeySpan

  /// Takes the elements as keys. Both zeros are equal, and NaN comes last. O(count).
  public init<Element: ArrayElement>(_ column: Column<Element>) {
    let column = column.contiguous()
    var span = KeySpan(varying: 0)
    keys = unsafe Column<Int64>.made(column.count) { span = unsafe column.writeKeys($0) }
    self.span = span
  }
}

extension Column where Element == Int64 {
  /// The indices that sort by the last key, then the one before it, and so on, stably. NumPy: `numpy.lexsort`.
  /// The cost is that of an argsort for each key; 8 bytes an element and key are needed besides, and 16 an element.
  /// - Precondition: all keys have the same count.
  public static func lexsort(_ keys: [SortKey]) -> Column<Int64> {
    guard let count = keys.first?.keys.count, count > 0 else { return Column() }
    precondition(keys.allSatisfy { $0.keys.count == count }, "the keys must have the same count")
    let (old, places) = (
      Column<Int64>(unsafeUninitialized: count, zeroed: false), Column<Int64>(unsafeUninitialized: count, zeroed: false)
    )
    let result = unsafe made(count) { order in
      for index in 0..<count { unsafe order[index] = Int64(index) }
      for key in keys {
        unsafe old.start.update(from: order, count: count)
        let (keys, order, old, places) = unsafe (key.keys.start, order, old.start, places.start)
        unsafe IndirectSort.order(places, count, span: key.span) {
          unsafe UInt64(bitPattern: keys[Int(old[$0])])
        }
        for place in 0..<count { unsafe order[place] = unsafe old[Int(places[place])] }
      }
    }
    withExtendedLifetime((old, places)) {}
    return result
  }
}

extension Column {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  fileprivate func writeKeys(_ result: UnsafeMutablePointer<Int64>) -> KeySpan {
    var (least, largest, varying) = (UInt64.max, UInt64.min, 0 as UInt64)
    let first = count == 0 ? 0 : unsafe start[0]._equalityKey
    for index in 0..<count {
      let key = unsafe start[index]._equalityKey
      least = key < least ? key : least
      largest = key > largest ? key : largest
      varying |= key ^ first
      unsafe result[index] = Int64(bitPattern: key)
    }
    return KeySpan(varying: varying, least: least, largest: largest)
  }
}
