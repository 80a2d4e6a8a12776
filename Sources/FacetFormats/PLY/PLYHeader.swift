// The head of a PLY file: the order of bytes, then the elements with their counts, and what each record of them holds.
// Every count is a claim: together they are held against the bytes that are there, before anything is allocated.
import FacetMemory
import FacetText

/// How the numbers of a PLY file are stored.
enum PLYEncoding: String, Sendable {
  case ascii
  case little = "binary_little_endian"
  case big = "binary_big_endian"
}

/// One number or one list in each record of an element.
struct PLYProperty: Sendable {
  var name: String
  /// The type of the number, or of those in the list.
  var type: PLYScalarType
  /// The type of a list's length; nil for a number.
  var countType: PLYScalarType?
  var isList: Bool { countType != nil }
}

/// A kind of records: vertices, faces, or anything else.
struct PLYElement: Sendable {
  /// The elements that make a mesh.
  static let meshNames = ["vertex", "face", "tristrips"]

  var name: String
  var count: Int
  var properties: [PLYProperty] = []
  /// Where the count stands.
  var place: FormatError.Place

  /// The bytes of a record without lists; nil where there is one.
  var stride: Int? { properties.contains(where: \.isList) ? nil : smallestRecord }

  /// The bytes of a record whose lists are empty.
  var smallestRecord: Int { properties.reduce(0) { $0 + ($1.countType ?? $1.type).size } }

  /// The bytes that all records take at least; nil when that is beyond all bounds.
  func smallestBytes(_ encoding: PLYEncoding) -> Int? {
    // In text a number takes a digit and a blank.
    let record = encoding == .ascii ? 2 * properties.count : smallestRecord
    let bytes = count.multipliedReportingOverflow(by: record)
    return bytes.overflow ? nil : bytes.partialValue
  }

  /// The number of a property by one of its names.
  func index(of names: String...) -> Int? { properties.firstIndex { names.contains($0.name) } }
}

/// What the first lines of a PLY file say.
struct PLYHeader: Sendable {
  /// More properties than any program writes; a limit on what a header may cost.
  static let mostProperties = 4096

  var encoding = PLYEncoding.ascii
  var elements: [PLYElement] = []
  private var properties = 0

  /// Reads up to the first byte of the first record.
  init(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    if unsafe try cursor.lookAhead(1).isEmpty {
      throw FormatError(.emptyFile, file: cursor.source.name, format: "PLY", expected: "empty file")
    }
    _ = unsafe try cursor.lookAhead(5)
    guard unsafe try cursor.token().elementsEqual("ply".utf8) else {
      throw cursor.error(.badHeader, expected: "the word ply", found: cursor.tokenForMessage())
    }
    let hasLoneReturns =
      unsafe try cursor.lookAhead(5).suffix(2).first == carriageReturn && cursor.lookAhead(5).last != newline
    _ = try cursor.skipLine()
    try readFormat(cursor)
    while try !readLine(cursor, hasLoneReturns) {}
    try checkSize(cursor, warnings)
  }

  /// How many elements there are up to the last one with vertices, faces or strips. What lies behind means nothing here.
  var meaningful: Int { elements.lastIndex { PLYElement.meshNames.contains($0.name) }.map { $0 + 1 } ?? 0 }

  private func word(_ cursor: TextCursor) throws -> String {
    _ = try cursor.skipBlanks()
    let token = unsafe try cursor.token()
    let word = unsafe String(decoding: token, as: UTF8.self)
    return word
  }

  private func takeWord(_ cursor: TextCursor, _ expected: String) throws -> String {
    guard try cursor.skipBlanks() else {
      let isEnd = try cursor.peek() == nil
      throw cursor.error(
        isEnd ? .truncated : .badHeader, expected: expected, found: isEnd ? "end of file" : "the end of the line")
    }
    let token = unsafe try cursor.token()
    let word = unsafe String(decoding: token, as: UTF8.self)
    cursor.advance(token.count)
    return word
  }

  private mutating func readFormat(_ cursor: TextCursor) throws {
    while try skipRemark(cursor) {}
    let keyword = try word(cursor)
    guard keyword == "format" else {
      throw cursor.error(
        try cursor.peek() == nil ? .truncated : .badHeader, expected: "the word format", found: cursor.tokenForMessage()
      )
    }
    cursor.advance(keyword.utf8.count)
    _ = try cursor.skipBlanks()
    let place = cursor.place()
    let name = try takeWord(cursor, "ascii, binary_little_endian or binary_big_endian")
    guard let encoding = PLYEncoding(rawValue: name) else {
      throw FormatError(
        .badHeader, file: cursor.source.name, format: "PLY", place: place,
        expected: "ascii, binary_little_endian or binary_big_endian", found: Self.quoted(name))
    }
    self.encoding = encoding
    let version = try takeWord(cursor, "the version 1.0")
    guard version == "1.0" else {
      throw FormatError(
        .badHeader, file: cursor.source.name, format: "PLY", place: place, expected: "the version 1.0",
        found: Self.quoted(version))
    }
    _ = try cursor.skipLine()
  }

