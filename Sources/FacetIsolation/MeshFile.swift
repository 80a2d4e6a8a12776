// A mesh that lies in a file and not in this process: its arrays are mapped, so that a page is in memory only while
// somebody looks at it.
import FacetFormats
import FacetMemory
import FacetMesh

/// A mesh whose arrays are mapped read-only from an ordinary file, which goes at `delete()` or at the end of the scope.
///
///     let file = try await IsolatedConversion(input: "scan.stl", worker: WorkerProgram(path: "facet")).mesh()
///     print(file.mesh.vertices.count)
///     file.delete()
///
/// Pages that are looked at count as resident, but they are a copy of the file: the system takes them back when it needs them,
/// without writing anything. The first write to an array copies it into memory. Arrays that were taken out of
/// `mesh` stay valid when the file has been deleted; the space on the disk is free when the last of them has gone.
public struct MeshFile: ~Copyable, Sendable {
  /// The mesh. Copying it copies no element.
  public let mesh: TriangleMesh
  /// The file: an archive that `numpy.load` reads, with the arrays `vertices` (3×N Float64) and `triangles` (N×3 Int32).
  public let path: String
  /// What its conversion found and cost.
  public let report: WorkerReport
  private let folder: PrivateFolder

  /// Maps what a worker has written to `name` in the folder.
  init(folder: consuming PrivateFolder, name: String, report: WorkerReport) throws {
    path = folder.path + "/" + name
    mesh = try NPZMeshReader.mapMesh(path: path, sourcePrecision: report.precision)
    self.report = report
    self.folder = folder
  }

  /// Deletes the file now and not at the end of the scope.
  public consuming func delete() {}
}
