// Binary glTF in its plainest form: one mesh of one primitive, positions as float32, vertex numbers as small as they may
// be; normals and colours where there are some. The sizes follow from the counts, so that the whole header is known before the first byte is written.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes triangles as binary glTF 2.0.
public enum GLBWriter {
  private static let vertexChunk = 8192
  private static let triangleChunk = 1 << 14

  /// Writes a mesh. O(vertices + triangles), no memory but the buffer of the sink.
  ///
  /// Vertex numbers take 16 bits up to 65,535 vertices, else 32. Coordinates are rounded to float32. A mesh without
  /// triangles becomes a scene of points, and one without vertices an empty scene: the format has no empty lists.
  ///
  /// Normals are stored as float32, and left out when one has not the length 1 (`nonUnitNormals`). Colours of vertices are
  /// stored as four bytes, or as float32 between 0 and 1 where they are no bytes; there is no place for those of faces.
  /// - Parameter name: the name of the output, for errors.
  /// - Returns: how many coordinates were rounded.
  /// - Throws: `FormatError`, before anything is written, when the file would be longer than 4 GiB, or a coordinate is not
  ///   finite or becomes infinite; what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> Float32Loss {
    mesh.checkAttributes()
    let (normals, colors) = (mesh.attributes.vertexNormals, mesh.attributes.vertexColors)
    var layout = GLBLayout(vertices: mesh.vertices.count, triangles: mesh.triangles.count)
    // The format has no empty lists.
    let hasVertices = mesh.vertices.count > 0
    layout.hasNormals = hasVertices && normals.map { nonUnitNormals(in: $0) == 0 } ?? false
    if hasVertices, let colors { layout.colors = colors.isFloat32 ? (.float32, colors.channels) : (.uint8, 4) }
    try layout.check(name: name)
    let loss = try Float32Loss(of: mesh, format: "GLB", file: name)
    let json = layout.json(bounds: try bounds(of: mesh.vertices, name: name))
    let length = UInt32(layout.byteCount(json: json.count))
    try sink.write(GLBInput.magic + bytes(of: [2, length, UInt32(json.count), GLBInput.jsonChunk]) + json)
    if layout.binaryBytes > 0 {
      try sink.write(bytes(of: [UInt32(layout.binaryBytes), GLBInput.binaryChunk]))
      let (vertices, more) = (mesh.vertices.count, layout.hasNormals ? mesh.vertices.count : 0)
      let items = Double(vertices + more + mesh.triangles.count)
      try writeVectors(mesh.vertices.rowMajor, to: sink) { try onProgress(Double($0) / items) }
      if layout.hasNormals, let normals {
        try writeVectors(normals.rowMajor, to: sink) { try onProgress(Double(vertices + $0) / items) }
      }
      if let colors { try writeColors(colors, to: sink) }
      try writeIndices(mesh.triangles, layout, to: sink) { try onProgress(Double(vertices + more + $0) / items) }
    }
    try sink.finish()
    return loss
  }

  private static func bytes(of words: [UInt32]) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  /// The smallest and the largest coordinates, as they are written.
  private static func bounds(of vertices: VertexArray, name: String) throws -> [(low: Double, high: Double)] {
    guard vertices.count > 0 else { return [] }
    let values = vertices.rowMajor.span
    return try (0..<3).map { axis in
      var (low, high) = (Double.infinity, -Double.infinity)
      // A NaN is neither smaller nor larger than anything; 0 times it, or an infinity, is NaN.
      var check = 0.0
      for index in axis * vertices.count..<(axis + 1) * vertices.count {
        if index % MappedStorage.stepElements == 0 { vertices.rowMajor.storage?.settle() }
        let value = values[index]
        if value < low { low = value }
        if value > high { high = value }
        check += 0 * value
      }
      guard check == 0 else {
        let row = axis * vertices.count
        let index = (row..<row + vertices.count).first { !values[$0].isFinite } ?? row
        throw FormatError(
          .nonFinite, file: name, format: "GLB", expected: "finite coordinates, as the format demands",
          found: "\(values[index]) in vertex \(index - row + 1)")
      }
      // Rounding keeps the order.
      return (Double(Float(low)), Double(Float(high)))
    }
  }

  private static func writeVectors(
    _ rows: Matrix<Double>, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let all = rows.columns
    var first = 0
    while first < all {
      let count = min(vertexChunk, all - first)
      let place = unsafe try sink.reserve(12 * count)
      unsafe rows.flat.span.withUnsafeBufferPointer { values in
        let x = unsafe values.baseAddress! + first
        let (y, z) = unsafe (x + all, x + 2 * all)
        for index in 0..<count {
          let target = unsafe place + 12 &* index
          unsafe target.storeBytes(of: Float(x[index]).bitPattern.littleEndian, as: UInt32.self)
          unsafe target.storeBytes(of: Float(y[index]).bitPattern.littleEndian, toByteOffset: 4, as: UInt32.self)
          unsafe target.storeBytes(of: Float(z[index]).bitPattern.littleEndian, toByteOffset: 8, as: UInt32.self)
        }
      }
      sink.advance(by: 12 * count)
      first += count
      try onProgress(first)
    }
  }

  private static func writeIndices(
    _ triangles: TriangleArray, _ layout: GLBLayout, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    var first = 0
    while first < triangles.count {
      let count = min(triangleChunk, triangles.count - first)
      let bytes = 3 * count * layout.indexSize
      let place = unsafe try sink.reserve(bytes)
      unsafe corners.span.withUnsafeBufferPointer { numbers in
        let start = unsafe numbers.baseAddress! + 3 * first
        if layout.indexSize == 4 {
          // All processors that Swift runs on are little-endian.
          unsafe place.copyMemory(from: start, byteCount: bytes)
        } else {
          for index in 0..<3 * count {
            let number = unsafe UInt16(truncatingIfNeeded: start[index])
            unsafe place.storeBytes(of: number.littleEndian, toByteOffset: 2 &* index, as: UInt16.self)
          }
        }
      }
      sink.advance(by: bytes)
      first += count
      try onProgress(first)
    }
    try sink.write([UInt8](repeating: 0, count: layout.padding))
  }
}
