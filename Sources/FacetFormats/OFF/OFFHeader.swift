// The head of an OFF file: a byte order mark, comments, a keyword that tells what each vertex carries, and two or three
// counts. A count is a claim: here it is held against the bytes that are there, before anything is allocated.
import FacetMemory
import FacetText

/// What the first lines of an OFF file say.
struct OFFHeader {
  var vertices = 0
  var faces = 0
  /// The keyword with its prefixes; empty when there is none.
  var keyword = ""
  /// Vertices have a fourth coordinate, by which the others are divided.
  var isHomogeneous = false
  /// The numbers that the keyword promises behind each position.
  var extras = 0
  /// What they are.
  var promised = OFFVertexFields.Promise()
  /// The keyword says how many coordinates a vertex has; then a homogeneous one has its divisor in front.
  var hasDimension = false
  /// Numbers follow as bytes, and the greatest of each comes first.
  var isBinary = false
  var isBig = true
  /// A brace opens before the keyword, and one closes behind the last face.
  var isWrapped = false

  /// What is special about the file, for people.
  var dialect: String {
    let encoding = isBinary ? isBig ? "binary" : "binary, little-endian" : "text"
    return switch keyword {
    case "": encoding + ", no keyword"
    case "OFF": encoding
    default: encoding + ", " + keyword
    }
  }

  /// Reads up to the first vertex.
  init(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    try cursor.skipByteOrderMark(warnings)
    guard try cursor.skipSpaceAndComments() else {
      if cursor.offset == 0 {
        throw FormatError(.emptyFile, file: cursor.source.name, format: "OFF", expected: "empty file")
      }
      throw cursor.error(.truncated, expected: "the keyword OFF", found: "end of file")
    }
    try readWrapping(cursor, warnings)
    try readKeyword(cursor, warnings)
    if isBinary {
      try readBinaryCounts(cursor, warnings)
      return
    }
    if hasDimension { try readDimension(cursor, warnings) }
    vertices = try readCount("vertices", cursor, warnings)
    faces = try readCount("faces", cursor, warnings)
    try readEdges(cursor, warnings)
  }

  /// The smallest number of bytes that the text of the declared mesh can have; nil when it is beyond all bounds.
  private var smallestBytes: Int? {
    let numbers = vertices.multipliedReportingOverflow(by: isHomogeneous ? 8 : 6)
    let degrees = faces.multipliedReportingOverflow(by: 2)
    let sum = numbers.partialValue.addingReportingOverflow(degrees.partialValue)
    return numbers.overflow || degrees.overflow || sum.overflow ? nil : max(0, sum.partialValue - 1)
  }

  private mutating func readKeyword(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    let token = unsafe try cursor.token(before: hash)
    guard let length = unsafe parseKeyword(token) else {
      guard let first = unsafe token.first, isCountStart(first) else {
        throw unsafe cursor.error(.badHeader, expected: "the keyword OFF", found: TextCursor.quoted(token))
      }
      (keyword, extras, isHomogeneous, promised) = ("", 0, false, OFFVertexFields.Promise())
      try warnings.warn(.missingKeyword, "the keyword OFF is missing", at: cursor.place())
      return
    }
    keyword = unsafe String(decoding: token[..<length], as: UTF8.self)
    hasDimension = keyword.contains("n")
    let isGlued = length < token.count
    cursor.advance(length)
    if isGlued {
      try warnings.warn(
        .gluedKeyword, "there is no blank between \(keyword) and the first count", at: cursor.place())
    } else if try cursor.skipBlanks(), unsafe try cursor.token(before: hash).elementsEqual("BINARY".utf8) {
      if hasDimension {
        throw cursor.error(
          .unsupported, expected: "binary \(keyword), whose dimension nobody agrees where to put, is not read",
          found: "")
      }
      cursor.advance("BINARY".utf8.count)
      isBinary = true
    }
  }

  /// Reads what Geomview wraps around an object: an opening brace, and how to show it.
  /// - Throws: `FormatError` for a list of several objects.
  private mutating func readWrapping(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    if try cursor.peek() == openingBrace {
      isWrapped = true
      cursor.advance()
      guard try cursor.skipSpaceAndComments() else {
        throw cursor.error(.truncated, expected: "the keyword OFF", found: "end of file")
      }
    }
    let word = unsafe try cursor.token(before: hash).prefix { $0 != openingBrace }
    if unsafe word.elementsEqual("appearance".utf8) {
      try warnings.warn(.ignoredData, "an appearance was read over", at: cursor.place())
      cursor.advance("appearance".utf8.count)
      try skipBraces(cursor)
    }
    if unsafe try cursor.token(before: hash).elementsEqual("LIST".utf8) {
      throw cursor.error(.unsupported, expected: "LIST, several objects in one file, is not read", found: "")
    }
  }

