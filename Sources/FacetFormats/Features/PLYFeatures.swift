// The features of a PLY file, all from its head. How the numbers of a binary file are stored matters to its readers, how
// those of a text would be does not; so most features are noted of binary files only, where they were tried.
import FacetMemory

/// Looks for what other readers of PLY stumble over.
struct PLYFeatures {
  private var list = FeatureList()
  private var isBinary = false
  private var element = ""
  private var elements: [String] = []
  /// The properties of the element so far.
  private var properties: [String] = []
  private var firstOtherElement: (place: FormatError.Place, hasLists: Bool)?

  /// Answers the features of a file that a reader has read.
  static func scan(_ source: ByteSource, reader: PLYReader, polygons: Int) throws -> [FoundFeature] {
    var features = PLYFeatures()
    features.isBinary = reader.isBinary
    let lines = FeatureLines(source, format: "PLY", comment: nil, keeping: 5)
    while let line = try lines.next(), line.word(0) != "end_header" { features.look(at: line) }
    if polygons > 0 { features.list.note(.plyPolygons, at: .file) }
    if reader.declaredFaces == 0 && !features.list.has(.plyTriangleStrips) {
      features.list.note(.plyNoFaces, at: .file)
    }
    features.list.note([.trailingBytes: .plyTrailingBytes], from: reader.warnings)
    return features.list.found
  }

  private mutating func look(at line: FeatureLines.Line) {
    switch line.end {
    case .both: list.note(.plyCarriageReturnLineFeeds, at: line.place)
    case .carriageReturn: list.note(.plyCarriageReturns, at: line.place)
    default: break
    }
    switch line.word(0) {
    case "format":
      let encodings: [String: FileFeature] = ["ascii": .plyASCII, "binary_big_endi": .plyBigEndian]
      list.note(encodings[line.word(1)] ?? .plyBinary, at: line.place)
    case "comment": list.note(.plyComment, at: line.place)
    case "obj_info": list.note(.plyObjectInfo, at: line.place)
    case "element": beginElement(line)
    case "property": lookAtProperty(line)
    default: break
    }
  }

  private mutating func beginElement(_ line: FeatureLines.Line) {
    element = line.word(1)
    properties = []
    switch element {
    case "vertex":
      if isBinary && elements.contains("face") { list.note(.plyFacesFirst, at: line.place) }
    case "face": break
    case "tristrips": list.note(.plyTriangleStrips, at: line.place)
    default:
      if isBinary && !elements.contains("vertex") {
        list.note(.plyElementFirst, at: line.place)
      } else if isBinary && elements.contains("face") {
        list.note(.plyElementLast, at: line.place)
      }
    }
    elements.append(element)
  }

  private mutating func lookAtProperty(_ line: FeatureLines.Line) {
    let isList = line.word(1) == "list"
    let name = line.word(isList ? 4 : 2)
    let type = line.word(isList ? 3 : 1)
    defer { properties.append(name) }
    if [type, line.word(2)].contains(where: {
      $0.hasSuffix("8") || $0.hasSuffix("16") || $0.hasSuffix("32") || $0.hasSuffix("64")
    }
    ) {
      list.note(.plySizedNames, at: line.place)
    }
    let isCorners = isList && (name == "vertex_index" || name == "vertex_indices")
    if element == "face" && isCorners && name == "vertex_index" {
      list.note(isBinary ? .plyVertexIndex : .plyASCIIVertexIndex, at: line.place)
    }
    guard isBinary else { return }
    switch element {
    case "vertex":
      if isList {
        list.note(.plyListInVertex, at: line.place)
      } else if ["x", "y", "z"].contains(name) {
        if type == "double" || type == "float64" { list.note(.plyBinaryDoubles, at: line.place) }
        if !type.hasPrefix("float") && !type.hasPrefix("double") { list.note(.plyBinaryIntegers, at: line.place) }
        if name == "x" && !properties.isEmpty { list.note(.plyPropertyBeforeX, at: line.place) }
      } else if properties.contains("z") {
        list.note(.plyPropertyBehindZ, at: line.place)
      }
    case "face":
      if isCorners {
        noteTypes(line)
        if !properties.isEmpty { list.note(.plyPropertyBeforeCorners, at: line.place) }
      } else if !properties.filter({ $0.hasPrefix("vertex_ind") }).isEmpty {
        list.note(.plyPropertyBehindCorners, at: line.place)
      }
    default:
      if isList && !elements.contains("vertex") && element != "tristrips" {
        list.remove(.plyElementFirst)
        list.note(.plyElementOfListsFirst, at: line.place)
      }
    }
  }

  /// Notes the types of the list of corners: its length's and its numbers'.
  private mutating func noteTypes(_ line: FeatureLines.Line) {
    let plain = [
      "uint8": "uchar", "int8": "char", "uint16": "ushort", "int16": "short", "uint32": "uint", "int32": "int",
    ]
    let types = [line.word(2), line.word(3)].map { plain[$0] ?? $0 }.joined(separator: " ")
    let known: [String: FileFeature] = [
      "uchar uint": .plyListTypesUnsigned, "int int": .plyListTypesInts, "uint uint": .plyListTypesUnsignedInts,
      "uchar uchar": .plyListTypesBytes, "uchar ushort": .plyListTypesShorts, "ushort int": .plyListTypesShortCount,
      "char int": .plyListTypesSignedByte,
    ]
    if let feature = known[types] { list.note(feature, at: line.place) }
  }
}
