// A cursor over text that arrives in blocks. Tokens are parsed where they lie; a token that touches the end of a block is
// parsed again when the next block is there. Line numbers are counted a block at a time, and only to name a place.
import FacetMemory
import FacetText

/// Walks over the bytes of a text, token by token or line by line, in memory that does not depend on its size.
///
/// White space is blank, tab, line feed, vertical tab, form feed and carriage return.
@safe public final class TextCursor {
  /// The longest token or line that is held whole; a longer one is an error.
  public static let longestPiece = 1 << 20
  /// What may stand behind a whole number and yet belong to it, once more is there: `init` of `infinit`; and one more.
  private static let longestRest = 5

  public let source: ByteSource
  private let format: String
  /// The next byte. Valid until the next call that may read on.
  @unsafe public private(set) var position: UnsafePointer<UInt8>
  /// The end of the bytes that are there now.
  @unsafe public private(set) var end: UnsafePointer<UInt8>
  private var windowStart: UnsafePointer<UInt8>
  /// The offset in the file of `windowStart`.
  private var windowOffset = 0
  private var lineFeedsBefore = 0
  private var carriageReturnsBefore = 0
  /// Up to where in the window line ends were counted for a place, and how many there were: no byte is counted twice for
  /// places that go forward.
  private var counted: (to: UnsafePointer<UInt8>, lineFeeds: Int, carriageReturns: Int)
  private var sourceEnded = false
  /// From here on the bytes have no lines: a place is an offset, and nothing is counted.
  private var isBinary = false

  /// - Parameter format: the name of the format, for errors.
  public init(_ source: ByteSource, format: String) {
    self.source = source
    self.format = format
    let nothing = unsafe UnsafePointer<UInt8>(bitPattern: 64)!
    unsafe position = nothing
    unsafe end = nothing
    unsafe windowStart = nothing
    unsafe counted = (nothing, 0, 0)
  }

  /// The offset of the next byte in the file, from 0.
  public var offset: Int { unsafe windowOffset + (position - windowStart) }

  /// Where the cursor is, or where `back` bytes before it are. Counts the lines of the current block from the last place
  /// on: for errors, and for what is remembered in case that it becomes one.
  public func place(back: Int = 0) -> FormatError.Place {
    let here = unsafe position - min(back, position - windowStart)
    if isBinary { return unsafe .byte(windowOffset + (here - windowStart)) }
    if unsafe here < counted.to { unsafe counted = (windowStart, 0, 0) }
    let counts = unsafe countLineEnds(counted.to, here)
    unsafe counted = (here, counted.lineFeeds + counts.lineFeeds, counted.carriageReturns + counts.carriageReturns)
    let lineFeeds = unsafe lineFeedsBefore + counted.lineFeeds
    // Files with carriage returns only are lines too.
    let lines = unsafe lineFeeds > 0 ? lineFeeds : carriageReturnsBefore + counted.carriageReturns
    return unsafe .line(lines + 1, byte: windowOffset + (here - windowStart))
  }

  /// Says that no lines follow, but bytes.
  func beginBinary() { isBinary = true }

  /// Makes an error at the cursor, or `back` bytes before it.
  public func error(_ code: FormatError.Code, back: Int = 0, expected: String, found: String) -> FormatError {
    FormatError(code, file: source.name, format: format, place: place(back: back), expected: expected, found: found)
  }

  /// Reads on, keeping the bytes from `keep` (at or before the cursor, inside the window) in one piece.
  /// Answers false when the input has ended. All pointers into the window become invalid.
  @unsafe
  public func readOn(keeping keep: UnsafePointer<UInt8>? = nil) throws -> Bool {
    let keep = unsafe keep ?? position
    if sourceEnded { return false }
    let kept = unsafe end - keep
    if kept > Self.longestPiece {
      throw error(
        .tooLong, expected: "a token or line of at most \(Self.longestPiece) bytes", found: "more than that")
    }
    let consumed = unsafe position - keep
    let tail = unsafe UnsafeRawBufferPointer(start: keep, count: kept)
    let counts = unsafe isBinary ? (lineFeeds: 0, carriageReturns: 0) : countLineEnds(windowStart, keep)
    guard let block = unsafe try source.nextBlock(carrying: tail) else {
      sourceEnded = true
      return false
    }
    lineFeedsBefore += counts.lineFeeds
    carriageReturnsBefore += counts.carriageReturns
    unsafe windowOffset += keep - windowStart
    let start = unsafe block.baseAddress!.assumingMemoryBound(to: UInt8.self)
    unsafe windowStart = start
    unsafe counted = (start, 0, 0)
    unsafe position = start + consumed
    unsafe end = start + block.count
    return true
  }

  /// Whether the byte before the cursor, as long as it is still there, ends a line.
  var isBehindLineEnd: Bool { unsafe position > windowStart && isLineEnd(position[-1]) }

