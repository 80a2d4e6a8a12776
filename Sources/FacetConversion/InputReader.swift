// From a name to a reader: opens the input, finds its format, and makes the one reader for it.
import FacetFormats
import FacetMemory

/// An input with its reader: a soup that streams, or an indexed mesh that is read whole.
public enum InputReader {
  case soup(any SoupReader)
  case indexed(any IndexedReader)

  /// Opens a file, or standard input for `-`.
  public static func open(_ name: String, ledger: MemoryLedger?) throws(FileError) -> ByteSource {
    name == "-" ? try .standardInput(ledger: ledger) : try ByteSource(path: name, ledger: ledger)
  }

  /// Makes the reader for a source.
  /// - Parameter format: nil finds it out from the content, then the name.
  public static func make(
    _ source: ByteSource, format: MeshFormat?, options: ReaderOptions
  ) throws -> (format: MeshFormat, reader: InputReader) {
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
      }
    return (format, reader)
  }

  /// What is common to both kinds.
  public var reader: any MeshReader {
    switch self {
    case .soup(let reader): reader
    case .indexed(let reader): reader
    }
  }
}
