// Soups and indexed files in one mesh: all soups are one weld, so that their vertices must be dealt out again to where each
// soup stands among the inputs.
import FacetArrays
import FacetMemory
import FacetMesh

/// What one input gives to a mesh of several.
enum MeshPart {
  /// An indexed file.
  case mesh(TriangleMesh)
  /// A soup: its triangles in the weld of all soups.
  case soup(triangles: Range<Int>)

  /// The vertices of each part: all of an indexed file, and of a soup those of the weld that it was the first to have. The
  /// weld numbers vertices as they occur, so they end with the largest number of the part. O(triangles of soups).
  static func vertices(of parts: [MeshPart], in soup: TriangleMesh) -> [Range<Int>] {
    let corners = soup.triangles.corners
    let numbers = corners.span
    var end = 0
    return parts.map { part in
      switch part {
      case .mesh(let mesh): return 0..<mesh.vertices.count
      case .soup(let triangles):
        let first = end
        for triangle in triangles {
          if triangle % MappedStorage.stepElements == 0 { corners.storage?.settle() }
          for corner in 3 * triangle..<3 * triangle + 3 { end = max(end, Int(numbers[corner]) + 1) }
        }
        return first..<end
      }
    }
  }

  /// Renumbers the triangles of the weld of all soups as the vertices will be numbered when the parts follow each other.
  /// O(all triangles of soups + all their vertices).
  /// - Parameters:
  ///   - vertices: those of each part.
  ///   - onOverflow: called with the number of the first part for whose vertices there are no numbers; it throws.
  static func renumber(
    _ soup: TriangleMesh, _ parts: [MeshPart], _ vertices: [Range<Int>], ledger: MemoryLedger,
    onOverflow: (Int) throws -> Void
  ) throws -> TriangleMesh {
    var numbers = Column<VertexIndex>(
      unsafeUninitialized: soup.vertices.count, purpose: .remap, label: "vertices of soups", ledger: ledger,
      zeroed: true)
    var span = numbers.mutableSpan
    var total = 0
    for (index, part) in parts.enumerated() {
      if vertices[index].count > Int(VertexIndex.max) - total { try onOverflow(index) }
      if case .soup = part {
        for (place, vertex) in vertices[index].enumerated() {
          if place % MappedStorage.stepElements == 0 { ledger.settle() }
          span[vertex] = VertexIndex(total + place)
        }
      }
      total += vertices[index].count
    }
    return TriangleMesh(
      vertices: soup.vertices, triangles: try soup.triangles.renumbered(by: numbers, ledger: ledger),
      sourcePrecision: soup.sourcePrecision, facetAttributes: soup.facetAttributes)
  }
}
