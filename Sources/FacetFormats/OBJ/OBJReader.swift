// Wavefront OBJ: statements, one a line, in any order; nothing tells how many there are. Plain lines are parsed where they
// lie, as far as the block of bytes goes; every other line is read again token by token, which takes all that the
// specification allows and can name what is wrong. What is kept is the mesh itself, and one or two faces that name
// vertices which have not come yet: only the end of the file tells whether those are there.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Reads the vertices and faces of a Wavefront OBJ file, and the normals and colours of vertices where the options want them;
/// everything else in it is read over.
///
/// A fourth number of a vertex is its weight in rational curves and surfaces. Polygons do not use it, and most readers
/// agree; one other than 1 is a warning. Six or seven numbers are a position and a colour: from 0 to 1, or to 255 where one
/// of the file is above 2.
///
/// A vertex gets the normal of the first corner that names it. A corner with another one is counted, or gets a copy of the
/// vertex (`ReaderOptions.splitsVertices`); copies are numbered behind all vertices, in order of first occurrence. A vertex
/// that no corner gives a normal has that of its own number where there are as many as vertices, else 0 0 0.
///
/// `attributesDropped` counts what was read over: `vn` and `vt` lines, vertices with colours, `g` and `o` lines (names),
/// `usemtl` and `mtllib` lines (materials), and weights, `vp` lines, `l` and `p` elements (other). No other file is ever
/// opened. Source: "Appendix B1. Object Files (.obj)", Wavefront Advanced Visualizer.
@safe public final class OBJReader: IndexedReader {
  public let formatName = "OBJ"
  public let warnings: WarningLog
  public var source: ByteSource { cursor.source }
  public var consumedBytes: Int { cursor.offset }
  public let dialect = "text"
  /// Nil: only the end of the file tells.
  public var declaredVertices: Int? { nil }
  /// Nil: only the end of the file tells.
  public var declaredFaces: Int? { nil }
  /// The lines so far that begin a group or an object: names that are not kept.
  public internal(set) var groupsDropped = 0

  let cursor: TextCursor
  /// The `v`, `vt` and `vn` lines so far, and the `f` lines.
  var vertexCount = 0
  var textureCount = 0
  var normalCount = 0
  var faceCount = 0
  /// When the kernels for whole lines are asked again.
  var vertexPace = KernelPace()
  var facePace = KernelPace()
  var vertexLines: ParallelLines
  var faceLines: ParallelLines
  /// Materials, and what was dropped and is not counted elsewhere.
  var materialsDropped = 0
  var colorsDropped = 0
  var otherDropped = 0
  var unknownLines = 0
  var firstUnknown: (place: FormatError.Place, word: String)?
  var vertexReferences = OBJReferences()
  var textureReferences = OBJReferences()
  var normalReferences = OBJReferences()
  /// The end of the window that was looked at last, as an offset, and the bytes behind its last line end.
  var wholeLines = (windowEnd: -1, behind: 0)
  private(set) var attributes: OBJAttributes
  private let options: ReaderOptions
  private var reportedBytes = 0

