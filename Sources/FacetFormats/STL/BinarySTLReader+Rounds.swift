// Binary STL on several threads: records have one size, so each thread reads and spreads those of its own blocks.
import FacetMemory
import FacetMesh
import FacetThreads

extension BinarySTLReader {
  public var progress: Double? {
    guard let expectedTriangles, source.size != nil else { return nil }
    return expectedTriangles == 0 ? 1 : Double(expectedTriangles - remaining) / Double(expectedTriangles)
  }

  public var consumedBytes: Int {
    guard let size = source.size, source.isRandomAccess else { return source.delivered }
    return remaining == 0 ? size : max(source.delivered, Self.headerBytes + triangle * Self.recordBytes)
  }

  public func fill(_ blocks: [CornerBlock], on pool: WorkerPool) throws -> Int {
    guard pool.threadCount > 1, source.isRandomAccess else { return try fillInTurn(blocks) }
    var parts: [(first: Int, count: Int)] = []
    var left = remaining
    for block in blocks {
      block.removeAll()
      let count = min(block.capacity / 3, left)
      guard count > 0 else { break }
      parts.append((remaining - left, count))
      left -= count
    }
    while roundRecords.count < parts.count {
      roundRecords.append(
        try MappedStorage(
          byteCount: blocks[roundRecords.count].capacity / 3 * Self.recordBytes, purpose: .readBuffers,
          label: "records of \(source.name)", ledger: source.ledger))
    }
    let first = triangle
    // Each block is filled by one thread.
    nonisolated(unsafe) let (reader, blocks) = (self, blocks)
    let (ranges, records) = (parts, roundRecords)
    try pool.run(parts.count) { part in
      let bytes = ranges[part].count * Self.recordBytes
      let place = Self.headerBytes + (first + ranges[part].first) * Self.recordBytes
      let got = unsafe try reader.source.read(at: place, into: records[part].base, count: bytes)
      guard got == bytes else { throw unsafe reader.source.changedWhileReading(at: place + got) }
      unsafe Self.decode(records[part].base, ranges[part].count, into: blocks[part], at: 0)
      unsafe blocks[part].count = 3 * ranges[part].count
    }
    (triangle, remaining) = (triangle + remaining - left, left)
    if unsafe blocks[..<parts.count].contains(where: \.hasFacetAttributes) { hasAttributes = true }
    return parts.count
  }
}
