// A two-dimensional array of numbers on the same storage as Column. Fresh matrices lie row by row; views of them (rows,
// columns, parts, the transposed; Matrix+Views.swift) copy nothing.
import FacetMemory

/// A matrix of numbers. Copying it is O(1); the first write to a shared matrix copies its elements.
///
/// A fresh matrix is contiguous and in row-major order. A view may have gaps or lie column by column: then the strides tell,
/// and the first write makes it a contiguous matrix of its own.
public struct Matrix<Element: ArrayElement>: Sendable {
  /// Nil only for an empty matrix.
  @usableFromInline package var storage: MappedStorage?
  /// Where the first element lies in the storage, in elements.
  @usableFromInline package var offset: Int
  /// The number of rows.
  public private(set) var rows: Int
  /// The number of columns.
  public private(set) var columns: Int
  /// The distance from one row to the next, in elements.
  public private(set) var rowStride: Int
  /// The distance from one column to the next, in elements: 1 when the elements of a row lie side by side.
  public private(set) var columnStride: Int

  /// Makes a matrix over `elements`, row by row. O(1); a strided view is copied.
  /// - Precondition: `elements.count == rows * columns`.
  public init(_ elements: Column<Element>, rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix can't have a negative shape")
    let count = rows.multipliedReportingOverflow(by: columns)
    precondition(!count.overflow && elements.count == count.partialValue, "the elements do not fill the shape")
    let elements = elements.contiguous()
    self.init(
      storage: elements.storage, offset: elements.offset, rows: rows, columns: columns, rowStride: columns,
      columnStride: 1)
  }

  /// Makes a view of elements that lie inside a storage at the given strides.
  package init(storage: MappedStorage?, offset: Int, rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
    self.storage = storage
    self.offset = offset
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// Makes a matrix of zeros. O(rows · columns), or O(1) from 1 MiB on.
  public init(rows: Int, columns: Int, purpose: MemoryPurpose = .other, label: String = "", ledger: MemoryLedger? = nil)
  {
    precondition(rows >= 0 && columns >= 0, "a matrix can't have a negative shape")
    let count = rows.multipliedReportingOverflow(by: columns)
    precondition(!count.overflow, "a matrix of \(rows) x \(columns) is larger than the address space")
    self.init(
      Column(unsafeUninitialized: count.partialValue, purpose: purpose, label: label, ledger: ledger), rows: rows,
      columns: columns)
  }

  /// The number of elements. NumPy: `size`.
  public var count: Int { rows * columns }

  /// The element in row `row` and column `column`. O(1) to read; a write copies the elements first when they are shared.
  @inlinable
  public subscript(row: Int, column: Int) -> Element {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "the index lies outside the matrix")
      return unsafe start[row * rowStride + column * columnStride]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "the index lies outside the matrix")
      makeWritable()
      unsafe start[row * rowStride + column] = newValue
    }
  }

  /// All elements, row after row. O(1) for a contiguous matrix, which it shows without a copy; a view that does not lie row
  /// by row is copied. NumPy: `ravel`.
  ///
  /// Writing through it changes the matrix, in place when nobody else holds its memory.
  public var flat: Column<Element> {
    get {
      let matrix = contiguous()
      return Column(storage: matrix.storage, offset: matrix.offset, count: count)
    }
    _modify {
      makeWritable()
      var elements = Column<Element>(storage: storage, offset: offset, count: count)
      storage = nil
      defer {
        precondition(elements.count == count, "the new elements must be as many as the old ones")
        let elements = elements.contiguous()
        (storage, offset) = (elements.storage, elements.offset)
      }
      yield &elements
    }
  }

  /// The elements row after row, for kernels. O(1).
  /// - Precondition: the matrix is contiguous: take `contiguous()` of a view that may not be.
  @inlinable
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get {
      precondition(isContiguous, "a view with gaps is no contiguous memory: take contiguous() of it")
      let span = unsafe Span(_unsafeStart: UnsafePointer(start), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The elements row after row, for kernels that write. Copies them first when they are shared or have gaps.
  @inlinable
  public var mutableSpan: MutableSpan<Element> {
    @_lifetime(&self)
    mutating get {
      makeWritable()
      let span = unsafe MutableSpan(_unsafeStart: start, count: count)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }

  /// The first element.
  @usableFromInline
  @unsafe package var start: UnsafeMutablePointer<Element> {
    guard let storage else { return unsafe UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)! }
    return unsafe storage.base.assumingMemoryBound(to: Element.self) + offset
  }

  /// Makes this matrix the only holder of writable memory, row by row.
  @usableFromInline
  mutating func makeWritable() {
    if count == 0 || (isContiguous && isKnownUniquelyReferenced(&storage) && storage!.isWritable) { return }
    self = copy()
  }
}

extension Matrix: Equatable {
  /// Compares shape and elements: `-0.0 == 0.0`, and a NaN equals nothing. O(rows · columns).
  public static func == (left: Matrix, right: Matrix) -> Bool {
    guard left.rows == right.rows && left.columns == right.columns else { return false }
    if left.isContiguous && right.isContiguous { return left.flat == right.flat }
    return (0..<left.rows).allSatisfy { left.row($0) == right.row($0) }
  }
}

extension Matrix where Element: ArrayFloat {
  /// Whether both have the same shape and each pair differs by at most absoluteTolerance + relativeTolerance · |other|.
  /// NumPy: `numpy.allclose`. O(rows · columns).
  public func isClose(
    to other: Matrix, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8
  ) -> Bool {
    rows == other.rows && columns == other.columns
      && flat.isClose(to: other.flat, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
  }
}
