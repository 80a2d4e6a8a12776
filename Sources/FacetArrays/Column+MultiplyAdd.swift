// a · b + c without a column in between. The product is rounded before the sum (integers wrap), so the bits are those of
// the two operations one after the other, on every processor. All are O(count).

extension Column where Element: ArrayNumber {
  /// left · right + addend, element by element. NumPy: `left * right + addend`.
  public static func multiplyAdd(_ left: Column, _ right: Column, _ addend: Column) -> Column {
    checkCounts(left, right)
    checkCounts(left, addend)
    return unsafe made(left.count) {
      unsafe multiplyAdd(left.baseAddress, right.baseAddress, addend.baseAddress, $0, left.count)
    }
  }

  /// left · right + addend with one factor for all elements.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Column) -> Column {
    checkCounts(left, addend)
    return unsafe made(left.count) {
      unsafe multiplyAdd(left.baseAddress, scalar: right, addend.baseAddress, $0, left.count)
    }
  }

  /// left · right + addend with one factor and one addend for all elements.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Element) -> Column {
    unsafe made(left.count) {
      unsafe multiplyAdd(left.baseAddress, scalar: right, scalarAddend: addend, $0, left.count)
    }
  }

  /// left · right + addend, element by element, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Column, _ addend: Column, into result: inout Column) {
    checkCounts(left, right)
    checkCounts(left, addend)
    unsafe overwrite(&result, left.count) {
      unsafe multiplyAdd(left.baseAddress, right.baseAddress, addend.baseAddress, $0, left.count)
    }
  }

  /// left · right + addend with one factor for all elements, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Column, into result: inout Column) {
    checkCounts(left, addend)
    unsafe overwrite(&result, left.count) {
      unsafe multiplyAdd(left.baseAddress, scalar: right, addend.baseAddress, $0, left.count)
    }
  }

  /// left · right + addend with one factor and one addend for all elements, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Element, into result: inout Column) {
    unsafe overwrite(&result, left.count) {
      unsafe multiplyAdd(left.baseAddress, scalar: right, scalarAddend: addend, $0, left.count)
    }
  }

  /// Multiplies each element by another column's and adds a third one's, in place.
  public mutating func formMultiplyAdd(_ factor: Column, _ addend: Column) {
    Column.checkCounts(self, factor)
    Column.checkCounts(self, addend)
    makeWritable()
    unsafe Column.multiplyAdd(baseAddress, factor.baseAddress, addend.baseAddress, baseAddress, count)
  }

  /// Multiplies each element by a number and adds another column's, in place.
  public mutating func formMultiplyAdd(_ factor: Element, _ addend: Column) {
    Column.checkCounts(self, addend)
    makeWritable()
    unsafe Column.multiplyAdd(baseAddress, scalar: factor, addend.baseAddress, baseAddress, count)
  }

  /// Multiplies each element by a number and adds another, in place.
  public mutating func formMultiplyAdd(_ factor: Element, _ addend: Element) {
    makeWritable()
    unsafe Column.multiplyAdd(baseAddress, scalar: factor, scalarAddend: addend, baseAddress, count)
  }
}
