// The careful path: one record, number by number, of text or of bytes alike, with errors that name the place.
import FacetMesh
import FacetText

extension PLYReader {
  /// Reads the vertex with number `index`, and what belongs to it. `axes` are the properties x, y and z.
  func readVertex(_ index: Int, _ element: PLYElement, _ axes: SIMD3<Int>) throws -> SIMD3<Double> {
    var position = SIMD3<Double>()
    for (number, property) in element.properties.enumerated() {
      guard number == axes.x || number == axes.y || number == axes.z else {
        if let vertexCollector, vertexCollector.wants(number) {
          unsafe vertexCollector.values[number] = try readNumber(property.type, element, index)
        } else {
          try skip(property, of: element, index)
        }
        continue
      }
      let value = try readNumber(property.type, element, index)
      if number == axes.x { position.x = value }
      if number == axes.y { position.y = value }
      if number == axes.z { position.z = value }
    }
    try endRecord()
    try vertexCollector?.commit()
    return position
  }

  /// Reads the face with number `face`, of any degree, and fans it. `list` is the property with its corners.
  func readFace(_ face: Int, _ element: PLYElement, _ list: Int, _ triangles: inout TriangleBuilder) throws {
    var added = 0
    for (number, property) in element.properties.enumerated() {
      guard number == list else {
        if let faceCollector, faceCollector.wants(number) {
          unsafe faceCollector.values[number] = try readNumber(property.type, element, face)
        } else {
          try skip(property, of: element, face)
        }
        continue
      }
      let degree = try readLength(property, element, face)
      for _ in 0..<degree { try triangles.addCorner(readCorner(property.type, element, face, restarts: false)!) }
      if number + 1 < element.properties.count || face + 1 < element.count { try checkNumberEnds(element, face) }
      if triangles.endFace() < 3 {
        try warnings.warn(.smallFace, "a face of fewer than three corners was left out", at: cursor.place())
      }
      added = max(0, degree - 2)
    }
    try endRecord()
    try faceCollector?.commit(times: added)
  }

  /// Reads a triangle strip: each corner makes a triangle with the two before it, every second one turned; -1 begins anew.
  func readStrip(_ strip: Int, _ element: PLYElement, _ list: Int, _ triangles: inout TriangleBuilder) throws {
    for (number, property) in element.properties.enumerated() {
      guard number == list else {
        try skip(property, of: element, strip)
        continue
      }
      var builder = StripCorners()
      let length = try readLength(property, element, strip)
      for index in 0..<length {
        let corner = try readCorner(property.type, element, strip, restarts: true)
        let isLast = index + 1 == length && number + 1 == element.properties.count && strip + 1 == element.count
        if !isLast { try checkNumberEnds(element, strip) }
        guard let vertex = corner else {
          builder = StripCorners()
          continue
        }
        if let (a, b, c) = builder.add(vertex) { try triangles.append(a, b, c) }
      }
    }
    try endRecord()
  }

  /// Moves to the end of a record of text, and over what its line holds beyond what the header declares.
  func endRecord() throws {
    guard !isBinary && !flows, try cursor.skipBlanks() else { return }
    try warnings.warn(.ignoredData, "more stands on a line than the header declares", at: cursor.place())
    _ = try cursor.skipLine()
  }

  /// Moves over a number or a list.
  func skip(_ property: PLYProperty, of element: PLYElement, _ index: Int) throws {
    guard property.isList else {
      if isBinary {
        try skip(property.type.size, element, index)
      } else {
        _ = try readNumber(property.type, element, index)
      }
      return
    }
    let length = try readLength(property, element, index)
    // At most 2^32 numbers of 8 bytes: no overflow.
    if isBinary { return try skip(length * property.type.size, element, index) }
    for _ in 0..<length { _ = try readNumber(property.type, element, index) }
  }

  private func skip(_ bytes: Int, _ element: PLYElement, _ index: Int) throws {
    if unsafe cursor.end - cursor.position >= bytes { return cursor.advance(bytes) }
    let place = cursor.place()
    guard try cursor.skip(bytes) else { throw cut(element, index, place) }
  }

  /// The error for an input that ends inside a record.
  private func cut(_ element: PLYElement, _ index: Int, _ place: FormatError.Place) -> FormatError {
    FormatError(
      .truncated, file: source.name, format: "PLY", place: place,
      expected: "\(element.count) \(PLYHeader.plural(element.name))", found: "end of file in number \(index + 1)")
  }

  /// Throws when the input ends directly behind a number of text that is not its last: it may have had more digits.
  private func checkNumberEnds(_ element: PLYElement, _ index: Int) throws {
    if !isBinary, try cursor.peek() == nil { throw cut(element, index, cursor.place()) }
  }

