import FacetTestSupport
import Glibc
import Testing

@testable import FacetText

@Suite struct NumberTextFloatTests {
  /// Compares one float with Swift's description and reads it back in three ways. Returns whether all is well.
  static func isRight(_ bits: UInt32, buffer: UnsafeMutablePointer<UInt8>, describing: Bool) -> Bool {
    let value = Float(bitPattern: bits)
    let length = unsafe NumberText.write(value, to: buffer)
    if value.isNaN {
      return unsafe String(decoding: UnsafeBufferPointer(start: buffer, count: length), as: UTF8.self) == "nan"
    }
    // Our reader, as Double, then narrowed.
    var wide = 0.0
    var flags: NumberParse.Flags = []
    let end = unsafe buffer + NumberText.maximumLength + 16
    unsafe buffer[length] = 0x20
    guard unsafe NumberParse.double(buffer, end, value: &wide, flags: &flags) == length else { return false }
    guard Float(wide).bitPattern == bits else { return false }
    unsafe buffer[length] = 0
    let read = unsafe strtof(UnsafeRawPointer(buffer).assumingMemoryBound(to: CChar.self), nil)
    guard read.bitPattern == bits else { return false }
    guard describing else { return true }
    let written = unsafe UnsafeBufferPointer(start: buffer, count: length)
    if bits & 0x7fff_ffff == 0x15ae_43fd {
      return unsafe String(decoding: written, as: UTF8.self) == (value < 0 ? "-" : "") + "7.0385307e-26"
    }
    // The naive twin builds strings; one in a hundred is enough for the layout, which depends on the exponent only.
    if bits % 101 == 0, unsafe String(decoding: written, as: UTF8.self) != notation(ofDescription: value.description) {
      return false
    }
    return unsafe hasDigits(written, ofDescription: value.description)
  }

  /// Counts the wrong ones among the floats with bit patterns start, start + step, ... below end.
  static func countWrong(from start: UInt64, to end: UInt64, step: UInt64, describing: UInt64) -> (
    seen: Int, wrong: Int
  ) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      unsafe buffer.initialize(repeating: 0)
      var (seen, wrong) = (0, 0)
      var bits = start
      while bits < end {
        let describes = bits % describing == 0
        let right = unsafe isRight(UInt32(bits), buffer: buffer.baseAddress!, describing: describes)
        if !right {
          wrong += 1
          if wrong < 10 { print("wrong float", String(bits, radix: 16)) }
        }
        seen += 1
        bits += step
      }
      return (seen, wrong)
    }
  }

  @Test func everySixtyFiveThousandthFloat() {
    let (seen, wrong) = Self.countWrong(from: 0, to: 1 << 32, step: 65_537, describing: 1)
    #expect(wrong == 0)
    report("floats by stride", seen, atLeast: 65_536)
  }

  @Test func floatsNearPowersOfTwo() {
    var (seen, wrong) = (0, 0)
    for exponent in UInt64(0)..<256 {
      for base in [exponent << 23, exponent << 23 | 1 << 31] {
        let result = Self.countWrong(from: base < 50 ? 0 : base - 50, to: base + 50, step: 1, describing: 1)
        seen += result.seen
        wrong += result.wrong
      }
    }
    #expect(wrong == 0)
    report("floats near powers of two", seen, atLeast: 51_000)
  }

  @Test func theOneThatNeedsADigitMore() {
    #expect(text(Float(bitPattern: 0x15ae_43fd)) == "7.0385307e-26")
    #expect(text(Float(bitPattern: 0x95ae_43fd)) == "-7.0385307e-26")
    #expect(text(Float(bitPattern: 0x15ae_43fe)) == notation(ofDescription: Float(bitPattern: 0x15ae_43fe).description))
  }

  @Test(.enabled(if: Places.runsLongTests))
  func everyFloat() async {
    // Two tasks, each with every second range; Swift's description is compared for all.
    let ranges: UInt64 = 256
    let size = (UInt64(1) << 32) / ranges
    let halves = await withTaskGroup(of: (seen: Int, wrong: Int).self) { group in
      for half in UInt64(0)..<2 {
        group.addTask {
          stride(from: half, to: ranges, by: 2).reduce(into: (seen: 0, wrong: 0)) { sum, range in
            let result = Self.countWrong(from: range * size, to: (range + 1) * size, step: 1, describing: 1)
            sum = (sum.seen + result.seen, sum.wrong + result.wrong)
          }
        }
      }
      return await group.reduce(into: (seen: 0, wrong: 0)) { $0 = ($0.seen + $1.seen, $0.wrong + $1.wrong) }
    }
    #expect(halves.wrong == 0)
    report("all floats", halves.seen, atLeast: 1 << 32)
  }
}
