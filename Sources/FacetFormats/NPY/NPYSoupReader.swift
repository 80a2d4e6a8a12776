// NumPy arrays as soups: T×3×3, T×9 or 3T×3 numbers in C order, which are the same bytes. The header's shape is a claim
// until it is held against the bytes that are there.
import FacetArrays
import FacetMemory
import FacetMesh

/// Reads the triangles of an .npy file.
public final class NPYSoupReader: SoupReader {
  public let formatName = "NPY"
  public let dialect: String
  public let precision: SourcePrecision
  public let warnings: WarningLog
  public var source: ByteSource { cursor.source }
  public private(set) var expectedTriangles: Int?
  /// The triangles that the header declares.
  public let declaredTriangles: Int
  private let header: NPYHeader
  private let cursor: RecordCursor
  private let numbers: PackedNumbers
  private var triangle = 0
  /// The triangles that are still to come.
  private var remaining: Int
  private var toldTrailing = false

  /// Reads the header and holds its shape against the size of the file, where that is known.
  /// - Throws: `FormatError` when the array holds no triangles, in a type or order that can't be read, or is cut short.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = RecordCursor(source)
    warnings = WarningLog(
      file: source.name, format: "NPY", strict: options.strict, recovers: options.recovers)
    guard unsafe try source.peek().count > 0 else {
      throw FormatError(.emptyFile, file: source.name, format: "NPY", expected: "empty file")
    }
    header = try Self.readHeader(cursor)
    func fault(_ code: FormatError.Code, _ expected: String, _ found: String) -> FormatError {
      FormatError(code, file: source.name, format: "NPY", place: .byte(10), expected: expected, found: found)
    }
    guard let numbers = PackedNumbers(header.elementType) else {
      throw fault(
        .unsupported, "float16, float32, float64 or integers of at most 32 bits (.astype(numpy.float64) makes them)",
        "\(header.elementType)")
    }
    guard let triangles = Self.triangles(header.shape) else {
      let shape = header.shape
      if shape.count == 2 && shape[1] == 3 {
        throw fault(.badCount, "a number of corners that three divides", "\(shape[0])")
      }
      throw fault(
        .unsupported, "an array of shape (T, 3, 3), (T, 9) or (3·T, 3)",
        "(" + shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? ",)" : ")"))
    }
    guard !header.fortranOrder || triangles == 0 else {
      throw fault(.unsupported, "C order (numpy.ascontiguousarray makes it)", "Fortran order")
    }
    self.numbers = numbers
    declaredTriangles = triangles
    (expectedTriangles, remaining) = (triangles, triangles)
    precision = numbers.precision
    let axes = header.shape.count == 3 ? "T×3×3" : header.shape[1] == 9 ? "T×9" : "3T×3"
    dialect = "\(header.elementType)\(header.elementType.bigEndian ? ", big-endian" : ""), \(axes)"
    if let size = source.size {
      let there = size - header.dataOffset
      if there < header.byteCount {
        let whole = there / (9 * numbers.byteCount)
        try recoverCut(whole: whole, at: size)
        (expectedTriangles, remaining) = (whole, whole)
      }
      if there > header.byteCount { try warnTrailing("\(there - header.byteCount) bytes") }
    }
    if triangles == 0 {
      try warnings.warn(.emptyMesh, "the file holds no triangles", at: .byte(header.dataOffset))
    }
  }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    let recordBytes = 9 * numbers.byteCount
    while block.hasRoomForTriangle && remaining > 0 {
      guard try cursor.need(recordBytes) else {
        try recoverCut(whole: triangle, at: cursor.offset + cursor.available)
        remaining = 0
        break
      }
      let count = min(
        cursor.available / recordBytes, (block.capacity - block.count) / 3, remaining)
      unsafe numbers.append(count, from: cursor.position, stride: recordBytes, to: block)
      cursor.advance(count * recordBytes)
      triangle += count
      remaining -= count
    }
    // A pipe tells only at its end whether its shape was right. What follows is not read: it may be endless.
    if triangle == declaredTriangles && block.hasRoomForTriangle && source.size == nil && !toldTrailing,
      try cursor.need(1)
    {
      toldTrailing = true
      try warnTrailing("the bytes")
    }
    return block.count > 0
  }

  private func warnTrailing(_ what: String) throws(FormatError) {
    try warnings.warn(
      .trailingBytes, "\(what) after the last triangle were ignored",
      at: .byte(header.dataOffset + header.byteCount))
  }

  /// Refuses an array of fewer triangles than its header declares, or takes those that are whole.
  private func recoverCut(whole: Int, at byte: Int) throws(FormatError) {
    let fault = FormatError(
      .truncated, file: source.name, format: "NPY", place: .byte(byte),
      expected: "\(declaredTriangles) triangles, as the header declares", found: "end of file after \(whole)")
    guard whole > 0 && declaredTriangles <= WarningLog.largestRecoveredCount else { throw fault }
    try warnings.recover(fault)
  }

  /// How many triangles an array of this shape holds; nil when it holds none.
  private static func triangles(_ shape: [Int]) -> Int? {
    switch (shape.count, shape.last) {
    case (3, 3) where shape[1] == 3: shape[0]
    case (2, 9): shape[0]
    case (2, 3) where shape[0] % 3 == 0: shape[0] / 3
    default: nil
    }
  }

  /// Reads the header and moves the cursor behind it.
  private static func readHeader(_ cursor: RecordCursor) throws -> NPYHeader {
    do {
      _ = try cursor.need(NPYHeader.prefixLength)
      let length = try NPYHeader.length(ofPrefix: copy(cursor, min(cursor.available, NPYHeader.prefixLength)))
      _ = try cursor.need(length)
      let header = try NPYHeader(parsing: copy(cursor, min(cursor.available, length)))
      cursor.advance(length)
      return header
    } catch let fault as NPYHeader.Fault {
      throw FormatError(fault, file: cursor.source.name)
    }
  }

  private static func copy(_ cursor: RecordCursor, _ count: Int) -> [UInt8] {
    count == 0 ? [] : unsafe Array(UnsafeRawBufferPointer(start: cursor.position, count: count))
  }
}

extension PackedNumbers {
  /// The numbers of a NumPy array; nil for a type whose numbers Float64 can't hold exactly.
  init?(_ type: NPYHeader.ElementType) {
    let kind: Kind
    switch (type.kind, type.byteCount) {
    case (.float, 2): kind = .float16
    case (.float, 4): kind = .float32
    case (.float, 8): kind = .float64
    case (.signed, 1): kind = .int8
    case (.signed, 2): kind = .int16
    case (.signed, 4): kind = .int32
    case (.unsigned, 1): kind = .uint8
    case (.unsigned, 2): kind = .uint16
    case (.unsigned, 4): kind = .uint32
    default: return nil
    }
    self.init(kind: kind, bigEndian: type.bigEndian)
  }
}
