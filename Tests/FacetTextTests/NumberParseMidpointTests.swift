import FacetTestSupport
import Testing

@testable import FacetText

/// A non-negative decimal of any length: the naive way, a digit a byte, least significant first.
private struct NaiveDecimal {
  var digits: [UInt8] = []
  /// The power of ten of the first digit of `digits`.
  var power = 0

  /// significand · 2^exponent, exactly.
  init(_ significand: UInt64, timesTwoToThe exponent: Int) {
    digits = String(significand).utf8.reversed().map { $0 - 0x30 }
    if exponent < 0 { power = exponent }
    for _ in 0..<exponent.magnitude { multiply(by: exponent < 0 ? 5 : 2) }
  }

  mutating func multiply(by factor: UInt8) {
    var carry: UInt8 = 0
    for index in digits.indices {
      let product = digits[index] * factor + carry
      digits[index] = product % 10
      carry = product / 10
    }
    if carry > 0 { digits.append(carry) }
  }

  /// Takes one from the last digit.
  mutating func decrement() {
    var index = 0
    while digits[index] == 0 {
      digits[index] = 9
      index += 1
    }
    digits[index] -= 1
  }

  /// With an exponent, or with the point in its place.
  func text(plain: Bool) -> String {
    let all = String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
    if !plain { return all + "e\(power)" }
    if power >= 0 { return all + String(repeating: "0", count: power) }
    if -power >= all.count { return "0." + String(repeating: "0", count: -power - all.count) + all }
    return all.dropLast(-power) + "." + all.suffix(-power)
  }
}

@Suite struct NumberParseMidpointTests {
  /// Checks the midpoint above a Double, and the numbers one last digit below and above it.
  static func check(_ lower: Double) -> Int {
    let bits = lower.bitPattern
    let significand = bits & 0x000f_ffff_ffff_ffff | (bits >> 52 == 0 ? 0 : 1 << 52)
    var midpoint = NaiveDecimal(2 * significand + 1, timesTwoToThe: max(Int(bits >> 52), 1) - 1076)
    let even = bits & 1 == 0 ? lower : lower.nextUp
    for plain in [false, true] {
      let text = midpoint.text(plain: plain)
      if parse(text).value != even { Issue.record("midpoint above \(lower)") }
      if plain && text.contains(".") {
        if parse(text + "0000000000000001").value != lower.nextUp {
          Issue.record("just above the midpoint above \(lower)")
        }
      }
    }
    midpoint.digits.insert(1, at: 0)
    midpoint.power -= 1
    if parse(midpoint.text(plain: false)).value != lower.nextUp { Issue.record("above the midpoint above \(lower)") }
    midpoint.digits[0] = 0
    midpoint.decrement()
    for plain in [false, true] {
      if parse(midpoint.text(plain: plain)).value != lower { Issue.record("below the midpoint above \(lower)") }
    }
    return 6
  }

  @Test func midpointsOfDoubles() {
    var generator = SeededGenerator(seed: 9)
    var values: [Double] = [0, .leastNonzeroMagnitude, .leastNormalMagnitude, .leastNormalMagnitude.nextDown]
    values += [
      .greatestFiniteMagnitude, Double.greatestFiniteMagnitude.nextDown, 0x1p53, 0x1p53 + 2, 0x1p63, 1,
      0x1.fffffffffffffp0,
    ]
    for _ in 0..<1500 { values.append(Double(bitPattern: generator.next() % 0x7fef_ffff_ffff_ffff)) }
    for shift in UInt64(0)..<52 { values.append(Double(bitPattern: (generator.next() >> 12) >> shift)) }
    for _ in 0..<1500 { values.append(Double(Int64(generator.next() >> 20)) / 1e6) }
    let count = values.reduce(0) { $0 + Self.check($1) }
    report("midpoints of doubles", count, atLeast: 18_378)
  }

  @Test func midpointsOfFloats() {
    // A Double holds the midpoint of two floats; it must come out exactly, and narrow to the even float.
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<3000 {
      let lower = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()) % 0x7f7f_ffff)
      let significand = UInt64(lower.bitPattern & 0x7f_ffff | (lower.bitPattern >> 23 == 0 ? 0 : 1 << 23))
      let exponent = max(Int(lower.bitPattern >> 23), 1) - 151
      var midpoint = NaiveDecimal(2 * significand + 1, timesTwoToThe: exponent)
      let exact = Double(sign: .plus, exponent: exponent, significand: Double(2 * significand + 1))
      for plain in [false, true] {
        let value = parse(midpoint.text(plain: plain)).value
        let even = lower.bitPattern & 1 == 0 ? lower : lower.nextUp
        if value != exact || Float(value) != even { Issue.record("midpoint above \(lower)") }
      }
      // One in the thirtieth digit is less than half a step of Double.
      midpoint.digits = Array(repeating: 0, count: 30) + midpoint.digits
      midpoint.power -= 30
      midpoint.decrement()
      if parse(midpoint.text(plain: false)).value != exact { Issue.record("below the midpoint above \(lower)") }
    }
    report("midpoints of floats", 9000, atLeast: 9000)
  }
}
