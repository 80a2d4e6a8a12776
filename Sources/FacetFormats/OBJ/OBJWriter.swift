// Wavefront OBJ in the form that every reader takes: `v x y z` for each vertex, then `f i j k` for each triangle, numbers
// from 1; line feeds, single blanks, no comment. Normals add `vn` lines, and colours numbers behind the positions, which
// most readers take and some do not. (A mesh of nothing is one comment: a file of no bytes is no OBJ.)
import FacetMemory
import FacetMesh
import FacetThreads

/// Writes a mesh as Wavefront OBJ.
///
/// What the mesh has of normals and vertex colours is written: a `vn` line for each vertex and faces `f i//i j//j k//k`; red,
/// green and blue from 0 to 1 behind a position, and alpha where it says anything. Colours of faces have no place here.
public enum OBJWriter {
  static let emptyHeader = "# no vertices\n"

  /// Writes the whole mesh. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - pool: the threads that make the text.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "", digits: CoordinateDigits = .automatic,
    pool: WorkerPool = WorkerPool(), onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    mesh.checkAttributes()
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "OBJ", file: name) }
    if digits == .float32, let normals = mesh.attributes.vertexNormals {
      _ = try Float32Loss(of: normals, format: "OBJ", file: name)
    }
    let (vertices, normals) = (mesh.vertices.count, mesh.attributes.vertexNormals)
    let normalLines = normals?.count ?? 0
    let lines = Double(max(1, vertices + normalLines + mesh.triangles.count))
    if vertices == 0 { try sink.write(emptyHeader) }
    try writeVertices(mesh, to: sink, digits: digits, pool: pool) { try onProgress(Double($0) / lines) }
    if let normals {
      let form = MeshText.NumberForm(digits, source: normals.precision)
      try AttributeLines(mark: "vn ", parts: [.vectors(normals.rowMajor.flat, form)])
        .write(count: normals.count, to: sink) { try onProgress(Double(vertices + $0) / lines) }
    }
    let onFaces: (Int) throws -> Void = { try onProgress(Double(vertices + normalLines + $0) / lines) }
    if normals == nil {
      try MeshText.writeFaces(
        mesh.triangles, to: sink, mark: UInt8(ascii: "f"), firstVertex: 1, pool: pool, onProgress: onFaces)
    } else {
      try AttributeLines(mark: "f ", parts: [.corners(mesh.triangles.corners, first: 1, slashes: true)])
        .write(count: mesh.triangles.count, to: sink, onProgress: onFaces)
    }
    try sink.finish()
  }

  private static func writeVertices(
    _ mesh: TriangleMesh, to sink: ByteSink, digits: CoordinateDigits, pool: WorkerPool,
    onProgress: (Int) throws -> Void
  ) throws {
    guard let colors = mesh.attributes.vertexColors else {
      return try MeshText.writeVertices(
        mesh, to: sink, digits: digits, mark: UInt8(ascii: "v"), pool: pool, onProgress: onProgress)
    }
    let parts: [AttributeLines.Part] = [
      .vectors(mesh.vertices.rowMajor.flat, MeshText.NumberForm(digits, source: mesh.sourcePrecision)),
      .unitColors(colors, alpha: colors.isTransparent),
    ]
    try AttributeLines(mark: "v ", parts: parts).write(count: mesh.vertices.count, to: sink, onProgress: onProgress)
  }
}
