// Matrices out of chosen rows or columns of others: by index, and by mask.

extension Matrix {
  /// The columns at the given indices, in their order. NumPy: `numpy.take(axis=1)`. O(rows · number of indices).
  /// - Precondition: each index is a column of the matrix; none is negative.
  public func take(columns indices: Column<Int64>) -> Matrix {
    var result = Matrix(rows: rows, columns: indices.count)
    for row in 0..<rows { self.row(row).take(indices, into: &result[row: row]) }
    return result
  }

  /// The rows at the given indices, in their order. NumPy: `numpy.take(axis=0)`. O(columns · number of indices).
  /// - Precondition: each index is a row of the matrix; none is negative.
  public func take(rows indices: Column<Int64>) -> Matrix {
    if !isContiguous { return transposed.take(columns: indices).transposed }
    let result = unsafe Column<Element>.made(indices.count * columns) { result in
      unsafe indices.withElements { unsafe Matrix.gather(start, rows, columns, $0, result, indices.count) }
    }
    return Matrix(result, rows: indices.count, columns: columns)
  }

  /// The columns where the mask is true, in their order. NumPy: `numpy.compress(axis=1)`. O(rows · columns).
  public func compress(columns mask: Mask) -> Matrix {
    precondition(mask.count == columns, "the mask must have as many values as the matrix has columns")
    var result = Matrix(rows: rows, columns: mask.trueCount)
    for row in 0..<rows { self.row(row).compress(mask, into: &result[row: row]) }
    return result
  }

  /// The rows where the mask is true, in their order. NumPy: `numpy.compress(axis=0)`. O(rows · columns).
  public func compress(rows mask: Mask) -> Matrix {
    precondition(mask.count == rows, "the mask must have as many values as the matrix has rows")
    return take(rows: mask.nonzero())
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func gather(
    _ values: UnsafePointer<Element>, _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int64>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    var place = 0
    for index in 0..<count {
      let row = unsafe indices[index]
      precondition(UInt64(bitPattern: row) < UInt64(rows), "an index lies outside the matrix")
      let first = Int(row) &* columns
      for column in 0..<columns {
        unsafe result[place] = unsafe values[first &+ column]
        place &+= 1
      }
    }
  }
}
