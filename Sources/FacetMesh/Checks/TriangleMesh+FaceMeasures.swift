// Area, volume and the triangles of area 0 from one look at the corners: in a mesh in random order the time goes into fetching them.
// The lines of the triangles to come are asked for meanwhile.
import CFacetKernels
import FacetArrays

/// What the positions of the corners tell.
public struct FaceMeasures: Sendable, Equatable {
  /// The same as `TriangleMesh.area`.
  public internal(set) var area = 0.0
  /// The same as `TriangleMesh.volume`.
  public internal(set) var volume = 0.0
  /// Triangles of three distinct vertices that lie on a line.
  public internal(set) var zeroAreaFaces = 0
  /// The number of the first of them, from 0.
  public internal(set) var firstZeroAreaFace: Int?
}

/// A sum with Neumaier's compensation: the order hardly matters.
private struct CompensatedSum {
  private var sum = 0.0
  private var compensation = 0.0

  var total: Double { sum + compensation }

  @inline(__always)
  mutating func add(_ value: Double) {
    let next = sum + value
    compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
}

extension TriangleMesh {
  /// Measures all triangles in one run. O(triangles), no memory.
  /// - Precondition: every triangle names vertices that are there.
  public var faceMeasures: FaceMeasures {
    var measures = FaceMeasures()
    guard vertices.count > 0 else { return measures }
    let (xs, ys, zs, corners) = (vertices.x, vertices.y, vertices.z, triangles.corners)
    let (x, y, z, numbers) = (xs.span, ys.span, zs.span, corners.span)
    var (area, volume) = (CompensatedSum(), CompensatedSum())
    let origin = vertices[0]
    let rows = unsafe (xs.baseAddress, ys.baseAddress, zs.baseAddress)
    for triangle in 0..<triangles.count {
      let ahead = 3 * (triangle + 12)
      if ahead + 2 < numbers.count {
        // Only asked for, not read: any number will do.
        for corner in ahead...ahead + 2 {
          let vertex = Int(numbers[corner])
          unsafe facet_prefetch(rows.0 + vertex)
          unsafe facet_prefetch(rows.1 + vertex)
          unsafe facet_prefetch(rows.2 + vertex)
        }
      }
      let i = Int(numbers[3 * triangle])
      let j = Int(numbers[3 * triangle + 1])
      let k = Int(numbers[3 * triangle + 2])
      let (a, b, c) = (SIMD3(x[i], y[i], z[i]), SIMD3(x[j], y[j], z[j]), SIMD3(x[k], y[k], z[k]))
      let n = Self.crossProduct(b - a, c - a)
      area.add(0.5 * (n.x * n.x + n.y * n.y + n.z * n.z).squareRoot())
      let (v, m) = (a - origin, Self.crossProduct(b - origin, c - origin))
      volume.add((v.x * m.x + v.y * m.y + v.z * m.z) / 6)
      guard n.x == 0, n.y == 0, n.z == 0, i != j, j != k, i != k, Self.areParallel(b - a, c - a) else { continue }
      measures.zeroAreaFaces += 1
      if measures.firstZeroAreaFace == nil { measures.firstZeroAreaFace = triangle }
    }
    (measures.area, measures.volume) = (area.total, volume.total)
    return measures
  }

  private static func crossProduct(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
  }
}
