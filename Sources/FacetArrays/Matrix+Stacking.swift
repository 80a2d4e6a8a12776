// Matrices out of columns and of other matrices, side by side or one below the other.

extension Matrix {
  /// Makes a matrix whose rows are the given columns. NumPy: `numpy.stack(axis=0)`. O(number of elements).
  /// - Precondition: all have the same count.
  public static func stack(rows: [Column<Element>]) -> Matrix {
    let length = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == length }, "the rows must have the same count")
    return Matrix(Column.concatenate(rows.map { $0.contiguous() }), rows: rows.count, columns: length)
  }

  /// Makes a matrix whose columns are the given ones. NumPy: `numpy.stack(axis=1)`. O(number of elements).
  /// - Precondition: all have the same count.
  public static func stack(columns: [Column<Element>]) -> Matrix {
    let length = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == length }, "the columns must have the same count")
    let elements = unsafe Column<Element>.made(length * columns.count) { result in
      for (place, column) in columns.enumerated() {
        let column = column.contiguous()
        unsafe Matrix.spread(column.baseAddress, length, result + place, columns.count)
        withExtendedLifetime(column) {}
      }
    }
    return Matrix(elements, rows: length, columns: columns.count)
  }

  /// Puts matrices one below the other. NumPy: `numpy.concatenate(axis=0)`. O(number of elements).
  /// - Precondition: all have as many columns.
  public static func concatenate(rows matrices: [Matrix]) -> Matrix {
    let columns = matrices.first?.columns ?? 0
    precondition(matrices.allSatisfy { $0.columns == columns }, "the matrices must have as many columns")
    return Matrix(
      Column.concatenate(matrices.map { $0.contiguous().flat }), rows: matrices.reduce(0) { $0 + $1.rows },
      columns: columns)
  }

  /// Puts matrices side by side. NumPy: `numpy.concatenate(axis=1)`. O(number of elements).
  /// - Precondition: all have as many rows.
  public static func concatenate(columns matrices: [Matrix]) -> Matrix {
    let rows = matrices.first?.rows ?? 0
    precondition(matrices.allSatisfy { $0.rows == rows }, "the matrices must have as many rows")
    let columns = matrices.reduce(0) { $0 + $1.columns }
    let elements = unsafe Column<Element>.made(rows * columns) { result in
      var place = 0
      for matrix in matrices where matrix.columns > 0 {
        let flat = matrix.contiguous().flat
        for row in 0..<rows {
          unsafe (result + (row * columns + place)).update(
            from: flat.baseAddress + row * matrix.columns, count: matrix.columns)
        }
        withExtendedLifetime(flat) {}
        place += matrix.columns
      }
    }
    return Matrix(elements, rows: rows, columns: columns)
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func spread(
    _ values: UnsafePointer<Element>, _ count: Int, _ result: UnsafeMutablePointer<Element>, _ stride: Int
  ) {
    for index in 0..<count { unsafe result[index &* stride] = unsafe values[index] }
  }
}
