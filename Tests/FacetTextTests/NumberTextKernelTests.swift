// The kernels for whole blocks of lines against the functions for one number, at each level that this processor has.
import FacetTestSupport
import Testing

@testable import FacetText

@Suite struct NumberTextKernelTests {
  /// What kinds of numbers the loops make.
  enum Kind: CaseIterable {
    case bits, inFixedNotation, decimals, binarySteps, special, narrowed, nearHalves
  }

  private static let specials: [Double] = [
    0, -0.0, .infinity, -.infinity, .nan, 1, -1e15, 1e16, 9.999999e15, 1e-5, 9.99999e-6, 123_456_789, 0.5, 1e8, 1e7,
    1e14,
    -1.2345678901234567, 9_007_199_254_740_994, 0.3, 0.1, 1e15, 999_999_999_999_999.9, 9_999_999_999_999_998,
    Double.leastNonzeroMagnitude,
    1.7976931348623157e308, -2.2250738585072014e-308, 7.0385307e-26, 16_777_216, 99_999_999, 0.99999994, 8_388_607.5,
  ]

  static func make(_ kind: Kind, _ generator: inout SeededGenerator) -> Double {
    let bits = generator.next()
    let fraction = bits & 0x800f_ffff_ffff_ffff
    switch kind {
    case .bits: return Double(bitPattern: bits)
    // Biased exponents 1000 to 1079 hold 1e-5...1e16 and some more.
    case .inFixedNotation: return Double(bitPattern: fraction | (1000 + (bits >> 52) % 80) << 52)
    case .decimals:
      return Double(Int64(bitPattern: bits) >> (20 + bits % 40)) / Double(smallPowersOfTen[Int((bits >> 8) % 11)])
    case .binarySteps: return Double(Int64(bitPattern: bits) >> (bits % 64)) / Double(1 << ((bits >> 8) % 40))
    case .special: return specials[Int(bits % UInt64(specials.count))]
    case .narrowed: return Double(Float(Double(Int32(truncatingIfNeeded: bits >> 32)) / 1e6))
    case .nearHalves:
      let ones = (UInt64(1) << (bits % 53)) &+ (bits >> 40 & 3) &- 2
      return Double(bitPattern: ones & 0x000f_ffff_ffff_ffff | (1000 + (bits >> 52) % 80) << 52)
    }
  }

