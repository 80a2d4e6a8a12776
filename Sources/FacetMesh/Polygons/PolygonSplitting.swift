// Which fans are right, and what to do about the others. A polygon is looked at along the axis nearest to its normal, so
// that its corners turn left. Its fan is right when no triangle of it turns right and all together do not go around the
// first corner: that is so for every convex polygon. Every other polygon is split anew, by clipping ears.
//
// Source of the normal: M. Newell, in I. Sutherland et al., "A Characterization of Ten Hidden-Surface Algorithms" (1974).
import FacetArrays

/// Splits polygons into triangles.
enum PolygonSplitting {
  /// Replaces the fans that do not cover their polygon. A polygon that crosses itself, or lies on a line, keeps its fan.
  /// O(corners) for fans that are right.
  /// - Parameter corners: the vertex numbers of all triangles.
  @unsafe
  static func mend(_ corners: UnsafeMutablePointer<VertexIndex>, fans: FanRuns, vertices: VertexArray) {
    let (xs, ys, zs) = (vertices.x.contiguous(), vertices.y.contiguous(), vertices.z.contiguous())
    let (x, y, z) = (xs.span, ys.span, zs.span)
    var polygon: [VertexIndex] = []
    var points: [SIMD3<Double>] = []
    for run in fans.runs {
      let degree = Int(run.degree)
      var fan = unsafe corners + 3 * run.firstTriangle
      for _ in 0..<run.count {
        polygon.removeAll(keepingCapacity: true)
        points.removeAll(keepingCapacity: true)
        unsafe polygon.append(fan[0])
        unsafe polygon.append(fan[1])
        for triangle in 0..<degree - 2 { unsafe polygon.append(fan[3 * triangle + 2]) }
        for vertex in polygon { points.append(SIMD3(x[Int(vertex)], y[Int(vertex)], z[Int(vertex)])) }
        if let plane = flattened(points), !isFan(plane), let ears = EarClipping(plane).triangles() {
          for (corner, index) in ears.enumerated() { unsafe fan[corner] = polygon[index] }
        }
        unsafe fan += 3 * (degree - 2)
      }
    }
  }

  /// Drops the coordinate in which the polygon is thinnest, so that its corners turn left; nil when it has no area.
  static func flattened(_ points: [SIMD3<Double>]) -> [SIMD2<Double>]? {
    var normal = SIMD3<Double>()
    let origin = points[0]
    for index in 1..<points.count - 1 {
      let (u, v) = (points[index] - origin, points[index + 1] - origin)
      normal += SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    }
    let size = SIMD3(normal.x.magnitude, normal.y.magnitude, normal.z.magnitude)
    guard size.x.isFinite && size.y.isFinite && size.z.isFinite else { return nil }
    let axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2
    guard size[axis] > 0 else { return nil }
    let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
    let isTurned = normal[axis] < 0
    return points.map { isTurned ? SIMD2($0[second], $0[first]) : SIMD2($0[first], $0[second]) }
  }

  /// Whether the fan from the first corner covers the polygon.
  static func isFan(_ points: [SIMD2<Double>]) -> Bool {
    var isBehind = false
    for index in 1..<points.count - 1 {
      guard Orientation.sign(points[0], points[index], points[index + 1]) >= 0 else { return false }
      // Seen from the first corner the fan may open to more than half a turn, and never to a whole one.
      let side = Orientation.sign(points[0], points[1], points[index + 1])
      if side < 0 { isBehind = true }
      if side > 0 && isBehind { return false }
    }
    return true
  }
}
