// Truth values, one byte each: what comparisons make and what selects. It stands on a column of bytes, so copies, writes
// and views behave as theirs.
import Glibc

/// A column of truth values. Copying it is O(1); the first write to a shared mask copies it.
public struct Mask: Sendable, Equatable {
  /// 0 or 1 each.
  package var bytes: Column<UInt8>

  /// - Precondition: each byte is 0 or 1.
  package init(bytes: Column<UInt8>) { self.bytes = bytes }

  /// Makes a mask of `count` equal values. O(count).
  public init(repeating value: Bool, count: Int) { bytes = Column(repeating: value ? 1 : 0, count: count) }

  /// Copies the values of a Swift array. O(count).
  public init(_ values: [Bool]) { bytes = Column(values.map { $0 ? 1 : 0 }) }

  /// The number of values, true or not; `trueCount` counts the true ones.
  public var count: Int { bytes.count }

  /// The value at `index`. O(1) to read; a write copies the values first when they are shared.
  public subscript(index: Int) -> Bool {
    get { bytes[index] != 0 }
    set { bytes[index] = newValue ? 1 : 0 }
  }

  /// The values as numbers, 1 and 0. NumPy: `astype`. O(count).
  public func cast<Target: ArrayElement>(to type: Target.Type = Target.self) -> Column<Target> { bytes.cast(to: type) }

  /// Writes the values as numbers, 1 and 0, to `result`, which must have as many elements. O(count).
  public func cast<Target: ArrayElement>(into result: inout Column<Target>) { bytes.cast(into: &result) }

  /// The values as a Swift array. O(count).
  public var array: [Bool] { bytes.array.map { $0 != 0 } }
}

extension Mask: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Bool...) { self.init(elements) }
}

// MARK: Logic

extension Mask {
  /// True where both are. NumPy: `numpy.logical_and`, `&`. O(count).
  public static func .& (left: Mask, right: Mask) -> Mask { fresh(left, right) { $0 & $1 } }

  /// True where one is, or both. NumPy: `numpy.logical_or`, `|`. O(count).
  public static func .| (left: Mask, right: Mask) -> Mask { fresh(left, right) { $0 | $1 } }

  /// True where they differ. NumPy: `numpy.logical_xor`, `^`. O(count).
  public static func .^ (left: Mask, right: Mask) -> Mask { fresh(left, right) { $0 ^ $1 } }

  /// True where the mask is not. NumPy: `numpy.logical_not`, `~`. O(count).
  public static prefix func .! (mask: Mask) -> Mask {
    unsafe Mask(
      bytes: Column.made(mask.count) { unsafe Column.loop(mask.bytes.baseAddress, $0, mask.count) { $0 ^ 1 } })
  }

  /// Keeps what is true in another mask too.
  public static func .&= (left: inout Mask, right: Mask) { inPlace(&left, right) { $0 & $1 } }

  /// Adds what is true in another mask.
  public static func .|= (left: inout Mask, right: Mask) { inPlace(&left, right) { $0 | $1 } }

  /// Turns over what is true in another mask.
  public static func .^= (left: inout Mask, right: Mask) { inPlace(&left, right) { $0 ^ $1 } }

  /// True where both are, written to `result`, which must have as many values. NumPy: `numpy.logical_and(…, out=)`.
  public static func and(_ left: Mask, _ right: Mask, into result: inout Mask) {
    into(&result, left, right) { $0 & $1 }
  }

  /// True where one is, or both, written to `result`. NumPy: `numpy.logical_or(…, out=)`.
  public static func or(_ left: Mask, _ right: Mask, into result: inout Mask) { into(&result, left, right) { $0 | $1 } }

  /// True where they differ, written to `result`. NumPy: `numpy.logical_xor(…, out=)`.
  public static func xor(_ left: Mask, _ right: Mask, into result: inout Mask) {
    into(&result, left, right) { $0 ^ $1 }
  }

  /// True where the mask is not, written to `result`. NumPy: `numpy.logical_not(…, out=)`.
  public static func not(_ mask: Mask, into result: inout Mask) { into(&result, mask, mask) { left, _ in left ^ 1 } }

  @inline(__always)
  private static func into(
    _ result: inout Mask, _ left: Mask, _ right: Mask, _ function: (UInt8, UInt8) -> UInt8
  ) {
    Column.checkCounts(left.bytes, right.bytes)
    unsafe Column.overwrite(&result.bytes, left.count) {
      unsafe Column.loop(left.bytes.baseAddress, right.bytes.baseAddress, $0, left.count, function)
    }
  }

  @inline(__always)
  private static func fresh(_ left: Mask, _ right: Mask, _ function: (UInt8, UInt8) -> UInt8) -> Mask {
    Column.checkCounts(left.bytes, right.bytes)
    return unsafe Mask(
      bytes: Column.made(left.count) {
        unsafe Column.loop(left.bytes.baseAddress, right.bytes.baseAddress, $0, left.count, function)
      })
  }

  @inline(__always)
  private static func inPlace(_ left: inout Mask, _ right: Mask, _ function: (UInt8, UInt8) -> UInt8) {
    Column.checkCounts(left.bytes, right.bytes)
    left.bytes.makeWritable()
    unsafe Column.loop(left.bytes.baseAddress, right.bytes.baseAddress, left.bytes.baseAddress, left.count, function)
  }
}

// MARK: Reductions

extension Mask {
  /// The number of true values. NumPy: `numpy.count_nonzero`. O(count).
  public var trueCount: Int {
    let base = unsafe bytes.baseAddress
    var total = 0
    for index in 0..<count { unsafe total &+= Int(base[index]) }
    return total
  }

  /// Whether one value is true; false for an empty mask. NumPy: `numpy.any`. O(count), less when one is found early.
  public func any() -> Bool { unsafe count > 0 && memchr(bytes.baseAddress, 1, count) != nil }

  /// Whether no value is false; true for an empty mask. NumPy: `numpy.all`. O(count), less when one is found early.
  public func all() -> Bool { unsafe count == 0 || memchr(bytes.baseAddress, 0, count) == nil }

  /// The indices of the true values, in order. NumPy: `numpy.flatnonzero`. O(count).
  public func nonzero() -> Column<Int64> {
    let total = trueCount
    let source = unsafe bytes.baseAddress
    return unsafe Column<Int64>.made(total) { result in
      // Each index is written, and the place moves on only if it is to stay: no branch to mispredict.
      var place = 0
      var index = 0
      while place < total {
        unsafe result[place] = Int64(index)
        unsafe place += Int(source[index])
        index += 1
      }
    }
  }
}
