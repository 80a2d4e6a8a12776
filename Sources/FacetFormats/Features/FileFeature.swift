// What a file may have that some other program's reader stumbles over. The names are those of data/readers.csv, where it stands
// which reader does what with each of them, and which small file in data/ proves it.

/// A feature of a mesh file that not every reader takes. The raw value is stable.
public enum FileFeature: String, Sendable, CaseIterable {
  // OFF: the head
  case offByteOrderMark = "off-byte-order-mark"
  case offNoKeyword = "off-no-keyword"
  case offGluedKeyword = "off-glued-keyword"
  case offCountsBehindKeyword = "off-counts-behind-keyword"
  case offCountsOverLines = "off-counts-over-lines"
  case offNoEdgeCount = "off-no-edge-count"
  case offEdgeCount = "off-edge-count"
  case offBraces = "off-braces"
  case offCommentFirst = "off-comment-first"
  case offCommentBehindKeyword = "off-comment-behind-keyword"
  case offCommentBeforeCounts = "off-comment-before-counts"
  case offCommentBehindCounts = "off-comment-behind-counts"
  case offEmptyLineFirst = "off-empty-line-first"
  case offEmptyLineBeforeCounts = "off-empty-line-before-counts"
  // OFF: what a vertex carries
  case offKeywordC = "off-keyword-COFF"
  case offKeywordN = "off-keyword-NOFF"
  case offKeywordST = "off-keyword-STOFF"
  case offKeywordCN = "off-keyword-CNOFF"
  case offKeywordSTCN = "off-keyword-STCNOFF"
  case offKeyword4 = "off-keyword-4OFF"
  case offKeywordDimension = "off-keyword-nOFF"
  case offVertexColours3 = "off-vertex-colours-3"
  case offVertexColours4 = "off-vertex-colours-4"
  // OFF: the data
  case offBinary = "off-binary"
  case offBinaryWithoutColourCounts = "off-binary-without-colour-counts"
  case offBinaryLittleEndian = "off-binary-little-endian"
  case offCarriageReturnLineFeeds = "off-crlf"
  case offCarriageReturns = "off-carriage-returns"
  case offCommentsAmongVertices = "off-comments-among-vertices"
  case offCommentsAmongFaces = "off-comments-among-faces"
  case offCommentsBehindVertices = "off-comments-behind-vertices"
  case offCommentsBehindFaces = "off-comments-behind-faces"
  case offEmptyLines = "off-empty-lines"
  case offVerticesOnOneLine = "off-vertices-on-one-line"
  case offVerticesOverLines = "off-vertices-over-lines"
  case offFacesOverLines = "off-faces-over-lines"
  case offPlusSign = "off-plus-sign"
  case offFortranExponent = "off-fortran-exponent"
  case offFaceColours1 = "off-face-colours-1"
  case offFaceColours3 = "off-face-colours-3"
  case offFaceColours4 = "off-face-colours-4"
  case offQuads = "off-quads"
  case offPolygons = "off-polygons"
  case offNoFaces = "off-no-faces"
  case offExtraData = "off-extra-data"
  case offNoLastLineEnd = "off-no-last-line-end"

  // STL
  case stlBinary = "stl-binary"
  case stlBinarySolid = "stl-binary-solid"
  case stlBinaryAttributes = "stl-binary-attributes"
  case stlBinaryTrailingBytes = "stl-binary-trailing-bytes"
  case stlBinaryNoTriangles = "stl-binary-no-triangles"
  case stlASCII = "stl-ascii"
  case stlByteOrderMark = "stl-byte-order-mark"
  case stlCarriageReturnLineFeeds = "stl-crlf"
  case stlCarriageReturns = "stl-carriage-returns"
  case stlBlankFirst = "stl-blank-first"
  case stlUpperCase = "stl-upper-case"
  case stlNoName = "stl-no-name"
  case stlNameNotASCII = "stl-name-not-ascii"
  case stlSeveralSolids = "stl-several-solids"
  case stlNoEndSolid = "stl-no-endsolid"
  case stlOneLine = "stl-one-line"
  case stlWordALine = "stl-word-a-line"
  case stlEmptyLines = "stl-empty-lines"
  case stlPlusSign = "stl-plus-sign"
  case stlFortranExponent = "stl-fortran-exponent"
  case stlNoLastLineEnd = "stl-no-last-line-end"

