// a · b + c without a column in between. The product is rounded before the sum (integers wrap), so the bits are those of
// the two operations one after the other, on every processor. All are O(count).

extension Column where Element: ArrayNumber {
  /// left · right + addend, element by element. NumPy: `left * right + addend`.
  public static func multiplyAdd(_ left: Column, _ right: Column, _ addend: Column) -> Column {
    checkCounts(left, right)
    checkCounts(left, addend)
    return unsafe madeInBlocks(left.count) { unsafe write(left, right, addend, $0) }
  }

  /// left · right + addend with one factor for all elements.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Column) -> Column {
    checkCounts(left, addend)
    return unsafe made(left.count) { result in
      unsafe blocks(left, addend) { unsafe multiplyAdd($0, scalar: right, $1, result + $2, $3) }
    }
  }

  /// left · right + addend with one factor and one addend for all elements.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Element) -> Column {
    unsafe made(left.count) { result in
      unsafe blocks(left) { unsafe multiplyAdd($0, scalar: right, scalarAddend: addend, result + $1, $2) }
    }
  }

  /// left · right + addend, element by element, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Column, _ addend: Column, into result: inout Column) {
    checkCounts(left, right)
    checkCounts(left, addend)
    unsafe overwriteInBlocks(&result, left.count) { unsafe write(left, right, addend, $0) }
  }

  /// left · right + addend with one factor for all elements, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Column, into result: inout Column) {
    checkCounts(left, addend)
    unsafe overwriteInBlocks(&result, left.count) { result in
      unsafe blocks(left, addend, limit: result.blockLength) { left, addend, first, count in
        unsafe result.write(first, count) { unsafe multiplyAdd(left, scalar: right, addend, $0, count) }
      }
    }
  }

  /// left · right + addend with one factor and one addend for all elements, written to `result`.
  public static func multiplyAdd(_ left: Column, _ right: Element, _ addend: Element, into result: inout Column) {
    unsafe overwriteInBlocks(&result, left.count) { result in
      unsafe blocks(left, limit: result.blockLength) { left, first, count in
        unsafe result.write(first, count) { unsafe multiplyAdd(left, scalar: right, scalarAddend: addend, $0, count) }
      }
    }
  }

  /// Multiplies each element by another column's and adds a third one's, in place.
  public mutating func formMultiplyAdd(_ factor: Column, _ addend: Column) {
    Column.checkCounts(self, factor)
    Column.checkCounts(self, addend)
    makeWritable()
    let base = unsafe baseAddress
    unsafe Column.blocks(factor, addend) { unsafe Column.multiplyAdd(base + $2, $0, $1, base + $2, $3) }
  }

  /// Multiplies each element by a number and adds another column's, in place.
  public mutating func formMultiplyAdd(_ factor: Element, _ addend: Column) {
    Column.checkCounts(self, addend)
    makeWritable()
    let base = unsafe baseAddress
    unsafe Column.blocks(addend) { unsafe Column.multiplyAdd(base + $1, scalar: factor, $0, base + $1, $2) }
  }

  /// Multiplies each element by a number and adds another, in place.
  public mutating func formMultiplyAdd(_ factor: Element, _ addend: Element) {
    makeWritable()
    unsafe Column.multiplyAdd(baseAddress, scalar: factor, scalarAddend: addend, baseAddress, count)
  }

  @unsafe
  private static func write(
    _ left: Column, _ right: Column, _ addend: Column, _ result: BlockTarget<Element>
  ) {
    let addend = addend.contiguous()
    unsafe blocks(left, right, limit: result.blockLength) { left, right, first, count in
      unsafe result.write(first, count) { unsafe multiplyAdd(left, right, addend.baseAddress + first, $0, count) }
    }
  }
}
