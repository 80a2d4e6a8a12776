// Exact arithmetic for the rare numbers that 128 bits cannot decide.
//
// Idea: every open question has one form: is c · 2^a below, equal to or above m · 10^b? Powers of two and five move to
// the side where their exponent is positive, and two unsigned integers of at most 80 words are compared.
//
// Source: W. D. Clinger, "How to read floating point numbers accurately" (PLDI 1990); D. Lemire's fast_float for
// comparing with the midpoint instead of dividing.

/// An unsigned integer on the stack, least significant word first. Lives inside `withTemporary` only.
@safe struct TemporaryInteger {
  /// Words enough for 800 digits times 10^400, and for 2^1100 times 5^800.
  static let capacity = 80

  private let words: UnsafeMutablePointer<UInt64>
  private(set) var count: Int

  /// Calls `body` with two integers of value zero.
  @inline(__always)
  static func withPair<Result>(_ body: (inout TemporaryInteger, inout TemporaryInteger) -> Result) -> Result {
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * capacity) { buffer in
      let base = buffer.baseAddress!
      var first = unsafe TemporaryInteger(words: base, count: 0)
      var second = unsafe TemporaryInteger(words: base + capacity, count: 0)
      return body(&first, &second)
    }
  }

  /// Replaces the integer by `factor` times it plus `addend`. Traps when it outgrows its capacity.
  mutating func multiply(by factor: UInt64, adding addend: UInt64 = 0) {
    var carry = addend
    for index in 0..<count {
      let product = unsafe factor.multipliedFullWidth(by: words[index])
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      unsafe words[index] = sum
      carry = product.high &+ (overflow ? 1 : 0)
    }
    if carry != 0 {
      precondition(count < Self.capacity)
      unsafe words[count] = carry
      count += 1
    }
  }

  /// Multiplies by 5^exponent.
  mutating func multiply(byPowerOfFive exponent: Int) {
    var left = exponent
    while left >= 27 {
      multiply(by: 7_450_580_596_923_828_125)
      left -= 27
    }
    var factor: UInt64 = 1
    for _ in 0..<left { factor *= 5 }
    multiply(by: factor)
  }

  /// Multiplies by 2^exponent. Traps when the integer outgrows its capacity.
  mutating func shiftLeft(by exponent: Int) {
    if count == 0 || exponent == 0 { return }
    let (wordShift, bitShift) = (exponent / 64, exponent % 64)
    precondition(count + wordShift + 1 <= Self.capacity)
    unsafe words[count] = 0
    for index in stride(from: count, through: 0, by: -1) {
      let upper = unsafe words[index] &<< UInt64(bitShift)
      let lower = unsafe index > 0 && bitShift > 0 ? words[index - 1] &>> UInt64(64 - bitShift) : 0
      unsafe words[index + wordShift] = upper | lower
    }
    for index in 0..<wordShift { unsafe words[index] = 0 }
    count += wordShift + 1
    if unsafe words[count - 1] == 0 { count -= 1 }
  }

  /// Returns -1, 0 or 1 as `left` is below, equal to or above `right`.
  static func order(_ left: TemporaryInteger, _ right: TemporaryInteger) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for index in stride(from: left.count - 1, through: 0, by: -1) {
      let (a, b) = unsafe (left.words[index], right.words[index])
      if a != b { return a < b ? -1 : 1 }
    }
    return 0
  }

  private init(words: UnsafeMutablePointer<UInt64>, count: Int) {
    unsafe self.words = words
    self.count = count
  }
}

enum ExactComparison {
  /// Returns -1, 0 or 1 as significand · 2^exponent is below, equal to or above decimal · 10^power.
  ///
  /// Exact. Takes time proportional to the square of the larger exponent: some hundred nanoseconds to microseconds.
  @inline(never)
  static func order(_ significand: UInt64, _ exponent: Int, _ decimal: UInt64, _ power: Int) -> Int {
    TemporaryInteger.withPair { left, right in
      left.multiply(by: 0, adding: significand)
      right.multiply(by: 0, adding: decimal)
      return order(&left, exponent, &right, power)
    }
  }

  /// Returns the order of left · 2^exponent and right · 10^power, changing both.
  static func order(
    _ left: inout TemporaryInteger, _ exponent: Int, _ right: inout TemporaryInteger, _ power: Int
  ) -> Int {
    if power >= 0 { right.multiply(byPowerOfFive: power) } else { left.multiply(byPowerOfFive: -power) }
    let shift = exponent - power
    if shift >= 0 { left.shiftLeft(by: shift) } else { right.shiftLeft(by: -shift) }
    return TemporaryInteger.order(left, right)
  }
}
