// Arithmetic on columns: with columns, with scalars, in place, and into storage that the caller owns.
//
// Integers wrap when they overflow, as NumPy's do. Division of integers cuts the fraction off, as Swift's does (NumPy's //
// rounds down, its / makes floats); a zero divisor is the caller's error. Floating point follows IEEE 754. All are
// O(count), and columns of different counts are the caller's error.

extension Column where Element: ArrayNumber {
  /// Adds two columns element by element. NumPy: `numpy.add`.
  public static func + (left: Column, right: Column) -> Column { fresh(.add, left, right) }

  /// Adds a number to each element.
  public static func + (left: Column, right: Element) -> Column { fresh(.add, left, right) }

  /// Adds each element to a number.
  public static func + (left: Element, right: Column) -> Column { fresh(.add, left, right) }

  /// Adds two columns element by element, in place.
  public static func += (left: inout Column, right: Column) { inPlace(.add, &left, right) }

  /// Adds a number to each element, in place.
  public static func += (left: inout Column, right: Element) { inPlace(.add, &left, right) }

  /// Subtracts two columns element by element. NumPy: `numpy.subtract`.
  public static func - (left: Column, right: Column) -> Column { fresh(.subtract, left, right) }

  /// Subtracts a number from each element.
  public static func - (left: Column, right: Element) -> Column { fresh(.subtract, left, right) }

  /// Subtracts each element from a number.
  public static func - (left: Element, right: Column) -> Column { fresh(.subtract, left, right) }

  /// Subtracts two columns element by element, in place.
  public static func -= (left: inout Column, right: Column) { inPlace(.subtract, &left, right) }

  /// Subtracts a number from each element, in place.
  public static func -= (left: inout Column, right: Element) { inPlace(.subtract, &left, right) }

  /// Multiplies two columns element by element. NumPy: `numpy.multiply`.
  public static func * (left: Column, right: Column) -> Column { fresh(.multiply, left, right) }

  /// Multiplies each element by a number.
  public static func * (left: Column, right: Element) -> Column { fresh(.multiply, left, right) }

  /// Multiplies a number by each element.
  public static func * (left: Element, right: Column) -> Column { fresh(.multiply, left, right) }

  /// Multiplies two columns element by element, in place.
  public static func *= (left: inout Column, right: Column) { inPlace(.multiply, &left, right) }

  /// Multiplies each element by a number, in place.
  public static func *= (left: inout Column, right: Element) { inPlace(.multiply, &left, right) }

  /// Divides two columns element by element. NumPy: `numpy.divide` for floats.
  public static func / (left: Column, right: Column) -> Column { fresh(.divide, left, right) }

  /// Divides each element by a number.
  public static func / (left: Column, right: Element) -> Column { fresh(.divide, left, right) }

  /// Divides a number by each element.
  public static func / (left: Element, right: Column) -> Column { fresh(.divide, left, right) }

  /// Divides two columns element by element, in place.
  public static func /= (left: inout Column, right: Column) { inPlace(.divide, &left, right) }

  /// Divides each element by a number, in place.
  public static func /= (left: inout Column, right: Element) { inPlace(.divide, &left, right) }
}

// MARK: Into storage of the caller

