// A mesh as one archive of two arrays, which lie in it as they lie in memory: NumPy loads them, and Facet maps them.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes a mesh as an .npz file. NumPy: `numpy.savez(file, vertices=…, triangles=…)`.
public enum NPZMeshWriter {
  /// Writes `vertices`, 3×N Float64, and `triangles`, N×3 Int32, without compression. The elements of each begin at a
  /// multiple of 64 bytes. Nothing is lost, and the same mesh makes the same bytes. O(vertices + triangles).
  /// - Throws: what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    let bytes = NPYPairWriter.byteCounts(mesh)
    let archive = NPZWriter(sink)
    try archive.add(mesh.vertices.rowMajor, named: "vertices")
    try onProgress(bytes.vertices / (bytes.vertices + bytes.triangles))
    try archive.add(mesh.triangles.rowMajor, named: "triangles")
    try archive.commit()
    try onProgress(1)
  }
}
