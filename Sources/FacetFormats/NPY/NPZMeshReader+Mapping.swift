// A mesh that lies in its file. Only for archives that Facet itself has just written: nothing is read, so nothing is checked.
import FacetArrays
import FacetMemory
import FacetMesh

extension NPZMeshReader {
  /// Maps the mesh of an archive as `NPZMeshWriter` writes it: a page is read when it is first touched, and may go again.
  /// Normals that are stored as float32 are the exception: they are widened in memory. O(1) but for these.
  /// - Parameter sourcePrecision: the precision of the coordinates where they came from, which the archive does not tell.
  /// - Precondition: each vertex number is one of the mesh, and nobody changes the file while an array of it is alive.
  /// - Throws: `CompressionError`, `FormatError` or `FileError` when the archive is not one of ours.
  package static func mapMesh(
    path: String, sourcePrecision: SourcePrecision, ledger: MemoryLedger? = nil
  ) throws -> TriangleMesh {
    let archive = try NPZFile(path: path, mapping: true, ledger: ledger)
    var mesh = TriangleMesh(
      vertices: VertexArray(try archive.matrix("vertices", of: Double.self)),
      triangles: TriangleArray(try archive.matrix("triangles", of: VertexIndex.self)), sourcePrecision: sourcePrecision)
    var attributes = NPZAttributes(archive, wanted: .ofMesh)
    try attributes.read(into: &mesh)
    return mesh
  }
}
