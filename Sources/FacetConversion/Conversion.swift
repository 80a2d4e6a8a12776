// One conversion from end to end: open, detect, read and weld, write, verify, commit. The output appears last, whole.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// Converts one input, or several that become one mesh, to one output.
///
/// `run` either makes the output appear whole or throws and leaves everything as it was. The report is filled as the job
/// goes, so that it tells something also after a failure.
public final class Conversion {
  public let inputs: [String]
  public let output: String
  public let options: ConversionOptions
  public internal(set) var report = ConversionReport()
  /// What readers collect beside the mesh.
  var kinds: MeshAttributes.Kinds = []
  /// The books of the job, for readers.
  var ledger: MemoryLedger?
  /// The threads of the job, for readers.
  var pool = WorkerPool()
  /// The files of inputs that are read twice, as they were first; nil where that is not done.
  var stamps: [Int: FileStamp]?
  /// How much of all inputs was read; nil where that is not known.
  var partRead: Double?
  /// Soups that need no weld go without a mesh. A test turns it off, for the other way gives the same bytes.
  var passesSoups = true
  /// The most vertices that an output may number; less only in tests.
  var mostVertices = Int(VertexIndex.max)

  /// - Parameters:
  ///   - input: a path, or `-` for standard input.
  ///   - output: a path, or `-` for standard output.
  public convenience init(input: String, output: String, options: ConversionOptions = ConversionOptions()) {
    self.init(inputs: [input], output: output, options: options)
  }

  /// - Parameters:
  ///   - inputs: paths, or `-` for standard input, once. They become one mesh in this order: all soups together are welded
  ///     once, and the vertices of indexed files follow those before, unless everything is to be welded exactly.
  ///   - output: a path, or `-` for standard output.
  public init(inputs: [String], output: String, options: ConversionOptions = ConversionOptions()) {
    self.inputs = inputs
    self.output = output
    self.options = options
    report.inputs = inputs.map { ConversionReport.Input(name: $0) }
    report.output = output
    report.options = options.described
  }

  /// Does the work. Call it once.
  /// - Throws: `ConversionFailure`.
  public func run(context: JobContext) throws(ConversionFailure) {
    var clock = Stopwatch()
    report.threads = context.pool.threadCount
    do {
      try context.pool.keepingThreads { try convert(context) }
    } catch {
      report.failure = smallestCeiling(insteadOf: ConversionFailure(error), context)
    }
    report.secondsTotal = clock.lap()
    report.peakResidentBytes = ProcessMemory.peakResidentBytes
    let snapshot = context.ledger.snapshot()
    report.ledger = MemoryPurpose.allCases.compactMap { purpose in
      snapshot.balances[purpose].map { (purpose.rawValue, $0.peak) }
    }
    report.freshBytes = snapshot.fresh
    report.bytesSpilled = snapshot.spilled.peak + snapshot.spooled
    if report.bytesSpilled > 0 && report.mode == .memory { report.mode = snapshot.spooled > 0 ? .spilled : .streaming }
    ProcessMemory.releaseFreeBlocks()
    if let failure = report.failure { throw failure }
  }

  /// Reads the inputs without writing anything.
  func readMesh(context: JobContext) throws(ConversionFailure) -> TriangleMesh {
    do {
      return try readInputs(openInputs(context), context).mesh
    } catch {
      throw ConversionFailure(error)
    }
  }

  /// Reads an input that is open.
  func readMesh(from source: ByteSource, context: JobContext) throws -> TriangleMesh {
    try readInputs([PendingInput(state: .source(source))], context).mesh
  }

  /// Writes a mesh to the output without reading anything.
  func writeMesh(_ mesh: TriangleMesh, context: JobContext) throws(ConversionFailure) {
    do {
      let target = try meshOutput()
      let files = try OutputFiles(target)
      report.outputWarnings = try files.write(mesh, context: context)
      try files.commit(durable: options.isDurable)
    } catch {
      throw ConversionFailure(error)
    }
  }

  private func convert(_ context: JobContext) throws {
    let target = try meshOutput()
    report.formatOut = target.format.rawValue
    predict(context)
    // An input that is not there is told first, then an output that can't be made: both before anything is read.
    var pending = try openInputs(context)
    let files = try OutputFiles(target)
    let remapFile = try options.remapPath.map { try OutputFile(path: $0) }
    try lookAtInputs(&pending, for: target)
    if let writer = try makeCornerWriter(for: target, pending, context) {
      try pass(&pending, with: writer, from: target, to: files, context)
    } else if let writer = makeIndexedWriter(for: target, pending, files, context) {
      try passWelded(&pending, with: writer, from: target, to: files, context)
    } else {
      try convertWhole(pending, target, files, remapFile, context)
    }
    var clock = Stopwatch()
    try files.commit(durable: options.isDurable)
    try remapFile?.commit(durable: options.isDurable)
    report.secondsWriting += clock.lap()
    report.bytesOut = files.byteCount
    report.outputFiles = files.paths
  }

  /// Reads the inputs into a mesh and writes that. The outputs do not appear yet.
  private func convertWhole(
    _ pending: [PendingInput], _ target: MeshOutput, _ files: OutputFiles, _ remapFile: OutputFile?,
    _ context: JobContext
  ) throws {
    let (whole, remap) = try readInputs(pending, for: target, context)
    try write(whole, remap: remap, target, files, remapFile, context)
  }

  /// Writes a mesh. The outputs do not appear yet.
  func write(
    _ whole: TriangleMesh, remap: Matrix<VertexIndex>?, _ target: MeshOutput, _ files: OutputFiles,
    _ remapFile: OutputFile?, _ context: JobContext
  ) throws {
    let mesh = target.stripped(whole)
    report.attributesKept = mesh.attributeCounts
    report.attributesDropped += whole.attributeCounts - report.attributesKept
    report.precision = mesh.sourcePrecision
    report.triangles = mesh.triangles.count
    report.vertices = mesh.vertices.count
    var clock = Stopwatch()
    report.outputWarnings = try files.write(whole, context: context)
    if options.verifies { try files.verify(mesh, context: context) }
    if let remapFile {
      let sink = try ByteSink(.file(remapFile), ledger: context.ledger)
      try NPYWriter.write(int32: remap ?? mesh.triangles.matrix, to: sink)
      try sink.finish()
    }
    report.secondsWriting = clock.lap()
  }
}
