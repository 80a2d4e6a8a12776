// Reads small inputs in this process, whole or damaged: what comes out is a mesh or one typed error, in little memory.
import FacetCompression
import FacetConversion
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

/// What reading gave: the triangles, or the line of the error.
enum ReadingOutcome: Equatable {
  case triangles(Int)
  case refused(String)

  var isRefused: Bool { if case .refused = self { true } else { false } }
}

/// Reads bytes the way that a row of the table asks for.
final class SmallReader {
  let name: String
  let format: MeshFormat?
  var options: ReaderOptions
  /// The corners of the last input, three numbers each; only when they are asked for.
  private(set) var corners: [SIMD3<Double>] = []
  var keepsCorners = false
  /// The codes of the warnings of the last input.
  private(set) var warnings: [FormatWarning.Code] = []
  /// The most that any input held at once.
  private(set) var peak = 0
  private let block: (single: CornerBlock, double: CornerBlock)

  init(_ row: ExpectedRow) {
    name = String(row.path.split(separator: "/")[1])
    (format, options) = row.reading
    // Blocks are recycled: their pages cost more than such a small input.
    block = (try! CornerBlock(precision: .float32), try! CornerBlock(precision: .float64))
  }

  /// - Parameter name: another name than that of the row.
  func read(
    _ bytes: [UInt8], blockSize: Int = 1 << 20, hasSize: Bool = true, as name: String? = nil
  ) throws -> ReadingOutcome {
    let name = name ?? self.name
    let source = ByteSource(bytes: bytes, name: name, blockSize: blockSize, hasSize: hasSize)
    // A pipe has no name; here the format stays the one that the name told.
    let soup = options.columns != nil || options.skipLines > 0 ? MeshFormat.soup : nil
    corners.removeAll(keepingCapacity: true)
    warnings = []
    do {
      let reader = try InputReader.make(source, format: format ?? soup, options: options).reader
      defer { warnings = reader.reader.warnings.warnings.map(\.code) }
      switch reader {
      case .indexed(let reader): return .triangles(try read(reader))
      case .soup(let reader): return .triangles(try read(reader))
      }
    } catch let error as FormatError {
      let line = "\(error)"
      #expect(line.hasPrefix(name + ": ") && !line.contains("\n") && !line.contains("\r"), "\(line)")
      #expect(line.utf8.count < 400, "\(line)")
      return .refused(line)
    } catch let error as CompressionError {
      #expect("\(error)".hasPrefix(name + ": "), "\(error)")
      return .refused("\(error)")
    }
  }

  private func read(_ reader: any IndexedReader) throws -> Int {
    let ledger = MemoryLedger()
    defer { peak = max(peak, ledger.snapshot().total.peak) }
    let mesh = try reader.readMesh(ledger: ledger) { _ in }.mesh
    for triangle in 0..<mesh.triangles.count {
      let numbers = mesh.triangles[triangle]
      for corner in 0..<3 {
        precondition(numbers[corner] >= 0 && Int(numbers[corner]) < mesh.vertices.count, "\(name): a bad index")
        if keepsCorners { corners.append(mesh.vertices[Int(numbers[corner])]) }
      }
    }
    return mesh.triangles.count
  }

  private func read(_ reader: any SoupReader) throws -> Int {
    let block = reader.precision == .float32 ? block.single : block.double
    var count = 0
    while try reader.fill(block) {
      precondition(block.count > 0 && block.count % 3 == 0, "\(name): a block of \(block.count) corners")
      count += block.count
      if keepsCorners { for corner in 0..<block.count { corners.append(block[corner]) } }
    }
    return count / 3
  }
}
