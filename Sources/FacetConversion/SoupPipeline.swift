// The policies of a soup on its way to a mesh, and the short way for a single stream.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads
import FacetWeld

/// Turns a stream of corners into a mesh.
struct SoupPipeline {
  var weld = WeldPolicy.auto
  var nonFinite = NonFinitePolicy.error
  var dropsDegenerate = false

  /// What a stream held.
  struct Counts {
    var corners = 0
    var nonFinite = 0
    var droppedNonFinite = 0
  }

  /// Reads the stream to its end.
  /// - Parameters:
  ///   - file: the name of the input, for errors.
  ///   - format: the name of its format, for errors.
  func run(
    _ stream: any CornerStream, file: String, format: String, context: JobContext, counts: inout Counts
  ) throws -> TriangleMesh {
    let weld = try makeWeld(
      stream.precision, expectedTriangles: stream.credibleTriangles, pool: context.pool, ledger: context.ledger)
    let feed = try SoupFeed(self, precision: stream.precision, context: context) { try weld.add($0) }
    try feed.add(stream, file: file, format: format, counts: &counts) {
      try context.report(.reading, fraction: $0)
    }
    return try weld.finish()
  }

  /// Makes the weld that the policies ask for.
  /// - Parameters:
  ///   - expectedTriangles: how many will probably come from all streams together.
  ///   - pool: the threads that weld.
  func makeWeld(
    _ precision: SourcePrecision, expectedTriangles: Int?, pool: WorkerPool,
    ledger: MemoryLedger
  ) throws -> SoupWeld {
    var options = SoupWeld.Options()
    options.dropsDegenerate = dropsDegenerate
    options.keepsCorners = weld == .none
    return try SoupWeld(
      precision: precision, expectedTriangles: expectedTriangles, options: options,
      ledger: ledger, pool: pool)
  }
}

extension CornerStream {
  /// How many triangles a weld may prepare for. What a pipe claims can't be held against its size; the weld grows when it
  /// was true.
  var credibleTriangles: Int? {
    progress == nil ? expectedTriangles.map { min($0, 1 << 22) } : expectedTriangles
  }
}
