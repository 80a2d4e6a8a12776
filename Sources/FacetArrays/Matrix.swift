// A two-dimensional array of numbers, row by row, on the same storage as Column: a row of it is a column that copies
// nothing.
import FacetMemory

/// A matrix in row-major order. Copying it is O(1); the first write to a shared matrix copies its elements.
public struct Matrix<Element: ArrayElement>: Sendable {
  /// All elements, row after row.
  package var elements: Column<Element>
  public let rows: Int
  public let columns: Int
  /// The distance from one row to the next, in elements.
  public var rowStride: Int { columns }

  /// Makes a matrix over `elements`, row by row.
  /// - Precondition: `elements.count == rows * columns`.
  public init(_ elements: Column<Element>, rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix can't have a negative shape")
    precondition(elements.count == rows * columns, "the elements do not fill the shape")
    self.elements = elements
    self.rows = rows
    self.columns = columns
  }

  /// Makes a matrix of zeros. O(rows · columns), or O(1) from 1 MiB on.
  public init(rows: Int, columns: Int, purpose: MemoryPurpose = .other, label: String = "", ledger: MemoryLedger? = nil)
  {
    precondition(rows >= 0 && columns >= 0, "a matrix can't have a negative shape")
    self.init(
      Column(unsafeUninitialized: rows * columns, purpose: purpose, label: label, ledger: ledger), rows: rows,
      columns: columns)
  }

  /// The element in row `row` and column `column`.
  @inlinable
  public subscript(row: Int, column: Int) -> Element {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "the index lies outside the matrix")
      return flat[row * rowStride + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "the index lies outside the matrix")
      flat[row * rowStride + column] = newValue
    }
  }

  /// One row, as a view that copies nothing. O(1).
  public func row(_ row: Int) -> Column<Element> {
    precondition(row >= 0 && row < rows, "the row lies outside the matrix")
    return Column(storage: elements.storage, offset: elements.offset + row * rowStride, count: columns)
  }

  /// This matrix with its elements row after row and no gaps: itself when they lie so, else a copy.
  public func contiguous() -> Matrix { self }

  /// All elements, row after row, as a view that copies nothing. O(1).
  public var flat: Column<Element> {
    get { elements }
    _modify { yield &elements }
  }
}

extension Matrix: Equatable {
  /// Compares shape and elements: `-0.0 == 0.0`, and a NaN equals nothing. O(rows · columns).
  public static func == (left: Matrix, right: Matrix) -> Bool {
    left.rows == right.rows && left.columns == right.columns && left.elements == right.elements
  }
}
