// Singular values and vectors by divide and conquer.
//
// LAPACK takes a matrix that lies row by row for its transposed: Aᵀ = V · S · Uᵀ. What it writes as V is, row by row, Vᵀ,
// and what it writes as Uᵀ is U: both come out the right way, without a transposition.
// A tall matrix is copied column by column instead, because LAPACK is faster with a tall one than with a wide one.
// Source: LAPACK's gesdd.
#if LinearAlgebra
  public import FacetArrays

  /// A = U · diagonal(values) · Vᵀ with orthonormal columns in U and orthonormal rows in Vᵀ.
  public struct SingularValueDecomposition<Element: LinearAlgebraElement>: Sendable {
    /// rows × min(rows, columns), or rows × rows in the full form.
    public let u: Matrix<Element>
    /// Descending, none negative; min(rows, columns) of them.
    public let values: Column<Element>
    /// min(rows, columns) × columns, or columns × columns in the full form. NumPy: `vh`.
    public let vTransposed: Matrix<Element>
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// Decomposes into singular values and vectors. The signs of a pair of vectors are arbitrary. NumPy:
    /// `numpy.linalg.svd(a, full_matrices=full)`. O(rows · columns · min(rows, columns)).
    /// - Parameter full: completes U and V to square matrices.
    /// - Throws: `nonFinite`, `notConverged`.
    public func svd(full: Bool = false) throws(LinearAlgebraError) -> SingularValueDecomposition<Element> {
      let rank = min(rows, columns)
      if rank == 0 {
        return SingularValueDecomposition(
          u: full ? .identity(rows) : Matrix(rows: rows, columns: 0), values: Column(),
          vTransposed: full ? .identity(columns) : Matrix(rows: 0, columns: columns))
      }
      try checkSize()
      try checkFinite()
      if rows > columns {
        // Aᵀ = V · S · Uᵀ.
        let other = try transposed.decomposed(full: full)
        return SingularValueDecomposition(
          u: other.vTransposed.transposed, values: other.values, vTransposed: other.u.transposed)
      }
      return try decomposed(full: full)
    }

    private func decomposed(full: Bool) throws(LinearAlgebraError) -> SingularValueDecomposition<Element> {
      let rank = min(rows, columns)
      let u = try Matrix.uninitialized(rows: rows, columns: full ? rows : rank)
      let vTransposed = try Matrix.uninitialized(rows: full ? columns : rank, columns: columns)
      let values = try decompose(job: UInt8(ascii: full ? "A" : "S"), u, vTransposed)
      return SingularValueDecomposition(u: u, values: values, vTransposed: vTransposed)
    }

    /// Computes the singular values only, descending. NumPy: `numpy.linalg.svd(a, compute_uv=False)`.
    /// O(rows · columns · min(rows, columns)).
    /// - Throws: `nonFinite`, `notConverged`.
    public func singularValues() throws(LinearAlgebraError) -> Column<Element> {
      if count == 0 { return Column() }
      try checkSize()
      try checkFinite()
      let none = Matrix(rows: 1, columns: 1)
      return try (rows > columns ? transposed : self).decompose(job: UInt8(ascii: "N"), none, none)
    }

    private func decompose(
      job: UInt8, _ u: Matrix, _ vTransposed: Matrix
    ) throws(LinearAlgebraError) -> Column<Element> {
      let rank = min(rows, columns)
      // LAPACK computes the length of its work space in 32 bits, too.
      try checkWorkSpace(4 * rank * rank + 7 * rank + 256 * (rows + columns))
      let work = copy()
      let values = Column<Element>(unsafeUninitialized: rank, zeroed: false)
      let integers = Column<Int32>(unsafeUninitialized: 8 * rank, zeroed: false)
      let (m, n, uLine) = (Int32(columns), Int32(rows), Int32(u.columns))
      return try LinearAlgebra.run { () throws(LinearAlgebraError) in
        var length = Element(0)
        _ = unsafe Element._gesdd(
          job, m, n, work.start, values.start, vTransposed.start, m, u.start, uLine, &length, -1, integers.start)
        let space = try WorkSpace<Element>(asked: length, for: self)
        let info = unsafe Element._gesdd(
          job, m, n, work.start, values.start, vTransposed.start, m, u.start, uLine, space.start, space.count,
          integers.start)
        guard info == 0 else { throw .notConverged }
        return values
      }
    }
  }
#endif