  /// One block of lines by a kernel and number by number. Reports what differs, and answers whether all is well.
  static func areEqual(
    _ x: ArraySlice<Double>, _ y: ArraySlice<Double>, _ z: ArraySlice<Double>, float32: Bool, mark: UInt8?,
    _ kernel: NumberText.LineKernel
  ) -> Bool {
    let count = x.count
    let capacity = count * (3 * NumberText.maximumLength + (mark == nil ? 0 : 2))
    let none = unsafe UnsafePointer<Double>(bitPattern: 8)!
    let texts = unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        unsafe z.withUnsafeBufferPointer { z in
          [kernel, .plain].map { kernel in
            unsafe NumberTextLinesTests.run(capacity: capacity) {
              unsafe NumberText.writeLines(
                x.baseAddress ?? none, y.baseAddress ?? none, z.baseAddress ?? none, count: count, float32: float32,
                mark: mark, by: kernel, to: $0)
            }
          }
        }
      }
    }
    return texts[0] == texts[1]
  }

  @Test(arguments: NumberText.LineKernel.available, [false, true])
  func blocksOfEachSize(kernel: NumberText.LineKernel, float32: Bool) {
    var generator = SeededGenerator(seed: 61)
    var seen = 0
    for count in 0...140 {
      for (index, kind) in Kind.allCases.enumerated() {
        for offset in 0..<3 {
          let columns = (0..<3).map { _ in
            (0..<count + offset).map { _ in
              let value = Self.make(kind, &generator)
              return float32 ? Double(Float(value)) : value
            }[offset...]
          }
          let mark: UInt8? = index % 2 == 0 ? nil : 0x76
          if !Self.areEqual(columns[0], columns[1], columns[2], float32: float32, mark: mark, kernel) {
            Issue.record("\(kernel) \(kind) \(columns)")
          }
          seen += 1
        }
      }
    }
    report("blocks by \(kernel)", seen, atLeast: 2961)
  }

  @Test(arguments: NumberText.LineKernel.available, [false, true])
  func manyNumbers(kernel: NumberText.LineKernel, float32: Bool) {
    var generator = SeededGenerator(seed: 62)
    var seen = 0
    for _ in 0..<TestSize.pick(40, small: 1) {
      for kind in Kind.allCases {
        let columns = (0..<3).map { _ in
          (0..<1000).map { _ in
            let value = Self.make(kind, &generator)
            return float32 ? Double(Float(value)) : value
          }[...]
        }
        #expect(Self.areEqual(columns[0], columns[1], columns[2], float32: float32, mark: nil, kernel), "\(kind)")
        seen += 3000
      }
    }
    report("numbers by \(kernel)", seen, atLeast: TestSize.pick(840_000, small: 21_000))
  }

  /// Every binary exponent, with the significands around those whose decimal is near a half or an end of the interval: the
  /// neighbours of short decimals and of halves of their last digit.
  @Test(arguments: NumberText.LineKernel.available, [false, true])
  func boundaries(kernel: NumberText.LineKernel, float32: Bool) {
    var generator = SeededGenerator(seed: 63)
    var numbers: [Double] = []
    for exponent in -20...56 {
      for _ in 0..<TestSize.pick(120, small: 6) {
        let start = Double(sign: .plus, exponent: exponent, significand: 1 + Double(generator.next() >> 11) * 0x1p-53)
        // Cut to some digits, with a five behind them every other time.
        let scale = Double(smallPowersOfTen[Int(generator.next() % 17)])
        let cut = (start * scale).rounded(.down) + (generator.next() & 1 == 0 ? 0 : 0.5)
        for value in [cut / scale, (start / scale).rounded() * scale, start] {
          for step in -2...2 {
            let bits = value.bitPattern &+ UInt64(bitPattern: Int64(step))
            let narrowBits = Float(value).bitPattern &+ UInt32(bitPattern: Int32(step))
            numbers.append(float32 ? Double(Float(bitPattern: narrowBits)) : Double(bitPattern: bits))
          }
        }
      }
    }
    numbers = numbers.filter { $0.isFinite }
    let third = numbers.count / 3
    #expect(
      Self.areEqual(
        numbers[..<third], numbers[third..<2 * third], numbers[(2 * third)..<(3 * third)], float32: float32, mark: nil,
        kernel))
    report("boundaries by \(kernel)", numbers.count, atLeast: TestSize.pick(120_000, small: 6000))
  }

  // MARK: Faces

  static func faces(
    _ corners: ArraySlice<Int32>, mark: UInt8, first: UInt32, _ kernel: NumberText.LineKernel
  ) -> String {
    unsafe NumberTextLinesTests.run(capacity: corners.count / 3 * 40 + 64) { destination in
      unsafe corners.withUnsafeBufferPointer {
        unsafe NumberText.writeFaceLines(
          $0.baseAddress ?? UnsafePointer(bitPattern: 8)!, count: corners.count / 3, mark: mark, first: first,
          by: kernel, to: destination)
      }
    }
  }

  static func twin(_ corners: ArraySlice<Int32>, mark: UInt8, first: UInt32) -> String {
    let numbers = corners.map { String(UInt32(bitPattern: $0) + first) }
    let letter = Unicode.Scalar(mark)
    return stride(from: 0, to: numbers.count, by: 3)
      .map { "\(letter) \(numbers[$0]) \(numbers[$0 + 1]) \(numbers[$0 + 2])\n" }.joined()
  }

  @Test(arguments: NumberText.LineKernel.available)
  func facesOfEachSize(kernel: NumberText.LineKernel) {
    var generator = SeededGenerator(seed: 64)
    var edges: [Int32] = [0, Int32.max, Int32.max - 1]
    for power in 0..<10 {
      for offset in -2...2 { edges.append(Int32(max(0, Int64(smallPowersOfTen[power]) + Int64(offset)))) }
    }
    // No limit, and limits that keep whole groups to so many digits.
    let limits: [Int32] = [Int32.max, 100_000_000, 99_999_999, 10_000_000, 9_999_999, 1000, 10]
    var seen = 0
    for count in 0...70 {
      for trial in 0..<TestSize.pick(56, small: 7) {
        let offset = trial % 3
        let limit = limits[trial % limits.count]
        let corners = (0..<3 * count + offset).map { _ -> Int32 in
          let bits = generator.next()
          let value =
            bits & 3 == 0
            ? edges[Int(bits >> 32) % edges.count] : Int32(truncatingIfNeeded: bits >> 33) >> Int32(bits >> 4 & 31)
          return limit == .max ? value : value % limit
        }[offset...]
        let mark: UInt8 = trial % 2 == 0 ? 0x33 : 0x66
        let first = UInt32(trial / 2 % 2)
        if Self.faces(corners, mark: mark, first: first, kernel) != Self.twin(corners, mark: mark, first: first) {
          Issue.record("\(kernel) from \(first): \(corners)")
        }
        seen += 1
      }
    }
    report("face blocks by \(kernel)", seen, atLeast: TestSize.pick(3976, small: 497))
  }
}
