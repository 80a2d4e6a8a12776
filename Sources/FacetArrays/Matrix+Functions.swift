// Functions of each element of a matrix: sign, bounds, roots, rounding, multiply-add, casts, choice by a mask. The rules are
// those of columns. All are O(rows · columns); what `into:` writes lies row by row.

extension Matrix where Element: ArrayNumber {
  /// Negates each element. NumPy: `numpy.negative`.
  public static prefix func - (matrix: Matrix) -> Matrix { mapped(matrix) { -$0 } }

  /// Negates each element in place.
  public mutating func negate() { flat.negate() }

  /// Negates each element and writes to `result`, which must have the same shape.
  public static func negate(_ matrix: Matrix, into result: inout Matrix) {
    write(&result, like: matrix) { Column.negate(matrix.flat, into: &$0) }
  }

  /// The absolute value of each element. NumPy: `numpy.abs`.
  public var magnitude: Matrix { Matrix.mapped(self) { $0.magnitude } }

  /// Replaces each element by its absolute value.
  public mutating func formMagnitude() { flat.formMagnitude() }

  /// Writes the absolute value of each element to `result`, which must have the same shape.
  public static func magnitude(_ matrix: Matrix, into result: inout Matrix) {
    write(&result, like: matrix) { Column.magnitude(matrix.flat, into: &$0) }
  }

  /// The smaller element of each pair; NaN when one of them is NaN. NumPy: `numpy.minimum`.
  public static func minimum(_ left: Matrix, _ right: Matrix) -> Matrix {
    paired(left, right) { Column.minimum($0, $1) }
  }

  /// The smaller of each element and a number; NaN when one of them is NaN.
  public static func minimum(_ left: Matrix, _ right: Element) -> Matrix { mapped(left) { Column.minimum($0, right) } }

  /// The smaller element of each pair, written to `result`, which must have their shape.
  public static func minimum(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.minimum(left.flat, right.flat, into: &$0) }
  }

  /// The smaller of each element and a number, written to `result`.
  public static func minimum(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.minimum(left.flat, right, into: &$0) }
  }

  /// Replaces each element by the smaller of it and another matrix's.
  public mutating func formMinimum(_ other: Matrix) {
    Matrix.checkShapes(self, other)
    flat.formMinimum(other.flat)
  }

  /// Replaces each element by the smaller of it and a number.
  public mutating func formMinimum(_ other: Element) { flat.formMinimum(other) }

  /// The larger element of each pair; NaN when one of them is NaN. NumPy: `numpy.maximum`.
  public static func maximum(_ left: Matrix, _ right: Matrix) -> Matrix {
    paired(left, right) { Column.maximum($0, $1) }
  }

  /// The larger of each element and a number; NaN when one of them is NaN.
  public static func maximum(_ left: Matrix, _ right: Element) -> Matrix { mapped(left) { Column.maximum($0, right) } }

  /// The larger element of each pair, written to `result`, which must have their shape.
  public static func maximum(_ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    write(&result, like: left) { Column.maximum(left.flat, right.flat, into: &$0) }
  }

  /// The larger of each element and a number, written to `result`.
  public static func maximum(_ left: Matrix, _ right: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.maximum(left.flat, right, into: &$0) }
  }

  /// Replaces each element by the larger of it and another matrix's.
  public mutating func formMaximum(_ other: Matrix) {
    Matrix.checkShapes(self, other)
    flat.formMaximum(other.flat)
  }

  /// Replaces each element by the larger of it and a number.
  public mutating func formMaximum(_ other: Element) { flat.formMaximum(other) }

  /// Holds each element between two bounds; NaN stays NaN. NumPy: `numpy.clip`.
  public func clamped(to bounds: ClosedRange<Element>) -> Matrix { Matrix.mapped(self) { $0.clamped(to: bounds) } }

  /// Holds each element between two bounds, in place.
  public mutating func clamp(to bounds: ClosedRange<Element>) { flat.clamp(to: bounds) }

  /// Holds each element between two bounds and writes to `result`, which must have the same shape.
  public static func clamp(_ matrix: Matrix, to bounds: ClosedRange<Element>, into result: inout Matrix) {
    write(&result, like: matrix) { Column.clamp(matrix.flat, to: bounds, into: &$0) }
  }

  /// left · right + addend, element by element, rounded twice. NumPy: `left * right + addend`.
  public static func multiplyAdd(_ left: Matrix, _ right: Matrix, _ addend: Matrix) -> Matrix {
    checkShapes(left, addend)
    return paired(left, right) { a, b in
      // The addend lies as the operands were taken.
      let isTurned = !(left.isContiguous && right.isContiguous) && left.isColumnMajor && right.isColumnMajor
      return Column.multiplyAdd(a, b, isTurned ? addend.transposed.flat : addend.flat)
    }
  }

  /// left · right + addend with one factor and one addend for all elements.
  public static func multiplyAdd(_ left: Matrix, _ right: Element, _ addend: Element) -> Matrix {
    mapped(left) { Column.multiplyAdd($0, right, addend) }
  }

  /// left · right + addend, element by element, written to `result`, which must have their shape.
  public static func multiplyAdd(_ left: Matrix, _ right: Matrix, _ addend: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    checkShapes(left, addend)
    write(&result, like: left) { Column.multiplyAdd(left.flat, right.flat, addend.flat, into: &$0) }
  }

  /// left · right + addend with one factor and one addend for all elements, written to `result`.
  public static func multiplyAdd(_ left: Matrix, _ right: Element, _ addend: Element, into result: inout Matrix) {
    write(&result, like: left) { Column.multiplyAdd(left.flat, right, addend, into: &$0) }
  }

  /// Multiplies each element by another matrix's and adds a third one's, in place.
  public mutating func formMultiplyAdd(_ factor: Matrix, _ addend: Matrix) {
    Matrix.checkShapes(self, factor)
    Matrix.checkShapes(self, addend)
    flat.formMultiplyAdd(factor.flat, addend.flat)
  }

  /// Multiplies each element by a number and adds another, in place.
  public mutating func formMultiplyAdd(_ factor: Element, _ addend: Element) { flat.formMultiplyAdd(factor, addend) }
}

