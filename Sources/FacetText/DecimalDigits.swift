// Eight decimal digits in one 64-bit word.
//
// Idea: a number below 10^8 is cut by 10^4, then both halves at once by 100, then all four quarters at once by 10; each
// cut is a multiplication by a rounded-up reciprocal and a shift. Byte 0 holds the most significant digit, so that one
// store writes the digits in reading order. The other way round, three multiplications join eight digits.
//
// Source: P. Khuong, "How to print integers really fast" (2017); D. Lemire and W. Mula for the joining form.

/// Conversion between numbers below 10^8 and words of eight digits, without a loop.
enum DecimalDigits {
  /// Eight times the character '0'.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// Returns the eight digits of `value`, 0...9 each, the most significant in byte 0. Needs value < 10^8.
  @inline(__always)
  static func spread(_ value: UInt64) -> UInt64 {
    assert(value < 100_000_000)
    let upper = (value &* 109_951_163) &>> 40
    let halves = upper | (value &- upper &* 10_000) &<< 32
    let hundreds = ((halves &* 5243) &>> 19) & 0x0000_007f_0000_007f
    let quarters = hundreds | (halves &- hundreds &* 100) &<< 16
    let tens = ((quarters &* 103) &>> 10) & 0x000f_000f_000f_000f
    return tens | (quarters &- tens &* 10) &<< 8
  }

  /// Returns the number whose eight digits are the bytes of `digits`, the most significant in byte 0.
  @inline(__always)
  static func join(_ digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ digits &>> 8
    let mask: UInt64 = 0x0000_00ff_0000_00ff
    return ((pairs & mask) &* 0x000f_4240_0000_0064 &+ ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001) &>> 32
  }

  /// Returns how many bytes of `digits` are left when the zero bytes at its end (the least significant digits) go.
  @inline(__always)
  static func significantCount(_ digits: UInt64) -> Int { 8 &- digits.leadingZeroBitCount &>> 3 }

  /// Returns how many zero bytes `digits` begins with, at most 7: one digit always stays.
  @inline(__always)
  static func leadingZeros(_ digits: UInt64) -> Int { (digits | 1 &<< 56).trailingZeroBitCount &>> 3 }

  /// Returns how many bytes of `text` (byte 0 first) are digits before the first that is none.
  @inline(__always)
  static func countDigits(_ text: UInt64) -> Int {
    // A byte is a digit when its high half is 3 and adding 6 leaves it so. `|` and `&+` bind alike: the sum needs brackets,
    // else bytes from 0x80 on carry into their neighbour and pass for digits.
    let other = text ^ zeros
    let marks = (other | ((other & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
    return marks.trailingZeroBitCount &>> 3
  }
}
