// All floats, and many doubles, through the kernels for blocks of lines, beside the functions for one number. Long.
import FacetTestSupport
import Glibc
import Testing

@testable import FacetText

@Suite struct NumberTextExhaustiveTests {
  private static let lines = 1024

  /// Compares blocks whose numbers `make` gives, from block `first` on in steps of `step`. Returns the numbers seen and the wrong
  /// blocks.
  static func compare(
    blocks: Range<Int>, step: Int, float32: Bool, _ kernel: NumberText.LineKernel, _ make: (Int) -> Double
  ) -> (seen: Int, wrong: Int) {
    let capacity = lines * 3 * NumberText.maximumLength
    var (ours, twins) = ([UInt8](repeating: 0, count: capacity), [UInt8](repeating: 0, count: capacity))
    var columns = [Double](repeating: 0, count: 3 * lines)
    var (seen, wrong) = (0, 0)
    for block in stride(from: blocks.lowerBound, to: blocks.upperBound, by: step) {
      for index in columns.indices { columns[index] = make(block * columns.count + index) }
      let isEqual = unsafe columns.withUnsafeBufferPointer { numbers in
        let base = numbers.baseAddress!
        let write = { (kernel: NumberText.LineKernel, text: inout [UInt8]) in
          unsafe text.withUnsafeMutableBufferPointer {
            unsafe NumberText.writeLines(
              base, base + lines, base + 2 * lines, count: lines, float32: float32, mark: nil, by: kernel,
              to: $0.baseAddress!)
          }
        }
        let length = write(kernel, &ours)
        return unsafe write(.plain, &twins) == length && memcmp(ours, twins, length) == 0
      }
      seen += columns.count
      wrong += isEqual ? 0 : 1
      if !isEqual && wrong < 5 { print("wrong block \(block) by \(kernel)") }
    }
    return (seen, wrong)
  }

  /// The same by one task for each of a few processors.
  static func compareTogether(
    blocks: Int, float32: Bool, _ kernel: NumberText.LineKernel, _ make: @escaping @Sendable (Int) -> Double
  ) async -> (seen: Int, wrong: Int) {
    let tasks = 4
    return await withTaskGroup(of: (seen: Int, wrong: Int).self) { group in
      for task in 0..<tasks {
        group.addTask {
          compare(blocks: task..<blocks, step: tasks, float32: float32, kernel, make)
        }
      }
      return await group.reduce(into: (seen: 0, wrong: 0)) { $0 = ($0.seen + $1.seen, $0.wrong + $1.wrong) }
    }
  }

  /// Mixes the bits of a number (S. Vigna's splitmix64).
  static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number &* 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }

  @Test(.enabled(if: Places.runsLongTests), arguments: NumberText.LineKernel.available.filter { $0 != .plain })
  func everyFloat(kernel: NumberText.LineKernel) async {
    let blocks = (1 << 32) / (3 * Self.lines) + 1
    let result = await Self.compareTogether(blocks: blocks, float32: true, kernel) {
      Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0)))
    }
    #expect(result.wrong == 0)
    report("all floats by \(kernel)", result.seen, atLeast: 1 << 32)
  }

  /// Half of any bits in the range of fixed notation, a quarter decimals of up to 15 digits, a quarter with few bits.
  @Test(.enabled(if: Places.runsLongTests), arguments: NumberText.LineKernel.available.filter { $0 != .plain })
  func manyDoubles(kernel: NumberText.LineKernel) async {
    let result = await Self.compareTogether(blocks: 100_000, float32: false, kernel) {
      let bits = Self.mixed(UInt64($0))
      let inRange = bits & 0x800f_ffff_ffff_ffff | (1000 + (bits >> 52) % 80) << 52
      switch bits >> 9 & 3 {
      case 0: return Double(Int64(bitPattern: bits) >> 14) / Double(smallPowersOfTen[Int(bits & 15)])
      case 1: return Double(bitPattern: inRange & ~0 << (bits % 53))
      default: return Double(bitPattern: inRange)
      }
    }
    #expect(result.wrong == 0)
    report("doubles by \(kernel)", result.seen, atLeast: 300_000_000)
  }
}
