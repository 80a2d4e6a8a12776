// The fast paths of text PLY: records that lie whole in the bytes that are there and have nothing odd about them. Each
// stops before the first one that is not so, and leaves it to the careful path.
import FacetMesh
import FacetText

extension PLYReader {
  /// Whether nothing but blanks stands before the end of the line.
  @inline(__always)
  @unsafe
  private static func isLineEnd(_ byte: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    var byte = unsafe byte
    while unsafe byte < end && isSpace(byte.pointee) {
      if unsafe byte.pointee == newline || byte.pointee == carriageReturn { return true }
      unsafe byte += 1
    }
    return false
  }

  /// How much of an element is looked at to see how its records lie.
  private static let sampleBytes = 1 << 16

  /// Finds whether several records of an element stand on a line. The cursor stands before the first one.
  ///
  /// A record a line is what nearly all programs write. Where more follows the first record, and there are fewer lines
  /// than records, the records flow freely; else it is something that the header does not tell of.
  func recordsFlow(_ element: PLYElement) throws -> Bool {
    guard element.count > 1, !element.properties.isEmpty, try cursor.skipSpace() else { return false }
    let sample = unsafe try cursor.lookAhead(Self.sampleBytes)
    let end = unsafe sample.baseAddress! + sample.count
    var byte = sample.baseAddress!
    guard unsafe Self.skipRecord(element, &byte, end) else { return false }
    while unsafe byte < end && isSpace(byte.pointee) {
      if unsafe byte.pointee == newline || byte.pointee == carriageReturn { return false }
      unsafe byte += 1
    }
    var lines = 0
    var isInside = false
    for index in 0..<sample.count {
      let next = unsafe sample[index]
      if next == newline || next == carriageReturn {
        isInside = false
      } else if !isSpace(next) && !isInside {
        isInside = true
        lines += 1
      }
    }
    return lines < (sample.count == Self.sampleBytes ? 2 : element.count)
  }

