// A window of text in pieces that several threads read at once. Where a piece begins in the mesh is known before it is
// read: each row has one mark, a line feed or the x of a vertex, and to count marks costs little.
import FacetText
import FacetThreads

/// Pieces of text, each of whole lines or whole facets.
@safe struct TextPieces: @unchecked Sendable {
  /// What rows are and how they are counted.
  enum Rows: Sendable {
    /// A row a line.
    case lines
    /// A row a vertex of ASCII STL; pieces end behind facets.
    case corners

    /// Counts the marks of rows between two places.
    @unsafe
    func count(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
      switch self {
      case .lines: unsafe NumberLines.lineFeeds(start, end)
      case .corners: unsafe NumberLines.letters(UInt8(ascii: "x"), start, end)
      }
    }
  }

  /// The most pieces of a window.
  static let most = 64

  /// Where each piece begins, and where the last one ends.
  private(set) var starts: [UnsafePointer<UInt8>]
  /// The rows of each piece, if it is plain.
  private(set) var rows: [Int] = []
  var count: Int { unsafe starts.count - 1 }

  /// Cuts the text between two places into at most `count` pieces, and counts their rows on all threads of a pool.
  /// - Parameter most: the bytes of a piece, about; the text behind the last piece is left out.
  @unsafe
  init(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, count: Int, of most: Int, _ kind: Rows,
    on pool: WorkerPool
  ) {
    let step = unsafe min(most, max(1, (end - start) / count))
    unsafe starts = [start]
    while unsafe starts.count <= count {
      let last = unsafe starts[starts.count - 1]
      guard unsafe end - last > step else { break }
      guard let cut = unsafe Self.cut(last + step, end, kind) else { break }
      unsafe starts.append(cut)
    }
    // A rest that is less than a piece belongs to the last one, if that may be so long.
    if unsafe starts.count <= count, unsafe end - starts[starts.count - 1] > 0 { unsafe starts.append(end) }
    let places = unsafe starts
    rows = [Int](repeating: 0, count: self.count)
    unsafe rows.withUnsafeMutableBufferPointer { rows in
      nonisolated(unsafe) let (rows, places) = unsafe (rows.baseAddress!, places)
      // No part throws.
      unsafe try? pool.run(places.count - 1) { piece in
        unsafe rows[piece] = unsafe kind.count(places[piece], places[piece + 1])
      }
    }
  }

  /// Moves the beginnings of pieces forward by as many lines as bring a multiple of `multiple` rows before each.
  mutating func align(to multiple: Int) {
    var before = 0
    for piece in 1..<max(1, count) {
      before += rows[piece - 1]
      var missing = (multiple - before % multiple) % multiple
      while missing > 0, let next = unsafe Self.behindLineFeed(starts[piece], starts[piece + 1]) {
        unsafe starts[piece] = unsafe next
        rows[piece - 1] += 1
        rows[piece] -= 1
        before += 1
        missing -= 1
      }
    }
  }

  /// The first place from here on where a piece may end; nil when there is none nearby.
  @unsafe
  private static func cut(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ kind: Rows
  ) -> UnsafePointer<UInt8>? {
    let limit = unsafe min(end, start + longestRow)
    guard kind == .corners else { return unsafe behindLineFeed(start, limit) }
    // "facet" behind an "end": of any case, but a capital only makes the piece unfit.
    var byte = unsafe start
    while unsafe limit - byte > 9 {
      if unsafe byte[0] | 0x20 == UInt8(ascii: "d") && byte[1] | 0x20 == UInt8(ascii: "f")
        && byte[5] | 0x20 == UInt8(ascii: "t") && isSpace(byte[6])
      {
        return unsafe byte + 6
      }
      unsafe byte += 1
    }
    return nil
  }

  /// How far a cut is looked for.
  private static let longestRow = 1 << 12

  @unsafe
  private static func behindLineFeed(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var byte = unsafe start
    while unsafe byte < end {
      if unsafe byte.pointee == newline { return unsafe byte + 1 }
      unsafe byte += 1
    }
    return nil
  }
}
