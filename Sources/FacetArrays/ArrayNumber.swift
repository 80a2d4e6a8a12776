// The numbers that columns calculate with, and the few primitives on which the loops are built. Integers wrap when they
// overflow, as NumPy's do; floating point follows IEEE 754, with a multiplication and an addition never fused, so that
// the bits are the same on every processor.
import CFacetKernels

/// A number that arrays calculate with: Double, Float, Int32 and Int64.
public protocol ArrayNumber: ArrayElement, ExpressibleByIntegerLiteral {
  /// The type of sums: Double for Double and Float, Int64 for Int32 and Int64.
  associatedtype Sum: ArrayNumber

  // What the loops are made of; use the operations of `Column`.
  static func _add(_ left: Self, _ right: Self) -> Self
  static func _subtract(_ left: Self, _ right: Self) -> Self
  static func _multiply(_ left: Self, _ right: Self) -> Self
  static func _divide(_ left: Self, _ right: Self) -> Self
  static func _negate(_ value: Self) -> Self
  static func _magnitude(_ value: Self) -> Self
  /// Whether zero is no divisor.
  static var _trapsOnZero: Bool { get }
  var _double: Double { get }
  var _sum: Sum { get }
  /// The smallest of at least one number, NaN if one is.
  @unsafe static func _smallest(_ values: UnsafePointer<Self>, _ count: Int) -> Self
  /// The largest of at least one number, NaN if one is.
  @unsafe static func _largest(_ values: UnsafePointer<Self>, _ count: Int) -> Self
  @unsafe static func _total(_ values: UnsafePointer<Self>, _ count: Int) -> Sum
  @unsafe static func _dot(_ left: UnsafePointer<Self>, _ right: UnsafePointer<Self>, _ count: Int) -> Sum
}

/// A floating-point number that arrays calculate with: Double and Float.
public protocol ArrayFloat: ArrayNumber, BinaryFloatingPoint {
  /// `result` may be `values`.
  @unsafe static func _squareRoots(_ values: UnsafePointer<Self>, _ result: UnsafeMutablePointer<Self>, _ count: Int)
}

extension Double: ArrayFloat {
  public typealias Sum = Double

  @unsafe
  public static func _squareRoots(
    _ values: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    unsafe facet_square_roots_double(values, result, count)
  }
}

extension Float: ArrayFloat {
  public typealias Sum = Double

  @unsafe
  public static func _squareRoots(
    _ values: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    unsafe facet_square_roots_float(values, result, count)
  }
}

extension Int32: ArrayNumber {
  public typealias Sum = Int64
}

extension Int64: ArrayNumber {
  public typealias Sum = Int64
}

extension ArrayNumber {
  /// The smaller one; NaN when one is NaN; the second when they are equal.
  @inline(__always)
  static func lesser(_ left: Self, _ right: Self) -> Self { left < right ? left : left != left ? left : right }

  /// The larger one; NaN when one is NaN; the second when they are equal.
  @inline(__always)
  static func greater(_ left: Self, _ right: Self) -> Self { left > right ? left : left != left ? left : right }
}

extension ArrayNumber where Self: BinaryFloatingPoint {
  @inline(__always) public static func _add(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) public static func _subtract(_ left: Self, _ right: Self) -> Self { left - right }
  @inline(__always) public static func _multiply(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) public static func _divide(_ left: Self, _ right: Self) -> Self { left / right }
  @inline(__always) public static func _negate(_ value: Self) -> Self { -value }
  @inline(__always) public static func _magnitude(_ value: Self) -> Self { value.magnitude }
  @inline(__always) public static var _trapsOnZero: Bool { false }
  @inline(__always) public var _double: Double { Double(self) }
  @inline(__always) public var _sum: Double { Double(self) }
}

extension ArrayNumber where Self: FixedWidthInteger & SignedInteger {
  @inline(__always) public static func _add(_ left: Self, _ right: Self) -> Self { left &+ right }
  @inline(__always) public static func _subtract(_ left: Self, _ right: Self) -> Self { left &- right }
  @inline(__always) public static func _multiply(_ left: Self, _ right: Self) -> Self { left &* right }
  @inline(__always)
  public static func _divide(_ left: Self, _ right: Self) -> Self {
    // The only overflow, .min / -1, wraps like all others.
    right == -1 ? 0 &- left : left / right
  }
  @inline(__always) public static func _negate(_ value: Self) -> Self { 0 &- value }
  @inline(__always) public static func _magnitude(_ value: Self) -> Self { value < 0 ? 0 &- value : value }
  @inline(__always) public static var _trapsOnZero: Bool { true }
  @inline(__always) public var _double: Double { Double(self) }
  @inline(__always) public var _sum: Int64 { Int64(self) }
}
