// How the faces of a mesh hang together, as counts. All of them are about one complex: the faces with three distinct
// vertices, the edges of these and the vertices of these. A degenerate face is counted, and then left out.

/// Counts of what the vertex numbers alone tell about a mesh: edges, duplicates, components.
///
/// Each count that an engineer may have to look into has the first example beside it: the one at the lowest
/// vertex. Faces and vertices are numbered from 0.
public struct MeshTopology: Sendable, Equatable {
  /// The vertices of the mesh, used or not.
  public internal(set) var vertices = 0
  /// The faces of the mesh, degenerate or not.
  public internal(set) var faces = 0

  /// Faces with the same vertex twice. They have no edges and join nothing.
  public internal(set) var degenerateFaces = 0
  /// The number of the first degenerate face.
  public internal(set) var firstDegenerateFace: Int?

  /// Faces that have the vertices of an earlier one in the same winding, at whichever corner they begin.
  public internal(set) var duplicateFaces = 0
  /// Triples of vertices that are faces in both windings.
  public internal(set) var reversedFaces = 0
  /// The vertices of the first face that is there twice, in either winding, ascending.
  public internal(set) var firstDuplicateFace: SIMD3<VertexIndex>?

  /// Vertices that no face has, not even a degenerate one.
  public internal(set) var unreferencedVertices = 0
  /// The number of the first vertex that no face has.
  public internal(set) var firstUnreferencedVertex: Int?
  /// Vertices of faces with three distinct vertices.
  public internal(set) var usedVertices = 0

  /// Distinct edges.
  public internal(set) var edges = 0
  /// Edges with one face.
  public internal(set) var boundaryEdges = 0
  /// The vertices of the first edge with one face.
  public internal(set) var firstBoundaryEdge: SIMD2<VertexIndex>?
  /// Edges with more than two faces.
  public internal(set) var nonManifoldEdges = 0
  /// The vertices of the first edge with more than two faces.
  public internal(set) var firstNonManifoldEdge: SIMD2<VertexIndex>?
  /// Edges with two faces that both run through it in the same direction. With more than two faces no winding is right,
  /// so that such edges are not among these.
  public internal(set) var inconsistentEdges = 0
  /// The vertices of the first edge that two faces run through in the same direction.
  public internal(set) var firstInconsistentEdge: SIMD2<VertexIndex>?

  /// Vertices whose faces are more than one fan: two cones that touch with their tips. libigl: `is_vertex_manifold`.
  public internal(set) var nonManifoldVertices = 0
  /// The number of the first vertex whose faces are more than one fan.
  public internal(set) var firstNonManifoldVertex: Int?

  /// Parts of the mesh that share no vertex. libigl: `vertex_components`.
  public internal(set) var components = 0

  /// V − E + F over the faces with three distinct vertices: 2 for a closed surface without handles, 0 for a torus.
  public var eulerNumber: Int { usedVertices - edges + (faces - degenerateFaces) }
  /// Whether there is a face, and every edge has two.
  public var isClosed: Bool { edges > 0 && boundaryEdges == 0 && nonManifoldEdges == 0 }
  /// Whether the mesh is a surface, with or without a boundary: no edge has more than two faces, no vertex more than one fan.
  public var isManifold: Bool { nonManifoldEdges == 0 && nonManifoldVertices == 0 }
  /// Whether the two faces of each edge run through it in opposite directions.
  public var isOriented: Bool { inconsistentEdges == 0 }
  /// Whether the mesh is one component.
  public var isConnected: Bool { components == 1 }
}
