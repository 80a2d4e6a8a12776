// One conversion from end to end: open, detect, read and weld, write, verify, commit. The output appears last, whole.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

/// Converts one input to one output.
///
/// `run` either makes the output appear whole or throws and leaves everything as it was. The report is filled as the job
/// goes, so that it tells something also after a failure.
public final class Conversion {
  public let input: String
  public let output: String
  public let options: ConversionOptions
  public private(set) var report = ConversionReport()

  /// - Parameters:
  ///   - input: a path, or `-` for standard input.
  ///   - output: a path, or `-` for standard output.
  public init(input: String, output: String, options: ConversionOptions = ConversionOptions()) {
    self.input = input
    self.output = output
    self.options = options
    report.input = input
    report.output = output
    report.options = options.described
  }

  /// Does the work. Call it once.
  /// - Throws: `ConversionFailure`.
  public func run(context: JobContext) throws(ConversionFailure) {
    var clock = Stopwatch()
    do {
      try convert(context)
    } catch {
      report.failure = ConversionFailure(error)
    }
    report.secondsTotal = clock.lap()
    report.peakResidentBytes = ProcessMemory.peakResidentBytes
    let snapshot = context.ledger.snapshot()
    report.ledger = MemoryPurpose.allCases.compactMap { purpose in
      snapshot.balances[purpose].map { (purpose.rawValue, $0.peak) }
    }
    if let failure = report.failure { throw failure }
  }

  /// Reads the input without writing anything.
  func readMesh(context: JobContext) throws(ConversionFailure) -> TriangleMesh {
    do {
      return try readMesh(from: InputReader.open(input, ledger: context.ledger), context: context)
    } catch {
      throw ConversionFailure(error)
    }
  }

  /// Reads an input that is open.
  func readMesh(from source: ByteSource, context: JobContext) throws -> TriangleMesh {
    try withInput(source) { reader in try read(reader, context).mesh }
  }

  /// Writes a mesh to the output without reading anything.
  func writeMesh(_ mesh: TriangleMesh, context: JobContext) throws(ConversionFailure) {
    do {
      let target = try meshOutput()
      let file = try openOutput()
      report.warnings += try target.write(mesh, to: ByteSink(.file(file), ledger: context.ledger), context: context)
      try file.commit(durable: options.isDurable)
    } catch {
      throw ConversionFailure(error)
    }
  }

  private func convert(_ context: JobContext) throws {
    let target = try meshOutput()
    report.formatOut = target.format.rawValue
    // An input that is not there is told first, then an output that can't be made: both before anything is read.
    let source = try InputReader.open(input, ledger: context.ledger)
    let outputFile = try openOutput()
    let remapFile = try options.remapPath.map { try OutputFile(path: $0) }
    let (whole, remap) = try withInput(source, for: target) { try read($0, context) }
    let mesh = target.stripped(whole)
    report.attributesKept = mesh.attributeCounts
    report.attributesDropped += whole.attributeCounts - report.attributesKept
    report.triangles = mesh.triangles.count
    report.vertices = mesh.vertices.count
    var clock = Stopwatch()
    let sink = try ByteSink(.file(outputFile), ledger: context.ledger)
    report.warnings += try target.write(whole, to: sink, context: context)
    if options.verifies { try Verification.check(outputFile, holds: mesh, as: target, context: context) }
    if let remapFile {
      let sink = try ByteSink(.file(remapFile), ledger: context.ledger)
      try NPYWriter.write(int32: remap ?? mesh.triangles.matrix, to: sink)
      try sink.finish()
    }
    try outputFile.commit(durable: options.isDurable)
    try remapFile?.commit(durable: options.isDurable)
    report.secondsWriting = clock.lap()
    report.bytesOut = outputFile.byteCount
  }

  private func openOutput() throws(FileError) -> OutputFile {
    output == "-" ? .standardOutput() : try OutputFile(path: output)
  }

  /// Makes the reader, and notes in the report what it was and what it met, also when it fails.
  private func withInput<Value>(
    _ source: ByteSource, for target: MeshOutput? = nil, _ body: (InputReader) throws -> Value
  ) throws -> Value {
    let input = try CompressedInput(source, options: options.reader)
    defer { report.bytesIn = input.bytesRead }
    report.compression = input.compression
    var readerOptions = options.reader
    readerOptions.wantedAttributes = wantedAttributes(for: target)
    readerOptions.splitsVertices = options.weldsAttributes
    let (format, reader) = try InputReader.make(input.source, format: options.from, options: readerOptions)
    report.formatIn = format.rawValue
    defer { report.warnings = reader.reader.warnings.warnings + input.warnings.warnings }
    let value = try body(reader)
    try input.readToEnd()
    return value
  }

