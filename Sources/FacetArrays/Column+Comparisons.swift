// Comparisons of columns, element by element, to masks. NaN is unequal to everything, itself too, and neither less nor
// greater. All element types; O(count).
import CFacetKernels

/// How two numbers are compared.
public enum Comparison: Sendable, CaseIterable { case less, lessOrEqual, equal, notEqual, greaterOrEqual, greater }

extension Column {
  /// Tells for each pair whether the left element is less. NumPy: `numpy.less`.
  public static func .< (left: Column, right: Column) -> Mask { fresh(.less, left, right) }

  /// Tells for each element whether it is less, compared with a number.
  public static func .< (left: Column, right: Element) -> Mask { fresh(.less, left, right) }

  /// Tells for each element whether the number is less, compared with it.
  public static func .< (left: Element, right: Column) -> Mask { fresh(.greater, right, left) }

  /// Tells for each pair whether the left element is less or equal. NumPy: `numpy.less_equal`.
  public static func .<= (left: Column, right: Column) -> Mask { fresh(.lessOrEqual, left, right) }

  /// Tells for each element whether it is less or equal, compared with a number.
  public static func .<= (left: Column, right: Element) -> Mask { fresh(.lessOrEqual, left, right) }

  /// Tells for each element whether the number is less or equal, compared with it.
  public static func .<= (left: Element, right: Column) -> Mask { fresh(.greaterOrEqual, right, left) }

  /// Tells for each pair whether the left element is equal. NumPy: `numpy.equal`.
  public static func .== (left: Column, right: Column) -> Mask { fresh(.equal, left, right) }

  /// Tells for each element whether it is equal, compared with a number.
  public static func .== (left: Column, right: Element) -> Mask { fresh(.equal, left, right) }

  /// Tells for each element whether the number is equal, compared with it.
  public static func .== (left: Element, right: Column) -> Mask { fresh(.equal, right, left) }

  /// Tells for each pair whether the left element is not equal. NumPy: `numpy.not_equal`.
  public static func .!= (left: Column, right: Column) -> Mask { fresh(.notEqual, left, right) }

  /// Tells for each element whether it is not equal, compared with a number.
  public static func .!= (left: Column, right: Element) -> Mask { fresh(.notEqual, left, right) }

  /// Tells for each element whether the number is not equal, compared with it.
  public static func .!= (left: Element, right: Column) -> Mask { fresh(.notEqual, right, left) }

  /// Tells for each pair whether the left element is greater or equal. NumPy: `numpy.greater_equal`.
  public static func .>= (left: Column, right: Column) -> Mask { fresh(.greaterOrEqual, left, right) }

  /// Tells for each element whether it is greater or equal, compared with a number.
  public static func .>= (left: Column, right: Element) -> Mask { fresh(.greaterOrEqual, left, right) }

  /// Tells for each element whether the number is greater or equal, compared with it.
  public static func .>= (left: Element, right: Column) -> Mask { fresh(.lessOrEqual, right, left) }

  /// Tells for each pair whether the left element is greater. NumPy: `numpy.greater`.
  public static func .> (left: Column, right: Column) -> Mask { fresh(.greater, left, right) }

  /// Tells for each element whether it is greater, compared with a number.
  public static func .> (left: Column, right: Element) -> Mask { fresh(.greater, left, right) }

  /// Tells for each element whether the number is greater, compared with it.
  public static func .> (left: Element, right: Column) -> Mask { fresh(.less, right, left) }

  /// Compares two columns element by element and writes to `result`, which must have as many elements.
  public static func compare(_ left: Column, _ comparison: Comparison, _ right: Column, into result: inout Mask) {
    checkCounts(left, right)
    unsafe Column<UInt8>.overwrite(&result.bytes, left.count) { result in
      unsafe blocks(left, right) { unsafe compare(comparison, $0, $1, result + $2, $3) }
    }
  }

  /// Compares each element with a number and writes to `result`, which must have as many elements.
  public static func compare(_ left: Column, _ comparison: Comparison, _ right: Element, into result: inout Mask) {
    unsafe Column<UInt8>.overwrite(&result.bytes, left.count) { result in
      unsafe blocks(left) { unsafe compare(comparison, $0, scalar: right, result + $1, $2) }
    }
  }

  private static func fresh(_ comparison: Comparison, _ left: Column, _ right: Column) -> Mask {
    checkCounts(left, right)
    return unsafe Mask(
      bytes: Column<UInt8>.made(left.count) { result in
        unsafe blocks(left, right) { unsafe compare(comparison, $0, $1, result + $2, $3) }
      })
  }

