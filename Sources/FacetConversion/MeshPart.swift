// Soups and indexed files in one mesh: all soups are one weld, so that their vertices must be dealt out again to where each
// soup stands among the inputs.
import FacetArrays
import FacetMesh

/// What one input gives to a mesh of several.
enum MeshPart {
  /// An indexed file.
  case mesh(TriangleMesh)
  /// A soup: its triangles in the weld of all soups, and the vertices there that it was the first to have.
  case soup(vertices: Range<Int>, triangles: Range<Int>)

  private var vertexCount: Int {
    switch self {
    case .mesh(let mesh): mesh.vertices.count
    case .soup(let vertices, _): vertices.count
    }
  }

  /// Renumbers the triangles of the weld of all soups as the vertices will be numbered when the parts follow each other.
  /// O(all triangles of soups + all their vertices).
  /// - Parameter onOverflow: called with the number of the first part for whose vertices there are no numbers; it throws.
  static func renumber(
    _ soup: TriangleMesh, _ parts: [MeshPart], onOverflow: (Int) throws -> Void
  ) throws -> TriangleMesh {
    var numbers = Column<VertexIndex>(unsafeUninitialized: soup.vertices.count, zeroed: true)
    var span = numbers.mutableSpan
    var total = 0
    for (index, part) in parts.enumerated() {
      if part.vertexCount > Int(VertexIndex.max) - total { try onOverflow(index) }
      if case .soup(let vertices, _) = part {
        for (place, vertex) in vertices.enumerated() { span[vertex] = VertexIndex(total + place) }
      }
      total += part.vertexCount
    }
    return TriangleMesh(
      vertices: soup.vertices, triangles: TriangleArray(corners: numbers.take(soup.triangles.corners)),
      sourcePrecision: soup.sourcePrecision, facetAttributes: soup.facetAttributes)
  }
}
