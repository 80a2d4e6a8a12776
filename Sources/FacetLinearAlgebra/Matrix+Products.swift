// Products of matrices and vectors. Transposed and strided views are passed to OpenBLAS as they lie.
#if LinearAlgebra
  public import FacetArrays

  extension Matrix where Element: LinearAlgebraElement {
    /// Multiplies with a matrix. NumPy: `a @ b`. O(rows · columns · right.columns); BLAS: gemm.
    /// - Throws: `shapeMismatch` unless `columns == right.rows`.
    public func matmul(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
      try checkProduct(right)
      var result = try Matrix.uninitialized(rows: rows, columns: right.columns)
      try multiply(right, into: &result)
      return result
    }

    /// Multiplies with a matrix and writes over `result`, in place when nobody else holds its memory. NumPy:
    /// `numpy.matmul(a, b, out=result)`.
    /// - Throws: `shapeMismatch` unless the operands fit and `result` has the shape of the product.
    public func matmul(_ right: Matrix, into result: inout Matrix) throws(LinearAlgebraError) {
      try checkProduct(right)
      guard result.rows == rows, result.columns == right.columns else {
        throw .shapeMismatch(
          "the product of \(rows) x \(columns) and \(right.rows) x \(right.columns) does not fit in "
            + "\(result.rows) x \(result.columns)")
      }
      try multiply(right, into: &result)
    }

    /// Multiplies with a vector. NumPy: `a @ x`. O(rows · columns); BLAS: gemv.
    /// - Throws: `shapeMismatch` unless `columns == vector.count`.
    public func matmul(_ vector: Column<Element>) throws(LinearAlgebraError) -> Column<Element> {
      guard columns == vector.count else {
        throw .shapeMismatch("a matrix of \(rows) x \(columns) can't be multiplied with \(vector.count) elements")
      }
      if columns == 0 { return Column(repeating: 0, count: rows) }
      let result = Column<Element>(unsafeUninitialized: rows, zeroed: false)
      if rows == 0 { return result }
      let a = try dense()
      let x = vector.stride > 0 && vector.stride < Int32.max ? vector : vector.copy()
      let lines = (a.isTransposed ? columns : rows, a.isTransposed ? rows : columns)
      LinearAlgebra.run {
        unsafe Element._gemv(
          a.isTransposed, Int32(lines.0), Int32(lines.1), a.start, a.leadingDimension, x.start, Int32(x.stride),
          result.start)
      }
      return result
    }

    /// Multiplies the transposed with the matrix itself: the inner products of all columns. Half the work of `matmul`, and
    /// exactly symmetric. NumPy: `a.T @ a`. O(rows · columns²); BLAS: syrk.
    public func gram() throws(LinearAlgebraError) -> Matrix {
      let a = try dense()
      if count == 0 { return Matrix(rows: columns, columns: columns) }
      let result = try Matrix.uninitialized(rows: columns, columns: columns)
      LinearAlgebra.run {
        unsafe Element._syrk(
          a.isTransposed, Int32(columns), Int32(rows), a.start, a.leadingDimension, result.start)
      }
      unsafe Matrix.mirrorUpper(result.start, columns)
      return result
    }

    private func checkProduct(_ right: Matrix) throws(LinearAlgebraError) {
      guard columns == right.rows else {
        throw .shapeMismatch(
          "\(rows) x \(columns) can't be multiplied with \(right.rows) x \(right.columns)")
      }
    }

    private func multiply(_ right: Matrix, into result: inout Matrix) throws(LinearAlgebraError) {
      if result.count == 0 { return }
      if columns == 0 {
        result = Matrix(rows: rows, columns: right.columns)
        return
      }
      let (a, b) = (try dense(), try right.dense())
      // A shared result moves to fresh memory here, so it never lies over an operand.
      result.makeOverwritable()
      let target = result
      LinearAlgebra.run {
        unsafe Element._gemm(
          a.isTransposed, b.isTransposed, Int32(rows), Int32(right.columns), Int32(columns), a.start,
          a.leadingDimension, b.start, b.leadingDimension, target.start, Int32(max(right.columns, 1)))
      }
    }

    /// Makes this matrix the only holder of contiguous memory whose contents don't matter.
    private mutating func makeOverwritable() {
      if isContiguous && isKnownUniquelyReferenced(&storage) && storage!.isWritable { return }
      self = Matrix(Column(unsafeUninitialized: count, zeroed: false), rows: rows, columns: columns)
    }

    /// Copies the upper triangle of a square matrix to the lower one, in squares that fit in the cache.
    @specialized(where Element == Double) @specialized(where Element == Float)
    @unsafe
    static func mirrorUpper(_ start: UnsafeMutablePointer<Element>, _ size: Int) {
      let side = 32
      for firstRow in stride(from: 0, to: size, by: side) {
        for firstColumn in stride(from: 0, through: firstRow, by: side) {
          for row in firstRow..<min(firstRow + side, size) {
            var column = firstColumn
            let end = min(firstColumn + side, row)
            while column < end {
              unsafe start[row &* size &+ column] = start[column &* size &+ row]
              column &+= 1
            }
          }
        }
      }
    }
  }
#endif
