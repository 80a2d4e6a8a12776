import FacetTestSupport
import Glibc
import Testing

@testable import FacetText

@Suite struct NumberParseTests {
  @Test func grammar() {
    let cases: [(String, Double, Int, NumberParse.Flags)] = [
      ("0", 0, 1, []), ("-0", -0.0, 2, []), ("+0", 0, 2, .plusSign), (".5", 0.5, 2, []), ("1.", 1, 2, []),
      ("00012", 12, 5, []),
      ("1e-400", 0, 6, []), ("-1e-400", -0.0, 7, []), ("1e400", .infinity, 5, .overflow),
      ("-1e400", -.infinity, 6, .overflow),
      ("1e", 1, 1, []), ("1e+", 1, 1, []), ("1e-", 1, 1, []), ("1ex", 1, 1, []), ("1.e5", 1e5, 4, []),
      ("1D5", 1e5, 3, .fortranExponent),
      ("1d-5", 1e-5, 4, .fortranExponent), ("1d", 1, 1, []), ("0x10", 0, 1, []), ("1_0", 1, 1, []), (".", 12345, 0, []),
      ("", 12345, 0, []), ("-", 12345, 0, []), ("+", 12345, 0, []), ("e5", 12345, 0, []), (".e5", 12345, 0, []),
      ("--1", 12345, 0, []),
      ("+-1", 12345, 0, []), (" 1", 12345, 0, []), ("1 2", 1, 1, []), ("1.2.3", 1.2, 3, []),
      ("inf", .infinity, 3, .nonFinite),
      ("-Infinity", -.infinity, 9, .nonFinite), ("INFINITE", .infinity, 3, .nonFinite),
      ("+inf", .infinity, 4, [.nonFinite, .plusSign]),
      ("in", 12345, 0, []), ("na", 12345, 0, []), ("1,5", 1, 1, []), ("1e5e5", 1e5, 3, []),
      ("1e99999999999999999999", .infinity, 22, .overflow),
      ("1e-99999999999999999999", 0, 23, []), ("0e99999999999999999999", 0, 22, []), ("123456789", 123456789, 9, []),
      ("0.12345678", 0.12345678, 10, []), ("0.1234567812345678", 0.1234567812345678, 18, []),
      ("-12.345678", -12.345678, 10, []),
      ("9007199254740993", 9007199254740992, 16, []),
      ("2.2250738585072011e-308", .leastNormalMagnitude.nextDown, 23, []),
      ("5e-324", .leastNonzeroMagnitude, 6, []), ("2.4703282292062327e-324", 0, 23, []),
      ("2.4703282292062328e-324", .leastNonzeroMagnitude, 23, []),
      ("1.7976931348623158e308", .greatestFiniteMagnitude, 22, []),
      ("1.7976931348623159e308", .infinity, 22, .overflow),
      ("1e0000000000000000005", 1e5, 21, []), ("0.000000000000000000000000000000000000000001", 1e-42, 44, []),
      ("8.98846567431158e307", 8.98846567431158e307, 20, []), ("1e23", 1e23, 4, []), ("1e22", 1e22, 4, []),
      ("-.5e1", -5, 5, []),
    ]
    for (text, value, length, flags) in cases {
      let read = parse(text)
      #expect(
        read.value.bitPattern == value.bitPattern && read.consumed == length && read.flags == flags, "\(text): \(read)")
    }
    for text in ["nan", "NaN", "-nan", "+NAN", "nan(1)"] {
      let read = parse(text)
      #expect(
        read.value.isNaN && read.flags.contains(.nonFinite)
          && read.consumed == (text.first == "-" || text.first == "+" ? 4 : 3))
    }
    report("grammar", cases.count + 5, atLeast: 64)
  }

  /// With 32 bytes ahead digits are found eight at a time; with fewer, one by one. Both must stop at the same byte.
  @Test func everyByteInsideANumberEndsItOrNotWhateverFollows() {
    let text = Array("1234567890.25".utf8)
    var cases = 0
    for place in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[place] = byte
        let results = [1, 64].map { spaces in
          let bytes = changed + [UInt8](repeating: 0x20, count: spaces)
          return unsafe bytes.withUnsafeBufferPointer { buffer in
            var value = 12345.0
            var flags = NumberParse.Flags()
            let end = unsafe buffer.baseAddress! + buffer.count
            let length = unsafe NumberParse.double(buffer.baseAddress!, end, value: &value, flags: &flags)
            var integer: Int64 = 12345
            let digits = unsafe NumberParse.integer(buffer.baseAddress!, end, value: &integer, flags: &flags)
            return [
              value.bitPattern, UInt64(length), UInt64(flags.rawValue), UInt64(bitPattern: integer), UInt64(digits),
            ]
          }
        }
        #expect(results[0] == results[1], "byte \(byte) at \(place)")
        cases += 1
      }
    }
    report("bytes inside a number", cases, atLeast: 13 * 256)
  }

  @Test func manyDigits() {
    let nines = String(repeating: "9", count: 10_000)
    #expect(parse(nines).value == .infinity)
    #expect(parse(nines + "e-10000").value == 1)
    #expect(parse("0." + nines).value == 1)
    #expect(parse("0." + String(repeating: "0", count: 10_000) + "1e10001").value == 1)
    #expect(parse("1" + String(repeating: "0", count: 10_000) + "e-10000").value == 1)
    #expect(parse("0." + nines).consumed == 10_002)
    // A midpoint with 10,000 zeros behind it, and the same with a one at the end.
    let zeros = String(repeating: "0", count: 10_000)
    #expect(parse("9007199254740993." + zeros).value == 9007199254740992)
    #expect(parse("9007199254740993." + zeros + "1").value == 9007199254740994)
    report("many digits", 8, atLeast: 8)
  }

  @Test func randomDecimals() {
    // Texts of every shape, against the C library.
    var generator = SeededGenerator(seed: 8)
    var wrong = 0
    let count = cases(1_000_000)
    for _ in 0..<count {
      let bits = generator.next()
      var text: [UInt8] = bits & 1 == 0 ? [] : [0x2d]
      for _ in 0..<Int(bits >> 1 & 15) { text.append(0x30 + UInt8(generator.next() % 10)) }
      if bits >> 5 & 3 != 0 {
        text.append(0x2e)
        for _ in 0..<Int(bits >> 7 & 15) { text.append(0x30 + UInt8(generator.next() % 10)) }
      }
      if bits >> 11 & 3 == 0 { text += Array("e\(Int(bits >> 13 % 700) % 700 - 350)".utf8) }
      let first = parse(text)
      let second = parse(text + [0x20] + [UInt8](repeating: 0x31, count: 40))
      var terminated = text.map { CChar(bitPattern: $0) } + [0]
      var end: UnsafeMutablePointer<CChar>?
      let (value, consumed) = unsafe terminated.withUnsafeMutableBufferPointer { buffer in
        let value = unsafe strtod(buffer.baseAddress!, &end)
        return unsafe (value, end! - buffer.baseAddress!)
      }
      if consumed != first.consumed || consumed != second.consumed { wrong += 1 }
      if consumed > 0 && (value.bitPattern != first.value.bitPattern || value.bitPattern != second.value.bitPattern) {
        wrong += 1
      }
    }
    #expect(wrong == 0)
    report("random decimals", count, atLeast: cases(1_000_000))
  }

  @Test func corpus() throws {
    guard let folder = Places.corpus?.path else { return print("FacetText corpus: absent, skipped") }
    var (count, wrong) = (0, 0)
    for name in [
      "exhaustive-float16", "freetype-2-7", "google-wuffs", "lemire-fast-float", "more-test-cases", "tencent-rapidjson",
    ] {
      guard let rows = lines(ofFile: "\(folder)/numbers/\(name).txt") else { continue }
      for row in rows {
        let parts = row.split(separator: " ")
        guard parts.count == 4, let bits = UInt64(parts[2], radix: 16) else { continue }
        let read = parse(String(parts[3]))
        count += 1
        if read.consumed != parts[3].utf8.count || read.value.bitPattern != bits {
          wrong += 1
          if wrong < 10 { print("wrong", row, read) }
        }
      }
    }
    #expect(wrong == 0)
    report("corpus", count, atLeast: 50_000)
  }
}
