// Clouds of points with known answers.
import FacetArrays
import FacetGeometry
import FacetMesh

enum Clouds {
  /// Random numbers in -1..<1, stretched, turned and moved.
  static func random(
    _ count: Int, seed: UInt64, extents: SIMD3<Double> = SIMD3(repeating: 1), turned: AffineTransform = .identity
  ) -> VertexArray {
    let values = Column<Double>.uniform(in: -1..<1, count: 3 * count, seed: seed)
    var vertices = VertexArray(Matrix(values, rows: 3, columns: count))
    for index in 0..<count { vertices[index] = turned.apply(to: vertices[index] * extents) }
    return vertices
  }

  static func turn(_ seed: Int) -> AffineTransform {
    let angle = Double(seed) * 0.7 + 0.3
    return .translation(SIMD3(3, -2, Double(seed)))
      * .rotation(angle: angle, axis: SIMD3(1, Double(seed) - 2.5, 0.5 * Double(seed)))
  }
}

func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { a.x * b.x + a.y * b.y + a.z * b.z }
func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }
func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
