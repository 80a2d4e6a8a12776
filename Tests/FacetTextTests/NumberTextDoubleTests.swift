import FacetTestSupport
import Glibc
import Testing

@testable import FacetText

@Suite struct NumberTextDoubleTests {
  /// Whether the text of `value` reads back by strtod and by our reader and, when asked, is what Swift describes.
  static func isRight(_ value: Double, buffer: UnsafeMutablePointer<UInt8>, describing: Bool) -> Bool {
    let length = unsafe NumberText.write(value, to: buffer)
    var read = 0.0
    var flags: NumberParse.Flags = []
    unsafe buffer[length] = 0x20
    let end = unsafe buffer + NumberText.maximumLength + 16
    guard unsafe NumberParse.double(buffer, end, value: &read, flags: &flags) == length else { return false }
    guard read.bitPattern == value.bitPattern else { return false }
    unsafe buffer[length] = 0
    let outside = unsafe strtod(UnsafeRawPointer(buffer).assumingMemoryBound(to: CChar.self), nil)
    guard outside.bitPattern == value.bitPattern else { return false }
    guard describing else { return true }
    return unsafe hasDigits(UnsafeBufferPointer(start: buffer, count: length), ofDescription: value.description)
  }

  static func countWrong(_ count: Int, describingEvery step: Int, _ make: () -> Double) -> Int {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      unsafe buffer.initialize(repeating: 0)
      var wrong = 0
      for index in 0..<count {
        let value = make()
        if value.isNaN { continue }
        if unsafe !isRight(value, buffer: buffer.baseAddress!, describing: index % step == 0) {
          wrong += 1
          if wrong < 10 { print("wrong double", String(value.bitPattern, radix: 16)) }
        }
      }
      return wrong
    }
  }

  @Test func uniformBitPatterns() {
    var generator = SeededGenerator(seed: 1)
    let wrong = Self.countWrong(cases(10_000_000), describingEvery: 10) { Double(bitPattern: generator.next()) }
    #expect(wrong == 0)
    report("doubles of uniform bits", cases(10_000_000), atLeast: cases(10_000_000))
  }

  @Test func meshDecimals() {
    var generator = SeededGenerator(seed: 2)
    let wrong = Self.countWrong(cases(2_000_000), describingEvery: 4) {
      let bits = generator.next()
      let decimals = Int(bits & 7) + 1
      let scale = Double(smallPowersOfTen[decimals])
      return Double(Int64(bitPattern: bits) >> 31) / scale
    }
    #expect(wrong == 0)
    report("mesh-like decimals", cases(2_000_000), atLeast: cases(2_000_000))
  }

  @Test func dyadicFractions() {
    // Few bits after the point: exact ties at the last digit are common here.
    var generator = SeededGenerator(seed: 3)
    let wrong = Self.countWrong(cases(1_000_000), describingEvery: 2) {
      let bits = generator.next()
      let mantissa = Double(Int64(bitPattern: bits) >> Int64(bits & 31 + 10))
      return mantissa * Double(sign: .plus, exponent: -Int(bits >> 5 & 63), significand: 1)
    }
    #expect(wrong == 0)
    report("dyadic fractions", cases(1_000_000), atLeast: cases(1_000_000))
  }

  @Test func neighboursOfPowersAndOfDecimals() {
    var values: [Double] = []
    for exponent in UInt64(0)..<2047 {
      for offset in UInt64(0)..<10 {
        values.append(Double(bitPattern: exponent << 52 &+ offset))
        if exponent > 0 { values.append(Double(bitPattern: exponent << 52 &- offset &- 1)) }
      }
    }
    for power in -324...308 {
      for digit in 1...9 {
        guard let value = Double("\(digit)e\(power)"), value.isFinite, value > 0 else { continue }
        values += [value, value.nextUp, value.nextDown, value.nextUp.nextUp]
      }
    }
    values.removeAll { !$0.isFinite }
    var index = -1
    let wrong = Self.countWrong(values.count, describingEvery: 1) {
      index += 1
      return values[index]
    }
    #expect(wrong == 0)
    report("neighbours of powers", values.count, atLeast: 63_000)
  }

  @Test func notationAtItsLimits() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.0, "-0"), (.nan, "nan"), (-.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (1, "1"),
      (-1, "-1"), (0.1, "0.1"), (1e-5, "0.00001"), (9.999e-6, "9.999e-6"), (1.2345e-5, "0.000012345"),
      (1e15, "1000000000000000"),
      (1e16, "1e16"), (9999999999999998, "9999999999999998"), (1.5e16, "1.5e16"), (1e22, "1e22"), (1e23, "1e23"),
      (9.5e22, "9.5e22"),
      (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e308"),
      (.leastNormalMagnitude, "2.2250738585072014e-308"),
      (.leastNormalMagnitude.nextDown, "2.225073858507201e-308"), (9007199254740992, "9007199254740992"),
      (123.456, "123.456"),
      (100, "100"), (-0.00012, "-0.00012"), (1_125_899_906_842_624.25, "1125899906842624.2"), (1e-7, "1e-7"),
      (-1.5e-300, "-1.5e-300"),
      (0.1 + 0.2, "0.30000000000000004"), (123_456_789.123_456_78, "123456789.12345678"),
      (2_251_799_813_685_248.5, "2251799813685248.5"),
    ]
    for (value, expected) in cases { #expect(text(value) == expected) }
    let floats: [(Float, String)] = [
      (0, "0"), (-0.0, "-0"), (.nan, "nan"), (-.infinity, "-inf"), (0.1, "0.1"), (1e15, "1000000000000000"),
      (1e16, "1e16"),
      (16_777_216, "16777216"), (.leastNonzeroMagnitude, "1e-45"), (.greatestFiniteMagnitude, "3.4028235e38"),
      (1e-5, "0.00001"), (-123.25, "-123.25"),
      (2_097_152.25, "2097152.2"), (9.999e-6, "9.999e-6"), (33_554_432, "33554432"), (8_589_934_592, "8589935000"),
    ]
    for (value, expected) in floats { #expect(text(value) == expected) }
    report("notation", cases.count + floats.count, atLeast: 49)
  }

  @Test func exactDecisions() {
    // The exact fallback, which random numbers hardly ever reach, must decide as the fast form does.
    var generator = SeededGenerator(seed: 11)
    var wrong = 0
    for index in 0..<cases(200_000) {
      let bits = generator.next()
      let exponent = index % 2046 - 1074
      // Long, short and round significands; those with many zero bits end in exact ties and interval ends.
      let significand = (bits >> 12 | 1 << 52) & (~0 << UInt64(index / 2046 % 50))
      if significand == 1 << 52 { continue }
      let fast = ShortestDecimal.scaleDouble(significand: significand, exponent: exponent)
      let exact = ShortestDecimal.scaleDouble(significand: significand, exponent: exponent, exactly: true)
      if fast != exact { wrong += 1 }
    }
    #expect(wrong == 0)
    report("exact decisions", cases(200_000), atLeast: cases(200_000))
  }

  @Test func goldens() throws {
    let rows = try #require(lines(ofFile: Places.data.path + "/numbers/goldens.csv")).dropFirst()
    for row in rows {
      let parts = row.split(separator: ",").map(String.init)
      let bits = try #require(UInt64(parts[1], radix: 16))
      if parts[0] == "float32" {
        #expect(text(Float(bitPattern: UInt32(bits))) == parts[2], "\(row)")
      } else {
        #expect(text(Double(bitPattern: bits)) == parts[2], "\(row)")
      }
    }
    report("goldens", rows.count, atLeast: 200)
  }
}
