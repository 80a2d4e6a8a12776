import FacetTestSupport
import Testing

@testable import FacetText

@Suite struct NumberTextIntegerTests {
  /// Zero, all powers of ten and of two with their neighbours, and a thousand random values of each length.
  static func magnitudes() -> [UInt64] {
    var values: [UInt64] = [0, UInt64.max]
    for power in 0..<20 {
      values += [smallPowersOfTen[power] &- 1, smallPowersOfTen[power], smallPowersOfTen[power] &+ 1]
    }
    for shift in UInt64(0)..<64 { values += [1 << shift &- 1, 1 << shift, 1 << shift &+ 1] }
    var generator = SeededGenerator(seed: 5)
    for shift in UInt64(0)..<64 { for _ in 0..<1000 { values.append(generator.next() >> shift) } }
    return values
  }

  @Test func integers() {
    let magnitudes = Self.magnitudes()
    for magnitude in magnitudes {
      for value in [Int64(bitPattern: magnitude), 0 &- Int64(bitPattern: magnitude)] {
        let ours = unsafe text { unsafe NumberText.write(value, to: $0) }
        if ours != String(value) { Issue.record("\(ours), not \(value)") }
      }
      let small = UInt32(truncatingIfNeeded: magnitude)
      let ours = unsafe text { unsafe NumberText.write(small, to: $0) }
      if ours != String(small) { Issue.record("\(ours), not \(small)") }
      let wide = unsafe text { unsafe NumberText.writeMagnitude(magnitude, to: $0) }
      if wide != String(magnitude) { Issue.record("\(wide), not \(magnitude)") }
    }
    for value in [Int64.min, Int64.max] {
      let ours = unsafe text { unsafe NumberText.write(value, to: $0) }
      #expect(ours == String(value))
    }
    report("integers to text", 4 * magnitudes.count, atLeast: 256_000)
  }

  @Test func integersBack() {
    let magnitudes = Self.magnitudes()
    for magnitude in magnitudes {
      for value in [Int64(bitPattern: magnitude), 0 &- Int64(bitPattern: magnitude)] {
        for behind in ["", " ", "/1/1", "x", "          9"] {
          let bytes = Array((String(value) + behind).utf8)
          var read: Int64 = 7
          var flags: NumberParse.Flags = []
          let consumed = unsafe bytes.withUnsafeBufferPointer {
            unsafe NumberParse.integer($0.baseAddress!, $0.baseAddress! + $0.count, value: &read, flags: &flags)
          }
          if read != value || consumed != String(value).utf8.count || flags != [] { Issue.record("\(value)\(behind)") }
        }
      }
    }
    report("integers from text", 10 * magnitudes.count, atLeast: 640_000)
  }

  @Test func integersAtTheLimits() {
    let cases: [(String, Int64, Int, NumberParse.Flags)] = [
      ("9223372036854775807", .max, 19, []), ("9223372036854775808", .max, 19, .overflow),
      ("-9223372036854775808", .min, 20, []),
      ("-9223372036854775809", .min, 20, .overflow), ("99999999999999999999999999", .max, 26, .overflow),
      ("+5", 5, 2, .plusSign),
      ("00000000000000000000000000000012", 12, 32, []), ("", 7, 0, []), ("-", 7, 0, []), ("+", 7, 0, []),
      ("--1", 7, 0, []),
      (" 1", 7, 0, []), ("1.5", 1, 1, []), ("12e3", 12, 2, []), ("-0", 0, 2, []), ("0x10", 0, 1, []),
      ("1_000", 1, 1, []),
      ("-" + String(repeating: "0", count: 55) + "1", -1, 57, []), ("x       ", 7, 0, []),
    ]
    for (text, value, length, flags) in cases {
      let bytes = Array(text.utf8) + [0x20]
      var read: Int64 = 7
      var found: NumberParse.Flags = []
      let consumed = unsafe bytes.withUnsafeBufferPointer {
        unsafe NumberParse.integer($0.baseAddress!, $0.baseAddress! + text.utf8.count, value: &read, flags: &found)
      }
      #expect(read == value && consumed == length && found == flags, "\(text)")
    }
    report("integer limits", cases.count, atLeast: 19)
  }
}
