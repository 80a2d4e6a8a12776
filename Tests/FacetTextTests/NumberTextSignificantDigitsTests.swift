import FacetTestSupport
import Glibc
import Testing

@testable import FacetText

@Suite struct NumberTextSignificantDigitsTests {
  /// The naive twin: what the C library prints, in our notation.
  static func twin(_ value: Double, _ digits: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    _ = unsafe withVaList([Int32(digits - 1), value]) { unsafe vsnprintf(&buffer, buffer.count, "%.*e", $0) }
    return notation(
      ofDescription: String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  static func check(_ value: Double, _ digits: Int) {
    let ours = unsafe text { unsafe NumberText.write(value, significantDigits: digits, to: $0) }
    let theirs = twin(value, digits)
    // The C library rounds up to a number that no Double holds.
    if strtod(theirs, nil).isInfinite {
      let cut = strtod(ours, nil).magnitude
      #expect(cut <= value.magnitude && cut > value.magnitude * (1 - pow(10, Double(1 - digits))), "\(ours)")
      return
    }
    if ours != theirs { Issue.record("\(value) to \(digits) digits: \(ours), not \(theirs)") }
  }

  @Test func randomNumbers() {
    var generator = SeededGenerator(seed: 4)
    for index in 0..<cases(300_000) {
      let value = Double(bitPattern: generator.next())
      if !value.isNaN && value.isFinite { Self.check(value, index % 17 + 1) }
    }
    report("significant digits, random", cases(300_000), atLeast: cases(300_000))
  }

  @Test func tiesAndPowers() {
    var count = 0
    for digits in 1...17 {
      for power in -310...308 {
        let value = Double("1e\(power)")!
        for near in [value, value.nextDown, value.nextUp, value * 0.25, -value * 5] where near.isFinite {
          Self.check(near, digits)
          count += 1
        }
      }
      for numerator in 0..<2000 {
        for shift in [0, 1, 2, 3, 7, 12, 20, 40, 45] {
          Self.check(Double(numerator) / Double(1 << shift), digits)
          count += 1
        }
      }
      for value in [
        Double.leastNonzeroMagnitude, .leastNonzeroMagnitude.nextUp, .greatestFiniteMagnitude,
        Double.greatestFiniteMagnitude, .leastNormalMagnitude, 0, -0.0, 0x1p63, 0x1p89 + 0x1p40,
      ] {
        Self.check(value, digits)
        count += 1
      }
    }
    report("significant digits, ties and powers", count, atLeast: 350_000)
  }
}
