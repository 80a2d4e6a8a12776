// Wavefront OBJ in the form that every reader takes: `v x y z` for each vertex, then `f i j k` for each triangle, numbers
// from 1; line feeds, single blanks, no comment. The text is made straight from the arrays into the output buffer, a few
// thousand lines at a time.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes a mesh as Wavefront OBJ: positions and triangles only.
public enum OBJWriter {
  /// Lines that are made at once. They fit in the output buffer and in the L2 cache.
  private static let vertexChunk = 2048
  private static let faceChunk = 4096

  /// Writes the whole mesh. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "", digits: CoordinateDigits = .automatic,
    onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "OBJ", file: name) }
    let lines = Double(max(1, mesh.vertices.count + mesh.triangles.count))
    try writeVertices(mesh, to: sink, digits: digits) { try onProgress(Double($0) / lines) }
    try writeFaces(mesh.triangles, to: sink) { try onProgress(Double(mesh.vertices.count + $0) / lines) }
    try sink.finish()
  }

  private static func writeVertices(
    _ mesh: TriangleMesh, to sink: ByteSink, digits: CoordinateDigits, onProgress: (Int) throws -> Void
  ) throws {
    let vertices = mesh.vertices
    let (xs, ys, zs) = (vertices.x, vertices.y, vertices.z)
    let asFloat32 = digits == .float32 || (digits == .automatic && mesh.sourcePrecision == .float32)
    var first = 0
    while first < vertices.count {
      let count = min(vertexChunk, vertices.count - first)
      let place = unsafe try sink.reserve(count * (3 * NumberText.maximumLength + 2))
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      let length = unsafe xs.span.withUnsafeBufferPointer { x in
        unsafe ys.span.withUnsafeBufferPointer { y in
          unsafe zs.span.withUnsafeBufferPointer { z in
            let (x, y, z) = unsafe (x.baseAddress! + first, y.baseAddress! + first, z.baseAddress! + first)
            if case .significant(let digits) = digits {
              return unsafe writeRounded(x, y, z, count: count, digits: digits, to: text)
            }
            return unsafe NumberText.writeLines(
              x, y, z, count: count, float32: asFloat32, mark: UInt8(ascii: "v"), to: text)
          }
        }
      }
      sink.advance(by: length)
      first += count
      try onProgress(first)
    }
  }

  @unsafe
  private static func writeRounded(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, digits: Int,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var text = unsafe destination
    for index in 0..<count {
      unsafe text.pointee = UInt8(ascii: "v")
      unsafe text += 1
      for axis in 0..<3 {
        let row = unsafe axis == 0 ? x : axis == 1 ? y : z
        unsafe text.pointee = UInt8(ascii: " ")
        unsafe text += 1 + NumberText.write(row[index], significantDigits: digits, to: text + 1)
      }
      unsafe text.pointee = newline
      unsafe text += 1
    }
    return unsafe text - destination
  }

  private static func writeFaces(
    _ triangles: TriangleArray, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    var first = 0
    while first < triangles.count {
      let count = min(faceChunk, triangles.count - first)
      let place = unsafe try sink.reserve(count * 40 + 64)
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      let length = unsafe corners.span.withUnsafeBufferPointer {
        unsafe NumberText.writeFaceLines(
          $0.baseAddress! + 3 * first, count: count, mark: UInt8(ascii: "f"), first: 1, to: text)
      }
      sink.advance(by: length)
      first += count
      try onProgress(first)
    }
  }
}
