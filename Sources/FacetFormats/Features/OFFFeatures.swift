// The features of an OFF file. Its reader has read it already and tells what the head says; here its lines are looked at once
// more. Lines and the records that the head declares are matched one to one as long as they agree.
import FacetMemory
import FacetText

/// Looks for what other readers of OFF stumble over.
struct OFFFeatures {
  private var list = FeatureList()
  private let header: OFFHeader
  /// Words of the head that are still to come, after those on the line that is looked at.
  private var headWords: Int
  private let allHeadWords: Int
  private let isGlued: Bool
  /// Lines with words behind the head.
  private var dataLines = 0
  /// Whether each record has a line of its own so far.
  private var isAligned = true
  /// The first line of a vertex that has more words than the keyword promises, and how many more.
  private var wide: (words: Int, place: FormatError.Place)?
  private var lastEnd = FeatureLines.Line.End.lineFeed

  /// Answers the features of a file that a reader has read.
  static func scan(_ source: ByteSource, reader: OFFReader) throws -> [FoundFeature] {
    var features = OFFFeatures(reader)
    if reader.header.isBinary {
      let place = FormatError.Place.line(1, byte: 0)
      features.list.note(
        !reader.header.isBig
          ? .offBinaryLittleEndian : reader.hasColourCounts ? .offBinary : .offBinaryWithoutColourCounts, at: place)
      return features.list.found
    }
    let lines = FeatureLines(source, format: "OFF", comment: hash, keeping: 5)
    if try lines.skipByteOrderMark() { features.list.note(.offByteOrderMark, at: .line(1, byte: 0)) }
    while let line = try lines.next() { features.look(at: line) }
    features.finish()
    return features.list.found
  }

  private init(_ reader: OFFReader) {
    header = reader.header
    let codes = Set(reader.warnings.warnings.map(\.code))
    isGlued = codes.contains(.gluedKeyword)
    let hasEdges = !codes.contains(.missingEdgeCount)
    allHeadWords =
      (header.keyword.isEmpty || isGlued ? 0 : 1) + (header.hasDimension ? 1 : 0) + (hasEdges ? 3 : 2)
    headWords = allHeadWords
    list.note(
      [
        .missingKeyword: .offNoKeyword, .gluedKeyword: .offGluedKeyword, .missingEdgeCount: .offNoEdgeCount,
        .plusSign: .offPlusSign, .fortranExponent: .offFortranExponent, .extraFaces: .offExtraData,
      ], from: reader.warnings)
  }

  private mutating func look(at line: FeatureLines.Line) {
    switch line.end {
    case .both: list.note(.offCarriageReturnLineFeeds, at: line.place)
    case .carriageReturn: list.note(.offCarriageReturns, at: line.place)
    default: break
    }
    lastEnd = line.end
    if headWords > 0 {
      lookAtHead(line)
    } else if line.words == 0 {
      lookBetween(line)
    } else {
      lookAtData(line)
    }
  }

  private mutating func lookAtHead(_ line: FeatureLines.Line) {
    let isFirst = headWords == allHeadWords
    var words = line.words
    if words == 0 {
      if line.hasComment {
        list.note(isFirst ? .offCommentFirst : .offCommentBeforeCounts, at: line.place)
      } else {
        list.note(isFirst ? .offEmptyLineFirst : .offEmptyLineBeforeCounts, at: line.place)
      }
      return
    }
    if isFirst && header.isWrapped {
      list.note(.offBraces, at: line.place)
      if line.word(0) == "{" { words -= 1 }
      if words == 0 { return }
    }
    if isFirst { noteKeyword(line.place) }
    let counts = header.hasDimension ? allHeadWords - 2 : allHeadWords - 1
    let taken = min(words, headWords)
    if isFirst && !header.keyword.isEmpty && !isGlued && taken > (header.hasDimension ? 2 : 1) {
      list.note(.offCountsBehindKeyword, at: line.place)
    } else if taken < headWords && headWords <= counts {
      list.note(.offCountsOverLines, at: line.place)
    }
    // The number of edges is the last word of the head.
    if words == headWords, !list.has(.offNoEdgeCount), words <= 5, line.word(line.words - 1) != "0" {
      list.note(.offEdgeCount, at: line.place)
    }
    headWords -= taken
    if line.hasComment {
      list.note(headWords > 0 ? .offCommentBehindKeyword : .offCommentBehindCounts, at: line.place)
    }
    if words > taken { loseAlignment(.offVerticesOnOneLine, at: line.place) }
  }

