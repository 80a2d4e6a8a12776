// PLY: a head that tells what each record holds, then the records, as text or as bytes. What is plainly good is decoded a
// block at a time; every other record is read again number by number, which takes whatever a header can declare and can
// name what is wrong.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Reads the vertices, faces and triangle strips of a PLY file, as text or binary in both byte orders.
///
/// Normals and colours are collected where they are wanted; everything else in it is read over and counted. Source: G. Turk, "The PLY Polygon File
/// Format" (1994), and the headers of the programs that write it today.
@safe public final class PLYReader: IndexedReader {
  public let formatName = "PLY"
  public let warnings: WarningLog
  public var source: ByteSource { cursor.source }
  public var consumedBytes: Int { cursor.offset }
  /// The vertices that the header declares.
  public var declaredVertices: Int? { vertexCount }
  /// The faces that the header declares; strips are none.
  public var declaredFaces: Int? { faceCount }

  let cursor: TextCursor
  let header: PLYHeader
  let vertexCount: Int
  private let faceCount: Int
  /// Text: the records of this element flow freely; else what follows one on its line does not belong to the next.
  var flows = false
  let wanted: MeshAttributes.Kinds
  /// Take the wanted normals and colours; nil where there are none.
  var vertexCollector: PLYCollector?
  var faceCollector: PLYCollector?
  var vertexLines: ParallelLines
  var faceLines: ParallelLines
  private var attributesDropped = AttributeCounts()
  private var hasVertices = false
  /// The input ended before its last face; those before are kept.
  private var isCut = false
  private var reportedBytes = 0

  var isBinary: Bool { header.encoding != .ascii }
  var isBig: Bool { header.encoding == .big }

  public var dialect: String {
    switch header.encoding {
    case .ascii: "text"
    case .little: "binary"
    case .big: "binary, big-endian"
    }
  }

