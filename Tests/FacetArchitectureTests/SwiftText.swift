// Reads as much of a Swift file as the rules need: what is code, which modules it imports, which functions it calls.

/// The text of a Swift file with comments and the contents of strings blanked out, line for line.
struct SwiftText {
  let code: String

  init(_ source: String) {
    var lexer = Lexer(source)
    code = lexer.codeOnly()
  }

  /// The modules that the file imports, whatever stands before or after `import`.
  var imports: [String] {
    code.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == ";" }).compactMap { statement in
      let pattern =
        /^\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor|macro)\s+)?`?(?<module>\w+)`?(?:\.|\s|$)/
      return statement.firstMatch(of: pattern).map { String($0.module) }
    }
  }

  /// The first line, from 1, that calls one of these as a free function or through its module: `print(`, `Swift.print(`.
  func firstCall(of names: Set<String>) -> (name: String, line: Int)? {
    for (number, line) in code.split(separator: /\r\n|\n/, omittingEmptySubsequences: false).enumerated() {
      for match in line.matches(of: /(?<before>[\w.`]*)\b(?<name>\w+)\s*\(/) {
        let name = String(match.name)
        guard names.contains(name), ["", "Swift.", "Glibc."].contains(match.before) else { continue }
        // `func print(` declares, it doesn't call.
        if line[..<match.range.lowerBound].wholeMatch(of: /.*\bfunc\s+/) != nil { continue }
        return (name, number + 1)
      }
    }
    return nil
  }
}

/// Walks over a Swift source, character by character.
private struct Lexer {
  private let text: [Character]
  private var position = 0
  private var output: [Character] = []

  init(_ source: String) { text = Array(source) }

  mutating func codeOnly() -> String {
    readCode(untilParenthesis: false)
    return String(output)
  }

  private func at(_ mark: String) -> Bool {
    text[position...].starts(with: mark)
  }

  private mutating func keep() {
    output.append(text[position])
    position += 1
  }

  /// Puts a blank for a character; lines stay lines.
  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where position < text.count {
      output.append(text[position].isNewline ? text[position] : " ")
      position += 1
    }
  }

  /// Reads code to the end, or to the parenthesis that closes an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while position < text.count {
      let character = text[position]
      if at("//") {
        while position < text.count, !text[position].isNewline { blank() }
      } else if at("/*") {
        skipComment()
      } else if character == "\"" || character == "#", let hashes = hashesOfString() {
        skipString(hashes: hashes)
      } else if untilParenthesis && character == ")" && depth == 0 {
        return
      } else {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        keep()
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

  /// How many `#` open a string here; nil when it isn't one.
  private func hashesOfString() -> Int? {
    let hashes = text[position...].prefix { $0 == "#" }.count
    let quote = position + hashes
    return quote < text.count && text[quote] == "\"" ? hashes : nil
  }

  private mutating func skipString(hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    blank(hashes)
    let quotes = at("\"\"\"") ? "\"\"\"" : "\""
    blank(quotes.count)
    while position < text.count {
      if at(quotes + marks) {
        blank(quotes.count + hashes)
        return
      } else if at("\\" + marks + "(") {
        // Code again, up to the parenthesis that closes it.
        blank(2 + hashes)
        readCode(untilParenthesis: true)
        blank()
      } else if at("\\" + marks) {
        blank(2 + hashes)
      } else if quotes.count == 1 && text[position].isNewline {
        return  // Not a string after all, such as a quote in a regular expression.
      } else {
        blank()
      }
    }
  }
}
