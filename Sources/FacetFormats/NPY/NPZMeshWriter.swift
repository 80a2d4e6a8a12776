// A mesh as one archive of two arrays, and one for each kind of its attributes, which lie in it as they lie in memory: NumPy loads them, and Facet maps them.
import FacetArrays
import FacetMemory
import FacetMesh

/// Writes a mesh as an .npz file. NumPy: `numpy.savez(file, vertices=…, triangles=…)`.
public enum NPZMeshWriter {
  /// Writes `vertices`, 3×N Float64, and `triangles`, N×3 Int32, without compression. The elements of each begin at a
  /// multiple of 64 bytes. Nothing is lost, and the same mesh makes the same bytes. O(vertices + triangles).
  ///
  /// A mesh that has them gets `normals`, 3×N Float64, or Float32 where they came as such; `vertex_colors` and `face_colors`,
  /// 3×N or 4×N UInt8 from 0 to 255 or Float32 from 0 to 1; `facet_attributes`, one UInt16 a triangle.
  /// - Throws: what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    mesh.checkAttributes()
    let bytes = NPYPairWriter.byteCounts(mesh)
    let archive = NPZWriter(sink)
    try archive.add(mesh.vertices.rowMajor, named: "vertices")
    try onProgress(bytes.vertices / (bytes.vertices + bytes.triangles))
    try archive.add(mesh.triangles.rowMajor, named: "triangles")
    try archive.add(attributesOf: mesh)
    try archive.commit()
    try onProgress(1)
  }
}