extension Column where Element: ArrayNumber {
  /// Adds two columns element by element and writes to `result`, which must have as many elements. NumPy: `numpy.add(…, out=)`.
  public static func add(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .add, left, right)
  }

  /// Adds a number to each element and writes to `result`.
  public static func add(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .add, left, right)
  }

  /// Adds each element to a number and writes to `result`.
  public static func add(_ left: Element, _ right: Column, into result: inout Column) {
    into(&result, .add, left, right)
  }

  /// Subtracts two columns element by element and writes to `result`, which must have as many elements. NumPy: `numpy.subtract(…, out=)`.
  public static func subtract(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .subtract, left, right)
  }

  /// Subtracts a number from each element and writes to `result`.
  public static func subtract(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .subtract, left, right)
  }

  /// Subtracts each element from a number and writes to `result`.
  public static func subtract(_ left: Element, _ right: Column, into result: inout Column) {
    into(&result, .subtract, left, right)
  }

  /// Multiplies two columns element by element and writes to `result`, which must have as many elements. NumPy: `numpy.multiply(…, out=)`.
  public static func multiply(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .multiply, left, right)
  }

  /// Multiplies each element by a number and writes to `result`.
  public static func multiply(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .multiply, left, right)
  }

  /// Multiplies a number by each element and writes to `result`.
  public static func multiply(_ left: Element, _ right: Column, into result: inout Column) {
    into(&result, .multiply, left, right)
  }

  /// Divides two columns element by element and writes to `result`, which must have as many elements. NumPy: `numpy.divide(…, out=)` for floats.
  public static func divide(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .divide, left, right)
  }

  /// Divides each element by a number and writes to `result`.
  public static func divide(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .divide, left, right)
  }

  /// Divides a number by each element and writes to `result`.
  public static func divide(_ left: Element, _ right: Column, into result: inout Column) {
    into(&result, .divide, left, right)
  }
}

// MARK: Results, fresh, in place and into

extension Column where Element: ArrayNumber {
  static func fresh(_ operation: BinaryOperation, _ left: Column, _ right: Column) -> Column {
    checkCounts(left, right)
    return unsafe madeInBlocks(left.count) { unsafe write(operation, left, right, $0) }
  }

  static func fresh(_ operation: BinaryOperation, _ left: Column, _ right: Element) -> Column {
    unsafe madeInBlocks(left.count) { unsafe write(operation, left, right, $0) }
  }

  static func fresh(_ operation: BinaryOperation, _ left: Element, _ right: Column) -> Column {
    unsafe madeInBlocks(right.count) { unsafe write(operation, left, right, $0) }
  }

  static func inPlace(_ operation: BinaryOperation, _ left: inout Column, _ right: Column) {
    checkCounts(left, right)
    left.makeWritable()
    let base = unsafe left.baseAddress
    unsafe blocks(right) { unsafe combine(operation, base + $1, $0, base + $1, $2) }
  }

  static func inPlace(_ operation: BinaryOperation, _ left: inout Column, _ right: Element) {
    left.makeWritable()
    unsafe combine(operation, left.baseAddress, scalar: right, left.baseAddress, left.count)
  }

  static func into(_ result: inout Column, _ operation: BinaryOperation, _ left: Column, _ right: Column) {
    checkCounts(left, right)
    unsafe overwriteInBlocks(&result, left.count) { unsafe write(operation, left, right, $0) }
  }

  static func into(_ result: inout Column, _ operation: BinaryOperation, _ left: Column, _ right: Element) {
    unsafe overwriteInBlocks(&result, left.count) { unsafe write(operation, left, right, $0) }
  }

  static func into(_ result: inout Column, _ operation: BinaryOperation, _ left: Element, _ right: Column) {
    unsafe overwriteInBlocks(&result, right.count) { unsafe write(operation, left, right, $0) }
  }

  @unsafe
  private static func write(
    _ operation: BinaryOperation, _ left: Column, _ right: Column, _ result: BlockTarget<Element>
  ) {
    unsafe blocks(left, right, limit: result.blockLength) { left, right, first, count in
      unsafe result.write(first, count) { unsafe combine(operation, left, right, $0, count) }
    }
  }

  @unsafe
  private static func write(
    _ operation: BinaryOperation, _ left: Column, _ right: Element, _ result: BlockTarget<Element>
  ) {
    unsafe blocks(left, limit: result.blockLength) { left, first, count in
      unsafe result.write(first, count) { unsafe combine(operation, left, scalar: right, $0, count) }
    }
  }

  @unsafe
  private static func write(
    _ operation: BinaryOperation, _ left: Element, _ right: Column, _ result: BlockTarget<Element>
  ) {
    unsafe blocks(right, limit: result.blockLength) { right, first, count in
      unsafe result.write(first, count) { unsafe combine(operation, scalar: left, right, $0, count) }
    }
  }
}

extension Column {
  static func checkCounts(_ left: Column, _ right: Column) {
    precondition(left.count == right.count, "the columns must have as many elements as each other")
  }
}
