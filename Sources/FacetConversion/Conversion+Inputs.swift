// Reading: one input or several, which become one mesh in the order given. Soups are one soup, welded once; the vertices of
// indexed files follow each other.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads
import FacetWeld

extension Conversion {
  /// Opens the inputs, so that one that is not there is told before anything is written.
  func openInputs(_ context: JobContext) throws -> [PendingInput] {
    (ledger, pool) = (context.ledger, context.pool)
    guard !inputs.isEmpty else { throw ConversionFailure(.usage, code: "usage", "there is no input") }
    guard inputs.count(where: { $0 == "-" }) <= 1 else {
      throw ConversionFailure(.usage, code: "usage", "standard input (-) can be read once only")
    }
    guard inputs.count == 1 || options.reader.trianglesPath == nil else {
      throw ConversionFailure(.usage, code: "usage", "--triangles belongs to one table of nodes, not to several inputs")
    }
    if inputs.count == 1 {
      return [PendingInput(state: .source(try InputReader.open(inputs[0], ledger: context.ledger, pool: context.pool)))]
    }
    return try inputs.indices.map { index in
      let source = try InputReader.open(inputs[index], ledger: ledger, pool: pool)
      let isFile = source.size != nil
      let open = try makeReader(source, index)
      report.inputs[index].bytes = 0
      return PendingInput(state: isFile ? .closed : .open(open), look: open.look)
    }
  }

  /// Looks at what the inputs are, where that was not done when they were opened.
  /// - Parameter target: where the mesh goes, which decides what is collected beside it; nil for nowhere.
  func lookAtInputs(_ pending: inout [PendingInput], for target: MeshOutput?) throws {
    kinds = wantedAttributes(for: target)
    // Normals and colours are there for all vertices or for none: those of one input of several are dropped, and counted.
    if inputs.count > 1 { kinds.formIntersection([.facetWords]) }
    if case .source(let source) = pending[0].state {
      let open = try makeReader(source, 0)
      pending[0] = PendingInput(state: .open(open), look: open.look)
    }
  }

  /// Reads all inputs into one mesh; the second answer is the remap of indexed files that were welded.
  /// - Parameter target: where the mesh goes, which decides what is collected beside it; nil for nowhere.
  func readInputs(
    _ pending: [PendingInput], for target: MeshOutput? = nil, _ context: JobContext
  ) throws -> (mesh: TriangleMesh, remap: Matrix<VertexIndex>?) {
    (ledger, pool) = (context.ledger, context.pool)
    var pending = pending
    try lookAtInputs(&pending, for: target)
    let looks = pending.map(\.look)
    guard looks.allSatisfy(\.isSoup) else { return try apply(try readMeshes(pending, context), context) }
    let weld = try makeWeld(pending, dropsDegenerate: options.dropsDegenerate, context)
    let feed = try makeFeed(pending, dropsDegenerate: options.dropsDegenerate, context) { try weld.add($0) }
    let progress = InputProgress(looks)
    for index in pending.indices { try read(&pending[index], index, into: feed, progress, .reading, context) }
    noteDegenerate(weld, feed)
    return (try finish(weld), nil)
  }

