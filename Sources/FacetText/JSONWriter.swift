// JSON, written straight into bytes.
//
// Idea: the writer keeps only what the next byte depends on: how deep it is, whether the level is an array or an object
// and has a member yet, and whether a key waits for its value. Numbers go through NumberText; no reflection, no locale.
//
// Source: RFC 8259 and ECMA-404.

/// Writes JSON into a growing byte array.
///
/// Calls nest as the document does; a call that would make bad JSON (a value without a key in an object, a second value
/// at the top, an end without a begin) traps. Every value is valid UTF-8; each call takes time linear in its text.
public struct JSONWriter: Sendable {
  /// The text so far. A whole document once every object and array is ended.
  public private(set) var bytes: [UInt8] = []

  private struct Level {
    var isObject: Bool
    var hasMember = false
    var awaitsValue = false
  }

  private let isPretty: Bool
  private var levels: [Level] = []

  /// Makes an empty writer: one member a line, two blanks a level, when `pretty`; without any blank when not.
  public init(pretty: Bool = false) { isPretty = pretty }

  // MARK: Structure

  /// Begins an object, as a value.
  public mutating func beginObject() { begin(isObject: true) }

  /// Ends the object that was begun last.
  public mutating func endObject() { end(isObject: true) }

  /// Begins an array, as a value.
  public mutating func beginArray() { begin(isObject: false) }

  /// Ends the array that was begun last.
  public mutating func endArray() { end(isObject: false) }

  /// Writes the key of the next value of an object.
  public mutating func key(_ name: String) {
    guard let level = levels.last, level.isObject, !level.awaitsValue else { preconditionFailure("no place for a key") }
    separate()
    appendText(name)
    bytes.append(0x3a)
    if isPretty { bytes.append(0x20) }
    levels[levels.count - 1].awaitsValue = true
  }

  // MARK: Values

  /// Writes a string.
  public mutating func value(_ text: String) {
    prepareValue()
    appendText(text)
  }

  /// Writes bytes as a string; each maximal ill-formed part becomes U+FFFD.
  public mutating func value(utf8 text: [UInt8]) {
    prepareValue()
    appendText(String(decoding: text, as: UTF8.self))
  }

  /// Writes an integer.
  public mutating func value(_ number: Int) {
    prepareValue()
    unsafe append { destination in unsafe NumberText.write(Int64(number), to: destination) }
  }

  /// Writes an unsigned integer.
  public mutating func value(_ number: UInt64) {
    prepareValue()
    unsafe append { destination in unsafe NumberText.writeMagnitude(number, to: destination) }
  }

  /// Writes the shortest text of a number; `null` when it is not finite.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    prepareValue()
    unsafe append { destination in unsafe NumberText.write(number, to: destination) }
  }

  /// Writes `true` or `false`.
  public mutating func value(_ flag: Bool) {
    prepareValue()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Writes `null`.
  public mutating func null() {
    prepareValue()
    bytes.append(contentsOf: "null".utf8)
  }

  // MARK: Fields

  /// Writes a key and a string.
  public mutating func field(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  /// Writes a key and bytes as a string, repaired as by `value(utf8:)`.
  public mutating func field(_ name: String, utf8 text: [UInt8]) {
    key(name)
    value(utf8: text)
  }

  /// Writes a key and an integer.
  public mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  /// Writes a key and an unsigned integer.
  public mutating func field(_ name: String, _ number: UInt64) {
    key(name)
    value(number)
  }

  /// Writes a key and a number; `null` when it is not finite.
  public mutating func field(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  /// Writes a key and `true` or `false`.
  public mutating func field(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a key and `null`.
  public mutating func nullField(_ name: String) {
    key(name)
    null()
  }

  // MARK: Bytes

  private mutating func begin(isObject: Bool) {
    prepareValue()
    bytes.append(isObject ? 0x7b : 0x5b)
    levels.append(Level(isObject: isObject))
  }

  private mutating func end(isObject: Bool) {
    guard let level = levels.popLast(), level.isObject == isObject, !level.awaitsValue else {
      preconditionFailure("nothing to end")
    }
    if level.hasMember { breakLine() }
    bytes.append(isObject ? 0x7d : 0x5d)
  }

  /// Puts what stands before a value.
  private mutating func prepareValue() {
    guard let level = levels.last else {
      precondition(bytes.isEmpty, "a document has one value")
      return
    }
    if level.isObject {
      precondition(level.awaitsValue, "a value of an object needs a key")
      levels[levels.count - 1].awaitsValue = false
    } else {
      separate()
    }
  }

  /// Puts the comma and the line break before a member.
  private mutating func separate() {
    if levels[levels.count - 1].hasMember { bytes.append(0x2c) }
    levels[levels.count - 1].hasMember = true
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(0x0a)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * levels.count))
  }

  private mutating func appendText(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5c: bytes.append(contentsOf: [0x5c, byte])
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0a: bytes.append(contentsOf: "\\n".utf8)
      case 0x0c: bytes.append(contentsOf: "\\f".utf8)
      case 0x0d: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20:
        let hexadecimal = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(hexadecimal[Int(byte >> 4)])
        bytes.append(hexadecimal[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private mutating func append(_ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberText.maximumLength) { buffer in
      let length = unsafe write(buffer.baseAddress!)
      unsafe bytes.append(contentsOf: buffer[..<length])
    }
  }
}
