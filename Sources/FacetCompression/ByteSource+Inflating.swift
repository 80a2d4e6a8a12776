// The one call that makes a compressed input look like any other.
import FacetMemory

extension ByteSource {
  /// Answers a source of the unpacked bytes when this one is compressed with gzip or zstd, else this one itself.
  ///
  /// The unpacked source has this one's name and no size. Faults come as `CompressionError` while it is read, after all
  /// bytes that stand before them. Memory: four more buffers of a block, and the window of the format (32 KiB, up to
  /// 128 MiB for zstd).
  /// - Parameter limit: how far the data may expand.
  /// - Returns: the source to read, and what unpacks it; nil when nothing does.
  public func inflatingIfCompressed(
    limit: ExpansionLimit = ExpansionLimit(), ledger: MemoryLedger? = nil
  ) throws -> (source: ByteSource, inflater: InflatingProducer?) {
    guard let format = unsafe CompressionFormat.detect(unsafe try peek().prefix(CompressionFormat.signatureLength))
    else {
      return (self, nil)
    }
    let producer = try InflatingProducer(self, format: format, limit: limit)
    let source = ByteSource(producer, name: name, contentName: format.nameOfContent(name), ledger: ledger)
    return (source, producer)
  }
}
