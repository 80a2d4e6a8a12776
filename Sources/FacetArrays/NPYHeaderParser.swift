// The Python dictionary in an .npy header, as far as NumPy writes it: three keys with a string, a truth value and a tuple
// of integers. Each value is parsed by its key, so brackets can't nest and nothing recurses.

/// Walks once over the dictionary.
struct NPYHeaderParser {
  let bytes: [UInt8]
  /// The next byte.
  var offset: Int
  let end: Int

  typealias Fault = NPYHeader.Fault

  /// Parses the dictionary and the blanks behind it.
  mutating func dictionary() throws(Fault) -> (
    elementType: NPYHeader.ElementType, fortranOrder: Bool, shape: [Int], shapeOffset: Int
  ) {
    var elementType: NPYHeader.ElementType?
    var fortranOrder: Bool?
    var shape: [Int]?
    var shapeOffset = offset
    try expect("{")
    while true {
      if take("}") { break }
      skipBlanks()
      let keyOffset = offset
      let key = try string()
      try expect(":")
      skipBlanks()
      switch key {
      case "descr" where elementType == nil: elementType = try type()
      case "fortran_order" where fortranOrder == nil: fortranOrder = try truth()
      case "shape" where shape == nil:
        shapeOffset = offset
        shape = try tuple()
      default: throw Fault(.malformed, "the key '\(shortened(key))' is unknown or stands twice", at: keyOffset)
      }
      if take(",") { continue }
      try expect("}")
      break
    }
    skipBlanks()
    guard offset == end else { throw Fault(.malformed, "there is more behind the dictionary", at: offset) }
    guard let elementType, let fortranOrder, let shape else {
      throw Fault(.malformed, "one of the keys 'descr', 'fortran_order' and 'shape' is missing", at: offset)
    }
    return (elementType, fortranOrder, shape, shapeOffset)
  }

  private mutating func type() throws(Fault) -> NPYHeader.ElementType {
    let start = offset
    if take("[") || take("(") {
      throw Fault(.unsupported, "a structured type can't be read, only one type for all elements", at: start)
    }
    let descr = try string()
    if descr.hasSuffix("O") || descr.hasPrefix("|O") {
      throw Fault(.unsupported, "an object array can't be read: it holds a Python program", at: start)
    }
    guard let type = NPYHeader.ElementType(descr: descr) else {
      throw Fault(.unsupported, "elements of type '\(shortened(descr))' can't be read", at: start)
    }
    return type
  }

  private mutating func truth() throws(Fault) -> Bool {
    let start = offset
    while offset < end, isLetter(bytes[offset]) { offset += 1 }
    switch bytes[start..<offset] {
    case ArraySlice("True".utf8): return true
    case ArraySlice("False".utf8): return false
    default: throw Fault(.malformed, "'fortran_order' must be True or False", at: start)
    }
  }

  private mutating func tuple() throws(Fault) -> [Int] {
    let start = offset
    var lengths: [Int] = []
    guard take("(") else { throw Fault(.malformed, "'shape' must be a tuple", at: start) }
    while true {
      if take(")") { return lengths }
      skipBlanks()
      guard lengths.count < NPYHeader.mostAxes else {
        throw Fault(.malformed, "there are more than \(NPYHeader.mostAxes) axes", at: offset)
      }
      lengths.append(try length())
      if take(",") { continue }
      guard take(")"), lengths.count > 1 else { throw Fault(.malformed, "'shape' must be a tuple", at: start) }
      return lengths
    }
  }

  private mutating func length() throws(Fault) -> Int {
    let start = offset
    if take("-") { throw Fault(.malformed, "the length of an axis is negative", at: start) }
    var value = 0
    while offset < end, bytes[offset] >= UInt8(ascii: "0"), bytes[offset] <= UInt8(ascii: "9") {
      let product = value.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.addingReportingOverflow(Int(bytes[offset] - UInt8(ascii: "0")))
      if product.overflow || sum.overflow {
        throw Fault(.malformed, "the length of an axis does not fit in 64 bits", at: start)
      }
      value = sum.partialValue
      offset += 1
    }
    guard offset > start else { throw Fault(.malformed, "'shape' must hold whole numbers", at: start) }
    // Python 2 wrote long integers with an L.
    _ = take("L")
    return value
  }

  private mutating func string() throws(Fault) -> String {
    let start = offset
    guard offset < end, bytes[offset] == UInt8(ascii: "'") || bytes[offset] == UInt8(ascii: "\"") else {
      throw Fault(.malformed, "a quoted word is missing", at: start)
    }
    let quote = bytes[offset]
    offset += 1
    let first = offset
    while offset < end, bytes[offset] != quote {
      // NumPy escapes nothing in what can be read here.
      if bytes[offset] == UInt8(ascii: "\\") { throw Fault(.malformed, "there is a backslash", at: offset) }
      offset += 1
    }
    guard offset < end else { throw Fault(.malformed, "a quotation mark is missing", at: start) }
    offset += 1
    return String(decoding: bytes[first..<offset - 1], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while offset < end, bytes[offset] == 0x20 || (bytes[offset] >= 0x09 && bytes[offset] <= 0x0d) { offset += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard offset < end, bytes[offset] == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(Fault) {
    guard take(mark) else { throw Fault(.malformed, "a '\(mark)' is missing", at: offset) }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// A word from the file as it may stand in a message.
  private func shortened(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars.prefix(20) {
      text.unicodeScalars.append(scalar.value >= 0x20 && scalar.value < 0x7f ? scalar : "?")
    }
    return text
  }
}