  private static func fresh(_ comparison: Comparison, _ left: Column, _ right: Element) -> Mask {
    unsafe Mask(
      bytes: Column<UInt8>.made(left.count) { result in
        unsafe blocks(left) { unsafe compare(comparison, $0, scalar: right, result + $1, $2) }
      })
  }
}

// MARK: Loops

extension Comparison {
  fileprivate var kernel: facet_comparison {
    switch self {
    case .less: facet_less
    case .lessOrEqual: facet_less_or_equal
    case .equal: facet_equal
    case .notEqual: facet_not_equal
    case .greaterOrEqual: facet_greater_or_equal
    case .greater: facet_greater
    }
  }
}

extension Column {
  /// The wide types have loops in C (Comparisons.c); the compiler does the narrow ones well.
  @unsafe
  private static func compare(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let (how, a, b) = unsafe (comparison.kernel, UnsafeRawPointer(left), UnsafeRawPointer(right))
    if Element.self == Double.self {
      unsafe facet_compare_double(
        how, a.assumingMemoryBound(to: Double.self), b.assumingMemoryBound(to: Double.self), result, count)
    } else if Element.self == Float.self {
      unsafe facet_compare_float(
        how, a.assumingMemoryBound(to: Float.self), b.assumingMemoryBound(to: Float.self), result, count)
    } else if Element.self == Int32.self {
      unsafe facet_compare_int32(
        how, a.assumingMemoryBound(to: Int32.self), b.assumingMemoryBound(to: Int32.self), result, count)
    } else if Element.self == Int64.self {
      unsafe facet_compare_int64(
        how, a.assumingMemoryBound(to: Int64.self), b.assumingMemoryBound(to: Int64.self), result, count)
    } else {
      unsafe compareHere(comparison, left, right, result, count)
    }
  }

  @unsafe
  private static func compare(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, scalar: Element,
    _ result: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let (how, a) = unsafe (comparison.kernel, UnsafeRawPointer(left))
    if Element.self == Double.self {
      unsafe facet_compare_scalar_double(
        how, a.assumingMemoryBound(to: Double.self), unsafeBitCast(scalar, to: Double.self), result, count)
    } else if Element.self == Float.self {
      unsafe facet_compare_scalar_float(
        how, a.assumingMemoryBound(to: Float.self), unsafeBitCast(scalar, to: Float.self), result, count)
    } else if Element.self == Int32.self {
      unsafe facet_compare_scalar_int32(
        how, a.assumingMemoryBound(to: Int32.self), unsafeBitCast(scalar, to: Int32.self), result, count)
    } else if Element.self == Int64.self {
      unsafe facet_compare_scalar_int64(
        how, a.assumingMemoryBound(to: Int64.self), unsafeBitCast(scalar, to: Int64.self), result, count)
    } else {
      unsafe compareHere(comparison, left, scalar: scalar, result, count)
    }
  }

  @specialized(where Element == UInt32) @specialized(where Element == UInt16) @specialized(where Element == UInt8)
  @unsafe
  private static func compareHere(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    switch comparison {
    case .less: for index in 0..<count { unsafe result[index] = unsafe left[index] < right[index] ? 1 : 0 }
    case .lessOrEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] <= right[index] ? 1 : 0 }
    case .equal: for index in 0..<count { unsafe result[index] = unsafe left[index] == right[index] ? 1 : 0 }
    case .notEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] != right[index] ? 1 : 0 }
    case .greaterOrEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] >= right[index] ? 1 : 0 }
    case .greater: for index in 0..<count { unsafe result[index] = unsafe left[index] > right[index] ? 1 : 0 }
    }
  }

  @specialized(where Element == UInt32) @specialized(where Element == UInt16) @specialized(where Element == UInt8)
  @unsafe
  private static func compareHere(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, scalar: Element,
    _ result: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    switch comparison {
    case .less: for index in 0..<count { unsafe result[index] = unsafe left[index] < scalar ? 1 : 0 }
    case .lessOrEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] <= scalar ? 1 : 0 }
    case .equal: for index in 0..<count { unsafe result[index] = unsafe left[index] == scalar ? 1 : 0 }
    case .notEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] != scalar ? 1 : 0 }
    case .greaterOrEqual: for index in 0..<count { unsafe result[index] = unsafe left[index] >= scalar ? 1 : 0 }
    case .greater: for index in 0..<count { unsafe result[index] = unsafe left[index] > scalar ? 1 : 0 }
    }
  }
}
