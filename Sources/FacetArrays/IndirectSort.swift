// The order of keys, by sorting words that hold a key above its index: half the memory of pairs, and equal keys keep their
// order by themselves. Keys too wide for that are cut to their upper bits; where cut keys are equal, the lower bits decide
// in a second sort of that run alone.

/// Which part of keys tells them from each other.
struct KeySpan: Sendable {
  /// What is taken off each key.
  private var base: UInt64 = 0
  /// The bits that count above the ones that all keys share at their end.
  private var mask: UInt64
  private var shift: UInt64
  /// How many bits are left.
  private(set) var bits: Int

  /// - Parameter varying: the bits that are not the same in all keys.
  init(varying: UInt64) {
    shift = UInt64(varying == 0 ? 0 : varying.trailingZeroBitCount)
    mask = varying.leadingZeroBitCount == 64 ? 0 : .max >> UInt64(varying.leadingZeroBitCount)
    bits = 64 - varying.leadingZeroBitCount - Int(shift)
  }

  /// - Parameters:
  ///   - varying: the bits that are not the same in all keys.
  ///   - least: the least key.
  ///   - largest: the largest key.
  init(varying: UInt64, least: UInt64, largest: UInt64) {
    self.init(varying: varying)
    base = least
    mask = .max
    bits = max(0, 64 - (largest &- least).leadingZeroBitCount - Int(shift))
  }

  /// The part of a key that counts.
  @inline(__always)
  func part(_ key: UInt64) -> UInt64 { ((key &- base) & mask) >> shift }
}

enum IndirectSort {
  /// Writes the indices that would sort the keys, stably. O(count · log count) or O(count), as `KeySort`.
  /// - Parameters:
  ///   - span: of all the keys.
  ///   - prefetch: told which keys will soon be asked for out of order.
  @unsafe @inline(__always)
  static func order(
    _ result: UnsafeMutablePointer<Int64>, _ count: Int, span: KeySpan, key: (Int) -> UInt64,
    prefetch: (Int) -> Void = { _ in }
  ) {
    guard count > 1 else {
      if count == 1 { unsafe result[0] = 0 }
      return
    }
    let words = unsafe UnsafeMutableRawPointer(result).assumingMemoryBound(to: UInt64.self)
    let indexBits = 64 - (count - 1).leadingZeroBitCount
    let cut = max(0, span.bits - (64 - indexBits))
    let mask = (1 as UInt64) << UInt64(indexBits) - 1
    for index in 0..<count {
      let upper = span.part(key(index)) >> UInt64(cut)
      unsafe words[index] = upper << UInt64(indexBits) | UInt64(index)
    }
    unsafe KeySort.sort(words, count)
    if cut > 0 {
      unsafe orderRuns(
        words, count, indexBits: indexBits, cut: cut, key: { span.part(key($0)) }, prefetch: prefetch)
    }
    for index in 0..<count { unsafe words[index] &= mask }
  }

  /// Sorts each run of words whose cut keys are equal by the bits that were cut off.
  @unsafe @inline(__always)
  private static func orderRuns(
    _ words: UnsafeMutablePointer<UInt64>, _ count: Int, indexBits: Int, cut: Int, key: (Int) -> UInt64,
    prefetch: (Int) -> Void
  ) {
    let shift = UInt64(indexBits)
    let mask = (1 as UInt64) << shift - 1
    let lower = (1 as UInt64) << UInt64(cut) - 1
    var first = 0
    while first < count {
      let ahead = first + 128
      if unsafe ahead + 1 < count && (words[ahead] ^ words[ahead + 1]) >> shift == 0 {
        unsafe prefetch(Int(words[ahead] & mask))
        unsafe prefetch(Int(words[ahead + 1] & mask))
      }
      let upper = unsafe words[first] >> shift
      var end = first + 1
      while unsafe end < count && words[end] >> shift == upper { end += 1 }
      let length = end - first
      if length > 1 && cut + indexBits <= 64 {
        for place in first..<end {
          let index = unsafe words[place] & mask
          unsafe words[place] = (key(Int(index)) & lower) << shift | index
        }
        if length == 2 {
          let (a, b) = unsafe (words[first], words[first + 1])
          unsafe words[first] = min(a, b)
          unsafe words[first + 1] = max(a, b)
        } else {
          unsafe KeySort.sort(words + first, length)
        }
      } else if length > 1 {
        var run = unsafe UnsafeMutableBufferPointer(start: words + first, count: length)
        unsafe run.sort { left, right in
          let (a, b) = (key(Int(left & mask)), key(Int(right & mask)))
          return a < b || (a == b && left < right)
        }
      }
      first = end
    }
  }
}
