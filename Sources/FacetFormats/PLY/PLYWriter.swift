// PLY as most programs write it: x, y and z of each vertex, then a list of three vertex numbers a face. Binary files are
// little-endian and exact: float64 is stored as `double`, what came as float32 as `float`. Normals and colours stand behind
// the position, colours of faces behind the list.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads

/// Writes a mesh as PLY, as text or binary. Source: G. Turk, "The PLY Polygon File Format" (1994).
public enum PLYWriter {
  private static let chunk = 4096
  /// The number of corners, a byte, and three corners.
  static let faceBytes = 13

  /// Writes the whole mesh as binary little-endian PLY, with its normals and colours. O(vertices + triangles), no memory
  /// but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - digits: `float32` stores coordinates and normals as `float`, `float64` as `double`, else their source tells.
  ///   - pool: the threads that make the text.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Throws: `FormatError` when float32 is asked for and can't hold a coordinate; what the sink throws.
  public static func writeBinary(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "output", digits: CoordinateDigits = .automatic,
    pool: WorkerPool = WorkerPool(), onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    let precision = digits.precision(for: mesh.sourcePrecision)
    let normalPrecision = digits.precision(for: mesh.attributes.vertexNormals?.precision ?? .float64)
    try refuseInfinite(mesh, precision, normalPrecision, name)
    try writeHeader(mesh, encoding: "binary_little_endian", precision, normals: normalPrecision, to: sink)
    let vertices = mesh.vertices.count
    let all = Double(max(1, vertices + mesh.triangles.count))
    if mesh.attributes.vertexNormals != nil || mesh.attributes.vertexColors != nil {
      try writeRecords(mesh, precision, normals: normalPrecision, to: sink) { try onProgress(Double($0) / all) }
    } else {
      let (xs, ys, zs) = (mesh.vertices.x, mesh.vertices.y, mesh.vertices.z)
      try writePositions(xs.span, ys.span, zs.span, precision, to: sink, pool: pool) {
        try onProgress(Double($0) / all)
      }
    }
    if let colors = mesh.attributes.faceColors {
      try writeRecords(mesh.triangles, colors, to: sink) { try onProgress(Double(vertices + $0) / all) }
    } else {
      try writeFaces(mesh.triangles, to: sink, pool: pool) { try onProgress(Double(vertices + $0) / all) }
    }
    try sink.finish()
  }

  /// Writes the whole mesh as ASCII PLY, with its normals and colours: a vertex a line, a face a line. Coordinates are
  /// declared `double`, with float32 digits `float`. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - pool: the threads that make the text.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Throws: `FormatError` when float32 digits are asked for and can't hold a coordinate; what the sink throws.
  public static func writeText(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "output", digits: CoordinateDigits = .automatic,
    pool: WorkerPool = WorkerPool(), onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    // A text is float64 to whoever reads it again, so that only who asks for float32 gets it.
    let precision: SourcePrecision = digits == .float32 ? .float32 : .float64
    try refuseInfinite(mesh, precision, precision, name)
    try writeHeader(mesh, encoding: "ascii", precision, normals: precision, to: sink)
    let vertices = mesh.vertices.count
    let lines = Double(max(1, vertices + mesh.triangles.count))
    try AttributeLines.writeVertices(mesh, digits, color: { .rawColors($0) }, to: sink, pool: pool) {
      try onProgress(Double($0) / lines)
    }
    try AttributeLines.writeFaces(
      mesh.triangles, color: mesh.attributes.faceColors.map { .rawColors($0) }, to: sink, pool: pool
    ) {
      try onProgress(Double(vertices + $0) / lines)
    }
    try sink.finish()
  }

  /// Stops a caller whose attributes do not fit, and refuses numbers that would become infinite.
  private static func refuseInfinite(
    _ mesh: TriangleMesh, _ precision: SourcePrecision, _ normalPrecision: SourcePrecision, _ name: String
  ) throws(FormatError) {
    mesh.checkAttributes()
    if precision == .float32 { _ = try Float32Loss(of: mesh, format: "PLY", file: name) }
    if normalPrecision == .float32, let normals = mesh.attributes.vertexNormals {
      _ = try Float32Loss(of: normals, format: "PLY", file: name)
    }
  }

