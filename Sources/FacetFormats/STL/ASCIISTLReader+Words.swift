// The careful path of ASCII STL: one word at a time, in any case, wherever the blocks end.
import FacetMesh
import FacetText

/// A keyword of at most eight letters, to be compared in one step whatever its case.
struct STLWord {
  let text: StaticString
  let length: Int
  private let letters: UInt64
  private let mask: UInt64

  init(_ text: StaticString) {
    self.text = text
    length = text.utf8CodeUnitCount
    var letters: UInt64 = 0
    for index in 0..<length { unsafe letters |= UInt64(text.utf8Start[index]) << UInt64(8 * index) }
    self.letters = letters
    mask = UInt64.max >> UInt64(64 - 8 * length)
  }

  /// Whether eight bytes begin with the word.
  @inline(__always)
  func begins(_ eightBytes: UInt64) -> Bool { (eightBytes | 0x2020_2020_2020_2020) & mask == letters }
}

/// The keywords of the format.
struct STLWords {
  let solid = STLWord("solid")
  let facet = STLWord("facet")
  let normal = STLWord("normal")
  let outer = STLWord("outer")
  let loop = STLWord("loop")
  let vertex = STLWord("vertex")
  let end = STLWord("end")
  let endloop = STLWord("endloop")
  let endfacet = STLWord("endfacet")
  let endsolid = STLWord("endsolid")
}

extension ASCIISTLReader {
  /// Whether the bytes at the cursor begin with a word, whatever follows it.
  func begins(with word: STLWord) throws -> Bool { unsafe Self.begins(try cursor.lookAhead(word.length)[...], word) }

  /// Whether the token at the cursor is a word.
  func isNext(_ word: STLWord) throws -> Bool { unsafe Self.isToken(try cursor.lookAhead(word.length + 1)[...], word) }

  @unsafe
  private static func begins(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: STLWord) -> Bool {
    guard unsafe bytes.count >= word.length else { return false }
    var letters: UInt64 = 0
    for index in 0..<word.length { unsafe letters |= UInt64(bytes[bytes.startIndex + index]) << UInt64(8 * index) }
    return word.begins(letters)
  }

  @unsafe
  private static func isToken(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: STLWord) -> Bool {
    guard unsafe begins(bytes, word) else { return false }
    return unsafe bytes.count == word.length || isSpace(bytes[bytes.startIndex + word.length])
  }

  @unsafe
  private static func withoutSpace(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    unsafe bytes.drop { isSpace($0) }
  }

  /// Moves over a word that must come now.
  private func expect(_ word: STLWord) throws {
    _ = try cursor.skipSpace()
    guard try isNext(word) else {
      throw unsafe cursor.error(.badToken, expected: "\(word.text)", token: try cursor.token())
    }
    cursor.advance(word.length)
  }

  /// Moves over an end, written as one word or as two, where there is one.
  /// - Parameter takesPrefix: a name may be glued to it.
  func skipEnd(_ word: STLWord, _ second: STLWord, takesPrefix: Bool = false) throws -> Bool {
    if try isNext(word) || (takesPrefix && begins(with: word)) {
      cursor.advance(word.length)
      return true
    }
    guard try isNext(words.end) else { return false }
    // Two words are rare, and farther from each other they are something else.
    let sample = unsafe try cursor.lookAhead(64)
    let rest = unsafe Self.withoutSpace(sample[words.end.length...])
    guard unsafe Self.isToken(rest, second) else { return false }
    unsafe cursor.advance(rest.startIndex + second.length)
    return true
  }

  /// Moves over a name, of any length: to the end of the line, or, where a whole file is one line, to what follows the
  /// name.
  func skipName(ofEnd: Bool) throws {
    var sawSolid = false
    var isNamed = false
    defer { if isNamed && !ofEnd { names += 1 } }
    while try cursor.skipBlanks() {
      if try isFacetStart() {
        if ofEnd && sawSolid {
          isInSolid = true
          facetsBefore = facets
        }
        return
      }
      if try !ofEnd && isNext(words.endsolid) { return }
      if try isNext(words.solid) { sawSolid = true }
      isNamed = true
      try skipWord()
    }
  }

