// The README's table of options against what `--help` says: no option without a row, no row without an option.
import FacetTestSupport
import Foundation
import Testing

@Suite struct OptionsTableTests {
  /// Every `--name` in a text.
  func optionNames(_ text: some StringProtocol) -> Set<String> {
    Set(String(text).matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
  }

  @Test func tableAndHelpNameTheSameOptions() throws {
    var offered: Set<String> = []
    for subcommand in ["convert", "info", "check", "batch", "generate"] {
      let help = try runFacet("help", subcommand)
      #expect(help.exitCode == 0)
      let options = try #require(help.output.components(separatedBy: "OPTIONS:").last)
      offered.formUnion(optionNames(options))
    }
    offered.subtract(["--help", "--version"])
    let readme = try String(contentsOf: Places.package.appendingPathComponent("README.md"), encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "\n## Options\n").dropFirst().first)
    let rows = section.components(separatedBy: "\n## ")[0].split(separator: "\n").filter { $0.hasPrefix("| `--") }
    let named = rows.reduce(into: Set<String>()) { $0.formUnion(optionNames($1.split(separator: " | ")[0])) }
    #expect(named == offered)
    #expect(offered.count >= 20)
  }
}
