// The pages about the formats, against the fixtures and the command: each fixture has its line under the right heading,
// each line its fixture, and each example prints what stands there.
import FacetConversion
import FacetFormats
import FacetTestSupport
import Foundation
import Testing

@Suite struct FormatPagesTests {
  static let pages = FormatPage.names.compactMap { try? FormatPage($0) }

  @Test func thePagesAreThere() throws {
    #expect(Self.pages.map(\.name) == FormatPage.names)
    let index = try String(
      contentsOf: Places.package.appendingPathComponent("Sources/Facet/Facet.docc/Formats.md"), encoding: .utf8)
    let readme = try? String(contentsOf: Places.package.appendingPathComponent("README.md"), encoding: .utf8)
    for name in FormatPage.names {
      #expect(index.contains("- <doc:\(name)>"), "Formats.md does not link to \(name)")
      if let readme { #expect(readme.contains("Facet.docc/\(name).md"), "README.md does not link to \(name)") }
    }
    for kind in ExpectedTable.kinds {
      #expect(FormatPage.names.contains(FormatPage.name(of: kind)), "data/\(kind) has no page")
    }
  }

  @Test func everyFixtureHasALine() {
    var found = 0
    for row in ExpectedTable.rows {
      let name = FormatPage.name(of: row.kind)
      guard let page = Self.pages.first(where: { $0.name == name }) else { continue }
      let heading = Self.heading(of: row.verdict)
      let isThere = page.rows.contains { line in
        line.section == heading && (line.cells.last.map { FormatPage.code(in: $0) } ?? []).contains(row.description)
      }
      found += isThere ? 1 : 0
      #expect(
        isThere, "\(page.path), under \"## \(heading)\": add to a line, or as a line:\n\(Self.line(for: row))")
    }
    #expect(ranCases("fixtures with a line", found, atLeast: 850))
  }

  @Test(arguments: pages) func everyLineIsTrue(page: FormatPage) {
    for (heading, verdict) in FormatPage.sections {
      var seen = Set<String>()
      for line in page.rows where line.section == heading && line.cells.count > 2 {
        let place = "\(page.path):\(line.line)"
        let named = line.code(line.cells.count - 1)
        #expect(!named.isEmpty, "\(place): the line names no fixture")
        for fixture in named {
          #expect(seen.insert(fixture).inserted, "\(place): \(fixture) stands there twice")
          guard let row = ExpectedTable.rows.first(where: { $0.description == fixture && $0.verdict == verdict }) else {
            Issue.record("\(place): data/expected.csv has no row `\(fixture)` with the verdict \(verdict.rawValue)")
            continue
          }
          if verdict == .warn { #expect(line.code(0) == [row.message], "\(place): \(row) warns of \(row.message)") }
          if verdict == .refuse {
            let isTold = line.code(1).contains { FormatPage.matches(row.message, $0) }
            #expect(isTold, "\(place): the message of \(row) is \(row.message)")
          }
        }
      }
    }
  }

  @Test func everyWarningAndFaultIsExplained() throws {
    let index = try FormatPage("Formats")
    let warnings = index.rows.filter { $0.section == "Warnings" }.flatMap { $0.code(0) }
    #expect(warnings.sorted() == FormatWarning.Code.allCases.map(\.rawValue).sorted(), "the table of Formats.md")
    let faults = index.rows.filter { $0.section == "Faults" }.flatMap { $0.code(0) }
    #expect(faults.count >= 15 && faults.allSatisfy { FormatError.Code(rawValue: $0) != nil })
  }

  @Test(arguments: pages) func examplesPrintWhatStandsThere(page: FormatPage) throws {
    for example in page.examples {
      let folder = try TemporaryFolder()
      let path =
        Places.command.deletingLastPathComponent().path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
      let script = (["exec 2>&1"] + example.commands).joined(separator: "\n")
      let result = try runShell(script, folder: folder.url, environment: ["PATH": path])
      let printed = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      #expect(printed == example.output, "\(page.path):\(example.line)")
      #expect(result.exitCode == 0, "\(page.path):\(example.line)")
    }
  }

  @Test func everyWrittenFormatHasAnExample() {
    let commands = Self.pages.flatMap(\.examples).flatMap(\.commands)
    for format in MeshFormat.written {
      let name = format.rawValue
      let isShown = commands.contains { command in
        command.hasSuffix("--to \(name)")
          || (!command.contains("--to") && command.hasPrefix("facet ") && command.contains(".\(name)"))
      }
      #expect(isShown, "no page shows what is written as \(name)")
    }
  }

  @Test func theParserKnowsATable() {
    let text = "## Refused\n| a | b | c |\n|---|---|---|\n| x | `p … q\\|r` | `one` `two --three` |\n"
    let page = FormatPage("X", text: text + "```console\n$ a\nb\n$ c\n```\n")
    #expect(page.rows.count == 1 && page.rows[0].section == "Refused" && page.rows[0].line == 4)
    #expect(page.rows[0].code(2) == ["one", "two --three"])
    #expect(page.rows[0].code(1) == ["p … q|r"])
    #expect(page.examples.count == 1 && page.examples[0].commands == ["a", "c"] && page.examples[0].output == ["b"])
    #expect(FormatPage.matches("p 1 q|r", "p … q|r") && !FormatPage.matches("p 1 q|rs", "p … q|r"))
    #expect(FormatPage.matches("a b c d", "a … c …") && !FormatPage.matches("a b d", "a … c …"))
    #expect(FormatPage.matches("a", "a") && !FormatPage.matches("ab", "a"))
  }

  private static func heading(of verdict: ExpectedRow.Verdict) -> String {
    FormatPage.sections.first { $0.verdict == verdict }!.heading
  }

  /// The line to add for a row.
  private static func line(for row: ExpectedRow) -> String {
    let message = row.message.replacingOccurrences(of: "|", with: "\\|")
    let fixture = "`\(row.description.replacingOccurrences(of: "|", with: "\\|"))`"
    return switch row.verdict {
    case .accept: "| what the file has | what Facet does | \(fixture) |"
    case .warn: "| `\(message)` | when | \(fixture) |"
    case .refuse: "| the fault | `\(message)` | \(fixture) |"
    }
  }
}
