// A mesh in NumPy's archive: the arrays `vertices` and `triangles`. The directory of an archive stands at its end, so that
// one that comes through a pipe is taken into memory first.
import FacetMemory
import FacetMesh

/// Reads the arrays `vertices` and `triangles` of an .npz file.
///
/// `vertices` has the shape (3, N), as Facet writes it, or (N, 3), in float16, float32 or float64; of shape (3, 3) it is
/// taken as (3, N). `triangles` has the shape (N, 3), in any integer type. Both may be compressed.
///
/// Where they are wanted: `normals` in any float type, and `vertex_colors` and `face_colors` as bytes, as uint16 of which
/// 65535 is full, or in a float type from 0 to 1, with 3 or 4 channels, have as many columns as there are vertices or
/// triangles, or as many rows; `facet_attributes` has one uint16 a triangle. Arrays of other shapes or names are counted
/// and left.
public final class NPZMeshReader: IndexedReader {
  public let formatName = "NPZ"
  public let warnings: WarningLog
  public let source: ByteSource
  public var dialect: String { arrays.description }
  public var declaredVertices: Int? { arrays.vertexCount }
  public var declaredFaces: Int? { arrays.triangleCount }
  public func estimateTriangles() -> (count: Int, isExact: Bool)? { (arrays.triangleCount, true) }
  /// The archive is read here and there; what counts is how far the arrays are.
  public private(set) var consumedBytes = 0

  let arrays: NPYMesh
  /// The archive in memory when it came through a pipe, else the source itself.
  private let archived: ByteSource
  private let held: MappedStorage?
  private let maxExpansion: Int
  private let wanted: MeshAttributes.Kinds

  /// Reads the directory and the headers of the two arrays.
  /// - Throws: `CompressionError` when it is no archive, or one of the arrays is missing; `FormatError` when they are
  ///   none of a mesh.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    self.source = source
    warnings = WarningLog(file: source.name, format: "NPZ", strict: options.strict)
    maxExpansion = options.maxExpansion
    wanted = options.wantedAttributes
    held = source.size == nil ? try Self.hold(source, options.ledger) : nil
    archived =
      held.map { held in
        unsafe ByteSource(bytes: UnsafeRawBufferPointer(start: held.base, count: held.byteCount), name: source.name)
      } ?? source
    arrays = try Self.open(try NPZFile(archived, maxExpansion: maxExpansion))
  }

  private static func open(_ archive: NPZFile) throws -> NPYMesh {
    try NPYMesh(vertices: archive.array("vertices"), triangles: archive.array("triangles"))
  }

  /// Takes all bytes of a source into memory.
  private static func hold(_ source: ByteSource, _ ledger: MemoryLedger?) throws -> MappedStorage {
    let storage = try MappedStorage(
      byteCount: 1 << 16, purpose: .contents, label: "archive", ledger: ledger, zeroed: false)
    var count = 0
    while let block = unsafe try source.nextBlock() {
      if count + block.count > storage.byteCount {
        try storage.resize(toByteCount: max(count + block.count, storage.byteCount / 2 * 3))
      }
      unsafe (storage.base + count).copyMemory(from: block.baseAddress!, byteCount: block.count)
      count += block.count
      storage.settle()
    }
    try storage.resize(toByteCount: count)
    return storage
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    // Opened again, so that what is read is entered in the books.
    let archive = try NPZFile(archived, maxExpansion: maxExpansion, ledger: ledger)
    var mesh = try Self.open(archive).read {
      consumedBytes = Int(Double(source.size ?? source.delivered) * ($0 ?? 0))
      try onProgress($0)
    }
    if mesh.triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: .file) }
    var attributes = NPZAttributes(archive, wanted: wanted)
    try attributes.read(into: &mesh)
    var result = IndexedMesh(mesh: mesh)
    result.attributesDropped = attributes.dropped
    return result
  }
}