  /// The next byte, or nil at the end of the input.
  public func peek() throws -> UInt8? {
    if unsafe position == end { guard unsafe try readOn() else { return nil } }
    return unsafe position.pointee
  }

  /// Moves over `count` bytes that are known to be there.
  public func advance(_ count: Int = 1) {
    unsafe position += count
    unsafe assert(position <= end)
  }

  /// Moves to the next byte that is not white space. Answers false at the end of the input.
  public func skipSpace() throws -> Bool {
    while true {
      while unsafe position < end {
        if unsafe !isSpace(position.pointee) { return true }
        unsafe position += 1
      }
      guard unsafe try readOn() else { return false }
    }
  }

  /// Moves to the next byte of this line that is not blank; stops at a line end. Answers false at the end of the line or
  /// of the input.
  public func skipBlanks() throws -> Bool {
    while true {
      while unsafe position < end {
        let byte = unsafe position.pointee
        if byte == newline || byte == carriageReturn { return false }
        if !isSpace(byte) { return true }
        unsafe position += 1
      }
      guard unsafe try readOn() else { return false }
    }
  }

  /// Moves behind the end of this line (LF, CR LF or CR). Takes a line of any length. Answers false at the end of the input.
  public func skipLine() throws -> Bool {
    while true {
      while unsafe position < end {
        let byte = unsafe position.pointee
        unsafe position += 1
        if byte == newline { return true }
        if byte == carriageReturn {
          if try peek() == newline { advance() }
          return true
        }
      }
      guard unsafe try readOn() else { return false }
    }
  }

  /// Reads a number at the cursor. Answers nil, without moving, when none begins there. The caller looks at what follows.
  public func number(flags: inout NumberParse.Flags) throws -> Double? {
    while true {
      var value = 0.0
      var found = NumberParse.Flags()
      let length = unsafe NumberParse.double(position, end, value: &value, flags: &found)
      // A number near the end of the block may go on in the next one: by digits, by the rest of `e+5` or of `infinity`.
      if unsafe end - position - length < Self.longestRest || (length == 0 && end - position < 16) {
        if unsafe try readOn() { continue }
      }
      guard length > 0 else { return nil }
      unsafe position += length
      flags.formUnion(found)
      return value
    }
  }

  /// Answers the bytes from the cursor to the next white space, in one piece, without moving over them. Empty at the end of
  /// the input. Valid until the next call that may read on.
  @unsafe
  public func word() throws -> UnsafeBufferPointer<UInt8> {
    var scanned = 0
    while true {
      while unsafe position + scanned < end {
        if unsafe isSpace(position[scanned]) { return unsafe UnsafeBufferPointer(start: position, count: scanned) }
        scanned += 1
      }
      guard unsafe try readOn() else { return unsafe UnsafeBufferPointer(start: position, count: scanned) }
    }
  }

  /// The token at the cursor as it may stand in a message: at most 20 characters, odd bytes as `\xNN`, "end of file" at
  /// the end.
  public func tokenForMessage() -> String {
    guard let token = unsafe try? word() else { return "a very long token" }
    if token.isEmpty { return (try? peek()) == nil ? "end of file" : "white space" }
    return unsafe Self.quoted(token)
  }

  /// Bytes as they may stand in a message.
  @unsafe
  public static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = "\""
    for index in 0..<min(20, bytes.count) {
      let byte = unsafe bytes[index]
      if byte >= 0x20 && byte < 0x7f {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16)
        text += "\\x" + (hex.count == 1 ? "0" + hex : hex)
      }
    }
    return text + (bytes.count > 20 ? "…\"" : "\"")
  }

  /// Counts the line ends of a piece: carriage returns only while no line feed was ever met.
  @unsafe
  private func countLineEnds(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> (
    lineFeeds: Int, carriageReturns: Int
  ) {
    let lineFeeds = unsafe Self.count(newline, start, end)
    if lineFeedsBefore + lineFeeds > 0 { return (lineFeeds, 0) }
    return unsafe (0, Self.count(carriageReturn, start, end))
  }

  /// Counts one byte, eight bytes at a time: a byte of `difference` is zero where it stands, and exactly there `marks`
  /// keeps a zero in the top bit.
  @unsafe
  private static func count(_ wanted: UInt8, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    let pattern = UInt64(wanted) &* 0x0101_0101_0101_0101
    let low = 0x7f7f_7f7f_7f7f_7f7f as UInt64
    var count = 0
    var byte = unsafe start
    while unsafe end - byte >= 8 {
      let difference = unsafe UnsafeRawPointer(byte).loadUnaligned(as: UInt64.self) ^ pattern
      let marks = ((difference & low) &+ low) | difference | low
      count &+= (~marks).nonzeroBitCount
      unsafe byte += 8
    }
    while unsafe byte < end {
      if unsafe byte.pointee == wanted { count &+= 1 }
      unsafe byte += 1
    }
    return count
  }
}

let newline = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

/// Whether a byte is white space.
@inline(__always)
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }
