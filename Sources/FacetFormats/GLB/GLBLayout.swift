// Where everything will lie in a file that is to be written, and the JSON that says so.
import FacetText

/// The sizes of a binary glTF with one mesh.
struct GLBLayout {
  let vertices: Int
  let triangles: Int

  /// The bytes of a vertex number. The largest number of a type may not be used.
  var indexSize: Int { vertices <= 65535 ? 2 : 4 }
  private var positionBytes: Int { 12 * vertices }
  private var indexBytes: Int { 3 * triangles * indexSize }
  /// The zeros behind the vertex numbers.
  var padding: Int { (4 - indexBytes % 4) % 4 }
  /// The bytes of the binary chunk; a chunk of none is left out.
  var binaryBytes: Int { positionBytes + indexBytes + padding }

  /// More than the JSON ever takes: its numbers are of limited length.
  private static let longestJSON = 1024

  /// The bytes of the whole file.
  /// - Parameter json: the bytes of the JSON.
  func byteCount(json: Int) -> Int { 12 + 8 + json + (binaryBytes == 0 ? 0 : 8 + binaryBytes) }

  /// Refuses a mesh whose file would be longer than 32 bits can tell.
  func check(name: String) throws(FormatError) {
    let most = byteCount(json: Self.longestJSON)
    guard most > Int(UInt32.max) else { return }
    throw FormatError(
      .unsupported, file: name, format: "GLB", expected: "at most \(UInt32.max) bytes, which GLB can tell",
      found: "a mesh that needs \(most)")
  }

  /// The JSON, filled up with blanks to a multiple of four bytes.
  /// - Parameter bounds: the smallest and largest coordinate of each axis; empty without vertices.
  func json(bounds: [(low: Double, high: Double)]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    object(in: &json, "asset") {
      $0.field("version", "2.0")
      $0.field("generator", "Facet")
    }
    json.field("scene", 0)
    list(in: &json, "scenes") { json in
      if vertices > 0 { Self.numbers([0], "nodes", &json) }
    }
    if vertices > 0 {
      list(in: &json, "nodes") { $0.field("mesh", 0) }
      writeMesh(&json)
      writeAccessors(bounds, &json)
      writeViews(&json)
      list(in: &json, "buffers") { $0.field("byteLength", positionBytes + indexBytes) }
    }
    json.endObject()
    let text = json.bytes
    return text + [UInt8](repeating: UInt8(ascii: " "), count: (4 - text.count % 4) % 4)
  }

  private func writeMesh(_ json: inout JSONWriter) {
    list(in: &json, "meshes") { json in
      list(in: &json, "primitives") { json in
        object(in: &json, "attributes") { $0.field("POSITION", 0) }
        if triangles > 0 { json.field("indices", 1) }
        json.field("mode", triangles > 0 ? 4 : 0)
      }
    }
  }

  private func writeAccessors(_ bounds: [(low: Double, high: Double)], _ json: inout JSONWriter) {
    json.key("accessors")
    json.beginArray()
    json.beginObject()
    json.field("bufferView", 0)
    json.field("componentType", GLBComponentType.float32.rawValue)
    json.field("count", vertices)
    json.field("type", "VEC3")
    Self.numbers(bounds.map(\.low), "min", &json)
    Self.numbers(bounds.map(\.high), "max", &json)
    json.endObject()
    if triangles > 0 {
      json.beginObject()
      json.field("bufferView", 1)
      json.field("componentType", (indexSize == 2 ? GLBComponentType.uint16 : .uint32).rawValue)
      json.field("count", 3 * triangles)
      json.field("type", "SCALAR")
      json.endObject()
    }
    json.endArray()
  }

  private func writeViews(_ json: inout JSONWriter) {
    json.key("bufferViews")
    json.beginArray()
    // 34962 and 34963: what a graphics card takes as vertices, and as vertex numbers.
    for (offset, length, target) in [(0, positionBytes, 34962), (positionBytes, indexBytes, 34963)] where length > 0 {
      json.beginObject()
      json.field("buffer", 0)
      json.field("byteOffset", offset)
      json.field("byteLength", length)
      json.field("target", target)
      json.endObject()
    }
    json.endArray()
  }

  /// Writes a list of one object.
  private func list(in json: inout JSONWriter, _ name: String, _ body: (inout JSONWriter) -> Void) {
    json.key(name)
    json.beginArray()
    json.beginObject()
    body(&json)
    json.endObject()
    json.endArray()
  }

  private func object(in json: inout JSONWriter, _ name: String, _ body: (inout JSONWriter) -> Void) {
    json.key(name)
    json.beginObject()
    body(&json)
    json.endObject()
  }

  private static func numbers(_ values: [Double], _ name: String, _ json: inout JSONWriter) {
    json.key(name)
    json.beginArray()
    for value in values { json.value(value) }
    json.endArray()
  }
}
