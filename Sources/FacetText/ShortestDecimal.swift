// The shortest decimal that reads back as the same number.
//
// Idea: let v = c · 2^q and k = floor(log10(2^q)). The interval of numbers that round to v is wide enough to hold a
// multiple of 10^k and too narrow to hold two of 10^(k+1). One multiplication gives v / 10^(k+1) as an integer m and a
// fraction f, and half the width of the interval on the same scale, h:
//   f <= h        m is the shortest;
//   1 - f <= h    m + 1 is the shortest;
//   otherwise     one digit more is needed, and the nearest is 10 · f rounded, a tie to even.
// The fraction is kept to 64 bits. Its error is below two units for Double, so a comparison that is decided by fewer
// than four units is decided again by exact arithmetic, unless the power is exact, which it is for all that is not
// tiny or huge: no proof about the closest miss is needed. For Float the error is below 2^25 units, and all 2^32 values
// have been compared with another implementation.
//
// Source: R. Giulietti, "The Schubfach way to render doubles" (2020); the fraction form is that of Y. Guo's
// yy_double (2024) and V. Zverovich's zmij (2025).

/// Digits and decimal exponent of a positive number: d.ddd · 10^exponent.
struct DecimalNumber {
  /// Sixteen digits as a number, the first one not zero.
  var leading: UInt64
  /// The seventeenth digit.
  var extra: UInt64
  /// The decimal exponent of the first digit.
  var exponent: Int
}

enum ShortestDecimal {
  /// Finds the shortest decimal of a finite positive Double given by its bits without the sign.
  @inline(__always)
  static func double(_ magnitude: UInt64) -> DecimalNumber {
    let fraction = magnitude & 0x000f_ffff_ffff_ffff
    let biased = Int(truncatingIfNeeded: magnitude &>> 52)
    if _slowPath(fraction == 0 || biased == 0) { return irregularDouble(fraction: fraction, biased: biased) }
    let scaled = scaleDouble(significand: fraction | 1 &<< 52, exponent: biased &- 1075)
    return widen(scaled)
  }

  /// Finds the shortest decimal of a finite positive Float given by its bits without the sign: at most nine digits, as
  /// eight in `leading` and one in `extra`.
  @inline(__always)
  static func float(_ magnitude: UInt32) -> DecimalNumber {
    let fraction = UInt64(magnitude & 0x007f_ffff)
    let biased = Int(truncatingIfNeeded: magnitude &>> 23)
    if _slowPath(fraction == 0 || biased == 0 || magnitude == 0x15ae_43fd) {
      return irregularFloat(fraction: fraction, biased: biased)
    }
    return narrow(scaleFloat(significand: fraction | 1 &<< 23, exponent: biased &- 150))
  }

  /// A decimal of 10 · tens + last units of 10^exponent.
  struct Scaled: Equatable {
    var tens: UInt64
    var last: UInt64
    var exponent: Int
  }

  // MARK: The common case

  /// Scales a Double whose interval is symmetric; always by exact comparison when a test asks for it.
  @inline(__always)
  static func scaleDouble(significand: UInt64, exponent: Int, exactly: Bool = false) -> Scaled {
    let unit = DecimalScaling.decimalExponent(ofPowerOfTwo: exponent)
    let power = ~unit  // -(unit + 1)
    let (high, low) = DecimalScaling.significand(ofPowerOfTen: power)
    let shift = exponent &+ DecimalScaling.binaryExponent(ofPowerOfTen: power) &+ 1  // -3...0
    assert(shift >= -3 && shift <= 0)
    let shifted = significand &<< UInt64(truncatingIfNeeded: shift &+ 11)
    let upper = shifted.multipliedFullWidth(by: high)
    let lower = shifted.multipliedFullWidth(by: low).high
    let (middle, carry) = upper.low.addingReportingOverflow(lower)
    let top = upper.high &+ (carry ? 1 : 0)
    let tens = top &>> 11
    let fraction = top &<< 53 | middle &>> 11
    let half = high &>> UInt64(truncatingIfNeeded: 1 &- shift)
    let digit = fraction.multipliedFullWidth(by: 10)

    let isNear =
      (fraction &- half &+ 4 <= 8) || (0 &- fraction &- half &+ 4 <= 8)
      || (digit.low &- 1 &<< 63 &+ 40 <= 80)
    if _slowPath(exactly || (isNear && UInt(bitPattern: power) > 25)) {
      return decideExactly(significand, exponent, tens: tens, digit: digit.high, unit: unit)
    }
    // An even significand owns the ends of its interval, an odd one does not.
    return decide(
      tens: tens, unit: unit, digit: digit, tie: digit.low == 1 &<< 63,
      down: fraction < half &+ (~significand & 1), up: ~fraction < half &- (significand & 1))
  }