  /// Reads the input into a mesh; the second answer is the remap of an indexed file that was welded.
  private func read(_ reader: InputReader, _ context: JobContext) throws -> (
    mesh: TriangleMesh, remap: Matrix<VertexIndex>?
  ) {
    switch reader {
    case .soup(let stream):
      let pipeline = SoupPipeline(
        weld: options.weld, nonFinite: options.nonFinite, dropsDegenerate: options.dropsDegenerate)
      var outcome = SoupPipeline.Outcome()
      defer {
        report.corners = outcome.corners
        report.degenerate = outcome.degenerate
        report.droppedDegenerate = options.dropsDegenerate ? outcome.degenerate : 0
        report.nonFinite = outcome.nonFinite
        report.droppedNonFinite = outcome.droppedNonFinite
        report.secondsReading = outcome.secondsReading
        report.secondsWelding = outcome.secondsWelding
        report.attributesDropped = stream.attributesDropped
      }
      let mesh = try pipeline.run(
        stream, file: stream.source.name, format: stream.formatName, context: context, outcome: &outcome)
      report.merged = outcome.corners - 3 * outcome.droppedNonFinite - mesh.vertices.count
      return (mesh, nil)
    case .indexed(let stream):
      var clock = Stopwatch()
      let indexed = try stream.readMesh(ledger: context.ledger) { try context.report(.reading, fraction: $0) }
      report.secondsReading = clock.lap()
      report.polygonsSplit = indexed.polygonsSplit
      report.polygonTriangles = indexed.polygonTriangles
      report.facesSkipped = indexed.facesSkipped
      report.attributesDropped = indexed.attributesDropped
      report.corners = 3 * indexed.mesh.triangles.count
      let result = try prepare(indexed.mesh, of: stream, context)
      report.secondsWelding = clock.lap()
      return result
    }
  }

  /// Applies the policies to an indexed mesh.
  private func prepare(
    _ read: TriangleMesh, of reader: any IndexedReader, _ context: JobContext
  ) throws -> (mesh: TriangleMesh, remap: Matrix<VertexIndex>?) {
    var mesh = read
    var remap: Matrix<VertexIndex>?
    let (nonFinite, firstVertex) = mesh.nonFiniteCoordinates
    report.nonFinite = nonFinite
    if let firstVertex, options.nonFinite == .error {
      throw FormatError(
        .nonFinite, file: reader.source.name, format: reader.formatName,
        expected: "finite coordinates (or --nonfinite drop|keep)",
        found:
          "\(NumberText.grouped(nonFinite)) that are NaN or infinite, the first in vertex \(NumberText.grouped(firstVertex + 1))"
      )
    }
    if nonFinite > 0 && options.nonFinite == .drop {
      let before = mesh.triangles.count
      let vertices = mesh.vertices
      mesh.filterTriangles { triangle in
        (0..<3).allSatisfy { corner in
          let p = vertices[Int(triangle[corner])]
          return p.x.isFinite && p.y.isFinite && p.z.isFinite
        }
      }
      report.droppedNonFinite = before - mesh.triangles.count
      // Left in, they would make the output one that Facet itself refuses.
      mesh.removeNonFiniteVertices()
    }
    if options.weld == .exact {
      let (welded, map) =
        options.weldsAttributes
        ? try VertexWeld.weldAttributes(mesh, ledger: context.ledger)
        : try VertexWeld.weld(mesh, ledger: context.ledger)
      if !options.weldsAttributes { report.attributesDropped += VertexWeld.attributesLost(mesh, remap: map) }
      report.merged = mesh.vertices.count - welded.vertices.count
      mesh = welded
      remap = Matrix(map, rows: 1, columns: map.count)
    }
    report.degenerate = mesh.degenerateTriangleCount
    if options.dropsDegenerate && report.degenerate > 0 {
      mesh.filterTriangles { $0.x != $0.y && $0.y != $0.z && $0.x != $0.z }
      report.droppedDegenerate = report.degenerate
    }
    return (mesh, remap)
  }
}
