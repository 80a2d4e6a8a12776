// Reads as much of a Swift file as the rules need: what is code, which modules it imports, which functions it calls.
import RegexBuilder

/// A Swift file without its comments and the contents of its strings.
struct SwiftText {
  /// The modules that the file imports, whatever stands before or after `import`.
  let imports: [String]
  /// What is left of each line.
  let lines: [Substring]

  init(_ source: String) {
    var lexer = Lexer(source)
    lines = lexer.codeOnly().split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    imports = lines.filter { $0.contains("import") }.flatMap { $0.split(separator: ";") }.compactMap(
      Self.importedModule)
  }

  private static func importedModule(_ statement: Substring) -> String? {
    let attributes = /(?:@\w+(?:\([^)]*\))?\s+)*/
    let level = /(?:(?:public|package|internal|fileprivate|private)\s+)?/
    let kind = /(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor|macro)\s+)?/
    let pattern = Regex {
      /\s*/
      attributes
      level
      /import\s+/
      kind
      /`?/
      Capture { /\w+/ }
    }
    return statement.prefixMatch(of: pattern).map { String($0.1) }
  }

  /// The first line, from 1, that calls one of these as a free function or through its module: `print(`, `Swift.print(`.
  func firstCall(of names: Set<String>) -> (name: String, line: Int)? {
    for (index, line) in lines.enumerated() where line.utf8.contains(UInt8(ascii: "(")) {
      let words = Self.words(of: line)
      for (position, name) in words.enumerated() where names.contains(name) {
        let before = words[..<position]
        let isCall = position + 1 < words.count && words[position + 1] == "("
        let isMember =
          before.last == "."
          && !(["Swift", "Glibc"].contains(before.dropLast().last) && before.dropLast(2).last != ".")
        if isCall && !isMember && before.last != "func" { return (name, index + 1) }
      }
    }
    return nil
  }

  /// `a.print (x)` → a . print ( x )
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var isOpen = false
    for character in line {
      if character.isLetter || character.isNumber || character == "_" {
        if isOpen { words[words.count - 1].append(character) } else { words.append(String(character)) }
        isOpen = true
      } else {
        if !character.isWhitespace { words.append(String(character)) }
        isOpen = false
      }
    }
    return words
  }
}

/// Walks over a Swift source, byte by byte.
private struct Lexer {
  private let text: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  init(_ source: String) { text = Array(source.utf8) }

  /// The source with blanks for comments and strings; lines stay lines.
  mutating func codeOnly() -> String {
    readCode(untilParenthesis: false)
    return String(decoding: output, as: UTF8.self)
  }

  private func at(_ mark: StaticString) -> Bool {
    text[position...].starts(with: UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
  }

  private func isByte(_ character: Unicode.Scalar, at index: Int) -> Bool {
    index < text.count && text[index] == UInt8(ascii: character)
  }

  private var isAtNewline: Bool { isByte("\n", at: position) || isByte("\r", at: position) }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where position < text.count {
      output.append(isAtNewline ? text[position] : UInt8(ascii: " "))
      position += 1
    }
  }

  /// Reads code to the end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while position < text.count {
      if at("//") {
        while position < text.count, !isAtNewline { blank() }
      } else if at("/*") {
        skipComment()
      } else if let hashes = hashesOfString() {
        skipString(hashes: hashes)
      } else if untilParenthesis && depth == 0 && at(")") {
        return
      } else {
        if at("(") { depth += 1 }
        if at(")") { depth -= 1 }
        output.append(text[position])
        position += 1
      }
    }
  }

  /// Swift's comments nest.
  private mutating func skipComment() {
    var depth = 0
    while position < text.count {
      if at("/*") {
        depth += 1
        blank(2)
      } else if at("*/") {
        depth -= 1
        blank(2)
        if depth == 0 { return }
      } else {
        blank()
      }
    }
  }

  /// How many `#` open a string here; nil when there is none.
  private func hashesOfString() -> Int? {
    var quote = position
    while isByte("#", at: quote) { quote += 1 }
    return isByte("\"", at: quote) ? quote - position : nil
  }

  /// Whether as many `#` stand at an index as opened the string.
  private func areHashes(_ hashes: Int, at index: Int) -> Bool {
    (0..<hashes).allSatisfy { isByte("#", at: index + $0) }
  }

  private mutating func skipString(hashes: Int) {
    blank(hashes)
    let quotes = at("\"\"\"") ? 3 : 1
    blank(quotes)
    while position < text.count {
      if quotes == 3 ? at("\"\"\"") : at("\""), areHashes(hashes, at: position + quotes) {
        blank(quotes + hashes)
        return
      } else if at("\\") && areHashes(hashes, at: position + 1) {
        let isInterpolation = isByte("(", at: position + 1 + hashes)
        blank(2 + hashes)
        if isInterpolation {
          readCode(untilParenthesis: true)
          blank()
        }
      } else if quotes == 1 && isAtNewline {
        return  // No string after all, such as a quote in a regular expression.
      } else {
        blank()
      }
    }
  }
}
