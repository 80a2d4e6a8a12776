// Eigenvalues and eigenvectors of symmetric matrices by divide and conquer.
// Source: LAPACK's syevd. Its columns are rows here, so the eigenvectors come as a transposed view.
#if LinearAlgebra
  public import FacetArrays

  /// A · V = V · diagonal(values).
  public struct SymmetricEigen<Element: LinearAlgebraElement>: Sendable {
    /// Ascending.
    public let values: Column<Element>
    /// An orthonormal eigenvector in each column; their signs are arbitrary. A transposed view: `vectors.column(0)` lies
    /// side by side in memory.
    public let vectors: Matrix<Element>
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// Computes the eigenvalues and eigenvectors of a symmetric matrix, of which it reads only the lower triangle. SciPy:
    /// `scipy.linalg.eigh`. O(rows³).
    /// - Throws: `notSquare`, `nonFinite`, `notConverged`.
    public func symmetricEigen() throws(LinearAlgebraError) -> SymmetricEigen<Element> {
      let (values, vectors) = try symmetricEigen(vectors: true)
      return SymmetricEigen(values: values, vectors: vectors.transposed)
    }

    /// Computes the eigenvalues of a symmetric matrix, ascending; reads only the lower triangle. SciPy:
    /// `scipy.linalg.eigvalsh`. O(rows³).
    /// - Throws: `notSquare`, `nonFinite`, `notConverged`.
    public func symmetricEigenvalues() throws(LinearAlgebraError) -> Column<Element> {
      try symmetricEigen(vectors: false).values
    }

    private func symmetricEigen(
      vectors: Bool
    ) throws(LinearAlgebraError) -> (values: Column<Element>, vectors: Matrix) {
      try checkSquare()
      // LAPACK computes the length of its work space in 32 bits, too.
      try checkWorkSpace(1 + 6 * rows + 2 * rows * rows)
      try checkFinite()
      let work = copy()
      if rows == 0 { return (Column(), work) }
      let values = Column<Element>(unsafeUninitialized: rows, zeroed: false)
      let size = Int32(rows)
      var (length, integerLength) = (Element(0), Int32(0))
      return try LinearAlgebra.run { () throws(LinearAlgebraError) in
        _ = unsafe Element._syevd(vectors, size, work.start, values.start, &length, -1, &integerLength, -1)
        let space = try WorkSpace<Element>(asked: length, for: self)
        let integers = Column<Int32>(unsafeUninitialized: Int(max(integerLength, 1)), zeroed: false)
        let info = unsafe Element._syevd(
          vectors, size, work.start, values.start, space.start, space.count, integers.start, max(integerLength, 1))
        guard info == 0 else { throw .notConverged }
        return (values, work)
      }
    }
  }
#endif
