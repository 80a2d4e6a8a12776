// A given number of significant digits, correctly rounded.
//
// Idea: one multiplication by a power of ten puts the wanted digits before the point, with 64 bits and more after it.
// Rounding looks at the bits after the point; when they are so close to a half that the power's error could decide,
// the question goes to exact arithmetic.
//
// Source: U. Adams, "Ryu revisited: printf floating point conversion" (OOPSLA 2019) states the problem; the solution
// is the scaling of ShortestDecimal with an exact fallback.

extension NumberText {
  /// Writes `value` rounded to `significantDigits` (1...17), half to even on the exact binary value, without trailing
  /// zeros, in the notation of the other functions. Where rounding up would leave the range of Double, the digits are cut
  /// instead: the text reads back as a number.
  ///
  /// `destination` has `maximumLength` writable bytes. Traps when `significantDigits` is out of range. Returns the
  /// bytes written, at most 24. Constant time but for values within 2^-50 of a tie, which take microseconds.
  @unsafe
  public static func write(
    _ value: Double, significantDigits: Int, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    precondition(significantDigits >= 1 && significantDigits <= 17, "significantDigits is 1...17")
    guard value.isFinite && value != 0 else { return unsafe write(value, to: destination) }
    var number = RoundedDecimal.rounding(value.magnitude, to: significantDigits)
    if number.exponent == 308 && number.leading > RoundedDecimal.largestLeading {
      number = RoundedDecimal.cutting(value.magnitude, to: significantDigits)
    }
    unsafe destination[0] = 0x2d
    let sign = value < 0 ? 1 : 0
    let length = unsafe DecimalLayout.write(
      DecimalDigits.spread(number.leading / 100_000_000), DecimalDigits.spread(number.leading % 100_000_000),
      extra: number.extra, exponent: number.exponent, to: destination + sign)
    return sign + length
  }
}

enum RoundedDecimal {
  /// The first 16 digits of the largest Double.
  static let largestLeading: UInt64 = 1_797_693_134_862_315

  /// Cuts a finite positive number to fewer than 17 significant digits.
  static func cutting(_ value: Double, to count: Int) -> DecimalNumber {
    let whole = rounding(value, to: 17)
    let unit = smallPowersOfTen[16 - count]
    return DecimalNumber(leading: whole.leading / unit * unit, extra: 0, exponent: whole.exponent)
  }

  /// Rounds a finite positive number to `count` significant digits, half to even.
  static func rounding(_ value: Double, to count: Int) -> DecimalNumber {
    let (significand, exponent) = split(value)
    // value is 1 up to 2 times 2^(exponent + 63), so the guess is right or one too low.
    var first = DecimalScaling.decimalExponent(ofPowerOfTwo: exponent + 63)
    var rounded = scale(significand, exponent, unit: first - count + 1)
    if rounded >= smallPowersOfTen[count] {
      // Ten times too much, or rounded up to the next power: the same digits with one fewer are right in both cases.
      first += 1
      rounded = scale(significand, exponent, unit: first - count + 1)
    }
    assert(rounded >= smallPowersOfTen[count - 1] && rounded <= smallPowersOfTen[count])
    var digits = rounded
    if digits == smallPowersOfTen[count] {
      digits /= 10
      first += 1
    }
    if count == 17 { return DecimalNumber(leading: digits / 10, extra: digits % 10, exponent: first) }
    return DecimalNumber(leading: digits * smallPowersOfTen[16 - count], extra: 0, exponent: first)
  }

  /// Splits a number into a significand with its top bit set and an exponent.
  private static func split(_ value: Double) -> (significand: UInt64, exponent: Int) {
    let biased = Int(value.bitPattern >> 52)
    let fraction = value.bitPattern & 0x000f_ffff_ffff_ffff
    let significand = biased == 0 ? fraction : fraction | 1 << 52
    let shift = significand.leadingZeroBitCount
    return (significand << UInt64(shift), max(biased, 1) - 1075 - shift)
  }

  /// Returns significand · 2^exponent / 10^unit, rounded half to even. Needs the result below 2^63.
  private static func scale(_ significand: UInt64, _ exponent: Int, unit: Int) -> UInt64 {
    let power = -unit
    let (high, low) = DecimalScaling.significand(ofPowerOfTen: power)
    let upper = significand.multipliedFullWidth(by: high)
    let lower = significand.multipliedFullWidth(by: low)
    let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
    // `bits` of the product stand after the point.
    let product = UInt128(upper.high &+ (carry ? 1 : 0)) << 64 | UInt128(middle)
    let bits = UInt128(63 - exponent - DecimalScaling.binaryExponent(ofPowerOfTen: power))
    let integer = UInt64(truncatingIfNeeded: product >> bits)
    let fraction = product & ~(~0 << bits)  // `bits` may be 128
    let half: UInt128 = 1 << (bits - 1)
    // With one word of power the product is exact. Else its error is below two units.
    if low == 0 && fraction == half { return integer + (integer & 1) }
    let distance = fraction > half ? fraction - half : half - fraction
    if low != 0 && distance <= 4 { return decideExactly(significand, exponent, near: integer, unit: unit) }
    return integer + (fraction > half ? 1 : 0)
  }

  /// Rounds by exact comparison of twice the quotient, which lies close to near + 1/2, with 2 · near + 1.
  @inline(never)
  private static func decideExactly(
    _ significand: UInt64, _ exponent: Int, near: UInt64, unit: Int
  ) -> UInt64 {
    let order = ExactComparison.order(significand, exponent + 1, 2 * near + 1, unit)
    return order == 0 ? near + (near & 1) : order < 0 ? near : near + 1
  }
}
