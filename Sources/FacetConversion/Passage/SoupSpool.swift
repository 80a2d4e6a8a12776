// Corners that can be read once only, in a temporary file until they are needed: block after block, as they lie in memory. They
// are written and read with plain calls, so that nothing of them stays resident.
import FacetMemory
import FacetMesh

/// A soup in a temporary file: filled first, then read once.
final class SoupSpool: CornerStream {
  let precision: SourcePrecision
  private let file: TemporaryFile
  private let ledger: MemoryLedger
  private var end = 0
  private var position = 0

  /// - Throws: `FileError` when the folder takes no files.
  init(precision: SourcePrecision, inFolder folder: String, ledger: MemoryLedger) throws(FileError) {
    self.precision = precision
    self.ledger = ledger
    file = try TemporaryFile(inFolder: folder)
  }

  var expectedTriangles: Int? { nil }
  var progress: Double? { Double(position) / Double(max(1, end)) }

  /// Appends a block.
  func add(_ block: CornerBlock) throws(FileError) {
    let before = end
    var head = Int64(block.count) << 1 | (block.hasFacetAttributes ? 1 : 0)
    unsafe try file.write(&head, count: 8, at: end)
    end += 8
    let (columns, size) = unsafe Self.columns(of: block)
    for index in 0..<3 {
      unsafe try file.write(columns[index], count: size, at: end)
      end += size
    }
    if block.hasFacetAttributes {
      unsafe try file.write(block.facetAttributes, count: block.count / 3 * 2, at: end)
      end += block.count / 3 * 2
    }
    ledger.spooled(end - before)
  }

  func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    guard position < end else { return false }
    var head: Int64 = 0
    unsafe try file.read(into: &head, count: 8, at: position)
    position += 8
    block.count = Int(head >> 1)
    block.hasFacetAttributes = head & 1 != 0
    let (columns, size) = unsafe Self.columns(of: block)
    for index in 0..<3 {
      unsafe try file.read(into: columns[index], count: size, at: position)
      position += size
    }
    if block.hasFacetAttributes {
      unsafe try file.read(into: block.facetAttributes, count: block.count / 3 * 2, at: position)
      position += block.count / 3 * 2
    }
    return true
  }

  /// The columns of a block, and the bytes that are used of each.
  @unsafe
  private static func columns(of block: CornerBlock) -> ([UnsafeMutableRawPointer], Int) {
    switch block.precision {
    case .float32:
      let columns = unsafe block.float32
      return unsafe ([columns.x, columns.y, columns.z].map { UnsafeMutableRawPointer($0) }, 4 * block.count)
    case .float64:
      let columns = unsafe block.float64
      return unsafe ([columns.x, columns.y, columns.z].map { UnsafeMutableRawPointer($0) }, 8 * block.count)
    }
  }
}
