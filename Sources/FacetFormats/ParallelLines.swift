// Kernels on all threads: a window of text is cut into pieces of whole lines, each piece is read to where its rows belong, and
// what is plain without a gap from the first line on is taken. Behind it everything goes on as with one thread.
import FacetMesh
import FacetText
import FacetThreads

/// What lines become, and where it goes.
@unsafe enum LineTarget: @unchecked Sendable {
  /// Lines of three numbers behind a letter, 0 for none.
  case vertices(
    letter: UInt8, x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>, z: UnsafeMutablePointer<Double>)
  /// Lines of a letter and three numbers of vertices, which count from `base`.
  case triangles(letter: UInt8, base: UInt32, vertices: Int, corners: UnsafeMutablePointer<VertexIndex>)

  /// Reads lines to row `first` and on, below `limit`. Answers how many.
  @inline(__always)
  @unsafe
  func read(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, from first: Int, to limit: Int) -> Int {
    switch unsafe self {
    case .vertices(let letter, let x, let y, let z):
      unsafe NumberLines.parse(&byte, end, letter: letter, x, y, z, from: first, to: limit)
    case .triangles(let letter, let base, let vertices, let corners):
      unsafe NumberLines.parseTriangles(
        &byte, end, letter: letter, base: base, vertices: vertices, corners + 3 * first, limit: limit - first)
    }
  }
}

/// When to ask all threads, and when not: text that is not plain is read again by one thread, so that asking for nothing has
/// a price.
@safe struct ParallelPace {
  let pool: WorkerPool
  /// What is worth the call of a thread.
  let leastPiece: Int
  /// The end of the last window in which not all pieces were plain.
  private var refused: UnsafePointer<UInt8>?
  private var failures = 0
  private var windowsToWait = 0

  init(_ options: ReaderOptions) { (pool, leastPiece) = (options.pool, options.leastPiece) }

  /// Into how many pieces the text between two places is to be cut; 1 where one thread is to read it.
  @unsafe
  mutating func pieces(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    guard pool.threadCount > 1 else { return 1 }
    let count = unsafe min(2 * pool.threadCount, TextPieces.most, (end - start) / leastPiece)
    guard count > 1, unsafe end != refused else { return 1 }
    if windowsToWait > 0 {
      windowsToWait -= 1
      unsafe refused = end
      return 1
    }
    return count
  }

  /// Says whether all pieces of a window were plain.
  @unsafe
  mutating func took(all: Bool, _ end: UnsafePointer<UInt8>) {
    if all {
      failures = max(0, failures - 1)
    } else {
      unsafe refused = end
      failures += 1
      windowsToWait = failures > 2 ? min(32, 1 << (failures - 2)) : 0
    }
  }
}

/// Reads lines on all threads of a pool.
@safe struct ParallelLines {
  private var pace: ParallelPace

  init(_ options: ReaderOptions) { pace = ParallelPace(options) }

  /// How many triangles to ask room for: as many as lines like the first one fit in the window, where several threads are to
  /// read it.
  @unsafe
  func room(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, atMost most: Int = .max) -> Int {
    guard pace.pool.threadCount > 1 else { return TriangleBuilder.step }
    var byte = unsafe start
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    let first = unsafe byte
    while unsafe byte < end && byte.pointee != newline { unsafe byte += 1 }
    return unsafe max(TriangleBuilder.step, min(most, (end - start) / max(8, byte - first + 1) + 1))
  }

  /// Reads plain lines to row `first` and on, below `limit`, and moves behind the last one taken. Answers how many.
  ///
  /// Rows behind those may have been written. The same lines as with one thread are taken, or fewer.
  @unsafe
  mutating func take(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ target: LineTarget, from first: Int,
    to limit: Int
  ) -> Int {
    let count = unsafe pace.pieces(byte, end)
    guard count > 1 else { return unsafe target.read(&byte, end, from: first, to: limit) }
    let pieces = unsafe TextPieces(byte, end, count: count, of: .max, .lines, on: pace.pool)
    var firsts = [first]
    for rows in pieces.rows.dropLast() {
      let next = firsts[firsts.count - 1] + rows
      if next >= limit { break }
      firsts.append(next)
    }
    // The rows of each piece, and where the reading of it comes to.
    var taken = firsts
    var places = unsafe pieces.starts
    unsafe taken.withUnsafeMutableBufferPointer { taken in
      unsafe places.withUnsafeMutableBufferPointer { places in
        nonisolated(unsafe) let (taken, places, end) = unsafe (taken, places, end)
        let firsts = firsts
        // No part throws.
        try? pace.pool.run(firsts.count) { piece in
          let most = piece + 1 < firsts.count ? firsts[piece + 1] : limit
          unsafe taken[piece] = unsafe target.read(&places[piece], end, from: firsts[piece], to: most)
        }
      }
    }
    var rows = 0
    var piece = 0
    while piece < firsts.count {
      rows += taken[piece]
      unsafe byte = places[piece]
      let isLast = piece + 1 == firsts.count
      piece += 1
      if isLast || rows < firsts[piece] - first { break }
    }
    // The last lines of a window are always left.
    let isWhole = unsafe piece == firsts.count && (first + rows == limit || end - byte < 1 << 13)
    unsafe pace.took(all: isWhole, end)
    return rows
  }
}
