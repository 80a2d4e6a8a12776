// Blocks of corners from a reader through the weld, with the policy on NaN and infinity between the two.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

/// Turns a stream of corners into a mesh.
struct SoupPipeline {
  var weld = WeldPolicy.auto
  var nonFinite = NonFinitePolicy.error
  var dropsDegenerate = false

  /// What the stream held, beside the mesh.
  struct Outcome {
    var corners = 0
    var degenerate = 0
    var nonFinite = 0
    var droppedNonFinite = 0
    var secondsReading = 0.0
    var secondsWelding = 0.0
  }

  /// Reads the stream to its end.
  /// - Parameters:
  ///   - file: the name of the input, for errors.
  ///   - format: the name of its format, for errors.
  func run(
    _ stream: any CornerStream, file: String, format: String, context: JobContext, outcome: inout Outcome
  ) throws -> TriangleMesh {
    var options = SoupWeld.Options()
    options.dropsDegenerate = dropsDegenerate
    options.keepsCorners = weld == .none
    // What a pipe claims can't be held against its size; the weld grows when it was true.
    let claim = stream.progress == nil ? stream.expectedTriangles.map { min($0, 1 << 22) } : stream.expectedTriangles
    let weld = try SoupWeld(
      precision: stream.precision, expectedTriangles: claim, options: options,
      ledger: context.ledger)
    let block = try CornerBlock(precision: stream.precision, ledger: context.ledger)
    var firstNonFinite: Int?
    var clock = Stopwatch()
    while true {
      let more = try stream.fill(block)
      outcome.secondsReading += clock.lap()
      if !more { break }
      let before = outcome.corners
      outcome.corners += block.count
      if let corner = block.firstNonFinite {
        outcome.nonFinite += block.nonFiniteCoordinateCount
        if firstNonFinite == nil { firstNonFinite = before + corner }
        if nonFinite == .drop { outcome.droppedNonFinite += block.removeNonFiniteTriangles() }
      }
      // An input that will be refused is read to its end to count, but needs no mesh.
      if firstNonFinite == nil || nonFinite != .error { try weld.add(block) }
      outcome.secondsWelding += clock.lap()
      try context.report(.reading, fraction: stream.progress)
    }
    if let firstNonFinite, nonFinite == .error {
      throw FormatError(
        .nonFinite, file: file, format: format, expected: "finite coordinates (or --nonfinite drop|keep)",
        found: "\(NumberText.grouped(outcome.nonFinite)) that are NaN or infinite, the first in triangle "
          + NumberText.grouped(firstNonFinite / 3 + 1))
    }
    outcome.degenerate = weld.degenerateCount
    let mesh = try weld.finish()
    outcome.secondsWelding += clock.lap()
    return mesh
  }
}
