// The different elements of a column. While they are few, by a hash table with open addressing: each slot holds a key and
// the number of its value, and values are numbered in the order in which they first occur. When they are many, the table
// misses the caches at every element, and sorting is faster (UniqueBySorting.swift).

/// The different elements of a column, in the order of their first occurrence.
public struct UniqueElements<Element: ArrayElement>: Sendable {
  /// The different elements, each as it first occurred.
  public let values: Column<Element>
  /// The index of the first occurrence of each value.
  public let firstIndex: Column<Int64>
  /// For each element of the column, the number of its value: `values.take(inverse)` is the column.
  public let inverse: Column<Int64>
  /// How often each value occurs.
  public let counts: Column<Int64>
}

extension Column {
  /// The different elements in the order of first occurrence, where they first occur, which one each element is, and how
  /// often each occurs. Both zeros are one value, and all NaN are one. NumPy: `numpy.unique` with all its results, which
  /// sorts them; `uniqueValues()` does that, and only that. O(count) expected for few values, else as `argsort`.
  public func unique() -> UniqueElements<Element> {
    var table = ValueTable()
    var isNumbered = true
    let inverse = unsafe Column<Int64>.made(count) { result in
      unsafe withElements { isNumbered = unsafe Column.number($0, &table, result, count) }
    }
    guard isNumbered else { return uniqueBySorting(inverse: inverse) }
    let firstIndex = Column<Int64>(table.firstIndex)
    return UniqueElements(
      values: take(firstIndex), firstIndex: firstIndex, inverse: inverse, counts: Column<Int64>(table.counts))
  }

  /// The different elements in ascending order, NaN at the end. Both zeros are one value, the first one in sorted order: -0
  /// where there is one. NumPy: `numpy.unique` of values alone. As `sorted`.
  public func uniqueValues() -> Column {
    var sorted = copy()
    sorted.sort()
    guard count > 1, let storage = sorted.storage else { return sorted }
    let kept = unsafe Column.compact(sorted.baseAddress, count)
    // Without memory to shrink into, the column keeps what it has.
    try? storage.resize(toByteCount: kept * MemoryLayout<Element>.stride)
    return Column(storage: storage, offset: 0, count: kept)
  }

  /// Moves the first of each run of equal elements to the front, and answers how many there are.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func compact(_ values: UnsafeMutablePointer<Element>, _ count: Int) -> Int {
    var kept = 1
    var last = unsafe values[0]
    for index in 1..<count {
      let value = unsafe values[index]
      unsafe values[kept] = value
      kept &+= value == last || (value != value && last != last) ? 0 : 1
      last = value
    }
    return kept
  }

  /// Numbers the elements; false when they have too many values.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func number(
    _ values: UnsafePointer<Element>, _ table: inout ValueTable, _ result: UnsafeMutablePointer<Int64>, _ count: Int
  ) -> Bool {
    for index in 0..<count {
      unsafe result[index] = unsafe table.number(values[index]._equalityKey, index)
      if table.count > ValueTable.most { return false }
    }
    return true
  }
}

/// Numbers keys in the order in which they first come.
private struct ValueTable {
  /// With more values than this, sorting is faster. Found by measuring.
  static let most = 2048

  struct Slot {
    var key: UInt64
    /// The number of the value, from 1; 0 in an empty slot.
    var number: Int64
  }

  private var slots = [Slot](repeating: Slot(key: 0, number: 0), count: 1024)
  /// The distance of the slot number from the top of a hash.
  private var shift: UInt64 = 64 - 10
  private(set) var firstIndex: [Int64] = []
  private(set) var counts: [Int64] = []
  var count: Int { counts.count }

  /// Scatters keys that differ in few bits (the finaliser of MurmurHash3).
  @inline(__always)
  private func home(_ key: UInt64) -> Int {
    var hash = key
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return Int(truncatingIfNeeded: hash >> shift)
  }

  @inline(__always)
  mutating func number(_ key: UInt64, _ index: Int) -> Int64 {
    var place = home(key)
    while slots[place].number != 0 {
      if slots[place].key == key {
        let number = slots[place].number - 1
        counts[Int(number)] += 1
        return number
      }
      place = (place + 1) & (slots.count - 1)
    }
    let number = Int64(counts.count)
    slots[place] = Slot(key: key, number: number + 1)
    firstIndex.append(Int64(index))
    counts.append(1)
    if 2 * counts.count > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, number: 0), count: 4 * old.count)
    shift -= 2
    for slot in old where slot.number != 0 {
      var place = home(slot.key)
      while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