// MARK: Roots and rounding

extension Matrix where Element: ArrayFloat {
  /// The square root of each element, correctly rounded; NaN for negative ones. NumPy: `numpy.sqrt`.
  public func squareRoot() -> Matrix { Matrix.mapped(self) { $0.squareRoot() } }

  /// Replaces each element by the square root of each element.
  public mutating func formSquareRoot() { flat.formSquareRoot() }

  /// Writes the square root of each element to `result`, which must have the same shape.
  public static func squareRoot(_ matrix: Matrix, into result: inout Matrix) {
    write(&result, like: matrix) { Column.squareRoot(matrix.flat, into: &$0) }
  }

  /// The largest whole number that is not above each element. NumPy: `numpy.floor`.
  public func floor() -> Matrix { Matrix.mapped(self) { $0.floor() } }

  /// Replaces each element by the largest whole number that is not above each element.
  public mutating func formFloor() { flat.formFloor() }

  /// Writes the largest whole number that is not above each element to `result`, which must have the same shape.
  public static func floor(_ matrix: Matrix, into result: inout Matrix) {
    write(&result, like: matrix) { Column.floor(matrix.flat, into: &$0) }
  }

  /// The nearest whole number to each element, ties to the even one. NumPy: `numpy.round`.
  public func rounded() -> Matrix { Matrix.mapped(self) { $0.rounded() } }

  /// Replaces each element by the nearest whole number to each element, ties to the even one.
  public mutating func round() { flat.round() }

  /// Writes the nearest whole number to each element, ties to the even one to `result`, which must have the same shape.
  public static func round(_ matrix: Matrix, into result: inout Matrix) {
    write(&result, like: matrix) { Column.round(matrix.flat, into: &$0) }
  }
}

// MARK: Casts

extension Matrix {
  /// The elements as another type, by the rule of `Column.cast`. NumPy: `astype`.
  public func cast<Target: ArrayElement>(to type: Target.Type = Target.self) -> Matrix<Target> {
    Matrix.mapped(self) { $0.cast(to: type) }
  }

  /// Writes the elements as another type to `result`, which must have the same shape.
  public func cast<Target: ArrayElement>(into result: inout Matrix<Target>) {
    Matrix.write(&result, like: self) { flat.cast(into: &$0) }
  }
}
