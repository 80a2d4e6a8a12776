// glTF 2.0, binary or as a text that holds everything. The JSON comes first and tells what there will be; then the binary
// chunk is read into memory, and each primitive is decoded from there into the arrays of one mesh.
import FacetArrays
import FacetCompression
import FacetMemory
import FacetMesh

/// Reads the triangles that the scene of a glTF file shows, as one mesh.
///
/// The scene is the one that the file names, else its first, else all nodes without a parent; without any node each mesh
/// is taken once. A mesh that is shown twice is there twice. Nodes move their meshes, in Float64; a node that mirrors
/// turns the winding, as the specification demands. Primitives of one mesh with the same positions share their vertices.
/// Strips and fans become triangles; lines are left out, and points too, unless the scene shows nothing else: then they
/// are vertices. Materials, animations, skins and morph targets are not looked at. Nothing that is named inside a file is
/// ever opened.
///
/// Normals and the first set of colours are kept where the options want them; all else that vertices have is counted. A node
/// turns normals by the transposed inverse of its matrix. Where primitives share positions but not normals or colours, those
/// of the first count (`ReaderOptions.splitsVertices` shares nothing then). A vertex has the normal 0 0 0 where only others
/// have one, and is white where only others have a colour.
///
/// Source: Khronos Group, "glTF 2.0 Specification"; KHR_mesh_quantization.
@safe public final class GLBReader: IndexedReader {
  public let formatName: String
  public let warnings: WarningLog
  public var source: ByteSource { input.source }
  /// The vertices that the scene shows, as the JSON declares them.
  public var declaredVertices: Int? { plan.vertices }
  /// The triangles that the scene shows, as the JSON declares them.
  public var declaredFaces: Int? { plan.triangles }
  public func estimateTriangles() -> (count: Int, isExact: Bool)? { (plan.triangles, true) }
  public var dialect: String {
    (isText ? "text" : "binary") + (document.isQuantized ? ", quantized" : "")
  }

  let document: GLBDocument
  let plan: GLBPlan
  let faults: GLBFaults
  private let input: GLBInput
  /// Where the chunk behind the JSON begins.
  var chunkStart: Int { input.offset }
  private let isText: Bool
  private let limit: ExpansionLimit
  private var smallPrimitives = 0

