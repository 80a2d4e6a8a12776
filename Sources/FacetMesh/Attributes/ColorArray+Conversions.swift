// Bytes to numbers and back, with and without alpha, and taking colours by their numbers. A byte becomes its 255th part and
// comes back exactly.
import FacetArrays
import FacetMemory

extension ColorArray {
  /// The colours as bytes: 255 times the number, rounded to the nearest (a half away from zero); below 0 and NaN are 0, above 1
  /// is 255. O(count); O(1) for bytes.
  public func asUInt8() -> ColorArray {
    guard case .float32(let column) = components else { return self }
    var result = Column<UInt8>(
      unsafeUninitialized: column.count, purpose: .attributes, label: "colours", ledger: column.storage?.ledger,
      zeroed: false)
    let source = column.span
    var target = result.mutableSpan
    for index in 0..<source.count { target[index] = Self.byte(source[index]) }
    return ColorArray(uint8: result, channels: channels)
  }

  /// The colours as numbers from 0 to 1: a byte divided by 255. O(count); O(1) for such numbers.
  public func asFloat32() -> ColorArray {
    guard case .uint8(let column) = components else { return self }
    var result = Column<Float>(
      unsafeUninitialized: column.count, purpose: .attributes, label: "colours", ledger: column.storage?.ledger,
      zeroed: false)
    let source = column.span
    var target = result.mutableSpan
    for index in 0..<source.count { target[index] = Float(source[index]) / 255 }
    return ColorArray(float32: result, channels: channels)
  }

  /// A number from 0 to 1 as a byte, as `asUInt8` makes it.
  @inline(__always)
  package static func byte(_ number: Float) -> UInt8 {
    let scaled = (number * 255).rounded()
    // A NaN is not above 0.
    return scaled > 0 ? scaled < 255 ? UInt8(scaled) : 255 : 0
  }

  /// Whether no colour changes when it becomes bytes and comes back. O(count); O(1) for bytes.
  public var fitsUInt8: Bool {
    guard case .float32(let column) = components else { return true }
    let source = column.span
    for index in 0..<source.count where Float(Self.byte(source[index])) / 255 != source[index] { return false }
    return true
  }

  /// The colours without their alpha channel. O(count); O(1) where there is none.
  public func withoutAlpha() -> ColorArray {
    guard hasAlpha else { return self }
    switch components {
    case .uint8(let column):
      return ColorArray(uint8: Self.rechanneled(column, count, from: 4, to: 3, alpha: 255), channels: 3)
    case .float32(let column):
      return ColorArray(float32: Self.rechanneled(column, count, from: 4, to: 3, alpha: 1), channels: 3)
    }
  }

  /// The colours with an alpha channel, opaque where there was none. O(count); O(1) where there is one.
  public func withAlpha() -> ColorArray {
    guard !hasAlpha else { return self }
    switch components {
    case .uint8(let column):
      return ColorArray(uint8: Self.rechanneled(column, count, from: 3, to: 4, alpha: 255), channels: 4)
    case .float32(let column):
      return ColorArray(float32: Self.rechanneled(column, count, from: 3, to: 4, alpha: 1), channels: 4)
    }
  }

  /// Whether an alpha channel is there that says anything: not opaque everywhere. O(count).
  public var isTransparent: Bool {
    guard hasAlpha else { return false }
    switch components {
    case .uint8(let column):
      let values = column.span
      for index in stride(from: 3, to: values.count, by: 4) where values[index] != 255 { return true }
    case .float32(let column):
      let values = column.span
      for index in stride(from: 3, to: values.count, by: 4) where values[index] != 1 { return true }
    }
    return false
  }

  /// The colours with these numbers, in that order. O(numbers).
  /// - Precondition: each number is less than `count`.
  public func take(_ numbers: Column<VertexIndex>) -> ColorArray {
    switch components {
    case .uint8(let column):
      ColorArray(uint8: Self.gathered(column, count, channels, numbers.contiguous()), channels: channels)
    case .float32(let column):
      ColorArray(float32: Self.gathered(column, count, channels, numbers.contiguous()), channels: channels)
    }
  }

  /// The colours for which the mask is true, in their order. O(count).
  public func compress(_ mask: Mask) -> ColorArray {
    switch components {
    case .uint8(let column):
      ColorArray(
        uint8: Matrix(column, rows: count, columns: channels).compress(rows: mask).contiguous().flat, channels: channels
      )
    case .float32(let column):
      ColorArray(
        float32: Matrix(column, rows: count, columns: channels).compress(rows: mask).contiguous().flat,
        channels: channels)
    }
  }

  private static func made<Element: ArrayElement>(_ count: Int, like column: Column<Element>) -> Column<Element> {
    Column(
      unsafeUninitialized: count, purpose: .attributes, label: "colours", ledger: column.storage?.ledger, zeroed: false)
  }

  @specialized(where Element == UInt8) @specialized(where Element == Float)
  private static func gathered<Element: ArrayElement>(
    _ column: Column<Element>, _ count: Int, _ channels: Int, _ numbers: Column<VertexIndex>
  ) -> Column<Element> {
    var result = made(numbers.count * channels, like: column)
    let (source, wanted) = (column.span, numbers.span)
    var target = result.mutableSpan
    var place = 0
    for index in 0..<wanted.count {
      let number = Int(wanted[index])
      precondition(number >= 0 && number < count, "there is no colour of that number")
      for channel in 0..<channels { target[place + channel] = source[number * channels + channel] }
      place += channels
    }
    return result
  }

  @specialized(where Element == UInt8) @specialized(where Element == Float)
  private static func rechanneled<Element: ArrayElement>(
    _ column: Column<Element>, _ count: Int, from: Int, to: Int, alpha: Element
  ) -> Column<Element> {
    var result = made(count * to, like: column)
    let source = column.span
    var target = result.mutableSpan
    for index in 0..<count {
      for channel in 0..<to { target[index * to + channel] = channel < from ? source[index * from + channel] : alpha }
    }
    return result
  }
}
