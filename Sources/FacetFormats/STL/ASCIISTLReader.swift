// ASCII STL: words and numbers, free of lines but for the names of solids. A facet as every program writes it is parsed
// where it lies, as far as the block of bytes goes; whatever is not plainly good is read again word by word, which
// takes every dialect and can name what is wrong.
import FacetMemory
import FacetMesh

/// Reads the corners of an ASCII STL, of all its solids together. The normals are read over.
@safe public final class ASCIISTLReader: SoupReader {
  public let formatName = "ASCII STL"
  public let dialect = "text"
  /// Text is float64, even that of a format whose programs hold float32: what Float64 can tell apart is never merged.
  public let precision = SourcePrecision.float64
  public let warnings: WarningLog
  /// Nil: a text tells its count only at its end.
  public var expectedTriangles: Int? { nil }
  public var source: ByteSource { cursor.source }
  public var consumedBytes: Int { cursor.offset }
  /// The names of solids. The normals of facets follow from their corners, so that nothing is lost with them.
  public var attributesDropped: AttributeCounts {
    var counts = AttributeCounts()
    counts[.names] = names
    return counts
  }

  let cursor: TextCursor
  let words = STLWords()
  var isInSolid = false
  /// The facets so far.
  var facets = 0
  /// The facets before this solid.
  var facetsBefore = 0
  /// The solids so far that have a name.
  var names = 0
  private(set) var isFinished = false
  var onAllThreads: ParallelCorners

  /// Reads up to the first word.
  /// - Throws: `FormatError` when that is not `solid`.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = TextCursor(source, format: "ASCII STL")
    onAllThreads = ParallelCorners(options)
    warnings = WarningLog(
      file: source.name, format: "ASCII STL", strict: options.strict, recovers: options.recovers)
    try cursor.skipByteOrderMark()
    guard try cursor.skipSpace() else {
      if cursor.offset == 0 {
        throw FormatError(.emptyFile, file: source.name, format: "ASCII STL", expected: "empty file")
      }
      throw cursor.error(.truncated, expected: "solid", found: "end of file")
    }
    guard try begins(with: words.solid) else {
      throw cursor.error(.badHeader, expected: "solid", found: cursor.tokenForMessage())
    }
  }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while block.hasRoomForTriangle && !isFinished {
      if isInSolid { unsafe fillFromWindow(block) }
      guard block.hasRoomForTriangle else { break }
      guard try readNext(into: block) else { break }
    }
    return block.count > 0
  }

  /// Reads one statement, or keeps what is whole of an input that ends in it. Answers false at the end of the input.
  func readNext(into block: CornerBlock) throws -> Bool {
    let (before, facetsBefore) = (block.count, facets)
    do { return try readStatement(into: block) } catch let fault as FormatError
      where fault.code == .truncated && facets > 0
    {
      try warnings.recover(fault)
      // A facet is whole when its loop has ended.
      if facets == facetsBefore { block.count = before }
      isFinished = true
      return true
    }
  }

  /// Reads the beginning of a solid, its end, or one facet. Answers false at the end of the input.
  private func readStatement(into block: CornerBlock) throws -> Bool {
    guard try cursor.skipSpace() else {
      try finish()
      return false
    }
    if isInSolid {
      if try isNext(words.facet) {
        try readFacet(into: block)
      } else if try skipEnd(words.endsolid, words.solid, takesPrefix: true) {
        isInSolid = false
        try skipName(ofEnd: true)
      } else if try begins(with: words.solid) {
        try warnMissingEndSolid()
        try beginSolid()
      } else {
        throw unsafe cursor.error(.badToken, expected: "facet or endsolid", token: try cursor.token())
      }
    } else {
      guard try begins(with: words.solid) else {
        throw unsafe cursor.error(.badToken, expected: "solid or the end of the file", token: try cursor.token())
      }
      try beginSolid()
    }
    return true
  }

  private func beginSolid() throws {
    cursor.advance(words.solid.length)
    isInSolid = true
    facetsBefore = facets
    try skipName(ofEnd: false)
  }

  private func warnMissingEndSolid() throws(FormatError) {
    try warnings.warn(.missingEndSolid, "endsolid is missing", at: cursor.place())
  }

  private func finish() throws {
    guard !isFinished else { return }
    if isInSolid {
      // A solid of at least one facet is something; less may be any text that begins with this word.
      guard facets > facetsBefore else {
        throw cursor.error(.truncated, expected: "facet or endsolid", found: "end of file")
      }
      try warnMissingEndSolid()
    }
    isFinished = true
    if facets == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: cursor.place()) }
  }
}
