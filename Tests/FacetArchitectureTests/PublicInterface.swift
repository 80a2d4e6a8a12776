// The public symbols of the libraries, read from the sources: each declaration on one line, below the type it belongs to.
// It is not a compiler: it knows the house's layout (swift format), in which a declaration begins a line.
import FacetTestSupport
import Foundation

/// Lists public declarations.
enum PublicInterface {
  /// The declarations of all library targets, a line each: `FacetArrays Column.sum() -> …`.
  static func lines(sources: URL = Places.package.appendingPathComponent("Sources")) throws -> [String] {
    let manager = FileManager.default
    var result: [String] = []
    for target in try manager.contentsOfDirectory(atPath: sources.path).sorted() {
      guard target.hasPrefix("Facet"), target != "FacetCommand" else { continue }
      let folder = sources.appendingPathComponent(target)
      let files = (manager.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
      for file in files.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        result += declarations(in: text).map { "\(target) \($0)" }
      }
    }
    return Array(Set(result)).sorted()
  }

  /// The public declarations of one file.
  static func declarations(in text: String) -> [String] {
    var scanner = Scanner()
    for line in SwiftText(text).lines { scanner.read(line.trimmingCharacters(in: .whitespaces)) }
    return scanner.found
  }

  private struct Scope {
    var name: String
    /// Whether declarations in it are listed: a type or an extension, not the body of a function.
    var isType: Bool
    /// Members of a public protocol are public, and so are the cases of a public enumeration.
    var listsAll: Bool
    var listsCases: Bool
    var constraint: String

    /// What is in it is listed nowhere.
    static let body = Scope(name: "", isType: false, listsAll: false, listsCases: false, constraint: "")
  }

  private struct Scanner {
    var found: [String] = []
    private var scopes: [Scope] = []
    private var pending = ""

    private static let modifiers: Set<String> = [
      "public", "open", "package", "private", "fileprivate", "internal", "static", "final", "mutating", "nonmutating",
      "consuming", "borrowing", "prefix", "postfix", "indirect", "lazy", "override", "nonisolated", "convenience",
      "required", "weak", "private(set)", "package(set)", "internal(set)", "fileprivate(set)",
    ]
    private static let keywords: Set<String> = [
      "func", "var", "let", "init", "init?", "subscript", "struct", "class", "enum", "protocol", "actor", "extension",
      "typealias", "associatedtype", "case", "infix", "macro",
    ]

    mutating func read(_ line: String) {
      if line.isEmpty { return }
      pending += (pending.isEmpty ? "" : " ") + line
      // A declaration goes on while its parentheses are open or its body has not begun.
      let isOpen = Self.depth(pending, "(", ")") > 0 || pending.hasSuffix(",") || pending.hasSuffix("->")
      if isOpen { return }
      let isAttribute = pending.hasPrefix("@") && Self.declaration(pending) == nil && !pending.contains("{")
      if isAttribute { return }
      let statement = pending
      pending = ""
      note(statement)
    }

    private mutating func note(_ statement: String) {
      let body = Self.bodyStart(statement)
      let head = body.map { String(statement[..<$0]) } ?? statement
      let declaration = Self.declaration(head)
      if let declaration, scopes.allSatisfy(\.isType) { list(declaration, head) }
      // Braces open and close scopes; the first one opened belongs to the declaration.
      var isFirst = true
      for character in statement {
        if character == "{" {
          scopes.append(isFirst ? scope(declaration, head) : .body)
          isFirst = false
        } else if character == "}" {
          if !scopes.isEmpty { scopes.removeLast() }
        }
      }
    }

    private func scope(_ declaration: (keyword: String, rest: String, words: [String])?, _ head: String) -> Scope {
      guard let declaration else { return .body }
      let isPublic = declaration.words.contains("public")
      switch declaration.keyword {
      case "struct", "class", "enum", "actor", "protocol", "extension":
        let parts = declaration.rest.components(separatedBy: " where ")
        let name = parts[0].prefix { !" :<".contains($0) }
        return Scope(
          name: String(name), isType: true, listsAll: isPublic && declaration.keyword == "protocol",
          listsCases: isPublic && declaration.keyword == "enum",
          constraint: declaration.keyword == "extension" && parts.count > 1
            ? " where " + parts[1].trimmingCharacters(in: .whitespaces) : "")
      default: return .body
      }
    }

    private mutating func list(_ declaration: (keyword: String, rest: String, words: [String]), _ head: String) {
      let isListed =
        declaration.words.contains("public") || scopes.last?.listsAll == true
        || (scopes.last?.listsCases == true && declaration.keyword == "case")
      guard isListed, declaration.keyword != "extension", !declaration.rest.hasPrefix("_"),
        declaration.rest.prefixMatch(of: /\(_\w/) == nil
      else { return }
      let path = scopes.map(\.name).joined(separator: ".")
      let constraint = scopes.map(\.constraint).joined()
      let words = declaration.words.filter { !["public", "final", "package", "nonisolated"].contains($0) }
      var rest = declaration.rest
      if ["var", "let", "case"].contains(declaration.keyword), let equals = rest.range(of: " = ") {
        rest = String(rest[..<equals.lowerBound])
      }
      let joint = rest.hasPrefix("(") || rest.hasPrefix("<") ? "" : " "
      let text =
        (words + [declaration.keyword]).joined(separator: " ") + joint
        + rest.trimmingCharacters(in: .whitespaces)
        .replacing("( ", with: "(").replacing(" )", with: ")").replacing(/\ =$/, with: "")
        .replacing(/=\s\s+/, with: "= \"…\"")
      found.append((path.isEmpty ? "" : path + ": ") + text + constraint)
    }

    /// Where the body of a declaration begins: the first brace outside parentheses.
    private static func bodyStart(_ statement: String) -> String.Index? {
      var depth = 0
      for index in statement.indices {
        switch statement[index] {
        case "(", "[": depth += 1
        case ")", "]": depth -= 1
        case "{" where depth == 0: return index
        default: break
        }
      }
      return nil
    }

    private static func depth(_ text: String, _ open: Character, _ close: Character) -> Int {
      text.reduce(0) { $0 + ($1 == open ? 1 : $1 == close ? -1 : 0) }
    }

    /// The modifiers, the keyword and the rest of a declaration, without attributes.
    private static func declaration(_ statement: String) -> (keyword: String, rest: String, words: [String])? {
      var text = Substring(statement).drop { $0 == " " }
      while text.hasPrefix("@") {
        // An attribute, with its parentheses if they follow at once.
        var end = text.index(after: text.startIndex)
        while end < text.endIndex, text[end].isLetter || text[end].isNumber || text[end] == "_" {
          end = text.index(after: end)
        }
        if end < text.endIndex, text[end] == "(" {
          var depth = 0
          repeat {
            if text[end] == "(" { depth += 1 }
            if text[end] == ")" { depth -= 1 }
            end = text.index(after: end)
          } while depth > 0 && end < text.endIndex
        }
        text = text[end...].drop { $0 == " " }
      }
      var words: [String] = []
      while let word = text.split(separator: " ", maxSplits: 1).first {
        let bare = String(word)
        if modifiers.contains(bare) {
          words.append(bare)
          text = text.dropFirst(word.count).drop { $0 == " " }
          continue
        }
        let keyword = bare.prefix { !"(<".contains($0) }
        guard keywords.contains(String(keyword)) else { return nil }
        return (String(keyword), String(text.dropFirst(keyword.count).drop { $0 == " " }), words)
      }
      return nil
    }
  }
}
