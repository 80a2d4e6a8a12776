// What every reader offers and takes, whatever the format.
import FacetMemory
import FacetMesh
import FacetThreads

/// The formats that Facet knows. The readers of OFF and PLY find out themselves which kind of theirs a file is.
public enum MeshFormat: String, Sendable, CaseIterable {
  case off
  case offBinary = "off-binary"
  case ply
  case plyASCII = "ply-ascii"
  case stl
  case stlASCII = "stl-ascii"
  case soup, raw, npy
  case obj, glb, npz
  /// A text table of nodes, with one of elements beside it.
  case table
}

/// What a user may say about an input that can't tell everything itself.
public struct ReaderOptions: Sendable {
  /// Warnings are errors.
  public var strict = false
  /// What is whole of a damaged input is kept, with a warning: binary STL whose count is wrong, inputs that were cut.
  /// Means nothing when `strict`.
  public var recovers = false
  /// Text soups and node tables: the columns that hold coordinates, from 1; nil takes all. Four columns of a node table are
  /// its number and three coordinates.
  public var columns: ClosedRange<Int>?
  /// Text soups: lines to leave out at the top.
  public var skipLines = 0
  /// Node tables, and vertices as .npy: the file with the triangles.
  public var trianglesPath: String?
  /// Tables of elements: the columns that hold three or four corners, from 1; nil finds them out.
  public var triangleColumns: ClosedRange<Int>?
  /// Node tables without numbers: the index of the first node, 0 or 1; nil finds it out from the elements.
  public var firstIndex: Int?
  /// Raw soups: the layout of the numbers.
  public var rawLayout: RawLayout?
  /// The attributes that are collected; all others are read over and counted, at no cost of memory.
  public var wantedAttributes: MeshAttributes.Kinds = []
  /// The books of what is read whole before it is understood.
  package var ledger: MemoryLedger?
  /// The threads that read text.
  package var pool = WorkerPool()
  /// The bytes of text that are worth the call of a thread; less only in tests.
  package var leastPiece = 1 << 15
  /// OBJ: a vertex that faces name with several normals becomes several vertices; else it keeps the first normal.
  public var splitsVertices = false
  /// Compressed inputs: the most bytes that one byte may become.
  public var maxExpansion = 1000

  public init() {}
}

/// The layout of a raw binary soup: nine numbers a triangle.
public struct RawLayout: Sendable, Equatable {
  public var precision: SourcePrecision
  public var bigEndian: Bool
  /// Bytes to leave out before the first triangle.
  public var offset: Int
  /// Bytes from one triangle to the next; nil when they follow each other without a gap.
  public var stride: Int?

  public init(precision: SourcePrecision, bigEndian: Bool = false, offset: Int = 0, stride: Int? = nil) {
    self.precision = precision
    self.bigEndian = bigEndian
    self.offset = offset
    self.stride = stride
  }
}

/// What all readers can be asked.
public protocol MeshReader: AnyObject {
  /// The name of the format for messages: "OFF", "STL", "ASCII STL", "soup", "raw", "NPY".
  var formatName: String { get }
  /// What is special about this file, for `facet info`: "binary", "9 columns, comma", "float32, T×3×3".
  var dialect: String { get }
  /// The oddities met so far.
  var warnings: WarningLog { get }
  /// The bytes read so far, and their sum when it is known.
  var source: ByteSource { get }
  /// The bytes of the input that the triangles so far came from; a text reader knows it to the byte.
  var consumedBytes: Int { get }
}

extension MeshReader {
  public var consumedBytes: Int { source.delivered }
}

/// A reader of a soup.
public protocol SoupReader: MeshReader, CornerStream {
  /// What the soup held beside its triangles and was read over so far.
  var attributesDropped: AttributeCounts { get }
}

extension SoupReader {
  public var attributesDropped: AttributeCounts { AttributeCounts() }
  public var progress: Double? {
    source.size.map { $0 == 0 ? 1 : Double(source.delivered) / Double($0) }
  }
}

/// A mesh as an indexed file holds it, and what its reader did to it.
public struct IndexedMesh: Sendable {
  public var mesh: TriangleMesh
  /// Polygons of more than three corners that were split.
  public var polygonsSplit = 0
  /// The triangles that they became.
  public var polygonTriangles = 0
  /// Faces of fewer than three corners that were left out.
  public var facesSkipped = 0
  /// Colours, normals, texture coordinates and the like that were read over, by kind.
  public var attributesDropped = AttributeCounts()

  public init(mesh: TriangleMesh, counts: TriangleBuilder.Counts = .init()) {
    self.mesh = mesh
    polygonsSplit = counts.polygons
    polygonTriangles = counts.polygonTriangles
    facesSkipped = counts.small
  }
}

/// A reader of an indexed mesh.
public protocol IndexedReader: MeshReader {
  /// The vertices that the header declares; nil when only the end of the file tells.
  var declaredVertices: Int? { get }
  /// The faces that the header declares; nil when only the end of the file tells.
  var declaredFaces: Int? { get }

  /// The triangles that the faces will be, as far as a look at the head and the end of the file tells; nil for nothing.
  func estimateTriangles() throws -> (count: Int, isExact: Bool)?

  /// Reads everything. Call it once.
  /// - Parameter onProgress: called at every block with the part read so far; what it throws ends the reading.
  func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh
}

extension IndexedReader {
  public func estimateTriangles() throws -> (count: Int, isExact: Bool)? { nil }
}
