// Soups for tests and benchmarks, made by rule and written as they are made.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// A soup that is generated instead of read.
public enum GeneratedSoup: Sendable {
  case terrain(triangles: Int)
  case sphere(atMost: Int)
  case shuffledSphere(atMost: Int, seed: UInt64)

  /// The stream of its corners, and its exact number of triangles.
  public func makeStream() -> (stream: any CornerStream, triangles: Int) {
    switch self {
    case .terrain(let triangles): return (TerrainSoup(triangles: triangles), triangles)
    case .sphere(let count):
      let soup = SphereSoup(atMost: count)
      return (soup, soup.triangles)
    case .shuffledSphere(let count, let seed):
      let soup = SphereSoup(atMost: count, shuffleSeed: seed)
      return (soup, soup.triangles)
    }
  }

  /// Writes the soup: as binary STL corner by corner, in constant memory; in any other format welded.
  public func write(
    to path: String, format: MeshFormat? = nil, context: JobContext = JobContext()
  ) throws(ConversionFailure) {
    do {
      let (stream, triangles) = makeStream()
      if (format ?? Conversion.outputFormat(forName: path)) == .stl {
        let file = path == "-" ? OutputFile.standardOutput() : try OutputFile(path: path)
        try BinarySTLWriter.write(
          stream, triangles: triangles, to: ByteSink(.file(file), ledger: context.ledger), name: path)
        try file.commit()
      } else {
        var counts = SoupPipeline.Counts()
        let mesh = try SoupPipeline().run(stream, file: path, format: "", context: context, counts: &counts)
        try mesh.write(to: path, format: format, context: context)
      }
    } catch {
      throw ConversionFailure(error)
    }
  }
}
