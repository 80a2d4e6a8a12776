// The fast paths of binary PLY. Vertices without lists lie a fixed distance apart, so that each axis is one pass over the
// block. Faces whose only list is their corners are decoded record by record, as far as the block holds them whole.
import FacetMesh

/// How the records of an element lie in binary.
struct PLYRecord: Sendable {
  /// The bytes of a record without lists; nil where there are other lists than the one that is asked for.
  let stride: Int?
  /// Where each property of a record without lists begins.
  let offsets: [Int]
  /// The bytes before the list that is asked for, and behind it.
  let before: Int
  let behind: Int
  let countType: PLYScalarType
  let type: PLYScalarType

  /// - Parameter list: the property whose list is wanted.
  init(_ element: PLYElement, around list: Int? = nil) {
    var offsets: [Int] = []
    var offset = 0
    var before = 0
    for (index, property) in element.properties.enumerated() {
      offsets.append(offset)
      if index == list { before = offset } else { offset += property.type.size }
    }
    self.offsets = offsets
    self.before = before
    behind = offset - before
    stride = element.properties.indices.contains { element.properties[$0].isList && $0 != list } ? nil : offset
    countType = list.flatMap { element.properties[$0].countType } ?? .uint8
    type = list.map { element.properties[$0].type } ?? .int32
  }
}

extension PLYReader {
  /// Decodes the vertices that lie whole in the bytes that are there. Answers the number of the first one that doesn't.
  @unsafe
  func decodeVertices(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    _ record: PLYRecord, _ axes: SIMD3<Int>, from first: Int, to limit: Int
  ) throws -> Int {
    guard let stride = record.stride else { return first }
    let count = unsafe min(limit - first, (cursor.end - cursor.position) / stride)
    let bytes = unsafe UnsafeRawPointer(cursor.position)
    let properties = header.elements.first { $0.name == "vertex" }!.properties
    func decode(_ axis: Int, to row: UnsafeMutablePointer<Double>) {
      unsafe Self.decode(
        bytes + record.offsets[axis], properties[axis].type, isBig: isBig, stride: stride, count, to: row + first)
    }
    unsafe decode(axes.x, to: x)
    unsafe decode(axes.y, to: y)
    unsafe decode(axes.z, to: z)
    unsafe try vertexCollector?.decode(bytes, record, count: count, isBig: isBig)
    cursor.advance(count * stride)
    return first + count
  }

  /// Decodes one number of each of `count` records that lie `stride` bytes apart.
  @unsafe
  static func decode(
    _ bytes: UnsafeRawPointer, _ type: PLYScalarType, isBig: Bool, stride: Int, _ count: Int,
    to row: UnsafeMutablePointer<Double>
  ) {
    switch (type, isBig) {
    case (.float32, false):
      for index in 0..<count {
        unsafe row[index] = PLYScalarType.float32.number(bytes + index &* stride, isBig: false)
      }
    case (.float64, false):
      for index in 0..<count {
        unsafe row[index] = PLYScalarType.float64.number(bytes + index &* stride, isBig: false)
      }
    case (.float32, true):
      for index in 0..<count {
        unsafe row[index] = PLYScalarType.float32.number(bytes + index &* stride, isBig: true)
      }
    default:
      for index in 0..<count { unsafe row[index] = type.number(bytes + index &* stride, isBig: isBig) }
    }
  }

  /// Decodes faces of 3 to 16 corners. Answers whether the next face is one for the careful path.
  func decodeFaces(
    _ triangles: inout TriangleBuilder, _ face: inout Int, _ element: PLYElement, _ record: PLYRecord, _ list: Int
  ) throws -> Bool {
    guard record.stride != nil, !record.type.isFloat else { return true }
    let (first, start) = unsafe (face, UnsafeRawPointer(cursor.position))
    let isStopped = try decodeFaces(&triangles, &face, element, record)
    // The bytes are still there: nothing was read on.
    unsafe try faceCollector?.decodeFaces(start, record, list: list, count: face - first, isBig: isBig)
    return isStopped
  }

  private func decodeFaces(
    _ triangles: inout TriangleBuilder, _ face: inout Int, _ element: PLYElement, _ record: PLYRecord
  ) throws -> Bool {
    switch (record.countType, record.type, isBig) {
    case (.uint8, .int32, false), (.uint8, .uint32, false):
      return unsafe try decodeFaces(&triangles, &face, element.count, record) { bytes in
        unsafe (Int64(bytes.load(as: UInt8.self)), 1)
      } corner: { bytes, index in
        unsafe PLYScalarType.load(bytes + 4 &* index, isBig: false)
      }
    default:
      let (countType, type, isBig) = (record.countType, record.type, isBig)
      let size = type.size
      return unsafe try decodeFaces(&triangles, &face, element.count, record) { bytes in
        unsafe (countType.integer(bytes, isBig: isBig), countType.size)
      } corner: { bytes, index in
        // A negative one becomes too large.
        unsafe UInt32(truncatingIfNeeded: type.integer(bytes + size &* index, isBig: isBig))
      }
    }
  }

  @inline(__always)
  private func decodeFaces(
    _ triangles: inout TriangleBuilder, _ face: inout Int, _ faces: Int, _ record: PLYRecord,
    degree: (UnsafeRawPointer) -> (Int64, Int), corner: (UnsafeRawPointer, Int) -> UInt32
  ) throws -> Bool {
    let (room, mostCorners) = (TriangleBuilder.step, 16)
    let target = unsafe try triangles.reserve(triangles: room)
    let last = room - (mostCorners - 2)
    let vertices = UInt32(vertexCount)
    let start = unsafe UnsafeRawPointer(cursor.position)
    let end = unsafe UnsafeRawPointer(cursor.end)
    let firstTriangle = triangles.count
    let (countSize, size) = (record.countType.size, record.type.size)
    let fixed = record.before + countSize + record.behind
    var byte = unsafe start
    var count = 0
    var isStopped = false
    next: while face < faces && count <= last {
      // Until all is seen to be good, the face is not there.
      isStopped = true
      guard unsafe end - byte >= fixed else { break }
      let (corners, _) = unsafe degree(byte + record.before)
      guard corners >= 3, corners <= Int64(mostCorners) else { break }
      let degree = Int(corners)
      guard unsafe end - byte >= fixed + degree * size else { break }
      let list = unsafe byte + record.before + countSize
      var written = unsafe target + 3 * count
      let (a, b) = unsafe (corner(list, 0), corner(list, 1))
      guard a < vertices && b < vertices else { break }
      var before = VertexIndex(bitPattern: b)
      for index in 2..<degree {
        let c = unsafe corner(list, index)
        guard c < vertices else { break next }
        unsafe written[0] = VertexIndex(bitPattern: a)
        unsafe written[1] = before
        before = VertexIndex(bitPattern: c)
        unsafe written[2] = before
        unsafe written += 3
      }
      if degree > 3 { triangles.noteFan(from: firstTriangle + count, degree: degree) }
      count += degree - 2
      face += 1
      unsafe byte = unsafe byte + fixed + degree * size
      isStopped = false
    }
    triangles.commit(triangles: count)
    unsafe cursor.advance(byte - start)
    return isStopped
  }
}
