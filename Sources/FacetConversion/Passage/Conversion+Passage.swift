// Soups that need no weld: their corners go from the readers to the output as they come, and no mesh is made. A hidden output
// takes them at once, and its beginning is put right at the end, when the count is known. To standard output and devices
// nothing may go before all was accepted: files are read twice, and what can be read once only waits in a temporary file.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

extension Conversion {
  /// Makes the writer for corners that pass by; nil when the conversion needs a mesh.
  func makeCornerWriter(
    for target: MeshOutput, _ pending: [PendingInput], _ context: JobContext
  ) throws -> (any CornerWriter)? {
    guard passesSoups, options.needsNoWeld(for: target.format), pending.allSatisfy(\.look.isSoup) else { return nil }
    return try target.format.makeCornerWriter(
      precision: Self.precision(of: pending), digits: target.digits, mostVertices: mostVertices, ledger: context.ledger)
  }

  /// Float32 only when each of the soups is.
  static func precision(of pending: [PendingInput]) -> SourcePrecision {
    pending.allSatisfy { $0.look.precision ?? .float32 == .float32 } ? .float32 : .float64
  }

  /// Reads all inputs and writes the output. It does not appear yet.
  func pass(
    _ pending: inout [PendingInput], with writer: any CornerWriter, from target: MeshOutput, to files: OutputFiles,
    _ context: JobContext
  ) throws {
    report.mode = .streaming
    if options.verifies { try files.checkReadingBack() }
    let passage = SoupPassage(
      target, writer, precision: Self.precision(of: pending), isFingerprinted: options.verifies)
    report.precision = passage.precision
    if files.isRewritable {
      try passThrough(passage, &pending, to: files, context)
    } else if canBeReadTwice(pending) {
      try passTwice(passage, &pending, to: files, context)
    } else {
      try passThroughSpool(passage, &pending, to: files, context)
    }
    passage.note(in: &report)
    if options.verifies { try files.verify(passage, context: context) }
  }

  /// Reads and writes at once. The beginning of the output is made for a guess of the count.
  private func passThrough(
    _ passage: SoupPassage, _ pending: inout [PendingInput], to files: OutputFiles, _ context: JobContext
  ) throws {
    let sink = try files.makeSink(context)
    let guess = min(Self.sum(pending.map(\.look.triangles)) ?? 0, passage.writer.mostTriangles)
    let start = passage.writer.header(triangles: guess)
    try sink.write(start)
    try passInputs(&pending, .reading, context) { block in
      try passage.count(block)
      try passage.write(block, to: sink)
    }
    report.outputWarnings = try passage.finishCounting()
    let header = passage.writer.header(triangles: passage.triangles)
    if header != start {
      try sink.finish()
      try files.replaceStart(start.count, by: header)
    }
    try writeEnd(passage, to: sink, context)
  }

  /// Reads once to count and to accept, and once more to write.
  private func passTwice(
    _ passage: SoupPassage, _ pending: inout [PendingInput], to files: OutputFiles, _ context: JobContext
  ) throws {
    stamps = [:]
    try passInputs(&pending, .reading, context) { try passage.count($0) }
    report.outputWarnings = try passage.finishCounting()
    let sink = try files.makeSink(context)
    try sink.write(passage.writer.header(triangles: passage.triangles))
    // What the inputs held was counted.
    let counted = report
    var written = 0
    defer {
      let seconds = (report.secondsReading, report.secondsWriting)
      report = counted
      report.secondsReading += seconds.0
      report.secondsWriting += seconds.1
    }
    try passInputs(&pending, .writing, context) { block in
      written += block.count / 3
      try passage.write(block, to: sink)
    }
    guard written == passage.triangles else { throw changed(0) }
    try writeEnd(passage, to: sink, context)
  }

  /// Keeps the corners in a temporary file until all are there.
  private func passThroughSpool(
    _ passage: SoupPassage, _ pending: inout [PendingInput], to files: OutputFiles, _ context: JobContext
  ) throws {
    let folder = context.ledger.ceiling?.temporaryFolder ?? options.temporaryFolder ?? "/var/tmp"
    let spool = try SoupSpool(precision: passage.precision, inFolder: folder, ledger: context.ledger)
    try passInputs(&pending, .reading, context) { block in
      try passage.count(block)
      try spool.add(block)
    }
    report.outputWarnings = try passage.finishCounting()
    var clock = Stopwatch()
    let sink = try files.makeSink(context)
    try sink.write(passage.writer.header(triangles: passage.triangles))
    let block = try CornerBlock(precision: passage.precision, ledger: context.ledger)
    while try spool.fill(block) {
      try passage.write(block, to: sink)
      try context.report(.writing, fraction: spool.progress)
    }
    report.secondsWriting += clock.lap()
    try writeEnd(passage, to: sink, context)
  }

  /// Reads every input to its end.
  private func passInputs(
    _ pending: inout [PendingInput], _ stage: JobContext.Progress.Stage, _ context: JobContext,
    _ receive: @escaping (CornerBlock) throws -> Void
  ) throws {
    // Without a weld degenerate triangles are told by their positions.
    let policies = SoupPipeline(
      weld: .none, nonFinite: options.nonFinite, dropsDegenerate: options.dropsDegenerate)
    let feed = try SoupFeed(policies, precision: Self.precision(of: pending), context: context) {
      for block in $0 { try receive(block) }
    }
    let progress = InputProgress(pending.map(\.look))
    let before = (report.secondsReading, report.secondsWriting)
    defer {
      report.secondsReading = before.0 + feed.secondsReading
      report.secondsWriting = before.1 + feed.secondsReceiving
      report.secondsWelding = 0
      report.degenerate = feed.degenerateCount
      report.droppedDegenerate = options.dropsDegenerate ? feed.degenerateCount : 0
    }
    for index in pending.indices { try read(&pending[index], index, into: feed, progress, stage, context) }
  }

  private func writeEnd(_ passage: SoupPassage, to sink: ByteSink, _ context: JobContext) throws {
    var clock = Stopwatch()
    let all = Double(max(1, passage.triangles))
    try passage.writer.writeEnd(triangles: passage.triangles, to: sink) {
      try context.report(.writing, fraction: Double($0) / all)
    }
    try sink.finish()
    report.secondsWriting += clock.lap()
  }

  /// Whether every input is a regular file that is read as it is.
  private func canBeReadTwice(_ pending: [PendingInput]) -> Bool {
    pending.indices.allSatisfy {
      inputs[$0] != "-" && pending[$0].look.size != nil && report.inputs[$0].compression == nil
    }
  }
}

extension ConversionOptions {
  /// Whether the corners of soups can go to an output of this format as they come: there is no weld, or the output has no
  /// vertices that would show it.
  func needsNoWeld(for format: MeshFormat) -> Bool {
    let isSTL = format == .stl || format == .stlASCII
    return (weld == .none || weld == .auto && isSTL) && remapPath == nil && !weldsAttributes
  }
}
