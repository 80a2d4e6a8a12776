// Strings, numbers and words. A string without escapes is taken as it lies; a number is checked against JSON's grammar,
// which is narrower than that of NumberParse, and then parsed by it, so that it is rounded right.

extension JSONCursor {
  /// Reads a string.
  ///
  /// An escaped half of a surrogate pair, which is no character, becomes U+FFFD.
  /// - Throws: `Fault` when the next value is no string, or not valid UTF-8.
  public mutating func string() throws(Fault) -> String {
    let bytes = unsafe try stringBytes()
    if unsafe !bytes.hasEscapes {
      // Its UTF-8 was checked.
      return unsafe String(decoding: bytes.text, as: UTF8.self)
    }
    var text: [UInt8] = []
    unsafe text.reserveCapacity(bytes.text.count)
    var index = 0
    while unsafe index < bytes.text.count {
      let byte = unsafe bytes.text[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      let escape = unsafe bytes.text[index]
      index += 1
      switch escape {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "n"): text.append(0x0a)
      case UInt8(ascii: "f"): text.append(0x0c)
      case UInt8(ascii: "r"): text.append(0x0d)
      case UInt8(ascii: "u"): unsafe Self.appendScalar(bytes.text, &index, to: &text)
      default: text.append(escape)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a number, rounded to the nearest Float64.
  /// - Throws: `Fault` when the next value is no number, or larger than any finite Float64.
  public mutating func double() throws(Fault) -> Double {
    skipSpace()
    let first = unsafe position
    let length = try number().length
    var value = 0.0
    var flags = NumberParse.Flags()
    let parsed = unsafe NumberParse.double(first, first + length, value: &value, flags: &flags)
    assert(parsed == length)
    guard !flags.contains(.overflow) else { throw unsafe fault("a number that Float64 can hold", at: first) }
    return value
  }

  /// Reads a whole number: `12`, and also `12.0` and `1.2e1`.
  /// - Throws: `Fault` when the next value is no whole number, or none that an Int64 holds.
  public mutating func integer() throws(Fault) -> Int64 {
    skipSpace()
    let first = unsafe position
    let (length, isPlain) = try number()
    var value: Int64 = 0
    var flags = NumberParse.Flags()
    if isPlain {
      _ = unsafe NumberParse.integer(first, first + length, value: &value, flags: &flags)
      guard !flags.contains(.overflow) else { throw unsafe fault("a number of at most 63 bits", at: first) }
      return value
    }
    var number = 0.0
    _ = unsafe NumberParse.double(first, first + length, value: &number, flags: &flags)
    // From 2^53 on a Float64 no longer tells which whole number was meant.
    guard let whole = Int64(exactly: number), number.magnitude < 0x1p53 else {
      throw unsafe fault("a whole number", at: first)
    }
    return whole
  }

  /// Reads `true` or `false`.
  public mutating func boolean() throws(Fault) -> Bool {
    skipSpace()
    if takes("true") { return true }
    guard takes("false") else { throw fault("true or false") }
    return false
  }

  /// Reads `null`.
  public mutating func null() throws(Fault) {
    skipSpace()
    guard takes("null") else { throw fault("null") }
  }

  // MARK: Bytes

  private mutating func takes(_ word: StaticString) -> Bool {
    guard unsafe end - position >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      if unsafe position[index] != word.utf8Start[index] { return false }
    }
    unsafe position += word.utf8CodeUnitCount
    return true
  }

  /// Moves over a string and checks it. Answers the bytes between its quotes.
  @unsafe
  mutating func stringBytes() throws(Fault) -> (text: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) {
    skipSpace()
    guard byte == UInt8(ascii: "\"") else { throw fault("a string") }
    unsafe position += 1
    let first = unsafe position
    var hasEscapes = false
    var isASCII = true
    while true {
      guard unsafe position < end else { throw fault("the end of the string") }
      let byte = unsafe position.pointee
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { throw fault("no control character in a string") }
      if byte >= 0x80 { isASCII = false }
      unsafe position += 1
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try checkEscape()
      }
    }
    let text = unsafe UnsafeBufferPointer(start: first, count: position - first)
    if !isASCII, unsafe String(validating: text, as: UTF8.self) == nil {
      throw unsafe fault("a string in valid UTF-8", at: first)
    }
    unsafe position += 1
    return unsafe (text, hasEscapes)
  }

  /// Moves over what follows a backslash.
  private mutating func checkEscape() throws(Fault) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      unsafe position += 1
    case UInt8(ascii: "u"):
      unsafe position += 1
      for _ in 0..<4 {
        guard Self.hexadecimal(byte) != nil else { throw fault("four hexadecimal digits") }
        unsafe position += 1
      }
    default: throw fault("an escaped character")
    }
  }

  /// Moves over a number and checks it.
  /// - Returns: its bytes, and whether it has neither point nor exponent.
  mutating func number() throws(Fault) -> (length: Int, isPlain: Bool) {
    skipSpace()
    let first = unsafe position
    var isPlain = true
    if byte == UInt8(ascii: "-") { unsafe position += 1 }
    if byte == UInt8(ascii: "0") {
      unsafe position += 1
    } else if !takeDigits() {
      throw unsafe fault(first == position ? "a number" : "a digit")
    }
    if byte == UInt8(ascii: ".") {
      isPlain = false
      unsafe position += 1
      guard takeDigits() else { throw fault("a digit") }
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      isPlain = false
      unsafe position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { unsafe position += 1 }
      guard takeDigits() else { throw fault("a digit") }
    }
    return unsafe (position - first, isPlain)
  }

  private mutating func takeDigits() -> Bool {
    let first = unsafe position
    while byte &- 0x30 <= 9 { unsafe position += 1 }
    return unsafe position > first
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }

  /// Appends the character whose four digits, and those of its second half, begin at `index`. They were checked.
  @unsafe
  private static func appendScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, to text: inout [UInt8]) {
    func unit(_ index: Int) -> UInt32 { unsafe bytes[index..<index + 4].reduce(0) { $0 << 4 | hexadecimal($1)! } }
    var value = unit(index)
    index += 4
    if value & 0xfc00 == 0xd800, index + 6 <= bytes.count, unsafe bytes[index] == UInt8(ascii: "\\"),
      unsafe bytes[index + 1] == UInt8(ascii: "u")
    {
      let low = unit(index + 2)
      if low & 0xfc00 == 0xdc00 {
        value = 0x10000 + (value & 0x3ff) << 10 + (low & 0x3ff)
        index += 6
      }
    }
    text.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{fffd}").utf8))
  }
}
