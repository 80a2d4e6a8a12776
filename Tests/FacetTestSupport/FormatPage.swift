// A page of the documentation about a format, as its tests read it: the rows of its tables that name fixtures, and its
// examples with what they print.
import Foundation

/// One page of the catalogue.
public struct FormatPage: Sendable, CustomStringConvertible {
  /// A row of a table.
  public struct Row: Sendable {
    /// The line of the page, from 1.
    public let line: Int
    /// The heading of the section, without its marks.
    public let section: String
    public let cells: [String]

    /// The words in backticks of a cell.
    public func code(_ cell: Int) -> [String] { FormatPage.code(in: cells[cell]) }
  }

  /// Commands and what they print, a line each.
  public struct Example: Sendable {
    public let line: Int
    public let commands: [String]
    public let output: [String]
  }

  /// The headings under which fixtures stand.
  public static let sections: [(heading: String, verdict: ExpectedRow.Verdict)] = [
    ("What is read", .accept), ("Read with a warning", .warn), ("Refused", .refuse),
  ]

  /// The page on which the files of a folder of data/ stand.
  public static func name(of kind: String) -> String {
    let names = [
      "glb": "GLB", "npy": "NumPyFiles", "npz": "NumPyFiles", "soup": "TextSoup", "raw": "RawNumbers",
    ]
    return names[kind] ?? kind.uppercased()
  }

  /// The pages about formats, without their index.
  public static let names = [
    "OFF", "STL", "PLY", "OBJ", "GLB", "TextSoup", "Tables", "NumPyFiles", "RawNumbers", "Compression",
  ]

  public let name: String
  public private(set) var rows: [Row] = []
  public private(set) var examples: [Example] = []

  /// Where the page lies in the package.
  public var path: String { "Sources/Facet/Facet.docc/\(name).md" }
  public var description: String { name }

  /// Reads a page.
  public init(_ name: String) throws {
    self.init(name, text: "")
    let text = try String(contentsOf: Places.package.appendingPathComponent(path), encoding: .utf8)
    self.init(name, text: text)
  }

  /// Parses the text of a page.
  public init(_ name: String, text: String) {
    self.name = name
    var section = ""
    var rowsOfTable = 0
    var example: (line: Int, commands: [String], output: [String])?
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if let open = example {
        if line == "```" {
          examples.append(Example(line: open.line, commands: open.commands, output: open.output))
          example = nil
        } else if line.hasPrefix("$ ") {
          example?.commands.append(String(line.dropFirst(2)))
        } else {
          example?.output.append(line)
        }
        continue
      }
      if line == "```console" { example = (index + 1, [], []) }
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      rowsOfTable = line.hasPrefix("|") ? rowsOfTable + 1 : 0
      // The first two lines of a table are its head.
      if rowsOfTable > 2 { rows.append(Row(line: index + 1, section: section, cells: Self.cells(of: line))) }
    }
  }

  /// The cells of a line of a table; `\|` is a bar that parts none.
  private static func cells(of line: String) -> [String] {
    line.replacingOccurrences(of: "\\|", with: "\u{0}").split(separator: "|", omittingEmptySubsequences: false)
      .dropFirst().dropLast()
      .map { $0.replacingOccurrences(of: "\u{0}", with: "|").trimmingCharacters(in: .whitespaces) }
  }

  /// The words in backticks.
  public static func code(in cell: String) -> [String] {
    cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// Whether a message is what a cell says, where `…` stands for any words.
  public static func matches(_ message: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard parts.count > 1 else { return message == pattern }
    guard message.hasPrefix(parts[0]) else { return false }
    var rest = message.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts.last!)
  }
}
