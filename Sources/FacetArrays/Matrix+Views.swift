// Views of matrices: a row, a column, the diagonal, a part, the transposed. None copies; each keeps the memory alive.
// Writing through `matrix[row: 0]` or `matrix[column: 0]` of a variable changes it in place (Loan.swift).
import FacetMemory

extension Matrix {
  /// One row, as a view that copies nothing. NumPy: `matrix[row]`. O(1).
  public func row(_ row: Int) -> Column<Element> {
    precondition(row >= 0 && row < rows, "the row lies outside the matrix")
    return Column(storage: storage, offset: offset + row * rowStride, count: columns, stride: columnStride)
  }

  /// One column, as a view that copies nothing. NumPy: `matrix[:, column]`. O(1).
  public func column(_ column: Int) -> Column<Element> {
    precondition(column >= 0 && column < columns, "the column lies outside the matrix")
    return Column(storage: storage, offset: offset + column * columnStride, count: rows, stride: rowStride)
  }

  /// The elements whose row and column are the same, as a view that copies nothing. NumPy: `numpy.diagonal`. O(1).
  public var diagonal: Column<Element> {
    Column(storage: storage, offset: offset, count: min(rows, columns), stride: rowStride + columnStride)
  }

  /// One row, to read and to write: `matrix[row: 0] += 1` works in place. O(1).
  public subscript(row row: Int) -> Column<Element> {
    get { self.row(row) }
    _modify {
      makeWritable()
      let part = self.row(row)
      var loan = Loan(part)
      defer { loan.end(part, &storage) }
      yield &loan.view
    }
  }

  /// One column, to read and to write: `matrix[column: 0] += 1`. The elements are gathered, changed and put back when they
  /// do not lie side by side. O(1), or O(rows) to write.
  public subscript(column column: Int) -> Column<Element> {
    get { self.column(column) }
    _modify {
      makeWritable()
      let part = self.column(column)
      var loan = Loan(part)
      defer { loan.end(part, &storage) }
      yield &loan.view
    }
  }

  /// A part of the matrix, as a view that copies nothing; assigning to it writes the elements of another matrix of that
  /// shape. NumPy: `matrix[a:b, c:d]`. O(1).
  public subscript(rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> Matrix {
    get { self[rows: rowRange].transposed[rows: columnRange].transposed }
    set {
      precondition(
        newValue.rows == rowRange.count && newValue.columns == columnRange.count,
        "the new elements must have the shape of the old ones")
      for index in 0..<newValue.rows { self[row: rowRange.lowerBound + index][columnRange] = newValue.row(index) }
    }
  }

  /// Each `step`-th row in a range, as a view that copies nothing: from the first on, or back from the last when the step
  /// is negative. NumPy: `matrix[a:b:step]`. O(1).
  /// - Precondition: the step is not zero.
  public subscript(rows range: Range<Int>, by step: Int = 1) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "the range lies outside the matrix")
    precondition(step != 0, "the step can't be zero")
    let length = range.isEmpty ? 0 : (range.count - 1) / Int(clamping: step.magnitude) + 1
    let first = step > 0 ? range.lowerBound : range.upperBound - 1
    return Matrix(
      storage: storage, offset: length == 0 ? offset : offset + first * rowStride, rows: length, columns: columns,
      rowStride: length > 1 ? rowStride * step : rowStride, columnStride: columnStride)
  }

  /// Each `step`-th column in a range, as a view that copies nothing. NumPy: `matrix[:, a:b:step]`. O(1).
  /// - Precondition: the step is not zero.
  public subscript(columns range: Range<Int>, by step: Int = 1) -> Matrix {
    transposed[rows: range, by: step].transposed
  }

  /// The rows as columns, as a view that copies nothing. NumPy: `matrix.T`. O(1).
  public var transposed: Matrix {
    Matrix(
      storage: storage, offset: offset, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  /// The same elements, row after row, in another shape: a view that copies nothing of a contiguous matrix, else a copy.
  /// NumPy: `reshape`.
  /// - Precondition: `rows * columns` stays the same.
  public func reshaped(rows: Int, columns: Int) -> Matrix { Matrix(flat, rows: rows, columns: columns) }

  /// Whether the elements lie row after row without gaps. NumPy: `flags.c_contiguous`.
  @inlinable
  public var isContiguous: Bool {
    (rowStride == columns || rows <= 1) && (columnStride == 1 || columns <= 1) || rows == 0 || columns == 0
  }

  /// This matrix with its elements row after row and no gaps: itself when they lie so, else a copy. NumPy:
  /// `numpy.ascontiguousarray`. O(1), or O(rows · columns) to copy.
  public func contiguous() -> Matrix { isContiguous ? self : copy() }

  /// A contiguous matrix of its own with the same elements, entered in the same books.
  package func copy() -> Matrix {
    let result = Column<Element>(
      unsafeUninitialized: count, purpose: storage?.purpose ?? .other, label: storage?.label ?? "",
      ledger: storage?.ledger, zeroed: false)
    unsafe Matrix.copy(start, rowStride, columnStride, rows, columns, result.start)
    return Matrix(result, rows: rows, columns: columns)
  }

  /// Copies a view row by row. Where a row's elements lie apart, squares of 32 × 32 are copied one after the other, so that
  /// each cache line that is fetched is used for all its elements; of narrow matrices, a column of the square at a time.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func copy(
    _ values: UnsafePointer<Element>, _ rowStride: Int, _ columnStride: Int, _ rows: Int, _ columns: Int,
    _ result: UnsafeMutablePointer<Element>
  ) {
    if columnStride == 1 {
      for row in 0..<rows { unsafe (result + row * columns).update(from: values + row * rowStride, count: columns) }
      return
    }
    let side = 32
    var firstRow = 0
    while firstRow < rows {
      let lastRow = min(firstRow + side, rows)
      var firstColumn = 0
      while firstColumn < columns {
        let lastColumn = min(firstColumn + side, columns)
        if columns < side {
          for column in 0..<columns {
            let (from, to) = unsafe (values + column &* columnStride, result + column)
            for row in firstRow..<lastRow { unsafe to[row &* columns] = unsafe from[row &* rowStride] }
          }
        } else {
          for row in firstRow..<lastRow {
            let (from, to) = unsafe (values + row &* rowStride, result + row &* columns)
            for column in firstColumn..<lastColumn { unsafe to[column] = unsafe from[column &* columnStride] }
          }
        }
        firstColumn = lastColumn
      }
      firstRow = lastRow
    }
  }
}
