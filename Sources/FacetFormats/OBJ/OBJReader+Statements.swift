// The careful path: one statement, token by token, with errors that name the place.
import FacetMesh
import FacetText

extension OBJReader {
  /// Reads the statement at the cursor, up to the end of its line.
  func readStatement(_ vertices: inout GrowingVertices, _ triangles: inout TriangleBuilder) throws {
    if try cursor.peek() == hash { return try skipRest() }
    let token = unsafe try token()
    let word = unsafe String(decoding: token.prefix(32), as: UTF8.self)
    switch word {
    case "v":
      cursor.advance(token.count)
      return try append(readVertex(), to: &vertices)
    // `fo` is what faces were called before version 3.
    case "f", "fo":
      cursor.advance(token.count)
      return try readFace(&triangles)
    case "vt": textureCount += 1
    case "vn":
      cursor.advance(token.count)
      try readNormal()
    case "g", "o": groupsDropped += 1
    case "usemtl", "mtllib": materialsDropped += 1
    case "vp", "l", "p": otherDropped += 1
    case "s", "mg", "usemap", "maplib", "bevel", "c_interp", "d_interp", "lod", "shadow_obj", "trace_obj":
      break
    case "cstype", "deg", "bmat", "step", "curv", "curv2", "surf", "parm", "trim", "hole", "scrv", "sp", "end", "con",
      "ctech", "stech", "bsp", "bzp", "cdc", "cdp", "res":
      try warnings.warn(.ignoredData, "free-form curves and surfaces were read over", at: cursor.place())
    default: try noteUnknown(word)
    }
    try skipRest()
  }

  private func noteUnknown(_ word: String) throws {
    if word.utf8.contains(0) { throw cursor.error(.badToken, expected: "text", found: "a NUL byte") }
    unknownLines += 1
    if firstUnknown == nil { firstUnknown = (cursor.place(), cursor.tokenForMessage()) }
    // A file of nothing but such lines is refused at its end.
    try warnings.warn(.unknownKeyword, "a line that begins with an unknown word was read over", at: cursor.place())
  }

  private func append(_ position: SIMD3<Double>, to vertices: inout GrowingVertices) throws {
    if vertexCount == vertices.capacity {
      guard vertexCount < VertexIndex.max else {
        throw cursor.error(
          .tooManyVertices, expected: "at most \(VertexIndex.max) vertices", found: "more than that")
      }
      try vertices.grow()
    }
    unsafe vertices.x[vertexCount] = position.x
    unsafe vertices.y[vertexCount] = position.y
    unsafe vertices.z[vertexCount] = position.z
    vertexCount += 1
  }

  private func readVertex() throws -> SIMD3<Double> {
    var numbers = SIMD8<Double>()
    var count = 0
    while try skipBlanks() {
      let number = try readNumber()
      if count < 8 { numbers[count] = number }
      count += 1
    }
    guard count == 3 || count == 4 || count == 6 || count == 7 else {
      let isCut = try count < 3 && cursor.peek() == nil
      throw cursor.error(
        isCut ? .truncated : .countMismatch, expected: "3, 4, 6 or 7 numbers in vertex \(vertexCount + 1)",
        found: isCut ? "end of file after \(count)" : "\(count)")
    }
    if count == 4 { otherDropped += 1 }
    if count > 4 && attributes.keepsColors {
      try attributes.append(
        color: SIMD4(numbers[3], numbers[4], numbers[5], numbers[6]), channels: count - 3, of: vertexCount)
    } else if count > 4 {
      colorsDropped += 1
    }
    if count == 4 && numbers[3] != 1 {
      try warnings.warn(
        .ignoredWeight, "a vertex has a weight other than 1, which only curves and surfaces use; it was read over",
        at: cursor.place())
    }
    return SIMD3(numbers[0], numbers[1], numbers[2])
  }

  private func readNumber() throws -> Double {
    let token = unsafe try token()
    var value = 0.0
    var flags = NumberParse.Flags()
    let length = unsafe NumberParse.double(
      token.baseAddress!, token.baseAddress! + token.count, value: &value, flags: &flags)
    let expected = "a number in vertex \(vertexCount + 1)"
    guard length > 0 && length == token.count else {
      throw unsafe cursor.error(.badNumber, expected: expected, token: token)
    }
    guard !flags.contains(.overflow) else {
      throw unsafe cursor.error(
        .badNumber, expected: expected + " that Float64 can hold", found: TextCursor.quoted(token))
    }
    cursor.advance(length)
    try warnings.warn(flags, at: cursor.place())
    return value
  }
}