  // PLY
  case plyASCII = "ply-ascii"
  case plyBinary = "ply-binary"
  case plyBigEndian = "ply-big-endian"
  case plyCarriageReturnLineFeeds = "ply-crlf"
  case plyCarriageReturns = "ply-carriage-returns"
  case plyComment = "ply-comment"
  case plyObjectInfo = "ply-obj-info"
  case plyVertexIndex = "ply-vertex-index"
  case plyASCIIVertexIndex = "ply-ascii-vertex-index"
  case plySizedNames = "ply-sized-names"
  case plyBinaryDoubles = "ply-binary-doubles"
  case plyBinaryIntegers = "ply-binary-integers"
  case plyListTypesUnsigned = "ply-list-uchar-uint"
  case plyListTypesInts = "ply-list-int-int"
  case plyListTypesUnsignedInts = "ply-list-uint-uint"
  case plyListTypesBytes = "ply-list-uchar-uchar"
  case plyListTypesShorts = "ply-list-uchar-ushort"
  case plyListTypesShortCount = "ply-list-ushort-int"
  case plyListTypesSignedByte = "ply-list-char-int"
  case plyElementFirst = "ply-element-first"
  case plyElementLast = "ply-element-last"
  case plyElementOfListsFirst = "ply-element-of-lists-first"
  case plyFacesFirst = "ply-faces-first"
  case plyPropertyBehindCorners = "ply-property-behind-corners"
  case plyPropertyBeforeCorners = "ply-property-before-corners"
  case plyPropertyBehindZ = "ply-property-behind-z"
  case plyPropertyBeforeX = "ply-property-before-x"
  case plyListInVertex = "ply-list-in-vertex"
  case plyTriangleStrips = "ply-tristrips"
  case plyPolygons = "ply-polygons"
  case plyNoFaces = "ply-no-faces"
  case plyTrailingBytes = "ply-trailing-bytes"

  // OBJ
  case objByteOrderMark = "obj-byte-order-mark"
  case objCarriageReturnLineFeeds = "obj-crlf"
  case objCarriageReturns = "obj-carriage-returns"
  case objNegativeIndices = "obj-negative-indices"
  case objContinuation = "obj-continuation"
  case objWeights = "obj-weights"
  case objColours3 = "obj-colours-3"
  case objColours4 = "obj-colours-4"
  case objTexture = "obj-texture"
  case objNormals = "obj-normals"
  case objTextureAndNormals = "obj-texture-and-normals"
  case objQuads = "obj-quads"
  case objPolygons = "obj-polygons"
  case objFacesFirst = "obj-faces-first"
  case objOldFaceKeyword = "obj-fo"
  case objPlusSign = "obj-plus-sign"
  case objFortranExponent = "obj-fortran-exponent"
  case objNoFaces = "obj-no-faces"
  case objNoLastLineEnd = "obj-no-last-line-end"
}

/// A feature of a file, and where it is met first.
public struct FoundFeature: Sendable, Equatable {
  public let feature: FileFeature
  public let place: FormatError.Place
}

/// The features of one file, each once, in the order in which they are met.
struct FeatureList {
  private(set) var found: [FoundFeature] = []

  mutating func note(_ feature: FileFeature, at place: @autoclosure () -> FormatError.Place) {
    if !has(feature) { found.append(FoundFeature(feature: feature, place: place())) }
  }

  func has(_ feature: FileFeature) -> Bool { found.contains { $0.feature == feature } }

  /// Notes what a reader warned of already.
  mutating func note(_ features: [FormatWarning.Code: FileFeature], from warnings: WarningLog) {
    for warning in warnings.warnings {
      if let feature = features[warning.code] { note(feature, at: warning.firstPlace) }
    }
  }

  mutating func remove(_ features: FileFeature...) { found.removeAll { features.contains($0.feature) } }
}