  /// Moves over braces and all that stands between them, to what follows.
  private func skipBraces(_ cursor: TextCursor) throws {
    var depth = 0
    repeat {
      guard try cursor.skipSpaceAndComments() else { break }
      let byte = try cursor.peek()
      guard depth > 0 || byte == openingBrace else {
        throw unsafe cursor.error(.badHeader, expected: "a brace behind appearance", token: try cursor.token())
      }
      cursor.advance()
      if byte == openingBrace { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
    } while depth > 0
    guard try depth == 0 && cursor.skipSpaceAndComments() else {
      throw cursor.error(.truncated, expected: "the keyword OFF", found: "end of file")
    }
  }

  /// Reads the number of coordinates of a vertex.
  /// - Throws: `FormatError` when it is not 3.
  private func readDimension(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    _ = try cursor.skipSpaceAndComments()
    var flags = NumberParse.Flags()
    let integer = try cursor.wholeInteger(before: hash, flags: &flags)
    let token = unsafe try cursor.token(before: hash)
    guard let integer else {
      throw unsafe cursor.error(.badCount, expected: "the number of dimensions", token: token)
    }
    guard integer.value == 3 && !flags.contains(.overflow) else {
      throw cursor.error(
        .unsupported, expected: "\(keyword) of 3 dimensions", found: unsafe TextCursor.quoted(token))
    }
    try warnings.warn(flags, at: cursor.place())
    cursor.advance(integer.length)
  }

  /// Answers how many bytes of the token are `[ST][C][N][4][S][n]OFF`, in any order; nil when it is something else.
  @unsafe
  private mutating func parseKeyword(_ token: UnsafeBufferPointer<UInt8>) -> Int? {
    var rest = unsafe token[...]
    var seen: [String] = []
    while unsafe !rest.starts(with: "OFF".utf8) {
      guard let prefix = ["ST", "C", "N", "4", "S", "n"].first(where: { unsafe rest.starts(with: $0.utf8) }),
        !seen.contains(prefix)
      else { return nil }
      seen.append(prefix)
      unsafe rest = rest.dropFirst(prefix.utf8.count)
    }
    unsafe rest = rest.dropFirst(3)
    if let next = unsafe rest.first, !isCountStart(next) { return nil }
    isHomogeneous = seen.contains("4")
    promised = OFFVertexFields.Promise(
      normals: seen.contains("N"), colors: seen.contains("C"), textures: seen.contains("ST"),
      colorsFirst: seen.firstIndex(of: "N") ?? 0 < seen.firstIndex(of: "C") ?? 0)
    extras = promised.numbers
    return unsafe token.count - rest.count
  }

  private func isCountStart(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// Reads one count and holds it, together with the count before it, against the size of the input.
  private func readCount(_ what: String, _ cursor: TextCursor, _ warnings: WarningLog) throws -> Int {
    _ = try cursor.skipSpaceAndComments()
    var flags = NumberParse.Flags()
    let integer = try cursor.wholeInteger(before: hash, flags: &flags)
    let token = unsafe try cursor.token(before: hash)
    guard let integer else {
      throw unsafe cursor.error(.badCount, expected: "the number of \(what)", token: token)
    }
    guard integer.value >= 0, !flags.contains(.overflow) else {
      throw unsafe cursor.error(
        .badCount, expected: "the number of \(what), 0 or more", found: TextCursor.quoted(token))
    }
    let count = Int(integer.value)
    var claim = self
    if what == "vertices" { claim.vertices = count } else { claim.faces = count }
    let room = cursor.source.size.map { $0 - cursor.offset } ?? Int.max
    if claim.smallestBytes.map({ $0 > room }) ?? true {
      let fault = cursor.error(
        .badCount, expected: "no more \(what) than the file can hold", found: "\(count)")
      claim.faces = 1
      let hasFace = what == "faces" && (claim.smallestBytes ?? .max) <= room
      try Self.recoverFaces(count, hasFace: hasFace, fault, warnings)
    }
    if claim.vertices > Int(Int32.max) {
      throw cursor.error(.tooManyVertices, expected: "at most \(Int32.max) vertices", found: "\(count)")
    }
    try warnings.warn(flags, at: cursor.place())
    cursor.advance(integer.length)
    return count
  }

  /// Refuses a number of faces that is beyond the end of the input. To recover them a first one must be there.
  static func recoverFaces(
    _ count: Int, hasFace: Bool, _ fault: FormatError, _ warnings: WarningLog
  ) throws(FormatError) {
    guard hasFace && count <= WarningLog.largestRecoveredCount else { throw fault }
    // The warning comes from where the faces end.
    if !warnings.recovers { throw fault.recoverable }
  }

  /// Reads over the number of edges, which means nothing and is missing in some files.
  private func readEdges(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    let isOnLine = try cursor.skipBlanks() && cursor.peek() != hash
    let place = cursor.place()
    var isMissing = false
    if !isOnLine {
      // On a line of its own it is alone; else that line is the first vertex.
      isMissing = try !cursor.skipSpaceAndComments()
      if !isMissing {
        var lines = unsafe OFFLines(try cursor.lookAhead(4096))
        isMissing = unsafe lines.next().map { unsafe $0.count >= 3 } ?? false
      }
    }
    if !isMissing {
      var flags = NumberParse.Flags()
      if let edges = try cursor.wholeInteger(before: hash, flags: &flags) {
        cursor.advance(edges.length)
        return
      }
      let token = unsafe try cursor.token(before: hash)
      var number = 0.0
      let length = unsafe NumberParse.double(
        token.baseAddress!, token.baseAddress! + token.count, value: &number, flags: &flags)
      // A number with a fraction is the x of the first vertex.
      guard length > 0 && length == token.count else {
        throw unsafe cursor.error(.badCount, expected: "the number of edges", token: token)
      }
    }
    try warnings.warn(.missingEdgeCount, "the number of edges is missing", at: place)
  }
}

let hash = UInt8(ascii: "#")
let openingBrace = UInt8(ascii: "{")
let closingBrace = UInt8(ascii: "}")

extension TextCursor {
  /// Moves to the next byte that is neither white space nor part of a `#` comment. Answers false at the end of the
  /// input.
  func skipSpaceAndComments() throws -> Bool {
    while try skipSpace() {
      if unsafe position.pointee != hash { return true }
      _ = try skipLine()
    }
    return false
  }
}