  /// Reads the header and the JSON. A text is read whole, since its buffers stand in it.
  /// - Throws: `FormatError` when it is no glTF 2.0, needs an extension that is not known, or its nodes form no tree.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    let start = unsafe try source.peek()
    // A byte order mark, white space, and then a brace.
    let first = unsafe start.first { $0 > 0x20 && $0 < 0x80 }
    isText = first == UInt8(ascii: "{")
    formatName = isText ? "glTF" : "GLB"
    warnings = WarningLog(file: source.name, format: formatName, strict: options.strict)
    limit = ExpansionLimit(ratio: options.maxExpansion)
    input = GLBInput(source, format: formatName)
    var json: MappedStorage
    var skipped = 0
    if isText {
      json = try input.readToEnd(most: Self.longestText + 1, label: "glTF")
      guard json.byteCount <= Self.longestText else { throw Self.tooLong(source, formatName, json.byteCount) }
      let bytes = unsafe UnsafeRawBufferPointer(start: json.base, count: json.byteCount)
      if unsafe bytes.starts(with: [0xef, 0xbb, 0xbf]) {
        skipped = 3
        try warnings.warn(.byteOrderMark, "the text begins with a byte order mark", at: .byte(0))
      }
      faults = GLBFaults(file: source.name, format: formatName, base: skipped)
    } else {
      try input.readHeader()
      guard let chunk = try input.nextChunk(), chunk.type == GLBInput.jsonChunk else {
        throw FormatError(
          .badHeader, file: source.name, format: formatName, place: .byte(12), expected: "a first chunk of JSON",
          found: "another one")
      }
      guard chunk.length <= Self.longestText else { throw Self.tooLong(source, formatName, chunk.length) }
      faults = GLBFaults(file: source.name, format: formatName, base: input.offset)
      json = try input.readChunk(chunk.length, label: "JSON of \(source.name)", ledger: nil) {}
    }
    var text = unsafe UnsafeBufferPointer(
      start: json.base.assumingMemoryBound(to: UInt8.self) + skipped, count: json.byteCount - skipped)
    // Some programs fill the chunk up with zeros, not blanks.
    while !isText, unsafe text.last == 0 { unsafe text = unsafe UnsafeBufferPointer(rebasing: text.dropLast()) }
    document = unsafe try GLBDocumentParser.parse(text, faults)
    let plan = try GLBPlan(document, faults, options: options)
    // A scene of nothing but points and lines.
    let isWithoutTriangles = plan.triangles == 0 && plan.otherPrimitives > 0
    self.plan = isWithoutTriangles ? try GLBPlan(document, faults, options: options, takesPoints: true) : plan
  }

  /// The longest JSON that is read: an Int32 numbers whatever stands in it.
  private static let longestText = Int(Int32.max)

  private static func tooLong(_ source: ByteSource, _ format: String, _ count: Int) -> FormatError {
    FormatError(
      .tooLong, file: source.name, format: format, expected: "JSON of at most \(longestText) bytes", found: "\(count)")
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    let binary = isText ? nil : try readBinary(ledger, onProgress)
    try warn()
    try checkSize()
    let buffers = try GLBBuffers(document, binary: binary, faults, ledger: ledger)
    var (mesh, counts) = try assemble(buffers, ledger) { try onProgress(0.5 + $0 / 2) }
    if mesh.triangles.count == 0 { try warnings.warn(.emptyMesh, "the file shows no triangles", at: .file) }
    try onProgress(1)
    counts.small = plan.smallPrimitives
    var result = IndexedMesh(mesh: mesh, counts: counts)
    result.attributesDropped = plan.dropped
    return result
  }

  /// Reads the binary chunk, and over all others.
  private func readBinary(
    _ ledger: MemoryLedger?, _ onProgress: (Double?) throws -> Void
  ) throws -> (storage: MappedStorage, offset: Int)? {
    var binary: (storage: MappedStorage, offset: Int)?
    while let chunk = try input.nextChunk() {
      guard chunk.type == GLBInput.binaryChunk && binary == nil else {
        try input.skipChunk(chunk.length)
        continue
      }
      let offset = input.offset
      let storage = try input.readChunk(chunk.length, label: "binary chunk", ledger: ledger) {
        try onProgress(source.size.map { Double(source.delivered) / Double(max(1, $0)) / 2 })
      }
      binary = (storage, offset)
    }
    if try input.hasMore() {
      try warnings.warn(.trailingBytes, "bytes after the last chunk were ignored", at: .byte(input.offset))
    }
    return binary
  }

  /// Tells what of the scene is not in the mesh.
  private func warn() throws {
    func ignored(_ what: String, _ count: Int) throws {
      guard count > 0 else { return }
      try warnings.warn(.ignoredData, what, count: count, at: .file)
    }
    try ignored("points and lines were left out", plan.otherPrimitives)
    try ignored("a skin was ignored, and its mesh taken as it is stored", plan.skinnedNodes)
    try ignored("meshes that the scene does not show were left out", plan.hiddenNodes)
    try ignored("morph targets were ignored", document.hasMorphTargets ? 1 : 0)
    try ignored("instances by EXT_mesh_gpu_instancing were ignored", document.hasInstancing ? 1 : 0)
    if plan.smallPrimitives > 0 {
      try warnings.warn(
        .smallFace, "a strip or fan of fewer than three corners was left out", count: plan.smallPrimitives, at: .file)
    }
  }

  /// Holds the size of the mesh against the numbers that there are, and against the bytes of the file.
  private func checkSize() throws {
    guard plan.vertices <= Int(Int32.max) else {
      throw faults.fault(.tooManyVertices, at: nil, "at most \(Int32.max) vertices", "\(plan.vertices)")
    }
    let corners = plan.triangles.multipliedReportingOverflow(by: 12)
    let vertexBytes = 24 + (plan.keepsNormals ? 24 : 0) + (plan.keepsColors ? 16 : 0)
    let bytes = (vertexBytes * plan.vertices).addingReportingOverflow(corners.partialValue)
    guard !corners.overflow, !bytes.overflow, bytes.partialValue <= limit.mostBytes(from: input.offset) else {
      throw faults.fault(
        .badCount, at: nil,
        "\(plan.triangles) triangles and \(plan.vertices) vertices from \(input.offset) bytes are too many "
          + "(--max-expansion allows more)")
    }
  }
}
