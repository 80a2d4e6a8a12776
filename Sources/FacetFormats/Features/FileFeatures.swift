// From a file and the reader that has read it to its features.
import FacetMemory

/// Looks for features that other programs' readers stumble over.
public enum FileFeatures {
  /// Looks through a file that was read. O(bytes).
  /// - Parameters:
  ///   - source: the same bytes once more, from their beginning.
  ///   - reader: the reader that has read the file to its end.
  ///   - polygons: how many faces of more than three corners it met.
  /// - Returns: each feature once, with its first place; none for formats that nobody has tried.
  /// - Throws: what the source throws.
  public static func scan(_ source: ByteSource, reader: any MeshReader, polygons: Int = 0) throws -> [FoundFeature] {
    switch reader {
    case let reader as OFFReader: try OFFFeatures.scan(source, reader: reader)
    case let reader as BinarySTLReader: try STLFeatures.scan(source, reader: reader)
    case let reader as ASCIISTLReader: try STLFeatures.scan(source, reader: reader)
    case let reader as PLYReader: try PLYFeatures.scan(source, reader: reader, polygons: polygons)
    case let reader as OBJReader: try OBJFeatures.scan(source, reader: reader)
    default: []
    }
  }
}
