// The twin that JSONCursor is held against: a recursive reader in the words of the specification, and random documents.
import FacetTestSupport

/// A document as a tree: what the cursor hands over, and what the twin makes.
indirect enum JSONTree: Equatable {
  case object([(String, JSONTree)])
  case array([JSONTree])
  case string(String)
  case number(UInt64)
  case boolean(Bool)
  case null

  static func == (a: Self, b: Self) -> Bool { a.text == b.text }

  /// The tree in a form that Python can make too.
  var text: String {
    switch self {
    case .object(let members): "{" + members.map { Self.hexadecimal($0) + ":" + $1.text }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .string(let string): Self.hexadecimal(string)
    case .number(let bits): "n" + String(bits, radix: 16)
    case .boolean(let flag): flag ? "t" : "f"
    case .null: "z"
    }
  }

  private static func hexadecimal(_ text: String) -> String {
    "s" + text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}

/// The naive twin: recursive, one byte at a time, in the words of RFC 8259.
struct NaiveJSON {
  struct Refusal: Error {}
  var bytes: [UInt8]
  var next = 0

  static func read(_ bytes: [UInt8]) -> JSONTree? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var reader = NaiveJSON(bytes: bytes)
    guard let value = try? reader.value() else { return nil }
    reader.space()
    return reader.next == bytes.count ? value : nil
  }

  var byte: UInt8? { next < bytes.count ? bytes[next] : nil }
  mutating func space() { while let byte, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { next += 1 } }
  mutating func expect(_ text: String) throws {
    guard bytes[next...].starts(with: text.utf8) else { throw Refusal() }
    next += text.utf8.count
  }
  mutating func takes(_ text: String) -> Bool {
    space()
    return (try? expect(text)) != nil
  }

  mutating func value() throws -> JSONTree {
    if takes("true") { return .boolean(true) }
    if takes("false") { return .boolean(false) }
    if takes("null") { return .null }
    if takes("[") {
      var elements: [JSONTree] = []
      if takes("]") { return .array([]) }
      repeat { elements.append(try value()) } while takes(",")
      guard takes("]") else { throw Refusal() }
      return .array(elements)
    }
    if takes("{") {
      var members: [(String, JSONTree)] = []
      if takes("}") { return .object([]) }
      repeat {
        space()
        let key = try string()
        guard takes(":") else { throw Refusal() }
        members.append((key, try value()))
      } while takes(",")
      guard takes("}") else { throw Refusal() }
      return .object(members)
    }
    if byte == UInt8(ascii: "\"") { return .string(try string()) }
    return .number(try number())
  }

  mutating func string() throws -> String {
    try expect("\"")
    var units: [UInt16] = []
    while true {
      guard let byte, byte >= 0x20 else { throw Refusal() }
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        next += 1
        let escapes: [Character: UInt16] = [
          "\"": 0x22, "\\": 0x5c, "/": 0x2f, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
        ]
        guard let letter = self.byte else { throw Refusal() }
        next += 1
        if letter == UInt8(ascii: "u") {
          let digits = String(decoding: bytes[next...].prefix(4), as: UTF8.self)
          guard digits.utf8.count == 4, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { throw Refusal() }
          units.append(UInt16(digits, radix: 16)!)
          next += 4
        } else {
          guard let unit = escapes[Character(Unicode.Scalar(letter))] else { throw Refusal() }
          units.append(unit)
        }
      } else {
        let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        units += Array(String(decoding: bytes[next..<next + length], as: UTF8.self).utf16)
        next += length
      }
    }
    try expect("\"")
    return String(decoding: units, as: UTF16.self)
  }

  mutating func number() throws -> UInt64 {
    let start = next
    while let byte, "+-.eE0123456789".utf8.contains(byte) { next += 1 }
    let text = String(decoding: bytes[start..<next], as: UTF8.self)
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil, let value = Double(text),
      value.isFinite
    else { throw Refusal() }
    return value.bitPattern
  }
}

/// Makes documents of all kinds of values, spaces, escapes and numbers.
struct RandomJSON {
  var random: SeededGenerator

  mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random)! }
  mutating func space() -> String { pick(["", "", "", " ", "\n", "\t\r\n  "]) }

  mutating func string() -> String {
    let pieces = [
      "a", "position", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00x", "é",
      "€", "😀", "\u{7f}", " ", "\\u0000", "\\b\\f\\r\\t", "{", "]",
    ]
    return "\"" + (0..<Int.random(in: 0...4, using: &random)).map { _ in pick(pieces) }.joined() + "\""
  }

  mutating func number() -> String {
    let digits = (0..<Int.random(in: 0...20, using: &random)).map { _ in pick(["0", "1", "5", "9"]) }.joined()
    return pick(["", "-"]) + pick(["0", "7", "1" + digits]) + pick(["", "", ".5", "." + digits + "3"])
      + pick(["", "", "e5", "E-7", "e+0", "e-300", "e290"])
  }

  mutating func value(_ depth: Int) -> String {
    let text: String
    switch Int.random(in: 0...(depth > 0 ? 7 : 4), using: &random) {
    case 0: text = pick(["true", "false", "null"])
    case 1, 2: text = string()
    case 3, 4: text = number()
    case 5, 6:
      text =
        "["
        + (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth - 1) }.joined(separator: ",") + space()
        + "]"
    default:
      text =
        "{"
        + (0..<Int.random(in: 0...4, using: &random)).map { _ in space() + string() + space() + ":" + value(depth - 1) }
        .joined(separator: ",") + space() + "}"
    }
    return space() + text + space()
  }
}
