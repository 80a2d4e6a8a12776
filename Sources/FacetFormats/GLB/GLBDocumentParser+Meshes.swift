// Meshes of primitives, and the scenes and nodes that show them.
import FacetText

extension GLBDocumentParser {
  // MARK: Meshes

  mutating func readMesh(_ cursor: inout JSONCursor) throws {
    let first = document.primitives.count
    let place = cursor.offset
    var hasPrimitives = false
    try cursor.object { key, value in
      if key == "primitives" {
        hasPrimitives = true
        try value.array { try readPrimitive(&$0) }
      }
    }
    try require(hasPrimitives, "the primitives of a mesh", at: place)
    document.meshes.append(first..<document.primitives.count)
  }

  private mutating func readPrimitive(_ cursor: inout JSONCursor) throws {
    var primitive = GLBDocument.Primitive(place: cursor.offset)
    let (first, firstTexture) = (document.attributes.count, document.textures.count)
    var hasAttributes = false
    try cursor.object { key, value in
      switch key {
      case "mode":
        let place = value.offset
        primitive.mode = try count(&value)
        guard primitive.mode <= 6 else {
          throw faults.fault(.badHeader, at: place, "a mode of 0 to 6", "\(primitive.mode)")
        }
      case "indices": primitive.indices = try number(&value)
      case "attributes":
        hasAttributes = true
        try value.object { key, value in
          let accessor = try number(&value)
          switch key {
          case "POSITION": primitive.positions = accessor
          case "NORMAL": primitive.normals = accessor
          case "COLOR_0": primitive.colors = accessor
          case _ where key.hasPrefix("TEXCOORD_"): document.textures.append(accessor)
          default: document.attributes.append(accessor)
          }
        }
      case "targets":
        try value.array { _ in document.hasMorphTargets = true }
      case "extensions":
        try value.object { key, _ in if key == "KHR_draco_mesh_compression" { primitive.isDraco = true } }
      default: break
      }
    }
    try require(hasAttributes, "the attributes of a primitive", at: primitive.place)
    primitive.others = first..<document.attributes.count
    primitive.textures = firstTexture..<document.textures.count
    document.primitives.append(primitive)
  }

  // MARK: Nodes

  mutating func readScene(_ cursor: inout JSONCursor) throws {
    let first = document.sceneNodes.count
    try cursor.object { key, value in
      if key == "nodes" { try value.array { document.sceneNodes.append(try number(&$0)) } }
    }
    document.scenes.append(first..<document.sceneNodes.count)
  }

  mutating func readNode(_ cursor: inout JSONCursor) throws {
    var node = GLBDocument.Node()
    var matrix: GLBTransform?
    var isMoved = false
    var (translation, scale) = (SIMD3<Double>(0, 0, 0), SIMD3<Double>(1, 1, 1))
    var rotation = SIMD4<Double>(0, 0, 0, 1)
    node.firstChild = GLBDocument.Number(document.children.count)
    try cursor.object { key, value in
      switch key {
      case "mesh": node.mesh = try number(&value)
      case "skin": node.isSkinned = true
      case "children":
        try value.array {
          document.children.append(try number(&$0))
          node.childCount += 1
        }
      case "matrix": matrix = try readMatrix(&value)
      case "translation": (translation, isMoved) = (SIMD3(try numbers(3, &value)), true)
      case "scale": (scale, isMoved) = (SIMD3(try numbers(3, &value)), true)
      case "rotation":
        let place = value.offset
        (rotation, isMoved) = (SIMD4(try numbers(4, &value)), true)
        let length = (rotation * rotation).sum()
        guard length > 0x1p-100 && length < 0x1p100 else {
          throw faults.fault(.badNumber, at: place, "a quaternion of length 1", "one of another length")
        }
      case "extensions":
        try value.object { key, _ in if key == "EXT_mesh_gpu_instancing" { document.hasInstancing = true } }
      default: break
      }
    }
    if matrix == nil && isMoved {
      matrix = GLBTransform(translation: translation, rotation: rotation, scale: scale)
    }
    if let matrix, matrix != .identity {
      document.transforms.append(matrix)
      node.transform = GLBDocument.Number(document.transforms.count - 1)
    }
    document.nodes.append(node)
  }

  private func readMatrix(_ cursor: inout JSONCursor) throws -> GLBTransform {
    let place = cursor.offset
    let m = try numbers(16, &cursor)
    // Programs that compute in float32 miss the last row by a little.
    let isAffine = zip([m[3], m[7], m[11], m[15]], [0, 0, 0, 1]).allSatisfy { ($0 - $1).magnitude <= 1e-6 }
    guard isAffine else {
      throw faults.fault(.badNumber, at: place, "a matrix whose last row is 0 0 0 1", "another last row")
    }
    return GLBTransform(
      columns: (SIMD3(m[0], m[1], m[2]), SIMD3(m[4], m[5], m[6]), SIMD3(m[8], m[9], m[10])),
      translation: SIMD3(m[12], m[13], m[14]))
  }
}
