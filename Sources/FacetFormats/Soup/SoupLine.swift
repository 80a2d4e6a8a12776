// The fields of one line of a text soup: what parts them, where a comment begins, and which of them are numbers. For the
// first line, for detection and for messages; the reader's loop parses numbers without looking for fields.
import FacetText

/// What parts the fields of a line.
enum SoupSeparator: String {
  /// White space only.
  case blank
  /// One mark between two fields; blanks around it mean nothing.
  case comma, semicolon, tab
  /// White space, or one comma or semicolon.
  case mixed

  /// The one byte that parts fields; nil where white space does.
  var mark: UInt8? {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .blank, .mixed: nil
    }
  }

  /// Whether a byte ends a field.
  @inline(__always)
  func ends(_ byte: UInt8) -> Bool {
    switch self {
    case .blank: isSpace(byte)
    case .mixed: isSpace(byte) || isListMark(byte)
    case .comma: byte == UInt8(ascii: ",") || isLineEnd(byte)
    case .semicolon: byte == UInt8(ascii: ";") || isLineEnd(byte)
    case .tab: byte == UInt8(ascii: "\t") || isLineEnd(byte)
    }
  }
}

@inline(__always)
func isLineEnd(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

/// Whether a byte is a comma or a semicolon.
@inline(__always)
func isListMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") }

/// What a line holds. The line lies between two pointers and has no line end in it.
@safe
struct SoupLine {
  let start: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>

  /// The fields of a line.
  struct Survey: Equatable {
    /// The number of fields.
    var fields = 0
    /// Which of the first 64 fields are whole numbers or fractions: bit 0 is the first.
    var numbers: UInt64 = 0
    /// Some field begins as a number does, good or bad.
    var hasDigits = false

    /// Whether every field is a number.
    var isNumeric: Bool { fields > 0 && fields <= 64 && numbers == UInt64.max >> UInt64(64 - fields) }
  }

  /// Whether a comment begins at `byte`: `#`, `%` or `//`.
  @inline(__always)
  @unsafe
  static func isComment(_ byte: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard unsafe byte < end else { return false }
    switch unsafe byte.pointee {
    case UInt8(ascii: "#"), UInt8(ascii: "%"): return true
    case UInt8(ascii: "/"): return unsafe byte + 1 < end && byte[1] == UInt8(ascii: "/")
    default: return false
    }
  }

  /// Moves over white space that does not end the line; a tab is none where it parts fields.
  @inline(__always)
  @unsafe
  static func skipBlanks(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ separator: SoupSeparator) {
    while unsafe byte < end && isSpace(byte.pointee) && !isLineEnd(byte.pointee)
      && !(separator == .tab && byte.pointee == UInt8(ascii: "\t"))
    { unsafe byte += 1 }
  }

  /// Moves from the end of a field to the next one. Answers false at the end of the line.
  @inline(__always)
  @unsafe
  static func skipSeparator(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ separator: SoupSeparator
  ) -> Bool {
    unsafe skipBlanks(&byte, end, separator)
    guard unsafe byte < end && !isLineEnd(byte.pointee) else { return false }
    if unsafe separator == .mixed ? isListMark(byte.pointee) : byte.pointee == separator.mark {
      unsafe byte += 1
      unsafe skipBlanks(&byte, end, separator)
      // A mark at the end of a line parts nothing.
      return unsafe byte < end && !isLineEnd(byte.pointee)
    }
    return true
  }

  /// Moves to the end of the field; marks between quotation marks don't end it.
  @inline(__always)
  @unsafe
  static func skipField(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ separator: SoupSeparator
  ) {
    var quoted = false
    while unsafe byte < end && !isLineEnd(byte.pointee) && (quoted || !separator.ends(byte.pointee)) {
      if unsafe byte.pointee == UInt8(ascii: "\"") { quoted.toggle() }
      unsafe byte += 1
    }
  }

  /// Whether the line holds nothing but white space or a comment.
  var isEmpty: Bool {
    var byte = unsafe start
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    return unsafe byte == end || Self.isComment(byte, end)
  }

  /// Looks at every field up to the end of the line or a comment. O(length).
  func survey(_ separator: SoupSeparator) -> Survey {
    var survey = Survey()
    var byte = unsafe start
    unsafe Self.skipBlanks(&byte, end, separator)
    while unsafe byte < end && !Self.isComment(byte, end) {
      let first = unsafe byte
      var value = 0.0
      var flags = NumberParse.Flags()
      let length = unsafe NumberParse.double(byte, end, value: &value, flags: &flags)
      unsafe Self.skipField(&byte, end, separator)
      var after = unsafe first + length
      unsafe Self.skipBlanks(&after, byte, separator)
      let isNumber = unsafe length > 0 && (after == byte || Self.isComment(after, end))
      if isNumber && survey.fields < 64 { survey.numbers |= 1 << UInt64(survey.fields) }
      if unsafe isNumber || Self.beginsWithDigit(first, byte) { survey.hasDigits = true }
      survey.fields += 1
      if unsafe isNumber && after < byte { break }
      guard unsafe Self.skipSeparator(&byte, end, separator) else { break }
    }
    return survey
  }

  /// Looks at every field, parted by whatever makes all of them numbers, or else by the mark that the line has.
  func survey() -> Survey {
    let mixed = survey(.mixed)
    return mixed.isNumeric ? mixed : survey(separator(columns: 2))
  }

  /// Whether digits follow, behind any signs and points: what was meant as a number, even if it is none.
  @unsafe
  private static func beginsWithDigit(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    var byte = unsafe start
    while unsafe byte < end && [UInt8]("+-.".utf8).contains(byte.pointee) { unsafe byte += 1 }
    return unsafe byte < end && byte.pointee >= UInt8(ascii: "0") && byte.pointee <= UInt8(ascii: "9")
  }

  /// How often a byte stands in the line.
  func count(of mark: UInt8) -> Int {
    var count = 0
    var byte = unsafe start
    while unsafe byte < end {
      if unsafe byte.pointee == mark { count += 1 }
      unsafe byte += 1
    }
    return count
  }

  /// What parts the fields of a line that has at least `columns` of them: the first mark that makes so many.
  func separator(columns: Int) -> SoupSeparator {
    for separator in [SoupSeparator.semicolon, .comma, .tab] where count(of: separator.mark!) > 0 {
      if survey(separator).fields >= columns { return separator }
    }
    return count(of: UInt8(ascii: ",")) + count(of: UInt8(ascii: ";")) > 0 ? .mixed : .blank
  }

  /// What parts the numbers of a line of numbers, for people.
  var dialect: SoupSeparator {
    let commas = count(of: UInt8(ascii: ","))
    let semicolons = count(of: UInt8(ascii: ";"))
    if commas > 0 && semicolons > 0 { return .mixed }
    if commas > 0 { return .comma }
    if semicolons > 0 { return .semicolon }
    return count(of: UInt8(ascii: "\t")) > 0 && count(of: UInt8(ascii: " ")) == 0 ? .tab : .blank
  }

  /// Whether commas look like decimal points: something else parts the fields, and each holds at most one comma and no
  /// point, some between two digits.
  var hasDecimalCommas: Bool {
    var byte = unsafe start
    var fields = 0
    var decimals = 0
    while unsafe byte < end && !Self.isComment(byte, end) {
      let first = unsafe byte
      var comma: UnsafePointer<UInt8>?
      while unsafe byte < end && !isSpace(byte.pointee) && byte.pointee != UInt8(ascii: ";") {
        if unsafe byte.pointee == UInt8(ascii: ",") {
          if unsafe comma != nil { return false }
          unsafe comma = unsafe byte
        } else if unsafe byte.pointee == UInt8(ascii: ".") {
          return false
        }
        unsafe byte += 1
      }
      if let comma = unsafe comma {
        guard unsafe comma > first && comma + 1 < byte else { return false }
        if unsafe isDigit(comma[-1]) && isDigit(comma[1]) { decimals += 1 }
      }
      if unsafe byte > first { fields += 1 }
      if unsafe byte < end { unsafe byte += 1 }
    }
    return fields > 1 && decimals > 0
  }

  /// The nine or three columns that are probably the corners: of nine or more numbers in a row the last nine, since a
  /// normal, a number or a name comes first; of a point with colours or a normal the first three.
  static func likelyColumns(_ survey: Survey) -> ClosedRange<Int>? {
    var (bestStart, bestCount) = (0, 0)
    var column = 0
    while column < min(survey.fields, 64) {
      var count = 0
      while column + count < min(survey.fields, 64), survey.numbers >> UInt64(column + count) & 1 == 1 { count += 1 }
      if count > bestCount { (bestStart, bestCount) = (column, count) }
      column += count + 1
    }
    if bestCount >= 9 { return bestStart + bestCount - 8...bestStart + bestCount }
    return bestCount >= 3 ? bestStart + 1...bestStart + 3 : nil
  }
}

@inline(__always)
private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
