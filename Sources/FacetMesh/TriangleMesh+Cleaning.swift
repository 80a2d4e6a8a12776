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

  /// Takes out the vertices that have a NaN or infinite coordinate; the others keep their order. O(vertices + triangles).
  /// - Precondition: no triangle uses one of them.
  public mutating func removeNonFiniteVertices() {
    func isFinite(_ p: SIMD3<Double>) -> Bool { p.x.isFinite && p.y.isFinite && p.z.isFinite }
    var numbers = [VertexIndex](repeating: -1, count: vertices.count)
    var kept: VertexIndex = 0
    for index in 0..<vertices.count where isFinite(vertices[index]) {
      numbers[index] = kept
      kept += 1
    }
    var positions = VertexArray(count: Int(kept))
    for index in 0..<vertices.count where numbers[index] >= 0 { positions[Int(numbers[index])] = vertices[index] }
    var renumbered = triangles
    for index in 0..<triangles.count {
      let old = triangles[index]
      let new = SIMD3(numbers[Int(old.x)], numbers[Int(old.y)], numbers[Int(old.z)])
      precondition(new.min() >= 0, "a triangle uses a vertex that is taken out")
      renumbered[index] = new
    }
    self = TriangleMesh(
      vertices: positions, triangles: renumbered, sourcePrecision: sourcePrecision, facetAttributes: facetAttributes)
  }
}
