// One number out of each row or each column of a matrix, or out of all elements. Sums of floating point have the bits of the
// same sum over the line as a column (PairwiseSum.swift), and over all elements those of the matrix read row by row.
//
// Long lines that lie side by side in memory are reduced one after the other. All others are reduced together: the matrix
// is read once, in the order of memory, in strips of lines (LineStrips.swift). All are O(rows · columns).

/// The lines of a matrix: its rows, or its columns.
public enum MatrixLines: Sendable, CaseIterable {
  /// Each row gives one number. NumPy: `axis=1`.
  case rows
  /// Each column gives one number. NumPy: `axis=0`.
  case columns
}

// MARK: All elements

extension Matrix where Element: ArrayNumber {
  /// The sum of all elements. NumPy: `numpy.sum`.
  public func sum() -> Element.Sum { flat.sum() }

  /// The arithmetic mean of all elements in Double; NaN for an empty matrix. NumPy: `numpy.mean`.
  public func mean() -> Double { flat.mean() }

  /// The variance of all elements in Double. NumPy: `numpy.var(ddof=)`.
  public func variance(correction: Double = 0) -> Double { flat.variance(correction: correction) }

  /// The smallest element; NaN if one is, nil for an empty matrix. NumPy: `numpy.min`.
  public func minimum() -> Element? { (isColumnMajor ? transposed : self).flat.minimum() }

  /// The largest element; NaN if one is, nil for an empty matrix. NumPy: `numpy.max`.
  public func maximum() -> Element? { (isColumnMajor ? transposed : self).flat.maximum() }
}

// MARK: Each line

extension Matrix where Element: ArrayNumber {
  /// The sum of each row or column. NumPy: `numpy.sum(axis=)`.
  public func sum(of lines: MatrixLines) -> Column<Element.Sum> {
    let strips = LineStrips(self, lines)
    if strips.linesAreColumns { return Column<Element.Sum>((0..<strips.count).map { strips.line($0).sum() }) }
    if Element._trapsOnZero { return strips.integerSums() }
    return strips.sums(of: .value).cast()
  }

  /// The arithmetic mean of each row or column in Double; NaN for empty ones. NumPy: `numpy.mean(axis=)`.
  public func mean(of lines: MatrixLines) -> Column<Double> {
    let strips = LineStrips(self, lines)
    if strips.linesAreColumns { return Column((0..<strips.count).map { strips.line($0).mean() }) }
    return strips.sums(of: .value) / Double(strips.length)
  }

  /// The mean of the squared distances from the mean of each row or column, in Double, by two passes. NumPy:
  /// `numpy.var(axis=, ddof=)`.
  /// - Parameter correction: what is taken from the count in the divisor; 1 for the variance of a sample.
  public func variance(of lines: MatrixLines, correction: Double = 0) -> Column<Double> {
    let strips = LineStrips(self, lines)
    if strips.linesAreColumns {
      return Column((0..<strips.count).map { strips.line($0).variance(correction: correction) })
    }
    let divisor = Double(strips.length) - correction
    guard divisor > 0 else { return Column(repeating: .nan, count: strips.count) }
    return strips.sums(of: .squaredDeviation, means: mean(of: lines)) / divisor
  }

  /// The Euclidean length of each row or column, in Double. NumPy: `numpy.linalg.norm(axis=)`.
  public func norm(of lines: MatrixLines) -> Column<Double> {
    let strips = LineStrips(self, lines)
    if strips.linesAreColumns { return Column((0..<strips.count).map { strips.line($0).norm() }) }
    return strips.sums(of: .square).squareRoot()
  }

  /// The smallest element of each row or column; NaN if one is. NumPy: `numpy.min(axis=)`.
  /// - Precondition: the lines aren't empty.
  public func minimum(of lines: MatrixLines) -> Column<Element> { extremes(of: lines, .minimum) }

  /// The largest element of each row or column; NaN if one is. NumPy: `numpy.max(axis=)`.
  /// - Precondition: the lines aren't empty.
  public func maximum(of lines: MatrixLines) -> Column<Element> { extremes(of: lines, .maximum) }

  /// The index of the first smallest element of each row or column, or of the first NaN. NumPy: `numpy.argmin(axis=)`.
  /// - Precondition: the lines aren't empty.
  public func argmin(of lines: MatrixLines) -> Column<Int64> { places(of: lines, largest: false) }

  /// The index of the first largest element of each row or column, or of the first NaN. NumPy: `numpy.argmax(axis=)`.
  /// - Precondition: the lines aren't empty.
  public func argmax(of lines: MatrixLines) -> Column<Int64> { places(of: lines, largest: true) }

  private func extremes(of lines: MatrixLines, _ operation: BinaryOperation) -> Column<Element> {
    let strips = LineStrips(self, lines)
    precondition(strips.count == 0 || strips.length > 0, "an empty line has no extreme")
    if strips.linesAreColumns {
      return Column(
        (0..<strips.count).map {
          operation == .minimum ? strips.line($0).minimum()! : strips.line($0).maximum()!
        })
    }
    return strips.extremes(operation)
  }

  private func places(of lines: MatrixLines, largest: Bool) -> Column<Int64> {
    let strips = LineStrips(self, lines)
    precondition(strips.count == 0 || strips.length > 0, "an empty line has no extreme")
    if strips.linesAreColumns {
      return Column(
        (0..<strips.count).map { Int64((largest ? strips.line($0).argmax() : strips.line($0).argmin())!) })
    }
    return strips.places(largest: largest)
  }
}

// MARK: Scans

extension Matrix where Element: ArrayNumber {
  /// The sums of the first 1, 2, … elements of each row or column, added one after the other. NumPy:
  /// `numpy.cumsum(axis=)`.
  public func cumulativeSum(of lines: MatrixLines) -> Matrix<Element.Sum> {
    if lines == .columns && isContiguous && columns > 1 {
      // Each row is the one before and this one: a sum of columns.
      var result: Matrix<Element.Sum> = cast()
      for row in 1..<max(rows, 1) { result[row: row] = result.row(row - 1) + result.row(row) }
      return result
    }
    let across = lines == .rows ? self : transposed
    var result = Matrix<Element.Sum>(rows: across.rows, columns: across.columns)
    for row in 0..<across.rows { across.row(row).cumulativeSum(into: &result[row: row]) }
    return lines == .rows ? result : result.transposed
  }

  /// Each element less the one before it in its row or column: the lines become shorter by one. NumPy:
  /// `numpy.diff(axis=)`.
  public func difference(of lines: MatrixLines) -> Matrix {
    if lines == .rows {
      if !isContiguous || columns < 2 { return transposed.difference(of: .columns).transposed }
      // The differences of all neighbours, without those between two rows.
      let all = flat.difference()
      return Matrix(
        storage: all.storage, offset: all.offset, rows: rows, columns: columns - 1, rowStride: columns, columnStride: 1
      ).contiguous()
    }
    guard rows > 1 else { return Matrix(rows: 0, columns: columns) }
    return self[rows: 1..<rows] - self[rows: 0..<rows - 1]
  }
}
