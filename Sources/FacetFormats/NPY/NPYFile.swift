// A NumPy array in a file, as a user loads it. The header is read at once, the elements when they are asked for.
// Source of the format: numpy/lib/format.py.
import FacetArrays
import FacetMemory

/// Reads an .npy file as a `Column` or a `Matrix`. NumPy: `numpy.load`.
///
///     let heights = try NPYFile(path: "heights.npy").column(of: Double.self)
///     let points = try NPYFile(path: "points.npy", mapping: true).matrix(of: Float.self)
///
/// Elements are given in the type that the file has; another type is an error unless it is asked for with `converting`.
/// Bytes behind the array are ignored, as NumPy does.
public final class NPYFile {
  /// The type, order and shape of the array.
  public let header: NPYHeader
  /// The length of each axis; none for a single number.
  public var shape: [Int] { header.shape }
  /// NumPy's type of the elements.
  public var elementType: NPYHeader.ElementType { header.elementType }

  let name: String
  private let ledger: MemoryLedger?
  /// What the elements that are read are for.
  var purpose = MemoryPurpose.other
  private let makeContent: () throws -> any NPYContent
  private let map: () throws -> (storage: MappedStorage, start: Int)?

  /// Opens a file and reads its header. O(1).
  /// - Parameters:
  ///   - mapping: gives arrays that lie in the file itself: the system reads a page of it when it is first touched, and
  ///     the first write to such an array copies it. Nobody may change the file meanwhile: the array would change too,
  ///     and a file that is cut short under a mapping kills the process that touches the missing part. Elements in
  ///     another byte order or type than they are asked for, or not aligned to their size, are read into memory as
  ///     without this.
  /// - Throws: `FileError`; `FormatError` when it is no array of numbers, or the file is shorter than its header says.
  public convenience init(path: String, mapping: Bool = false, ledger: MemoryLedger? = nil) throws {
    try self.init(try ByteSource(path: path, ledger: ledger), mapping: mapping ? path : nil, ledger: ledger)
  }

  /// Reads an array in a regular file or in memory. A pipe can't be read.
  public convenience init(_ source: ByteSource, ledger: MemoryLedger? = nil) throws {
    try self.init(source, mapping: nil, ledger: ledger)
  }

  private convenience init(_ source: ByteSource, mapping path: String?, ledger: MemoryLedger?) throws {
    guard let size = source.size else {
      throw FormatError(.unsupported, file: source.name, format: "NPY", expected: "a regular file, no pipe")
    }
    try self.init(
      name: source.name, ledger: ledger, makeContent: { NPYFileContent(source, byteCount: size) },
      map: {
        guard let path else { return nil }
        return (try MappedStorage(mappingFile: path, ledger: ledger), 0)
      })
  }

  /// - Parameter map: the mapped file and where the array's header begins in it; nil when it is not to be mapped.
  init(
    name: String, ledger: MemoryLedger?, makeContent: @escaping () throws -> any NPYContent,
    map: @escaping () throws -> (storage: MappedStorage, start: Int)?
  ) throws {
    self.name = name
    self.ledger = ledger
    self.makeContent = makeContent
    self.map = map
    header = try NPYHeader(reading: makeContent())
  }

  /// Whether Float64 elements can be had where they lie in a mapped file: nothing is read before it is touched.
  func liesMapped() throws -> Bool {
    guard header.elementType == NPYHeader.ElementType(Double.self), let (storage, start) = try map() else {
      return false
    }
    let offset = start + header.dataOffset
    return offset % 8 == 0 && storage.byteCount - offset >= header.byteCount
  }

  /// The elements of an array with one axis, or a single number. O(elements); O(1) when mapped.
  /// - Parameter converting: casts elements of another type, by the rule of `Column.cast`. NumPy: `astype`.
  /// - Throws: `FormatError` when the array has more axes or other elements, or ends too early; `FileError`.
  public func column<Element: ArrayElement>(
    of type: Element.Type = Element.self, converting: Bool = false
  ) throws -> Column<Element> {
    guard shape.count <= 1 else { throw shapeFault("an array of one axis") }
    return try elements(converting)
  }

  /// The elements of an array with two axes. O(elements); O(1) when mapped.
  ///
  /// An array in Fortran order, whose columns lie one behind another, is given as the transposed view of its elements in
  /// the order of the file; nothing is copied for it. `contiguous()` makes rows of it.
  /// - Parameter converting: casts elements of another type, by the rule of `Column.cast`. NumPy: `astype`.
  /// - Throws: `FormatError` when the array has not two axes or other elements, or ends too early; `FileError`.
  public func matrix<Element: ArrayElement>(
    of type: Element.Type = Element.self, converting: Bool = false
  ) throws -> Matrix<Element> {
    guard shape.count == 2 else { throw shapeFault("an array of two axes") }
    let elements: Column<Element> = try elements(converting)
    return header.fortranOrder
      ? Matrix(elements, rows: shape[1], columns: shape[0]).transposed
      : Matrix(elements, rows: shape[0], columns: shape[1])
  }

  /// All elements in the order of the file: mapped where they can be, else read.
  private func elements<Element: ArrayElement>(_ converting: Bool) throws -> Column<Element> {
    let elements = NPYElements<Element>(
      header: header, file: name, converting: converting, ledger: ledger, purpose: purpose)
    try elements.checkType()
    guard header.byteCount > 0 else { return Column() }
    if elements.isNative, let (storage, start) = try map() {
      let offset = start + header.dataOffset
      // The file may have been cut since the header was read.
      try header.checkFits(byteCount: storage.byteCount - start, file: name)
      if offset % MemoryLayout<Element>.stride == 0 {
        return Column(storage: storage, offset: offset / MemoryLayout<Element>.stride, count: header.elementCount)
      }
    }
    let content = try makeContent()
    guard try NPYHeader(reading: content) == header else {
      throw FileError(.changedWhileReading, path: name, errno: 0, reason: "its header is another one now")
    }
    let column = try elements.read(from: content)
    try content.finish()
    return column
  }

  private func shapeFault(_ expected: String) -> FormatError {
    let found = "(" + shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
    return FormatError(
      .unsupported, file: name, format: "NPY", place: .byte(10), expected: expected, found: "an array of shape \(found)"
    )
  }
}
