// OFF in the one form that every reader accepts: `OFF`, then `NV NF 0`, a vertex a line, a face a line; line feeds, single
// blanks, no comment. Normals and colours are written as the manual has them; few readers take all of them.
import FacetMemory
import FacetMesh
import FacetThreads

/// Writes a mesh as ASCII OFF.
///
/// What the mesh has of normals and colours is written: the keyword becomes NOFF, COFF or CNOFF, behind a position stand
/// its normal and its colour (red, green, blue and alpha from 0 to 1), behind a face its colour (whole numbers to 255 for
/// bytes). Source: the Geomview manual, "OFF Files".
public enum OFFWriter {
  /// Writes the whole mesh. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - pool: the threads that make the text.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Throws: what the sink throws; `FormatError` when float32 digits are asked for and can't hold a coordinate.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "output", digits: CoordinateDigits = .automatic,
    pool: WorkerPool = WorkerPool(), onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    mesh.checkAttributes()
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "OFF", file: name) }
    if digits == .float32, let normals = mesh.attributes.vertexNormals {
      _ = try Float32Loss(of: normals, format: "OFF", file: name)
    }
    try sink.write(header(keyword(of: mesh), vertices: mesh.vertices.count, triangles: mesh.triangles.count))
    let lines = Double(max(1, mesh.vertices.count + mesh.triangles.count))
    try AttributeLines.writeVertices(mesh, digits, color: { .unitColors($0, alpha: true) }, to: sink, pool: pool) {
      try onProgress(Double($0) / lines)
    }
    try AttributeLines.writeFaces(
      mesh.triangles, color: mesh.attributes.faceColors.map { .faceColors($0) }, to: sink, pool: pool
    ) {
      try onProgress(Double(mesh.vertices.count + $0) / lines)
    }
    try sink.finish()
  }

  /// What stands before the first vertex.
  static func header(_ keyword: String, vertices: Int, triangles: Int) -> String {
    "\(keyword)\n\(vertices) \(triangles) 0\n"
  }

  /// The keyword for what the vertices have.
  static func keyword(of mesh: TriangleMesh) -> String {
    (mesh.attributes.vertexColors == nil ? "" : "C") + (mesh.attributes.vertexNormals == nil ? "" : "N") + "OFF"
  }
}
