// The features of an OBJ file, from its lines. A statement that goes on in the next line is looked at as far as its first one goes.
import FacetMemory

/// Looks for what other readers of OBJ stumble over.
struct OBJFeatures {
  private var list = FeatureList()
  private var vertices = 0
  private var faces = 0
  private var lastEnd = FeatureLines.Line.End.lineFeed

  /// Answers the features of a file that a reader has read.
  static func scan(_ source: ByteSource, reader: OBJReader) throws -> [FoundFeature] {
    var features = OBJFeatures()
    features.list.note(
      [.plusSign: .objPlusSign, .fortranExponent: .objFortranExponent], from: reader.warnings)
    let lines = FeatureLines(source, format: "OBJ", comment: hash, keeping: 8)
    if try lines.skipByteOrderMark() { features.list.note(.objByteOrderMark, at: .line(1, byte: 0)) }
    while let line = try lines.next() { features.look(at: line) }
    if features.faces == 0 { features.list.note(.objNoFaces, at: .file) }
    if features.lastEnd == .none { features.list.note(.objNoLastLineEnd, at: .file) }
    return features.list.found
  }

  private mutating func look(at line: FeatureLines.Line) {
    switch line.end {
    case .both: list.note(.objCarriageReturnLineFeeds, at: line.place)
    case .carriageReturn: list.note(.objCarriageReturns, at: line.place)
    default: break
    }
    lastEnd = line.end
    if line.isContinued && line.words > 0 { list.note(.objContinuation, at: line.place) }
    switch line.word(0) {
    case "v":
      vertices += 1
      if line.isContinued { return }
      switch line.words {
      case 5: list.note(.objWeights, at: line.place)
      case 7: list.note(.objColours3, at: line.place)
      case 8: list.note(.objColours4, at: line.place)
      default: break
      }
    case "f", "fo":
      faces += 1
      if vertices == 0 { list.note(.objFacesFirst, at: line.place) }
      if line.word(0) == "fo" { list.note(.objOldFaceKeyword, at: line.place) }
      lookAtCorners(line)
    default: break
    }
  }

  private mutating func lookAtCorners(_ line: FeatureLines.Line) {
    if line.words == 5 && !line.isContinued { list.note(.objQuads, at: line.place) }
    if line.words > 5 { list.note(.objPolygons, at: line.place) }
    let corner = line.word(1)
    if corner.contains("-") { list.note(.objNegativeIndices, at: line.place) }
    let parts = corner.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 { list.note(.objTexture, at: line.place) }
    if parts.count == 3 { list.note(parts[1].isEmpty ? .objNormals : .objTextureAndNormals, at: line.place) }
  }
}
