// Triangles two of whose corners are at the same place, found without a weld: by the positions themselves.

extension CornerBlock {
  /// How many triangles have two corners whose coordinates all compare equal: 0 and -0 do, NaN never does. O(count).
  package var degenerateTriangleCount: Int {
    switch precision {
    case .float32: unsafe Self.degenerateTriangles(float32, count)
    case .float64: unsafe Self.degenerateTriangles(float64, count)
    }
  }

  /// Takes out these triangles, keeping the order of the rest. Answers how many were taken out. O(count).
  package func removeDegenerateTriangles() -> Int {
    let triangles = count / 3
    var kept = 0
    for triangle in 0..<triangles {
      let isDegenerate =
        switch precision {
        case .float32: unsafe Self.isDegenerate(float32, 3 * triangle)
        case .float64: unsafe Self.isDegenerate(float64, 3 * triangle)
        }
      if isDegenerate { continue }
      if kept < triangle {
        for corner in 0..<3 { move(3 * triangle + corner, to: 3 * kept + corner) }
        if hasFacetAttributes { unsafe facetAttributes[kept] = facetAttributes[triangle] }
      }
      kept += 1
    }
    count = 3 * kept
    return triangles - kept
  }

  @unsafe
  private static func degenerateTriangles<Scalar: BinaryFloatingPoint>(
    _ columns: CornerColumns<Scalar>, _ count: Int
  ) -> Int {
    var total = 0
    for first in stride(from: 0, to: count, by: 3) where unsafe isDegenerate(columns, first) { total += 1 }
    return total
  }

  /// Most triangles differ in x already.
  @inline(__always)
  @unsafe
  private static func isDegenerate<Scalar: BinaryFloatingPoint>(
    _ columns: CornerColumns<Scalar>, _ first: Int
  ) -> Bool {
    let (x, y, z) = unsafe (columns.x + first, columns.y + first, columns.z + first)
    return unsafe x[0] == x[1] && y[0] == y[1] && z[0] == z[1] || x[1] == x[2] && y[1] == y[2] && z[1] == z[2]
      || x[0] == x[2] && y[0] == y[2] && z[0] == z[2]
  }
}
