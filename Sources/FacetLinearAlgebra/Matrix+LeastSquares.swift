// Least squares by singular values: right for tall, wide and rank-deficient matrices alike.
// Source: LAPACK's gelsd. It reads columns, so both operands are copied in that order; it would destroy them anyway.
#if LinearAlgebra
  public import FacetArrays

  /// The x that make |A · x - b| smallest, and among those the shortest.
  public struct LeastSquares<Element: LinearAlgebraElement>: Sendable {
    /// A solution in each column: A.columns × b.columns.
    public let solution: Matrix<Element>
    /// The squared length of A · x - b for each column; empty unless A has full rank and more rows than columns.
    public let residuals: Column<Element>
    /// The singular values that count as non-zero.
    public let rank: Int
    /// The singular values of A, descending.
    public let singularValues: Column<Element>
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// Finds the least-squares solution for each column of `right`. NumPy: `numpy.linalg.lstsq`.
    /// O(rows · columns · min(rows, columns)).
    /// - Parameter cutoff: singular values below `cutoff` times the largest count as zero; the rounding error of the
    ///   element type times the longer side by default.
    /// - Throws: `shapeMismatch` unless `right.rows == rows`, `nonFinite`, `notConverged`.
    public func leastSquares(
      _ right: Matrix, cutoff: Element? = nil
    ) throws(LinearAlgebraError) -> LeastSquares<Element> {
      guard right.rows == rows else {
        throw .shapeMismatch("\(rows) equations can't have a right side of \(right.rows) rows")
      }
      try checkSize()
      try right.checkSize()
      let (rank, longer) = (min(rows, columns), max(rows, columns))
      try checkFinite()
      try right.checkFinite()
      if rank == 0 || right.columns == 0 {
        return try withoutElements(right)
      }
      try checkWorkSpace(columns * right.columns + 1024 * rank + 256 * longer)
      let a = transposed.copy()
      let b = try Matrix.uninitialized(rows: right.columns, columns: longer)
      for column in 0..<right.columns {
        let values = right.column(column)
        for row in 0..<rows { unsafe b.start[column * longer + row] = values[row] }
      }
      let values = Column<Element>(unsafeUninitialized: rank, zeroed: false)
      let cutoff = cutoff ?? Element.ulpOfOne * Element(longer)
      let (m, n, width) = (Int32(rows), Int32(columns), Int32(right.columns))
      let found = try LinearAlgebra.run { () throws(LinearAlgebraError) -> Int in
        var (length, integerLength, found) = (Element(0), Int32(0), Int32(0))
        _ = unsafe Element._gelsd(
          m, n, width, a.start, b.start, values.start, cutoff, &found, &length, -1, &integerLength)
        let space = try WorkSpace<Element>(asked: length, for: self)
        let integers = Column<Int32>(unsafeUninitialized: Int(max(integerLength, 1)), zeroed: false)
        let info = unsafe Element._gelsd(
          m, n, width, a.start, b.start, values.start, cutoff, &found, space.start, space.count, integers.start)
        guard info == 0 else { throw .notConverged }
        return Int(found)
      }
      let solutions = b[columns: 0..<columns].transposed
      let rests = b[columns: columns..<max(rows, columns)]
      let hasResiduals = found == columns && rows > columns
      return LeastSquares(
        solution: solutions.contiguous(),
        residuals: hasResiduals ? rests.squaredLengthsOfRows() : Column(), rank: found, singularValues: values)
    }

    /// Finds the least-squares solution for one right side. NumPy: `numpy.linalg.lstsq`.
    /// - Throws: as `leastSquares(_:cutoff:)` of a matrix.
    public func leastSquares(
      _ right: Column<Element>, cutoff: Element? = nil
    ) throws(LinearAlgebraError) -> LeastSquares<Element> {
      try leastSquares(Matrix(right, rows: right.count, columns: 1), cutoff: cutoff)
    }

    /// Without equations or unknowns the shortest solution is zero, and the right side is left.
    private func withoutElements(_ right: Matrix) throws(LinearAlgebraError) -> LeastSquares<Element> {
      LeastSquares(
        solution: Matrix(rows: columns, columns: right.columns),
        residuals: columns == 0 && rows > 0 ? right.transposed.squaredLengthsOfRows() : Column(),
        rank: count == 0 ? 0 : try rank(), singularValues: try singularValues())
    }

    private func squaredLengthsOfRows() -> Column<Element> {
      Column((0..<rows).map { Element(row($0).dot(row($0))._double) })
    }
  }
#endif
