// An input that may be compressed: what a reader reads of it, and what only its end tells. A reader stops behind the last
// triangle; the checksum stands behind that.
import FacetCompression
import FacetFormats
import FacetMemory

/// An input with or without compression. The reader sees no difference.
struct CompressedInput {
  /// The bytes to read, unpacked.
  let source: ByteSource
  /// What the compressed data met itself.
  let warnings: WarningLog
  private let packed: ByteSource
  private let inflater: InflatingProducer?

  /// Looks at the first bytes of an input.
  init(_ packed: ByteSource, options: ReaderOptions, ledger: MemoryLedger? = nil) throws {
    self.packed = packed
    (source, inflater) = try packed.inflatingIfCompressed(
      limit: ExpansionLimit(ratio: options.maxExpansion), ledger: ledger)
    warnings = WarningLog(file: packed.name, format: inflater?.format.rawValue ?? "", strict: options.strict)
  }

  /// `gzip` or `zstd`; nil for an input that is not compressed.
  var compression: String? { inflater?.format.rawValue }

  /// The bytes of the input that were read so far, as they are in the file.
  var bytesRead: Int { inflater?.consumedBytes ?? packed.delivered }

  /// What the system knows of the file now; nil for what is no regular file.
  func stamp() throws(FileError) -> FileStamp? { try packed.stamp() }

  /// The size of the input as it is in the file; nil for a pipe.
  var size: Int? { packed.size }

  /// The bytes that a reader will find, guessed from those unpacked so far when the input is compressed; nil for a pipe.
  var estimatedContentSize: Int? {
    guard let inflater else { return packed.size }
    guard let size = packed.size, inflater.consumedBytes > 0 else { return nil }
    return Int(Double(inflater.producedBytes) / Double(inflater.consumedBytes) * Double(size))
  }

  /// How much of a compressed file was unpacked, 0...1: its reader knows no size. Nil for anything else.
  var unpackedFraction: Double? {
    guard inflater != nil, let size = packed.size else { return nil }
    return size == 0 ? 1 : Double(bytesRead) / Double(size)
  }

  /// Unpacks what the reader left, so that every checksum is checked.
  /// - Throws: what is wrong with it; `FormatError` for bytes behind it when warnings are errors.
  func readToEnd() throws {
    guard let inflater else { return }
    while unsafe try source.nextBlock() != nil {}
    if inflater.hasTrailingGarbage {
      try warnings.warn(.trailingBytes, "the bytes after the compressed data were ignored", at: .file)
    }
  }
}
