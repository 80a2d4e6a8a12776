// Binary STL: an 80-byte header, a 32-bit count, then 50 bytes a triangle: a normal, three corners, and a 16-bit word that
// some programs use for colour. What the file is, its size decides, in 64 bits; the header's text means nothing.
import FacetMemory
import FacetMesh

/// Reads the corners of a binary STL. The normals are read over; the attribute words are kept when any is not zero.
@safe public final class BinarySTLReader: SoupReader {
  static let headerBytes = 84
  static let recordBytes = 50

  public let formatName = "STL"
  public let dialect = "binary"
  public let precision = SourcePrecision.float32
  public let source: ByteSource
  public let warnings: WarningLog
  /// The triangles that the header declares.
  public let declaredTriangles: Int
  /// Whether an attribute word that was read so far is not zero.
  var hasAttributes = false
  var remaining: Int
  private var window = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var position = 0
  /// The triangles delivered so far.
  var triangle = 0
  /// The header was moved by the text that it begins with: its count and all records lie elsewhere.
  private var hasByteOrderMark = false
  /// Records of each block of a round, where threads read the file themselves.
  var roundRecords: [MappedStorage] = []

  /// The triangles that there are: those that the header declares, or as many as a damaged file has.
  public private(set) var expectedTriangles: Int?

