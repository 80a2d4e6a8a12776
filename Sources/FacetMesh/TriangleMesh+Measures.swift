// What can be measured of a mesh in one pass: bounds, area, volume.
import FacetArrays

extension TriangleMesh {
  /// The smallest and the largest coordinate on each axis; nil for a mesh without vertices. O(vertices).
  public var bounds: (minimum: SIMD3<Double>, maximum: SIMD3<Double>)? {
    guard vertices.count > 0 else { return nil }
    let (low, high) = (vertices.matrix.minimum(of: .rows), vertices.matrix.maximum(of: .rows))
    func finite(_ axis: Int, _ value: Double, else other: Double, _ extreme: (Column<Double>) -> Double?) -> Double {
      // A NaN is left out, at the cost of a copy of the row.
      let row = vertices.matrix.row(axis)
      return value.isNaN ? extreme(row.replacing(with: other, where: row .!= row)) ?? other : value
    }
    var bounds = (minimum: SIMD3<Double>(), maximum: SIMD3<Double>())
    for axis in 0..<3 {
      bounds.minimum[axis] = finite(axis, low[axis], else: .infinity) { $0.minimum() }
      bounds.maximum[axis] = finite(axis, high[axis], else: -.infinity) { $0.maximum() }
    }
    return bounds
  }

  /// The sum of the triangles' areas, in square units of the coordinates. O(triangles).
  public var area: Double {
    sumOverTriangles { a, b, c in
      let n = Self.cross(b - a, c - a)
      return 0.5 * (n.x * n.x + n.y * n.y + n.z * n.z).squareRoot()
    }
  }

  /// The signed volume that the triangles enclose, in cubic units of the coordinates; meaningful for a closed mesh only,
  /// positive when the windings point outwards. O(triangles). Source: Zhang and Chen, ICIP 2001.
  public var volume: Double {
    guard vertices.count > 0 else { return 0 }
    // Relative to the first vertex: far from the origin the terms would cancel badly.
    let origin = vertices[0]
    return sumOverTriangles { a, b, c in
      let n = Self.cross(b - origin, c - origin)
      let v = a - origin
      return (v.x * n.x + v.y * n.y + v.z * n.z) / 6
    }
  }

  private static func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
  }

  /// Adds with Neumaier's compensation, so that the order of the triangles hardly matters.
  private func sumOverTriangles(_ term: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) -> Double) -> Double {
    let (xs, ys, zs, corners) = (vertices.x, vertices.y, vertices.z, triangles.corners)
    let (x, y, z, numbers) = (xs.span, ys.span, zs.span, corners.span)
    var (sum, compensation) = (0.0, 0.0)
    for triangle in 0..<triangles.count {
      let a = Int(numbers[3 * triangle])
      let b = Int(numbers[3 * triangle + 1])
      let c = Int(numbers[3 * triangle + 2])
      let value = term(SIMD3(x[a], y[a], z[a]), SIMD3(x[b], y[b], z[b]), SIMD3(x[c], y[c], z[c]))
      let next = sum + value
      compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return sum + compensation
  }
}
