// Arithmetic on matrices of the same shape, with numbers, and with rows or columns that are repeated (Broadcast.swift): fresh,
// in place, and into storage that the caller owns. The rules are those of columns (Column+Arithmetic.swift). All are
// O(rows · columns); operands of different shapes are the caller's error. What `into:` writes lies row by row.

extension Matrix where Element: ArrayNumber {
  /// Adds two matrices element by element. NumPy: `numpy.add`.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    paired(left, right) { Column.fresh(.add, $0, $1) }
  }

  /// Adds a number to each element.
  public static func + (left: Matrix, right: Element) -> Matrix {
    mapped(left) { Column.fresh(.add, $0, right) }
  }

  /// Adds each element to a number.
  public static func + (left: Element, right: Matrix) -> Matrix {
    mapped(right) { Column.fresh(.add, left, $0) }
  }

  /// Adds two matrices element by element, in place.
  public static func += (left: inout Matrix, right: Matrix) {
    checkShapes(left, right)
    Column.inPlace(.add, &left.flat, right.flat)
  }

  /// Adds a number to each element, in place.
  public static func += (left: inout Matrix, right: Element) { Column.inPlace(.add, &left.flat, right) }

  /// Subtracts two matrices element by element. NumPy: `numpy.subtract`.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    paired(left, right) { Column.fresh(.subtract, $0, $1) }
  }

  /// Subtracts a number from each element.
  public static func - (left: Matrix, right: Element) -> Matrix {
    mapped(left) { Column.fresh(.subtract, $0, right) }
  }

  /// Subtracts each element from a number.
  public static func - (left: Element, right: Matrix) -> Matrix {
    mapped(right) { Column.fresh(.subtract, left, $0) }
  }

  /// Subtracts two matrices element by element, in place.
  public static func -= (left: inout Matrix, right: Matrix) {
    checkShapes(left, right)
    Column.inPlace(.subtract, &left.flat, right.flat)
  }

  /// Subtracts a number from each element, in place.
  public static func -= (left: inout Matrix, right: Element) { Column.inPlace(.subtract, &left.flat, right) }

  /// Multiplies two matrices element by element. NumPy: `numpy.multiply`.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    paired(left, right) { Column.fresh(.multiply, $0, $1) }
  }

  /// Multiplies each element by a number.
  public static func * (left: Matrix, right: Element) -> Matrix {
    mapped(left) { Column.fresh(.multiply, $0, right) }
  }

  /// Multiplies a number by each element.
  public static func * (left: Element, right: Matrix) -> Matrix {
    mapped(right) { Column.fresh(.multiply, left, $0) }
  }

  /// Multiplies two matrices element by element, in place.
  public static func *= (left: inout Matrix, right: Matrix) {
    checkShapes(left, right)
    Column.inPlace(.multiply, &left.flat, right.flat)
  }

  /// Multiplies each element by a number, in place.
  public static func *= (left: inout Matrix, right: Element) { Column.inPlace(.multiply, &left.flat, right) }

  /// Divides two matrices element by element. NumPy: `numpy.divide` for floats.
  public static func / (left: Matrix, right: Matrix) -> Matrix {
    paired(left, right) { Column.fresh(.divide, $0, $1) }
  }

  /// Divides each element by a number.
  public static func / (left: Matrix, right: Element) -> Matrix {
    mapped(left) { Column.fresh(.divide, $0, right) }
  }

  /// Divides a number by each element.
  public static func / (left: Element, right: Matrix) -> Matrix {
    mapped(right) { Column.fresh(.divide, left, $0) }
  }

  /// Divides two matrices element by element, in place.
  public static func /= (left: inout Matrix, right: Matrix) {
    checkShapes(left, right)
    Column.inPlace(.divide, &left.flat, right.flat)
  }

  /// Divides each element by a number, in place.
  public static func /= (left: inout Matrix, right: Element) { Column.inPlace(.divide, &left.flat, right) }
}

// MARK: Into storage of the caller

extension Matrix where Element: ArrayNumber {
  /// Adds two matrices element by element and writes to `result`, which must have their shape. NumPy: `numpy.add(…, out=)`.
  public static func add(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.into(&$0, .add, left.flat, right.flat) }
  }

  /// Adds a number to each element and writes to `result`.
  public static func add(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.into(&$0, .add, left.flat, right) }
  }

  /// Adds each element to a number and writes to `result`.
  public static func add(_ left: Element, _ right: Matrix, into result: inout Matrix) {
    write(&result, like: right) { Column.into(&$0, .add, left, right.flat) }
  }

  /// Subtracts two matrices element by element and writes to `result`, which must have their shape. NumPy: `numpy.subtract(…, out=)`.
  public static func subtract(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.into(&$0, .subtract, left.flat, right.flat) }
  }

  /// Subtracts a number from each element and writes to `result`.
  public static func subtract(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.into(&$0, .subtract, left.flat, right) }
  }

  /// Subtracts each element from a number and writes to `result`.
  public static func subtract(_ left: Element, _ right: Matrix, into result: inout Matrix) {
    write(&result, like: right) { Column.into(&$0, .subtract, left, right.flat) }
  }

  /// Multiplies two matrices element by element and writes to `result`, which must have their shape. NumPy: `numpy.multiply(…, out=)`.
  public static func multiply(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.into(&$0, .multiply, left.flat, right.flat) }
  }

  /// Multiplies each element by a number and writes to `result`.
  public static func multiply(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.into(&$0, .multiply, left.flat, right) }
  }

  /// Multiplies a number by each element and writes to `result`.
  public static func multiply(_ left: Element, _ right: Matrix, into result: inout Matrix) {
    write(&result, like: right) { Column.into(&$0, .multiply, left, right.flat) }
  }

  /// Divides two matrices element by element and writes to `result`, which must have their shape. NumPy: `numpy.divide(…, out=)`.
  public static func divide(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.into(&$0, .divide, left.flat, right.flat) }
  }

  /// Divides each element by a number and writes to `result`.
  public static func divide(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.into(&$0, .divide, left.flat, right) }
  }

  /// Divides a number by each element and writes to `result`.
  public static func divide(_ left: Element, _ right: Matrix, into result: inout Matrix) {
    write(&result, like: right) { Column.into(&$0, .divide, left, right.flat) }
  }
}
