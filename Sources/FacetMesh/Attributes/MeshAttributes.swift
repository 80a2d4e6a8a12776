// What a mesh can carry beside its shape: a normal or a colour for each vertex, a colour for each triangle. Each is there
// for all or for none. The attribute words of binary STL are `TriangleMesh.facetAttributes`.
import FacetArrays

/// The normals and colours of a mesh, each nil when there are none.
public struct MeshAttributes: Sendable, Equatable {
  /// A normal for each vertex.
  public var vertexNormals: NormalArray?
  /// A colour for each vertex.
  public var vertexColors: ColorArray?
  /// A colour for each triangle.
  public var faceColors: ColorArray?

  /// Holds nothing.
  public init(
    vertexNormals: NormalArray? = nil, vertexColors: ColorArray? = nil, faceColors: ColorArray? = nil
  ) {
    (self.vertexNormals, self.vertexColors, self.faceColors) = (vertexNormals, vertexColors, faceColors)
  }

  /// Whether there are none.
  public var isEmpty: Bool { vertexNormals == nil && vertexColors == nil && faceColors == nil }

  /// What is there.
  public var kinds: Kinds {
    var kinds: Kinds = []
    if vertexNormals != nil { kinds.insert(.vertexNormals) }
    if vertexColors != nil { kinds.insert(.vertexColors) }
    if faceColors != nil { kinds.insert(.faceColors) }
    return kinds
  }

  /// How many normals and colours there are. O(1).
  public var counts: AttributeCounts {
    var counts = AttributeCounts()
    counts[.vertexNormals] = vertexNormals?.count ?? 0
    counts[.vertexColors] = vertexColors?.count ?? 0
    counts[.faceColors] = faceColors?.count ?? 0
    return counts
  }

  /// Whether there is one for each vertex or triangle of a mesh of that size, for all that is there. O(1).
  public func fits(vertices: Int, triangles: Int) -> Bool {
    vertexNormals?.count ?? vertices == vertices && vertexColors?.count ?? vertices == vertices
      && faceColors?.count ?? triangles == triangles
  }

  /// Only these kinds of them. O(1).
  public func only(_ kinds: Kinds) -> MeshAttributes {
    MeshAttributes(
      vertexNormals: kinds.contains(.vertexNormals) ? vertexNormals : nil,
      vertexColors: kinds.contains(.vertexColors) ? vertexColors : nil,
      faceColors: kinds.contains(.faceColors) ? faceColors : nil)
  }

  /// Those of the vertices with these numbers, in that order; the triangles' stay. O(numbers).
  /// - Precondition: each number is less than the number of vertices.
  public func takingVertices(_ numbers: Column<VertexIndex>) -> MeshAttributes {
    MeshAttributes(
      vertexNormals: vertexNormals?.take(numbers), vertexColors: vertexColors?.take(numbers), faceColors: faceColors)
  }

  /// Those of the vertices for which the mask is true; the triangles' stay. O(vertices).
  public func compressingVertices(_ mask: Mask) -> MeshAttributes {
    MeshAttributes(
      vertexNormals: vertexNormals?.compress(mask), vertexColors: vertexColors?.compress(mask), faceColors: faceColors)
  }

  /// Those of the triangles for which the mask is true; the vertices' stay. O(triangles).
  public func compressingTriangles(_ mask: Mask) -> MeshAttributes {
    var result = self
    result.faceColors = faceColors?.compress(mask)
    return result
  }
}
