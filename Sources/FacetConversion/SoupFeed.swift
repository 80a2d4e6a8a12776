// Streams of corners on their way to a weld, or straight to an output, one after the other, with the policies on NaN, infinity
// and degenerate triangles in between. Streams of different precision become float64, which holds every float32.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads

/// Hands blocks of corners on.
final class SoupFeed {
  /// The precision of the blocks that are handed on.
  var precision: SourcePrecision { block.precision }
  /// Blocks that are filled together, for each thread: enough that threads seldom wait for each other.
  private static let blocksPerThread = 4
  private let policies: SoupPipeline
  private let context: JobContext
  private let block: CornerBlock
  /// What float32 streams fill when the weld is float64.
  private var narrowBlock: CornerBlock?
  private let receive: ([CornerBlock]) throws -> Void
  /// The blocks of a round, where several threads fill them.
  private var round: [CornerBlock] = []
  private(set) var secondsReading = 0.0
  /// What was spent by who takes the blocks.
  private(set) var secondsReceiving = 0.0
  /// Triangles two of whose corners are at the same place; counted here where no weld does it.
  private(set) var degenerateCount = 0

  /// - Parameters:
  ///   - precision: that of the blocks handed on.
  ///   - receive: takes blocks, in order; it keeps nothing of them.
  init(
    _ policies: SoupPipeline, precision: SourcePrecision, context: JobContext,
    receive: @escaping ([CornerBlock]) throws -> Void
  ) throws {
    self.policies = policies
    self.context = context
    self.receive = receive
    block = try CornerBlock(precision: precision, ledger: context.ledger)
  }

  /// Feeds a stream to its end.
  /// - Parameters:
  ///   - file: the name of the input, for errors.
  ///   - format: the name of its format, for errors.
  ///   - counts: what the stream held, also when this throws.
  ///   - onProgress: called at every block with the part of the stream that was read.
  func add(
    _ stream: any CornerStream, file: String, format: String, counts: inout SoupPipeline.Counts,
    onProgress: (Double?) throws -> Void
  ) throws {
    let blocks = try blocksToFill(by: stream)
    var firstNonFinite: Int?
    var clock = Stopwatch()
    while true {
      let filled = try stream.fill(blocks, on: context.pool)
      secondsReading += clock.lap()
      if filled == 0 { break }
      for filled in blocks[..<filled] {
        let before = counts.corners
        counts.corners += filled.count
        if let corner = filled.firstNonFinite {
          counts.nonFinite += filled.nonFiniteCoordinateCount
          if firstNonFinite == nil { firstNonFinite = before + corner }
          if policies.nonFinite == .drop { counts.droppedNonFinite += filled.removeNonFiniteTriangles() }
        }
      }
      // An input that will be refused is read to its end to count, but needs no mesh.
      if firstNonFinite == nil || policies.nonFinite != .error { try handOn(blocks[..<filled]) }
      secondsReceiving += clock.lap()
      try onProgress(stream.progress)
    }
    if let firstNonFinite, policies.nonFinite == .error {
      throw FormatError(
        .nonFinite, file: file, format: format, expected: "finite coordinates (or --nonfinite drop|keep)",
        found: "\(NumberText.grouped(counts.nonFinite)) that are NaN or infinite, the first in triangle "
          + NumberText.grouped(firstNonFinite / 3 + 1))
    }
  }

  private func handOn(_ filled: ArraySlice<CornerBlock>) throws {
    var blocks = Array(filled)
    if blocks[0].precision != precision {
      block.widen(blocks[0])
      blocks = [block]
    }
    if policies.weld == .none { for block in blocks { takeDegenerate(block) } }
    try receive(blocks)
  }

  /// Counts degenerate triangles, and takes them out where that is asked for.
  private func takeDegenerate(_ block: CornerBlock) {
    let count = block.degenerateTriangleCount
    guard count > 0 else { return }
    degenerateCount += count
    if policies.dropsDegenerate { _ = block.removeDegenerateTriangles() }
  }

  private func blocksToFill(by stream: any CornerStream) throws -> [CornerBlock] {
    if stream.precision != block.precision {
      if narrowBlock == nil { narrowBlock = try CornerBlock(precision: stream.precision, ledger: context.ledger) }
      return [narrowBlock!]
    }
    guard context.pool.threadCount > 1 else { return [block] }
    while round.count < Self.blocksPerThread * context.pool.threadCount {
      round.append(try CornerBlock(precision: precision, ledger: context.ledger))
    }
    return round
  }
}
