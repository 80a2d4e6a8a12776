// Decimal integers.
//
// Idea: up to seven digits take one load, one count and one join, as in NumberParse; more take a loop.
//
// Source: D. Lemire, "Number parsing at a gigabyte per second" (SPE 2021), section 8.

extension NumberParse {
  /// Reads the longest decimal integer, with an optional sign, that begins at `start`.
  ///
  /// Never reads at or past `end`. Returns the bytes consumed; 0 when no integer begins at `start`, and then `value`
  /// and `flags` stay as they are. An integer beyond Int64 gives the nearest Int64 and sets `.overflow`. Linear time.
  @unsafe
  public static func integer(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, value: inout Int64, flags: inout Flags
  ) -> Int {
    if _fastPath(unsafe end - start >= 8) {
      let text = unsafe load(start)
      let count = DecimalDigits.countDigits(text)
      if _fastPath(count &- 1 < 7 && count != 0) {
        let shift = UInt64(truncatingIfNeeded: 8 &* (8 &- count))
        value = Int64(truncatingIfNeeded: DecimalDigits.join((text ^ DecimalDigits.zeros) &<< shift))
        return count
      }
    }
    return unsafe longInteger(start, end, value: &value, flags: &flags)
  }

  @inline(never)
  private static func longInteger(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, value: inout Int64, flags: inout Flags
  ) -> Int {
    guard unsafe start < end else { return 0 }
    var cursor = unsafe start
    let isNegative = unsafe cursor[0] == 0x2d
    let isPlus = unsafe cursor[0] == 0x2b
    if isNegative || isPlus { unsafe cursor += 1 }
    let digits = unsafe cursor
    let limit = isNegative ? Int64.min.magnitude : Int64.max.magnitude
    var magnitude: UInt64 = 0
    var isTooLarge = false
    while unsafe cursor < end && cursor[0] &- 0x30 <= 9 {
      let (tens, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = unsafe tens.addingReportingOverflow(UInt64(cursor[0] &- 0x30))
      isTooLarge = isTooLarge || overflow || carry || sum > limit
      magnitude = isTooLarge ? limit : sum
      unsafe cursor += 1
    }
    if unsafe cursor == digits { return 0 }
    if isPlus { flags.insert(.plusSign) }
    if isTooLarge { flags.insert(.overflow) }
    value = isNegative ? Int64(truncatingIfNeeded: 0 &- magnitude) : Int64(magnitude)
    return unsafe cursor - start
  }
}
