// The different rows or columns of a matrix, by a hash table with open addressing. A slot holds the number of a value and
// some bits of its hash, so that most comparisons of unequal ones end in the slot. Hashes are made in batches, and the
// slots of a batch are touched before they are needed: their cache misses overlap.

/// The different rows or columns of a matrix, in the order of their first occurrence.
public struct UniqueVectors<Element: ArrayElement>: Sendable {
  /// The different rows or columns, each as it first occurred.
  public let values: Matrix<Element>
  /// Where each value first occurs.
  public let firstIndex: Column<Int64>
  /// For each row or column of the matrix, the number of its value.
  public let inverse: Column<Int64>
  /// How often each value occurs.
  public let counts: Column<Int64>
}

extension Matrix {
  /// The different columns in the order of first occurrence. Both zeros are equal, and a NaN equals nothing, so a column
  /// with a NaN is always one of its own. NumPy: `numpy.unique(axis=1)` with all its results, which sorts them.
  /// O(rows · columns) expected; up to 64 bytes a different column are needed besides.
  public func uniqueColumns() -> UniqueVectors<Element> {
    let found = number(columns, of: rows, step: 1, inner: columns)
    let flat = contiguous().flat
    let chosen = (0..<rows).map { row in
      Column.made(flat, row * columns, found.firstIndex)
    }
    return UniqueVectors(
      values: Matrix(Column.concatenate(chosen), rows: rows, columns: found.firstIndex.count),
      firstIndex: found.firstIndex, inverse: found.inverse, counts: found.counts)
  }

  /// The different rows in the order of first occurrence; zeros and NaN as in `uniqueColumns`. NumPy:
  /// `numpy.unique(axis=0)` with all its results, which sorts them. O(rows · columns) expected.
  public func uniqueRows() -> UniqueVectors<Element> {
    let found = number(rows, of: columns, step: columns, inner: 1)
    let (flat, width) = (contiguous().flat, columns)
    let elements = unsafe Column<Element>.made(found.firstIndex.count * width) { result in
      guard width > 0 else { return }
      for place in 0..<found.firstIndex.count {
        unsafe (result + place * width).update(
          from: flat.baseAddress + Int(found.firstIndex[place]) * width, count: width)
      }
    }
    return UniqueVectors(
      values: Matrix(elements, rows: found.firstIndex.count, columns: width), firstIndex: found.firstIndex,
      inverse: found.inverse, counts: found.counts)
  }

  private func number(_ count: Int, of length: Int, step: Int, inner: Int) -> (
    firstIndex: Column<Int64>, inverse: Column<Int64>, counts: Column<Int64>
  ) {
    let flat = contiguous().flat
    var (firstIndex, counts): ([Int64], [Int64]) = ([], [])
    guard length > 0 else {
      // Vectors without elements are all equal.
      let inverse = Column<Int64>(repeating: 0, count: count)
      return (Column(count > 0 ? [0] : []), inverse, Column(count > 0 ? [Int64(count)] : []))
    }
    let inverse = unsafe Column<Int64>.made(count) {
      guard count > 0 else { return }
      unsafe Matrix.number(flat.baseAddress, count, length, step, inner, $0, &firstIndex, &counts)
    }
    withExtendedLifetime(flat) {}
    return (Column(firstIndex), inverse, Column(counts))
  }
}

extension Column {
  /// The elements at `indices`, counted from `offset`.
  fileprivate static func made(_ flat: Column, _ offset: Int, _ indices: Column<Int64>) -> Column {
    unsafe made(indices.count) {
      for place in 0..<indices.count { unsafe $0[place] = unsafe flat.baseAddress[offset + Int(indices[place])] }
    }
  }
}

// MARK: Loops

extension Matrix {
  @inline(__always)
  @unsafe
  private static func hash(_ values: UnsafePointer<Element>, _ length: Int, _ inner: Int) -> UInt64 {
    var hash: UInt64 = 0
    for place in 0..<length {
      hash = unsafe KeyHash.mixed(hash &* 0x9e37_79b9_7f4a_7c15 ^ values[place &* inner]._equalityKey)
    }
    return hash
  }

  @inline(__always)
  @unsafe
  private static func areEqual(
    _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ length: Int, _ inner: Int
  ) -> Bool {
    for place in 0..<length where unsafe left[place &* inner] != right[place &* inner] { return false }
    return true
  }

  @inline(__always)
  @unsafe
  private static func hasNaN(_ values: UnsafePointer<Element>, _ length: Int, _ inner: Int) -> Bool {
    for place in 0..<length where unsafe values[place &* inner] != values[place &* inner] { return true }
    return false
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func number(
    _ values: UnsafePointer<Element>, _ count: Int, _ length: Int, _ step: Int, _ inner: Int,
    _ result: UnsafeMutablePointer<Int64>, _ firstIndex: inout [Int64], _ counts: inout [Int64]
  ) {
    // A slot: the number of the value, from 1, in the lower 40 bits; the lower 24 bits of its hash above them.
    var bits = 10
    var slots = [UInt64](repeating: 0, count: 1 << bits)
    let (numberMask, batch) = (UInt64(1) << 40 &- 1, 32)
    var hashes = [UInt64](repeating: 0, count: batch)
    var touched: UInt64 = 0
    for start in stride(from: 0, to: count, by: batch) {
      let end = min(start &+ batch, count)
      // A batch adds 32 values at most, so the table is half full at most.
      if 2 &* (counts.count &+ batch) > slots.count {
        bits &+= 2
        slots = [UInt64](repeating: 0, count: 1 << bits)
        for number in 0..<counts.count {
          if unsafe hasNaN(values + Int(firstIndex[number]) &* step, length, inner) { continue }
          let hash = unsafe hash(values + Int(firstIndex[number]) &* step, length, inner)
          var place = Int(truncatingIfNeeded: hash >> UInt64(64 &- bits))
          while slots[place] != 0 { place = (place &+ 1) & (slots.count &- 1) }
          slots[place] = hash << 40 | UInt64(number &+ 1)
        }
      }
      for index in start..<end {
        let hash = unsafe hash(values + index &* step, length, inner)
        hashes[index &- start] = hash
        touched ^= slots[Int(truncatingIfNeeded: hash >> UInt64(64 &- bits))]
      }
      for index in start..<end {
        let hash = hashes[index &- start]
        var place = Int(truncatingIfNeeded: hash >> UInt64(64 &- bits))
        var number = -1
        // What equals nothing stays out of the table: there its copies would lie in one long row.
        let isAlone = unsafe hasNaN(values + index &* step, length, inner)
        while slots[place] != 0 && !isAlone {
          let slot = slots[place]
          if slot >> 40 == hash & 0xff_ffff {
            let candidate = Int(slot & numberMask) &- 1
            if unsafe areEqual(values + Int(firstIndex[candidate]) &* step, values + index &* step, length, inner) {
              number = candidate
              break
            }
          }
          place = (place &+ 1) & (slots.count &- 1)
        }
        if number < 0 {
          number = counts.count
          if !isAlone { slots[place] = hash << 40 | UInt64(number &+ 1) }
          firstIndex.append(Int64(index))
          counts.append(0)
        }
        counts[number] &+= 1
        unsafe result[index] = Int64(number)
      }
    }
    withExtendedLifetime(touched) {}
  }
}
