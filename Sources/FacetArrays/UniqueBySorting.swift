// The different elements by their order: a stable argsort puts equal elements side by side, the earliest first. A bit is set
// for each first occurrence; the number of a value is then how many bits are set before its own.

extension Column {
  /// The answer of `unique`. The memory of `inverse` is used for its own.
  func uniqueBySorting(inverse: consuming Column<Int64>) -> UniqueElements<Element> {
    var marks = OccurrenceMarks(count)
    let order = argsort()
    inverse.makeOverwritable()
    let firsts = unsafe inverse.baseAddress
    unsafe withElements { unsafe Column.markRuns($0, order.start, count, firsts, &marks) }
    marks.countPrefixes()
    for index in 0..<count { unsafe firsts[index] = Int64(marks.number(of: Int(firsts[index]))) }
    let firstIndex = marks.indices()
    return UniqueElements(
      values: take(firstIndex), firstIndex: firstIndex, inverse: inverse,
      counts: inverse.bincount(minimumCount: firstIndex.count))
  }

  /// Writes for each element where its value first occurs, and marks these places.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func markRuns(
    _ values: UnsafePointer<Element>, _ order: UnsafePointer<Int64>, _ count: Int,
    _ firsts: UnsafeMutablePointer<Int64>, _ marks: inout OccurrenceMarks
  ) {
    var first = unsafe order[0]
    var key = unsafe values[Int(first)]._equalityKey
    marks.mark(Int(first))
    for place in 0..<count {
      let index = unsafe order[place]
      let next = unsafe values[Int(index)]._equalityKey
      if next != key {
        (first, key) = (index, next)
        marks.mark(Int(index))
      }
      unsafe firsts[Int(index)] = first
    }
  }
}

/// One bit an element, and how many are set before each word.
private struct OccurrenceMarks {
  private var words: [UInt64]
  private var before: [Int]
  private(set) var count = 0

  init(_ elements: Int) {
    words = [UInt64](repeating: 0, count: elements / 64 + 1)
    before = []
  }

  @inline(__always)
  mutating func mark(_ index: Int) {
    words[index / 64] |= 1 << UInt64(index % 64)
    count += 1
  }

  mutating func countPrefixes() {
    before.reserveCapacity(words.count)
    var sum = 0
    for word in words {
      before.append(sum)
      sum += word.nonzeroBitCount
    }
  }

  /// How many marks lie before this one.
  @inline(__always)
  func number(of index: Int) -> Int {
    before[index / 64] + (words[index / 64] & ((1 as UInt64) << UInt64(index % 64) - 1)).nonzeroBitCount
  }

  /// The places of all marks, in order.
  func indices() -> Column<Int64> {
    unsafe Column<Int64>.made(count) { result in
      var next = 0
      for (place, bits) in words.enumerated() {
        var rest = bits
        while rest != 0 {
          unsafe result[next] = Int64(64 * place + rest.trailingZeroBitCount)
          next += 1
          rest &= rest - 1
        }
      }
    }
  }
}
