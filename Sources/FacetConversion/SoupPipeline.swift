// The policies of a soup on its way to a mesh, and the short way for a single stream.
import FacetFormats
import FacetMesh
import FacetThreads

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
    let feed = try SoupFeed(
      self, precision: stream.precision, expectedTriangles: stream.credibleTriangles, context: context)
    try feed.add(stream, file: file, format: format, counts: &counts) {
      try context.report(.reading, fraction: $0)
    }
    return try feed.finish()
  }
}

extension CornerStream {
  /// How many triangles a weld may prepare for. What a pipe claims can't be held against its size; the weld grows when it
  /// was true.
  var credibleTriangles: Int? {
    progress == nil ? expectedTriangles.map { min($0, 1 << 22) } : expectedTriangles
  }
}
