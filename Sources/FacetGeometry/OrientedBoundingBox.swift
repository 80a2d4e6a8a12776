// A box along the principal axes. It is not the smallest box: for points spread evenly in a box it comes close to it, for
// others it may be larger; finding the smallest one takes the convex hull.
// Source: Gottschalk, Lin, Manocha, OBBTree (1996), section 4, with the vertices themselves in place of their hull.
import FacetArrays
import FacetMesh

/// A box at any angle.
public struct OrientedBoundingBox: Sendable {
  public let center: SIMD3<Double>
  /// Three directions of length one, at right angles, right-handed.
  public let axes: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  /// Half of the length along each axis, none negative.
  public let halfExtents: SIMD3<Double>

  /// Makes a box along the principal axes that holds all vertices. It is not the smallest one. O(vertices).
  ///
  /// Each vertex, measured in Float64 by `contains`, lies inside with the default tolerance.
  /// - Throws: `tooFewPoints` without vertices, `nonFinite`.
  public init(of vertices: VertexArray) throws(GeometryError) {
    let principal = try vertices.principalAxes()
    let axes = principal.axes
    var (lowest, highest) = (SIMD3(repeating: Double.infinity), SIMD3(repeating: -Double.infinity))
    for index in 0..<vertices.count {
      let offset = vertices[index] - principal.centroid
      let place = SIMD3(axes.0.dot(offset), axes.1.dot(offset), axes.2.dot(offset))
      lowest.replace(with: place, where: place .< lowest)
      highest.replace(with: place, where: place .> highest)
    }
    let middle = lowest / 2 + highest / 2
    self.axes = axes
    center = principal.centroid + (axes.0 * middle.x + axes.1 * middle.y + axes.2 * middle.z)
    halfExtents = highest / 2 - lowest / 2
    guard center.isFinite, halfExtents.isFinite else { throw .nonFinite }
  }

  /// The volume of the box.
  public var volume: Double { 8 * halfExtents.x * halfExtents.y * halfExtents.z }

  /// Whether a point lies inside.
  /// - Parameter tolerance: how far outside still counts as inside, as a part of the largest half extent plus the distance of
  ///   the center from the origin: coordinates there are rounded by as much.
  public func contains(_ point: SIMD3<Double>, tolerance: Double = 1e-14) -> Bool {
    let offset = point - center
    let place = SIMD3(axes.0.dot(offset), axes.1.dot(offset), axes.2.dot(offset))
    let slack = tolerance * (halfExtents.max() + center.length)
    return abs(place.x) <= halfExtents.x + slack && abs(place.y) <= halfExtents.y + slack
      && abs(place.z) <= halfExtents.z + slack
  }

  /// The eight corners. Corner k lies on the positive side of axis i when bit i of k is set.
  public var corners: [SIMD3<Double>] {
    (0..<8).map { corner in
      func side(_ axis: Int) -> Double { corner >> axis & 1 == 1 ? halfExtents[axis] : -halfExtents[axis] }
      return center + axes.0 * side(0) + axes.1 * side(1) + axes.2 * side(2)
    }
  }
}
