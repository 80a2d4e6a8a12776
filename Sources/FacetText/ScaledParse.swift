// An integer times a power of ten, as the nearest Double.
//
// Idea: w · 10^p is w, shifted up to 64 bits, times the 128-bit significand of 10^p. The top 54 bits of the product
// round to the Double unless the bits below are all ones (the rest of the power might carry into them) or all zeros
// behind a half (a tie). Ties are possible only for -4 <= p <= 23, where the power is exact; what remains in doubt, and
// numbers of more than nineteen digits next to a midpoint, are compared with that midpoint in exact integers.
//
// Source: D. Lemire, "Number parsing at a gigabyte per second" (SPE 2021); N. Mushtak and D. Lemire, "Fast number
// parsing without fallback" (2022), which proves that nineteen digits never need the fallback.

enum ScaledParse {
  /// Returns significand · 10^power, rounded to nearest, a tie to even.
  @inline(never)
  static func magnitude(_ significand: UInt64, _ power: Int) -> Double {
    if significand == 0 || power < smallestPowerOfTen { return 0 }
    if power > 308 { return .infinity }
    let shift = significand.leadingZeroBitCount
    let shifted = significand &<< UInt64(truncatingIfNeeded: shift)
    let (high, low) = DecimalScaling.significand(ofPowerOfTen: power)
    var product = shifted.multipliedFullWidth(by: high)
    if product.high & 0x1ff == 0x1ff {
      let carry = shifted.multipliedFullWidth(by: low).high
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      product = (high: product.high &+ (overflow ? 1 : 0), low: sum)
    }
    let upper = Int(truncatingIfNeeded: product.high &>> 63)
    var mantissa = product.high &>> UInt64(truncatingIfNeeded: upper &+ 9)  // 54 bits
    var biased = DecimalScaling.binaryExponent(ofPowerOfTen: power) &+ 64 &+ upper &- shift &+ 1022
    if _slowPath(biased <= 0) {
      // Subnormal: fewer bits; no tie can occur here.
      let extra = 1 &- biased
      if extra >= 54 { return 0 }
      mantissa = mantissa &>> UInt64(extra)
      mantissa = (mantissa &+ (mantissa & 1)) &>> 1
      return Double(bitPattern: mantissa)
    }
    // A tie: the product is the 54 bits and nothing else, up to the error of the power; round to even then.
    if product.low <= 1 && power >= -4 && power <= 23 && mantissa & 3 == 1
      && mantissa &<< UInt64(truncatingIfNeeded: upper &+ 9) == product.high
    {
      mantissa &= ~1
    }
    mantissa = (mantissa &+ (mantissa & 1)) &>> 1
    if mantissa >= 1 &<< 53 {
      mantissa = 1 &<< 52
      biased &+= 1
    }
    if biased >= 2047 { return .infinity }
    return Double(bitPattern: UInt64(truncatingIfNeeded: biased) &<< 52 | mantissa & (1 &<< 52 &- 1))
  }

  /// Returns the value of a long run of digits, nearest, a tie to even.
  ///
  /// `first` is a digit that is not zero and stands for itself times 10^power; a point among the digits counts for
  /// nothing. `near` is the value of the first nineteen digits: the answer is `near` or the next larger. Exact for any
  /// count of digits: midpoints have at most 768, what follows 800 only matters by not being zero.
  @inline(never)
  static func exactMagnitude(
    _ first: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>, power: Int, near: Double
  ) -> Double {
    let bits = near.bitPattern
    let significand = bits & 0x000f_ffff_ffff_ffff | (bits >> 52 == 0 ? 0 : 1 << 52)
    let exponent = max(Int(bits >> 52), 1) - 1075
    let order = TemporaryInteger.withPair { midpoint, digits in
      midpoint.multiply(by: 0, adding: 2 * significand + 1)
      var kept = 0
      var hasMore = false
      var cursor = unsafe first
      while unsafe cursor < last {
        let digit = unsafe cursor[0] &- 0x30
        unsafe cursor += 1
        if digit > 9 { continue }
        if kept == 800 {
          hasMore = hasMore || digit != 0
        } else {
          digits.multiply(by: 10, adding: UInt64(digit))
          kept += 1
        }
      }
      let order = ExactComparison.order(&midpoint, exponent - 1, &digits, power - kept + 1)
      return order == 0 && hasMore ? -1 : order
    }
    if order > 0 || (order == 0 && significand & 1 == 0) { return near }
    return near.nextUp
  }
}
