// The normal that both kinds of STL carry. It is computed: nobody can rely on those of an input.

/// Normals of facets.
enum STLNormal {
  /// The unit normal by the right-hand rule; zero for a triangle without area, or one whose area Float64 can't hold.
  @inline(__always)
  static func of(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) -> SIMD3<Float> {
    let (u, v) = (b - a, c - a)
    let cross = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    let length = (cross.x * cross.x + cross.y * cross.y + cross.z * cross.z).squareRoot()
    guard length > 0, length.isFinite else { return SIMD3<Float>(repeating: 0) }
    return SIMD3<Float>(cross / SIMD3(repeating: length))
  }
}