  /// What a message calls a record.
  private func name(_ element: PLYElement, _ index: Int) -> String {
    switch element.name {
    case "vertex", "face": "\(element.name) \(index + 1)"
    case "tristrips": "strip \(index + 1)"
    default: "record \(index + 1) of \(PLYHeader.quoted(element.name))"
    }
  }

  /// Answers the bytes of one number, which stay where they are.
  @unsafe
  private func bytes(_ count: Int, _ element: PLYElement, _ index: Int) throws -> UnsafeRawPointer {
    let bytes = unsafe try cursor.lookAhead(count)
    guard bytes.count == count else { throw cut(element, index, cursor.place()) }
    return unsafe UnsafeRawPointer(bytes.baseAddress!)
  }

  private func readNumber(_ type: PLYScalarType, _ element: PLYElement, _ index: Int) throws -> Double {
    if isBinary {
      let value = unsafe type.number(try bytes(type.size, element, index), isBig: isBig)
      cursor.advance(type.size)
      return value
    }
    guard try cursor.skipSpace() else { throw cut(element, index, cursor.place()) }
    var flags = NumberParse.Flags()
    let number = try cursor.wholeNumber("a number in \(name(element, index))", flags: &flags)
    try warnings.warn(flags, at: cursor.place())
    return number
  }

  /// Reads a whole number. `what` names it for an error.
  private func readInteger(_ type: PLYScalarType, _ element: PLYElement, _ index: Int, _ what: String) throws -> Int64 {
    if isBinary {
      let bytes = unsafe try bytes(type.size, element, index)
      guard type.isFloat else {
        defer { cursor.advance(type.size) }
        return unsafe type.integer(bytes, isBig: isBig)
      }
      let value = unsafe type.number(bytes, isBig: isBig)
      guard let whole = Int64(exactly: value) else {
        throw cursor.error(.badToken, expected: "\(what) \(name(element, index))", found: NumberText.string(value))
      }
      cursor.advance(type.size)
      return whole
    }
    guard try cursor.skipSpace() else { throw cut(element, index, cursor.place()) }
    var flags = NumberParse.Flags()
    guard let integer = try cursor.wholeInteger(flags: &flags), !flags.contains(.overflow) else {
      let token = unsafe try cursor.token()
      throw unsafe cursor.error(.badToken, expected: "\(what) \(name(element, index))", token: token)
    }
    try warnings.warn(flags, at: cursor.place())
    cursor.advance(integer.length)
    return integer.value
  }

  /// Reads the length of a list and holds it against the bytes that are there.
  private func readLength(_ property: PLYProperty, _ element: PLYElement, _ index: Int) throws -> Int {
    if !isBinary { _ = try cursor.skipSpace() }
    let place = cursor.place()
    let length = try readInteger(property.countType!, element, index, "the length of a list in")
    let size = isBinary ? property.type.size : 2
    let room = source.size.map { ($0 - cursor.offset + (isBinary ? 0 : 1)) / size } ?? Int(UInt32.max)
    guard length >= 0, length <= Int64(room) else {
      // A usual length at the end of a file that was cut is not what is wrong with it.
      let isCut = length >= 0 && length <= Int64(max(3, vertexCount))
      throw FormatError(
        isCut ? .truncated : .badPolygon, file: source.name, format: "PLY", place: place,
        expected: "\(name(element, index)): expected a list that the file can hold, found one of \(length)")
    }
    return Int(length)
  }

  /// Reads a vertex number; nil for -1 where that begins a strip anew.
  private func readCorner(
    _ type: PLYScalarType, _ element: PLYElement, _ index: Int, restarts: Bool
  ) throws -> VertexIndex? {
    if !isBinary { _ = try cursor.skipSpace() }
    let place = cursor.place()
    let vertex = try readInteger(type, element, index, "a vertex number in")
    if vertex == -1 && restarts { return nil }
    guard vertex >= 0, vertex < Int64(vertexCount) else {
      let numbers =
        vertexCount == 0 ? "no corner, as there are no vertices" : "vertex numbers from 0 to \(vertexCount - 1)"
      throw FormatError(
        .badIndex, file: source.name, format: "PLY", place: place,
        expected: "\(name(element, index)): expected \(numbers), found \(vertex)")
    }
    return VertexIndex(vertex)
  }
}

/// The corners of a triangle strip as they come.
struct StripCorners {
  private var before: (VertexIndex, VertexIndex) = (0, 0)
  private var count = 0

  /// Takes the next corner. Answers the triangle that it ends, wound as the first one is.
  mutating func add(_ vertex: VertexIndex) -> (VertexIndex, VertexIndex, VertexIndex)? {
    defer {
      before = (before.1, vertex)
      count += 1
    }
    guard count >= 2 else { return nil }
    return count % 2 == 0 ? (before.0, before.1, vertex) : (before.1, before.0, vertex)
  }
}
