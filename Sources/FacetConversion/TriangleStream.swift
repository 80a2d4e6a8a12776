// Triangles for a loop, block by block as they are read. A soup is never held whole; an indexed file is read first, under a
// ceiling with its arrays in temporary files, and then given out in the order of its faces.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// The triangles of a mesh file as a sequence of blocks.
///
///     for try await block in try TriangleStream(contentsOf: "scan.stl") {
///       for corner in 0..<block.count { … block[corner] … }
///     }
///
/// A block is filled again when the loop asks for the next one: copy what is to stay. Memory: one block and the buffers of
/// the reader for a soup, the mesh for an indexed file. When the task of the loop is cancelled the loop ends with
/// `CancellationError` at the next block.
public struct TriangleStream: AsyncSequence {
  public typealias Element = CornerBlock

  /// The precision of the corners.
  public let precision: SourcePrecision
  private let stream: any CornerStream
  private let ledger: MemoryLedger

  /// Opens a file and finds out what it is.
  /// - Parameters:
  ///   - path: a path, or `-` for standard input.
  ///   - from: the format; nil finds it out.
  ///   - ledger: the books of the memory; with a ceiling an indexed file keeps to it.
  /// - Throws: `ConversionFailure`.
  public init(
    contentsOf path: String, from: MeshFormat? = nil, options: ReaderOptions = ReaderOptions(),
    ledger: MemoryLedger = MemoryLedger()
  ) throws(ConversionFailure) {
    self.ledger = ledger
    do {
      let input = try CompressedInput(InputReader.open(path, ledger: ledger), options: options)
      switch try InputReader.make(input.source, format: from, options: options).reader {
      case .soup(let reader): stream = reader
      case .indexed(let reader):
        stream = IndexedCorners(try reader.readMesh(ledger: ledger) { _ in ledger.settle() }.mesh)
      }
    } catch {
      throw ConversionFailure(error)
    }
    precision = stream.precision
  }

  public func makeAsyncIterator() -> Iterator { Iterator(stream: stream, precision: precision, ledger: ledger) }

  /// Fills one block again and again. Make one iterator only: a file is read once.
  public struct Iterator: AsyncIteratorProtocol {
    private let stream: any CornerStream
    private let precision: SourcePrecision
    private let ledger: MemoryLedger
    private var block: CornerBlock?

    init(stream: any CornerStream, precision: SourcePrecision, ledger: MemoryLedger) {
      (self.stream, self.precision, self.ledger) = (stream, precision, ledger)
    }

    public mutating func next() async throws -> CornerBlock? {
      try await next(isolation: nil)
    }

    /// - Throws: `ConversionFailure`; `CancellationError` when the task was cancelled.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> CornerBlock? {
      try Task.checkCancellation()
      ledger.settle()
      do {
        if block == nil { block = try CornerBlock(precision: precision, ledger: ledger) }
        return try stream.fill(block!) ? block : nil
      } catch {
        throw ConversionFailure(error)
      }
    }
  }
}

/// The corners of an indexed file as a stream.
private final class IndexedCorners: CornerStream {
  let precision: SourcePrecision
  let expectedTriangles: Int?
  private var corners: MeshCorners
  private var given = 0

  init(_ mesh: TriangleMesh) {
    precision = mesh.sourcePrecision
    expectedTriangles = mesh.triangles.count
    corners = MeshCorners(mesh)
  }

  var progress: Double? { Double(given) / Double(Swift.max(1, expectedTriangles!)) }

  func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while block.hasRoomForTriangle, let a = try corners.next(), let b = try corners.next(), let c = try corners.next() {
      for point in [a, b, c] {
        if precision == .float32 {
          block.append(Float(point.x), Float(point.y), Float(point.z))
        } else {
          block.append(point.x, point.y, point.z)
        }
      }
    }
    given += block.count / 3
    return block.count > 0
  }
}
