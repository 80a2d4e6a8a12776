// What is wrong with a JSON document, and where. It knows no file: its caller adds the name.

extension JSONCursor {
  /// Tells why a document is not what the caller asked for, or no JSON at all.
  public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The offset in the document, from 0.
    public let offset: Int
    /// What should stand there, in words.
    public let expected: String
    /// What stands there, in words.
    public let found: String

    public init(offset: Int, expected: String, found: String) {
      self.offset = offset
      self.expected = expected
      self.found = found
    }

    /// `byte B: expected X, found Y`.
    public var description: String { "byte \(offset): expected \(expected), found \(found)" }
  }

  /// Makes a fault at the cursor, or at `place`.
  @unsafe
  func fault(_ expected: String, at place: UnsafePointer<UInt8>) -> Fault {
    let rest = unsafe UnsafeBufferPointer(start: place, count: end - place)
    return unsafe Fault(offset: place - start, expected: expected, found: Self.shown(rest))
  }

  func fault(_ expected: String) -> Fault { unsafe fault(expected, at: position) }

  var tooDeep: Fault {
    Fault(offset: offset, expected: "objects and arrays nested less deep", found: "one level more")
  }

  /// The beginning of the next token as it may stand in a message, in quotes: at most 20 bytes, odd ones as `\xNN`.
  @unsafe
  private static func shown(_ rest: UnsafeBufferPointer<UInt8>) -> String {
    guard !rest.isEmpty else { return "the end of the text" }
    let isString = unsafe rest[0] == UInt8(ascii: "\"")
    var text = ""
    // A string goes on to its own quote; a sign of punctuation stands alone; a word or a number ends before one.
    for index in (isString ? 1 : 0)..<rest.count {
      let byte = unsafe rest[index]
      let isMark = isString ? byte == UInt8(ascii: "\"") : byte <= 0x20 || [UInt8]("{}[],:\"".utf8).contains(byte)
      if isMark && (isString || !text.isEmpty) { break }
      if index >= 20 {
        text += "…"
        break
      }
      if byte >= 0x20 && byte < 0x7f {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hexadecimal = String(byte, radix: 16)
        text += "\\x" + (hexadecimal.count == 1 ? "0" : "") + hexadecimal
      }
      if isMark { break }
    }
    return "\"" + text + "\""
  }
}
