// Raw binary soups: nine numbers a triangle and nothing that says so. The size is the only thing to hold the layout
// against: a file that ends inside a triangle was written in another layout, or cut.
import FacetMemory
import FacetMesh

/// Reads a raw binary soup in the layout that the options give.
public final class RawReader: SoupReader {
  public let formatName = "raw"
  public let dialect: String
  public let precision: SourcePrecision
  public let warnings: WarningLog
  public let expectedTriangles: Int?
  public var source: ByteSource { cursor.source }
  private let cursor: RecordCursor
  private let numbers: PackedNumbers
  private let recordBytes: Int
  private let stride: Int
  private var triangle = 0
  private var hasEnded = false

  /// - Throws: `FormatError` when the layout is missing or impossible, and, where the size is known, when the file ends
  ///   inside a triangle.
  public init(_ source: ByteSource, options: ReaderOptions) throws {
    func fault(_ code: FormatError.Code, _ expected: String, _ found: String = "") -> FormatError {
      FormatError(code, file: source.name, format: "raw", expected: expected, found: found)
    }
    guard let layout = options.rawLayout else {
      throw fault(.unsupported, "a layout, for example --from raw:f32le", "none")
    }
    numbers = PackedNumbers(
      kind: layout.precision == .float32 ? .float32 : .float64, bigEndian: layout.bigEndian)
    recordBytes = 9 * numbers.byteCount
    stride = layout.stride ?? recordBytes
    guard stride >= recordBytes else {
      throw fault(.unsupported, "a stride of at least \(recordBytes) bytes", "\(stride)")
    }
    guard layout.offset >= 0 else { throw fault(.unsupported, "an offset of at least 0", "\(layout.offset)") }
    precision = layout.precision
    dialect = Self.describe(layout)
    warnings = WarningLog(
      file: source.name, format: "raw", strict: options.strict, recovers: options.recovers)
    cursor = RecordCursor(source)
    guard unsafe try source.peek().count > 0 else { throw fault(.emptyFile, "empty file") }
    if let size = source.size {
      guard size >= layout.offset else { throw Self.endsBefore(layout.offset, source, at: size) }
      let body = size - layout.offset
      // The last triangle needs no gap behind it.
      let left = body % stride
      expectedTriangles = body / stride + (left >= recordBytes ? 1 : 0)
      if left > 0 && left < recordBytes {
        let fault = Self.endsInside(body / stride, source, at: size, left: left, recordBytes: recordBytes)
        guard body >= stride else { throw fault }
        guard warnings.recovers else { throw fault.recoverable }
      }
    } else {
      expectedTriangles = nil
    }
    let skipped = try cursor.skip(layout.offset)
    if skipped < layout.offset { throw Self.endsBefore(layout.offset, source, at: skipped) }
    if try !cursor.need(1) {
      try warnings.warn(.emptyMesh, "the file holds no triangles", at: .byte(layout.offset))
    }
  }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while block.hasRoomForTriangle && !hasEnded {
      guard try cursor.need(recordBytes) else {
        let left = cursor.available
        if left > 0 {
          let fault = Self.endsInside(
            triangle, source, at: cursor.offset + left, left: left, recordBytes: recordBytes)
          guard triangle > 0 else { throw fault }
          try warnings.recover(fault)
        }
        hasEnded = true
        break
      }
      // The last triangle of the window may lack its gap.
      let whole = (cursor.available - recordBytes) / stride + 1
      let count = min(whole, (block.capacity - block.count) / 3)
      unsafe numbers.append(count, from: cursor.position, stride: stride, to: block)
      triangle += count
      cursor.advance((count - 1) * stride + recordBytes)
      if stride > recordBytes, try cursor.skip(stride - recordBytes) < stride - recordBytes { hasEnded = true }
    }
    return block.count > 0
  }

  private static func describe(_ layout: RawLayout) -> String {
    let order = layout.bigEndian ? "big-endian" : "little-endian"
    return "\(layout.precision.rawValue), \(order)" + (layout.offset == 0 ? "" : ", offset \(layout.offset)")
      + (layout.stride.map { ", stride \($0)" } ?? "")
  }

  private static func endsBefore(_ offset: Int, _ source: ByteSource, at byte: Int) -> FormatError {
    FormatError(
      .truncated, file: source.name, format: "raw", place: .byte(byte), expected: "triangles from byte \(offset) on",
      found: "end of file after \(byte) bytes")
  }

  private static func endsInside(
    _ triangle: Int, _ source: ByteSource, at byte: Int, left: Int, recordBytes: Int
  ) -> FormatError {
    FormatError(
      .truncated, file: source.name, format: "raw", place: .byte(byte),
      expected: "\(recordBytes) bytes for triangle \(triangle + 1)", found: "end of file after \(left)")
  }
}
