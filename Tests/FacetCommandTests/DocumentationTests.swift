// Every example that a user can copy from the help or the README is run in a folder with the files it names.
import FacetTestSupport
import Foundation
import Testing

@Suite struct DocumentationTests {
  @Test func examplesOfTheHelp() throws {
    var examples: [String] = []
    for arguments in [
      ["--help"], ["convert", "--help"], ["info", "--help"], ["check", "--help"], ["batch", "--help"],
      ["generate", "--help"],
    ] {
      let found = Self.examples(inHelp: try runProgram(Places.command, arguments).output)
      #expect(found.count >= 2, "\(arguments): \(found)")
      examples += found
    }
    #expect(examples.count >= 18)
    // The six lines that `facet` alone prints have examples too.
    examples += Self.commands(in: try runFacet().output.split(separator: "\n").filter { $0.hasPrefix("  facet ") })
    for example in Set(examples).sorted() { try run(example) }
  }

  @Test func examplesOfTheReadme() throws {
    let readme = Places.package.appendingPathComponent("README.md")
    guard let text = try? String(contentsOf: readme, encoding: .utf8) else { return }
    let examples = Self.examples(inMarkdown: text)
    #expect(!examples.isEmpty, "the README shows no command")
    for example in Set(examples).sorted() { try run(example) }
  }

  @Test func theSearchFindsExamples() {
    let help =
      "ABOUT\n\nEXAMPLES:\n  facet a.stl a.off      weld\n  cat a | facet - - > b\n\nUSAGE: facet x\n  facet no\n"
    #expect(Self.examples(inHelp: help) == ["facet a.stl a.off", "cat a | facet - - > b"])
    let text =
      "facet no\n```sh\nmake build\nfacet a b   # why\nls\n```\nfacet no\n```swift\nfacet no\n```\n"
      + "```sh\nfacet c d\n```\n"
    #expect(Self.examples(inMarkdown: text) == ["facet a b", "facet c d"])
  }

  private static func examples(inHelp text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.contains("EXAMPLES:") }) else { return [] }
    return commands(in: lines[(start + 1)...].prefix { !$0.allSatisfy(\.isWhitespace) })
  }

  private static func examples(inMarkdown text: String) -> [String] {
    var inside = false
    var found: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        inside = !inside && line == "```sh"
      } else if inside && line.hasPrefix("facet ") {
        found.append(line)
      }
    }
    return commands(in: found)
  }

  /// Takes away what explains a line: everything behind `#` or three blanks.
  private static func commands(in lines: some Sequence<Substring>) -> [String] {
    lines.map { line in
      let command = line.drop(while: \.isWhitespace)
      let end = [command.range(of: "   ")?.lowerBound, command.range(of: " #")?.lowerBound].compactMap { $0 }.min()
      return String(command[..<(end ?? command.endIndex)]).trimmingCharacters(in: .whitespaces)
    }
  }

  private func run(_ example: String) throws {
    let folder = try TemporaryFolder()
    try prepare(folder)
    let path =
      Places.command.deletingLastPathComponent().path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    let result = try runShell(example, folder: folder.url, environment: ["PATH": path])
    #expect(result.exitCode == 0, "\(example): \(result.standardError)")
    #expect(!result.standardError.contains("rror"), "\(example): \(result.standardError)")
  }

  /// Files under the names that examples use.
  private func prepare(_ folder: TemporaryFolder) throws {
    let nine = "0 0 0 1 0 0 1 1 0\n0 0 0 1 1 0 0 1 0.5\n"
    let npy = try ExpectedTable.bytes(of: "question/triangles.npy")
    for name in ["scan", "a", "b", "mine", "part", "model", "mesh", "in", "input", "points", "soup", "terrain"] {
      _ = try folder.write(twoTriangles, to: name + ".stl")
      _ = try folder.write(twoTrianglesOFF, to: name + ".off")
      for ending in ["txt", "csv", "xyz", "soup"] { _ = try folder.write(nine, to: "\(name).\(ending)") }
      _ = try folder.write(npy, to: name + ".npy")
      _ = try folder.write("0 0 1 0 0 0 1 0 0 1 1 0\n0 0 1 0 0 0 1 1 0 0 1 0.5\n", to: name + ".dat")
    }
    _ = try folder.write("0,0,0\n1,0,0\n1,1,0\n0,1,0.5\n", to: "nodes.csv")
    _ = try folder.write("1,2,3\n1,3,4\n", to: "elements.csv")
    // A folder for `facet batch`.
    let scans = folder.url.appendingPathComponent("scans/left")
    try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true)
    for name in ["scans/front.stl", "scans/left/back.stl"] { _ = try folder.write(twoTriangles, to: name) }
    // A model for `facet check --require closed`.
    _ = try folder.write(ExpectedTable.bytes(of: "stl/accept-binary-box.stl"), to: "model.stl")
    for name in ["data.bin", "scan.bin", "soup.bin", "scan.raw"] {
      // 16 bytes, then 36 bytes of float32 a triangle; long enough for either reading of an --offset.
      let bytes = (0..<2 * 36).map { $0 % 4 == 3 ? UInt8(0x3f) : UInt8(0) }
      _ = try folder.write([UInt8](repeating: 7, count: 16) + bytes, to: name)
    }
  }
}
