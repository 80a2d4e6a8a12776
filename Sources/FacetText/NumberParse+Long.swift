// Numbers of any length, near the end of the bytes, and special ones.
//
// Idea: one pass finds the parts of the text and keeps the first nineteen significant digits; that is all, unless there
// are more digits. Then the value of those digits and of the next larger are both computed: when they agree the rest
// cannot matter. Only when they differ are all digits compared with the midpoint of two neighbouring Doubles.
//
// Source: D. Lemire, "Number parsing at a gigabyte per second" (SPE 2021), section 11.

extension NumberParse {
  /// The parts of a number's text: digits with at most one point among them, and the value of what follows.
  @safe struct Parts {
    /// The first nineteen digits from the first that is not zero, or all if fewer.
    var significand: UInt64 = 0
    /// How many digits `significand` has.
    var kept = 0
    /// The first digit that is not zero and the end of the digits.
    var first: UnsafePointer<UInt8>
    var last: UnsafePointer<UInt8>
    /// How many digits stand after the last kept one: all, and before the point.
    var dropped = 0
    /// The power of ten of the last kept digit.
    var power = 0
  }

  @inline(never)
  static func longDouble(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, value: inout Double, flags: inout Flags
  ) -> Int {
    guard unsafe start < end else { return 0 }
    var found: Flags = []
    var cursor = unsafe start
    let isNegative = unsafe cursor[0] == 0x2d
    if unsafe isNegative || cursor[0] == 0x2b {
      if !isNegative { found.insert(.plusSign) }
      unsafe cursor += 1
    }
    var parts = unsafe Parts(first: cursor, last: cursor)
    let digits = unsafe readDigits(cursor, end, &parts)
    if digits == 0 {
      let special = unsafe readSpecial(cursor, end, isNegative: isNegative, value: &value)
      if special == 0 { return 0 }
      flags.formUnion(found.union(.nonFinite))
      return unsafe cursor - start + special
    }
    unsafe cursor += digits
    unsafe cursor += readExponent(cursor, end, power: &parts.power, flags: &found)

    let magnitude = self.magnitude(of: parts)
    if magnitude == .infinity { found.insert(.overflow) }
    value = isNegative ? -magnitude : magnitude
    flags.formUnion(found)
    return unsafe cursor - start
  }

  /// Reads `digits [. digits*]? | . digits` and returns its length, 0 when there is no digit.
  private static func readDigits(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ parts: inout Parts
  ) -> Int {
    var cursor = unsafe start
    var count = 0
    count = unsafe readRun(&cursor, end, afterPoint: false, &parts)
    if unsafe cursor < end && cursor[0] == 0x2e {
      let point = unsafe cursor
      unsafe cursor += 1
      count += unsafe readRun(&cursor, end, afterPoint: true, &parts)
      if count == 0 { unsafe cursor = point }
    }
    unsafe parts.last = cursor
    return unsafe count == 0 ? 0 : cursor - start
  }

  /// Reads one run of digits, moves the cursor behind it and returns its length.
  private static func readRun(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, afterPoint: Bool, _ parts: inout Parts
  ) -> Int {
    let start = unsafe cursor
    if parts.kept == 0 {
      while unsafe cursor < end && cursor[0] == 0x30 { unsafe cursor += 1 }
      unsafe parts.first = cursor
      if afterPoint { unsafe parts.power -= cursor - start }
    }
    while unsafe end - cursor >= 8 && parts.kept <= 11 {
      let text = unsafe load(cursor)
      guard DecimalDigits.countDigits(text) == 8 else { break }
      parts.significand = parts.significand &* 100_000_000 &+ DecimalDigits.join(text ^ DecimalDigits.zeros)
      parts.kept += 8
      if afterPoint { parts.power -= 8 }
      unsafe cursor += 8
    }
    while unsafe cursor < end && parts.kept < 19 {
      let digit = unsafe cursor[0] &- 0x30
      guard digit <= 9 else { return unsafe cursor - start }
      parts.significand = parts.significand &* 10 &+ UInt64(digit)
      parts.kept += 1
      if afterPoint { parts.power -= 1 }
      unsafe cursor += 1
    }
    let more = unsafe cursor
    while unsafe end - cursor >= 8 && DecimalDigits.countDigits(load(cursor)) == 8 { unsafe cursor += 8 }
    while unsafe cursor < end && cursor[0] &- 0x30 <= 9 { unsafe cursor += 1 }
    unsafe parts.dropped += cursor - more
    if !afterPoint { unsafe parts.power += cursor - more }
    return unsafe cursor - start
  }

  /// Reads `[eEdD] [+-]? digits`, adds its value to `power` and returns its length; 0 when there is none.
  private static func readExponent(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, power: inout Int, flags: inout Flags
  ) -> Int {
    guard unsafe start < end, unsafe (start[0] | 0x20) &- 0x64 <= 1 else { return 0 }
    var cursor = unsafe start + 1
    var isNegative = false
    if unsafe cursor < end && (cursor[0] == 0x2d || cursor[0] == 0x2b) {
      isNegative = unsafe cursor[0] == 0x2d
      unsafe cursor += 1
    }
    let digits = unsafe cursor
    var exponent = 0
    while unsafe cursor < end && cursor[0] &- 0x30 <= 9 {
      // The limit is far above the length of any text, so that "0.000…0001e…" cancels as it should.
      if exponent < 1 << 56 { exponent = unsafe exponent * 10 + Int(cursor[0] &- 0x30) }
      unsafe cursor += 1
    }
    if unsafe cursor == digits { return 0 }
    power += isNegative ? -exponent : exponent
    if unsafe start[0] | 0x20 == 0x64 { flags.insert(.fortranExponent) }
    return unsafe cursor - start
  }

  /// Reads `nan`, `inf` or `infinity` in any case and returns its length, 0 when there is none of them.
  private static func readSpecial(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isNegative: Bool, value: inout Double
  ) -> Int {
    func matches(_ word: StaticString) -> Bool {
      guard unsafe end - start >= word.utf8CodeUnitCount else { return false }
      return (0..<word.utf8CodeUnitCount).allSatisfy { unsafe start[$0] | 0x20 == word.utf8Start[$0] }
    }
    if matches("nan") {
      value = isNegative ? -Double.nan : Double.nan
      return 3
    }
    guard matches("inf") else { return 0 }
    value = isNegative ? -Double.infinity : Double.infinity
    return matches("infinity") ? 8 : 3
  }

  /// Returns the value of a number's parts.
  private static func magnitude(of parts: Parts) -> Double {
    let significand = parts.significand
    // Beyond these the value is 0 or infinity whatever the digits are; the powers that follow stay small.
    let power = max(-100_000, min(100_000, parts.power))
    let lower = ScaledParse.magnitude(significand, power)
    if parts.dropped == 0 { return lower }
    if lower == ScaledParse.magnitude(significand + 1, power) { return lower }
    return unsafe ScaledParse.exactMagnitude(parts.first, parts.last, power: power + 19 - 1, near: lower)
  }
}
