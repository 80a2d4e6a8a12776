// Vertices and faces of binary OFF. Vertices lie a fixed distance apart. Faces are decoded record by record, as far as the
// block holds them whole; every other one is read number by number, which can name what is wrong.
import FacetMesh

extension OFFReader {
  /// Decodes the vertices that lie whole in the bytes that are there. Answers the number of the first one that doesn't.
  @unsafe
  func decodeVertices(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    from first: Int, to limit: Int
  ) throws -> Int {
    let stride = header.vertexStride
    let count = unsafe min(limit - first, (cursor.end - cursor.position) / stride)
    if header.isHomogeneous {
      for index in first..<first + count { unsafe try store(readBinaryVertex(index), x + index, y + index, z + index) }
      return first + count
    }
    if attributes.keepsVertices && header.extras > 0 {
      for index in 0..<count {
        unsafe try keepExtras(UnsafeRawPointer(cursor.position) + index * stride, first + index)
      }
    } else {
      attributes.count(header.extras, vertices: count)
    }
    var record = unsafe UnsafeRawPointer(cursor.position)
    if header.isBig {
      for index in first..<first + count {
        unsafe x[index] = unsafe PLYScalarType.float32.number(record, isBig: true)
        unsafe y[index] = unsafe PLYScalarType.float32.number(record + 4, isBig: true)
        unsafe z[index] = unsafe PLYScalarType.float32.number(record + 8, isBig: true)
        unsafe record += stride
      }
    } else {
      for index in first..<first + count {
        unsafe x[index] = unsafe PLYScalarType.float32.number(record, isBig: false)
        unsafe y[index] = unsafe PLYScalarType.float32.number(record + 4, isBig: false)
        unsafe z[index] = unsafe PLYScalarType.float32.number(record + 8, isBig: false)
        unsafe record += stride
      }
    }
    cursor.advance(count * stride)
    return first + count
  }

  @unsafe
  private func store(
    _ position: SIMD3<Double>, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ z: UnsafeMutablePointer<Double>
  ) {
    unsafe x.pointee = position.x
    unsafe y.pointee = position.y
    unsafe z.pointee = position.z
  }

  /// Keeps the numbers behind the position of a vertex.
  /// - Parameter bytes: where the vertex begins.
  @unsafe
  private func keepExtras(_ bytes: UnsafeRawPointer, _ vertex: Int) throws {
    var numbers = SIMD16<Double>()
    let first = unsafe bytes + (header.isHomogeneous ? 16 : 12)
    for index in 0..<header.extras {
      numbers[index] = unsafe PLYScalarType.float32.number(first + 4 * index, isBig: header.isBig)
    }
    try attributes.keep(numbers, header.extras, ofVertex: vertex)
  }

  /// Keeps the colour of a face.
  /// - Parameter bytes: where its components begin.
  @unsafe
  private func keepColor(_ bytes: UnsafeRawPointer, _ components: Int, _ triangles: Range<Int>) throws {
    var numbers = SIMD4<Double>()
    for index in 0..<components {
      numbers[index] = unsafe PLYScalarType.float32.number(bytes + 4 * index, isBig: header.isBig)
    }
    try attributes.keep(numbers, channels: components, ofTriangles: triangles)
  }

  /// Reads the vertex with number `index`, wherever the blocks end.
  func readBinaryVertex(_ index: Int) throws -> SIMD3<Double> {
    let bytes = unsafe UnsafeRawBufferPointer(try cursor.lookAhead(header.vertexStride))
    guard bytes.count == header.vertexStride else {
      throw cursor.error(
        .truncated, expected: "\(header.vertices) vertices", found: "end of file in vertex \(index + 1)")
    }
    func number(_ index: Int) -> Double {
      unsafe PLYScalarType.float32.number(bytes.baseAddress! + 4 * index, isBig: header.isBig)
    }
    if attributes.keepsVertices && header.extras > 0 {
      unsafe try keepExtras(bytes.baseAddress!, index)
    } else {
      attributes.count(header.extras, vertices: 1)
    }
    guard header.isHomogeneous else {
      let position = SIMD3(number(0), number(1), number(2))
      cursor.advance(bytes.count)
      return position
    }
    let w = number(3)
    guard w != 0 else {
      throw cursor.error(
        .badNumber, expected: "a fourth coordinate other than 0 in vertex \(index + 1)", found: "0")
    }
    let position = SIMD3(number(0) / w, number(1) / w, number(2) / w)
    cursor.advance(bytes.count)
    return position
  }

  /// Decodes faces of 3 to 16 corners. Answers whether the next face is one for the careful path.
  func decodeFaces(_ triangles: inout TriangleBuilder, _ face: inout Int) throws -> Bool {
    switch (header.isBig, hasColourCounts) {
    case (true, true): try decodeFaces(&triangles, &face, isBig: true, hasColourCounts: true)
    case (true, false): try decodeFaces(&triangles, &face, isBig: true, hasColourCounts: false)
    case (false, true): try decodeFaces(&triangles, &face, isBig: false, hasColourCounts: true)
    case (false, false): try decodeFaces(&triangles, &face, isBig: false, hasColourCounts: false)
    }
  }

