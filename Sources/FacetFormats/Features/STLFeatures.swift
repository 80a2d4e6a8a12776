// The features of an STL file: of a binary one its first bytes and what its reader warned of, of an ASCII one its lines.
import FacetMemory

/// Looks for what other readers of STL stumble over.
struct STLFeatures {
  private var list = FeatureList()
  private var solids = 0
  private var lastEnd = FeatureLines.Line.End.lineFeed
  private var emptyLine: FormatError.Place?

  /// Answers the features of a binary file that a reader has read.
  static func scan(_ source: ByteSource, reader: BinarySTLReader) throws -> [FoundFeature] {
    var features = STLFeatures()
    features.list.note(.stlBinary, at: .file)
    let cursor = TextCursor(source, format: "STL")
    if unsafe try cursor.lookAhead(5).elementsEqual("solid".utf8) {
      features.list.note(.stlBinarySolid, at: .byte(0))
    }
    if reader.hasAttributes { features.list.note(.stlBinaryAttributes, at: .file) }
    features.list.note(
      [.trailingBytes: .stlBinaryTrailingBytes, .emptyMesh: .stlBinaryNoTriangles], from: reader.warnings)
    return features.list.found
  }

  /// Answers the features of an ASCII file that a reader has read.
  static func scan(_ source: ByteSource, reader: ASCIISTLReader) throws -> [FoundFeature] {
    var features = STLFeatures()
    features.list.note(.stlASCII, at: .file)
    features.list.note(
      [
        .plusSign: .stlPlusSign, .fortranExponent: .stlFortranExponent, .missingEndSolid: .stlNoEndSolid,
      ], from: reader.warnings)
    let lines = FeatureLines(source, format: "ASCII STL", comment: nil, keeping: 3)
    if try lines.skipByteOrderMark() { features.list.note(.stlByteOrderMark, at: .line(1, byte: 0)) }
    while let line = try lines.next() { features.look(at: line) }
    if features.lastEnd == .none { features.list.note(.stlNoLastLineEnd, at: .file) }
    return features.list.found
  }

  private mutating func look(at line: FeatureLines.Line) {
    switch line.end {
    case .both: list.note(.stlCarriageReturnLineFeeds, at: line.place)
    case .carriageReturn: list.note(.stlCarriageReturns, at: line.place)
    default: break
    }
    lastEnd = line.end
    if line.words == 0 {
      if solids > 0 { list.note(.stlEmptyLines, at: line.place) }
      return
    }
    let keyword = line.word(0).lowercased()
    // Lower case is what the format's description has; a name may be as it likes.
    if line.word(0) != keyword, ["solid", "facet", "outer", "vertex"].contains(keyword) {
      list.note(.stlUpperCase, at: line.place)
    }
    switch keyword {
    case "solid":
      solids += 1
      if solids == 1 && line.hasLeadingBlank { list.note(.stlBlankFirst, at: line.place) }
      if solids == 2 { list.note(.stlSeveralSolids, at: line.place) }
      // A facet has 21 words; no name has as many.
      if line.words > 21 { list.note(.stlOneLine, at: line.place) }
      if line.words == 1 { list.note(.stlNoName, at: line.place) }
      if line.hasBytesBeyondASCII { list.note(.stlNameNotASCII, at: line.place) }
    case "facet":
      if line.words > 5 { list.note(.stlOneLine, at: line.place) }
      if line.words < 5 { list.note(.stlWordALine, at: line.place) }
    default: break
    }
  }
}
