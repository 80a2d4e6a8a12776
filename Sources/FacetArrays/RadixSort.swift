// Least-significant-digit radix sort of 32-bit and 64-bit keys: O(count) for each digit of 11 bits. One pass counts all
// digits; a digit that is the same in all keys is skipped. Below about a thousand keys the
// counters would cost more than the comparisons they save, and Swift's own sort is used.

enum RadixSort {
  private static let digitBits = 11
  private static let buckets = 1 << digitBits
  private static let least = 1024

  /// Sorts 64-bit keys. `scratch` has room for as many.
  /// - Returns: where the sorted keys are, one of the two places.
  @unsafe
  static func sort(
    _ keys: UnsafeMutablePointer<UInt64>, _ scratch: UnsafeMutablePointer<UInt64>, _ count: Int
  ) -> UnsafeMutablePointer<UInt64> {
    guard count >= least else {
      var buffer = unsafe UnsafeMutableBufferPointer(start: keys, count: count)
      unsafe buffer.sort()
      return unsafe keys
    }
    return unsafe sort(keys, scratch, count, digits: 6) { $0 }
  }

  /// Sorts 32-bit keys. `scratch` has room for as many.
  /// - Returns: where the sorted keys are, one of the two places.
  @unsafe
  static func sort(
    _ keys: UnsafeMutablePointer<UInt32>, _ scratch: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> UnsafeMutablePointer<UInt32> {
    guard count >= least else {
      var buffer = unsafe UnsafeMutableBufferPointer(start: keys, count: count)
      unsafe buffer.sort()
      return unsafe keys
    }
    return unsafe sort(keys, scratch, count, digits: 3) { UInt64($0) }
  }

  @unsafe @inline(__always)
  private static func sort<Record: BitwiseCopyable>(
    _ records: UnsafeMutablePointer<Record>, _ scratch: UnsafeMutablePointer<Record>, _ count: Int,
    digits: Int, key: (Record) -> UInt64
  ) -> UnsafeMutablePointer<Record> {
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: digits * buckets) { counters in
      let counts = counters.baseAddress!
      unsafe counts.initialize(repeating: 0, count: digits * buckets)
      for index in 0..<count {
        var rest = unsafe key(records[index])
        for digit in 0..<digits {
          unsafe counts[digit &* buckets &+ Int(truncatingIfNeeded: rest) & (buckets &- 1)] &+= 1
          rest >>= UInt64(digitBits)
        }
      }
      var (from, to) = unsafe (records, scratch)
      for digit in 0..<digits {
        let shift = UInt64(digit * digitBits)
        let places = unsafe counts + digit * buckets
        let first = unsafe Int(truncatingIfNeeded: key(from[0]) >> shift) & (buckets - 1)
        if unsafe places[first] == count { continue }
        var place = 0
        for bucket in 0..<buckets {
          let length = unsafe places[bucket]
          unsafe places[bucket] = place
          place += length
        }
        for index in 0..<count {
          let record = unsafe from[index]
          let bucket = Int(truncatingIfNeeded: key(record) >> shift) & (buckets &- 1)
          unsafe to[places[bucket]] = record
          unsafe places[bucket] &+= 1
        }
        unsafe (from, to) = unsafe (to, from)
      }
      return unsafe from
    }
  }
}
