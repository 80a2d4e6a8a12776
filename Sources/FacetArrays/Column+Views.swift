// Views: columns that show elements of another one and copy nothing. Reading them is like reading any column; writing
// through the range of a variable, `column[2..<5] += 1`, changes that variable in place (Loan.swift).

extension Column {
  /// The elements in a range, as a view that copies nothing. NumPy: `column[a:b]`. O(1).
  ///
  /// A write to it changes this column, in place when nobody else holds its memory.
  public subscript(range: Range<Int>) -> Column {
    get { self[range, by: 1] }
    _modify {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies outside the column")
      makeWritable()
      let part = self[range, by: 1]
      var loan = Loan(part)
      defer { loan.end(part, &storage) }
      yield &loan.view
    }
    set { self[range, by: 1] = newValue }
  }

  /// Each `step`-th element in a range, as a view that copies nothing: from its first on, or back from its last when the
  /// step is negative. NumPy: `column[a:b:step]`, `column[::-1]`. O(1).
  ///
  /// Assigning to it writes the elements of another column, which must have as many.
  /// - Precondition: the step is not zero.
  public subscript(range: Range<Int>, by step: Int) -> Column {
    get {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies outside the column")
      precondition(step != 0, "the step can't be zero")
      let length = range.isEmpty ? 0 : (range.count - 1) / Int(clamping: step.magnitude) + 1
      let first = step > 0 ? range.lowerBound : range.upperBound - 1
      return Column(
        storage: storage, offset: offset + first * stride, count: length, stride: length > 1 ? stride * step : 1)
    }
    set {
      precondition(self[range, by: step].count == newValue.count, "the new elements must be as many as the old ones")
      makeWritable()
      let target = self[range, by: step]
      unsafe Column.gather(newValue.start, newValue.stride, target.start, newValue.count, resultStride: target.stride)
    }
  }

  /// The first `length` elements, as a view that copies nothing. O(1).
  public func prefix(_ length: Int) -> Column {
    precondition(length >= 0 && length <= count, "the prefix is longer than the column")
    return self[0..<length]
  }

  /// Whether the elements lie side by side, so that `span` shows them. NumPy: `flags.contiguous`.
  public var isContiguous: Bool { stride == 1 }

  /// This column with its elements side by side: itself when they are, else a copy. NumPy: `numpy.ascontiguousarray`. O(1),
  /// or O(count) to copy.
  public func contiguous() -> Column { stride == 1 ? self : copy() }

  /// The elements as a matrix, row by row, as a view that copies nothing (a strided view is copied). NumPy: `reshape`. O(1).
  /// - Precondition: `rows * columns == count`.
  public func reshaped(rows: Int, columns: Int) -> Matrix<Element> {
    Matrix(contiguous(), rows: rows, columns: columns)
  }
}
