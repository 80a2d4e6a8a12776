// Reading back an output that was made without a mesh: its corners must give the number that those written gave.
import FacetCompression
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

extension Verification {
  /// Reads the output back, in constant memory.
  /// - Throws: `ConversionFailure` with exit code 70 when it differs.
  static func check(_ file: OutputFile, holds passage: SoupPassage, context: JobContext) throws {
    let source = try ByteSource(path: try readingBack(file), ledger: context.ledger)
    let same: Bool
    do {
      same = try isSame(source, passage, context)
    } catch is FormatError {
      same = false
    } catch is CompressionError {
      same = false
    }
    guard same else { throw differs(file) }
  }

  private static func isSame(_ source: ByteSource, _ passage: SoupPassage, _ context: JobContext) throws -> Bool {
    if let writer = passage.writer as? UnweldedWriter {
      let reader = try UnweldedReader(source, writtenBy: writer, triangles: passage.triangles)
      guard try fingerprint(reader, passage, context) == passage.fingerprint else { return false }
      return try reader.endsAsWritten { try context.report(.verifying, fraction: $0) }
    }
    var options = ReaderOptions()
    options.wantedAttributes = passage.target.attributeKinds
    guard case .soup(let reader) = try InputReader.make(source, format: passage.target.format, options: options).reader
    else { return false }
    return try fingerprint(reader, passage, context) == passage.fingerprint
  }

  private static func fingerprint(
    _ stream: any CornerStream, _ passage: SoupPassage, _ context: JobContext
  ) throws -> CornerFingerprint {
    var read = CornerFingerprint(passage.target.exactness(of: passage.precision))
    let block = try CornerBlock(precision: stream.precision, ledger: context.ledger)
    while try stream.fill(block) {
      read.add(block)
      try context.report(.verifying, fraction: stream.progress)
    }
    return read
  }
}
