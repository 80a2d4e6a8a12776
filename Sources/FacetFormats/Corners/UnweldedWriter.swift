// A mesh whose corners are all vertices of their own: their positions as they pass by, then the faces 0 1 2, 3 4 5 and so on,
// which are counted and never stored. The lines and records are made by the same loops as those of whole meshes.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes corners as vertices of an indexed mesh.
package final class UnweldedWriter: CornerWriter {
  /// How a position lies in the file.
  package enum Positions: Equatable {
    /// `x y z`, behind a letter where there is one.
    case lines(mark: UInt8?)
    case numbers(SourcePrecision, bigEndian: Bool)
  }

  /// How a face lies in the file.
  package enum Faces: Equatable {
    /// `3 a b c`, or another mark than the 3; the first vertex has a number.
    case lines(mark: UInt8, firstVertex: UInt32)
    /// A byte 3 and three int32, little-endian.
    case plyRecords
    /// An int32 3, three int32 and an int32 0, big-endian.
    case offRecords
  }

  /// Triangles whose numbers are made at once.
  private static let chunk = 4096

  package let positions: Positions
  package let faces: Faces
  package var formatName: String { format == .obj ? "OBJ" : isPLY ? "PLY" : "OFF" }
  package let mostTriangles: Int
  package var numbersVertices: Bool { true }
  private let format: MeshFormat
  /// The type of coordinates that a header names.
  private let declared: SourcePrecision
  private let form: MeshText.NumberForm
  /// The corners as Float64, where they come as float32.
  private let wide: CornerBlock?
  private var isPLY: Bool { format == .ply || format == .plyASCII }

  init(
    _ format: MeshFormat, _ precision: SourcePrecision, _ digits: CoordinateDigits, mostVertices: Int,
    ledger: MemoryLedger?
  ) throws(FileError) {
    self.format = format
    mostTriangles = mostVertices / 3
    form = MeshText.NumberForm(digits, source: precision)
    // A text is float64 to whoever reads it again, so that only who asks for float32 gets it.
    declared = format == .ply ? digits.precision(for: precision) : digits == .float32 ? .float32 : .float64
    wide = precision == .float32 ? try CornerBlock(precision: .float64, ledger: ledger) : nil
    switch format {
    case .ply: (positions, faces) = (.numbers(declared, bigEndian: false), .plyRecords)
    case .offBinary: (positions, faces) = (.numbers(.float32, bigEndian: true), .offRecords)
    case .obj:
      let (v, f) = (UInt8(ascii: "v"), UInt8(ascii: "f"))
      (positions, faces) = (.lines(mark: v), .lines(mark: f, firstVertex: 1))
    default: (positions, faces) = (.lines(mark: nil), .lines(mark: UInt8(ascii: "3"), firstVertex: 0))
    }
  }

  package func header(triangles: Int) -> [UInt8] {
    switch format {
    case .ply, .plyASCII:
      Array(
        PLYWriter.header(
          vertices: 3 * triangles, triangles: triangles,
          encoding: format == .ply ? "binary_little_endian" : "ascii", declared
        ).utf8)
    case .obj: triangles == 0 ? Array(OBJWriter.emptyHeader.utf8) : []
    case .offBinary: BinaryOFFWriter.header("OFF", vertices: Int32(3 * triangles), faces: Int32(triangles))
    default: Array(OFFWriter.header("OFF", vertices: 3 * triangles, triangles: triangles).utf8)
    }
  }

  package func write(_ block: CornerBlock, to sink: ByteSink) throws {
    if let wide { wide.widen(block) }
    let (columns, count) = unsafe ((wide ?? block).float64, block.count)
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

  package func writeEnd(triangles: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws {
    let counted = Column<VertexIndex>.arange(VertexIndex(3 * min(Self.chunk, triangles)))
    var first = 0
    while first < triangles {
      let count = min(Self.chunk, triangles - first)
      let part = TriangleArray(corners: counted[0..<3 * count])
      switch faces {
      case .lines(let mark, let firstVertex):
        try MeshText.writeFaces(part, to: sink, mark: mark, firstVertex: firstVertex + UInt32(3 * first)) { _ in }
      case .plyRecords: try PLYWriter.writeFaces(part, firstVertex: Int32(3 * first), to: sink) { _ in }
      case .offRecords: try BinaryOFFWriter.writeFaces(part, firstVertex: Int32(3 * first), to: sink) { _ in }
      }
      first += count
      try onProgress(first)
    }
  }
}
