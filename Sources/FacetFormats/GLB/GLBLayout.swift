// Where everything will lie in a file that is to be written, and the JSON that says so.
import FacetText

/// The sizes of a binary glTF with one mesh. Positions come first, then normals and colours, then vertex numbers.
struct GLBLayout {
  let vertices: Int
  let triangles: Int
  var hasNormals = false
  /// How colours are stored; nil without any. Four bytes, or three or four float32: each a multiple of four bytes long.
  var colors: (type: GLBComponentType, channels: Int)?

  /// A piece of the binary chunk: a buffer view with one accessor.
  private struct Piece {
    var name: String?
    var bytes: Int
    var offset: Int
    var type: GLBComponentType
    var count: Int
    var kind: String
    var isNormalized = false
  }

  /// The bytes of a vertex number. The largest number of a type may not be used.
  var indexSize: Int { vertices <= 65535 ? 2 : 4 }
  private var vectorBytes: Int { 12 * vertices }
  private var normalBytes: Int { hasNormals ? vectorBytes : 0 }
  private var colorBytes: Int { colors.map { vertices * $0.type.size * $0.channels } ?? 0 }
  private var indexBytes: Int { 3 * triangles * indexSize }
  private var bufferBytes: Int { vectorBytes + normalBytes + colorBytes + indexBytes }
  /// The zeros behind the vertex numbers.
  var padding: Int { (4 - indexBytes % 4) % 4 }
  /// The bytes of the binary chunk; a chunk of none is left out.
  var binaryBytes: Int { bufferBytes + padding }

  /// More than the JSON ever takes: its numbers are of limited length.
  private static let longestJSON = 2048

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
      list(in: &json, "buffers") { $0.field("byteLength", bufferBytes) }
    }
    json.endObject()
    let text = json.bytes
    return text + [UInt8](repeating: UInt8(ascii: " "), count: (4 - text.count % 4) % 4)
  }

  /// The buffer views in the order of their numbers, which are those of their accessors too: positions, vertex numbers, and
  /// what else there is.
  private var pieces: [Piece] {
    let positions = Piece(
      name: "POSITION", bytes: vectorBytes, offset: 0, type: .float32, count: vertices, kind: "VEC3")
    var pieces = [positions]
    if triangles > 0 {
      pieces.append(
        Piece(
          bytes: indexBytes, offset: vectorBytes + normalBytes + colorBytes,
          type: indexSize == 2 ? .uint16 : .uint32, count: 3 * triangles, kind: "SCALAR"))
    }
    if hasNormals {
      pieces.append(
        Piece(name: "NORMAL", bytes: normalBytes, offset: vectorBytes, type: .float32, count: vertices, kind: "VEC3"))
    }
    if let colors {
      pieces.append(
        Piece(
          name: "COLOR_0", bytes: colorBytes, offset: vectorBytes + normalBytes, type: colors.type, count: vertices,
          kind: "VEC\(colors.channels)", isNormalized: colors.type != .float32))
    }
    return pieces
  }

  private func writeMesh(_ json: inout JSONWriter) {
    list(in: &json, "meshes") { json in
      list(in: &json, "primitives") { json in
        object(in: &json, "attributes") { json in
          for (number, piece) in pieces.enumerated() {
            if let name = piece.name { json.field(name, number) }
          }
        }
        if triangles > 0 { json.field("indices", 1) }
        json.field("mode", triangles > 0 ? 4 : 0)
      }
    }
  }

  private func writeAccessors(_ bounds: [(low: Double, high: Double)], _ json: inout JSONWriter) {
    json.key("accessors")
    json.beginArray()
    for (number, piece) in pieces.enumerated() {
      json.beginObject()
      json.field("bufferView", number)
      json.field("componentType", piece.type.rawValue)
      if piece.isNormalized { json.field("normalized", true) }
      json.field("count", piece.count)
      json.field("type", piece.kind)
      if number == 0 {
        Self.numbers(bounds.map(\.low), "min", &json)
        Self.numbers(bounds.map(\.high), "max", &json)
      }
      json.endObject()
    }
    json.endArray()
  }

  private func writeViews(_ json: inout JSONWriter) {
    json.key("bufferViews")
    json.beginArray()
    for piece in pieces {
      json.beginObject()
      json.field("buffer", 0)
      json.field("byteOffset", piece.offset)
      json.field("byteLength", piece.bytes)
      // What a graphics card takes as vertices, and as vertex numbers.
      json.field("target", piece.name == nil ? 34963 : 34962)
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
