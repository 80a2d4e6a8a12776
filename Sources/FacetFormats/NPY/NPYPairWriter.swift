// A mesh as two .npy files, the form that NumPy maps without reading it.
import FacetMemory
import FacetMesh

/// Writes a mesh as a pair of .npy files. `NPYPair` knows their names.
public enum NPYPairWriter {
  /// Writes 3×N Float64 into one sink and N×3 Int32 into the other, in C order, and finishes both. The elements begin at a
  /// multiple of 64 bytes. Nothing is lost. O(vertices + triangles).
  /// - Throws: what a sink throws.
  public static func write(
    _ mesh: TriangleMesh, vertices: ByteSink, triangles: ByteSink, onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    let bytes = byteCounts(mesh)
    try NPYWriter.write(float64: mesh.vertices.rowMajor, to: vertices)
    try vertices.finish()
    try onProgress(bytes.vertices / (bytes.vertices + bytes.triangles))
    try NPYWriter.write(int32: mesh.triangles.rowMajor, to: triangles)
    try triangles.finish()
    try onProgress(1)
  }

  /// The bytes of the arrays, and a header each.
  static func byteCounts(_ mesh: TriangleMesh) -> (vertices: Double, triangles: Double) {
    (128 + 24 * Double(mesh.vertices.count), 128 + 12 * Double(mesh.triangles.count))
  }
}
