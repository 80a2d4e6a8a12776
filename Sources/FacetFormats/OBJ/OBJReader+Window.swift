// The fast paths: lines that lie whole in the bytes that are there and have nothing odd about them. Each stops before the
// first line that is not so, and leaves it to the careful path. All of them stay before the last line end of the
// window, so that no loop over blanks or digits has to look where the bytes end.
import FacetMesh
import FacetText

extension OBJReader {
  /// Parses plain lines in place until one is odd, or the room or the window ends.
  func parseLines(_ vertices: inout GrowingVertices, _ triangles: inout TriangleBuilder) throws {
    let end = unsafe lastLineEnd()
    var byte = unsafe cursor.position
    while unsafe byte < end {
      let line = unsafe byte
      let first = unsafe byte.pointee
      if first == UInt8(ascii: "v") {
        let second = unsafe byte[1]
        if isSpace(second) {
          unsafe byte = try parseVertices(byte, end, &vertices)
        } else if second == UInt8(ascii: "n") && attributes.keepsNormals {
          unsafe byte = try parseNormals(byte, end)
        } else if second == UInt8(ascii: "n") || second == UInt8(ascii: "t") {
          unsafe byte = skipAttributes(byte, end, second)
        }
      } else if first == UInt8(ascii: "f") {
        unsafe byte =
          try attributes.keepsNormals && normalCount > 0
          ? parseFacesWithNormals(byte, end, &triangles) : parseFaces(byte, end, &triangles)
      } else if isSpace(first) {
        unsafe byte += 1
      } else if first == hash {
        unsafe byte = OBJLine.end(byte, end) ?? byte
      } else if first == UInt8(ascii: "g") || first == UInt8(ascii: "o") || first == UInt8(ascii: "s") {
        guard unsafe isSpace(byte[1]), let next = unsafe OBJLine.plainEnd(byte + 1, end) else { break }
        if first != UInt8(ascii: "s") { groupsDropped += 1 }
        unsafe byte = unsafe next
      } else if unsafe OBJLine.beginsMaterial(byte, end) {
        guard let next = unsafe OBJLine.plainEnd(byte + 6, end) else { break }
        materialsDropped += 1
        unsafe byte = unsafe next
      }
      if unsafe byte == line { break }
    }
    unsafe cursor.advance(byte - cursor.position)
  }

  /// The place behind the last line end in the window; the cursor where there is none. Looked for once a window.
  @unsafe
  private func lastLineEnd() -> UnsafePointer<UInt8> {
    let start = unsafe cursor.position
    let windowEnd = unsafe cursor.offset + (cursor.end - start)
    if windowEnd != wholeLines.windowEnd {
      var byte = unsafe cursor.end
      while unsafe byte > start && !isLineEnd(byte[-1]) { unsafe byte -= 1 }
      unsafe wholeLines = (windowEnd, cursor.end - byte)
    }
    let end = unsafe cursor.end - wholeLines.behind
    return unsafe end > start ? end : start
  }

  /// Parses lines of `v` with 3, 4, 6 or 7 numbers. Answers where the first line stands that it did not take.
  @unsafe
  private func parseVertices(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ vertices: inout GrowingVertices
  ) throws -> UnsafePointer<UInt8> {
    let (x, y, z) = unsafe (vertices.x, vertices.y, vertices.z)
    let capacity = vertices.capacity
    let textEnd = unsafe cursor.end
    var byte = unsafe start
    var index = vertexCount
    if vertexPace.isDue() {
      let lines = unsafe vertexLines.take(
        &byte, end, .vertices(letter: UInt8(ascii: "v"), x: x, y: y, z: z), from: index, to: capacity)
      vertexPace.took(lines)
      index += lines
    }
    let keepsColors = attributes.keepsColors
    var (weights, colors) = (0, 0)
    while unsafe index < capacity && byte < end && byte[0] == UInt8(ascii: "v") && isSpace(byte[1]) {
      var next = unsafe byte + 1
      var (a, b, c) = (0.0, 0.0, 0.0)
      guard
        unsafe OBJLine.number(&next, textEnd, &a) && OBJLine.number(&next, textEnd, &b)
          && OBJLine.number(&next, textEnd, &c)
      else { break }
      if unsafe next.pointee != newline {
        var (count, weight) = (3, 1.0)
        var color = SIMD8<Double>()
        while unsafe count < 8 && !OBJLine.skipBlanksAndComment(&next, end) {
          var number = 0.0
          guard unsafe OBJLine.number(&next, textEnd, &number) else { break }
          if count == 3 { weight = number }
          color[count] = number
          count &+= 1
        }
        guard unsafe isLineEnd(next.pointee) && count != 5 && count != 8 && (count != 4 || weight == 1) else { break }
        if count == 4 { weights &+= 1 }
        if count > 4 && keepsColors {
          try attributes.append(
            color: SIMD4(color[3], color[4], color[5], color[6]), channels: count - 3, of: index)
        } else if count > 4 {
          colors &+= 1
        }
        unsafe OBJLine.skipReturn(&next, end)
      }
      unsafe next += 1
      unsafe x[index] = a
      unsafe y[index] = b
      unsafe z[index] = c
      index &+= 1
      unsafe byte = unsafe next
    }
    vertexCount = index
    otherDropped += weights
    colorsDropped += colors
    return unsafe byte
  }

