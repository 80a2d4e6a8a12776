// Integers as text.
//
// Idea: eight digits at a time come from one word (DecimalDigits); the leading zeros of the first word are shifted out
// by its trailing zero bits, and a whole word is stored whatever counts.
//
// Source: P. Khuong, "How to print integers really fast" (2017).

extension NumberText {
  /// Writes a decimal integer, with `-` below zero.
  ///
  /// `destination` has `maximumLength` writable bytes. Returns the bytes written, at most 20. Constant time.
  @unsafe
  public static func write(_ value: Int64, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe destination[0] = 0x2d
    let sign = value < 0 ? 1 : 0
    return unsafe sign &+ writeMagnitude(value.magnitude, to: destination + sign)
  }

  /// Writes a decimal integer.
  ///
  /// `destination` has `maximumLength` writable bytes. Returns the bytes written, at most 10. Constant time.
  @unsafe
  public static func write(_ value: UInt32, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    if _fastPath(value < 100_000_000) { return unsafe writeShort(UInt64(value), to: destination) }
    return unsafe writeMagnitude(UInt64(value), to: destination)
  }

  /// Writes a value below 10^8; touches eight bytes.
  @inline(__always)
  static func writeShort(_ value: UInt64, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    let digits = DecimalDigits.spread(value)
    let skipped = DecimalDigits.leadingZeros(digits)
    unsafe store(digits &>> UInt64(truncatingIfNeeded: 8 &* skipped), to: destination)
    return 8 &- skipped
  }

  /// Writes any magnitude; touches at most 24 bytes.
  @inline(__always)
  static func writeMagnitude(_ value: UInt64, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 100_000_000 { return unsafe writeShort(value, to: destination) }
    let upper = value / 100_000_000
    let last = DecimalDigits.spread(value % 100_000_000)
    if upper < 100_000_000 {
      let length = unsafe writeShort(upper, to: destination)
      unsafe store(last, to: destination + length)
      return length &+ 8
    }
    let length = unsafe writeShort(upper / 100_000_000, to: destination)
    unsafe store(DecimalDigits.spread(upper % 100_000_000), to: destination + length)
    unsafe store(last, to: destination + length + 8)
    return length &+ 16
  }

  /// Stores eight digits as characters.
  @inline(__always)
  private static func store(_ digits: UInt64, to destination: UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: digits | DecimalDigits.zeros, as: UInt64.self)
  }
}