  /// Scales a Float whose interval is symmetric: one 64-bit product is enough.
  @inline(__always)
  private static func scaleFloat(significand: UInt64, exponent: Int) -> Scaled {
    let unit = DecimalScaling.decimalExponent(ofPowerOfTwo: exponent)
    let power = ~unit
    let (high, _) = DecimalScaling.significand(ofPowerOfTen: power)
    let shift = exponent &+ DecimalScaling.binaryExponent(ofPowerOfTen: power) &+ 1  // -3...0
    let product = (significand &<< UInt64(truncatingIfNeeded: shift &+ 40)).multipliedFullWidth(by: high)
    let fraction = product.high &<< 24 | product.low &>> 40
    let half = high &>> UInt64(truncatingIfNeeded: 1 &- shift)
    let digit = fraction.multipliedFullWidth(by: 10)
    let limit = half &+ (1 &<< 26) &- (significand & 1) &<< 27
    return decide(
      tens: product.high &>> 40, unit: unit, digit: digit,
      tie: digit.low &- 1 &<< 63 &+ 1 &<< 28 <= 1 &<< 29, down: fraction <= limit, up: ~fraction <= limit)
  }

  /// Picks among m, m + 1 and ten times the fraction, without a branch on the data.
  @inline(__always)
  private static func decide(
    tens: UInt64, unit: Int, digit: (high: UInt64, low: UInt64), tie: Bool, down: Bool, up: Bool
  ) -> Scaled {
    let isUp: UInt64 = up ? 1 : 0
    let isShort: UInt64 = (down ? 1 : 0) | isUp
    let even = digit.high &+ (digit.high & 1)
    let rounded = digit.high &+ digit.low &>> 63
    let last = tie ? even : rounded
    return Scaled(tens: tens &+ isUp, last: last & (isShort &- 1), exponent: unit)
  }

  /// Decides a comparison that is too close for 64 bits. Exact; some hundred nanoseconds; rare.
  @inline(never)
  private static func decideExactly(
    _ significand: UInt64, _ exponent: Int, tens: UInt64, digit: UInt64, unit: Int
  ) -> Scaled {
    let isEven = significand & 1 == 0
    let lower = ExactComparison.order(2 * significand - 1, exponent - 1, tens, unit + 1)
    if lower < 0 || (lower == 0 && isEven) { return Scaled(tens: tens, last: 0, exponent: unit) }
    let upper = ExactComparison.order(2 * significand + 1, exponent - 1, tens + 1, unit + 1)
    if upper > 0 || (upper == 0 && isEven) { return Scaled(tens: tens + 1, last: 0, exponent: unit) }
    // `digit` may be one off when the fraction is close to a whole digit, but then it is not close to a half.
    let middle = ExactComparison.order(2 * significand, exponent, 20 * tens + 2 * digit + 1, unit)
    let last = middle == 0 ? (digit + 1) & ~1 : middle > 0 ? digit + 1 : digit
    return Scaled(tens: tens, last: last, exponent: unit)
  }

  // MARK: Powers of two and subnormal numbers

  @inline(never)
  private static func irregularDouble(fraction: UInt64, biased: Int) -> DecimalNumber {
    if fraction == 0 && biased > 1 { return widen(scaleIrregular(significandBits: 52, exponent: biased - 1075)) }
    let significand = biased == 0 ? fraction : 1 << 52
    return widen(scaleDouble(significand: significand, exponent: -1074))
  }

