// A mesh as two .npy files side by side, `name.vertices.npy` and `name.triangles.npy`: what NumPy maps without a copy.
import FacetArrays
import FacetMemory
import FacetMesh

/// The names of a pair of files.
public enum NPYPair {
  private static let vertices = ".vertices.npy"
  private static let triangles = ".triangles.npy"

  /// The path of the triangles that belong to `name.vertices.npy`, or of the vertices that belong to
  /// `name.triangles.npy`; nil for any other name.
  public static func partner(of path: String) -> String? {
    for (own, other) in [(vertices, triangles), (triangles, vertices)] where path.hasSuffix(own) {
      return String(path.dropLast(own.count)) + other
    }
    return nil
  }

  /// Whether a name is that of the vertices of a pair, by which it is opened.
  public static func isMember(_ path: String) -> Bool { path.hasSuffix(vertices) }
}

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
  public private(set) var consumedBytes = 0

  private let arrays: NPYMesh
  private let triangles: ByteSource

  /// Opens the file beside `source` and reads the headers of both.
  /// - Precondition: the name of the source is that of the vertices of a pair.
  /// - Throws: `FileError` when there is no file with the triangles; `FormatError` when the arrays are none of a mesh.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    guard let partner = NPYPair.partner(of: source.name) else { preconditionFailure("this is no name of a pair") }
    self.source = source
    warnings = WarningLog(file: source.name, format: "NPY", strict: options.strict)
    triangles = try ByteSource(path: partner)
    arrays = try NPYMesh(vertices: NPYFile(source), triangles: NPYFile(triangles))
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    // Opened again, so that what is read is entered in the books.
    let arrays = try NPYMesh(
      vertices: NPYFile(source, ledger: ledger), triangles: NPYFile(triangles, ledger: ledger))
    let mesh = try arrays.read {
      consumedBytes = Int(Double(source.size ?? 0) * ($0 ?? 0))
      try onProgress($0)
    }
    if mesh.triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: .file) }
    return IndexedMesh(mesh: mesh)
  }
}
