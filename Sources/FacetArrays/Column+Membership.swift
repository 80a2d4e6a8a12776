// Membership: which elements of one column occur in another: by a table of one byte a number where the numbers lie close
// together, else by a hash table with open addressing.

extension Column {
  /// True where the element occurs in `values`. Both zeros are equal, and a NaN equals nothing. NumPy: `numpy.isin`.
  /// O(count + number of values) expected; 16 to 32 bytes a value are needed besides, or a byte for each number between the least and the largest value when
  /// those are few.
  public func isin(_ values: Column) -> Mask {
    let (elements, values) = (contiguous(), values.contiguous())
    if let range = unsafe Column.keyRange(values.start, values.count),
      range.largest - range.least < 8 * UInt64(count + values.count)
    {
      let marks = Column<UInt8>(unsafeUninitialized: Int(range.largest - range.least) + 1, zeroed: true)
      let result = unsafe Column<UInt8>.made(count) {
        unsafe Column.findClose(
          elements.start, elements.count, values.start, values.count, range, marks.start, $0)
      }
      withExtendedLifetime((elements, values, marks)) {}
      return Mask(bytes: result)
    }
    var bits = 4
    while 1 << bits < 2 * values.count { bits += 1 }
    let slots = Column<Int64>(unsafeUninitialized: 1 << bits, zeroed: true)
    let result = unsafe Column<UInt8>.made(count) {
      unsafe Column.find(
        elements.baseAddress, elements.count, values.baseAddress, values.count, slots.baseAddress, bits, $0)
    }
    withExtendedLifetime(slots) {}
    return Mask(bytes: result)
  }

  /// The least and the largest key of the values that equal themselves; nil when there is none.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func keyRange(
    _ values: UnsafePointer<Element>, _ count: Int
  ) -> (least: UInt64, largest: UInt64)? {
    var (least, largest) = (UInt64.max, UInt64.min)
    for index in 0..<count {
      let value = unsafe values[index]
      if value != value { continue }
      let key = value._equalityKey
      least = key < least ? key : least
      largest = key > largest ? key : largest
    }
    return least <= largest ? (least, largest) : nil
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func findClose(
    _ elements: UnsafePointer<Element>, _ count: Int, _ values: UnsafePointer<Element>, _ valueCount: Int,
    _ range: (least: UInt64, largest: UInt64), _ marks: UnsafeMutablePointer<UInt8>,
    _ result: UnsafeMutablePointer<UInt8>
  ) {
    for index in 0..<valueCount {
      let value = unsafe values[index]
      if value == value { unsafe marks[Int(truncatingIfNeeded: value._equalityKey &- range.least)] = 1 }
    }
    let width = range.largest - range.least
    for index in 0..<count {
      // A key below the least one wraps to a large number. A NaN has a key of its own, which no value has.
      let place = unsafe elements[index]._equalityKey &- range.least
      let mark = unsafe marks[Int(truncatingIfNeeded: min(place, width))]
      unsafe result[index] = place <= width ? mark : 0
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func find(
    _ elements: UnsafePointer<Element>, _ count: Int, _ values: UnsafePointer<Element>, _ valueCount: Int,
    _ slots: UnsafeMutablePointer<Int64>, _ bits: Int, _ result: UnsafeMutablePointer<UInt8>
  ) {
    let (mask, shift) = (1 << bits &- 1, UInt64(64 &- bits))
    // Zero marks an empty slot, so the key of that value is kept apart.
    var hasZeroKey = false
    for index in 0..<valueCount {
      let value = unsafe values[index]
      if value != value { continue }
      let key = Int64(bitPattern: value._equalityKey)
      if key == 0 {
        hasZeroKey = true
        continue
      }
      var place = Int(truncatingIfNeeded: KeyHash.mixed(UInt64(bitPattern: key)) >> shift)
      while unsafe slots[place] != 0 && slots[place] != key { place = (place &+ 1) & mask }
      unsafe slots[place] = key
    }
    for index in 0..<count {
      let value = unsafe elements[index]
      let key = Int64(bitPattern: value._equalityKey)
      var found = key == 0 && hasZeroKey
      if key != 0 && value == value {
        var place = Int(truncatingIfNeeded: KeyHash.mixed(UInt64(bitPattern: key)) >> shift)
        while unsafe slots[place] != 0 && slots[place] != key { place = (place &+ 1) & mask }
        found = unsafe slots[place] == key
      }
      unsafe result[index] = found ? 1 : 0
    }
  }
}

/// Scatters keys that differ in few bits.
enum KeyHash {
  /// The finaliser of MurmurHash3 (Austin Appleby, public domain); take the upper bits.
  @inline(__always)
  static func mixed(_ key: UInt64) -> UInt64 {
    var hash = key
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    return (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
  }
}
