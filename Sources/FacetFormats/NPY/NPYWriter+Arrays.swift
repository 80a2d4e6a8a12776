// Columns and matrices as .npy files of their own, and into any sink. The elements begin at a multiple of 64 bytes, so
// that NumPy maps them without a copy.
import FacetArrays
import FacetMemory

extension NPYWriter {
  /// Saves a column as an array of one axis. The file appears whole or not at all. NumPy: `numpy.save`. O(count).
  /// - Throws: `FileError`.
  public static func save<Element: ArrayElement>(
    _ column: Column<Element>, to path: String, ledger: MemoryLedger? = nil
  ) throws {
    try save(path, ledger) { try write(column, to: $0) }
  }

  /// Saves a matrix as an array of two axes. The file appears whole or not at all. NumPy: `numpy.save`.
  /// O(rows · columns).
  /// - Throws: `FileError`.
  public static func save<Element: ArrayElement>(
    _ matrix: Matrix<Element>, to path: String, ledger: MemoryLedger? = nil
  ) throws {
    try save(path, ledger) { try write(matrix, to: $0) }
  }

  /// Writes a column as an array of one axis. O(count).
  /// - Throws: what the sink throws.
  public static func write<Element: ArrayElement>(_ column: Column<Element>, to sink: ByteSink) throws {
    unsafe try NPYArray(column).withPieces { pieces in
      for index in unsafe pieces.indices { unsafe try sink.write(pieces[index]) }
    }
  }

  /// Writes a matrix as an array of two axes: in Fortran order when its columns lie one behind another, as the
  /// transposed of a fresh matrix does, else in C order. O(rows · columns).
  /// - Throws: what the sink throws.
  public static func write<Element: ArrayElement>(_ matrix: Matrix<Element>, to sink: ByteSink) throws {
    unsafe try NPYArray(matrix).withPieces { pieces in
      for index in unsafe pieces.indices { unsafe try sink.write(pieces[index]) }
    }
  }

  private static func save(_ path: String, _ ledger: MemoryLedger?, _ write: (ByteSink) throws -> Void) throws {
    let file = try OutputFile(path: path)
    let sink = try ByteSink(.file(file), ledger: ledger)
    try write(sink)
    try sink.finish()
    try file.commit()
  }
}

/// A header with its elements: the two pieces that an .npy file is made of.
struct NPYArray<Element: ArrayElement> {
  private let header: NPYHeader
  private let elements: Column<Element>

  init(_ column: Column<Element>) { self.init(column.contiguous(), shape: [column.count], fortranOrder: false) }

  init(_ matrix: Matrix<Element>) {
    let shape = [matrix.rows, matrix.columns]
    if !matrix.isContiguous && matrix.transposed.isContiguous {
      self.init(matrix.transposed.flat, shape: shape, fortranOrder: true)
    } else {
      self.init(matrix.flat, shape: shape, fortranOrder: false)
    }
  }

  private init(_ elements: Column<Element>, shape: [Int], fortranOrder: Bool) {
    guard let type = NPYHeader.ElementType(Element.self) else {
      preconditionFailure("NumPy has no type for \(Element.self)")
    }
    header = NPYHeader(elementType: type, fortranOrder: fortranOrder, shape: shape)
    self.elements = elements
  }

  /// Pieces small enough that those who look at them one by one may keep few pages of a file resident.
  private var pieceBytes: Int { 1 << 20 }

  /// Calls `body` with the bytes of the header and of the elements. All processors that Swift runs on are little-endian.
  func withPieces(_ body: ([UnsafeRawBufferPointer]) throws -> Void) throws {
    unsafe try header.bytes.withUnsafeBytes { header in
      unsafe try elements.span.withUnsafeBytes { elements in
        let pieces = unsafe stride(from: 0, to: elements.count, by: pieceBytes).map {
          unsafe UnsafeRawBufferPointer(rebasing: elements[$0..<min($0 + pieceBytes, elements.count)])
        }
        unsafe try body([header] + pieces)
      }
    }
  }
}
