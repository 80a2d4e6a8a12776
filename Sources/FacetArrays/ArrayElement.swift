/// A number that arrays can hold: plain bits, no references. They are stored, compared, selected, sorted and cast;
/// `ArrayNumber` adds arithmetic.
public protocol ArrayElement: BitwiseCopyable, Sendable, Comparable {
  /// Zero.
  init()

  // What casts are made of; use `Column.cast(to:)`.
  init(_saturating value: Double)
  init(_saturating value: Int64)
}

extension Double: ArrayElement {}
extension Float: ArrayElement {}
extension Int32: ArrayElement {}
extension Int64: ArrayElement {}
extension UInt32: ArrayElement {}
extension UInt16: ArrayElement {}
extension UInt8: ArrayElement {}

extension ArrayElement where Self: BinaryFloatingPoint {
  /// Rounds to the nearest value, ties to even.
  @inline(__always)
  public init(_saturating value: Double) { self = Self(value) }

  /// Rounds to the nearest value, ties to even.
  @inline(__always)
  public init(_saturating value: Int64) { self = Self(value) }
}

extension ArrayElement where Self: FixedWidthInteger {
  /// Cuts the fraction off; what is too large or too small becomes the largest or smallest value, NaN becomes 0.
  @inline(__always)
  public init(_saturating value: Double) {
    let whole: Int64 =
      value >= -0x1p63 && value < 0x1p63 ? Int64(value) : value >= 0x1p63 ? .max : value < 0 ? .min : 0
    self = Self(clamping: whole)
  }

  /// What is too large or too small becomes the largest or smallest value.
  @inline(__always)
  public init(_saturating value: Int64) { self = Self(clamping: value) }
}
