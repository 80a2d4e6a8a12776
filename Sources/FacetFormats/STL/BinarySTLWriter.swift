// Binary STL from a mesh or straight from a soup. It holds float32 only, so a writer counts the coordinates that it can't
// hold exactly.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads

/// Writes triangles as binary STL.
public enum BinarySTLWriter {
  private static let chunk = 4096
  /// 80 bytes; it must not begin with "solid".
  private static let header = "binary STL written by Facet"

  /// Refuses a mesh that the 32-bit count of the format can't number.
  /// - Throws: `FormatError` with code `unsupported`.
  private static func header(_ triangles: Int, name: String) throws(FormatError) -> [UInt8] {
    guard let count = UInt32(exactly: triangles) else { throw tooManyTriangles(triangles, name: name) }
    return header(count)
  }

  /// What stands before the first triangle.
  static func header(_ triangles: UInt32) -> [UInt8] {
    Array(header.utf8) + [UInt8](repeating: 0, count: 80 - header.utf8.count)
      + [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: triangles >> $0) }
  }

  static func tooManyTriangles(_ triangles: Int, name: String) -> FormatError {
    FormatError(
      .unsupported, file: name, format: "STL", expected: "at most \(UInt32.max) triangles, which STL can number",
      found: "\(triangles)")
  }

  /// Writes a mesh. O(triangles).
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - pool: the threads that make the records.
  /// - Returns: what float32 could not hold.
  /// - Throws: `FormatError` when a coordinate would become infinite, or there are more triangles than the format can
  ///   number; what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String, pool: WorkerPool = WorkerPool(),
    onProgress: (Double) throws -> Void = { _ in }
  ) throws -> Float32Loss {
    let count = mesh.triangles.count
    let loss = try Float32Loss(of: mesh, format: "STL", file: name)
    try sink.write(header(count, name: name))
    var parts = MeshParts(mesh)
    while let (part, firstTriangle) = try parts.nextPart() {
      try writeTriangles(of: part, attributes: mesh.facetAttributes, firstTriangle: firstTriangle, to: sink, pool) {
        try onProgress(Double($0) / Double(count))
      }
    }
    try sink.finish()
    return loss
  }

  /// - Parameters:
  ///   - attributes: those of the whole mesh.
  ///   - firstTriangle: the number of the part's first triangle in the whole mesh.
  ///   - onWritten: called with the triangles of the whole mesh that were written.
  private static func writeTriangles(
    of part: TriangleMesh, attributes: Column<UInt16>?, firstTriangle: Int, to sink: ByteSink, _ pool: WorkerPool,
    onWritten: (Int) throws -> Void
  ) throws {
    let count = part.triangles.count
    unsafe try pool.write(
      parts: (count + chunk - 1) / chunk, ofAtMost: chunk * BinarySTLReader.recordBytes, to: sink
    ) { number, place in
      let triangles = number * chunk..<min(count, (number + 1) * chunk)
      let (x, y, z, corners) = (part.vertices.x, part.vertices.y, part.vertices.z, part.triangles.corners)
      let (xs, ys, zs, numbers) = (x.span, y.span, z.span, corners.span)
      var record = unsafe place
      for triangle in triangles {
        var points = (SIMD3<Float>(), SIMD3<Float>(), SIMD3<Float>())
        let a = Int(numbers[3 * triangle])
        let b = Int(numbers[3 * triangle + 1])
        let c = Int(numbers[3 * triangle + 2])
        points.0 = SIMD3(Float(xs[a]), Float(ys[a]), Float(zs[a]))
        points.1 = SIMD3(Float(xs[b]), Float(ys[b]), Float(zs[b]))
        points.2 = SIMD3(Float(xs[c]), Float(ys[c]), Float(zs[c]))
        let attribute = attributes?[firstTriangle + triangle] ?? 0
        unsafe put(points.0, points.1, points.2, attribute: attribute, at: record)
        unsafe record += BinarySTLReader.recordBytes
      }
      return triangles.count * BinarySTLReader.recordBytes
    } onWritten: {
      try onWritten(firstTriangle + min(count, ($0 + 1) * chunk))
    }
  }

  /// Writes a soup whose number of triangles is known, without welding it. O(triangles), constant memory.
  /// - Precondition: the stream delivers exactly `triangles` triangles.
  public static func write(
    _ stream: any CornerStream, triangles: Int, to sink: ByteSink, name: String,
    onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    try sink.write(header(triangles, name: name))
    let block = try CornerBlock(precision: stream.precision)
    var written = 0
    while try stream.fill(block) {
      try writeRecords(block, to: sink)
      written += block.count / 3
      try onProgress(Double(written) / Double(max(1, triangles)))
    }
    precondition(written == triangles, "the stream delivered another number of triangles than it promised")
    try sink.finish()
  }

  /// Writes the triangles of a block, as they are in it. O(triangles).
  static func writeRecords(_ block: CornerBlock, to sink: ByteSink) throws {
    switch block.precision {
    case .float32: unsafe try writeRecords(block, block.float32, to: sink) { $0 }
    case .float64: unsafe try writeRecords(block, block.float64, to: sink) { Float($0) }
    }
  }

  @inline(__always)
  @unsafe
  private static func writeRecords<Scalar>(
    _ block: CornerBlock, _ columns: CornerColumns<Scalar>, to sink: ByteSink, _ narrow: (Scalar) -> Float
  ) throws {
    let (x, y, z) = unsafe (columns.x, columns.y, columns.z)
    for first in stride(from: 0, to: block.count, by: 3 * chunk) {
      let last = min(block.count, first + 3 * chunk)
      let size = (last - first) / 3 * BinarySTLReader.recordBytes
      var record = unsafe try sink.reserve(size)
      for corner in stride(from: first, to: last, by: 3) {
        let a = unsafe SIMD3(narrow(x[corner]), narrow(y[corner]), narrow(z[corner]))
        let b = unsafe SIMD3(narrow(x[corner + 1]), narrow(y[corner + 1]), narrow(z[corner + 1]))
        let c = unsafe SIMD3(narrow(x[corner + 2]), narrow(y[corner + 2]), narrow(z[corner + 2]))
        let attribute = unsafe block.hasFacetAttributes ? block.facetAttributes[corner / 3] : 0
        unsafe put(a, b, c, attribute: attribute, at: record)
        unsafe record += BinarySTLReader.recordBytes
      }
      sink.advance(by: size)
    }
  }

  @inline(__always)
  @unsafe
  private static func put(
    _ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, attribute: UInt16, at record: UnsafeMutableRawPointer
  ) {
    let normal = STLNormal.of(SIMD3<Double>(a), SIMD3<Double>(b), SIMD3<Double>(c))
    unsafe put(normal, at: record)
    unsafe put(a, at: record + 12)
    unsafe put(b, at: record + 24)
    unsafe put(c, at: record + 36)
    unsafe record.storeBytes(of: attribute.littleEndian, toByteOffset: 48, as: UInt16.self)
  }

  @inline(__always)
  @unsafe
  private static func put(_ point: SIMD3<Float>, at place: UnsafeMutableRawPointer) {
    unsafe place.storeBytes(of: point.x.bitPattern.littleEndian, as: UInt32.self)
    unsafe place.storeBytes(of: point.y.bitPattern.littleEndian, toByteOffset: 4, as: UInt32.self)
    unsafe place.storeBytes(of: point.z.bitPattern.littleEndian, toByteOffset: 8, as: UInt32.self)
  }
}
