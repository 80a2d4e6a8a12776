// Triangles that go from a reader to an output as they pass by, without a mesh in between. What stands before the first corner
// may tell how many there are, so it is made for a number that is known or expected; all behind it follows from the corners.
import FacetMemory
import FacetMesh
import FacetText

/// Writes triangles block by block, in the order in which they come.
package protocol CornerWriter: AnyObject {
  /// The name of the format for messages.
  var formatName: String { get }
  /// The most triangles that the format can number.
  var mostTriangles: Int { get }
  /// Whether the corners become numbered vertices; else nothing names them.
  var numbersVertices: Bool { get }
  /// What stands before the first corner.
  /// - Precondition: there are no more than `mostTriangles`.
  func header(triangles: Int) -> [UInt8]
  /// Writes the triangles of a block. O(triangles).
  func write(_ block: CornerBlock, to sink: ByteSink) throws
  /// Writes what stands behind the last corner.
  /// - Parameter onProgress: called with the number of triangles that were dealt with so far.
  func writeEnd(triangles: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws
}

extension CornerWriter {
  /// Refuses more triangles than the format can number.
  package func check(triangles: Int, file: String) throws(FormatError) {
    guard triangles > mostTriangles else { return }
    if numbersVertices {
      throw FormatError(
        .tooManyVertices, file: file, format: formatName,
        expected: "at most \(VertexIndex.max) vertices, which 32-bit indices can number",
        found: "\(3 * triangles) corners, each a vertex of its own")
    }
    throw BinarySTLWriter.tooManyTriangles(triangles, name: file)
  }
}

extension MeshFormat {
  /// Whether triangles can be written as they come, without a mesh.
  package var takesCorners: Bool {
    switch self {
    case .stl, .stlASCII, .off, .offBinary, .ply, .plyASCII, .obj: true
    case .glb, .npz, .npy, .soup, .raw, .table: false
    }
  }

  /// Makes the writer for triangles that pass by; nil for a format that takes whole meshes only.
  /// - Parameters:
  ///   - precision: that of the source.
  ///   - mostVertices: the most vertices that can be numbered; less than Int32 only in tests.
  package func makeCornerWriter(
    precision: SourcePrecision, digits: CoordinateDigits, mostVertices: Int = Int(VertexIndex.max),
    ledger: MemoryLedger?
  ) throws(FileError) -> (any CornerWriter)? {
    switch self {
    case .stl: return BinarySTLCorners()
    case .stlASCII: return try ASCIISTLCorners(precision, digits, ledger: ledger)
    case .off, .offBinary, .ply, .plyASCII, .obj:
      return try UnweldedWriter(
        IndexedWriter(self, precision, digits), precision, mostVertices: mostVertices, ledger: ledger)
    case .glb, .npz, .npy, .soup, .raw, .table: return nil
    }
  }
}
