// Digits, point and exponent, laid out as text.
//
// Idea: sixteen digits stand in two words. The point goes in by masks: what lies before it stays, what lies after it
// moves up one byte, the point is or-ed into the gap. The masks, the place of the first digit and the rule for the
// length come from one table row per decimal exponent, so the text is made without a branch on the number: a store
// of "0.000000" that is overwritten unless the number is below 1, a store of sixteen bytes, a store of two.
// Bytes past the returned length are scribbled on.
//
// Source: the idea of a row per exponent is V. Zverovich's zmij (2025-26); the masks are ours.

enum DecimalLayout {
  /// Writes a number in its shortest text: fixed notation for 1e-5 <= x < 1e16, else an exponent.
  ///
  /// `first` and `second` hold sixteen digits (byte 0 of `first` the first digit), `extra` the seventeenth. Touches at
  /// most 28 bytes and returns how many count.
  @inline(__always)
  static func write(
    _ first: UInt64, _ second: UInt64, extra: UInt64, exponent: Int, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let count = countSignificant(first, second, extra: extra)
    if _fastPath(UInt(bitPattern: exponent &+ 5) <= 20) {
      let plan = unsafe writeFixed(first, second, extra: extra, exponent: exponent, to: destination)
      let before = Int(truncatingIfNeeded: plan &>> 8 & 0xff)
      let added = Int(truncatingIfNeeded: plan &>> 32)
      return count > before ? count &+ added : before
    }
    return unsafe writeScientific(first, second, extra: extra, count: count, exponent: exponent, to: destination)
  }

  /// Returns the count of digits up to the last that is not zero.
  @inline(__always)
  private static func countSignificant(_ first: UInt64, _ second: UInt64, extra: UInt64) -> Int {
    // Masks instead of conditions: which case holds is as random as the last digits are.
    let short = DecimalDigits.significantCount(first)
    let hasSecond = Int(truncatingIfNeeded: (0 &- second) &>> 63)
    let long = 8 &+ DecimalDigits.significantCount(second)
    let hasExtra = Int(truncatingIfNeeded: (0 &- extra) &>> 63)
    let count = short &+ ((long &- short) & (0 &- hasSecond))
    return count &+ ((17 &- count) & (0 &- hasExtra))
  }

  /// Stores the digits in fixed notation and returns the table's last word.
  @inline(__always)
  private static func writeFixed(
    _ first: UInt64, _ second: UInt64, extra: UInt64, exponent: Int, to destination: UnsafeMutablePointer<UInt8>
  ) -> UInt64 {
    let row = 5 &* (exponent &+ 5)
    assert(row >= 0 && row <= 100)
    let maskFirst = unsafe layoutRows[unchecked: row]
    let maskSecond = unsafe layoutRows[unchecked: row &+ 1]
    let pointFirst = unsafe layoutRows[unchecked: row &+ 2]
    let pointSecond = unsafe layoutRows[unchecked: row &+ 3]
    let plan = unsafe layoutRows[unchecked: row &+ 4]

    let textFirst = first | DecimalDigits.zeros
    let textSecond = second | DecimalDigits.zeros
    let afterFirst = textFirst & ~maskFirst
    let afterSecond = textSecond & ~maskSecond
    let pointedFirst = textFirst & maskFirst | pointFirst | afterFirst &<< 8
    let pointedSecond = textSecond & maskSecond | pointSecond | afterSecond &<< 8 | afterFirst &>> 56
    let tail = ((extra | 0x30) &<< 8 | afterSecond &>> 56 | plan &>> 16 & 0xff) &>> (plan &>> 24 & 0xff)

    let raw = UnsafeMutableRawPointer(destination)
    unsafe raw.storeBytes(of: 0x3030_3030_3030_2e30, as: UInt64.self)
    let begin = Int(truncatingIfNeeded: plan & 0xff)
    unsafe raw.storeBytes(of: pointedFirst, toByteOffset: begin, as: UInt64.self)
    unsafe raw.storeBytes(of: pointedSecond, toByteOffset: begin &+ 8, as: UInt64.self)
    unsafe raw.storeBytes(of: UInt16(truncatingIfNeeded: tail), toByteOffset: begin &+ 16, as: UInt16.self)
    return plan
  }

