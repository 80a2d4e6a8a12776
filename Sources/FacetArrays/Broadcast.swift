// A column that stands for a whole matrix, repeated along its rows or its columns: what NumPy's broadcasting does by the
// shapes, said in words. `vertices - .column(center)` moves each column of a 3×N matrix.
//
// Nothing is repeated in memory: a long row is met by the whole column or by one number; short rows are met by a block of
// repeated numbers on the stack.

/// A column that is repeated to the shape of a matrix.
public struct Broadcast<Element: ArrayElement>: Sendable {
  enum Direction { case row, column }
  let values: Column<Element>
  let direction: Direction

  /// Each row of the matrix meets these values. NumPy: `values[None, :]`, or just `values`.
  public static func row(_ values: Column<Element>) -> Broadcast { Broadcast(values: values, direction: .row) }

  /// Each column of the matrix meets these values. NumPy: `values[:, None]`.
  public static func column(_ values: Column<Element>) -> Broadcast { Broadcast(values: values, direction: .column) }

  /// The same along the other direction.
  var transposed: Broadcast { Broadcast(values: values, direction: direction == .row ? .column : .row) }

  func check<Other: ArrayElement>(_ matrix: Matrix<Other>) {
    precondition(
      values.count == (direction == .row ? matrix.columns : matrix.rows),
      direction == .row
        ? "a row must have as many elements as the matrix has columns"
        : "a column must have as many elements as the matrix has rows")
  }
}

extension Matrix where Element: ArrayNumber {
  /// Adds the repeated values to each row or column. NumPy: `numpy.add`. O(rows · columns).
  public static func + (left: Matrix, right: Broadcast<Element>) -> Matrix { fresh(.add, left, right) }

  /// Subtracts the repeated values from each row or column. NumPy: `numpy.subtract`. O(rows · columns).
  public static func - (left: Matrix, right: Broadcast<Element>) -> Matrix { fresh(.subtract, left, right) }

  /// Multiplies each row or column by the repeated values. NumPy: `numpy.multiply`. O(rows · columns).
  public static func * (left: Matrix, right: Broadcast<Element>) -> Matrix { fresh(.multiply, left, right) }

  /// Divides each row or column by the repeated values. NumPy: `numpy.divide` for floats. O(rows · columns).
  public static func / (left: Matrix, right: Broadcast<Element>) -> Matrix { fresh(.divide, left, right) }

  /// Subtracts each row or column from the repeated values. O(rows · columns).
  public static func - (left: Broadcast<Element>, right: Matrix) -> Matrix {
    fresh(.subtract, right, left, isReversed: true)
  }

  /// Divides the repeated values by each row or column. O(rows · columns).
  public static func / (left: Broadcast<Element>, right: Matrix) -> Matrix {
    fresh(.divide, right, left, isReversed: true)
  }

  /// Adds the repeated values to each row or column, in place.
  public static func += (left: inout Matrix, right: Broadcast<Element>) { inPlace(.add, &left, right) }

  /// Subtracts the repeated values from each row or column, in place.
  public static func -= (left: inout Matrix, right: Broadcast<Element>) { inPlace(.subtract, &left, right) }

  /// Multiplies each row or column by the repeated values, in place.
  public static func *= (left: inout Matrix, right: Broadcast<Element>) { inPlace(.multiply, &left, right) }

  /// Divides each row or column by the repeated values, in place.
  public static func /= (left: inout Matrix, right: Broadcast<Element>) { inPlace(.divide, &left, right) }

  /// The smaller of each element and the repeated one; NaN when one of them is NaN. NumPy: `numpy.minimum`.
  public static func minimum(_ left: Matrix, _ right: Broadcast<Element>) -> Matrix { fresh(.minimum, left, right) }

  /// The larger of each element and the repeated one; NaN when one of them is NaN. NumPy: `numpy.maximum`.
  public static func maximum(_ left: Matrix, _ right: Broadcast<Element>) -> Matrix { fresh(.maximum, left, right) }

