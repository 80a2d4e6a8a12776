import FacetTestSupport
import Testing

@testable import FacetText

@Suite struct NumberTextLinesTests {
  /// Calls a writer with just the promised capacity and a guard behind it; fails when the guard is touched.
  static func run(capacity: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) -> String {
    var bytes = [UInt8](repeating: 0xa5, count: capacity + 64)
    let length = unsafe bytes.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
    #expect(bytes[capacity...].allSatisfy { $0 == 0xa5 }, "wrote past the capacity")
    return String(decoding: bytes[..<length], as: UTF8.self)
  }

  static func faces(_ corners: [Int32]) -> String {
    unsafe run(capacity: corners.count / 3 * 40 + 64) { destination in
      unsafe corners.withUnsafeBufferPointer {
        // An empty array may have no address; any will do.
        unsafe NumberText.writeFaceLines(
          $0.baseAddress ?? UnsafePointer(bitPattern: 8)!, count: corners.count / 3, to: destination)
      }
    }
  }

  static func twin(_ corners: [Int32]) -> String {
    stride(from: 0, to: corners.count, by: 3).map { "3 \(corners[$0]) \(corners[$0 + 1]) \(corners[$0 + 2])\n" }
      .joined()
  }

  @Test func faceLines() {
    var generator = SeededGenerator(seed: 6)
    var edges: [Int32] = [0, Int32.max, Int32.max - 1]
    for power in 0..<10 {
      for offset in -2...2 { edges.append(Int32(max(0, Int64(smallPowersOfTen[power]) + Int64(offset)))) }
    }
    var cases = 0
    for count in 0...70 {
      for trial in 0..<300 {
        let corners = (0..<3 * count).map { _ -> Int32 in
          let bits = generator.next()
          // Only below 10^8 in half of the trials, so that whole groups take the fast pass.
          let value =
            bits & 3 == 0
            ? edges[Int(bits >> 32) % edges.count] : Int32(truncatingIfNeeded: bits >> 33) >> Int32(bits >> 4 & 31)
          return trial % 2 == 0 ? value : value % 100_000_000
        }
        let ours = Self.faces(corners)
        if ours != Self.twin(corners) { Issue.record("faces \(corners)") }
        cases += 1
      }
    }
    report("face blocks", cases, atLeast: 21_300)
  }

  @Test func eachNumberOfUpToSixDigits() {
    let corners = (0..<Int32(1_000_002)).map { $0 }
    #expect(Self.faces(corners) == Self.twin(corners))
    report("face numbers in order", corners.count, atLeast: 1_000_002)
  }

  @Test func vertexLines() {
    var generator = SeededGenerator(seed: 7)
    var cases = 0
    for count in 0...70 {
      for kind in 0..<20 {
        func make() -> Double {
          let bits = generator.next()
          switch kind % 5 {
          case 0: return Double(bitPattern: bits)
          case 1: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
          case 2: return Double(Int64(bitPattern: bits) >> 30) / 1e6
          case 3: return Double(Float(Int32(truncatingIfNeeded: bits)) / 4096)
          default:
            return [0, -0.0, .infinity, -.infinity, .nan, 1, -1e15, -2.2250738585072014e-308, -1.2345678901234567][
              Int(bits % 9)]
          }
        }
        let x = (0..<count).map { _ in make() }
        let y = (0..<count).map { _ in make() }
        let z = (0..<count).map { _ in make() }
        for float32 in [false, true] {
          let (a, b, c) = float32 ? (x.map(Self.narrowed), y.map(Self.narrowed), z.map(Self.narrowed)) : (x, y, z)
          let ours = unsafe Self.run(capacity: count * 3 * NumberText.maximumLength) { destination in
            unsafe a.withUnsafeBufferPointer { a in
              unsafe b.withUnsafeBufferPointer { b in
                unsafe c.withUnsafeBufferPointer { c in
                  let none = unsafe UnsafePointer<Double>(bitPattern: 8)!
                  return unsafe NumberText.writeLines(
                    a.baseAddress ?? none, b.baseAddress ?? none, c.baseAddress ?? none, count: count,
                    float32: float32, to: destination)
                }
              }
            }
          }
          let twin = (0..<count).map { i in
            float32
              ? "\(text(Float(a[i]))) \(text(Float(b[i]))) \(text(Float(c[i])))\n"
              : "\(text(a[i])) \(text(b[i])) \(text(c[i]))\n"
          }.joined()
          if ours != twin { Issue.record("vertices \(a) \(b) \(c)") }
          cases += 1
        }
      }
    }
    report("vertex blocks", cases, atLeast: 2840)
  }

  static func narrowed(_ value: Double) -> Double { Double(Float(value)) }
}
