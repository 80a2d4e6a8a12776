// From a name to a reader: opens the input, finds its format, and makes the one reader for it.
import FacetFormats
import FacetMemory
import FacetThreads

/// An input with its reader: a soup that streams, or an indexed mesh that is read whole.
public enum InputReader {
  case soup(any SoupReader)
  case indexed(any IndexedReader)

  /// The part of a buffer that each of several threads has. The buffers of a source are four.
  static let bytesPerThread = 1 << 19

  /// Opens a file, or standard input for `-`.
  /// - Parameter pool: the threads that will read it.
  public static func open(
    _ name: String, ledger: MemoryLedger?, pool: WorkerPool = WorkerPool()
  ) throws(FileError) -> ByteSource {
    let threads = min(pool.threadCount, 16)
    // With the room before it a block fills whole huge pages.
    let blockSize =
      threads > 1 ? threads * bytesPerThread - ByteSource.headRoom : ByteSource.defaultBlockSize
    return name == "-"
      ? try .standardInput(blockSize: blockSize, ledger: ledger)
      : try ByteSource(path: name, blockSize: blockSize, ledger: ledger)
  }

  /// Makes the reader for a source.
  /// - Parameter format: nil finds it out from the content, then the name.
  public static func make(
    _ source: ByteSource, format: MeshFormat?, options: ReaderOptions
  ) throws -> (format: MeshFormat, reader: InputReader) {
    if let path = options.trianglesPath {
      return try makePair(source, triangles: path, format: format, options: options)
    }
    let format = try format ?? FormatDetection.detect(source, options: options)
    let reader: InputReader =
      switch format {
      case .off, .offBinary: .indexed(try OFFReader(source, options: options))
      case .ply, .plyASCII: .indexed(try PLYReader(source, options: options))
      case .obj: .indexed(try OBJReader(source, options: options))
      case .glb: .indexed(try GLBReader(source, options: options))
      case .npz: .indexed(try NPZMeshReader(source, options: options))
      case .npy where NPYPair.isMember(source.name): .indexed(try NPYPairReader(source, options: options))
      case .stl: .soup(try BinarySTLReader(source, options: options))
      case .stlASCII: .soup(try ASCIISTLReader(source, options: options))
      case .soup: .soup(try SoupTextReader(source, options: options))
      case .raw: .soup(try RawReader(source, options: options))
      case .npy: .soup(try NPYSoupReader(source, options: options))
      case .table:
        throw ConversionFailure(.usage, code: "usage", "\(source.name): a table of nodes needs --triangles")
      }
    return (format, reader)
  }

  /// Makes the reader for vertices whose triangles are in another file: both text, or both .npy.
  private static func makePair(
    _ source: ByteSource, triangles path: String, format: MeshFormat?, options: ReaderOptions
  ) throws -> (format: MeshFormat, reader: InputReader) {
    let isNPY = unsafe try source.peek().starts(with: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])
    switch format ?? (isNPY ? .npy : .table) {
    case .npy: return (.npy, .indexed(try NPYPairReader(source, triangles: ByteSource(path: path), options: options)))
    case .table, .soup: return (.table, .indexed(try TableReader(source, triangles: path, options: options)))
    case let other:
      throw ConversionFailure(
        .usage, code: "usage",
        "--triangles goes with a text table of nodes or with vertices as .npy, not with \(other.rawValue)")
    }
  }

  /// What is common to both kinds.
  public var reader: any MeshReader {
    switch self {
    case .soup(let reader): reader
    case .indexed(let reader): reader
    }
  }
}
