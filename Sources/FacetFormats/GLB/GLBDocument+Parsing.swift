// From JSON to the document. Each list is read by the schema of glTF 2.0; what has no bearing on triangles is skipped.
// Source: Khronos Group, "glTF 2.0 Specification", and its schema.
import FacetText

/// Names a place in the JSON of a file in an error.
struct GLBFaults: Sendable {
  let file: String
  /// "GLB", or "glTF" for a text.
  let format: String
  /// Where the JSON begins in the file.
  let base: Int

  /// - Parameter offset: a place in the JSON; nil for the file as a whole.
  func fault(_ code: FormatError.Code, at offset: Int?, _ expected: String, _ found: String = "") -> FormatError {
    FormatError(
      code, file: file, format: format, place: offset.map { .byte(base + $0) } ?? .file, expected: expected,
      found: found)
  }
}

/// Reads a document out of JSON.
struct GLBDocumentParser {
  private var document = GLBDocument()
  private let faults: GLBFaults

  /// Reads the whole of a JSON text.
  /// - Throws: `FormatError` when it is no JSON, no glTF 2.0, or needs an extension that is not read.
  @unsafe
  static func parse(_ text: UnsafeBufferPointer<UInt8>, _ faults: GLBFaults) throws -> GLBDocument {
    do {
      var parser = GLBDocumentParser(faults: faults)
      // The version may stand behind lists that another version writes otherwise.
      var cursor = unsafe JSONCursor(text)
      try parser.readVersion(&cursor)
      cursor = unsafe JSONCursor(text)
      try parser.readLists(&cursor)
      return parser.document
    } catch let fault as JSONCursor.Fault {
      throw faults.fault(.badToken, at: fault.offset, fault.expected, fault.found)
    }
  }

  private init(faults: GLBFaults) { self.faults = faults }

  // MARK: The top

  private func readVersion(_ cursor: inout JSONCursor) throws {
    var version: String?
    try cursor.object { key, value in
      guard key == "asset" else { return }
      try value.object { key, value in
        if key == "version" { version = try value.string() }
        if key == "minVersion" {
          let place = value.offset
          let least = try value.string()
          guard least == "2.0" else { throw faults.fault(.unsupported, at: place, "glTF 2.0", "glTF \(least)") }
        }
      }
    }
    try cursor.finish()
    guard let version else { throw faults.fault(.badHeader, at: 0, "asset.version, which every glTF has", "none") }
    guard version.hasPrefix("2.") else { throw faults.fault(.unsupported, at: nil, "glTF 2.0", "glTF \(version)") }
  }

  private mutating func readLists(_ cursor: inout JSONCursor) throws {
    try cursor.object { key, value in
      switch key {
      case "accessors": try value.array { try readAccessor(&$0) }
      case "bufferViews": try value.array { try readView(&$0) }
      case "buffers": try value.array { try readBuffer(&$0) }
      case "meshes": try value.array { try readMesh(&$0) }
      case "nodes": try value.array { try readNode(&$0) }
      case "scenes": try value.array { try readScene(&$0) }
      case "scene": document.scene = Int(try number(&value))
      case "extensionsUsed", "extensionsRequired":
        try value.array { try readExtension(&$0, isRequired: key == "extensionsRequired") }
      default: break
      }
    }
  }

  /// Extensions that change how a surface looks, and nothing about its triangles.
  private static let harmless = [
    "KHR_materials_", "KHR_texture_", "KHR_lights_", "KHR_xmp", "KHR_animation_pointer", "EXT_texture_",
    "EXT_lights_", "EXT_materials_", "MSFT_texture_", "ADOBE_materials_",
  ]

  private mutating func readExtension(_ cursor: inout JSONCursor, isRequired: Bool) throws {
    let place = cursor.offset
    let name = try cursor.string()
    if name == "KHR_mesh_quantization" {
      document.isQuantized = true
    } else if isRequired && !Self.harmless.contains(where: { name.hasPrefix($0) }) {
      throw faults.fault(.unsupported, at: place, "the extension \(name) is needed to read this file, and is not known")
    }
  }