  /// Adds the repeated values to each row or column and writes to `result`, which must have the shape of the matrix.
  public static func add(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .add, left, right)
  }

  /// Subtracts the repeated values from each row or column and writes to `result`.
  public static func subtract(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .subtract, left, right)
  }

  /// Multiplies each row or column by the repeated values and writes to `result`.
  public static func multiply(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .multiply, left, right)
  }

  /// Divides each row or column by the repeated values and writes to `result`.
  public static func divide(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .divide, left, right)
  }

  /// Subtracts each row or column from the repeated values and writes to `result`.
  public static func subtract(_ left: Broadcast<Element>, _ right: Matrix, into result: inout Matrix) {
    into(&result, .subtract, right, left, isReversed: true)
  }

  /// Divides the repeated values by each row or column and writes to `result`.
  public static func divide(_ left: Broadcast<Element>, _ right: Matrix, into result: inout Matrix) {
    into(&result, .divide, right, left, isReversed: true)
  }

  /// The smaller of each element and the repeated one, written to `result`.
  public static func minimum(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .minimum, left, right)
  }

  /// The larger of each element and the repeated one, written to `result`.
  public static func maximum(_ left: Matrix, _ right: Broadcast<Element>, into result: inout Matrix) {
    into(&result, .maximum, left, right)
  }
}

// MARK: Loops

extension Matrix where Element: ArrayNumber {
  private static func fresh(
    _ operation: BinaryOperation, _ left: Matrix, _ right: Broadcast<Element>, isReversed: Bool = false
  ) -> Matrix {
    right.check(left)
    if !left.isContiguous && left.isColumnMajor {
      return fresh(operation, left.transposed, right.transposed, isReversed: isReversed).transposed
    }
    let matrix = left.contiguous()
    let result = unsafe Column.made(left.count) {
      unsafe combine(operation, matrix, right, $0, isReversed: isReversed)
    }
    return Matrix(result, rows: left.rows, columns: left.columns)
  }

  private static func inPlace(_ operation: BinaryOperation, _ left: inout Matrix, _ right: Broadcast<Element>) {
    right.check(left)
    left.makeWritable()
    unsafe combine(operation, left, right, left.start, isReversed: false)
  }

  private static func into(
    _ result: inout Matrix, _ operation: BinaryOperation, _ left: Matrix, _ right: Broadcast<Element>,
    isReversed: Bool = false
  ) {
    right.check(left)
    let matrix = left.contiguous()
    write(&result, like: left) { elements in
      unsafe Column.overwrite(&elements, matrix.count) {
        unsafe combine(operation, matrix, right, $0, isReversed: isReversed)
      }
    }
  }

  /// result = matrix ∘ repeated values, or the other way round. The result may be the matrix itself.
  @unsafe
  private static func combine(
    _ operation: BinaryOperation, _ matrix: Matrix, _ broadcast: Broadcast<Element>,
    _ result: UnsafeMutablePointer<Element>, isReversed: Bool
  ) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    let base = unsafe matrix.start
    let blockLength = Column<Element>.blockLength
    guard rows > 0 && columns > 0 else { return }
    unsafe broadcast.values.withElements { values in
      if columns >= blockLength / 4 {
        for row in 0..<rows {
          let (from, to) = unsafe (base + row * columns, result + row * columns)
          switch (broadcast.direction, isReversed) {
          case (.row, false): unsafe Column.combine(operation, from, values, to, columns)
          case (.row, true): unsafe Column.combine(operation, values, from, to, columns)
          case (.column, false): unsafe Column.combine(operation, from, scalar: values[row], to, columns)
          case (.column, true): unsafe Column.combine(operation, scalar: values[row], from, to, columns)
          }
        }
        return
      }
      let rowsAtATime = blockLength / columns
      unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: blockLength) { buffer in
        let repeated = buffer.baseAddress!
        var row = 0
        while row < rows {
          let length = min(rowsAtATime, rows - row)
          if broadcast.direction == .column {
            unsafe Column.repeatEach(values + row, columns, repeated, length)
          } else if row == 0 {
            for index in 0..<length { unsafe (repeated + index * columns).update(from: values, count: columns) }
          }
          let (from, to) = unsafe (base + row * columns, result + row * columns)
          if isReversed {
            unsafe Column.combine(operation, repeated, from, to, length * columns)
          } else {
            unsafe Column.combine(operation, from, repeated, to, length * columns)
          }
          row += length
        }
      }
    }
  }
}

extension Column {
  /// Writes each of `count` values `times` times, one after the other.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func repeatEach(
    _ values: UnsafePointer<Element>, _ times: Int, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    var place = 0
    for index in 0..<count {
      for _ in 0..<times {
        unsafe result[place] = unsafe values[index]
        place &+= 1
      }
    }
  }
}
