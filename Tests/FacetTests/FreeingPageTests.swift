// Holds the page "How do I free memory?" against the programs in Benchmarks/freeing, against the figures measured there and
// against the tests that run its examples.
import FacetTestSupport
import Foundation
import Testing

@Suite struct FreeingPageTests {
  let folder = Places.package.appendingPathComponent("Benchmarks/freeing")

  func text(_ path: String) throws -> String {
    try String(contentsOf: Places.package.appendingPathComponent(path), encoding: .utf8)
  }

  func page() throws -> String { try text("Sources/Facet/Facet.docc/HowDoIFreeMemory.md") }

  /// The rows of the table of remedies, as they stand on the page or in the results.
  func rows(_ page: String) -> [String] {
    page.components(separatedBy: "\n").drop { !$0.hasPrefix("| remedy |") }.prefix { $0.hasPrefix("|") }.map { $0 }
  }

  /// The lines of the page that begin with a link to a program: its name, the path of the link, and its figures.
  func programs() throws -> [(name: String, path: String, figures: String)] {
    let line = /\[`([^`]+)`\]\(\.\.\/\.\.\/\.\.\/([^)]+)\): (.*)/
    return try page().split(separator: "\n").compactMap { try line.wholeMatch(in: $0) }
      .map { (String($0.1), String($0.2), String($0.3)) }
  }

  @Test func everyProgramIsOnThePage() throws {
    let page = try page()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".py") }
    #expect(files.count >= 15)
    let swift = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/swift/Sources")
    for name in files + swift {
      let isNamed = page.contains("`\(name)`")
      #expect(isNamed, "the page does not name \(name)")
    }
  }

  @Test func everyProgramOfThePageIsThere() throws {
    let programs = try programs()
    print("How do I free memory?: \(programs.count) programs")
    #expect(programs.count >= 14)
    for program in programs {
      let path = Places.package.appendingPathComponent(program.path).path
      #expect(FileManager.default.fileExists(atPath: path), "\(program.path) is not there")
    }
  }

  @Test func theFiguresAreThoseOfTheResults() throws {
    let results = try text("Benchmarks/freeing/RESULTS.md")
    let (rows, measured) = (try rows(page()), rows(results))
    #expect(rows == measured, "run `make freeing`, which writes both")
    #expect(rows.count >= 20)
    for program in try programs() {
      let mine = rows.filter { $0.contains("| `\(program.name)` |") }
        .map { $0.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      let first = try #require(mine.first, "the table has no row of \(program.name)")
      let after = mine.map { $0[4] == "its end" ? "nothing once it has ended" : "after \($0[4]) \($0[5]) MiB" }
      #expect(program.figures == (["peak \(first[3]) MiB"] + after).joined(separator: ", ") + ".")
    }
    let measuredOn = try #require(try page().split(separator: "\n").first { $0.hasPrefix("Measured on ") })
    #expect(results.contains(measuredOn.dropFirst("Measured on ".count)), "another machine")
  }

  /// Every line of Python on the page stands in the program that was named last above it.
  @Test func everyLineOfPythonIsInItsProgram() throws {
    var (program, isPython, count) = ("", false, 0)
    for line in try page().components(separatedBy: "\n") {
      if let match = try /\[`[^`]+`\]\(\.\.\/\.\.\/\.\.\/([^)]+)\): .*/.wholeMatch(in: line) {
        program = try text(String(match.1))
      } else if line.hasPrefix("```") {
        isPython = line == "```python"
      } else if isPython {
        let isThere = program.contains(line + "\n")
        #expect(isThere, "\(line)")
        count += 1
      }
    }
    #expect(count >= 15)
  }

  /// Every line of Swift on the page stands in FreeingExampleTests; what it prints stands there as an expectation.
  @Test func everyLineOfSwiftIsRun() throws {
    let tests = try text("Tests/FacetTests/FreeingExampleTests.swift")
    let lines = Set(tests.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    var count = 0
    for block in try page().components(separatedBy: "```swift\n").dropFirst() {
      for line in block.components(separatedBy: "```")[0].split(separator: "\n") {
        let parts = line.components(separatedBy: "  // ")
        let code = parts[0].trimmingCharacters(in: .whitespaces)
        let prints = parts.count > 1 && code.hasPrefix("print(")
        let expected = prints ? "#expect(\"\\(\(code.dropFirst(6).dropLast()))\" == \"\(parts[1])\")" : code
        let isRun = lines.contains(expected)
        #expect(isRun, "no test runs \(expected)")
        count += 1
      }
    }
    #expect(count >= 12)
  }

  /// The programs that need nothing but Python, on twelve triangles: each writes the mesh that is known by hand.
  @Test func theProgramsOfTheStandardLibraryRun() throws {
    guard try runShell("python3 -c 'import sys; assert sys.version_info >= (3, 9)'").exitCode == 0 else {
      print("python3 (3.9 or newer) is not there: the programs of Benchmarks/freeing were not run")
      return
    }
    let scratch = try TemporaryFolder()
    let input = Places.data.appendingPathComponent("question/triangles.stl").path
    let known = try text("data/question/expected.off").split(separator: "\n").map { $0 }
    var count = 0
    for program in try programs() where program.name.hasSuffix(".py") {
      let path = Places.package.appendingPathComponent(program.path)
      let source = try String(contentsOf: path, encoding: .utf8)
      guard !source.contains("import numpy"), !source.contains("from IPython") else { continue }
      let output = scratch.path(program.name + ".off")
      let result = try runProgram(
        URL(fileURLWithPath: "/usr/bin/env"), ["python3", path.path, input, output],
        environment: ["PYTHONDONTWRITEBYTECODE": "1"])
      #expect(result.exitCode == 0, "\(program.name): \(result.standardError)")
      #expect(result.output.contains("MiB now"), "\(program.name) says no stage")
      let written = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
      #expect(written.count == known.count && written.prefix(2).elementsEqual(known.prefix(2)), "\(program.name)")
      #expect(written.suffix(12).elementsEqual(known.suffix(12)), "\(program.name) wrote other faces")
      for stage in try figuresStages(program.figures) where stage != "its end" {
        #expect(result.output.contains("\(stage): "), "\(program.name) has no stage \(stage)")
      }
      count += 1
    }
    print("Benchmarks/freeing: \(count) programs run")
    #expect(count >= 10)
  }

  /// The stages that a line of figures names.
  func figuresStages(_ figures: String) throws -> [String] {
    figures.matches(of: /after `([^`]+)`/).map { String($0.1) }
  }
}
