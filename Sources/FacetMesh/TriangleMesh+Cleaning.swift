// Counting and taking out triangles that users may not want. Nothing is taken out unless asked.
import FacetArrays

extension TriangleMesh {
  /// How many triangles have the same vertex twice. O(triangles).
  public var degenerateTriangleCount: Int {
    let corners = triangles.corners
    let numbers = corners.span
    var count = 0
    for triangle in 0..<triangles.count {
      let (a, b, c) = (numbers[3 * triangle], numbers[3 * triangle + 1], numbers[3 * triangle + 2])
      if a == b || b == c || a == c { count += 1 }
    }
    return count
  }

  /// Coordinates that are NaN or infinite, and the first vertex that has one. O(vertices).
  public var nonFiniteCoordinates: (count: Int, firstVertex: Int?) {
    var (count, first) = (0, Int.max)
    for axis in 0..<3 {
      let row = vertices.matrix.row(axis)
      let values = row.span
      for index in 0..<values.count where !values[index].isFinite {
        count += 1
        first = min(first, index)
      }
    }
    return (count, count > 0 ? first : nil)
  }

  /// Keeps the triangles for which `keep` answers true, in their order. Vertices stay. O(triangles).
  public mutating func filterTriangles(_ keep: (SIMD3<VertexIndex>) -> Bool) {
    let count = triangles.count
    var kept = 0
    for index in 0..<count {
      let triangle = triangles[index]
      guard keep(triangle) else { continue }
      triangles[kept] = triangle
      if facetAttributes != nil { facetAttributes![kept] = facetAttributes![index] }
      kept += 1
    }
    let precision = sourcePrecision
    self = TriangleMesh(
      vertices: vertices, triangles: TriangleArray(corners: triangles.corners.prefix(3 * kept)),
      sourcePrecision: precision, facetAttributes: facetAttributes?.prefix(kept))
  }
}
