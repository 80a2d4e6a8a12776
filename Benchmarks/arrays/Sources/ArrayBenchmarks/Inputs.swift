// The operands: pure functions of the index, so that the NumPy side makes the same bits by itself (numpy_worker.py).
import Facet

/// The operands of one size, made when a row first asks for them.
final class Inputs {
  let size: Int
  private var kept: [String: Any] = [:]

  init(size: Int) { self.size = size }

  /// The finaliser of SplitMix64 (Sebastiano Vigna, public domain) over an index and the number of an operand.
  static func mixed(_ index: Int, _ operand: UInt64) -> UInt64 {
    var z = (UInt64(index) &+ operand << 40) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Numbers in [-1000, 1000), in steps of 2000 / 2²⁴: exact in Float too.
  func floats<Element: ArrayFloat>(_ operand: UInt64, count: Int? = nil) -> Column<Element> {
    make("floats \(Element.self) \(operand) \(count ?? size)") {
      column(count ?? size) { Element((Double(Inputs.mixed($0, operand) >> 40) - 8_388_608) / 8_388_608 * 1024) }
    }
  }

  /// Whole numbers from 0 to below `bound`.
  func wholes<Element: ArrayNumber & FixedWidthInteger>(_ operand: UInt64, below bound: Int, count: Int? = nil)
    -> Column<
      Element
    >
  {
    make("wholes \(Element.self) \(operand) \(bound) \(count ?? size)") {
      column(count ?? size) { Element(truncatingIfNeeded: (Inputs.mixed($0, operand) >> 24) % UInt64(bound)) }
    }
  }

  func mask(_ operand: UInt64) -> Mask {
    make("mask \(operand)") {
      let values: Column<Int32> = wholes(operand, below: 2)
      return values .!= 0
    }
  }

  func make<Value>(_ name: String, _ body: () -> Value) -> Value {
    if let value = kept[name] as? Value { return value }
    let value = body()
    kept[name] = value
    return value
  }

  private func column<Element: ArrayElement>(_ count: Int, _ value: (Int) -> Element) -> Column<Element> {
    var result = Column<Element>.zeros(count)
    var span = result.mutableSpan
    for index in 0..<count { span[index] = value(index) }
    return result
  }
}