  /// Reads the header and holds its counts against the size of the input.
  /// - Throws: `FormatError` when it is no header of a file that is read, or a count is impossible.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = TextCursor(source, format: "PLY")
    warnings = WarningLog(
      file: source.name, format: "PLY", strict: options.strict, recovers: options.recovers)
    wanted = options.wantedAttributes
    vertexLines = ParallelLines(options)
    faceLines = vertexLines
    header = try PLYHeader(cursor, warnings)
    vertexCount = header.elements.first { $0.name == "vertex" }?.count ?? 0
    faceCount = header.elements.first { $0.name == "face" }?.count ?? 0
    try check()
  }

  /// Refuses what the names of the elements tell to be no mesh, or two of what there can be one of.
  private func check() throws {
    for element in header.elements {
      func fault(_ code: FormatError.Code, _ expected: String, _ found: String) -> FormatError {
        FormatError(
          code, file: source.name, format: "PLY", place: element.place, expected: expected, found: found)
      }
      for property in element.properties where property.name == "packed_position" {
        throw fault(.unsupported, "compressed Gaussian splats, which are no mesh", "")
      }
      let same = header.elements.filter { $0.name == element.name }
      let isKnown = PLYElement.meshNames.contains(element.name)
      if isKnown && same.count > 1 { throw fault(.badHeader, "one element \(element.name)", "\(same.count)") }
      guard element.count > 0 else { continue }
      switch element.name {
      case "vertex":
        for axis in ["x", "y", "z"] {
          let index = element.index(of: axis)
          guard let index, !element.properties[index].isList else {
            throw fault(.badHeader, "the number \(axis) in each vertex", index == nil ? "none" : "a list")
          }
        }
      case "face", "tristrips":
        let index = element.index(of: "vertex_indices", "vertex_index")
        guard let index, element.properties[index].isList else {
          throw fault(
            .badHeader, "the list vertex_indices in each record of \(element.name)", index == nil ? "none" : "a number")
        }
      default: break
      }
    }
  }

  /// The precision that the coordinates are stored in: text is always float64.
  private var precision: SourcePrecision {
    guard isBinary, let element = header.elements.first(where: { $0.name == "vertex" }) else { return .float64 }
    let axes = element.properties.filter { ["x", "y", "z"].contains($0.name) }
    return axes.allSatisfy(\.type.fitsFloat32) ? .float32 : .float64
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    var vertices = VertexArray(count: 0)
    let expected = source.size == nil || warnings.recovers ? 0 : faceCount
    var triangles = try TriangleBuilder(expectedTriangles: expected, ledger: ledger)
    for (index, element) in header.elements.enumerated() where !isCut {
      if !isBinary && element.count > 0 && index < header.meaningful { flows = try recordsFlow(element) }
      switch element.name {
      case "vertex":
        vertices = try readVertices(element, ledger, onProgress)
        hasVertices = true
      case "face": try readFaces(element, &triangles, ledger, onProgress)
      case "tristrips": try readStrips(element, &triangles, onProgress)
      default:
        attributesDropped.add(element.count, .other)
        if index < header.meaningful { try skip(element, onProgress) }
      }
    }
    // What lies behind the last element of a mesh is nobody's business.
    if header.meaningful == header.elements.count && !isCut { try checkEnd() }
    if triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: cursor.place()) }
    try onProgress(1)
    let counts = triangles.counts
    let attributes = MeshAttributes(
      vertexNormals: try vertexCollector?.takeNormals(isBinary: isBinary),
      vertexColors: try vertexCollector?.takeColors(),
      faceColors: try faceCollector?.takeColors())
    let mesh = TriangleMesh(
      vertices: vertices, triangles: try triangles.finish(vertices: vertices), sourcePrecision: precision,
      attributes: attributes)
    var result = IndexedMesh(mesh: mesh, counts: counts)
    result.attributesDropped = attributesDropped
    return result
  }

  private func readVertices(
    _ element: PLYElement, _ ledger: MemoryLedger?, _ onProgress: (Double?) throws -> Void
  ) throws -> VertexArray {
    // A size makes the count more than a claim: the bytes for it are there.
    var vertices = try GrowingVertices(total: element.count, isTrusted: source.size != nil, ledger: ledger)
    guard element.count > 0 else { return vertices.finish() }
    let axes = SIMD3(element.index(of: "x")!, element.index(of: "y")!, element.index(of: "z")!)
    vertexCollector = try collector(element, known: [axes.x, axes.y, axes.z], ledger)
    let record = PLYRecord(element)
    var index = 0
    while index < element.count {
      if index == vertices.capacity { try vertices.grow() }
      let (x, y, z) = unsafe (vertices.x, vertices.y, vertices.z)
      if isBinary {
        unsafe index = try decodeVertices(x, y, z, record, axes, from: index, to: vertices.capacity)
      } else if let vertexCollector {
        unsafe index = try parseVertices(
          x, y, z, element, axes, from: index, to: vertices.capacity, into: vertexCollector)
      } else {
        unsafe index = parseVertices(x, y, z, element, axes, from: index, to: vertices.capacity)
      }
      try report(onProgress)
      guard index < vertices.capacity else { continue }
      let position = try readVertex(index, element, axes)
      unsafe x[index] = position.x
      unsafe y[index] = position.y
      unsafe z[index] = position.z
      index += 1
    }
    return vertices.finish()
  }

  private func readFaces(
    _ element: PLYElement, _ triangles: inout TriangleBuilder, _ ledger: MemoryLedger?,
    _ onProgress: (Double?) throws -> Void
  ) throws {
    guard element.count > 0 else { return }
    let list = element.index(of: "vertex_indices", "vertex_index")!
    faceCollector = try collector(element, known: [list], ledger)
    let record = PLYRecord(element, around: list)
    var face = 0
    while face < element.count {
      let isStopped =
        isBinary
        ? try decodeFaces(&triangles, &face, element, record, list) : try parseFaces(&triangles, &face, element, list)
      try report(onProgress)
      guard isStopped && face < element.count else { continue }
      do { try readFace(face, element, list, &triangles) } catch { return try recoverCut(error, &triangles) }
      face += 1
    }
  }

  private func readStrips(
    _ element: PLYElement, _ triangles: inout TriangleBuilder, _ onProgress: (Double?) throws -> Void
  ) throws {
    guard element.count > 0 else { return }
    let list = element.index(of: "vertex_indices", "vertex_index")!
    for strip in 0..<element.count {
      do { try readStrip(strip, element, list, &triangles) } catch { return try recoverCut(error, &triangles) }
      try report(onProgress)
    }
  }

  /// Takes the faces that are whole of an input that was cut behind its vertices; throws any other fault.
  private func recoverCut(_ error: any Error, _ triangles: inout TriangleBuilder) throws {
    triangles.abandonFace()
    // Numbers that the header does not tell of may as well be faces that were read as vertices.
    guard let fault = error as? FormatError, fault.code == .truncated, triangles.count > 0, hasVertices,
      faceCount <= WarningLog.largestRecoveredCount,
      !warnings.warnings.contains(where: { $0.code == .ignoredData })
    else { throw error }
    try warnings.recover(fault)
    isCut = true
  }

  /// Moves over an element that means nothing here.
  private func skip(_ element: PLYElement, _ onProgress: (Double?) throws -> Void) throws {
    // Records of nothing take no bytes, however many there are.
    guard !element.properties.isEmpty else { return }
    if isBinary, let stride = element.stride {
      let bytes = element.count.multipliedReportingOverflow(by: stride)
      guard try cursor.skip(bytes.overflow ? Int.max : bytes.partialValue) else {
        throw cursor.error(
          .truncated, expected: "\(element.count) \(PLYHeader.plural(element.name))", found: "end of file")
      }
      return
    }
    for index in 0..<element.count {
      for property in element.properties { try skip(property, of: element, index) }
      try endRecord()
      try report(onProgress)
    }
  }

  /// Makes a collector of what the records of an element hold and is wanted, and counts what is read over; nil when all is.
  private func collector(_ element: PLYElement, known: [Int], _ ledger: MemoryLedger?) throws -> PLYCollector? {
    let attributes = PLYAttributes(element, known: known)
    var kinds = attributes.readable.intersection(wanted)
    // The triangles of strips have no colours.
    if header.elements.contains(where: { $0.name == "tristrips" && $0.count > 0 }) { kinds.remove(.faceColors) }
    for kind in attributes.kinds.subtracting(kinds) { attributesDropped.add(element.count, kind) }
    guard !kinds.isEmpty else { return nil }
    return try PLYCollector(element, attributes, kinds, isTrusted: source.size != nil, ledger: ledger)
  }

  private func checkEnd() throws {
    let isMore = isBinary ? try cursor.peek() != nil : try cursor.skipSpace()
    guard isMore else { return }
    let place = cursor.place()
    try warnings.warn(.trailingBytes, "data after the last element were ignored", at: place)
  }

  /// Tells the progress once a block.
  private func report(_ onProgress: (Double?) throws -> Void) throws {
    guard source.delivered > reportedBytes else { return }
    reportedBytes = source.delivered
    try onProgress(source.size.map { Double(cursor.offset) / Double(max(1, $0)) })
  }
}
