// The careful way through a text: one whole token at a time, wherever the blocks end, with an error that names it. The
// fast paths of the readers parse what is plainly good where it lies and leave all else to these.
import FacetText

extension TextCursor {
  /// Answers the next `count` bytes in one piece without moving over them; fewer only when the input ends there. Valid
  /// until the next call that may read on.
  @unsafe
  func lookAhead(_ count: Int) throws -> UnsafeBufferPointer<UInt8> {
    while unsafe end - position < count { guard unsafe try readOn() else { break } }
    return unsafe UnsafeBufferPointer(start: position, count: min(count, end - position))
  }

  /// Moves over `count` bytes, be they here or not yet. Answers false when the input ends before.
  func skip(_ count: Int) throws -> Bool {
    var left = count
    while unsafe end - position < left {
      left -= unsafe end - position
      unsafe advance(end - position)
      guard unsafe try readOn() else { return false }
    }
    advance(left)
    return true
  }

  /// Answers the bytes up to white space, to the mark of a comment, or to the end of the input, in one piece, without
  /// moving over them. Valid until the next call that may read on.
  @unsafe
  func token(before mark: UInt8? = nil) throws -> UnsafeBufferPointer<UInt8> {
    let mark = mark ?? 0x20
    var scanned = 0
    while true {
      while unsafe position + scanned < end {
        let byte = unsafe position[scanned]
        if isSpace(byte) || byte == mark { return unsafe UnsafeBufferPointer(start: position, count: scanned) }
        scanned += 1
      }
      guard unsafe try readOn() else { return unsafe UnsafeBufferPointer(start: position, count: scanned) }
    }
  }

  /// Makes the rest of the line be there in one piece. Answers its length without its line end.
  func wholeLine() throws -> Int {
    var length = 0
    while true {
      while unsafe position + length < end {
        if unsafe isLineEnd(position[length]) { return length }
        length += 1
      }
      guard unsafe try readOn() else { return length }
    }
  }

  /// Makes an error for the token at the cursor: a cut, where the input ends inside or before it.
  @unsafe
  func error(
    _ code: FormatError.Code, expected: String, token: UnsafeBufferPointer<UInt8>
  ) -> FormatError {
    guard unsafe position + token.count == end else {
      return unsafe error(code, expected: expected, found: Self.quoted(token))
    }
    let found = unsafe token.isEmpty ? "end of file" : "\(Self.quoted(token)) at the end of the file"
    return error(.truncated, expected: expected, found: found)
  }

  /// Reads a token that is a number and nothing else.
  /// - Throws: `FormatError` when it isn't, or is finite and larger than Float64 can hold.
  func wholeNumber(
    _ expected: @autoclosure () -> String, before mark: UInt8? = nil, flags: inout NumberParse.Flags
  ) throws -> Double {
    let token = unsafe try token(before: mark)
    var value = 0.0
    var found = NumberParse.Flags()
    let length =
      unsafe token.isEmpty
      ? 0 : NumberParse.double(token.baseAddress!, token.baseAddress! + token.count, value: &value, flags: &found)
    guard length > 0 && length == token.count else {
      throw unsafe error(.badNumber, expected: expected(), token: token)
    }
    guard !found.contains(.overflow) else {
      throw unsafe error(.badNumber, expected: expected() + " that Float64 can hold", found: Self.quoted(token))
    }
    flags.formUnion(found)
    advance(length)
    return value
  }

  /// Answers the token at the cursor as an integer, and its length, without moving over it; nil when it is anything
  /// else.
  func wholeInteger(before mark: UInt8? = nil, flags: inout NumberParse.Flags) throws -> (value: Int64, length: Int)? {
    let token = unsafe try token(before: mark)
    guard !token.isEmpty else { return nil }
    var value: Int64 = 0
    let length = unsafe NumberParse.integer(
      token.baseAddress!, token.baseAddress! + token.count, value: &value, flags: &flags)
    return length == token.count ? (value, length) : nil
  }

  /// Moves over a UTF-8 byte order mark at the beginning of the input, and counts it as a warning where there is a log.
  func skipByteOrderMark(_ warnings: WarningLog? = nil) throws {
    guard unsafe try lookAhead(3).elementsEqual([0xef, 0xbb, 0xbf]) else { return }
    try warnings?.warn(.byteOrderMark, "the file begins with a byte order mark", at: place())
    advance(3)
  }
}

extension WarningLog {
  /// Counts what is odd about a number.
  func warn(_ flags: NumberParse.Flags, at place: @autoclosure () -> FormatError.Place) throws(FormatError) {
    if flags.contains(.plusSign) { try warn(.plusSign, "a number begins with a plus sign", at: place()) }
    if flags.contains(.fortranExponent) {
      try warn(.fortranExponent, "an exponent is marked D, as Fortran does", at: place())
    }
  }
}
