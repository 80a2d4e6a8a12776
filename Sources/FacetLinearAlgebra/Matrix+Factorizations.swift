// Cholesky and QR.
//
// LAPACK reads columns and takes a matrix that lies row by row for its transposed. The upper triangle that it fills for
// Cholesky is therefore the lower one here. QR works on a copy column by column, because the LQ that needs none takes a
// quarter longer; both factors come as transposed views of what LAPACK wrote.
// Source: Golub, Van Loan, Matrix Computations, 4.2 and 5.2; LAPACK: potrf, geqrf, orgqr.
#if LinearAlgebra
  public import FacetArrays

  /// A = Q · R with orthonormal columns in Q and an upper triangle R.
  public struct QRFactors<Element: LinearAlgebraElement>: Sendable {
    /// rows × min(rows, columns); a transposed view.
    public let q: Matrix<Element>
    /// min(rows, columns) × columns; a transposed view. Diagonal elements may be negative.
    public let r: Matrix<Element>
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// Factorizes a symmetric positive definite matrix as L · Lᵀ and answers the lower triangle L. Reads only the lower
    /// triangle. NumPy: `numpy.linalg.cholesky`. O(rows³).
    /// - Throws: `notSquare`, `nonFinite`, `notPositiveDefinite`.
    public func cholesky() throws(LinearAlgebraError) -> Matrix {
      try checkSquare()
      try checkFinite()
      let result = copy()
      if rows == 0 { return result }
      let info = LinearAlgebra.run { unsafe Element._potrf(Int32(rows), result.start) }
      guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
      for row in 0..<rows - 1 {
        unsafe (result.start + row * columns + row + 1).update(repeating: 0, count: columns - row - 1)
      }
      return result
    }

    /// Factorizes as Q · R, in the reduced form. NumPy: `numpy.linalg.qr`. O(rows · columns · min(rows, columns)).
    /// - Throws: `nonFinite`.
    public func qr() throws(LinearAlgebraError) -> QRFactors<Element> {
      try checkSize()
      try checkFinite()
      let rank = min(rows, columns)
      if rank == 0 { return QRFactors(q: Matrix(rows: rows, columns: 0), r: Matrix(rows: 0, columns: columns)) }
      let factors = transposed.copy()
      let (m, n, k) = (Int32(rows), Int32(columns), Int32(rank))
      let scales = Column<Element>(unsafeUninitialized: rank, zeroed: false)
      var length = Element(0)
      return try LinearAlgebra.run { () throws(LinearAlgebraError) in
        _ = unsafe Element._geqrf(m, n, factors.start, scales.start, &length, -1)
        var work = try WorkSpace<Element>(asked: length, for: self)
        _ = unsafe Element._geqrf(m, n, factors.start, scales.start, work.start, work.count)
        let r = try Matrix.uninitialized(rows: columns, columns: rank)
        for column in 0..<columns {
          let (from, to) = unsafe (factors.start + column * rows, r.start + column * rank)
          let filled = min(column + 1, rank)
          unsafe to.update(from: from, count: filled)
          unsafe (to + filled).update(repeating: 0, count: rank - filled)
        }
        _ = unsafe Element._orgqr(m, k, k, factors.start, m, scales.start, &length, -1)
        work = try WorkSpace<Element>(asked: length, for: self)
        _ = unsafe Element._orgqr(m, k, k, factors.start, m, scales.start, work.start, work.count)
        return QRFactors(q: factors[rows: 0..<rank].transposed, r: r.transposed)
      }
    }
  }
#endif
