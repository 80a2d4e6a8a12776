// The reader of a pair of files: one is named by the user, the other lies beside it.
import FacetMemory
import FacetMesh

/// Reads `name.vertices.npy` with `name.triangles.npy` beside it.
///
/// The shapes and types are those of `NPZMeshReader`.
public final class NPYPairReader: IndexedReader {
  public let formatName = "NPY"
  public let warnings: WarningLog
  public let source: ByteSource
  public var dialect: String { arrays.description }
  public var declaredVertices: Int? { arrays.vertexCount }
  public var declaredFaces: Int? { arrays.triangleCount }
  public func estimateTriangles() -> (count: Int, isExact: Bool)? { (arrays.triangleCount, true) }
  public private(set) var consumedBytes = 0

  let arrays: NPYMesh
  private let triangles: ByteSource

  /// Opens the file beside `source` and reads the headers of both.
  /// - Precondition: the name of the source is that of a member of a pair.
  /// - Throws: `FileError` when there is no file with the triangles; `FormatError` when the arrays are none of a mesh, or
  ///   when `source` is the triangles: a pair is opened by its vertices.
  public convenience init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    guard let partner = NPYPair.partner(of: source.name) else { preconditionFailure("this is no name of a pair") }
    guard NPYPair.isVertices(source.name) else {
      throw FormatError(
        .unsupported, file: source.name, format: "NPY", expected: "the vertices of a pair of arrays, \(partner)",
        found: "its triangles")
    }
    try self.init(source, triangles: ByteSource(path: partner), options: options)
  }

  /// Reads the headers of two arrays, whatever their names.
  /// - Throws: `FormatError` when they are none of a mesh.
  public init(_ source: ByteSource, triangles: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    self.source = source
    self.triangles = triangles
    warnings = WarningLog(file: source.name, format: "NPY", strict: options.strict)
    arrays = try NPYMesh(vertices: NPYFile(source), triangles: NPYFile(triangles))
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    // Opened again, so that what is read is entered in the books.
    let arrays = try NPYMesh(
      vertices: NPYFile(source, ledger: ledger), triangles: NPYFile(triangles, ledger: ledger))
    let mesh = try arrays.read {
      consumedBytes = Int(Double((source.size ?? 0) + (triangles.size ?? 0)) * ($0 ?? 0))
      try onProgress($0)
    }
    if mesh.triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: .file) }
    return IndexedMesh(mesh: mesh)
  }
}
