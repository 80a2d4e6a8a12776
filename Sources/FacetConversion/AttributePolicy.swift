// Which normals and colours a conversion carries: what the usual readers of the target take, all that its format can hold,
// or none. What is dropped is counted.
import FacetFormats
import FacetMesh

/// Which attributes an output gets.
public enum AttributePolicy: String, Sendable, CaseIterable {
  /// What the usual readers of the format take.
  case auto
  /// All that the format can hold by its own documents.
  case all
  /// Positions and triangles only.
  case none
}

extension MeshFormat {
  /// The kinds of attributes that an output of this format gets. Plain OFF is the one form of it that everybody reads.
  func heldAttributes(_ policy: AttributePolicy) -> MeshAttributes.Kinds {
    let isAll = policy == .all
    if policy == .none { return [] }
    return switch self {
    case .ply, .plyASCII: [.vertexNormals, .vertexColors, .faceColors]
    case .npz: .ofMesh
    case .obj: isAll ? [.vertexNormals, .vertexColors] : [.vertexNormals]
    case .glb: [.vertexNormals, .vertexColors]
    case .stl: [.facetWords]
    case .off, .offBinary: isAll ? [.vertexNormals, .vertexColors, .faceColors] : []
    case .stlASCII, .soup, .raw, .npy, .table: []
    }
  }
}

extension MeshOutput {
  /// The kinds of attributes that the output gets.
  var attributeKinds: MeshAttributes.Kinds { format.heldAttributes(attributes) }

  /// The mesh with no more attributes than the output gets. O(1); GLB looks at all normals.
  func stripped(_ mesh: TriangleMesh) -> TriangleMesh {
    let kinds = attributeKinds
    var mesh = mesh
    mesh.attributes = mesh.attributes.only(kinds)
    if nonUnitNormals(of: mesh) > 0 { mesh.attributes.vertexNormals = nil }
    // Of nothing, most formats do not say what it has.
    if !keepsColors && mesh.vertices.count == 0 { mesh.attributes = mesh.attributes.only([.faceColors]) }
    if !keepsColors && mesh.triangles.count == 0 { mesh.attributes.faceColors = nil }
    if !kinds.contains(.facetWords) { mesh.facetAttributes = nil }
    return mesh
  }

  /// How many normals have not the length 1, where the format refuses these and the output would get them.
  func nonUnitNormals(of mesh: TriangleMesh) -> Int {
    guard format == .glb, attributeKinds.contains(.vertexNormals) else { return 0 }
    return mesh.attributes.vertexNormals.map { GLBWriter.nonUnitNormals(in: $0) } ?? 0
  }

  /// Whether the output gives colours back as they are: bytes as bytes, float32 as float32, with as many channels.
  var keepsColors: Bool { [.ply, .plyASCII, .npz].contains(format) }
}

extension Conversion {
  /// The kinds that are collected while reading: those that the output gets, and those that the weld looks at.
  func wantedAttributes(for target: MeshOutput?) -> MeshAttributes.Kinds {
    var kinds = target?.attributeKinds ?? (options.attributes == .none ? [] : .ofMesh)
    if options.weldsAttributes { kinds.formUnion([.vertexNormals, .vertexColors]) }
    return kinds
  }
}
