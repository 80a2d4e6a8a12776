// The fast paths: vertices and faces that lie whole in the bytes that are there and have nothing odd about them. Each
// stops before the first one that is not so, and leaves it to the careful path.
import FacetMesh
import FacetText

extension OFFReader {
  /// Parses vertices in place. Answers the number of the first one that it did not store.
  @unsafe
  func parseVertices(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    from first: Int, to limit: Int
  ) throws -> Int {
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    let (isHomogeneous, hasDimension) = (header.isHomogeneous, header.hasDimension)
    let layout = vertexLayout
    let isPlain = layout == .free(extras: 0)
    let keeps = attributes.keepsVertices && !isPlain
    var byte = unsafe start
    var index = first
    var pace = KernelPace()
    // Vertices with the same count of numbers behind them come in runs.
    var run = (numbers: 0, vertices: 0)
    while index < limit {
      if isPlain && !isHomogeneous && pace.isDue() {
        index += unsafe pace.take(&byte, end) {
          unsafe vertexLines.take(&$0, end, .vertices(letter: 0, x: x, y: y, z: z), from: index, to: limit)
        }
        if index == limit { break }
      }
      var next = unsafe byte
      var (a, b, c) = (0.0, 0.0, 0.0)
      guard
        unsafe FastNumber.parse(&next, end, &a) && FastNumber.parse(&next, end, &b) && FastNumber.parse(&next, end, &c)
      else { break }
      if isHomogeneous {
        var d = 0.0
        guard unsafe FastNumber.parse(&next, end, &d) else { break }
        let numbers = hasDimension ? SIMD4(a, b, c, d).divisorLast : SIMD4(a, b, c, d)
        guard numbers.w != 0 else { break }
        (a, b, c) = (numbers.x / numbers.w, numbers.y / numbers.w, numbers.z / numbers.w)
      }
      if keeps {
        guard let extras = unsafe Self.readExtras(&next, end, layout) else { break }
        try attributes.keep(extras.numbers, extras.count, ofVertex: index)
      } else if !isPlain {
        guard let count = unsafe Self.skipExtras(&next, end, layout) else { break }
        if count != run.numbers {
          attributes.count(run.numbers, vertices: run.vertices)
          run = (count, 0)
        }
        run.vertices &+= 1
      }
      unsafe x[index] = a
      unsafe y[index] = b
      unsafe z[index] = c
      index &+= 1
      unsafe byte = unsafe next
    }
    attributes.count(run.numbers, vertices: run.vertices)
    unsafe cursor.advance(byte - start)
    return index
  }

  /// Moves over the numbers behind a position, and answers how many there are; nil when they are not whole, too many, or odd.
  @inline(__always)
  @unsafe
  private static func skipExtras(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ layout: OFFLayout
  ) -> Int? {
    unsafe forExtras(&byte, end, layout) { _, _ in }
  }

  /// Reads the numbers behind a position, the first 16 of them.
  @inline(__always)
  @unsafe
  private static func readExtras(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ layout: OFFLayout
  ) -> (numbers: SIMD16<Double>, count: Int)? {
    var numbers = SIMD16<Double>()
    guard let count = unsafe forExtras(&byte, end, layout, { if $0 < 16 { numbers[$0] = $1 } }) else { return nil }
    return (numbers, count)
  }

  @inline(__always)
  @unsafe
  private static func forExtras(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ layout: OFFLayout, _ body: (Int, Double) -> Void
  ) -> Int? {
    var count = 0
    var value = 0.0
    switch layout {
    case .free(let extras):
      while count < extras {
        guard unsafe FastNumber.parse(&byte, end, &value) else { return nil }
        body(count, value)
        count &+= 1
      }
    case .lines(let extras):
      while unsafe OFFLines.skipBlanks(&byte, end) {
        guard count < extras, unsafe FastNumber.parse(&byte, end, &value) else { return nil }
        body(count, value)
        count &+= 1
      }
      // The end of the bytes is not the end of the line, and a comment is for the careful path.
      if unsafe byte == end || byte.pointee == hash { return nil }
    }
    return count
  }