  /// Reads inputs of which at least one is an indexed file.
  private func readMeshes(_ pending: [PendingInput], _ context: JobContext) throws -> TriangleMesh {
    var pending = pending
    let looks = pending.map(\.look)
    let progress = InputProgress(looks)
    if pending.count == 1 { return try readIndexed(&pending[0], 0, progress, context) }
    var whole = try MeshConcatenation(ledger: context.ledger)
    guard looks.contains(where: \.isSoup) else {
      for index in pending.indices {
        let mesh = try readIndexed(&pending[index], index, progress, context)
        try checkRoom(whole.hasRoom(forVertices: mesh.vertices.count), index)
        try whole.append(mesh)
      }
      return try whole.finish()
    }
    // Triangles are dropped from the whole, at the end.
    let weld = try makeWeld(pending, dropsDegenerate: false, context)
    let feed = try makeFeed(pending, dropsDegenerate: false, context) { try weld.add($0) }
    var parts: [MeshPart] = []
    for index in pending.indices {
      if looks[index].isSoup {
        let before = weld.triangleCount
        try read(&pending[index], index, into: feed, progress, .reading, context)
        parts.append(.soup(triangles: before..<weld.triangleCount))
      } else {
        parts.append(.mesh(try readIndexed(&pending[index], index, progress, context)))
      }
    }
    let welded = try finish(weld)
    let vertices = MeshPart.vertices(of: parts, in: welded)
    let soup = try MeshPart.renumber(welded, parts, vertices, ledger: context.ledger) { try checkRoom(false, $0) }
    for index in parts.indices {
      switch parts[index] {
      case .mesh(let mesh): try whole.append(mesh)
      case .soup(let triangles):
        try whole.append(soup, vertices: vertices[index], triangles: triangles, numbering: 0)
      }
      // Its memory goes back at once.
      parts[index] = .soup(triangles: 0..<0)
    }
    return try whole.finish()
  }

  /// A weld for all soups among the inputs: float32 only when each of them is.
  func makeWeld(
    _ pending: [PendingInput], dropsDegenerate: Bool, _ context: JobContext
  ) throws -> SoupWeld {
    let soups = pending.map(\.look).filter(\.isSoup)
    return try policies(dropsDegenerate).makeWeld(
      Self.precision(of: pending), expectedTriangles: Self.sum(soups.map(\.triangles)),
      pool: context.pool, ledger: context.ledger)
  }

  /// Hands on what the soups among the inputs hold.
  func makeFeed(
    _ pending: [PendingInput], dropsDegenerate: Bool, _ context: JobContext,
    receive: @escaping ([CornerBlock]) throws -> Void
  ) throws -> SoupFeed {
    try SoupFeed(
      policies(dropsDegenerate), precision: Self.precision(of: pending), context: context, receive: receive)
  }

  private func policies(_ dropsDegenerate: Bool) -> SoupPipeline {
    SoupPipeline(weld: options.weld, nonFinite: options.nonFinite, dropsDegenerate: dropsDegenerate)
  }

  func noteDegenerate(_ weld: SoupWeld, _ feed: SoupFeed) {
    report.degenerate = weld.degenerateCount + feed.degenerateCount
    report.droppedDegenerate = options.dropsDegenerate ? report.degenerate : 0
  }

