// The careful path: one vertex or one face, token by token, with comments anywhere and errors that name the place.
import FacetMesh
import FacetText

extension OFFReader {
  /// Reads the vertex with number `index`, and what belongs to it.
  func readVertex(_ index: Int) throws -> SIMD3<Double> {
    var position = SIMD4(0, 0, 0, 1.0)
    for axis in 0..<(header.isHomogeneous ? 4 : 3) {
      position[axis] = try readNumber(index)
      if axis == (header.hasDimension ? 0 : 3) && header.isHomogeneous && position[axis] == 0 {
        throw cursor.error(
          .badNumber, back: 1, expected: "a fourth coordinate other than 0 in vertex \(index + 1)", found: "0")
      }
    }
    var count = 0
    var numbers = SIMD16<Double>()
    func readExtra() throws {
      let number = try readNumber(index)
      if count < 16 { numbers[count] = number }
      count += 1
    }
    switch vertexLayout {
    case .free(let extras): while count < extras { try readExtra() }
    case .lines(let extras):
      while try cursor.skipBlanks() && cursor.peek() != hash {
        guard count < extras else {
          let token = unsafe try cursor.token(before: hash)
          throw unsafe cursor.error(
            .badToken, expected: "the end of the line behind vertex \(index + 1)", token: token)
        }
        try readExtra()
      }
    }
    if attributes.keepsVertices {
      try attributes.keep(numbers, count, ofVertex: index)
    } else {
      attributes.count(count, vertices: 1)
    }
    if header.isHomogeneous {
      if header.hasDimension { position = position.divisorLast }
      return SIMD3(position.x / position.w, position.y / position.w, position.z / position.w)
    }
    return SIMD3(position.x, position.y, position.z)
  }

  private func readNumber(_ vertex: Int) throws -> Double {
    guard try cursor.skipSpaceAndComments() else {
      throw cursor.error(
        .truncated, expected: "\(header.vertices) vertices", found: "end of file in vertex \(vertex + 1)")
    }
    var flags = NumberParse.Flags()
    let number = try cursor.wholeNumber("a number in vertex \(vertex + 1)", before: hash, flags: &flags)
    try warnings.warn(flags, at: cursor.place())
    return number
  }

  /// Reads the face with number `face`, of any degree, and fans it.
  func readFace(_ face: Int, _ triangles: inout TriangleBuilder) throws {
    guard try cursor.skipSpaceAndComments() else {
      throw cursor.error(.truncated, expected: "\(header.faces) faces", found: "end of file after \(face)")
    }
    let degree = try readDegree(face)
    let place = degree < 3 ? cursor.place() : nil
    var corner: Int64 = 0
    while corner < degree {
      try triangles.addCorner(readCorner(face, degree))
      corner += 1
    }
    // A number at the end of a file that was cut may have had more digits.
    if face + 1 < header.faces, try cursor.peek() == nil {
      throw cursor.error(.truncated, expected: "\(header.faces) faces", found: "end of file in face \(face + 1)")
    }
    if let place { try warnings.warn(.smallFace, "a face of fewer than three corners was left out", at: place) }
    triangles.endFace()
    if faceLayout != .free(extras: 0) {
      let made = max(0, Int(degree) - 2)
      try readColor(ofTriangles: triangles.count - made..<triangles.count)
    }
  }

  /// Reads what follows a face to the end of its line. Whatever is not made of numbers is no colour.
  private func readColor(ofTriangles triangles: Range<Int>) throws {
    func isMore() throws -> Bool {
      guard try cursor.skipBlanks(), let next = try cursor.peek() else { return false }
      return next != hash && !(header.isWrapped && next == closingBrace)
    }
    if try isMore() {
      var (numbers, count, isColor) = (SIMD4<Double>(), 0, attributes.keepsFaces)
      while try isColor && isMore() {
        var flags = NumberParse.Flags()
        let number = try cursor.number(flags: &flags)
        let next = try cursor.peek() ?? newline
        let isWhole = isSpace(next) || next == hash || next == closingBrace
        isColor = isWhole && count < 4 && !flags.contains(.overflow)
        guard let number, isColor else { break }
        numbers[count] = number
        count += 1
      }
      if isColor {
        try attributes.keep(numbers, channels: count, ofTriangles: triangles)
      } else {
        attributes.countFaces(1)
      }
    }
    if header.isWrapped, try cursor.peek() == closingBrace { return }
    _ = try cursor.skipLine()
  }

  private func readDegree(_ face: Int) throws -> Int64 {
    var flags = NumberParse.Flags()
    let integer = try cursor.wholeInteger(before: hash, flags: &flags)
    let token = unsafe try cursor.token(before: hash)
    guard let integer else {
      throw unsafe cursor.error(.badToken, expected: "the number of corners of face \(face + 1)", token: token)
    }
    // Each corner takes two bytes at least. A usual degree at the end of a file that was cut is not what is wrong with
    // it.
    let room = source.size.map { Int64(($0 - cursor.offset) / 2) } ?? Int64(Int32.max)
    guard integer.value >= 0, integer.value <= max(room, Int64(header.vertices)), !flags.contains(.overflow) else {
      let found = unsafe TextCursor.quoted(token)
      throw cursor.error(
        .badPolygon, expected: "face \(face + 1): expected a number of corners that the file can hold, found \(found)",
        found: "")
    }
    cursor.advance(integer.length)
    try warnings.warn(flags, at: cursor.place())
    return integer.value
  }

  private func readCorner(_ face: Int, _ degree: Int64) throws -> VertexIndex {
    guard try cursor.skipSpaceAndComments() else {
      throw cursor.error(.truncated, expected: "\(degree) corners of face \(face + 1)", found: "end of file")
    }
    var flags = NumberParse.Flags()
    let integer = try cursor.wholeInteger(before: hash, flags: &flags)
    let token = unsafe try cursor.token(before: hash)
    guard let integer else {
      throw unsafe cursor.error(.badToken, expected: "a vertex number in face \(face + 1)", token: token)
    }
    guard integer.value >= 0, integer.value < Int64(header.vertices), !flags.contains(.overflow) else {
      throw unsafe cursor.error(
        .badIndex,
        expected: "face \(face + 1): expected vertex numbers from 0 to \(header.vertices - 1), found "
          + String(decoding: token.prefix(24), as: UTF8.self), found: "")
    }
    cursor.advance(integer.length)
    try warnings.warn(flags, at: cursor.place())
    return VertexIndex(integer.value)
  }
}

extension SIMD4<Double> {
  /// The same numbers with the first one, a divisor, behind the others.
  @inline(__always)
  var divisorLast: SIMD4<Double> { SIMD4(y, z, w, x) }
}
