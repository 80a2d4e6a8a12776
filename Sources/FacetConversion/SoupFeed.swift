// One weld that streams of corners feed one after the other, with the policy on NaN and infinity between the two. Streams
// of different precision are welded as float64, which holds every float32.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

/// A weld and the blocks of corners on their way to it.
final class SoupFeed {
  let weld: SoupWeld
  private let policies: SoupPipeline
  private let context: JobContext
  private let block: CornerBlock
  /// What float32 streams fill when the weld is float64.
  private var narrowBlock: CornerBlock?
  private(set) var secondsReading = 0.0
  private(set) var secondsWelding = 0.0

  /// - Parameter expectedTriangles: how many will probably come from all streams together.
  init(
    _ policies: SoupPipeline, precision: SourcePrecision, expectedTriangles: Int?, context: JobContext
  ) throws {
    self.policies = policies
    self.context = context
    var options = SoupWeld.Options()
    options.dropsDegenerate = policies.dropsDegenerate
    options.keepsCorners = policies.weld == .none
    weld = try SoupWeld(
      precision: precision, expectedTriangles: expectedTriangles, options: options, ledger: context.ledger)
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
        try weld.add(block)
      }
      secondsWelding += clock.lap()
      try onProgress(stream.progress)
    }
    if let firstNonFinite, policies.nonFinite == .error {
      throw FormatError(
        .nonFinite, file: file, format: format, expected: "finite coordinates (or --nonfinite drop|keep)",
        found: "\(NumberText.grouped(counts.nonFinite)) that are NaN or infinite, the first in triangle "
          + NumberText.grouped(firstNonFinite / 3 + 1))
    }
  }

  /// Ends the feeding and hands the mesh over. Call it once.
  func finish() throws -> TriangleMesh {
    var clock = Stopwatch()
    let mesh = try weld.finish()
    secondsWelding += clock.lap()
    return mesh
  }

  private func blockToFill(by stream: any CornerStream) throws -> CornerBlock {
    guard stream.precision != block.precision else { return block }
    if let narrowBlock { return narrowBlock }
    let narrow = try CornerBlock(precision: stream.precision, ledger: context.ledger)
    narrowBlock = narrow
    return narrow
  }
}