  /// Moves over a comment, however long, or an empty line. Answers whether there was one.
  private func skipRemark(_ cursor: TextCursor) throws -> Bool {
    guard try cursor.skipBlanks() else { return try cursor.peek() == nil ? false : cursor.skipLine() }
    let token = unsafe try cursor.token()
    guard unsafe token.elementsEqual("comment".utf8) || token.elementsEqual("obj_info".utf8) else { return false }
    _ = try cursor.skipLine()
    return true
  }

  /// Reads one line. Answers whether it was the last one.
  private mutating func readLine(_ cursor: TextCursor, _ hasLoneReturns: Bool) throws -> Bool {
    if try skipRemark(cursor) { return false }
    let place = cursor.place()
    switch try takeWord(cursor, "end_header") {
    case "element": try readElement(cursor)
    case "property": try readProperty(cursor, place)
    case "end_header":
      if encoding == .ascii { return true }
      // The byte behind the line's end is data, whatever it looks like.
      guard try cursor.skipBlanks() || cursor.peek() != nil else { return true }
      if hasLoneReturns { cursor.advance() } else { _ = try cursor.skipLine() }
      cursor.beginBinary()
      return true
    case let other:
      throw FormatError(
        .badHeader, file: cursor.source.name, format: "PLY", place: place, expected: "element, property or end_header",
        found: Self.quoted(other))
    }
    if try cursor.skipBlanks() {
      throw cursor.error(.badHeader, expected: "the end of the line", found: cursor.tokenForMessage())
    }
    _ = try cursor.skipLine()
    return false
  }

  private mutating func readElement(_ cursor: TextCursor) throws {
    let name = try takeWord(cursor, "the name of an element")
    _ = try cursor.skipBlanks()
    let place = cursor.place()
    var flags = NumberParse.Flags()
    let integer = try cursor.wholeInteger(flags: &flags)
    guard let integer, integer.value >= 0, !flags.contains(.overflow) else {
      let words = integer == nil ? "" : ", 0 or more"
      throw cursor.error(
        .badCount, expected: "the number of \(Self.plural(name))\(words)", found: cursor.tokenForMessage())
    }
    if name == "vertex" && integer.value > Int64(Int32.max) {
      throw cursor.error(.tooManyVertices, expected: "at most \(Int32.max) vertices", found: "\(integer.value)")
    }
    cursor.advance(integer.length)
    if elements.count == Self.mostProperties {
      throw cursor.error(.tooLong, expected: "at most \(Self.mostProperties) elements", found: "more than that")
    }
    elements.append(PLYElement(name: name, count: Int(integer.value), place: place))
  }

  private mutating func readProperty(_ cursor: TextCursor, _ place: FormatError.Place) throws {
    func fault(_ code: FormatError.Code, _ expected: String, _ found: String) -> FormatError {
      FormatError(code, file: cursor.source.name, format: "PLY", place: place, expected: expected, found: found)
    }
    func type(_ name: String, _ what: String) throws -> PLYScalarType {
      guard let type = PLYScalarType(name: name) else { throw fault(.badHeader, what, Self.quoted(name)) }
      return type
    }
    guard !elements.isEmpty else { throw fault(.badHeader, "an element before its properties", "property") }
    properties += 1
    guard properties <= Self.mostProperties else {
      throw fault(.tooLong, "at most \(Self.mostProperties) properties", "more than that")
    }
    let first = try takeWord(cursor, "the type of a property")
    var property = PLYProperty(name: "", type: .uint8)
    if first == "list" {
      let countType = try type(takeWord(cursor, "the type of a list's length"), "the type of a list's length")
      guard !countType.isFloat else { throw fault(.badHeader, "whole numbers for a list's length", "a float type") }
      property.countType = countType
      property.type = try type(takeWord(cursor, "the type of a list"), "the type of a list")
    } else {
      property.type = try type(first, "the type of a property")
    }
    property.name = try takeWord(cursor, "the name of a property")
    elements[elements.count - 1].properties.append(property)
  }

  /// Refuses counts that the bytes behind the header can't bear out.
  private func checkSize(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    guard let size = cursor.source.size else { return }
    // The last number of a text needs no blank behind it.
    var room = size - cursor.offset + (encoding == .ascii ? 1 : 0)
    var hasVertices = false
    for element in elements.prefix(meaningful) {
      guard let least = element.smallestBytes(encoding), least <= room else {
        let fault = FormatError(
          .badCount, file: cursor.source.name, format: "PLY", place: element.place,
          expected: "no more \(Self.plural(element.name)) than the file can hold", found: "\(element.count)")
        // Faces of an input that was cut can be recovered, when there is room for one.
        var one = element
        one.count = 1
        guard hasVertices, ["face", "tristrips"].contains(element.name),
          element.count <= WarningLog.largestRecoveredCount, (one.smallestBytes(encoding) ?? .max) <= room
        else { throw fault }
        if warnings.recovers { return }
        throw fault.recoverable
      }
      room -= least
      if element.name == "vertex" { hasVertices = true }
    }
  }

  /// `vertices`, `faces`, or the records of any other element.
  static func plural(_ name: String) -> String {
    switch name {
    case "vertex": "vertices"
    case "face": "faces"
    case "tristrips": "strips"
    default: "records of \(quoted(name))"
    }
  }

  static func quoted(_ word: String) -> String {
    var word = word
    return word.withUTF8 { unsafe TextCursor.quoted($0) }
  }
}
