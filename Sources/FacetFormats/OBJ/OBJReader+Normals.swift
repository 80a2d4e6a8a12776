// Normals, where somebody wants them: `vn` lines, and faces whose corners name one.
import FacetMesh
import FacetText

extension OBJReader {
  /// Parses lines of `vn` with three numbers. Answers where the first line stands that it did not take.
  @unsafe
  func parseNormals(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) throws -> UnsafePointer<UInt8> {
    let textEnd = unsafe cursor.end
    var byte = unsafe start
    while unsafe byte < end && byte[0] == UInt8(ascii: "v") && byte[1] == UInt8(ascii: "n") && isSpace(byte[2]) {
      var next = unsafe byte + 2
      var normal = SIMD3<Double>()
      guard
        unsafe OBJLine.number(&next, textEnd, &normal.x) && OBJLine.number(&next, textEnd, &normal.y)
          && OBJLine.number(&next, textEnd, &normal.z) && OBJLine.skipBlanksAndComment(&next, end)
      else { break }
      unsafe OBJLine.skipReturn(&next, end)
      unsafe byte = unsafe next + 1
      try attributes.append(normal: normal)
      normalCount += 1
    }
    return unsafe byte
  }

  /// Reads the numbers of a normal; the cursor stands behind its keyword. What is odd about them is told only here, where
  /// they are wanted.
  func readNormal() throws {
    normalCount += 1
    guard attributes.keepsNormals else { return }
    var normal = SIMD3<Double>()
    var count = 0
    while try count < 3 && skipBlanks() {
      let token = unsafe try token()
      var flags = NumberParse.Flags()
      let length = unsafe NumberParse.double(
        token.baseAddress!, token.baseAddress! + token.count, value: &normal[count], flags: &flags)
      guard length > 0 && length == token.count && !flags.contains(.overflow) else { break }
      try warnings.warn(flags, at: cursor.place())
      cursor.advance(length)
      count += 1
    }
    if try count < 3 || skipBlanks() {
      normal = .zero
      try warnings.warn(
        .ignoredData, "a normal that is not three numbers was taken for 0 0 0", at: cursor.place())
    }
    try attributes.append(normal: normal)
  }

  /// Parses faces of 3 to 16 corners with the normals that they name. Answers where the first line stands that it did not
  /// take.
  @unsafe
  func parseFacesWithNormals(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ triangles: inout TriangleBuilder
  ) throws -> UnsafePointer<UInt8> {
    typealias Corner = (vertex: VertexIndex, normal: Int)
    let mostCorners = 16
    let counts = OBJCounts(vertices: vertexCount, textures: textureCount, normals: normalCount)
    var byte = unsafe start
    try unsafe withUnsafeTemporaryAllocation(of: Corner.self, capacity: mostCorners) { corners in
      while unsafe byte < end && byte[0] == UInt8(ascii: "f") && isSpace(byte[1]) {
        var next = unsafe byte + 1
        var degree = 0
        while unsafe degree < mostCorners && !OBJLine.skipBlanksAndComment(&next, end) {
          guard let corner = unsafe OBJLine.corner(&next, counts) else { break }
          unsafe corners[degree] = corner
          degree &+= 1
        }
        guard unsafe degree >= 3 && isLineEnd(next.pointee) else { break }
        unsafe OBJLine.skipReturn(&next, end)
        for index in 0..<degree {
          let (vertex, normal) = unsafe corners[index]
          let isNamed = normal >= 0
          try triangles.addCorner(
            isNamed ? attributes.vertex(vertex, normal: normal, vertices: vertexCount) : vertex)
        }
        triangles.endFace()
        faceCount += 1
        unsafe byte = unsafe next + 1
      }
    }
    return unsafe byte
  }
}
