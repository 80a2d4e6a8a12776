// OFF: a head, vertices, faces. What is plainly good is parsed where it lies, as far as the block of bytes goes; every
// other vertex or face is read again token by token, which takes whatever the manual allows and can name what is wrong.
// Polygons are fanned from their first corner as they are read, so a face of any degree needs no memory.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Reads a mesh from an OFF file, text or binary: the manual's grammar, and the dialects of other people's writers.
///
/// Normals and colours are kept where the options want them. A vertex without a normal has 0 0 0 where others have one, and
/// what has no colour is grey where others have one. Texture coordinates, and numbers of colours in a colormap, are read over
/// and counted. Colours of vertices are taken from 0 to 1, or to 255 where one of the file is above 2; those of faces as
/// Geomview does, each for itself. Source: the Geomview manual, "OFF Files".
@safe public final class OFFReader: IndexedReader {
  public let formatName = "OFF"
  public let warnings: WarningLog
  public var source: ByteSource { cursor.source }
  public var consumedBytes: Int { cursor.offset }
  public var dialect: String { header.dialect }
  /// The vertices that the header declares.
  public var declaredVertices: Int? { header.vertices }
  /// The faces that the header declares.
  public var declaredFaces: Int? { header.faces }

  let cursor: TextCursor
  let header: OFFHeader
  var vertexLayout = OFFLayout.free(extras: 0)
  var faceLayout = OFFLayout.lines(extras: 4)
  /// Binary: behind each face stands the number of its colour's components.
  var hasColourCounts = true
  private(set) var attributes: OFFAttributes
  var vertexLines: ParallelLines
  var faceLines: ParallelLines
  private let wanted: MeshAttributes.Kinds
  /// The last vertex ended its line. Otherwise a face may have been read as a vertex, where vertices are missing.
  private var vertexLinesEnd = true
  private var reportedBytes = 0

  /// Reads the header and holds its counts against the size of the input.
  /// - Throws: `FormatError` when it is no header of a format that is read, or a count is impossible.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = TextCursor(source, format: "OFF")
    warnings = WarningLog(
      file: source.name, format: "OFF", strict: options.strict, recovers: options.recovers)
    header = try OFFHeader(cursor, warnings)
    wanted = options.wantedAttributes
    vertexLines = ParallelLines(options)
    faceLines = vertexLines
    attributes = try OFFAttributes(header, wanted: wanted, isTrusted: false, ledger: nil)
  }

  /// Reads only the header.
  public static func readHeader(
    _ source: ByteSource, options: ReaderOptions = ReaderOptions()
  ) throws -> (vertices: Int, faces: Int, dialect: String) {
    let reader = try OFFReader(source, options: options)
    return (reader.header.vertices, reader.header.faces, reader.dialect)
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    attributes = try OFFAttributes(header, wanted: wanted, isTrusted: source.size != nil, ledger: ledger)
    let vertices = try readVertices(ledger, onProgress)
    var triangles = try TriangleBuilder(
      expectedTriangles: source.size == nil || warnings.recovers ? 0 : header.faces, ledger: ledger)
    let isWhole = try readFaces(&triangles, onProgress)
    if isWhole { try checkEnd() }
    if triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: cursor.place()) }
    try onProgress(1)
    let counts = triangles.counts
    // A quotient has the digits of Float64.
    let precision: SourcePrecision = header.isBinary && !header.isHomogeneous ? .float32 : .float64
    let kept = try attributes.finish(
      triangles: triangles.count, precision: header.isBinary ? .float32 : .float64)
    let mesh = TriangleMesh(
      vertices: vertices, triangles: try triangles.finish(vertices: vertices), sourcePrecision: precision,
      attributes: kept.attributes)
    var result = IndexedMesh(mesh: mesh, counts: counts)
    result.attributesDropped = kept.dropped
    return result
  }

  private func checkEnd() throws {
    if header.isWrapped, try cursor.skipSpaceAndComments(), try cursor.peek() == closingBrace {
      cursor.advance()
      _ = try cursor.skipSpaceAndComments()
    }
    let isMore = header.isBinary ? try cursor.peek() != nil : try cursor.skipSpaceAndComments()
    guard isMore else { return }
    try warnings.warn(
      header.isBinary ? .trailingBytes : .extraFaces, "data after the last face were ignored", at: cursor.place())
  }

  private func readVertices(_ ledger: MemoryLedger?, _ onProgress: (Double?) throws -> Void) throws -> VertexArray {
    // A size makes the count more than a claim: the bytes for it are there.
    var vertices = try GrowingVertices(total: header.vertices, isTrusted: source.size != nil, ledger: ledger)
    if !header.isBinary, header.vertices > 0, try cursor.skipSpaceAndComments() {
      vertexLayout = try findVertexLayout()
    }
    var index = 0
    while index < header.vertices {
      if index == vertices.capacity { try vertices.grow() }
      if header.isBinary {
        unsafe index = try decodeVertices(vertices.x, vertices.y, vertices.z, from: index, to: vertices.capacity)
      } else {
        unsafe index = try parseVertices(vertices.x, vertices.y, vertices.z, from: index, to: vertices.capacity)
      }
      try report(onProgress)
      guard index < vertices.capacity else { continue }
      let position = try header.isBinary ? readBinaryVertex(index) : readVertex(index)
      unsafe vertices.x[index] = position.x
      unsafe vertices.y[index] = position.y
      unsafe vertices.z[index] = position.z
      index += 1
    }
    if !header.isBinary && !cursor.isBehindLineEnd {
      vertexLinesEnd = try !cursor.skipBlanks() || cursor.peek() == hash
    }
    return vertices.finish()
  }

  /// Answers false when the input was cut and its whole faces are kept.
  private func readFaces(_ triangles: inout TriangleBuilder, _ onProgress: (Double?) throws -> Void) throws -> Bool {
    if header.isBinary {
      hasColourCounts = try findColourCounts()
    } else if header.faces > 0, try cursor.skipSpaceAndComments() {
      faceLayout = try findFaceLayout()
    }
    var face = 0
    while face < header.faces {
      let isStopped =
        header.isBinary ? try decodeFaces(&triangles, &face) : try parseFaces(&triangles, &face)
      try report(onProgress)
      guard isStopped && face < header.faces else { continue }
      do {
        if header.isBinary { try readBinaryFace(face, &triangles) } else { try readFace(face, &triangles) }
      } catch let fault as FormatError where fault.code == .truncated {
        triangles.abandonFace()
        guard triangles.count > 0, vertexLinesEnd, header.faces <= WarningLog.largestRecoveredCount else { throw fault }
        try warnings.recover(fault)
        return false
      }
      face += 1
    }
    return true
  }

  /// Tells the progress once a block.
  private func report(_ onProgress: (Double?) throws -> Void) throws {
    guard source.delivered > reportedBytes else { return }
    reportedBytes = source.delivered
    try onProgress(source.size.map { Double(cursor.offset) / Double(max(1, $0)) })
  }
}