  @inline(__always)
  private func decodeFaces(
    _ triangles: inout TriangleBuilder, _ face: inout Int, isBig: Bool, hasColourCounts: Bool
  ) throws -> Bool {
    let (room, mostCorners) = (TriangleBuilder.step, 16)
    let target = unsafe try triangles.reserve(triangles: room)
    let firstTriangle = triangles.count
    let last = room - (mostCorners - 2)
    let vertices = UInt32(header.vertices)
    let faces = header.faces
    let start = unsafe UnsafeRawPointer(cursor.position)
    let end = unsafe UnsafeRawPointer(cursor.end)
    var byte = unsafe start
    let keeps = attributes.keepsFaces
    var count = 0
    var colored = 0
    var isStopped = false
    next: while face < faces && count <= last {
      // Until all is seen to be good, the face is not there.
      isStopped = true
      guard unsafe end - byte >= 4 else { break }
      let corners: UInt32 = unsafe PLYScalarType.load(byte, isBig: isBig)
      guard corners &- 3 <= UInt32(mostCorners - 3) else { break }
      let degree = Int(corners)
      var next = unsafe byte + 4 + 4 * degree
      guard unsafe end - next >= (hasColourCounts ? 4 : 0) else { break }
      var written = unsafe target + 3 * count
      let a: UInt32 = unsafe PLYScalarType.load(byte + 4, isBig: isBig)
      var b: UInt32 = unsafe PLYScalarType.load(byte + 8, isBig: isBig)
      guard a < vertices && b < vertices else { break }
      for corner in 3...degree {
        let c: UInt32 = unsafe PLYScalarType.load(byte + 4 * corner, isBig: isBig)
        guard c < vertices else { break next }
        unsafe written[0] = VertexIndex(bitPattern: a)
        unsafe written[1] = VertexIndex(bitPattern: b)
        unsafe written[2] = VertexIndex(bitPattern: c)
        unsafe written += 3
        b = c
      }
      if hasColourCounts {
        let components: UInt32 = unsafe PLYScalarType.load(next, isBig: isBig)
        guard components <= 4, unsafe end - next >= 4 + 4 * Int(components) else { break }
        if keeps && components > 0 {
          let triangle = firstTriangle + count
          unsafe try keepColor(next + 4, Int(components), triangle..<triangle + degree - 2)
        } else if components > 0 {
          colored += 1
        }
        unsafe next += 4 + 4 * Int(components)
      }
      if degree > 3 { triangles.noteFan(from: firstTriangle + count, degree: degree) }
      count += degree - 2
      face += 1
      unsafe byte = unsafe next
      isStopped = false
    }
    triangles.commit(triangles: count)
    attributes.countFaces(colored)
    unsafe cursor.advance(byte - start)
    return isStopped
  }

  /// Reads the face with number `face`, of any degree, wherever the blocks end.
  func readBinaryFace(_ face: Int, _ triangles: inout TriangleBuilder) throws {
    guard let degree = try nextInteger() else {
      throw cursor.error(.truncated, expected: "\(header.faces) faces", found: "end of file after \(face)")
    }
    // A usual degree at the end of a file that was cut is not what is wrong with it.
    let room = source.size.map { ($0 - cursor.offset) / 4 } ?? Int(Int32.max)
    guard degree >= 0, degree <= max(room, header.vertices) else {
      throw cursor.error(
        .badPolygon, back: 4,
        expected: "face \(face + 1): expected a number of corners that the file can hold, found \(degree)", found: "")
    }
    let place = degree < 3 ? cursor.place(back: 4) : nil
    for _ in 0..<degree {
      guard let corner = try nextInteger() else {
        throw cursor.error(.truncated, expected: "\(degree) corners of face \(face + 1)", found: "end of file")
      }
      guard corner >= 0, corner < header.vertices else {
        throw cursor.error(
          .badIndex, back: 4,
          expected: "face \(face + 1): expected vertex numbers from 0 to \(header.vertices - 1), found \(corner)",
          found: "")
      }
      try triangles.addCorner(VertexIndex(truncatingIfNeeded: corner))
    }
    if let place { try warnings.warn(.smallFace, "a face of fewer than three corners was left out", at: place) }
    triangles.endFace()
    let made = max(0, degree - 2)
    if hasColourCounts { try readColour(face, triangles.count - made..<triangles.count) }
  }

  private func readColour(_ face: Int, _ triangles: Range<Int>) throws {
    guard let components = try nextInteger() else {
      throw cursor.error(
        .truncated, expected: "the number of colour components of face \(face + 1)", found: "end of file")
    }
    guard (0...4).contains(components) else {
      throw cursor.error(
        .badToken, back: 4, expected: "0 to 4 colour components of face \(face + 1)", found: "\(components)")
    }
    let bytes = unsafe UnsafeRawBufferPointer(try cursor.lookAhead(4 * components))
    guard bytes.count == 4 * components else {
      cursor.advance(bytes.count)
      throw cursor.error(
        .truncated, expected: "\(components) colour components of face \(face + 1)", found: "end of file")
    }
    if components > 0 && attributes.keepsFaces {
      unsafe try keepColor(bytes.baseAddress!, components, triangles)
    } else if components > 0 {
      attributes.countFaces(1)
    }
    cursor.advance(bytes.count)
  }

  /// Reads an int32; nil where the input ends before it.
  private func nextInteger() throws -> Int? {
    let bytes = unsafe UnsafeRawBufferPointer(try cursor.lookAhead(4))
    guard bytes.count == 4 else { return nil }
    let value: Int32 = unsafe PLYScalarType.load(bytes.baseAddress!, isBig: header.isBig)
    cursor.advance(4)
    return Int(value)
  }
}