  /// What several counts are together; nil where one of them is not known.
  static func sum(_ counts: [Int?]) -> Int? {
    var sum = 0
    for count in counts {
      guard let count else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(count)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  /// Reads one soup.
  func read(
    _ pending: inout PendingInput, _ index: Int, into feed: SoupFeed, _ progress: InputProgress,
    _ stage: JobContext.Progress.Stage, _ context: JobContext
  ) throws {
    let open = try open(&pending, index)
    guard case .soup(let stream) = open.reader, stream.precision == .float32 || feed.precision == .float64
    else { throw changed(index) }
    try checkUnchanged(open, index)
    var counts = SoupPipeline.Counts()
    defer {
      report.attributesDropped += stream.attributesDropped
      report.inputs[index].corners = counts.corners
      report.inputs[index].triangles = counts.corners / 3
      report.corners += counts.corners
      report.nonFinite += counts.nonFinite
      report.droppedNonFinite += counts.droppedNonFinite
      report.secondsReading = feed.secondsReading
      report.secondsWelding = feed.secondsReceiving
    }
    try noting(open, index) {
      try feed.add(stream, file: stream.source.name, format: stream.formatName, counts: &counts) {
        partRead = progress.fraction(of: index, open, part: $0)
        try context.report(stage, fraction: partRead)
      }
    }
    try checkUnchanged(open, index)
  }

  /// A file that is read twice must still be the one that it was.
  private func checkUnchanged(_ open: OpenInput, _ index: Int) throws {
    guard stamps != nil, let stamp = try open.bytes.stamp() else { return }
    if let before = stamps?[index], before != stamp {
      throw FileError(
        .changedWhileReading, path: inputs[index], errno: 0, reason: "it was written to between two readings")
    }
    stamps?[index] = stamp
  }

  /// Ends the weld of the soups.
  func finish(_ weld: SoupWeld) throws -> TriangleMesh {
    var clock = Stopwatch()
    let mesh = try weld.finish()
    report.secondsWelding += clock.lap()
    report.merged += weld.cornerCount - mesh.vertices.count
    return mesh
  }

  /// Reads one indexed file, and does what is asked about NaN and infinities.
  private func readIndexed(
    _ pending: inout PendingInput, _ index: Int, _ progress: InputProgress, _ context: JobContext
  ) throws -> TriangleMesh {
    let open = try open(&pending, index)
    guard case .indexed(let stream) = open.reader else { throw changed(index) }
    var clock = Stopwatch()
    let read = try noting(open, index) {
      defer { report.secondsReading += clock.lap() }
      return try stream.readMesh(ledger: context.ledger) {
        try context.report(.reading, fraction: progress.fraction(of: index, open, part: $0))
      }
    }
    report.polygonsSplit += read.polygonsSplit
    report.polygonTriangles += read.polygonTriangles
    report.facesSkipped += read.facesSkipped
    report.attributesDropped += read.attributesDropped
    report.inputs[index].vertices = read.mesh.vertices.count
    report.inputs[index].triangles = read.mesh.triangles.count
    report.inputs[index].corners = 3 * read.mesh.triangles.count
    report.corners += 3 * read.mesh.triangles.count
    return try withoutNonFinite(read.mesh, of: stream)
  }

  // MARK: Opening

  /// Makes the reader of an input, and notes in the report what it is.
  private func makeReader(_ source: ByteSource, _ index: Int) throws -> OpenInput {
    let bytes = try CompressedInput(source, options: options.reader)
    report.inputs[index].compression = bytes.compression
    defer { report.inputs[index].bytes = bytes.bytesRead }
    var readerOptions = options.reader
    readerOptions.wantedAttributes = kinds
    readerOptions.ledger = ledger
    readerOptions.pool = pool
    readerOptions.splitsVertices = options.weldsAttributes
    let (format, reader) = try InputReader.make(bytes.source, format: options.from, options: readerOptions)
    report.inputs[index].format = format.rawValue
    report.inputs[index].dialect = reader.reader.dialect
    return OpenInput(bytes: bytes, format: format, reader: reader)
  }

  /// Takes an input out of the waiting ones.
  private func open(_ pending: inout PendingInput, _ index: Int) throws -> OpenInput {
    defer { pending.state = .closed }
    switch pending.state {
    case .open(let open): return open
    case .source(let source): return try makeReader(source, index)
    case .closed: return try makeReader(try InputReader.open(inputs[index], ledger: ledger, pool: pool), index)
    }
  }

  /// Reads an input to its end, and notes in the report what it met, also when it fails.
  private func noting<Value>(_ open: OpenInput, _ index: Int, _ read: () throws -> Value) throws -> Value {
    defer {
      // Arrays and tables in two files are counted by their reader.
      let isPacked = open.bytes.compression != nil
      report.inputs[index].bytes =
        isPacked ? open.bytes.bytesRead : max(open.bytes.bytesRead, open.reader.reader.consumedBytes)
      report.inputs[index].dialect = open.reader.reader.dialect
      report.inputs[index].warnings = open.reader.reader.warnings.warnings + open.bytes.warnings.warnings
    }
    let value = try read()
    try open.bytes.readToEnd()
    return value
  }

  func changed(_ index: Int) -> FileError {
    FileError(.changedWhileReading, path: inputs[index], errno: 0, reason: "it is another kind of file now")
  }

  private func checkRoom(_ hasRoom: Bool, _ index: Int) throws(FormatError) {
    guard !hasRoom else { return }
    throw FormatError(
      .tooManyVertices, file: inputs[index], format: "",
      expected:
        "with this input the mesh has more than \(VertexIndex.max) vertices, the most that 32-bit indices can number")
  }
}
