// Tokens of a statement, which goes on in the next line where a backslash stands at the end of one. Comments do not: a path
// in a comment may well end in a backslash.
import FacetText

let backslash = UInt8(ascii: "\\")
let slash = UInt8(ascii: "/")

extension OBJReader {
  /// Moves to the next token of the statement. Answers false at its end.
  func skipBlanks() throws -> Bool {
    while try cursor.skipBlanks() {
      let byte = try cursor.peek()
      if byte == hash { return false }
      guard byte == backslash, try skipContinuation() else { return true }
    }
    return false
  }

  /// Moves over a backslash and the end of the line, or of the file, behind it. Answers false, without moving, when
  /// something else follows.
  private func skipContinuation() throws -> Bool {
    let next = unsafe try cursor.lookAhead(3)
    let isReturn = unsafe next.count > 1 && next[1] == carriageReturn
    guard unsafe next.count == 1 || isReturn || next[1] == newline else { return false }
    let length = unsafe isReturn && next.count > 2 && next[2] == newline ? 3 : 2
    cursor.advance(min(length, next.count))
    return true
  }

  /// Answers the token at the cursor, in one piece, without moving over it: the bytes up to white space, a comment or a
  /// backslash. Valid until the next call that may read on.
  @unsafe
  func token() throws -> UnsafeBufferPointer<UInt8> {
    var scanned = 0
    while true {
      while unsafe cursor.position + scanned < cursor.end {
        let byte = unsafe cursor.position[scanned]
        if isSpace(byte) || byte == hash || (byte == backslash && scanned > 0) {
          return unsafe UnsafeBufferPointer(start: cursor.position, count: scanned)
        }
        scanned += 1
      }
      guard unsafe try cursor.readOn() else {
        return unsafe UnsafeBufferPointer(start: cursor.position, count: scanned)
      }
    }
  }

  /// Moves to the end of the statement, over anything but a NUL.
  func skipRest() throws {
    var (isContinued, isComment) = (false, false)
    while let byte = try cursor.peek() {
      if byte == 0 { throw cursor.error(.badToken, expected: "text", found: "a NUL byte") }
      if isLineEnd(byte) {
        guard isContinued else { return }
        cursor.advance()
        if byte == carriageReturn, try cursor.peek() == newline { cursor.advance() }
        isContinued = false
        continue
      }
      isComment = isComment || byte == hash
      isContinued = byte == backslash && !isComment
      cursor.advance()
    }
  }
}
