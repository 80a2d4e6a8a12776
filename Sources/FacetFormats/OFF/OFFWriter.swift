// OFF in the one form that every reader accepts: `OFF`, then `NV NF 0`, a vertex a line, a face a line; line feeds, single
// blanks, no comment. Normals and colours are written as the manual has them; few readers take all of them.
import FacetMemory
import FacetMesh

/// Writes a mesh as ASCII OFF.
///
/// What the mesh has of normals and colours is written: the keyword becomes NOFF, COFF or CNOFF, behind a position stand
/// its normal and its colour (red, green, blue and alpha from 0 to 1), behind a face its colour (whole numbers to 255 for
/// bytes). Source: the Geomview manual, "OFF Files".
public enum OFFWriter {
  /// Writes the whole mesh. O(vertices + triangles), no memory but the buffer of the sink.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Throws: what the sink throws; `FormatError` when float32 digits are asked for and can't hold a coordinate.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "output", digits: CoordinateDigits = .automatic,
    onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    mesh.checkAttributes()
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "OFF", file: name) }
    if digits == .float32, let normals = mesh.attributes.vertexNormals {
      _ = try Float32Loss(of: normals, format: "OFF", file: name)
    }
    try sink.write("\(keyword(of: mesh))\n\(mesh.vertices.count) \(mesh.triangles.count) 0\n")
    let lines = Double(max(1, mesh.vertices.count + mesh.triangles.count))
    try writeVertices(mesh, to: sink, digits: digits) { try onProgress(Double($0) / lines) }
    let onFaces: (Int) throws -> Void = { try onProgress(Double(mesh.vertices.count + $0) / lines) }
    if let colors = mesh.attributes.faceColors {
      let parts: [AttributeLines.Part] = [
        .corners(mesh.triangles.corners, first: 0, slashes: false), .faceColors(colors),
      ]
      try AttributeLines(mark: "3 ", parts: parts).write(count: mesh.triangles.count, to: sink, onProgress: onFaces)
    } else {
      try MeshText.writeFaces(mesh.triangles, to: sink, onProgress: onFaces)
    }
    try sink.finish()
  }

  /// The keyword for what the vertices have.
  static func keyword(of mesh: TriangleMesh) -> String {
    (mesh.attributes.vertexColors == nil ? "" : "C") + (mesh.attributes.vertexNormals == nil ? "" : "N") + "OFF"
  }

  private static func writeVertices(
    _ mesh: TriangleMesh, to sink: ByteSink, digits: CoordinateDigits, onProgress: (Int) throws -> Void
  ) throws {
    let (normals, colors) = (mesh.attributes.vertexNormals, mesh.attributes.vertexColors)
    guard normals != nil || colors != nil else {
      return try MeshText.writeVertices(mesh, to: sink, digits: digits, onProgress: onProgress)
    }
    var parts = [AttributeLines.Part.vectors(mesh.vertices.rowMajor, .init(digits, source: mesh.sourcePrecision))]
    if let normals { parts.append(.vectors(normals.rowMajor, .init(digits, source: normals.precision))) }
    if let colors { parts.append(.unitColors(colors, alpha: true)) }
    try AttributeLines(mark: "", parts: parts).write(count: mesh.vertices.count, to: sink, onProgress: onProgress)
  }
}
