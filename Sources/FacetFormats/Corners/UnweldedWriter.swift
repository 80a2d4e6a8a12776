// A mesh whose corners are all vertices of their own: their positions as they pass by, then the faces 0 1 2, 3 4 5 and so on,
// which are counted and never stored.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes corners as vertices of an indexed mesh.
package final class UnweldedWriter: CornerWriter {
  /// Triangles whose numbers are made at once.
  private static let chunk = 4096

  package let mesh: IndexedWriter
  package var formatName: String { mesh.formatName }
  package let mostTriangles: Int
  package var numbersVertices: Bool { true }
  /// The corners as Float64, where they come as float32.
  private let wide: CornerBlock?

  init(_ mesh: IndexedWriter, _ precision: SourcePrecision, mostVertices: Int, ledger: MemoryLedger?) throws(FileError)
  {
    self.mesh = mesh
    mostTriangles = mostVertices / 3
    wide = precision == .float32 ? try CornerBlock(precision: .float64, ledger: ledger) : nil
  }

  package func header(triangles: Int) -> [UInt8] { mesh.header(vertices: 3 * triangles, triangles: triangles) }

  package func write(_ block: CornerBlock, to sink: ByteSink) throws {
    if let wide { wide.widen(block) }
    try mesh.writePositions(wide ?? block, to: sink)
  }

  package func writeEnd(triangles: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws {
    let counted = Column<VertexIndex>.arange(VertexIndex(3 * min(Self.chunk, triangles)))
    var first = 0
    while first < triangles {
      let count = min(Self.chunk, triangles - first)
      try mesh.writeFaces(TriangleArray(corners: counted[0..<3 * count]), first: 3 * first, to: sink) { _ in }
      first += count
      try onProgress(first)
    }
  }
}