  /// Writes `d.ddde-7` or `de22`.
  @inline(never)
  private static func writeScientific(
    _ first: UInt64, _ second: UInt64, extra: UInt64, count: Int, exponent: Int,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    _ = unsafe writeFixed(first, second, extra: extra, exponent: 0, to: destination)
    var length = count > 1 ? count &+ 1 : 1
    unsafe destination[length] = 0x65
    length &+= 1
    if exponent < 0 {
      unsafe destination[length] = 0x2d
      length &+= 1
    }
    let digits = DecimalDigits.spread(UInt64(exponent.magnitude))
    let skipped = DecimalDigits.leadingZeros(digits)
    let text = (digits | DecimalDigits.zeros) &>> UInt64(truncatingIfNeeded: 8 &* skipped)
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: text, toByteOffset: length, as: UInt64.self)
    return length &+ 8 &- skipped
  }
}

// One row per decimal exponent -5...15: the mask of the digits before the point (two words), the point in its place
// (two words), and, byte by byte: where the first digit goes; how many digits stand before the point (0 below 1);
// the point when it is the seventeenth byte; how far the last two bytes shift; what the text has beyond its digits.
private let layoutRows: InlineArray<105, UInt64> = [
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x0608000006,  // -5
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x0508000005,  // -4
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x0408000004,  // -3
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x0308000003,  // -2
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x0208000002,  // -1
  0x00000000000000ff, 0x0000000000000000, 0x0000000000002e00, 0x0000000000000000, 0x0100000100,  // 0
  0x000000000000ffff, 0x0000000000000000, 0x00000000002e0000, 0x0000000000000000, 0x0100000200,  // 1
  0x0000000000ffffff, 0x0000000000000000, 0x000000002e000000, 0x0000000000000000, 0x0100000300,  // 2
  0x00000000ffffffff, 0x0000000000000000, 0x0000002e00000000, 0x0000000000000000, 0x0100000400,  // 3
  0x000000ffffffffff, 0x0000000000000000, 0x00002e0000000000, 0x0000000000000000, 0x0100000500,  // 4
  0x0000ffffffffffff, 0x0000000000000000, 0x002e000000000000, 0x0000000000000000, 0x0100000600,  // 5
  0x00ffffffffffffff, 0x0000000000000000, 0x2e00000000000000, 0x0000000000000000, 0x0100000700,  // 6
  0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x000000000000002e, 0x0100000800,  // 7
  0xffffffffffffffff, 0x00000000000000ff, 0x0000000000000000, 0x0000000000002e00, 0x0100000900,  // 8
  0xffffffffffffffff, 0x000000000000ffff, 0x0000000000000000, 0x00000000002e0000, 0x0100000a00,  // 9
  0xffffffffffffffff, 0x0000000000ffffff, 0x0000000000000000, 0x000000002e000000, 0x0100000b00,  // 10
  0xffffffffffffffff, 0x00000000ffffffff, 0x0000000000000000, 0x0000002e00000000, 0x0100000c00,  // 11
  0xffffffffffffffff, 0x000000ffffffffff, 0x0000000000000000, 0x00002e0000000000, 0x0100000d00,  // 12
  0xffffffffffffffff, 0x0000ffffffffffff, 0x0000000000000000, 0x002e000000000000, 0x0100000e00,  // 13
  0xffffffffffffffff, 0x00ffffffffffffff, 0x0000000000000000, 0x2e00000000000000, 0x0100000f00,  // 14
  0xffffffffffffffff, 0xffffffffffffffff, 0x0000000000000000, 0x0000000000000000, 0x01002e1000,  // 15
]
