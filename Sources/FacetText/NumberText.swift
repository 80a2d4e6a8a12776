// Numbers as text: the public doors.
//
// Idea: a number is cut into sign, digits and decimal exponent (ShortestDecimal), the digits are spread into words
// (DecimalDigits) and laid out (DecimalLayout). Each step has almost no branch that depends on the number, so the
// steps of neighbouring numbers overlap in the processor.
//
// Sources: R. Giulietti, "The Schubfach way to render doubles" (2020); Y. Guo, yy_double (2024); V. Zverovich,
// zmij (2025).

/// Shortest round-trip text of numbers, independent of any locale.
///
/// All functions write ASCII bytes to memory of the caller and return how many count. Real numbers have no `+` and no
/// trailing `.0`; fixed notation is used for 1e-5 <= |x| < 1e16, else `d.ddde-7` or `de22`; zero is `0` or `-0`; what
/// is not finite is `nan`, `inf` or `-inf`.
public enum NumberText {
  /// The bytes that the caller provides for one number. Bytes past the returned count may be scribbled on, up to here.
  public static let maximumLength = 32

  /// Writes the fewest significant digits that read back as `value`; among those the closest; a tie to the even digit.
  ///
  /// `destination` has `maximumLength` writable bytes. Returns the bytes written, at most 24. Constant time.
  /// Algorithm: Giulietti's Schubfach in the one-multiplication form of yy_double and zmij.
  @unsafe
  public static func write(_ value: Double, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe writeDouble(value, to: destination)
  }

  /// Writes the fewest significant digits that read back as `value` in Float; among those the closest; a tie to the
  /// even digit.
  ///
  /// The text also gives `value` to a reader that reads a Double and narrows it: of all values only the bit patterns
  /// 0x15AE43FD and 0x95AE43FD need, and get, one digit more for that. `destination` has `maximumLength` writable
  /// bytes. Returns the bytes written, at most 17. Constant time. Algorithm: as for Double.
  @unsafe
  public static func write(_ value: Float, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe writeFloat(value, to: destination)
  }

  /// Makes the shortest text of a Double a String: for reports, never in a loop over millions.
  public static func string(_ value: Double) -> String {
    unsafe String(unsafeUninitializedCapacity: maximumLength) { buffer in unsafe write(value, to: buffer.baseAddress!) }
  }

  // MARK: Inlined forms, for whole blocks

  @inline(__always)
  static func writeDouble(_ value: Double, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    let bits = value.bitPattern
    let magnitude = bits & 0x7fff_ffff_ffff_ffff
    let sign = Int(truncatingIfNeeded: bits &>> 63)
    unsafe destination[0] = 0x2d
    let start = unsafe destination + sign
    if _slowPath(magnitude &- 1 >= 0x7fef_ffff_ffff_ffff) {
      return unsafe writeSpecial(
        isZero: magnitude == 0, isInfinite: magnitude == 0x7ff0 &<< 48, sign: sign, to: destination)
    }
    let number = ShortestDecimal.double(magnitude)
    let upper = number.leading / 100_000_000
    let lower = number.leading &- upper &* 100_000_000
    let length = unsafe DecimalLayout.write(
      DecimalDigits.spread(upper), DecimalDigits.spread(lower), extra: number.extra, exponent: number.exponent,
      to: start)
    return sign &+ length
  }

  @inline(__always)
  static func writeFloat(_ value: Float, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    let bits = value.bitPattern
    let magnitude = bits & 0x7fff_ffff
    let sign = Int(truncatingIfNeeded: bits &>> 31)
    unsafe destination[0] = 0x2d
    let start = unsafe destination + sign
    if _slowPath(magnitude &- 1 >= 0x7f7f_ffff) {
      return unsafe writeSpecial(
        isZero: magnitude == 0, isInfinite: magnitude == 0x7f80_0000, sign: sign, to: destination)
    }
    let number = ShortestDecimal.float(magnitude)
    let length = unsafe DecimalLayout.write(
      DecimalDigits.spread(number.leading), number.extra, extra: 0, exponent: number.exponent, to: start)
    return sign &+ length
  }

  /// Writes zero and what is not finite; the sign, if there is one, is in place. A NaN has none.
  @inline(never)
  private static func writeSpecial(
    isZero: Bool, isInfinite: Bool, sign: Int, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let raw = UnsafeMutableRawPointer(destination)
    if isZero {
      unsafe destination[sign] = 0x30
      return sign + 1
    }
    if isInfinite {
      unsafe raw.storeBytes(of: 0x0066_6e69, toByteOffset: sign, as: UInt32.self)
      return sign + 3
    }
    unsafe raw.storeBytes(of: 0x006e_616e, as: UInt32.self)
    return 3
  }
}