  private static func writeHeader(
    _ mesh: TriangleMesh, encoding: String, _ precision: SourcePrecision, normals normalPrecision: SourcePrecision,
    to sink: ByteSink
  ) throws {
    let normalType = normalPrecision == .float32 ? "float" : "double"
    let normals = mesh.attributes.vertexNormals == nil ? [] : ["nx", "ny", "nz"]
    try sink.write(
      header(
        vertices: mesh.vertices.count, triangles: mesh.triangles.count, encoding: encoding, precision,
        vertexProperties: normals.map { "property \(normalType) \($0)\n" }.joined()
          + properties(mesh.attributes.vertexColors), faceProperties: properties(mesh.attributes.faceColors)))
  }

  /// What stands before the first vertex.
  /// - Parameters:
  ///   - vertexProperties: lines for what stands behind a position.
  ///   - faceProperties: lines for what stands behind the vertices of a face.
  static func header(
    vertices: Int, triangles: Int, encoding: String, _ precision: SourcePrecision, vertexProperties: String = "",
    faceProperties: String = ""
  ) -> String {
    let type = precision == .float32 ? "float" : "double"
    return """
      ply
      format \(encoding) 1.0
      element vertex \(vertices)
      property \(type) x
      property \(type) y
      property \(type) z
      \(vertexProperties)\
      element face \(triangles)
      property list uchar int vertex_indices
      \(faceProperties)\
      end_header

      """
  }

  /// Writes positions in binary, as `float` or `double`. O(positions).
  static func writePositions(
    _ x: Span<Double>, _ y: Span<Double>, _ z: Span<Double>, _ precision: SourcePrecision, to sink: ByteSink,
    pool: WorkerPool = WorkerPool(), onProgress: (Int) throws -> Void
  ) throws {
    let count = x.count
    unsafe try x.withUnsafeBufferPointer { x in
      unsafe try y.withUnsafeBufferPointer { y in
        unsafe try z.withUnsafeBufferPointer { z in
          // Read only, and alive until all threads are done.
          nonisolated(unsafe) let (x, y, z) = unsafe (x, y, z)
          switch precision {
          case .float32:
            unsafe try writeRecords(count, of: 12, to: sink, pool, onProgress) { index, record in
              unsafe record.storeBytes(of: Float(x[index]).bitPattern.littleEndian, as: UInt32.self)
              unsafe record.storeBytes(of: Float(y[index]).bitPattern.littleEndian, toByteOffset: 4, as: UInt32.self)
              unsafe record.storeBytes(of: Float(z[index]).bitPattern.littleEndian, toByteOffset: 8, as: UInt32.self)
            }
          case .float64:
            unsafe try writeRecords(count, of: 24, to: sink, pool, onProgress) { index, record in
              unsafe record.storeBytes(of: x[index].bitPattern.littleEndian, as: UInt64.self)
              unsafe record.storeBytes(of: y[index].bitPattern.littleEndian, toByteOffset: 8, as: UInt64.self)
              unsafe record.storeBytes(of: z[index].bitPattern.littleEndian, toByteOffset: 16, as: UInt64.self)
            }
          }
        }
      }
    }
  }

  /// Writes the records of faces, their vertices numbered from `firstVertex`. O(triangles).
  static func writeFaces(
    _ triangles: TriangleArray, firstVertex: Int32 = 0, to sink: ByteSink, pool: WorkerPool = WorkerPool(),
    onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    unsafe try corners.span.withUnsafeBufferPointer { numbers in
      // Read only, and alive until all threads are done.
      nonisolated(unsafe) let numbers = unsafe numbers
      unsafe try writeRecords(triangles.count, of: faceBytes, to: sink, pool, onProgress) { triangle, record in
        unsafe record.storeBytes(of: 3, as: UInt8.self)
        for corner in 0..<3 {
          let number = unsafe numbers[3 &* triangle &+ corner] &+ firstVertex
          unsafe record.storeBytes(of: number.littleEndian, toByteOffset: 1 &+ 4 &* corner, as: Int32.self)
        }
      }
    }
  }

  /// Writes records of one size on all threads.
  @inline(__always)
  private static func writeRecords(
    _ count: Int, of bytes: Int, to sink: ByteSink, _ pool: WorkerPool, _ onProgress: (Int) throws -> Void,
    _ put: @Sendable (_ index: Int, _ record: UnsafeMutableRawPointer) -> Void
  ) throws {
    unsafe try pool.write(parts: (count + chunk - 1) / chunk, ofAtMost: chunk * bytes, to: sink) { part, place in
      let rows = part * chunk..<min(count, (part + 1) * chunk)
      var record = unsafe place
      for index in rows {
        unsafe put(index, record)
        unsafe record += bytes
      }
      return rows.count * bytes
    } onWritten: {
      try onProgress(min(count, ($0 + 1) * chunk))
    }
  }
}
