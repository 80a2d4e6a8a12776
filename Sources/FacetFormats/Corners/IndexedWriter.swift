// An indexed mesh in two parts, so that no whole mesh need be there: positions as they become known, then faces. The lines and
// records are made by the same loops as those of whole meshes.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads

/// Writes an indexed mesh without normals and colours, positions first.
package struct IndexedWriter: Sendable {
  /// How a position lies in the file.
  package enum Positions: Equatable, Sendable {
    /// `x y z`, behind a letter where there is one.
    case lines(mark: UInt8?)
    case numbers(SourcePrecision, bigEndian: Bool)
  }

  /// How a face lies in the file.
  package enum Faces: Equatable, Sendable {
    /// `3 a b c`, or another mark than the 3; the first vertex has a number.
    case lines(mark: UInt8, firstVertex: UInt32)
    /// A byte 3 and three int32, little-endian.
    case plyRecords
    /// An int32 3, three int32 and an int32 0, big-endian.
    case offRecords
  }

  package let positions: Positions
  package let faces: Faces
  private let format: MeshFormat
  /// The type of coordinates that a header names.
  private let declared: SourcePrecision
  private let form: MeshText.NumberForm

  /// - Parameters:
  ///   - format: one that stores vertices and faces as separate blocks: OFF, PLY or OBJ.
  ///   - precision: that of the source.
  package init(_ format: MeshFormat, _ precision: SourcePrecision, _ digits: CoordinateDigits) {
    self.format = format
    form = MeshText.NumberForm(digits, source: precision)
    // A text is float64 to whoever reads it again, so that only who asks for float32 gets it.
    declared = format == .ply ? digits.precision(for: precision) : digits == .float32 ? .float32 : .float64
    switch format {
    case .ply: (positions, faces) = (.numbers(declared, bigEndian: false), .plyRecords)
    case .offBinary: (positions, faces) = (.numbers(.float32, bigEndian: true), .offRecords)
    case .obj:
      let (v, f) = (UInt8(ascii: "v"), UInt8(ascii: "f"))
      (positions, faces) = (.lines(mark: v), .lines(mark: f, firstVertex: 1))
    default: (positions, faces) = (.lines(mark: nil), .lines(mark: UInt8(ascii: "3"), firstVertex: 0))
    }
  }

  /// The name of the format for messages.
  package var formatName: String {
    switch format {
    case .obj: "OBJ"
    case .ply, .plyASCII: "PLY"
    default: "OFF"
    }
  }

  /// What stands before the first position.
  package func header(vertices: Int, triangles: Int) -> [UInt8] {
    switch format {
    case .ply, .plyASCII:
      Array(
        PLYWriter.header(
          vertices: vertices, triangles: triangles, encoding: format == .ply ? "binary_little_endian" : "ascii",
          declared
        ).utf8)
    case .obj: vertices == 0 ? Array(OBJWriter.emptyHeader.utf8) : []
    case .offBinary: BinaryOFFWriter.header("OFF", vertices: Int32(vertices), faces: Int32(triangles))
    default: Array(OFFWriter.header("OFF", vertices: vertices, triangles: triangles).utf8)
    }
  }

  /// Writes the positions of a block. O(positions).
  /// - Precondition: the block is float64.
  package func writePositions(_ block: CornerBlock, to sink: ByteSink) throws {
    let (columns, count) = unsafe (block.float64, block.count)
    let x = unsafe UnsafeBufferPointer(start: columns.x, count: count)
    let y = unsafe UnsafeBufferPointer(start: columns.y, count: count)
    let z = unsafe UnsafeBufferPointer(start: columns.z, count: count)
    switch positions {
    case .lines(let mark):
      unsafe try MeshText.writeVertices(x.span, y.span, z.span, form, to: sink, mark: mark) { _ in }
    case .numbers(_, bigEndian: true):
      unsafe try BinaryOFFWriter.writeVertices(x.span, y.span, z.span, to: sink) { _ in }
    case .numbers(let precision, bigEndian: false):
      unsafe try PLYWriter.writePositions(x.span, y.span, z.span, precision, to: sink) { _ in }
    }
  }

  /// Writes faces. O(triangles).
  /// - Parameters:
  ///   - first: added to every number.
  ///   - onProgress: called with the number of triangles written so far.
  package func writeFaces(
    _ triangles: TriangleArray, first: Int = 0, to sink: ByteSink, pool: WorkerPool = WorkerPool(),
    onProgress: (Int) throws -> Void
  ) throws {
    switch faces {
    case .lines(let mark, let firstVertex):
      try MeshText.writeFaces(
        triangles, to: sink, mark: mark, firstVertex: firstVertex + UInt32(first), pool: pool, onProgress: onProgress)
    case .plyRecords:
      try PLYWriter.writeFaces(triangles, firstVertex: Int32(first), to: sink, pool: pool, onProgress: onProgress)
    case .offRecords:
      try BinaryOFFWriter.writeFaces(triangles, firstVertex: Int32(first), to: sink, onProgress: onProgress)
    }
  }
}
