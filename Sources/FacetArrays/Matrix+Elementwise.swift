// How operations on matrices become operations on columns. A matrix without gaps is one column, row by row or column by
// column; two matrices that lie alike are two columns; everything else is first copied row by row. So each operation has
// one loop, that of the columns, and the result lies like its operands.

extension Matrix {
  /// Whether the elements lie column after column without gaps. NumPy: `flags.f_contiguous`.
  var isColumnMajor: Bool { transposed.isContiguous }

  /// Applies an operation of columns to all elements.
  static func mapped<Result: ArrayElement>(
    _ matrix: Matrix, _ body: (Column<Element>) -> Column<Result>
  ) -> Matrix<Result> {
    if !matrix.isContiguous && matrix.isColumnMajor { return mapped(matrix.transposed, body).transposed }
    return Matrix<Result>(body(matrix.flat), rows: matrix.rows, columns: matrix.columns)
  }

  /// Applies an operation of two columns to all pairs of elements.
  static func paired<Result: ArrayElement>(
    _ left: Matrix, _ right: Matrix, _ body: (Column<Element>, Column<Element>) -> Column<Result>
  ) -> Matrix<Result> {
    checkShapes(left, right)
    if !(left.isContiguous && right.isContiguous) && left.isColumnMajor && right.isColumnMajor {
      return paired(left.transposed, right.transposed, body).transposed
    }
    return Matrix<Result>(body(left.flat, right.flat), rows: left.rows, columns: left.columns)
  }

  /// Lets an operation of columns write to all elements of a matrix that the caller owns, row by row.
  static func write<Result: ArrayElement>(
    _ result: inout Matrix<Result>, like matrix: Matrix, _ body: (inout Column<Result>) -> Void
  ) {
    precondition(
      result.rows == matrix.rows && result.columns == matrix.columns,
      "the result must have the shape of the operands")
    body(&result.flat)
  }

  static func checkShapes<Other: ArrayElement>(_ left: Matrix, _ right: Matrix<Other>) {
    precondition(
      left.rows == right.rows && left.columns == right.columns, "the matrices must have the same shape")
  }
}