  // MARK: Numbers

  /// Reads a count or an offset.
  private func count(_ cursor: inout JSONCursor) throws -> Int {
    let place = cursor.offset
    let value = try cursor.integer()
    guard value >= 0 else { throw faults.fault(.badCount, at: place, "a number of 0 or more", "\(value)") }
    return Int(value)
  }

  /// Reads the number of something in a list.
  private func number(_ cursor: inout JSONCursor) throws -> GLBDocument.Number {
    let place = cursor.offset
    let value = try cursor.integer()
    guard value >= 0, let number = GLBDocument.Number(exactly: value) else {
      throw faults.fault(.badIndex, at: place, "the number of something in a list", "\(value)")
    }
    return number
  }

  private func componentType(_ cursor: inout JSONCursor) throws -> GLBComponentType {
    let place = cursor.offset
    let code = try cursor.integer()
    guard let type = GLBComponentType(rawValue: Int(code)) else {
      throw faults.fault(.badHeader, at: place, "a component type of 5120 to 5123, 5125 or 5126", "\(code)")
    }
    return type
  }

  private func numbers(_ count: Int, _ cursor: inout JSONCursor) throws -> [Double] {
    let place = cursor.offset
    var values: [Double] = []
    var more = 0
    try cursor.array { if values.count < count { values.append(try $0.double()) } else { more += 1 } }
    guard values.count == count && more == 0 else {
      throw faults.fault(.badHeader, at: place, "\(count) numbers", "\(values.count + more)")
    }
    return values
  }

  /// Makes sure that a member was there.
  private func require(_ isThere: Bool, _ what: String, at place: Int) throws {
    if !isThere { throw faults.fault(.badHeader, at: place, what, "none") }
  }

  // MARK: Buffers

  private mutating func readBuffer(_ cursor: inout JSONCursor) throws {
    var buffer = GLBDocument.Buffer(place: cursor.offset)
    var hasLength = false
    try cursor.object { key, value in
      if key == "uri" { buffer.address = try value.string() }
      if key == "byteLength" { (buffer.length, hasLength) = (try count(&value), true) }
    }
    try require(hasLength, "the byteLength of a buffer", at: buffer.place)
    document.buffers.append(buffer)
  }

  private mutating func readView(_ cursor: inout JSONCursor) throws {
    var view = GLBDocument.View(place: cursor.offset)
    var hasLength = false
    try cursor.object { key, value in
      switch key {
      case "buffer": view.buffer = try number(&value)
      case "byteOffset": view.offset = try count(&value)
      case "byteLength": (view.length, hasLength) = (try count(&value), true)
      case "byteStride": view.stride = try count(&value)
      default: break
      }
    }
    try require(view.buffer >= 0, "the buffer of a buffer view", at: view.place)
    try require(hasLength, "the byteLength of a buffer view", at: view.place)
    document.views.append(view)
  }

