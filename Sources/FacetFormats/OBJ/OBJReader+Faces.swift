// The careful path of faces: any number of corners, each `v`, `v/vt`, `v//vn` or `v/vt/vn`, numbers from 1, or from -1
// backwards over what has come so far.
import FacetMesh
import FacetText

extension OBJReader {
  /// Reads the corners of a face. The cursor stands behind its keyword.
  func readFace(_ triangles: inout TriangleBuilder) throws {
    faceCount += 1
    while try skipBlanks() { try triangles.addCorner(readCorner()) }
    if triangles.endFace() < 3 {
      try warnings.warn(.smallFace, "a face of fewer than three corners was left out", at: cursor.place())
    }
  }

  private func readCorner() throws -> VertexIndex {
    let token = unsafe try token()
    var rest = unsafe Slice(base: token, bounds: token.indices)
    let vertex = unsafe try readIndex(&rest, token)
    var (texture, normal): (Int?, Int?)
    if unsafe skipSlash(&rest) {
      if unsafe !rest.isEmpty && rest.first != slash { unsafe texture = try readIndex(&rest, token) }
      if unsafe skipSlash(&rest), unsafe !rest.isEmpty { unsafe normal = try readIndex(&rest, token) }
    }
    guard unsafe rest.isEmpty else { throw unsafe badCorner(token) }
    let resolved = unsafe try resolve(vertex, token)
    if let texture { note(texture, textureCount, &textureReferences) }
    if let normal { note(normal, normalCount, &normalReferences) }
    cursor.advance(token.count)
    guard attributes.keepsNormals, let normal, normal != 0, normal >= -normalCount else { return resolved }
    let number = normal > 0 ? normal - 1 : normalCount + normal
    return try attributes.vertex(resolved, normal: number, vertices: vertexCount)
  }

  /// Takes an integer from the beginning of what is left of a token; one beyond Int64 becomes the nearest.
  @unsafe
  private func readIndex(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>, _ token: UnsafeBufferPointer<UInt8>
  ) throws -> Int {
    let bytes = unsafe UnsafeBufferPointer(rebasing: rest)
    var value: Int64 = 0
    var flags = NumberParse.Flags()
    let length =
      unsafe bytes.isEmpty
      ? 0 : NumberParse.integer(bytes.baseAddress!, bytes.baseAddress! + bytes.count, value: &value, flags: &flags)
    guard length > 0 else { throw unsafe badCorner(token) }
    unsafe rest = unsafe rest.dropFirst(length)
    try warnings.warn(flags, at: cursor.place())
    return Int(value)
  }

  @unsafe
  private func skipSlash(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard unsafe rest.first == slash else { return false }
    unsafe rest = unsafe rest.dropFirst()
    return true
  }

  @unsafe
  private func badCorner(_ token: UnsafeBufferPointer<UInt8>) -> FormatError {
    unsafe cursor.error(.badToken, expected: "a vertex number in face \(faceCount)", token: token)
  }

  /// The vertex that a number names. One that has not come yet is looked at again at the end of the file.
  @unsafe
  private func resolve(_ number: Int, _ token: UnsafeBufferPointer<UInt8>) throws -> VertexIndex {
    let expected: String
    if number > 0 {
      if number > vertexCount && number <= VertexIndex.max {
        vertexReferences.note(number, face: faceCount, count: vertexCount, at: cursor.place())
      }
      if number <= VertexIndex.max { return VertexIndex(number - 1) }
      expected = "up to \(VertexIndex.max)"
    } else {
      if number < 0 && number >= -vertexCount { return VertexIndex(vertexCount + number) }
      expected = number == 0 ? "from 1 on" : vertexCount == 0 ? "that have come before" : "from -\(vertexCount) on"
    }
    throw unsafe cursor.error(
      .badIndex,
      expected: "face \(faceCount): expected vertex numbers \(expected), found "
        + String(decoding: token.prefix(24), as: UTF8.self), found: "")
  }

  /// Notes a texture coordinate or a normal that has not come; it does no harm, because none is needed.
  private func note(_ number: Int, _ count: Int, _ references: inout OBJReferences) {
    if number > count {
      references.note(number, face: faceCount, count: count, at: cursor.place())
    } else if number == 0 || number < -count {
      references.noteImpossible(at: cursor.place())
    }
  }
}