  /// Moves over lines of `vn` or `vt`. Answers where the first line stands that it did not take.
  @unsafe
  private func skipAttributes(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ letter: UInt8
  ) -> UnsafePointer<UInt8> {
    var byte = unsafe start
    var count = 0
    while unsafe byte < end && byte[0] == UInt8(ascii: "v") && byte[1] == letter && isSpace(byte[2]) {
      // The line may be an empty one.
      guard let next = unsafe OBJLine.plainEnd(byte + 2, end) else { break }
      count &+= 1
      unsafe byte = unsafe next
    }
    if letter == UInt8(ascii: "n") { normalCount += count } else { textureCount += count }
    return unsafe byte
  }

  /// Parses faces of 3 to 16 corners. Answers where the first line stands that it did not take.
  @unsafe
  private func parseFaces(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ triangles: inout TriangleBuilder
  ) throws -> UnsafePointer<UInt8> {
    let (room, mostCorners) = unsafe (faceLines.room(start, end), 16)
    let target = unsafe try triangles.reserve(triangles: room)
    let firstTriangle = triangles.count
    let last = room - (mostCorners - 2)
    let counts = OBJCounts(vertices: vertexCount, textures: textureCount, normals: normalCount)
    var byte = unsafe start
    var count = 0
    if vertexCount > 0 && facePace.isDue() {
      count = unsafe faceLines.take(
        &byte, end, .triangles(letter: UInt8(ascii: "f"), base: 1, vertices: vertexCount, corners: target), from: 0,
        to: room)
      facePace.took(count)
    }
    var faces = count
    while unsafe count <= last && byte < end && byte[0] == UInt8(ascii: "f") && isSpace(byte[1]) {
      var next = unsafe byte + 1
      var (a, b, c): (VertexIndex, VertexIndex, VertexIndex) = (0, 0, 0)
      guard
        unsafe OBJLine.corner(&next, counts, &a) && OBJLine.corner(&next, counts, &b)
          && OBJLine.corner(&next, counts, &c)
      else { break }
      var written = unsafe target + 3 * count
      unsafe written[0] = a
      unsafe written[1] = b
      unsafe written[2] = c
      var degree = 3
      if unsafe next.pointee != newline {
        while unsafe degree < mostCorners && !OBJLine.skipBlanksAndComment(&next, end) {
          let before = c
          guard unsafe OBJLine.corner(&next, counts, &c) else { break }
          unsafe written += 3
          unsafe written[0] = a
          unsafe written[1] = before
          unsafe written[2] = c
          degree &+= 1
        }
        guard unsafe isLineEnd(next.pointee) else { break }
        if degree > 3 { triangles.noteFan(from: firstTriangle + count, degree: degree) }
        unsafe OBJLine.skipReturn(&next, end)
      }
      unsafe next += 1
      count &+= degree &- 2
      faces &+= 1
      unsafe byte = unsafe next
    }
    triangles.commit(triangles: count)
    faceCount += faces
    return unsafe byte
  }
}
