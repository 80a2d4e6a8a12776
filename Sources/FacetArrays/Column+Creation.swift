// New columns: literals, equal elements, arithmetic progressions.

extension Column: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension Column {
  /// Makes a column of zeros. NumPy: `numpy.zeros`. O(count), or O(1) from 1 MiB on: untouched pages read as zero.
  public static func zeros(_ count: Int) -> Column { Column(unsafeUninitialized: count) }

  /// Makes a column of equal elements. NumPy: `numpy.full`. O(count).
  public static func full(_ count: Int, _ value: Element) -> Column { Column(repeating: value, count: count) }
}

extension Column where Element: ArrayNumber {
  /// Makes the column 0, 1, …, stop - 1. NumPy: `numpy.arange`. O(count).
  public static func arange(_ stop: Element) -> Column { arange(from: 0, to: stop, by: 1) }

  /// Makes the column start, start + step, …, up to and without `stop`; empty when the step leads away from it.
  ///
  /// With floating point, element i is start + i · ((start + step) - start), as NumPy computes it, and there are
  /// ⌈(stop - start) ÷ step⌉ elements, so that rounding may add a last one that equals `stop`; `linspace` is exact there.
  /// NumPy: `numpy.arange`. O(count).
  /// - Precondition: the step isn't zero, all are finite, and the count fits in memory.
  public static func arange(from start: Element, to stop: Element, by step: Element = 1) -> Column {
    precondition(step != 0, "the step of a range can't be zero")
    let count = Element._steps(from: start, to: stop, by: step)
    let result = unsafe made(count) {
      unsafe progression(start, Element._subtract(Element._add(start, step), start), $0, count)
    }
    return result
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func progression(
    _ start: Element, _ step: Element, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    for index in 0..<count {
      unsafe result[index] = Element._add(start, Element._multiply(Element(_saturating: Int64(index)), step))
    }
  }
}

extension Column where Element: ArrayFloat {
  /// Makes `count` evenly spaced numbers from `start` to `stop`, computed in Double and rounded once; the last one is
  /// exactly `stop`. NumPy: `numpy.linspace`. O(count).
  /// - Parameter includesStop: false leaves `stop` out, with the spacing (stop - start) ÷ count.
  public static func linspace(from start: Element, to stop: Element, count: Int, includesStop: Bool = true) -> Column {
    precondition(count >= 0, "a column can't have a negative count")
    var result = unsafe made(count) { unsafe spaced(Double(start), Double(stop), includesStop, $0, count) }
    if includesStop && count > 1 { result[count - 1] = stop }
    return result
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @unsafe
  private static func spaced(
    _ first: Double, _ last: Double, _ includesStop: Bool, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let intervals = Double(includesStop ? count - 1 : count)
    let width = last - first
    let step = width / intervals
    if step == 0 && !(count == 1 && includesStop) {
      // A step that vanishes in rounding is applied last.
      for index in 0..<count { unsafe result[index] = Element(Double(index) / intervals * width + first) }
    } else {
      // One element has no step.
      let way = count == 1 && includesStop ? 0 : step
      for index in 0..<count { unsafe result[index] = Element(Double(index) * way + first) }
    }
  }
}

extension ArrayNumber {
  /// The number of elements of a range.
  fileprivate static func _steps(from start: Self, to stop: Self, by step: Self) -> Int {
    if start == stop || (start < stop) != (step > 0) { return 0 }
    if Self._trapsOnZero {
      // The distance between two integers may need 65 bits: the unsigned difference holds it.
      let (a, b, by) = (start._integer, stop._integer, step._integer)
      let distance = a < b ? UInt64(bitPattern: b &- a) : UInt64(bitPattern: a &- b)
      let count = (distance - 1) / by.magnitude + 1
      precondition(count <= UInt64(Int.max), "a range of that many elements is larger than the address space")
      return Int(count)
    }
    let count = ((stop._double - start._double) / step._double).rounded(.up)
    precondition(count < 0x1p62, "a range needs finite bounds, and a step that is not too small")
    return Int(count)
  }

  private var _integer: Int64 { _sum as! Int64 }
}
