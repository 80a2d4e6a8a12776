import FacetArrays

/// An indexed triangle mesh: vertices as 3×N Float64, triangles as N×3 Int32, on raw memory. A value; copying it is O(1).
public struct TriangleMesh: Sendable {
  /// The positions. Any change of them makes the source precision float64.
  public var vertices: VertexArray {
    didSet { sourcePrecision = .float64 }
  }
  /// The vertex numbers of each triangle, each less than `vertices.count`.
  public var triangles: TriangleArray
  /// One 16-bit word a triangle, as binary STL carries it; nil when all were zero.
  public var facetAttributes: Column<UInt16>?
  /// The precision in which the positions were stored where they came from; text is printed in it.
  public private(set) var sourcePrecision: SourcePrecision

  /// - Precondition: `facetAttributes`, where given, has one word a triangle.
  public init(
    vertices: VertexArray, triangles: TriangleArray, sourcePrecision: SourcePrecision = .float64,
    facetAttributes: Column<UInt16>? = nil
  ) {
    precondition(
      facetAttributes.map { $0.count == triangles.count } ?? true, "there must be one attribute word a triangle")
    self.vertices = vertices
    self.triangles = triangles
    self.sourcePrecision = sourcePrecision
    self.facetAttributes = facetAttributes
  }
}
