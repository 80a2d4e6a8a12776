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
  private let policies: SoupPipeline
  private let context: JobContext
  private let block: CornerBlock
  /// What float32 streams fill when the weld is float64.
  private var narrowBlock: CornerBlock?
  private let receive: (CornerBlock) throws -> Void
  private(set) var secondsReading = 0.0
  /// What was spent by who takes the blocks.
  private(set) var secondsReceiving = 0.0
  /// Triangles two of whose corners are at the same place; counted here where no weld does it.
  private(set) var degenerateCount = 0

  /// - Parameters:
  ///   - precision: that of the blocks handed on.
  ///   - receive: takes a block and keeps nothing of it.
  init(
    _ policies: SoupPipeline, precision: SourcePrecision, context: JobContext,
    receive: @escaping (CornerBlock) throws -> Void
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
    let filled = try blockToFill(by: stream)
    var firstNonFinite: Int?
    var clock = Stopwatch()
    while true {
      let more = try stream.fill(filled)
      secondsReading += clock.lap()
      if !more { break }
      let before = counts.corners
      counts.corners += filled.count
      if let corner = filled.firstNonFinite {
        counts.nonFinite += filled.nonFiniteCoordinateCount
        if firstNonFinite == nil { firstNonFinite = before + corner }
        if policies.nonFinite == .drop { counts.droppedNonFinite += filled.removeNonFiniteTriangles() }
      }
      // An input that will be refused is read to its end to count, but needs no mesh.
      if firstNonFinite == nil || policies.nonFinite != .error {
        if filled !== block { block.widen(filled) }
        if policies.weld == .none { takeDegenerate() }
        try receive(block)
      }
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

  /// Counts degenerate triangles, and takes them out where that is asked for.
  private func takeDegenerate() {
    let count = block.degenerateTriangleCount
    guard count > 0 else { return }
    degenerateCount += count
    if policies.dropsDegenerate { _ = block.removeDegenerateTriangles() }
  }

  private func blockToFill(by stream: any CornerStream) throws -> CornerBlock {
    guard stream.precision != block.precision else { return block }
    if let narrowBlock { return narrowBlock }
    let narrow = try CornerBlock(precision: stream.precision, ledger: context.ledger)
    narrowBlock = narrow
    return narrow
  }
}
