// Planes, and the plane that fits points best: through their centroid, at right angles to the direction in which they
// spread least (total least squares; it does not prefer an axis, as fitting z = ax + by + c would).
// Source: Pearson, On lines and planes of closest fit (1901).
import FacetArrays
import FacetMesh

/// The points p with `normal · p = offset`.
public struct Plane: Sendable, Equatable {
  /// Of length one.
  public let normal: SIMD3<Double>
  /// The distance from the origin, along the normal.
  public let offset: Double

  /// - Precondition: the normal has length one, but for rounding.
  public init(normal: SIMD3<Double>, offset: Double) {
    precondition(abs(normal.length - 1) < 1e-9, "a normal has length one")
    self.normal = normal
    self.offset = offset
  }

  /// The distance of a point from the plane, positive on the side of the normal.
  public func signedDistance(to point: SIMD3<Double>) -> Double { normal.dot(point) - offset }

  /// A plane with how well it fits.
  public struct Fit: Sendable, Equatable {
    public let plane: Plane
    /// The root of the mean squared distance of the points from the plane.
    public let rootMeanSquareDistance: Double
  }

  /// Finds the plane with the least sum of squared distances. O(vertices).
  /// - Throws: `tooFewPoints` below three, `nonFinite`, `degenerate` when the points coincide or lie on a line.
  public static func fit(_ vertices: VertexArray) throws(GeometryError) -> Fit {
    guard vertices.count >= 3 else { throw .tooFewPoints(needed: 3, found: vertices.count) }
    let principal = try vertices.principalAxes()
    // A second variance within rounding of the coordinates says that the points lie on a line.
    let noise = 1e-15 * (principal.centroid.length + principal.variances.x.squareRoot())
    guard principal.variances.y.squareRoot() > 16 * noise, principal.variances.y > 1e-14 * principal.variances.x else {
      throw .degenerate
    }
    let normal = principal.axes.2
    var squares = 0.0
    for index in 0..<vertices.count {
      let distance = normal.dot(vertices[index] - principal.centroid)
      squares += distance * distance
    }
    return Fit(
      plane: Plane(normal: normal, offset: normal.dot(principal.centroid)),
      rootMeanSquareDistance: (squares / Double(vertices.count)).squareRoot())
  }
}
