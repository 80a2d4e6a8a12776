// Norms, the condition number and the rank.
#if LinearAlgebra
  public import FacetArrays

  /// A way to measure the size of a matrix.
  public enum MatrixNorm: Sendable, CaseIterable {
    /// The root of the sum of all squares. NumPy: `'fro'`.
    case frobenius
    /// The largest sum of magnitudes in a column. NumPy: `1`.
    case one
    /// The largest sum of magnitudes in a row. NumPy: `inf`.
    case infinity
    /// The largest singular value. NumPy: `2`.
    case two
    /// The sum of the singular values. NumPy: `'nuc'`.
    case nuclear
    /// The largest magnitude of an element. NumPy: `abs(a).max()`.
    case maximum
  }

  extension Matrix where Element: LinearAlgebraElement {
    /// Computes a norm; 0 for an empty matrix. NumPy: `numpy.linalg.norm(a, ord)`. O(rows · columns), and for the norms of
    /// singular values O(rows · columns · min(rows, columns)).
    ///
    /// A NaN among the elements gives NaN, except for the norms of singular values, which throw.
    /// - Throws: `nonFinite` and `notConverged` for `two` and `nuclear`.
    public func norm(_ norm: MatrixNorm = .frobenius) throws(LinearAlgebraError) -> Element {
      if count == 0 { return 0 }
      switch norm {
      case .frobenius: return try frobeniusNorm()
      case .one: return Matrix.largest(magnitudeSums(ofColumns: true))
      case .infinity: return Matrix.largest(magnitudeSums(ofColumns: false))
      case .two: return try singularValues()[0]
      case .nuclear: return Element(try singularValues().sum()._double)
      case .maximum:
        let magnitudes = (0..<rows).flatMap { [row($0).minimum()!.magnitude, row($0).maximum()!.magnitude] }
        return Matrix.largest(Column(magnitudes))
      }
    }

    /// Computes how much relative errors may grow when equations with this matrix are solved: infinite for a singular
    /// matrix. NumPy: `numpy.linalg.cond`. O(rows³).
    /// - Parameter norm: by default the ratio of the largest to the smallest singular value, for any shape; the other norms
    ///   are for square matrices, |A| · |A⁻¹|.
    /// - Throws: `empty`, `nonFinite`, `notConverged`, `notSquare`.
    public func conditionNumber(_ norm: MatrixNorm = .two) throws(LinearAlgebraError) -> Element {
      guard count > 0 else { throw .empty }
      if norm == .two {
        let values = try singularValues()
        let (largest, smallest) = (values[0], values[values.count - 1])
        return smallest == 0 ? .infinity : largest / smallest
      }
      do {
        return try self.norm(norm) * inverse().norm(norm)
      } catch .singular {
        return .infinity
      }
    }

    /// Counts the singular values that are not zero. NumPy: `numpy.linalg.matrix_rank`.
    /// O(rows · columns · min(rows, columns)).
    /// - Parameter cutoff: those up to `cutoff` times the largest count as zero; the rounding error of the element type times
    ///   the longer side by default.
    /// - Throws: `nonFinite`, `notConverged`.
    public func rank(cutoff: Element? = nil) throws(LinearAlgebraError) -> Int {
      let values = try singularValues()
      guard values.count > 0 else { return 0 }
      let least = (cutoff ?? Element.ulpOfOne * Element(max(rows, columns))) * values[0]
      return values.array.count { $0 > least }
    }

    /// The plain sum of squares where it neither overflows nor underflows, else BLAS's scaled one.
    private func frobeniusNorm() throws(LinearAlgebraError) -> Element {
      let lines = rowStride.magnitude < columnStride.magnitude ? transposed : self
      if lines.isContiguous {
        let square = Element(lines.flat.dot(lines.flat)._double)
        if square.isFinite, square > Element.leastNormalMagnitude / Element.ulpOfOne { return square.squareRoot() }
        if square.isNaN { return square }
      }
      let lengths = Column<Element>(unsafeUninitialized: lines.rows, zeroed: false)
      for row in 0..<lines.rows {
        let line = lines.row(row).contiguous()
        try line.reshaped(rows: 1, columns: line.count).checkSize()
        unsafe lengths.start[row] = LinearAlgebra.run {
          unsafe Element._nrm2(Int32(line.count), line.start, 1)
        }
      }
      try lengths.reshaped(rows: 1, columns: lengths.count).checkSize()
      return LinearAlgebra.run { unsafe Element._nrm2(Int32(lengths.count), lengths.start, 1) }
    }

    /// The sum of the magnitudes of each column or row.
    private func magnitudeSums(ofColumns: Bool) -> Column<Element> {
      let sums = Column<Element>(repeating: 0, count: ofColumns ? columns : rows)
      let lines = ofColumns ? self : transposed
      // Down the columns line by line where the lines lie in memory, else each column by itself.
      unsafe Matrix.addMagnitudes(
        lines.start, lines.rows, lines.columns, lines.rowStride, lines.columnStride, sums.start)
      return sums
    }

    /// Adds the magnitudes of each column to its sum, along the direction in which memory lies.
    @specialized(where Element == Double) @specialized(where Element == Float)
    @unsafe
    private static func addMagnitudes(
      _ start: UnsafePointer<Element>, _ rows: Int, _ columns: Int, _ rowStride: Int, _ columnStride: Int,
      _ sums: UnsafeMutablePointer<Element>
    ) {
      if columnStride == 1 {
        for row in 0..<rows {
          let line = unsafe start + row * rowStride
          for column in 0..<columns { unsafe sums[column] += line[column].magnitude }
        }
        return
      }
      for column in 0..<columns {
        let line = unsafe start + column * columnStride
        var sum = Element(0)
        for row in 0..<rows { unsafe sum += line[row * rowStride].magnitude }
        unsafe sums[column] = sum
      }
    }

    /// The largest number; NaN when one is NaN.
    private static func largest(_ values: Column<Element>) -> Element { values.maximum()! }
  }
#endif
