// Where a mesh goes: one file, or the pair of .npy files, which appear together.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// The file of an output, or its two files.
struct OutputFiles {
  private let target: MeshOutput
  /// The file; of a pair the vertices, by which it is opened.
  private let main: OutputFile
  /// The triangles of a pair.
  private let triangles: OutputFile?

  /// Makes the places to write to. Nothing changes under their names before `commit`.
  /// - Throws: `FileError` at once when one of them can't be made.
  init(_ target: MeshOutput) throws(FileError) {
    self.target = target
    if target.format == .npy {
      let paths = NPYPair.files(forOutput: target.name)
      main = try OutputFile(path: paths.vertices)
      triangles = try OutputFile(path: paths.triangles)
    } else {
      main = target.name == "-" ? .standardOutput() : try OutputFile(path: target.name)
      triangles = nil
    }
  }

  /// The bytes written so far.
  var byteCount: Int { main.byteCount + (triangles?.byteCount ?? 0) }
  /// The paths of a pair; empty for one file.
  var paths: [String] { triangles.map { [main.path, $0.path] } ?? [] }

  /// Writes the whole mesh.
  /// - Returns: the warnings about what the format can't hold.
  func write(_ mesh: TriangleMesh, context: JobContext) throws -> [FormatWarning] {
    let sink = try ByteSink(.file(main), ledger: context.ledger)
    guard let triangles else { return try target.write(mesh, to: sink, context: context) }
    try NPYPairWriter.write(mesh, vertices: sink, triangles: ByteSink(.file(triangles), ledger: context.ledger)) {
      try context.report(.writing, fraction: $0)
    }
    return []
  }

  /// Whether bytes that were written can be changed: not on devices and standard output.
  var isRewritable: Bool { main.pathForReadingBack != nil }

  /// A place for bytes of the file, in order.
  func makeSink(_ context: JobContext) throws(FileError) -> ByteSink {
    try ByteSink(.file(main), ledger: context.ledger)
  }

  /// Replaces the first bytes by others, of any number.
  func replaceStart(_ count: Int, by bytes: [UInt8]) throws(FileError) { try main.replaceStart(count, by: bytes) }

  /// Drops what was written.
  func startAgain() throws(FileError) { try main.startAgain() }

  /// Sets the next pages aside. Answers false when there is nothing left to do.
  func populate(upTo end: Int, step: Int) -> Bool { main.populate(upTo: end, step: step) }

  /// Refuses an output that can't be read back.
  func checkReadingBack() throws(ConversionFailure) { _ = try Verification.readingBack(main) }

  /// Reads back what was written without a mesh.
  func verify(_ passage: SoupPassage, context: JobContext) throws {
    try Verification.check(main, holds: passage, context: context)
  }

  /// Reads everything back.
  func verify(_ mesh: TriangleMesh, context: JobContext) throws {
    try Verification.check(main, triangles: triangles, holds: mesh, as: target, context: context)
  }

  /// Makes the output appear. Of a pair the triangles come first: without vertices beside them nothing opens them.
  func commit(durable: Bool) throws(FileError) {
    guard let triangles else { return try main.commit(durable: durable) }
    try OutputFile.commit(triangles, then: main, durable: durable)
  }
}