  /// Reads up to four numbers to the end of the line. Nil when they are more, odd or not whole.
  @unsafe
  private static func readColor(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (numbers: SIMD4<Double>, count: Int)? {
    var numbers = SIMD4<Double>()
    var count = 0
    var value = 0.0
    while unsafe OFFLines.skipBlanks(&byte, end) {
      guard count < 4, unsafe FastNumber.parse(&byte, end, &value) else { return nil }
      numbers[count] = value
      count += 1
    }
    return (numbers, count)
  }

  /// Parses faces of 3 to 16 corners in place. Answers whether the next face is one for the careful path.
  func parseFaces(_ triangles: inout TriangleBuilder, _ face: inout Int) throws -> Bool {
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    let (room, mostCorners) = unsafe (faceLines.room(start, end, atMost: header.faces - face), 16)
    let target = unsafe try triangles.reserve(triangles: room)
    let firstTriangle = triangles.count
    let last = room - (mostCorners - 2)
    let vertices = UInt64(header.vertices)
    let isByLine = faceLayout != .free(extras: 0)
    let keeps = attributes.keepsFaces && isByLine
    // The brace behind the last face of a wrapped file is for the careful path.
    let faces = header.faces - (header.isWrapped ? 1 : 0)
    var byte = unsafe start
    var count = 0
    var colored = 0
    var isStopped = face >= faces
    var pace = KernelPace()
    next: while face < faces && count <= last {
      if pace.isDue() && vertices > 0 {
        let lines = unsafe pace.take(&byte, end) {
          unsafe faceLines.take(
            &$0, end, .triangles(letter: UInt8(ascii: "3"), base: 0, vertices: header.vertices, corners: target),
            from: count, to: count + min(last - count, faces - face))
        }
        face += lines
        count += lines
        if face == faces || count > last { break }
      }
      // Until all is seen to be good, the face is not there.
      isStopped = true
      var next = unsafe byte
      var degree: UInt64 = 0
      var (a, b, c): (UInt64, UInt64, UInt64) = (0, 0, 0)
      guard unsafe FastNumber.parse(&next, end, &degree) && degree &- 3 <= UInt64(mostCorners - 3) else { break }
      guard
        unsafe FastNumber.parse(&next, end, &a) && FastNumber.parse(&next, end, &b) && FastNumber.parse(&next, end, &c)
      else { break }
      guard a < vertices && b < vertices && c < vertices else { break }
      var written = unsafe target + 3 * count
      let corner = VertexIndex(truncatingIfNeeded: a)
      unsafe written[0] = corner
      unsafe written[1] = VertexIndex(truncatingIfNeeded: b)
      unsafe written[2] = VertexIndex(truncatingIfNeeded: c)
      unsafe written += 3
      for _ in 3..<degree {
        let before = c
        guard unsafe FastNumber.parse(&next, end, &c) && c < vertices else { break next }
        unsafe written[0] = corner
        unsafe written[1] = VertexIndex(truncatingIfNeeded: before)
        unsafe written[2] = VertexIndex(truncatingIfNeeded: c)
        unsafe written += 3
      }
      var color: (numbers: SIMD4<Double>, count: Int)?
      if isByLine, unsafe OFFLines.skipBlanks(&next, end) {
        if keeps {
          unsafe color = Self.readColor(&next, end)
          guard color != nil else { break }
        } else {
          while unsafe next < end && next.pointee != newline && next.pointee != carriageReturn { unsafe next += 1 }
          if unsafe next == end { break }
          colored += 1
        }
      }
      // Behind the last corner stands a white space, so that an end here is one of the bytes, not of the line.
      if unsafe isByLine && (next == end || next.pointee == hash) { break }
      if let color {
        let triangle = firstTriangle + count
        try attributes.keep(
          color.numbers, channels: color.count, ofTriangles: triangle..<triangle + Int(degree) - 2)
      }
      if degree > 3 { triangles.noteFan(from: firstTriangle + count, degree: Int(degree)) }
      count += Int(degree) - 2
      face &+= 1
      unsafe byte = unsafe next
      isStopped = false
    }
    triangles.commit(triangles: count)
    attributes.countFaces(colored)
    unsafe cursor.advance(byte - start)
    return isStopped
  }
}
