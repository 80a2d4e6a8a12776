// Choosing between columns by a mask, element by element. All element types; O(count).

extension Column {
  /// The elements of `left` where the mask is true, those of `right` elsewhere. NumPy: `numpy.where`.
  public static func select(_ mask: Mask, _ left: Column, _ right: Column) -> Column {
    checkCounts(mask, left, right)
    return unsafe madeInBlocks(left.count) { unsafe write(mask, left, right, $0) }
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
    unsafe overwriteInBlocks(&result, left.count) { unsafe write(mask, left, right, $0) }
  }

  /// The elements of `left` where the mask is true, `right` elsewhere, written to `result`.
  public static func select(_ mask: Mask, _ left: Column, _ right: Element, into result: inout Column) {
    left.replacing(with: right, where: .!mask, into: &result)
  }

  /// This column with the elements of another one where the mask is true.
  public func replacing(with other: Column, where mask: Mask) -> Column { Column.select(mask, other, self) }

  /// This column with a number where the mask is true.
  public func replacing(with value: Element, where mask: Mask) -> Column {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    return unsafe Column.made(count) { result in
      unsafe mask.bytes.withElements { chosen in
        unsafe Column.blocks(self) { unsafe Column.choose(chosen + $1, scalar: value, $0, result + $1, $2) }
      }
    }
  }

  /// This column with a number where the mask is true, written to `result`.
  public func replacing(with value: Element, where mask: Mask, into result: inout Column) {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    unsafe Column.overwrite(&result, count) { result in
      unsafe mask.bytes.withElements { chosen in
        unsafe Column.blocks(self) { unsafe Column.choose(chosen + $1, scalar: value, $0, result + $1, $2) }
      }
    }
  }

  /// Writes the elements of another column where the mask is true. NumPy: `numpy.copyto(…, where=)`.
  public mutating func replace(with other: Column, where mask: Mask) {
    Column.checkCounts(mask, self, other)
    makeWritable()
    let base = unsafe baseAddress
    unsafe mask.bytes.withElements { chosen in
      unsafe Column.blocks(other) { unsafe Column.choose(chosen + $1, $0, base + $1, base + $1, $2) }
    }
  }

  /// Writes a number where the mask is true. NumPy: `column[mask] = value`.
  public mutating func replace(with value: Element, where mask: Mask) {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    makeWritable()
    let (base, count) = unsafe (baseAddress, count)
    unsafe mask.bytes.withElements { unsafe Column.choose($0, scalar: value, base, base, count) }
  }

  @unsafe
  private static func write(
    _ mask: Mask, _ left: Column, _ right: Column, _ result: BlockTarget<Element>
  ) {
    unsafe mask.bytes.withElements { chosen in
      unsafe blocks(left, right, limit: result.blockLength) { left, right, first, count in
        unsafe result.write(first, count) { unsafe choose(chosen + first, left, right, $0, count) }
      }
    }
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
