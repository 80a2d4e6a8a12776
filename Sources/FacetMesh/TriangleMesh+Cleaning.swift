// Counting and taking out triangles that users may not want. Nothing is taken out unless asked.
import FacetArrays
import FacetMemory

extension TriangleMesh {
  /// How many triangles have the same vertex twice. O(triangles).
  public var degenerateTriangleCount: Int {
    let corners = triangles.corners
    let numbers = corners.span
    var count = 0
    for triangle in 0..<triangles.count {
      if triangle % MappedStorage.stepElements == 0 { corners.storage?.settle() }
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
      for index in 0..<values.count {
        if index % MappedStorage.stepElements == 0 { vertices.rowMajor.storage?.settle() }
        guard !values[index].isFinite else { continue }
        count += 1
        first = min(first, index)
      }
    }
    return (count, count > 0 ? first : nil)
  }

  /// Keeps the triangles for which `keep` answers true, in their order. Vertices stay. O(triangles).
  public mutating func filterTriangles(_ keep: (SIMD3<VertexIndex>) -> Bool) {
    let kept = Mask((0..<triangles.count).map { keep(triangles[$0]) })
    self = TriangleMesh(
      vertices: vertices, triangles: TriangleArray(triangles.matrix.compress(rows: kept)),
      sourcePrecision: sourcePrecision, facetAttributes: facetAttributes?.compress(kept),
      attributes: attributes.compressingTriangles(kept))
  }

  /// Takes out the vertices that have a NaN or infinite coordinate; the others keep their order. O(vertices + triangles).
  /// - Precondition: no triangle uses one of them.
  public mutating func removeNonFiniteVertices() {
    // A number less itself is 0, or NaN when it is not finite.
    let isFinite = (vertices.matrix - vertices.matrix .== 0).all(of: .columns)
    let numbers = (isFinite.cast(to: Int64.self).cumulativeSum() - 1).cast(to: VertexIndex.self)
      .replacing(with: -1, where: .!isFinite)
    let corners = numbers.take(triangles.corners)
    precondition(corners.minimum() ?? 0 >= 0, "a triangle uses a vertex that is taken out")
    self = TriangleMesh(
      vertices: VertexArray(vertices.matrix.compress(columns: isFinite)), triangles: TriangleArray(corners: corners),
      sourcePrecision: sourcePrecision, facetAttributes: facetAttributes,
      attributes: attributes.compressingVertices(isFinite))
  }
}
