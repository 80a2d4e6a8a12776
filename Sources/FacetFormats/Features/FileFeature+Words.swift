// The features as people read them, behind the place where they are met.

extension FileFeature {
  /// What the file has, in words.
  public var words: String {
    switch self {
    case .offByteOrderMark, .stlByteOrderMark, .objByteOrderMark: "a byte order mark"
    case .offCarriageReturnLineFeeds, .stlCarriageReturnLineFeeds, .plyCarriageReturnLineFeeds,
      .objCarriageReturnLineFeeds:
      "lines end with CR LF"
    case .offCarriageReturns, .stlCarriageReturns, .plyCarriageReturns, .objCarriageReturns: "lines end with CR"
    case .offPlusSign, .stlPlusSign, .objPlusSign: "a number begins with +"
    case .offFortranExponent, .stlFortranExponent, .objFortranExponent: "an exponent is written with D"
    case .offNoLastLineEnd, .stlNoLastLineEnd, .objNoLastLineEnd: "the last line has no end"
    case .offQuads, .objQuads: "a face of four corners"
    case .offPolygons, .objPolygons: "a face of five corners or more"
    case .plyPolygons: "faces of four corners or more"
    case .offNoFaces, .plyNoFaces, .objNoFaces: "there are no faces"
    default: offWords ?? stlWords ?? plyWords ?? objWords ?? rawValue
    }
  }

  private var offWords: String? {
    switch self {
    case .offNoKeyword: "the keyword OFF is missing"
    case .offGluedKeyword: "no blank between the keyword and the counts"
    case .offCountsBehindKeyword: "the counts stand on the keyword's line"
    case .offCountsOverLines: "the counts stand on several lines"
    case .offNoEdgeCount: "the number of edges is missing"
    case .offEdgeCount: "the number of edges is not 0"
    case .offBraces: "braces around the object"
    case .offCommentFirst: "a comment before the keyword"
    case .offCommentBehindKeyword: "a comment behind the keyword"
    case .offCommentBeforeCounts: "a comment before the counts"
    case .offCommentBehindCounts: "a comment behind the counts"
    case .offEmptyLineFirst: "an empty line before the keyword"
    case .offEmptyLineBeforeCounts: "an empty line before the counts"
    case .offKeywordC: "the keyword COFF: vertices with colours"
    case .offKeywordN: "the keyword NOFF: vertices with normals"
    case .offKeywordST: "the keyword STOFF: vertices with texture coordinates"
    case .offKeywordCN: "the keyword CNOFF: vertices with normals and colours"
    case .offKeywordSTCN: "the keyword STCNOFF: vertices with normals, colours and texture coordinates"
    case .offKeyword4: "the keyword 4OFF: vertices of four coordinates"
    case .offKeywordDimension: "the keyword nOFF: a number of dimensions"
    case .offVertexColours3: "vertices with three more numbers than OFF has"
    case .offVertexColours4: "vertices with four more numbers than OFF has"
    case .offBinary: "binary OFF"
    case .offBinaryWithoutColourCounts: "binary OFF without colour counts"
    case .offBinaryLittleEndian: "binary OFF in little-endian order"
    case .offCommentsAmongVertices: "a comment between vertices"
    case .offCommentsAmongFaces: "a comment between faces"
    case .offCommentsBehindVertices: "a comment behind a vertex"
    case .offCommentsBehindFaces: "a comment behind a face"
    case .offEmptyLines: "an empty line among the data"
    case .offVerticesOnOneLine: "several vertices on a line"
    case .offVerticesOverLines: "a vertex on several lines"
    case .offFacesOverLines: "a face on several lines"
    case .offFaceColours1: "a face with the number of a colour"
    case .offFaceColours3: "a face with a colour of three numbers"
    case .offFaceColours4: "a face with a colour of four numbers"
    case .offExtraData: "data behind the last face"
    default: nil
    }
  }

  private var stlWords: String? {
    switch self {
    case .stlBinary: "binary STL"
    case .stlBinarySolid: "binary STL whose header begins with solid"
    case .stlBinaryAttributes: "attribute words that are not 0"
    case .stlBinaryTrailingBytes: "bytes behind the last triangle"
    case .stlBinaryNoTriangles: "there are no triangles"
    case .stlASCII: "ASCII STL"
    case .stlBlankFirst: "a blank before the first word"
    case .stlUpperCase: "words in upper case"
    case .stlNoName: "a solid without a name"
    case .stlNameNotASCII: "a name that is not ASCII"
    case .stlSeveralSolids: "several solids"
    case .stlNoEndSolid: "the word endsolid is missing"
    case .stlOneLine: "several statements on a line"
    case .stlWordALine: "a statement on several lines"
    case .stlEmptyLines: "an empty line"
    default: nil
    }
  }

  private var plyWords: String? {
    switch self {
    case .plyASCII: "ASCII PLY"
    case .plyBinary: "binary PLY"
    case .plyBigEndian: "binary PLY in big-endian order"
    case .plyComment: "a comment"
    case .plyObjectInfo: "a line of obj_info"
    case .plyVertexIndex, .plyASCIIVertexIndex: "corners are called vertex_index, not vertex_indices"
    case .plySizedNames: "types are called float32 and int32"
    case .plyBinaryDoubles: "coordinates of the type double"
    case .plyBinaryIntegers: "coordinates of the type int"
    case .plyListTypesUnsigned: "corners of the type uint"
    case .plyListTypesInts: "a list whose length is an int"
    case .plyListTypesUnsignedInts: "a list whose length is a uint, of corners of the type uint"
    case .plyListTypesBytes: "corners of the type uchar"
    case .plyListTypesShorts: "corners of the type ushort"
    case .plyListTypesShortCount: "a list whose length is a ushort"
    case .plyListTypesSignedByte: "a list whose length is a char"
    case .plyElementFirst: "another element before the vertices"
    case .plyElementLast: "another element behind the faces"
    case .plyElementOfListsFirst: "an element with a list before the vertices"
    case .plyFacesFirst: "the faces come before the vertices"
    case .plyPropertyBehindCorners: "a property behind the corners"
    case .plyPropertyBeforeCorners: "a property before the corners"
    case .plyPropertyBehindZ: "a property behind z"
    case .plyPropertyBeforeX: "a property before x"
    case .plyListInVertex: "a list in the vertices"
    case .plyTriangleStrips: "triangle strips"
    case .plyTrailingBytes: "bytes behind the last record"
    default: nil
    }
  }

  private var objWords: String? {
    switch self {
    case .objNegativeIndices: "corners counted backwards"
    case .objContinuation: "a line that goes on in the next one"
    case .objWeights: "a vertex with a fourth coordinate"
    case .objColours3: "a vertex with a colour of three numbers"
    case .objColours4: "a vertex with a colour of four numbers"
    case .objTexture: "corners of the form v/vt"
    case .objNormals: "corners of the form v//vn"
    case .objTextureAndNormals: "corners of the form v/vt/vn"
    case .objFacesFirst: "a face before its vertices"
    case .objOldFaceKeyword: "a face called fo"
    default: nil
    }
  }
}