  private mutating func readAccessor(_ cursor: inout JSONCursor) throws {
    var accessor = GLBDocument.Accessor(place: cursor.offset)
    var (hasCount, hasType) = (false, false)
    try cursor.object { key, value in
      switch key {
      case "bufferView": accessor.view = try number(&value)
      case "byteOffset": accessor.offset = try count(&value)
      case "componentType": (accessor.type, hasType) = (try componentType(&value), true)
      case "count": (accessor.count, hasCount) = (try count(&value), true)
      case "normalized": accessor.isNormalized = try value.boolean()
      case "type":
        let components = ["SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16]
        let place = value.offset
        let name = try value.string()
        guard let known = components[name] else {
          throw faults.fault(.badHeader, at: place, "the type of an accessor", "\"\(name)\"")
        }
        accessor.components = known
      case "sparse":
        document.sparse.append(try readSparse(&value))
        accessor.sparse = GLBDocument.Number(document.sparse.count - 1)
      default: break
      }
    }
    try require(hasType, "the componentType of an accessor", at: accessor.place)
    try require(hasCount, "the count of an accessor", at: accessor.place)
    try require(accessor.components > 0, "the type of an accessor", at: accessor.place)
    document.accessors.append(accessor)
  }

  private func readSparse(_ cursor: inout JSONCursor) throws -> GLBDocument.Sparse {
    var sparse = GLBDocument.Sparse()
    let place = cursor.offset
    try cursor.object { key, value in
      switch key {
      case "count": sparse.count = try count(&value)
      case "indices":
        try value.object { key, value in
          switch key {
          case "bufferView": sparse.indexView = try number(&value)
          case "byteOffset": sparse.indexOffset = try count(&value)
          case "componentType": sparse.indexType = try componentType(&value)
          default: break
          }
        }
      case "values":
        try value.object { key, value in
          if key == "bufferView" { sparse.valueView = try number(&value) }
          if key == "byteOffset" { sparse.valueOffset = try count(&value) }
        }
      default: break
      }
    }
    try require(sparse.indexView >= 0 && sparse.valueView >= 0, "the buffer views of a sparse accessor", at: place)
    return sparse
  }

  // MARK: Meshes

  private mutating func readMesh(_ cursor: inout JSONCursor) throws {
    let first = document.primitives.count
    try cursor.object { key, value in
      if key == "primitives" { try value.array { try readPrimitive(&$0) } }
    }
    document.meshes.append(first..<document.primitives.count)
  }

  private mutating func readPrimitive(_ cursor: inout JSONCursor) throws {
    var primitive = GLBDocument.Primitive(place: cursor.offset)
    let first = document.attributes.count
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
        try value.object { key, value in
          let accessor = try number(&value)
          if key == "POSITION" { primitive.positions = accessor } else { document.attributes.append(accessor) }
        }
      case "targets":
        try value.array { _ in document.hasMorphTargets = true }
      case "extensions":
        try value.object { key, _ in if key == "KHR_draco_mesh_compression" { primitive.isDraco = true } }
      default: break
      }
    }
    primitive.others = first..<document.attributes.count
    document.primitives.append(primitive)
  }

  // MARK: Nodes

  private mutating func readScene(_ cursor: inout JSONCursor) throws {
    let first = document.sceneNodes.count
    try cursor.object { key, value in
      if key == "nodes" { try value.array { document.sceneNodes.append(try number(&$0)) } }
    }
    document.scenes.append(first..<document.sceneNodes.count)
  }

  private mutating func readNode(_ cursor: inout JSONCursor) throws {
    var node = GLBDocument.Node()
    var matrix: GLBTransform?
    var (translation, scale) = (SIMD3<Double>(0, 0, 0), SIMD3<Double>(1, 1, 1))
    var rotation = SIMD4<Double>(0, 0, 0, 1)
    node.firstChild = GLBDocument.Number(truncatingIfNeeded: document.children.count)
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
      case "translation": translation = SIMD3(try numbers(3, &value))
      case "scale": scale = SIMD3(try numbers(3, &value))
      case "rotation":
        let place = value.offset
        rotation = SIMD4(try numbers(4, &value))
        let length = (rotation * rotation).sum()
        guard length > 0x1p-100 && length < 0x1p100 else {
          throw faults.fault(.badNumber, at: place, "a quaternion of length 1", "one of another length")
        }
      case "extensions":
        try value.object { key, _ in if key == "EXT_mesh_gpu_instancing" { document.hasInstancing = true } }
      default: break
      }
    }
    let transform = matrix ?? GLBTransform(translation: translation, rotation: rotation, scale: scale)
    if transform != .identity {
      document.transforms.append(transform)
      node.transform = GLBDocument.Number(truncatingIfNeeded: document.transforms.count - 1)
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
