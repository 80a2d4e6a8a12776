// Scaling by powers of ten.
//
// Idea: a number c · 2^q becomes decimal by one multiplication with a power of ten, kept as a 128-bit significand
// (PowersOfTen.swift). The two logarithms that this needs are a multiplication and a shift; Scripts/make-power-table.py
// proves them for every exponent in use.
//
// Source: R. Giulietti, "The Schubfach way to render doubles" (2020), section 8; D. Lemire, "Number parsing at a
// gigabyte per second" (SPE 2021) for the table.

/// Decimal and binary exponents, and the table that joins them.
enum DecimalScaling {
  /// Returns floor(log10(2^exponent)), for -1140 < exponent < 1030.
  @inline(__always)
  static func decimalExponent(ofPowerOfTwo exponent: Int) -> Int { (exponent &* 315653) &>> 20 }

  /// Returns floor(log10(3/4 · 2^exponent)), for -1140 < exponent < 1030.
  @inline(__always)
  static func decimalExponent(ofThreeQuartersOfPowerOfTwo exponent: Int) -> Int {
    (exponent &* 315653 &- 131237) &>> 20
  }

  /// Returns floor(log2(10^power)), for the powers of the table.
  @inline(__always)
  static func binaryExponent(ofPowerOfTen power: Int) -> Int { (power &* 217706) &>> 16 }

  /// Returns the 128-bit significand of 10^power.
  @inline(__always)
  static func significand(ofPowerOfTen power: Int) -> (high: UInt64, low: UInt64) {
    assert(power >= smallestPowerOfTen && power <= largestPowerOfTen)
    let index = 2 &* (power &- smallestPowerOfTen)
    return unsafe (powersOfTen[unchecked: index], powersOfTen[unchecked: index &+ 1])
  }
}

/// The powers of ten that a UInt64 holds.
let smallPowersOfTen: InlineArray<20, UInt64> = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
  100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
  10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
]
