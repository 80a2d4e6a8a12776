// Binary OFF as the Geomview manual has it: the line `OFF BINARY`, then big-endian int32 and float32 without gaps, and
// behind each face the number of its colour's components, and these.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes a mesh as binary OFF, with what it has of normals and colours. Source: the Geomview manual, "Binary format".
public enum BinaryOFFWriter {
  private static let chunk = 4096
  /// Three float32 for the position, three for a normal, four for a colour.
  private static let (positionBytes, normalBytes, colorBytes) = (12, 12, 16)
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
    mesh.checkAttributes()
    let loss = try Float32Loss(of: mesh, format: "OFF", file: name)
    if let normals = mesh.attributes.vertexNormals { _ = try Float32Loss(of: normals, format: "OFF", file: name) }
    try sink.write(header(OFFWriter.keyword(of: mesh), vertices: Int32(vertices), faces: faces))
    let all = Double(max(1, vertices + triangles))
    let (xs, ys, zs) = (mesh.vertices.x, mesh.vertices.y, mesh.vertices.z)
    try writeVertices(xs.span, ys.span, zs.span, mesh.attributes, to: sink) { try onProgress(Double($0) / all) }
    try writeFaces(mesh.triangles, mesh.attributes.faceColors, to: sink) {
      try onProgress(Double(vertices + $0) / all)
    }
    try sink.finish()
    return loss
  }

  /// What stands before the first vertex.
  static func header(_ keyword: String, vertices: Int32, faces: Int32) -> [UInt8] {
    let counts = [vertices, faces, 0].flatMap { count in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
    }
    return Array("\(keyword) BINARY\n".utf8) + counts
  }

  /// Writes the records of vertices, with what the attributes have for them. O(vertices).
  static func writeVertices(
    _ x: Span<Double>, _ y: Span<Double>, _ z: Span<Double>, _ attributes: MeshAttributes = MeshAttributes(),
    to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let (normals, colors) = (attributes.vertexNormals?.matrix, attributes.vertexColors)
    let normalBytes = normals == nil ? 0 : Self.normalBytes
    let vertexBytes = positionBytes + normalBytes + (colors == nil ? 0 : colorBytes)
    var first = 0
    while first < x.count {
      let count = min(chunk, x.count - first)
      var record = unsafe try sink.reserve(count * vertexBytes)
      for index in first..<first + count {
        unsafe record.storeBytes(of: Float(x[index]).bitPattern.bigEndian, as: UInt32.self)
        unsafe record.storeBytes(of: Float(y[index]).bitPattern.bigEndian, toByteOffset: 4, as: UInt32.self)
        unsafe record.storeBytes(of: Float(z[index]).bitPattern.bigEndian, toByteOffset: 8, as: UInt32.self)
        if let normals {
          let normal = SIMD4<Float>(Float(normals[0, index]), Float(normals[1, index]), Float(normals[2, index]), 0)
          unsafe put(normal, 3, at: record + positionBytes)
        }
        if let colors { unsafe put(colors[index], 4, at: record + positionBytes + normalBytes) }
        unsafe record += vertexBytes
      }
      sink.advance(by: count * vertexBytes)
      first += count
      try onProgress(first)
    }
  }

  /// Stores the first numbers of a vector.
  @inline(__always)
  @unsafe
  private static func put(_ numbers: SIMD4<Float>, _ count: Int, at place: UnsafeMutableRawPointer) {
    for index in 0..<count {
      unsafe place.storeBytes(of: numbers[index].bitPattern.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
    }
  }

  /// Writes the records of faces, their vertices numbered from `firstVertex`. O(triangles).
  static func writeFaces(
    _ triangles: TriangleArray, _ colors: ColorArray? = nil, firstVertex: Int32 = 0, to sink: ByteSink,
    onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    let components = colors?.channels ?? 0
    let faceBytes = Self.faceBytes + 4 * components
    var first = 0
    while first < triangles.count {
      let count = min(chunk, triangles.count - first)
      var record = unsafe try sink.reserve(count * faceBytes)
      let numbers = corners.span
      for corner in stride(from: 3 * first, to: 3 * (first + count), by: 3) {
        unsafe record.storeBytes(of: Int32(3).bigEndian, as: Int32.self)
        unsafe record.storeBytes(of: (numbers[corner] &+ firstVertex).bigEndian, toByteOffset: 4, as: Int32.self)
        unsafe record.storeBytes(
          of: (numbers[corner + 1] &+ firstVertex).bigEndian, toByteOffset: 8, as: Int32.self)
        unsafe record.storeBytes(
          of: (numbers[corner + 2] &+ firstVertex).bigEndian, toByteOffset: 12, as: Int32.self)
        unsafe record.storeBytes(of: Int32(components).bigEndian, toByteOffset: 16, as: Int32.self)
        if let colors { unsafe put(colors[corner / 3], components, at: record + Self.faceBytes) }
        unsafe record += faceBytes
      }
      sink.advance(by: count * faceBytes)
      first += count
      try onProgress(first)
    }
  }
}
