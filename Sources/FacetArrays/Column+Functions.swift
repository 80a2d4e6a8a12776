// Functions of each element: sign, bounds, roots, rounding, multiply-add. Each has a fresh, an in-place and an `into:` form,
// and all are O(count).

// MARK: Sign

extension Column where Element: ArrayNumber {
  /// Negates each element; the smallest integer stays itself. NumPy: `numpy.negative`.
  public static prefix func - (column: Column) -> Column { fresh(.negate, column) }

  /// Negates each element in place.
  public mutating func negate() { Column.inPlace(.negate, &self) }

  /// Negates each element and writes to `result`.
  public static func negate(_ column: Column, into result: inout Column) { into(&result, .negate, column) }

  /// The absolute value of each element; the smallest integer stays itself. NumPy: `numpy.abs`.
  public var magnitude: Column { Column.fresh(.magnitude, self) }

  /// Replaces each element by its absolute value.
  public mutating func formMagnitude() { Column.inPlace(.magnitude, &self) }

  /// Writes the absolute value of each element to `result`.
  public static func magnitude(_ column: Column, into result: inout Column) { into(&result, .magnitude, column) }

  static func fresh(_ operation: UnaryOperation, _ column: Column) -> Column {
    unsafe made(column.count) { result in
      unsafe blocks(column) { unsafe apply(operation, $0, result + $1, $2) }
    }
  }

  static func inPlace(_ operation: UnaryOperation, _ column: inout Column) {
    column.makeWritable()
    unsafe apply(operation, column.baseAddress, column.baseAddress, column.count)
  }

  static func into(_ result: inout Column, _ operation: UnaryOperation, _ column: Column) {
    unsafe overwriteInBlocks(&result, column.count) { result in
      unsafe blocks(column, limit: result.blockLength) { values, first, count in
        unsafe result.write(first, count) { unsafe apply(operation, values, $0, count) }
      }
    }
  }
}

// MARK: Bounds

extension Column where Element: ArrayNumber {
  /// The smaller element of each pair; NaN when one of them is NaN. NumPy: `numpy.minimum`.
  public static func minimum(_ left: Column, _ right: Column) -> Column { fresh(.minimum, left, right) }

  /// The smaller of each element and a number; NaN when one of them is NaN.
  public static func minimum(_ left: Column, _ right: Element) -> Column { fresh(.minimum, left, right) }

  /// The smaller element of each pair, written to `result`.
  public static func minimum(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .minimum, left, right)
  }

  /// The smaller of each element and a number, written to `result`.
  public static func minimum(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .minimum, left, right)
  }

  /// Replaces each element by the smaller of it and another column's.
  public mutating func formMinimum(_ other: Column) { Column.inPlace(.minimum, &self, other) }

  /// Replaces each element by the smaller of it and a number.
  public mutating func formMinimum(_ other: Element) { Column.inPlace(.minimum, &self, other) }

  /// The larger element of each pair; NaN when one of them is NaN. NumPy: `numpy.maximum`.
  public static func maximum(_ left: Column, _ right: Column) -> Column { fresh(.maximum, left, right) }

  /// The larger of each element and a number; NaN when one of them is NaN.
  public static func maximum(_ left: Column, _ right: Element) -> Column { fresh(.maximum, left, right) }

  /// The larger element of each pair, written to `result`.
  public static func maximum(_ left: Column, _ right: Column, into result: inout Column) {
    into(&result, .maximum, left, right)
  }

  /// The larger of each element and a number, written to `result`.
  public static func maximum(_ left: Column, _ right: Element, into result: inout Column) {
    into(&result, .maximum, left, right)
  }

  /// Replaces each element by the larger of it and another column's.
  public mutating func formMaximum(_ other: Column) { Column.inPlace(.maximum, &self, other) }

  /// Replaces each element by the larger of it and a number.
  public mutating func formMaximum(_ other: Element) { Column.inPlace(.maximum, &self, other) }

  /// Holds each element between two bounds; NaN stays NaN. NumPy: `numpy.clip`.
  public func clamped(to bounds: ClosedRange<Element>) -> Column {
    unsafe Column.made(count) { result in
      unsafe Column.blocks(self) { unsafe Column.clamp($0, bounds.lowerBound, bounds.upperBound, result + $1, $2) }
    }
  }

  /// Holds each element between two bounds, in place.
  public mutating func clamp(to bounds: ClosedRange<Element>) {
    makeWritable()
    unsafe Column.clamp(baseAddress, bounds.lowerBound, bounds.upperBound, baseAddress, count)
  }

  /// Holds each element between two bounds and writes to `result`.
  public static func clamp(_ column: Column, to bounds: ClosedRange<Element>, into result: inout Column) {
    unsafe overwriteInBlocks(&result, column.count) { result in
      unsafe blocks(column, limit: result.blockLength) { values, first, count in
        unsafe result.write(first, count) { unsafe clamp(values, bounds.lowerBound, bounds.upperBound, $0, count) }
      }
    }
  }
}

// MARK: Roots and rounding

extension Column where Element: ArrayFloat {
  /// The square root of each element, correctly rounded; NaN for negative ones. NumPy: `numpy.sqrt`.
  public func squareRoot() -> Column { Column.fresh(.squareRoot, self) }

  /// Replaces each element by its square root.
  public mutating func formSquareRoot() { Column.inPlace(.squareRoot, &self) }

  /// Writes the square root of each element to `result`.
  public static func squareRoot(_ column: Column, into result: inout Column) { into(&result, .squareRoot, column) }

  /// The largest whole number that is not above each element. NumPy: `numpy.floor`.
  public func floor() -> Column { Column.fresh(.floor, self) }

  /// Replaces each element by the largest whole number that is not above it.
  public mutating func formFloor() { Column.inPlace(.floor, &self) }

  /// Writes the largest whole number that is not above each element to `result`.
  public static func floor(_ column: Column, into result: inout Column) { into(&result, .floor, column) }

  /// Rounds each element to the nearest whole number, ties to the even one. NumPy: `numpy.round`, `numpy.rint`.
  public func rounded() -> Column { Column.fresh(.round, self) }

  /// Rounds each element in place.
  public mutating func round() { Column.inPlace(.round, &self) }

  /// Rounds each element and writes to `result`.
  public static func round(_ column: Column, into result: inout Column) { into(&result, .round, column) }

  static func fresh(_ operation: RoundingOperation, _ column: Column) -> Column {
    unsafe made(column.count) { result in
      unsafe blocks(column) { unsafe apply(operation, $0, result + $1, $2) }
    }
  }

  static func inPlace(_ operation: RoundingOperation, _ column: inout Column) {
    column.makeWritable()
    unsafe apply(operation, column.baseAddress, column.baseAddress, column.count)
  }

  static func into(_ result: inout Column, _ operation: RoundingOperation, _ column: Column) {
    unsafe overwriteInBlocks(&result, column.count) { result in
      unsafe blocks(column, limit: result.blockLength) { values, first, count in
        unsafe result.write(first, count) { unsafe apply(operation, values, $0, count) }
      }
    }
  }
}
