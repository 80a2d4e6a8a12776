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
  /// Normals and colours, as far as the mesh has some.
  /// - Precondition: there is one for each vertex or triangle of the mesh as it is when they are assigned.
  public var attributes: MeshAttributes {
    didSet { checkAttributes() }
  }
  /// The precision in which the positions were stored where they came from; text is printed in it.
  public private(set) var sourcePrecision: SourcePrecision

  /// - Precondition: `facetAttributes`, where given, has one word a triangle, and `attributes` fit the mesh.
  public init(
    vertices: VertexArray, triangles: TriangleArray, sourcePrecision: SourcePrecision = .float64,
    facetAttributes: Column<UInt16>? = nil, attributes: MeshAttributes = MeshAttributes()
  ) {
    precondition(
      facetAttributes.map { $0.count == triangles.count } ?? true, "there must be one attribute word a triangle")
    self.vertices = vertices
    self.triangles = triangles
    self.sourcePrecision = sourcePrecision
    self.facetAttributes = facetAttributes
    self.attributes = attributes
    checkAttributes()
  }

  /// Stops a caller whose attributes are not those of this mesh. O(1).
  package func checkAttributes() {
    precondition(
      attributes.fits(vertices: vertices.count, triangles: triangles.count),
      "there must be one normal or colour a vertex, and one face colour a triangle")
  }

  /// How many words say anything. O(words).
  package static func wordCount(_ words: Column<UInt16>) -> Int {
    let words = words.contiguous()
    let span = words.span
    var present = 0
    for index in 0..<span.count where span[index] != 0 { present += 1 }
    return present
  }

  /// What the mesh carries beside its shape, with the words of binary STL. O(triangles) where there are words.
  public var attributeCounts: AttributeCounts {
    var counts = attributes.counts
    if let facetAttributes { counts[.facetWords] = Self.wordCount(facetAttributes) }
    return counts
  }
}