  /// Moves to the end of a word of any length.
  private func skipWord() throws {
    while let first = try cursor.peek(), !isSpace(first) {
      let start = unsafe cursor.position
      let end = unsafe cursor.end
      var byte = unsafe start
      while unsafe byte < end && !isSpace(byte.pointee) && byte.pointee != 0 { unsafe byte += 1 }
      unsafe cursor.advance(byte - start)
      if first == 0 { throw cursor.error(.badToken, expected: "text", found: "a NUL byte") }
    }
  }

  /// Whether a facet begins at the cursor, so that this is no word of a name.
  private func isFacetStart() throws -> Bool {
    guard try isNext(words.facet) else { return false }
    let sample = unsafe try cursor.lookAhead(256)
    let normal = unsafe Self.withoutSpace(sample[words.facet.length...])
    guard unsafe Self.isToken(normal, words.normal) else { return false }
    let number = unsafe Self.withoutSpace(normal.dropFirst(words.normal.length))
    guard let first = unsafe number.first else { return false }
    return (first >= 0x30 && first <= 0x39) || "+-.nNiI".utf8.contains(first)
  }

  /// Reads the facet at the cursor.
  func readFacet(into block: CornerBlock) throws {
    cursor.advance(words.facet.length)
    try expect(words.normal)
    for _ in 0..<3 { try skipNormalComponent() }
    try expect(words.outer)
    try expect(words.loop)
    for corner in 0..<3 {
      _ = try cursor.skipSpace()
      guard try isNext(words.vertex) else {
        throw unsafe cursor.error(
          .badToken, expected: "vertex \(corner + 1) of the three of facet \(facets + 1)", token: try cursor.token())
      }
      cursor.advance(words.vertex.length)
      let (x, y, z) = (try readCoordinate(), try readCoordinate(), try readCoordinate())
      block.append(x, y, z)
    }
    _ = try cursor.skipSpace()
    guard try skipEnd(words.endloop, words.loop) else {
      throw unsafe cursor.error(
        .badToken, expected: "endloop after the three vertices of facet \(facets + 1)", token: try cursor.token())
    }
    facets += 1
    let isThere = try cursor.skipSpace()
    if try isThere && skipEnd(words.endfacet, words.facet) { return }
    guard try !isThere || isNext(words.facet) || isEndOfSolid() else {
      throw unsafe cursor.error(.badToken, expected: "endfacet", token: try cursor.token())
    }
    try warnings.warn(.missingEndFacet, "endfacet is missing", at: cursor.place())
  }

  /// Whether the solid ends here.
  private func isEndOfSolid() throws -> Bool {
    if try begins(with: words.endsolid) { return true }
    guard try isNext(words.end) else { return false }
    let sample = unsafe try cursor.lookAhead(64)
    return unsafe Self.isToken(Self.withoutSpace(sample[words.end.length...]), words.solid)
  }

  private func readCoordinate() throws -> Double {
    _ = try cursor.skipSpace()
    var flags = NumberParse.Flags()
    let number = try cursor.wholeNumber("a coordinate of facet \(facets + 1)", flags: &flags)
    try warn(flags)
    return number
  }

  /// Counts what is odd about a number. A plus sign is not: the format's own description has numbers with a sign.
  private func warn(_ flags: NumberParse.Flags) throws(FormatError) {
    try warnings.warn(flags.subtracting(.plusSign), at: cursor.place())
  }

  /// Moves over a number of a normal. Some programs print the normal of a degenerate facet as `-nan(ind)` or `1.#QNAN`.
  private func skipNormalComponent() throws {
    _ = try cursor.skipSpace()
    let token = unsafe try cursor.token()
    let unsigned = unsafe token.first == UInt8(ascii: "-") ? token.dropFirst() : token[...]
    if unsafe unsigned.starts(with: "1.#".utf8) || unsigned.starts(with: "nan(".utf8) {
      cursor.advance(token.count)
      return
    }
    var flags = NumberParse.Flags()
    _ = try cursor.wholeNumber("a number in the normal of facet \(facets + 1)", flags: &flags)
    try warn(flags)
  }
}