  /// Reads the header and holds its count against the size of the file.
  /// - Throws: `FormatError` when they contradict each other so that triangles would be lost.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    self.source = source
    warnings = WarningLog(
      file: source.name, format: "STL", strict: options.strict, recovers: options.recovers)
    // The first block, together with those behind it where blocks are smaller than the header.
    var start = unsafe window
    while start.count < Self.headerBytes, let next = unsafe try source.nextBlock(carrying: start) {
      unsafe start = next
    }
    unsafe window = start
    guard start.count > 0 else {
      throw FormatError(.emptyFile, file: source.name, format: "STL", expected: "empty file")
    }
    guard start.count >= Self.headerBytes else {
      throw FormatError(
        .truncated, file: source.name, format: "STL", place: .byte(start.count),
        expected: "a header of \(Self.headerBytes) bytes", found: "end of file after \(start.count) bytes")
    }
    declaredTriangles = unsafe Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 80, as: UInt32.self)))
    (remaining, expectedTriangles) = (declaredTriangles, declaredTriangles)
    position = Self.headerBytes
    hasByteOrderMark = unsafe start.starts(with: [0xef, 0xbb, 0xbf])
    if let size = source.size { try checkCount(againstSize: size) }
    // What a pipe holds behind a count of 0 only its end tells.
    if source.size == nil && declaredTriangles == 0 && canRecover {
      (remaining, expectedTriangles) = (Int.max, nil)
    }
    if remaining == 0 {
      try warnings.warn(.emptyMesh, "the file holds no triangles", at: .byte(80))
    }
  }

  private func checkCount(againstSize size: Int) throws(FormatError) {
    let body = size - Self.headerBytes
    let whole = body / Self.recordBytes
    guard declaredTriangles != whole || body % Self.recordBytes != 0 else { return }
    if declaredTriangles > whole {
      try recoverCut(whole: whole, left: body % Self.recordBytes)
      return expectedTriangles = whole
    }
    if declaredTriangles == 0 && whole > 0 {
      try recover(countMismatch(at: 80, holds: "\(whole)"), as: .recoveredCount)
      return (remaining, expectedTriangles) = (whole, whole)
    }
    try warnTrailing(body - declaredTriangles * Self.recordBytes)
  }

  /// Whether records that the header does not tell of are believed to be triangles.
  private var canRecover: Bool { warnings.recovers && !hasByteOrderMark }

  private func recover(_ fault: FormatError, as code: FormatWarning.Code) throws(FormatError) {
    guard !hasByteOrderMark && declaredTriangles <= WarningLog.largestRecoveredCount else { throw fault }
    try warnings.recover(fault, as: code)
  }

  /// Refuses a file of fewer triangles than its header declares, or takes those that are whole.
  private func recoverCut(whole: Int, left: Int) throws(FormatError) {
    let cut = left == 0 ? "" : ", and the file ends inside triangle \(whole + 1)"
    let fault = countMismatch(at: Self.headerBytes + whole * Self.recordBytes, holds: "\(whole)\(cut)")
    guard whole > 0 else { throw fault }
    try recover(fault, as: left == 0 ? .recoveredCount : .recoveredCut)
    remaining = whole - triangle
  }

  private func countMismatch(at byte: Int, holds: String) -> FormatError {
    FormatError(
      .countMismatch, file: source.name, format: "STL", place: .byte(byte),
      expected: "\(declaredTriangles) triangles, as the header declares", found: holds)
  }

  private func warnTrailing(_ count: Int) throws(FormatError) {
    try warnings.warn(
      .trailingBytes, "\(count) \(count == 1 ? "byte" : "bytes") after the last triangle ignored",
      at: .byte(Self.headerBytes + declaredTriangles * Self.recordBytes))
  }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    let room = block.capacity / 3
    var done = 0
    while done < room && remaining > 0 {
      var available = unsafe (window.count - position) / Self.recordBytes
      if available == 0 {
        let tail = unsafe UnsafeRawBufferPointer(rebasing: window[position...])
        guard let next = unsafe try source.nextBlock(carrying: tail) else {
          if declaredTriangles == 0 {
            try endRecords(left: tail.count)
          } else {
            try recoverCut(whole: triangle, left: tail.count)
          }
          position = unsafe window.count
          break
        }
        unsafe window = unsafe next
        position = 0
        available = unsafe window.count / Self.recordBytes
      }
      let count = min(available, room - done, remaining)
      unsafe Self.decode(window.baseAddress! + position, count, into: block, at: done)
      position += count * Self.recordBytes
      done += count
      remaining -= count
      triangle += count
    }
    block.count = 3 * done
    if block.hasFacetAttributes { hasAttributes = true }
    if remaining == 0 && done < room { try checkEnd() }
    return done > 0
  }

  /// Ends an input whose header declares no triangles.
  private func endRecords(left: Int) throws(FormatError) {
    remaining = 0
    if triangle > 0 {
      try recover(countMismatch(at: 80, holds: "\(triangle)"), as: .recoveredCount)
    } else {
      try warnings.warn(.emptyMesh, "the file holds no triangles", at: .byte(80))
      if left > 0 { try warnTrailing(left) }
    }
  }

  /// A pipe tells only at its end whether its count was right.
  private func checkEnd() throws {
    guard source.size == nil else { return }
    var left = unsafe window.count - position
    position = unsafe window.count
    while true {
      // At once, for the source may be endless, as /dev/zero is.
      if declaredTriangles == 0 && left >= Self.recordBytes {
        let fault = countMismatch(at: 80, holds: "more")
        throw hasByteOrderMark ? fault : fault.recoverable
      }
      guard let next = unsafe try source.nextBlock() else { break }
      left += next.count
    }
    guard left > 0 else { return }
    try warnTrailing(left)
  }

  /// Spreads `count` records over the columns of a block.
  @unsafe
  static func decode(_ records: UnsafeRawPointer, _ count: Int, into block: CornerBlock, at first: Int) {
    let columns = unsafe block.float32
    let attributes = unsafe block.facetAttributes
    var x = unsafe columns.x + 3 * first
    var y = unsafe columns.y + 3 * first
    var z = unsafe columns.z + 3 * first
    var record = unsafe records
    var anyAttribute: UInt16 = 0
    for index in 0..<count {
      for corner in 0..<3 {
        let place = 12 + 12 * corner
        unsafe x[corner] = number(record, place)
        unsafe y[corner] = number(record, place + 4)
        unsafe z[corner] = number(record, place + 8)
      }
      let attribute = unsafe UInt16(littleEndian: record.loadUnaligned(fromByteOffset: 48, as: UInt16.self))
      unsafe attributes[first + index] = attribute
      anyAttribute |= attribute
      unsafe record += recordBytes
      unsafe x += 3
      unsafe y += 3
      unsafe z += 3
    }
    if anyAttribute != 0 { block.hasFacetAttributes = true }
  }

  @inline(__always)
  @unsafe
  private static func number(_ record: UnsafeRawPointer, _ offset: Int) -> Float {
    unsafe Float(bitPattern: UInt32(littleEndian: record.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
