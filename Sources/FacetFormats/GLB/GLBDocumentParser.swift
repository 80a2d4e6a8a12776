// From JSON to the document. Each list is read by the schema of glTF 2.0; what has no bearing on triangles is skipped.
// Source: Khronos Group, "glTF 2.0 Specification", and its schema.
import FacetText

/// Reads a document out of JSON.
struct GLBDocumentParser {
  var document = GLBDocument()
  let faults: GLBFaults

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
  func count(_ cursor: inout JSONCursor) throws -> Int {
    let place = cursor.offset
    let value = try cursor.integer()
    guard value >= 0 else { throw faults.fault(.badCount, at: place, "a number of 0 or more", "\(value)") }
    return Int(value)
  }

  /// Reads the number of something in a list.
  func number(_ cursor: inout JSONCursor) throws -> GLBDocument.Number {
    let place = cursor.offset
    let value = try cursor.integer()
    guard value >= 0, let number = GLBDocument.Number(exactly: value) else {
      throw faults.fault(.badIndex, at: place, "the number of something in a list", "\(value)")
    }
    return number
  }

  func componentType(_ cursor: inout JSONCursor) throws -> GLBComponentType {
    let place = cursor.offset
    let code = try cursor.integer()
    guard let type = GLBComponentType(rawValue: Int(code)) else {
      throw faults.fault(.badHeader, at: place, "a component type of 5120 to 5123, 5125 or 5126", "\(code)")
    }
    return type
  }

  func numbers(_ count: Int, _ cursor: inout JSONCursor) throws -> [Double] {
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
  func require(_ isThere: Bool, _ what: String, at place: Int) throws {
    if !isThere { throw faults.fault(.badHeader, at: place, what, "none") }
  }
}
