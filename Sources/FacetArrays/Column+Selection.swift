// Choosing between columns by a mask, element by element. All element types; O(count).

extension Column {
  /// The elements of `left` where the mask is true, those of `right` elsewhere. NumPy: `numpy.where`.
  public static func select(_ mask: Mask, _ left: Column, _ right: Column) -> Column {
    checkCounts(mask, left, right)
    return unsafe made(left.count) {
      unsafe choose(mask.bytes.baseAddress, left.baseAddress, right.baseAddress, $0, left.count)
    }
  }

  /// The elements of `left` where the mask is true, `right` elsewhere.
  public static func select(_ mask: Mask, _ left: Column, _ right: Element) -> Column {
    // Where the mask is false, the number replaces the element.
    var result = left
    result.replace(with: right, where: .!mask)
    return result
  }

  /// The elements of `left` where the mask is true, those of `right` elsewhere, written to `result`.
  public static func select(_ mask: Mask, _ left: Column, _ right: Column, into result: inout Column) {
    checkCounts(mask, left, right)
    unsafe overwrite(&result, left.count) {
      unsafe choose(mask.bytes.baseAddress, left.baseAddress, right.baseAddress, $0, left.count)
    }
  }

  /// This column with the elements of another one where the mask is true.
  public func replacing(with other: Column, where mask: Mask) -> Column { Column.select(mask, other, self) }

  /// This column with a number where the mask is true.
  public func replacing(with value: Element, where mask: Mask) -> Column {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    return unsafe Column.made(count) {
      unsafe Column.choose(mask.bytes.baseAddress, scalar: value, baseAddress, $0, count)
    }
  }

  /// This column with a number where the mask is true, written to `result`.
  public func replacing(with value: Element, where mask: Mask, into result: inout Column) {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    unsafe Column.overwrite(&result, count) {
      unsafe Column.choose(mask.bytes.baseAddress, scalar: value, baseAddress, $0, count)
    }
  }

  /// Writes the elements of another column where the mask is true. NumPy: `numpy.copyto(…, where=)`.
  public mutating func replace(with other: Column, where mask: Mask) {
    Column.checkCounts(mask, self, other)
    makeWritable()
    unsafe Column.choose(mask.bytes.baseAddress, other.baseAddress, baseAddress, baseAddress, count)
  }

  /// Writes a number where the mask is true. NumPy: `column[mask] = value`.
  public mutating func replace(with value: Element, where mask: Mask) {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    makeWritable()
    unsafe Column.choose(mask.bytes.baseAddress, scalar: value, baseAddress, baseAddress, count)
  }

  private static func checkCounts(_ mask: Mask, _ left: Column, _ right: Column) {
    checkCounts(left, right)
    precondition(mask.count == left.count, "the mask must have as many values as the columns have elements")
  }
}

// MARK: Loops

extension Column {
  /// result = mask ? left : right. Only `right` may be the result. Both sides are read first: the loop has no branch.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func choose(
    _ mask: UnsafePointer<UInt8>, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    if unsafe right == UnsafePointer(result) {
      for index in 0..<count {
        let (a, b) = unsafe (left[index], result[index])
        unsafe result[index] = unsafe mask[index] != 0 ? a : b
      }
    } else {
      for index in 0..<count {
        let (a, b) = unsafe (left[index], right[index])
        unsafe result[index] = unsafe mask[index] != 0 ? a : b
      }
    }
  }

  /// result = mask ? scalar : right.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func choose(
    _ mask: UnsafePointer<UInt8>, scalar: Element, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    if unsafe right == UnsafePointer(result) {
      for index in 0..<count {
        let b = unsafe result[index]
        unsafe result[index] = unsafe mask[index] != 0 ? scalar : b
      }
    } else {
      for index in 0..<count {
        let b = unsafe right[index]
        unsafe result[index] = unsafe mask[index] != 0 ? scalar : b
      }
    }
  }
}
