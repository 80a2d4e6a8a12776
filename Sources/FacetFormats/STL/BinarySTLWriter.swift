// Binary STL from a mesh or straight from a soup. It holds float32 only, so a writer counts the coordinates that it can't
// hold exactly.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes triangles as binary STL.
public enum BinarySTLWriter {
  private static let chunk = 4096
  /// 80 bytes; it must not begin with "solid".
  private static let header = "binary STL written by Facet"

  /// Refuses a mesh that the 32-bit count of the format can't number.
  /// - Throws: `FormatError` with code `unsupported`.
  private static func writeHeader(_ triangles: Int, to sink: ByteSink, name: String) throws {
    guard let count = UInt32(exactly: triangles) else {
      throw FormatError(
        .unsupported, file: name, format: "STL", expected: "at most \(UInt32.max) triangles, which STL can number",
        found: "\(triangles)")
    }
    try sink.write(Array(header.utf8) + [UInt8](repeating: 0, count: 80 - header.utf8.count))
    unsafe try withUnsafeBytes(of: count.littleEndian) { unsafe try sink.write($0) }
  }

  /// Writes a mesh. O(triangles).
  /// - Parameter name: the name of the output, for errors.
  /// - Returns: what float32 could not hold.
  /// - Throws: `FormatError` when a coordinate would become infinite, or there are more triangles than the format can
  ///   number; what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> Float32Loss {
    let count = mesh.triangles.count
    let loss = try Float32Loss(of: mesh, format: "STL", file: name)
    try writeHeader(count, to: sink, name: name)
    var parts = MeshParts(mesh)
    while let (part, firstTriangle) = try parts.nextPart() {
      try writeTriangles(of: part, attributes: mesh.facetAttributes, firstTriangle: firstTriangle, to: sink) {
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
    of part: TriangleMesh, attributes: Column<UInt16>?, firstTriangle: Int, to sink: ByteSink,
    onWritten: (Int) throws -> Void
  ) throws {
    let (x, y, z) = (part.vertices.x, part.vertices.y, part.vertices.z)
    let corners = part.triangles.corners
    let count = part.triangles.count
    var first = 0
    while first < count {
      let size = min(chunk, count - first)
      var record = unsafe try sink.reserve(size * BinarySTLReader.recordBytes)
      let (xs, ys, zs, numbers) = (x.span, y.span, z.span, corners.span)
      for triangle in first..<first + size {
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
      sink.advance(by: size * BinarySTLReader.recordBytes)
      first += size
      try onWritten(firstTriangle + first)
    }
  }

  /// Writes a soup whose number of triangles is known, without welding it. O(triangles), constant memory.
  /// - Precondition: the stream delivers exactly `triangles` triangles.
  public static func write(
    _ stream: any CornerStream, triangles: Int, to sink: ByteSink, name: String,
    onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    try writeHeader(triangles, to: sink, name: name)
    let block = try CornerBlock(precision: stream.precision)
    var written = 0
    while try stream.fill(block) {
      let size = block.count / 3
      var record = unsafe try sink.reserve(size * BinarySTLReader.recordBytes)
      for triangle in 0..<size {
        let (a, b, c) = (block[3 * triangle], block[3 * triangle + 1], block[3 * triangle + 2])
        let attribute = unsafe block.hasFacetAttributes ? block.facetAttributes[triangle] : 0
        unsafe put(SIMD3<Float>(a), SIMD3<Float>(b), SIMD3<Float>(c), attribute: attribute, at: record)
        unsafe record += BinarySTLReader.recordBytes
      }
      sink.advance(by: size * BinarySTLReader.recordBytes)
      written += size
      try onProgress(Double(written) / Double(max(1, triangles)))
    }
    precondition(written == triangles, "the stream delivered another number of triangles than it promised")
    try sink.finish()
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