  /// - Throws: `FormatError` for an empty input and for UTF-16.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = TextCursor(source, format: "OBJ")
    warnings = WarningLog(
      file: source.name, format: "OBJ", strict: options.strict, recovers: options.recovers)
    self.options = options
    vertexLines = ParallelLines(options)
    faceLines = vertexLines
    attributes = try OBJAttributes(wanted: [], splits: false, ledger: nil)
    let start = unsafe Array(try cursor.lookAhead(2))
    if start.isEmpty { throw fault(.emptyFile, "empty file") }
    if start == [0xff, 0xfe] || start == [0xfe, 0xff] {
      throw fault(.unsupported, "UTF-16 text; convert it to UTF-8 first")
    }
    try cursor.skipByteOrderMark(warnings)
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    attributes = try OBJAttributes(
      wanted: options.wantedAttributes, splits: options.splitsVertices, ledger: ledger)
    var vertices = try GrowingVertices(total: Int(VertexIndex.max), expected: try expectedVertices(), ledger: ledger)
    var triangles = try TriangleBuilder(ledger: ledger)
    while true {
      try parseLines(&vertices, &triangles)
      guard try cursor.skipSpace() else { break }
      do { try readStatement(&vertices, &triangles) } catch let fault as FormatError where fault.code == .truncated {
        triangles.abandonFace()
        guard triangles.count > 0, vertexReferences.fault(count: vertexCount) == nil else { throw fault }
        try warnings.recover(fault)
        break
      }
      try report(onProgress)
    }
    try checkReferences()
    if vertexCount == 0 && faceCount == 0, let first = firstUnknown {
      throw FormatError(
        .unknownFormat, file: source.name, format: formatName, place: first.place,
        expected: "a line of Wavefront OBJ", found: first.word)
    }
    if triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: cursor.place()) }
    try onProgress(1)
    let counts = triangles.counts
    guard vertexCount + attributes.copyCount <= VertexIndex.max else {
      throw cursor.error(
        .tooManyVertices, expected: "at most \(VertexIndex.max) vertices", found: "more with their normals")
    }
    try attributes.appendCopies(to: &vertices, &triangles, count: vertexCount)
    let positions = try vertices.finish(count: vertexCount + attributes.copyCount)
    let kept = try attributes.finish(count: vertexCount)
    let mesh = TriangleMesh(
      vertices: positions, triangles: try triangles.finish(vertices: positions), attributes: kept)
    var result = IndexedMesh(mesh: mesh, counts: counts)
    result.attributesDropped = dropped(keeping: kept)
    return result
  }

  private func dropped(keeping kept: MeshAttributes) -> AttributeCounts {
    var counts = AttributeCounts()
    counts[.vertexNormals] = kept.vertexNormals == nil ? normalCount : attributes.otherNormals
    counts[.vertexColors] = colorsDropped
    counts[.textureCoordinates] = textureCount
    counts[.names] = groupsDropped
    counts[.materials] = materialsDropped
    counts[.other] = otherDropped
    return counts
  }

  /// Guesses the number of vertices from the beginning of the file: it costs address space, not memory.
  func expectedVertices() throws -> Int {
    let sample = unsafe try cursor.lookAhead(1 << 16)
    var (vertices, faces) = (0, 0)
    for index in sample.indices.dropFirst() where unsafe isLineEnd(sample[index - 1]) {
      unsafe vertices += sample[index] == UInt8(ascii: "v") ? 1 : 0
      unsafe faces += sample[index] == UInt8(ascii: "f") ? 1 : 0
    }
    guard let size = source.size, vertices > 0 else { return 1 << 15 }
    // Where no faces have come yet, each vertex will have about two of twelve bytes at least.
    let bytesPerVertex = sample.count / vertices + (faces == 0 ? 24 : 0)
    // A guess is trusted up to 1 GiB of address space.
    return min(size / max(8, bytesPerVertex) + 1024, (1 << 30) / 24)
  }

  /// Looks whether the vertices that faces named before they came have come.
  private func checkReferences() throws {
    if let bad = vertexReferences.fault(count: vertexCount) {
      throw FormatError(
        .badIndex, file: source.name, format: formatName, place: bad.place,
        expected: "face \(bad.face): expected "
          + (vertexCount == 0 ? "vertices in the file" : "vertex numbers from 1 to \(vertexCount)")
          + ", found \(bad.number)")
    }
    for (references, count, name) in [
      (textureReferences, textureCount, "texture coordinate"), (normalReferences, normalCount, "normal"),
    ] {
      guard let bad = references.missing(count: count) else { continue }
      try warnings.warn(
        .missingAttribute, "a face names a \(name) that the file does not have", count: bad.count, at: bad.place)
    }
  }

  func fault(_ code: FormatError.Code, _ words: String) -> FormatError {
    FormatError(code, file: source.name, format: formatName, expected: words)
  }

  /// Tells the progress once a block.
  private func report(_ onProgress: (Double?) throws -> Void) throws {
    guard source.delivered > reportedBytes else { return }
    reportedBytes = source.delivered
    try onProgress(source.size.map { Double(cursor.offset) / Double(max(1, $0)) })
  }
}
