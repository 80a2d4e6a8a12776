// Text to Double, correctly rounded.
//
// Idea: eight bytes are read at once; a bit trick counts the digits among them, a shift drops the others, three
// multiplications join them. Mesh coordinates take one such step before the point and one or two after it, without a
// loop over digits. What that gives is an integer w and a power of ten: exact in Double when w < 2^53 and the power at
// most 22, so that one multiplication or division rounds right. Else ScaledParse decides with a 128-bit power of ten,
// and exact arithmetic where even that is in doubt.
//
// Source: W. D. Clinger, "How to read floating point numbers accurately" (PLDI 1990); D. Lemire, "Number parsing at a
// gigabyte per second" (SPE 2021).

/// Reads numbers from bytes, independent of any locale.
public enum NumberParse {
  /// What a caller may want to know of the text of a number.
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The number began with `+`.
    public static let plusSign = Flags(rawValue: 1)
    /// The exponent was marked `d` or `D`.
    public static let fortranExponent = Flags(rawValue: 2)
    /// The text was `nan`, `inf` or `infinity`, in any case.
    public static let nonFinite = Flags(rawValue: 4)
    /// The text was finite and the value is not: ±infinity for a Double, the nearest Int64 for an integer.
    public static let overflow = Flags(rawValue: 8)
  }

  /// Reads the longest number that begins at `start`, rounded to the nearest Double, a tie to even.
  ///
  /// The grammar is `[+-]? (digits [. digits*]? | . digits) ([eEdD] [+-]? digits)?`, or `nan`, `inf`, `infinity` in any
  /// case with an optional sign. Never reads at or past `end`. Returns the bytes consumed; 0 when no number begins at
  /// `start`, and then `value` and `flags` stay as they are; else `flags` are or-ed in. Takes time linear in the text,
  /// with any count of digits. Give the end of the bytes in memory, not of the token: with 32 bytes to read it is about
  /// twice as fast. Algorithm: Eisel and Lemire, with an exact fallback.
  @unsafe
  public static func double(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, value: inout Double, flags: inout Flags
  ) -> Int {
    if _fastPath(unsafe end - start >= 32) {
      let consumed = unsafe shortDouble(start, value: &value, flags: &flags)
      if _fastPath(consumed != 0) { return consumed }
    }
    return unsafe longDouble(start, end, value: &value, flags: &flags)
  }

  /// Reads a number of at most seven digits before the point and fifteen after it, nineteen together. Returns 0 when
  /// the text is anything else. Needs 32 readable bytes.
  @inline(__always)
  private static func shortDouble(
    _ start: UnsafePointer<UInt8>, value: inout Double, flags: inout Flags
  ) -> Int {
    let head = unsafe start[0]
    let isNegative = head == 0x2d
    if _slowPath(head == 0x2b) { return 0 }
    var cursor = unsafe start + (isNegative ? 1 : 0)

    let text = unsafe load(cursor)
    let whole = DecimalDigits.countDigits(text)
    if _slowPath(whole == 8) { return 0 }
    var significand = firstDigits(of: text, count: whole)
    var decimals = 0
    unsafe cursor += whole
    if unsafe cursor[0] == 0x2e {
      let text = unsafe load(cursor + 1)
      decimals = DecimalDigits.countDigits(text)
      if decimals == 8 {
        let more = unsafe load(cursor + 9)
        let count = DecimalDigits.countDigits(more)
        if _slowPath(whole &+ count > 11 || count == 8) { return 0 }
        let upper = significand &* 100_000_000 &+ DecimalDigits.join(text ^ DecimalDigits.zeros)
        significand = unsafe upper &* smallPowersOfTen[unchecked: count] &+ firstDigits(of: more, count: count)
        decimals = 8 &+ count
      } else {
        significand =
          unsafe significand &* smallPowersOfTen[unchecked: decimals] &+ firstDigits(of: text, count: decimals)
      }
      unsafe cursor += 1 &+ decimals
    }
    if _slowPath(whole &+ decimals == 0) { return 0 }
    var power = 0 &- decimals
    if unsafe (cursor[0] | 0x20) &- 0x64 <= 1 {
      // At most 21 bytes are behind us: there is room for an exponent of up to three digits and what ends it.
      unsafe cursor += readShortExponent(cursor, power: &power, flags: &flags)
      if power == Int.min { return 0 }
    }
    let magnitude: Double
    if _fastPath(significand < 1 &<< 53 && power &+ 22 >= 0 && power <= 22) {
      let exact = Double(Int64(truncatingIfNeeded: significand))
      magnitude =
        unsafe power < 0 ? exact / exactPowersOfTen[unchecked: 0 &- power] : exact * exactPowersOfTen[unchecked: power]
    } else {
      magnitude = ScaledParse.magnitude(significand, power)
      if magnitude == .infinity { flags.insert(.overflow) }
    }
    value = isNegative ? -magnitude : magnitude
    return unsafe cursor - start
  }

  /// Reads an exponent of one to three digits at `cursor`, which shows its mark; 7 bytes are readable. Adds it to
  /// `power` and returns its length; 0 when there are no digits; sets `power` to Int.min if there are more than three.
  @inline(__always)
  private static func readShortExponent(_ cursor: UnsafePointer<UInt8>, power: inout Int, flags: inout Flags) -> Int {
    let mark = unsafe cursor[0] | 0x20
    let sign = unsafe cursor[1]
    let begin = sign == 0x2d || sign == 0x2b ? 2 : 1
    var index = begin
    var exponent = 0
    while index < begin &+ 4 {
      let digit = unsafe cursor[index] &- 0x30
      if digit > 9 { break }
      exponent = exponent &* 10 &+ Int(truncatingIfNeeded: digit)
      index &+= 1
    }
    if index == begin { return 0 }
    if index == begin &+ 4 {
      power = Int.min
      return 0
    }
    power &+= sign == 0x2d ? 0 &- exponent : exponent
    if mark == 0x64 { flags.insert(.fortranExponent) }
    return index
  }

  /// Returns the number made of the first `count` (at most seven) digits of `text`.
  @inline(__always)
  private static func firstDigits(of text: UInt64, count: Int) -> UInt64 {
    let shift = UInt64(truncatingIfNeeded: 8 &* (7 &- count))
    return DecimalDigits.join(((text ^ DecimalDigits.zeros) &<< 8) &<< shift)
  }

  @inline(__always)
  static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }
}

/// The powers of ten that Double holds exactly.
let exactPowersOfTen: InlineArray<23, Double> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