  @inline(never)
  private static func irregularFloat(fraction: UInt64, biased: Int) -> DecimalNumber {
    if biased == 0x2b && fraction == 0x2e_43fd {
      // The one float whose shortest text, read as a Double and then narrowed, would be another float.
      return DecimalNumber(leading: 70_385_307, extra: 0, exponent: -26)
    }
    if fraction == 0 && biased > 1 { return narrow(scaleIrregular(significandBits: 23, exponent: biased - 150)) }
    let significand = biased == 0 ? fraction : 1 << 23
    return narrow(scaleFloat(significand: significand, exponent: -149))
  }

  /// Scales 2^(significandBits + exponent), whose interval reaches only half as far down as up.
  private static func scaleIrregular(significandBits: Int, exponent: Int) -> Scaled {
    let unit = DecimalScaling.decimalExponent(ofThreeQuartersOfPowerOfTwo: exponent)
    let power = ~unit
    let (high, low) = DecimalScaling.significand(ofPowerOfTen: power)
    let shift = exponent + DecimalScaling.binaryExponent(ofPowerOfTen: power) + 1  // -2...1
    let product = (UInt128(high) << 64 | UInt128(low)) >> UInt128(64 - significandBits - shift)
    // `product` is the scaled value with 64 bits after the point.
    let tens = UInt64(truncatingIfNeeded: product >> 64)
    let fraction = UInt64(truncatingIfNeeded: product)
    let halfUp = high >> UInt64(1 - shift)
    let halfDown = high >> UInt64(2 - shift)
    if fraction <= halfDown { return Scaled(tens: tens, last: 0, exponent: unit) }
    if 0 &- fraction <= halfUp { return Scaled(tens: tens + 1, last: 0, exponent: unit) }
    let digit = fraction.multipliedFullWidth(by: 10)
    let isTie = digit.low == 1 << 63
    let roundsUp = isTie ? digit.high & 1 == 1 : digit.low > 1 << 63
    // The nearest may lie below the interval; then the one above is in it.
    let reach = halfDown.multipliedFullWidth(by: 10)
    let isInside = reach.high > 0 || digit.low <= reach.low
    return Scaled(tens: tens, last: digit.high + (roundsUp || !isInside ? 1 : 0), exponent: unit)
  }

  // MARK: The first digit to the front

  /// Brings a Double's decimal to sixteen digits and one.
  @inline(__always)
  private static func widen(_ scaled: Scaled) -> DecimalNumber {
    let all = scaled.tens &* 10 &+ scaled.last
    if _fastPath(all >= 1_000_000_000_000_000) {
      let isShort = scaled.tens < 1_000_000_000_000_000
      return DecimalNumber(
        leading: isShort ? all : scaled.tens, extra: isShort ? 0 : scaled.last,
        exponent: scaled.exponent &+ (isShort ? 15 : 16))
    }
    var (leading, exponent) = (all, scaled.exponent &+ 15)
    while leading < 1_000_000_000_000_000 { (leading, exponent) = (leading &* 10, exponent &- 1) }
    return DecimalNumber(leading: leading, extra: 0, exponent: exponent)
  }

  /// Brings a Float's decimal to eight digits and one.
  @inline(__always)
  private static func narrow(_ scaled: Scaled) -> DecimalNumber {
    let all = scaled.tens &* 10 &+ scaled.last
    if all >= 10_000_000 {
      let isShort = scaled.tens < 10_000_000
      return DecimalNumber(
        leading: isShort ? all : scaled.tens, extra: isShort ? 0 : scaled.last,
        exponent: scaled.exponent &+ (isShort ? 7 : 8))
    }
    var (leading, exponent) = (all, scaled.exponent &+ 7)
    while leading < 10_000_000 { (leading, exponent) = (leading &* 10, exponent &- 1) }
    return DecimalNumber(leading: leading, extra: 0, exponent: exponent)
  }
}