  private mutating func noteKeyword(_ place: FormatError.Place) {
    let known: [String: FileFeature] = [
      "COFF": .offKeywordC, "NOFF": .offKeywordN, "STOFF": .offKeywordST, "CNOFF": .offKeywordCN,
      "STCNOFF": .offKeywordSTCN, "4OFF": .offKeyword4, "nOFF": .offKeywordDimension,
    ]
    if let feature = known[header.keyword] { list.note(feature, at: place) }
  }

  /// Looks at an empty line or a comment between records.
  private mutating func lookBetween(_ line: FeatureLines.Line) {
    if dataLines >= header.vertices + header.faces { return }
    if line.hasComment {
      list.note(dataLines < header.vertices ? .offCommentsAmongVertices : .offCommentsAmongFaces, at: line.place)
    } else {
      list.note(.offEmptyLines, at: line.place)
    }
  }

  private mutating func lookAtData(_ line: FeatureLines.Line) {
    let isVertex = dataLines < header.vertices
    guard dataLines < header.vertices + header.faces else { return }
    dataLines += 1
    if line.hasComment { list.note(isVertex ? .offCommentsBehindVertices : .offCommentsBehindFaces, at: line.place) }
    guard isAligned else { return }
    if isVertex {
      let coordinates = header.isHomogeneous ? 4 : 3
      if line.words < coordinates {
        loseAlignment(.offVerticesOverLines, at: line.place)
      } else if line.words > coordinates + header.extras && wide == nil {
        wide = (line.words - coordinates - header.extras, line.place)
      }
      return
    }
    // The brace that ends a wrapped object may stand behind its last face.
    let words = line.words - (header.isWrapped && line.word(line.words - 1) == "}" ? 1 : 0)
    guard let degree = Int(line.word(0)), degree >= 0, degree < words else {
      return loseAlignment(.offFacesOverLines, at: line.place)
    }
    if degree == 4 { list.note(.offQuads, at: line.place) }
    if degree > 4 { list.note(.offPolygons, at: line.place) }
    switch words - 1 - degree {
    case 1: list.note(.offFaceColours1, at: line.place)
    case 3: list.note(.offFaceColours3, at: line.place)
    case 4: list.note(.offFaceColours4, at: line.place)
    default: break
    }
  }

  /// From here on lines and records go separate ways.
  private mutating func loseAlignment(_ feature: FileFeature, at place: FormatError.Place) {
    list.note(feature, at: place)
    isAligned = false
  }

  private mutating func finish() {
    if header.faces == 0 { list.note(.offNoFaces, at: .line(1, byte: 0)) }
    if lastEnd == .none { list.note(.offNoLastLineEnd, at: .file) }
    guard isAligned, let wide else { return }
    if dataLines < header.vertices + header.faces {
      // Fewer lines than records: the wide line holds several vertices, and what was taken for faces is none of them.
      list.remove(.offQuads, .offPolygons, .offFaceColours1, .offFaceColours3, .offFaceColours4)
      list.note(.offVerticesOnOneLine, at: wide.place)
    } else if header.keyword == "OFF" {
      if wide.words == 3 { list.note(.offVertexColours3, at: wide.place) }
      if wide.words == 4 { list.note(.offVertexColours4, at: wide.place) }
    }
  }
}