  /// Moves over a record. Answers false when none lies whole between here and there.
  @unsafe
  private static func skipRecord(
    _ element: PLYElement, _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Bool {
    for property in element.properties {
      var count: Int64 = 1
      var flags = NumberParse.Flags()
      if property.isList {
        while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
        let length = unsafe NumberParse.integer(byte, end, value: &count, flags: &flags)
        guard length > 0, unsafe byte + length == end || isSpace(byte[length]) else { return false }
        unsafe byte += length
      }
      while count > 0 {
        while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
        var value = 0.0
        let length = unsafe NumberParse.double(byte, end, value: &value, flags: &flags)
        guard length > 0, unsafe byte + length == end || isSpace(byte[length]) else { return false }
        unsafe byte += length
        count -= 1
      }
    }
    return true
  }

  /// Parses vertices in place. Answers the number of the first one that it did not store.
  @unsafe
  func parseVertices(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    _ element: PLYElement, _ axes: SIMD3<Int>, from first: Int, to limit: Int
  ) -> Int {
    // Lists, and axes in another order than x y z, are for the careful path.
    guard element.stride != nil, axes.x < axes.y && axes.y < axes.z else { return first }
    let properties = element.properties.count
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    var byte = unsafe start
    var index = first
    let isPlain = properties == 3
    var pace = KernelPace()
    while index < limit {
      if isPlain && pace.isDue() {
        index += unsafe pace.take(&byte, end) {
          unsafe vertexLines.take(&$0, end, .vertices(letter: 0, x: x, y: y, z: z), from: index, to: limit)
        }
        if index == limit { break }
      }
      var next = unsafe byte
      var (a, b, c, ignored) = (0.0, 0.0, 0.0, 0.0)
      var property = 0
      while property < properties {
        if property == axes.x {
          guard unsafe FastNumber.parse(&next, end, &a) else { break }
        } else if property == axes.y {
          guard unsafe FastNumber.parse(&next, end, &b) else { break }
        } else if property == axes.z {
          guard unsafe FastNumber.parse(&next, end, &c) else { break }
        } else {
          guard unsafe FastNumber.parse(&next, end, &ignored) else { break }
        }
        property += 1
      }
      guard property == properties, unsafe flows || Self.isLineEnd(next, end) else { break }
      unsafe x[index] = a
      unsafe y[index] = b
      unsafe z[index] = c
      index &+= 1
      unsafe byte = unsafe next
    }
    unsafe cursor.advance(byte - start)
    return index
  }

  /// Parses vertices in place with what the collector wants of them. Answers the number of the first one that it did not
  /// store.
  @unsafe
  func parseVertices(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    _ element: PLYElement, _ axes: SIMD3<Int>, from first: Int, to limit: Int, into collector: PLYCollector
  ) throws -> Int {
    guard element.stride != nil else { return first }
    let properties = element.properties.count
    let (start, end, values) = unsafe (cursor.position, cursor.end, collector.values)
    var byte = unsafe start
    var index = first
    while index < limit {
      var next = unsafe byte
      var property = 0
      while property < properties {
        guard unsafe FastNumber.parse(&next, end, &values[property]) else { break }
        property += 1
      }
      guard property == properties, unsafe flows || Self.isLineEnd(next, end) else { break }
      unsafe x[index] = values[axes.x]
      unsafe y[index] = values[axes.y]
      unsafe z[index] = values[axes.z]
      try collector.commit()
      index &+= 1
      unsafe byte = unsafe next
    }
    unsafe cursor.advance(byte - start)
    return index
  }

  /// Parses faces of 3 to 16 corners. Answers whether the next face is one for the careful path.
  func parseFaces(
    _ triangles: inout TriangleBuilder, _ face: inout Int, _ element: PLYElement, _ list: Int
  ) throws -> Bool {
    let properties = element.properties
    guard properties.indices.allSatisfy({ $0 == list || !properties[$0].isList }) else { return true }
    let (before, behind) = (list, properties.count - list - 1)
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    let (room, mostCorners) = unsafe (faceLines.room(start, end, atMost: element.count - face), 16)
    let target = unsafe try triangles.reserve(triangles: room)
    let last = room - (mostCorners - 2)
    let vertices = UInt64(vertexCount)
    let firstTriangle = triangles.count
    let collector = faceCollector
    var byte = unsafe start
    var count = 0
    var isStopped = false
    let isPlain = before == 0 && behind == 0 && vertices > 0
    var pace = KernelPace()
    next: while face < element.count && count <= last {
      if isPlain && pace.isDue() {
        let lines = unsafe pace.take(&byte, end) {
          unsafe faceLines.take(
            &$0, end, .triangles(letter: UInt8(ascii: "3"), base: 0, vertices: vertexCount, corners: target),
            from: count,
            to: count + min(last - count, element.count - face))
        }
        face += lines
        count += lines
        if face == element.count || count > last { break }
      }
      isStopped = true
      var next = unsafe byte
      var ignored = 0.0
      for property in 0..<before {
        guard unsafe FastNumber.parse(&next, end, &ignored) else { break next }
        if let collector { unsafe collector.values[property] = ignored }
      }
      var (degree, a, b, c): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      guard unsafe FastNumber.parse(&next, end, &degree) && degree &- 3 <= UInt64(mostCorners - 3) else { break }
      guard unsafe FastNumber.parse(&next, end, &a) && FastNumber.parse(&next, end, &b) else { break }
      guard a < vertices && b < vertices else { break }
      var written = unsafe target + 3 * count
      for _ in 2..<degree {
        guard unsafe FastNumber.parse(&next, end, &c) && c < vertices else { break next }
        unsafe written[0] = VertexIndex(truncatingIfNeeded: a)
        unsafe written[1] = VertexIndex(truncatingIfNeeded: b)
        unsafe written[2] = VertexIndex(truncatingIfNeeded: c)
        unsafe written += 3
        b = c
      }
      for property in 0..<behind {
        guard unsafe FastNumber.parse(&next, end, &ignored) else { break next }
        if let collector { unsafe collector.values[list + 1 + property] = ignored }
      }
      guard unsafe flows || Self.isLineEnd(next, end) else { break }
      if let collector { try collector.commit(times: Int(degree) - 2) }
      if degree > 3 { triangles.noteFan(from: firstTriangle + count, degree: Int(degree)) }
      count += Int(degree) - 2
      face += 1
      unsafe byte = unsafe next
      isStopped = false
    }
    triangles.commit(triangles: count)
    unsafe cursor.advance(byte - start)
    return isStopped
  }
}
