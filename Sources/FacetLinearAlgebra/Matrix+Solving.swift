// Solving, the inverse and the determinant by LU with partial pivoting.
//
// LAPACK reads columns, so it takes a matrix that lies row by row for its transposed: it finds Aᵀ = P · L · U. Read row by
// row again, the same memory holds A = Uᵀ · Lᵀ · Pᵀ: a lower triangle, an upper one with a unit diagonal, and exchanges of
// rows. With BLAS's row-major triangles A · X = B is solved in place in B, and nothing is ever transposed.
// Source: Golub, Van Loan, Matrix Computations, 3.4; LAPACK: getrf, getri.
#if LinearAlgebra
  public import FacetArrays

  extension Matrix where Element: LinearAlgebraElement {
    /// Solves `self · x = right` for each column of `right`. NumPy: `numpy.linalg.solve`. O(rows³).
    /// - Throws: `notSquare`, `shapeMismatch` unless `right.rows == rows`, `nonFinite`, `singular`.
    public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
      try checkSquare()
      guard right.rows == rows else {
        throw .shapeMismatch("\(rows) equations can't have a right side of \(right.rows) rows")
      }
      try right.checkSize()
      if right.count == 0 { return Matrix(rows: rows, columns: right.columns) }
      let (factors, pivots) = try factorized()
      try right.checkFinite()
      let result = right.copy()
      let (size, width) = (Int32(rows), Int32(right.columns))
      LinearAlgebra.run {
        unsafe Element._trsm(false, false, size, width, factors.start, size, result.start, width)
        unsafe Element._trsm(true, true, size, width, factors.start, size, result.start, width)
        for row in stride(from: rows - 1, through: 0, by: -1) {
          let other = Int(pivots[row]) - 1
          if other != row {
            unsafe Element._swap(
              width, result.start + row * right.columns, result.start + other * right.columns)
          }
        }
      }
      return result
    }

    /// Solves `self · x = right`. NumPy: `numpy.linalg.solve`. O(rows³).
    /// - Throws: `notSquare`, `shapeMismatch` unless `right.count == rows`, `nonFinite`, `singular`.
    public func solve(_ right: Column<Element>) throws(LinearAlgebraError) -> Column<Element> {
      try solve(Matrix(right, rows: right.count, columns: 1)).flat
    }

    /// Makes the inverse. To solve equations, `solve` is faster and more exact. NumPy: `numpy.linalg.inv`. O(rows³).
    /// - Throws: `notSquare`, `nonFinite`, `singular`.
    public func inverse() throws(LinearAlgebraError) -> Matrix {
      try checkSquare()
      if rows == 0 { return self }
      let (factors, pivots) = try factorized()
      let size = Int32(rows)
      try LinearAlgebra.run { () throws(LinearAlgebraError) in
        var length = Element(0)
        _ = unsafe Element._getri(size, factors.start, pivots.start, &length, -1)
        let work = try WorkSpace<Element>(asked: length, for: self)
        let info = unsafe Element._getri(size, factors.start, pivots.start, work.start, work.count)
        guard info == 0 else { throw .singular(pivot: Int(info) - 1) }
      }
      return factors
    }

    /// Computes the determinant: 0 for a singular matrix, 1 for an empty one. It overflows soon for large matrices. NumPy:
    /// `numpy.linalg.det`. O(rows³).
    /// - Throws: `notSquare`, `nonFinite`.
    public func determinant() throws(LinearAlgebraError) -> Element {
      try checkSquare()
      if rows == 0 { return 1 }
      let (factors, pivots): (Matrix, Column<Int32>)
      do {
        (factors, pivots) = try factorized()
      } catch .singular {
        return 0
      }
      var result: Element = 1
      for index in 0..<rows {
        result *= factors[index, index]
        if Int(pivots[index]) != index + 1 { result.negate() }
      }
      return result
    }

    /// The factors of a square matrix with elements: Uᵀ and Lᵀ in one matrix, and the exchanges, counted from 1.
    private func factorized() throws(LinearAlgebraError) -> (factors: Matrix, pivots: Column<Int32>) {
      try checkFinite()
      let factors = copy()
      let pivots = Column<Int32>(unsafeUninitialized: rows, zeroed: false)
      let info = LinearAlgebra.run { unsafe Element._getrf(Int32(rows), factors.start, pivots.start) }
      guard info == 0 else { throw .singular(pivot: Int(info) - 1) }
      return (factors, pivots)
    }
  }
#endif
