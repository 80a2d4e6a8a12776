// Binary OFF as the Geomview manual has it: the line `OFF BINARY`, then big-endian int32 and float32 without gaps, and
// behind each face the number of its colour's components, here none.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes a mesh as binary OFF. Source: the Geomview manual, "Binary format".
public enum BinaryOFFWriter {
  private static let chunk = 4096
  /// Three float32.
  private static let vertexBytes = 12
  /// The number of corners, three corners, the number of colour components.
  private static let faceBytes = 20

  /// Writes the whole mesh. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Returns: what float32 could not hold.
  /// - Throws: `FormatError` when a coordinate would become infinite, or there are more triangles than int32 can count;
  ///   what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> Float32Loss {
    let (vertices, triangles) = (mesh.vertices.count, mesh.triangles.count)
    guard let faces = Int32(exactly: triangles) else {
      throw FormatError(
        .unsupported, file: name, format: "OFF",
        expected: "at most \(Int32.max) triangles, which binary OFF can number", found: "\(triangles)")
    }
    let loss = try Float32Loss(of: mesh, format: "OFF", file: name)
    try sink.write("OFF BINARY\n")
    for count in [Int32(vertices), faces, 0] {
      unsafe try withUnsafeBytes(of: count.bigEndian) { unsafe try sink.write($0) }
    }
    let all = Double(max(1, vertices + triangles))
    try writeVertices(mesh.vertices, to: sink) { try onProgress(Double($0) / all) }
    try writeFaces(mesh.triangles, to: sink) { try onProgress(Double(vertices + $0) / all) }
    try sink.finish()
    return loss
  }

  private static func writeVertices(
    _ vertices: VertexArray, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let (xs, ys, zs) = (vertices.x, vertices.y, vertices.z)
    var first = 0
    while first < vertices.count {
      let count = min(chunk, vertices.count - first)
      var record = unsafe try sink.reserve(count * vertexBytes)
      let (x, y, z) = (xs.span, ys.span, zs.span)
      for index in first..<first + count {
        unsafe record.storeBytes(of: Float(x[index]).bitPattern.bigEndian, as: UInt32.self)
        unsafe record.storeBytes(of: Float(y[index]).bitPattern.bigEndian, toByteOffset: 4, as: UInt32.self)
        unsafe record.storeBytes(of: Float(z[index]).bitPattern.bigEndian, toByteOffset: 8, as: UInt32.self)
        unsafe record += vertexBytes
      }
      sink.advance(by: count * vertexBytes)
      first += count
      try onProgress(first)
    }
  }

  private static func writeFaces(
    _ triangles: TriangleArray, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    var first = 0
    while first < triangles.count {
      let count = min(chunk, triangles.count - first)
      var record = unsafe try sink.reserve(count * faceBytes)
      let numbers = corners.span
      for corner in stride(from: 3 * first, to: 3 * (first + count), by: 3) {
        unsafe record.storeBytes(of: Int32(3).bigEndian, as: Int32.self)
        unsafe record.storeBytes(of: numbers[corner].bigEndian, toByteOffset: 4, as: Int32.self)
        unsafe record.storeBytes(of: numbers[corner + 1].bigEndian, toByteOffset: 8, as: Int32.self)
        unsafe record.storeBytes(of: numbers[corner + 2].bigEndian, toByteOffset: 12, as: Int32.self)
        unsafe record.storeBytes(of: 0, toByteOffset: 16, as: Int32.self)
        unsafe record += faceBytes
      }
      sink.advance(by: count * faceBytes)
      first += count
      try onProgress(first)
    }
  }
}
