// Soups whose vertices go to the output while the weld still finds more: a vertex has its number and its place from the first
// corner that names it. So no rows of vertices are made, and where there is a second thread their text costs no time: while one
// welds a round of blocks, the other writes what the round before has found, and then sets pages aside for what will come.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads
import FacetWeld

/// Vertices on their way from a weld to an output, and the faces behind them.
final class WeldedPassage {
  /// What is set aside at once by a thread that has nothing else to do; little, for the other one may be done at any time.
  private static let populateStep = 1 << 18

  let weld: SoupWeld
  private let target: MeshOutput
  private let writer: IndexedWriter
  private let files: OutputFiles
  private let pool: WorkerPool
  private let ledger: MemoryLedger
  /// Nil once the weld spilled, so that its numbers are not final: nothing is written any more, and the output is empty again.
  private var sink: ByteSink?
  private let expectedTriangles: Int?
  /// Positions that were found and are not written yet, in the first so many of these blocks.
  private var waiting: [CornerBlock] = []
  private var waitingCount = 0
  /// The vertices that were written or wait.
  private var taken = 0
  /// What stands before the first vertex, for a guess of the counts; nil until then.
  private var start: [UInt8]?

  /// - Parameter expectedTriangles: how many will probably come; nil where nobody knows.
  init(
    _ weld: SoupWeld, _ writer: IndexedWriter, _ target: MeshOutput, to files: OutputFiles, expectedTriangles: Int?,
    _ context: JobContext
  ) throws {
    (self.weld, self.writer, self.target, self.files) = (weld, writer, target, files)
    self.expectedTriangles = expectedTriangles
    (pool, ledger) = (context.pool, context.ledger)
    sink = try files.makeSink(context)
  }

  /// Welds blocks, and writes the vertices that were found before.
  /// - Parameter part: how much of all inputs the blocks before these were; nil where that is not known.
  func take(_ blocks: [CornerBlock], part: Double?) throws {
    guard let sink else { return try weld.add(blocks) }
    let triangles = expectedTriangles ?? part.map { $0 > 0 ? Int(Double(weld.triangleCount) / $0) : 0 } ?? 0
    let end = expectedEnd(triangles: triangles, written: sink.byteCount)
    let pages = unsafe pool.threadCount > 1 ? weld.pagesAhead(ofCorners: blocks.reduce(0) { $0 + $1.count }) : []
    try weld.add(blocks) { isDone in
      for index in unsafe pages.indices { unsafe MappedStorage.populate(pages[index]) }
      try writeWaiting(to: sink, triangles: triangles)
      while !isDone(), files.populate(upTo: end, step: Self.populateStep) {}
    }
    if weld.isSpilled { try giveUp() } else { try collect() }
  }

  /// Writes all that is left, and answers what passed; nil where the weld spilled and the mesh must be made. Call it once.
  /// - Parameter onProgress: called with the part of the faces that was written.
  func finish(onProgress: (Double) throws -> Void) throws -> Summary? {
    guard let sink else { return nil }
    var summary = Summary(vertices: weld.vertexCount)
    try writeWaiting(to: sink, triangles: expectedTriangles ?? weld.triangleCount)
    waiting = []
    let (triangles, words) = try weld.finishTriangles()
    summary.triangles = triangles.count
    summary.attributes[.facetWords] = words.map(TriangleMesh.wordCount) ?? 0
    let header = writer.header(vertices: summary.vertices, triangles: triangles.count)
    if let start, start != header {
      try sink.finish()
      try files.replaceStart(start.count, by: header)
    }
    try writer.writeFaces(triangles, to: sink, pool: pool) { try onProgress(Double($0) / Double(triangles.count)) }
    try sink.finish()
    return summary
  }

  /// What passed.
  struct Summary {
    var vertices: Int
    var triangles = 0
    /// What the soups had beside their shape.
    var attributes = AttributeCounts()
  }

  /// Copies the positions that the weld has found since, because it may move them.
  private func collect() throws {
    while taken < weld.vertexCount {
      if waitingCount == waiting.count { waiting.append(try CornerBlock(precision: .float64, ledger: ledger)) }
      let block = waiting[waitingCount]
      weld.copyVertices(from: taken, into: block)
      taken += block.count
      waitingCount += 1
    }
  }

  /// - Parameter triangles: how many there will probably be.
  private func writeWaiting(to sink: ByteSink, triangles: Int) throws {
    if start == nil {
      // A closed mesh, or a large grid, has half as many vertices.
      let header = writer.header(
        vertices: max(min(1, taken), min(triangles / 2 + 2, Int(VertexIndex.max))), triangles: triangles)
      try sink.write(header)
      start = header
    }
    for block in waiting[..<waitingCount] { try writer.writePositions(block, to: sink) }
    waitingCount = 0
  }

  private func giveUp() throws {
    waiting = []
    sink = nil
    try files.startAgain()
  }

  /// How large the output will be by what was written so far.
  private func expectedEnd(triangles: Int, written: Int) -> Int {
    guard weld.triangleCount > 0, taken > 0 else { return 0 }
    let part = min(1, Double(weld.triangleCount) / Double(max(1, triangles)))
    let vertices = Double(taken) / part
    return Int(Double(written) / part) + target.faceBytes(vertices: Int(vertices), triangles: triangles)
  }
}
