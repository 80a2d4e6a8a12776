// Small meshes with known measures, and what a mesh looks like from outside.
import FacetArrays
import FacetMesh

/// A tetrahedron with corners at the origin and at 1 on each axis, wound outwards: volume 1/6.
public func tetrahedron(at origin: SIMD3<Double> = .zero, precision: SourcePrecision = .float64) -> TriangleMesh {
  let steps: [SIMD3<Double>] = [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
  let points = steps.map { origin + $0 }
  return mesh(points, [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]], precision: precision)
}

/// A cube of side 2, wound outwards: area 24, volume 8.
public func cube(at origin: SIMD3<Double> = .zero) -> TriangleMesh {
  let points = (0..<8).map { (index: Int) -> SIMD3<Double> in
    origin + SIMD3<Double>(SIMD3<Int>(2 * (index & 1), index & 2, (index & 4) / 2))
  }
  let quads: [[Int32]] = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]
  return mesh(points, quads.flatMap { [[$0[0], $0[1], $0[2]], [$0[0], $0[2], $0[3]]] })
}

/// A mesh from Swift arrays.
public func mesh(
  _ points: [SIMD3<Double>], _ triangles: [[Int32]], precision: SourcePrecision = .float64, attributes: [UInt16]? = nil
) -> TriangleMesh {
  TriangleMesh(
    vertices: VertexArray(points), triangles: TriangleArray(corners: Column(triangles.flatMap { $0 })),
    sourcePrecision: precision, facetAttributes: attributes.map { Column($0) })
}

extension TriangleMesh {
  /// The positions as a Swift array.
  public var positions: [SIMD3<Double>] { (0..<vertices.count).map { vertices[$0] } }
  /// The vertex numbers of all corners as a Swift array.
  public var numbers: [Int32] { triangles.corners.array }
}
