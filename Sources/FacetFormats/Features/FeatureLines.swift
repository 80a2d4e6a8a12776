// A text as lines of words, with what lies between them: comments, empty lines, and how the lines end. Only looked at when
// someone asks which other readers will take the file, so it costs the readers nothing.
import FacetMemory

/// Walks over a text line by line. A line of any length costs no memory but the beginnings of its first words.
@safe final class FeatureLines {
  /// One line.
  struct Line {
    /// The line's number from 1, and the offset of its first byte.
    var number = 0
    var offset = 0
    /// The words before a comment.
    var words = 0
    /// The first words, each cut to 15 bytes; at most as many as are kept.
    var beginnings: [String] = []
    var hasComment = false
    var hasLeadingBlank = false
    var hasBytesBeyondASCII = false
    /// Whether the last word ends with a backslash.
    var isContinued = false
    var end = End.none

    enum End { case none, lineFeed, carriageReturn, both }

    var place: FormatError.Place { .line(number, byte: offset) }
    var isEmpty: Bool { words == 0 && !hasComment }
    func word(_ index: Int) -> String { index < beginnings.count ? beginnings[index] : "" }
  }

  let cursor: TextCursor
  private let comment: UInt8?
  private let kept: Int
  private var number = 0

  /// - Parameters:
  ///   - comment: the byte that begins a comment.
  ///   - kept: how many words of each line are kept.
  init(_ source: ByteSource, format: String, comment: UInt8?, keeping kept: Int) {
    cursor = TextCursor(source, format: format)
    self.comment = comment
    self.kept = kept
  }

  /// Moves over a byte order mark. Answers whether there is one.
  func skipByteOrderMark() throws -> Bool {
    guard unsafe try cursor.lookAhead(3).elementsEqual([0xef, 0xbb, 0xbf]) else { return false }
    cursor.advance(3)
    return true
  }

  /// Answers the next line; nil at the end of the input.
  func next() throws -> Line? {
    guard try cursor.peek() != nil else { return nil }
    number += 1
    var line = Line(number: number, offset: cursor.offset)
    while try cursor.skipBlanks() {
      if line.words == 0 { line.hasLeadingBlank = cursor.offset > line.offset }
      if try cursor.peek() == comment {
        line.hasComment = true
        try skipComment()
        break
      }
      try readWord(&line)
    }
    switch try cursor.peek() {
    case newline:
      cursor.advance()
      line.end = .lineFeed
    case carriageReturn:
      cursor.advance()
      line.end = try cursor.peek() == newline ? .both : .carriageReturn
      if line.end == .both { cursor.advance() }
    default: break
    }
    return line
  }

  private func readWord(_ line: inout Line) throws {
    var bytes: [UInt8] = []
    let keeps = line.words < kept
    line.words += 1
    while try cursor.peek() != nil {
      // As far as the block goes; a word of any length is walked over in pieces.
      while unsafe cursor.position < cursor.end {
        let byte = unsafe cursor.position.pointee
        if isSpace(byte) || byte == comment {
          if keeps { line.beginnings.append(String(decoding: bytes, as: UTF8.self)) }
          return
        }
        if keeps && bytes.count < 15 { bytes.append(byte) }
        if byte >= 0x80 { line.hasBytesBeyondASCII = true }
        line.isContinued = byte == UInt8(ascii: "\\")
        cursor.advance()
      }
    }
    if keeps { line.beginnings.append(String(decoding: bytes, as: UTF8.self)) }
  }

  private func skipComment() throws {
    while let byte = try cursor.peek(), byte != newline, byte != carriageReturn { cursor.advance() }
  }
}
