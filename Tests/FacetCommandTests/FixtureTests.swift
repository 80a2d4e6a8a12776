// The small files of data/, each against its row of expected.csv, as a user would convert them.
import FacetTestSupport
import Foundation
import Testing

@Suite struct FixtureTests {
  @Test func everyFileHasARowAndEveryRowAFile() throws {
    let rows = ExpectedTable.rows
    // A case that gets lost shall be noticed.
    #expect(rows.count >= 896, "\(rows.count) rows")
    var named = Set<String>()
    for row in rows {
      let isFirst = named.insert(row.path).inserted
      #expect(ExpectedTable.kinds.contains(row.kind), "\(row.path) is in no known folder")
      let prefix = row.verdict == .refuse ? "refuse-" : "accept-"
      if isFirst { #expect(row.path.hasPrefix(row.kind + "/" + prefix), "\(row.path): its name is not its verdict") }
      #expect((row.triangles == nil) == (row.verdict == .refuse), "\(row) needs counts or a message")
      #expect(row.message.isEmpty == (row.verdict == .accept), "\(row) needs counts or a message")
    }
    var files = Set<String>()
    for kind in ExpectedTable.kinds {
      for name in try FileManager.default.contentsOfDirectory(atPath: Places.data.appendingPathComponent(kind).path) {
        files.insert(kind + "/" + name)
        let size = try ExpectedTable.bytes(of: kind + "/" + name).count
        #expect(size <= 4096, "\(kind)/\(name) has \(size) bytes")
      }
    }
    #expect(files.subtracting(named).isEmpty, "files without a row")
    #expect(named.subtracting(files).isEmpty, "rows without a file")
  }

  @Test func everyCaseOfTheListIsThere() {
    // The cases for these formats in the list of malformed inputs; those too large for a file are in LargeCaseTests.
    let stl = [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 30, 31, 32, 34, 35, 36, 37, 38, 39, 40, 41,
      42, 44, 45, 48,
    ]
    let off = Array(1...28).filter { ![2].contains($0) } + [32, 33]
    let ply = Array(1...32).filter { ![7, 22, 23, 24, 26, 27, 30].contains($0) }
    // J10, a face of 100,000 corners, is too large for a file; J20 and J22 are not in the list.
    let obj = Array(1...23).filter { ![10, 20, 22].contains($0) }
    let npy = 3...9
    let wanted =
      stl.map { "S" + padded($0) } + off.map { "O" + padded($0) } + ply.map { "P" + padded($0) }
      + obj.map { "J" + padded($0) } + npy.map { "N" + padded($0) }
      + ["R01", "G01", "G02"]
    let there = Set(ExpectedTable.rows.flatMap(\.ids))
    #expect(wanted.filter { !there.contains($0) } == [])
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test(.enabled(if: hasPython)) func theScriptMakesTheseFiles() throws {
    let result = try runShell("python3 make-fixtures.py --check", folder: Places.data)
    #expect(result.exitCode == 0, "\(result.standardError)")
  }

  @Test(arguments: ExpectedTable.kinds) func accepted(kind: String) throws {
    for row in ExpectedTable.rows where row.kind == kind && row.verdict != .refuse {
      let folder = try TemporaryFolder()
      let (out, report) = (folder.path("out.off"), folder.path("report.json"))
      let result = try facet([row.path, out, "--report", report] + row.options)
      #expect(result.exitCode == 0, "\(row): \(result.standardError)")
      guard result.exitCode == 0 else { continue }
      let told = try ReportFile(report)
      let warnings = row.verdict == .warn ? [row.message] : []
      #expect(told.int("triangles") == row.triangles, "\(row)")
      #expect(told.int("vertices") == row.vertices, "\(row)")
      #expect(told.warningCodes == warnings, "\(row)")
      #expect(result.standardError.split(separator: "\n").count == warnings.count, "\(row): \(result.standardError)")
      #expect(folder.names == ["out.off", "report.json"], "\(row)")
      let mesh = try Data(contentsOf: URL(fileURLWithPath: out))
      try checkText(mesh, row)
      try checkPipe(row, mesh, format: told.text("format_in") ?? "")
      try checkStrict(row)
    }
  }

  /// The output has the counts of the report, and the triangles of a binary STL come back bit for bit.
  private func checkText(_ mesh: Data, _ row: ExpectedRow) throws {
    if row.options.contains("keep") || row.options.contains("--to") { return }
    let text = try OFFText(mesh, attributes: row.options.contains("--attributes"))
    #expect(text.vertices.count == row.vertices && text.faces.count == row.triangles, "\(row)")
    guard row.path.hasPrefix("stl/accept-binary"), row.options.isEmpty || row.options == ["--from", "stl"] else {
      return
    }
    let input = cornersOfBinarySTL(Data(try ExpectedTable.bytes(of: row.path)))
    let output = text.faces.flatMap { face in (0..<3).map { text.float32[Int(face[$0])] } }
    #expect(input == output, "\(row)")
    #expect(countDistinct(input) == row.vertices, "\(row)")
  }

  /// A pipe, whose size nobody knows, gives the same bytes.
  private func checkPipe(_ row: ExpectedRow, _ mesh: Data, format: String) throws {
    let from = row.hasFrom ? "" : "--from \(format)"
    let line = "cat \(row.path) | \"$FACET\" - - \(from) \(row.options.joined(separator: " "))"
    let result = try shell(line)
    #expect(result.exitCode == 0 && result.standardOutput == mesh, "\(line): \(result.standardError)")
  }

  private func checkStrict(_ row: ExpectedRow) throws {
    let folder = try TemporaryFolder()
    // What --recover keeps is refused without it, and the two don't go together.
    let options = row.options.filter { $0 != "--recover" }
    let result = try facet([row.path, folder.path("out.off"), "--strict"] + options)
    let refuses = row.verdict == .warn
    #expect(result.exitCode == (refuses ? 65 : 0), "\(row) --strict: \(result.standardError)")
    #expect(folder.names == (refuses ? [] : ["out.off"]), "\(row) --strict")
    if refuses { #expect(result.standardError.split(separator: "\n").count == 1, "\(row): \(result.standardError)") }
  }

  @Test(arguments: ExpectedTable.kinds) func refused(kind: String) throws {
    for row in ExpectedTable.rows where row.kind == kind && row.verdict == .refuse {
      let folder = try TemporaryFolder()
      let report = folder.path("report.json")
      let result = try facet([row.path, folder.path("out.off"), "--report", report] + row.options)
      #expect(result.exitCode == 65, "\(row)")
      #expect(result.standardError == "\(row.path): \(row.message)\n", "\(row)")
      #expect(folder.names == ["report.json"], "\(row)")
      let told = try ReportFile(report)
      #expect(told.int("exit") == 65 && told.text("error", "message") == "\(row.path): \(row.message)", "\(row)")
      // Through a pipe the words may differ, but it is refused, and nothing is written.
      let piped = try shell("cat \(row.path) | \"$FACET\" - - \(row.options.joined(separator: " "))")
      #expect(piped.exitCode == 65 && piped.standardOutput.isEmpty, "\(row) by pipe: \(piped.standardError)")
      #expect(piped.standardError.split(separator: "\n").count == 1, "\(row) by pipe: \(piped.standardError)")
    }
  }

  private func facet(_ arguments: [String]) throws -> CommandResult {
    try runProgram(Places.command, arguments, folder: Places.data)
  }

  private func shell(_ line: String) throws -> CommandResult {
    try runShell(line, folder: Places.data, environment: ["FACET": Places.command.path])
  }
}

/// Whether python3 can be run.
let hasPython = (try? runShell("python3 -c pass").exitCode) == 0
/// Whether python3 has NumPy.
let hasNumPy = (try? runShell("python3 -c 'import numpy'").exitCode) == 0
