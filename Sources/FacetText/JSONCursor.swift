// JSON, read value by value from bytes in memory.
//
// Idea: a pull parser. The caller asks for what it expects next and the cursor moves over it, so that no tree is built and
// a document costs no memory but the levels that are open. The grammar is the strict one: no comments, no trailing commas,
// no `+1`, `.5`, `01` or NaN, and strings are valid UTF-8 without control characters. Nothing here is recursive, so that
// a million brackets meet the depth limit and not the end of the stack.
//
// Source: RFC 8259 and ECMA-404.

/// Walks over a JSON document.
///
///     try cursor.object { key, value in
///       if key == "count" { count = try value.integer() }
///     }
///
/// A value that nobody reads is skipped, and checked all the same. A key may stand in an object more than once; each is
/// handed over. Every call takes time linear in the text that it moves over.
@safe public struct JSONCursor {
  /// The kinds of values.
  public enum Kind: String, Sendable {
    case object, array, string, number, boolean, null
  }

  /// The depth of nested objects and arrays that is read unless the caller says another.
  public static let defaultDepth = 256

  /// The first byte of the document.
  @unsafe let start: UnsafePointer<UInt8>
  @unsafe let end: UnsafePointer<UInt8>
  /// The next byte.
  @unsafe var position: UnsafePointer<UInt8>
  private let maximumDepth: Int
  private var depth = 0

  /// - Parameters:
  ///   - bytes: the document; valid as long as the cursor is used.
  ///   - maximumDepth: how deep objects and arrays may nest.
  @unsafe
  public init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = defaultDepth) {
    unsafe start = unsafe bytes.baseAddress ?? UnsafePointer(bitPattern: 64)!
    unsafe position = unsafe start
    unsafe end = unsafe start + bytes.count
    self.maximumDepth = maximumDepth
  }

  /// The offset of the next byte, from 0.
  public var offset: Int { unsafe position - start }

  // MARK: Structure

  /// Answers the kind of the next value without moving over it.
  /// - Throws: `Fault` when no value begins here.
  public mutating func peek() throws(Fault) -> Kind {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw fault("a value")
    }
  }

  /// Reads an object: calls `body` with each key, and with the cursor before its value. What `body` leaves is skipped.
  /// - Throws: `Fault` when the next value is no object; what `body` throws.
  public mutating func object(_ body: (String, inout JSONCursor) throws -> Void) throws {
    try enter(UInt8(ascii: "{"), "an object")
    var isFirst = true
    while try hasNext(before: UInt8(ascii: "}"), "a comma or the end of the object", isFirst) {
      guard byte == UInt8(ascii: "\"") else { throw fault("a key") }
      let key = try string()
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw fault("a colon") }
      unsafe position += 1
      try readValue { cursor in try body(key, &cursor) }
      isFirst = false
    }
  }

  /// Reads an array: calls `body` with the cursor before each element. What `body` leaves is skipped.
  /// - Throws: `Fault` when the next value is no array; what `body` throws.
  public mutating func array(_ body: (inout JSONCursor) throws -> Void) throws {
    try enter(UInt8(ascii: "["), "an array")
    var isFirst = true
    while try hasNext(before: UInt8(ascii: "]"), "a comma or the end of the array", isFirst) {
      try readValue(body)
      isFirst = false
    }
  }

  /// Moves over the next value, of any kind, and checks it.
  /// - Throws: `Fault` when it is not JSON, or nested too deep.
  public mutating func skip() throws(Fault) {
    // What is open is one byte a level: the bracket that ends it.
    var open: [UInt8] = []
    repeat {
      let kind = try peek()
      switch kind {
      case .object, .array:
        let bracket: UInt8 = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard depth + open.count < maximumDepth else { throw tooDeep }
        unsafe position += 1
        open.append(bracket)
        if try !hasNext(in: &open, isFirst: true) { try close(&open) }
      case .string:
        _ = unsafe try stringBytes()
        try close(&open)
      case .number:
        _ = try number()
        try close(&open)
      case .boolean:
        _ = try boolean()
        try close(&open)
      case .null:
        try null()
        try close(&open)
      }
    } while !open.isEmpty
  }

  /// Checks that nothing but white space follows.
  public mutating func finish() throws(Fault) {
    skipSpace()
    guard unsafe position == end else { throw fault("the end of the document") }
  }

  // MARK: Steps

  /// The next byte; a zero, which JSON has nowhere, at the end.
  var byte: UInt8 { unsafe position < end ? position.pointee : 0 }

  mutating func skipSpace() {
    while unsafe position < end {
      let next = unsafe position.pointee
      guard next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 else { return }
      unsafe position += 1
    }
  }

  private mutating func enter(_ bracket: UInt8, _ what: String) throws(Fault) {
    skipSpace()
    guard byte == bracket else { throw fault(what) }
    guard depth < maximumDepth else { throw tooDeep }
    unsafe position += 1
    depth += 1
  }

  /// Moves to the next member; behind the last one over the end, and answers false.
  private mutating func hasNext(before bracket: UInt8, _ what: String, _ isFirst: Bool) throws(Fault) -> Bool {
    skipSpace()
    if byte == bracket {
      unsafe position += 1
      depth -= 1
      return false
    }
    if isFirst { return true }
    guard byte == UInt8(ascii: ",") else { throw fault(what) }
    unsafe position += 1
    skipSpace()
    return true
  }

  private mutating func readValue(_ body: (inout JSONCursor) throws -> Void) throws {
    skipSpace()
    let before = unsafe position
    try body(&self)
    if unsafe position == before { try skip() }
  }

  /// Moves to the next value of the level that is open, over its key. Answers false, behind the end, when there is none.
  private mutating func hasNext(in open: inout [UInt8], isFirst: Bool) throws(Fault) -> Bool {
    let bracket = open[open.count - 1]
    let isObject = bracket == UInt8(ascii: "}")
    skipSpace()
    if byte == bracket {
      unsafe position += 1
      open.removeLast()
      return false
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else { throw fault("a comma or the end of the \(isObject ? "object" : "array")") }
      unsafe position += 1
      skipSpace()
    }
    guard isObject else { return true }
    guard byte == UInt8(ascii: "\"") else { throw fault("a key") }
    _ = unsafe try stringBytes()
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw fault("a colon") }
    unsafe position += 1
    return true
  }

  /// Ends the levels that end behind the value that was just read.
  private mutating func close(_ open: inout [UInt8]) throws(Fault) {
    while !open.isEmpty {
      if try hasNext(in: &open, isFirst: false) { return }
    }
  }
}
