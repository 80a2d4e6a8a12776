// One way of reading bytes: what came out, or the one line of the typed error.
import Facet

/// What reading gave.
struct Reading {
  /// The positions as the reader had them: of the vertices, or of all corners of a soup.
  var positions: [SIMD3<Double>] = []
  /// The vertex numbers, three a triangle.
  var corners: [Int32] = []
  var precision = SourcePrecision.float64
  var warnings: [FormatWarning] = []
  /// The line of the error; nil when the bytes were read.
  var refusal: String?

  var triangles: Int { corners.count / 3 }
  /// The bits, so that NaN and the zeros can be compared.
  var bits: [SIMD3<UInt64>] { positions.map { SIMD3($0.x.bitPattern, $0.y.bitPattern, $0.z.bitPattern) } }

  /// The memory that reading may take: a fixed sum, and so many bytes for each byte of the input.
  static let mostMemory = (fixed: 64 << 20, perByte: 64)
  private static let name = "input"

  /// Reads bytes as one format.
  /// - Parameters:
  ///   - blockSize: the bytes that the reader sees at once.
  ///   - hasSize: false for a pipe.
  init(
    _ bytes: [UInt8], _ format: MeshFormat, _ options: ReaderOptions, blockSize: Int = ByteSource.defaultBlockSize,
    hasSize: Bool = true
  ) throws {
    let source = ByteSource(bytes: bytes, name: Self.name, blockSize: blockSize, hasSize: hasSize)
    let ledger = MemoryLedger()
    do {
      let reader = try InputReader.make(source, format: format, options: options).reader
      defer { warnings = reader.reader.warnings.warnings }
      switch reader {
      case .indexed(let reader): try take(reader.readMesh(ledger: ledger) { _ in }.mesh)
      case .soup(let reader): try take(reader)
      }
    } catch let error as Violation {
      throw error
    } catch {
      try refuse(error)
    }
    let peak = ledger.snapshot().total.peak
    try holds(
      peak <= Self.mostMemory.fixed + Self.mostMemory.perByte * bytes.count,
      "\(format) takes \(peak) bytes for an input of \(bytes.count)")
  }

  private mutating func take(_ mesh: TriangleMesh) throws {
    positions = (0..<mesh.vertices.count).map { mesh.vertices[$0] }
    corners = mesh.triangles.corners.array
    precision = mesh.sourcePrecision
    try holds(corners.allSatisfy { $0 >= 0 && Int($0) < positions.count }, "a vertex number is out of range")
  }

  private mutating func take(_ soup: any SoupReader) throws {
    let block = try CornerBlock(precision: soup.precision, capacity: 96)
    precision = soup.precision
    while try soup.fill(block) {
      try holds(block.count > 0 && block.count % 3 == 0, "a block of \(block.count) corners")
      for index in 0..<block.count { positions.append(block[index]) }
    }
    corners = (0..<Int32(positions.count)).map { $0 }
  }

  /// Notes an error, which must be one of those that a reader may throw, in one line that names the input.
  private mutating func refuse(_ error: any Error) throws {
    try holds(error is FormatError || error is CompressionError, "an error of another kind: \(error)")
    let line = "\(error)"
    try holds(line.hasPrefix(Self.name + ": "), "an error without the name: \(line)")
    try holds(!line.utf8.contains { $0 < 0x20 || $0 == 0x7f }, "an error of several lines: \(line)")
    try holds(line.utf8.count < 400, "an error of \(line.utf8.count) bytes: \(line)")
    positions = []
    corners = []
    refusal = line
  }
}
