// How OpenBLAS sees a matrix: a first element, the distance between two lines, and whether the lines are rows or columns.
// Views that lie so are passed as they are; only those with a gap inside a line are copied.
#if LinearAlgebra
  import FacetArrays

  /// A matrix that OpenBLAS can read where it lies.
  struct DenseView<Element: LinearAlgebraElement> {
    /// Keeps the memory alive.
    let matrix: Matrix<Element>
    /// The lines are the columns of the matrix.
    let isTransposed: Bool
    /// The distance from one line to the next.
    let leadingDimension: Int32

    @unsafe var start: UnsafeMutablePointer<Element> { unsafe matrix.start }
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// This matrix as OpenBLAS reads it. O(1), or O(rows · columns) for a view with gaps inside its lines.
    /// - Throws: `tooLarge` when OpenBLAS can't count the elements of a line.
    func dense() throws(LinearAlgebraError) -> DenseView<Element> {
      try checkSize()
      if columnStride == 1 || columns <= 1, rowStride >= max(columns, 1) || rows <= 1,
        let distance = Int32(exactly: max(rowStride, columns, 1))
      {
        return DenseView(matrix: self, isTransposed: false, leadingDimension: distance)
      }
      if rowStride == 1 || rows <= 1, columnStride >= max(rows, 1) || columns <= 1,
        let distance = Int32(exactly: max(columnStride, rows, 1))
      {
        return DenseView(matrix: self, isTransposed: true, leadingDimension: distance)
      }
      return DenseView(matrix: copy(), isTransposed: false, leadingDimension: Int32(max(columns, 1)))
    }

    /// A matrix whose elements nobody has written yet.
    static func uninitialized(rows: Int, columns: Int) throws(LinearAlgebraError) -> Matrix {
      let count = rows.multipliedReportingOverflow(by: columns)
      guard !count.overflow, count.partialValue <= Int.max / 16 else { throw .tooLarge(rows: rows, columns: columns) }
      return Matrix(Column(unsafeUninitialized: count.partialValue, zeroed: false), rows: rows, columns: columns)
    }
  }
#endif
