// OFF in the one form that every reader accepts: `OFF`, then `NV NF 0`, a vertex a line, a face a line; line feeds, single
// blanks, no comment.
import FacetMemory
import FacetMesh

/// Writes a mesh as ASCII OFF.
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
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "OFF", file: name) }
    try sink.write("OFF\n\(mesh.vertices.count) \(mesh.triangles.count) 0\n")
    let lines = Double(max(1, mesh.vertices.count + mesh.triangles.count))
    try MeshText.writeVertices(mesh, to: sink, digits: digits) { try onProgress(Double($0) / lines) }
    try MeshText.writeFaces(mesh.triangles, to: sink) {
      try onProgress(Double(mesh.vertices.count + $0) / lines)
    }
    try sink.finish()
  }
}
