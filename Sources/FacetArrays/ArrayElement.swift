/// A number that arrays can hold: plain bits, no references. They are stored, compared, selected, sorted and cast;
/// `ArrayNumber` adds arithmetic.
public protocol ArrayElement: BitwiseCopyable, Sendable, Comparable {
  /// Zero.
  init()

  // What casts are made of; use `Column.cast(to:)`.
  init(_saturating value: Double)
  init(_saturating value: Int64)

  // What sorting is made of: a number that grows with the element, -0 before +0, and every NaN at the end.
  var _key: UInt64 { get }
  init(_key: UInt64)
  // The same with one key for both zeros, and as many zero bits at its end as the element has.
  var _equalityKey: UInt64 { get }
}

extension Double: ArrayElement {}
extension Float: ArrayElement {}
extension Int32: ArrayElement {}
extension Int64: ArrayElement {}
extension UInt32: ArrayElement {}
extension UInt16: ArrayElement {}
extension UInt8: ArrayElement {}

extension Double {
  // The bits grow with positive numbers and fall with negative ones: those are turned over, and the sign makes the rest.
  // Without a branch, because signs can't be predicted.
  @inline(__always)
  public var _key: UInt64 {
    let bits = bitPattern
    let key = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
    return self == self ? key : .max
  }

  // The magnitude, negated for negative numbers, above the middle of all keys.
  @inline(__always)
  public var _equalityKey: UInt64 {
    let sign = UInt64(bitPattern: Int64(bitPattern: bitPattern) >> 63)
    let key = ((bitPattern & (1 << 63 - 1)) ^ sign) &- sign &+ 1 << 63
    return self == self ? key : .max
  }

  @inline(__always)
  public init(_key: UInt64) {
    self.init(bitPattern: _key ^ (~UInt64(bitPattern: Int64(bitPattern: _key) >> 63) | 1 << 63))
  }
}

extension Float {
  @inline(__always)
  public var _key: UInt64 {
    let bits = bitPattern
    let key = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 1 << 31)
    return UInt64(self == self ? key : .max)
  }

  @inline(__always)
  public var _equalityKey: UInt64 {
    let sign = UInt32(bitPattern: Int32(bitPattern: bitPattern) >> 31)
    let key = ((bitPattern & (1 << 31 - 1)) ^ sign) &- sign &+ 1 << 31
    return UInt64(self == self ? key : .max)
  }

  @inline(__always)
  public init(_key: UInt64) {
    let key = UInt32(truncatingIfNeeded: _key)
    self.init(bitPattern: key ^ (~UInt32(bitPattern: Int32(bitPattern: key) >> 31) | 1 << 31))
  }
}

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
    if Self.bitWidth <= 32 {
      // Below 2⁵¹ the sum with 1.5 · 2⁵² holds the whole number in its lowest bits: no branch, and no conversion that
      // would have to check its range.
      let (lower, upper) = (Double(Self.min), Double(Self.max))
      let number = value == value ? value : 0
      let low = number > lower ? number : lower
      let inside = low < upper ? low : upper
      self = Self(truncatingIfNeeded: Int64(bitPattern: (inside.rounded(.towardZero) + 0x1.8p52).bitPattern))
      return
    }
    let whole: Int64 =
      value >= -0x1p63 && value < 0x1p63 ? Int64(value) : value >= 0x1p63 ? .max : value < 0 ? .min : 0
    self = Self(clamping: whole)
  }

  /// What is too large or too small becomes the largest or smallest value.
  @inline(__always)
  public init(_saturating value: Int64) { self = Self(clamping: value) }

  @inline(__always)
  public var _key: UInt64 { UInt64(bitPattern: Int64(truncatingIfNeeded: self) &- Int64(truncatingIfNeeded: Self.min)) }

  @inline(__always)
  public var _equalityKey: UInt64 { _key }

  @inline(__always)
  public init(_key: UInt64) {
    self.init(truncatingIfNeeded: Int64(bitPattern: _key) &+ Int64(truncatingIfNeeded: Self.min))
  }
}
