// Blocks of corners filled on all threads: each piece of a window goes to a block of its own, so that no piece needs to know how
// many corners the others have.
import FacetMesh
import FacetText
import FacetThreads

/// Reads plain corners of a text on all threads of a pool.
@safe struct ParallelCorners {
  /// What the text is.
  enum Kind: Sendable {
    case facets
    /// Lines of nine or three numbers, parted by a mark.
    case lines(mark: UInt8, numbers: Int)

    var rows: TextPieces.Rows { if case .facets = self { .corners } else { .lines } }

    var cornersPerRow: Int { if case .lines(_, 9) = self { 3 } else { 1 } }

    /// Reads at most `limit` corners to the beginning of a block, and answers how many.
    @unsafe
    func read(
      _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, into target: CornerColumns<Double>, limit: Int
    ) -> Int {
      switch self {
      case .facets:
        unsafe 3 * NumberLines.parseFacets(&byte, end, target.x, target.y, target.z, limit: limit / 3)
      case .lines(let mark, let numbers):
        unsafe cornersPerRow
          * NumberLines.parseCorners(
            &byte, end, mark: mark, numbersPerLine: numbers, target.x, target.y, target.z, from: 0, to: limit)
      }
    }
  }

  private var pace: ParallelPace

  init(_ options: ReaderOptions) { pace = ParallelPace(options) }

  /// Fills empty blocks with plain corners, and moves behind the last one taken. Answers how many blocks hold corners: all
  /// but the last of them hold whole triangles.
  @unsafe
  mutating func fill(
    _ blocks: ArraySlice<CornerBlock>, _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ kind: Kind
  ) -> Int {
    guard !blocks.isEmpty, unsafe pace.pieces(byte, end) > 1, unsafe KernelPace.skipSpace(&byte, end) else { return 0 }
    let capacity = blocks[blocks.startIndex].capacity
    let sample = unsafe min(end - byte, 1 << 14)
    let corners = unsafe kind.cornersPerRow * kind.rows.count(byte, byte + sample)
    guard corners > 0 else {
      unsafe pace.took(all: false, end)
      return 0
    }
    // A block is to have some room left: a piece that does not fit it is read in two goes.
    let most = capacity / 10 * 9 * sample / corners
    let count = unsafe min(blocks.count, TextPieces.most, max(2, (end - byte) / pace.leastPiece))
    var pieces = unsafe TextPieces(byte, end, count: count, of: most, kind.rows, on: pace.pool)
    if kind.cornersPerRow == 1 { pieces.align(to: 3) }
    let (starts, rows, last) = unsafe (pieces.starts, pieces.rows, pieces.count - 1)
    // Where the reading of each piece comes to.
    var places = unsafe starts
    unsafe places.withUnsafeMutableBufferPointer { places in
      // Each block is filled by one thread, and each place moved by one.
      nonisolated(unsafe) let (places, end, blocks) = unsafe (places, end, blocks)
      // No part throws.
      try? pace.pool.run(last + 1) { piece in
        let block = unsafe blocks[blocks.startIndex + piece]
        let limit = piece == last ? capacity : min(capacity, kind.cornersPerRow * rows[piece])
        block.count = unsafe kind.read(&places[piece], end, into: block.float64, limit: limit)
      }
    }
    var piece = 0
    var isWhole = true
    while isWhole && piece < pieces.count {
      unsafe byte = places[piece]
      isWhole =
        unsafe piece + 1 < pieces.count && byte == starts[piece + 1] && blocks[blocks.startIndex + piece].count % 3 == 0
      piece += 1
    }
    // The last lines of a window are always left.
    isWhole = unsafe piece == pieces.count && starts[piece] - byte < 1 << 13
    unsafe pace.took(all: isWhole, end)
    for block in blocks[(blocks.startIndex + piece)...] { block.removeAll() }
    if blocks[blocks.startIndex + piece - 1].count == 0 { piece -= 1 }
    return piece
  }
}
