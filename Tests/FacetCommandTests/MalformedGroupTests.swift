// The policy on malformed inputs, group by group: each case has a file of data/ or is made by `LargeCase`, gets the answer
// of its group, and takes little memory. A limit on the processor's time ends a run that hangs.
import FacetFormats
import FacetTestSupport
import Foundation
import Testing

@Suite struct MalformedGroupTests {
  /// What a run left.
  private struct Run {
    let result: CommandResult
    let report: ReportFile
    let names: [String]
  }

  private func run(_ path: String, _ options: [String], folder: URL? = nil) throws -> Run {
    let scratch = try TemporaryFolder()
    let words = [path, scratch.path("out.off"), "--report", scratch.path("report.json")] + options
    // Twenty seconds of the processor are twenty times what any of them may take: a program that hangs is killed.
    let result = try runProgram(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "ulimit -t 20; exec \"$FACET\" \"$@\"", "facet"] + words,
      folder: folder ?? Places.data, environment: ["FACET": Places.command.path])
    return Run(result: result, report: try ReportFile(scratch.path("report.json")), names: scratch.names)
  }

  /// The peak of the memory of a small conversion.
  private static let idle: Int = {
    let box = try? MalformedGroupTests().run("stl/accept-binary-box.stl", [])
    return box?.report.int("peak_resident_bytes") ?? 0
  }()

  private func expectLittleMemory(_ run: Run, _ what: String) {
    let peak = run.report.int("peak_resident_bytes") ?? .max
    #expect(Self.idle > 1 << 20 && peak - Self.idle < 64 << 20, "\(what) takes \(peak) bytes at its peak")
  }

  private func expectRefused(_ run: Run, _ words: String, _ what: String) {
    let line = run.result.standardError
    #expect(run.result.exitCode == 65, "\(what): \(run.result.exitCode), signal \(run.result.signal)")
    #expect(line.hasSuffix("\n") && line.split(separator: "\n").count == 1, "\(what): \(line)")
    #expect(words.isEmpty || line.contains(words), "\(what): \(line)")
    #expect(run.names == ["report.json"], "\(what) leaves \(run.names)")
  }

  @Test func thereAreAll43Groups() {
    #expect(MalformedGroup.all.map(\.number) == Array(1...43))
    let ids = MalformedGroup.all.flatMap { $0.cases.map(\.id) }
    #expect(Set(ids).count == ids.count, "a case stands in two groups")
    #expect(ids.count == 123, "\(ids.count) cases")
  }

  @Test(arguments: MalformedGroup.all) func group(_ group: MalformedGroup) throws {
    for (id, answer) in group.cases {
      let rows = ExpectedTable.rows.filter { $0.ids.contains(id) }
      let large = LargeCase.all.filter { $0.id == id }
      #expect(!rows.isEmpty || !large.isEmpty, "\(id) has no file")
      var seen = Set<ExpectedRow.Verdict>()
      // Options say what a user may do about it.
      for row in rows where !row.options.contains("--recover") && !row.options.contains("--nonfinite") {
        seen.insert(row.verdict)
        try check(row, id, answer)
      }
      if !rows.isEmpty {
        let wanted: Set<ExpectedRow.Verdict> =
          switch answer {
          case .refused: [.refuse]
          case .warned: [.warn]
          case .read: [.accept]
          case .readOrWarned: seen.subtracting([.refuse])
          case .readOrRefused: [.accept, .refuse]
          }
        #expect(seen == wanted && !seen.isEmpty, "\(id) is answered with \(seen)")
      }
      for made in large { try check(made, answer) }
    }
    // What is kept of a damaged file is told in a warning of its own.
    let ids = Set(group.cases.map(\.id))
    let recovered = ExpectedTable.rows.filter { row in
      row.options.contains("--recover") && row.verdict == .warn && row.ids.contains(where: ids.contains)
    }
    #expect(group.isRecoverable == !recovered.isEmpty || group.number == 42, "\(group)")
    #expect(recovered.allSatisfy { $0.message.hasPrefix("recovered_") })
  }

  private func check(_ row: ExpectedRow, _ id: String, _ answer: MalformedGroup.Answer) throws {
    let run = try run(row.path, row.options)
    let what = "\(id) \(row)"
    expectLittleMemory(run, what)
    guard row.verdict == .refuse else {
      #expect(run.result.exitCode == 0, "\(what): \(run.result.standardError)")
      if case .warned(let code) = answer { #expect(run.report.warningCodes == [code], "\(what)") }
      if case .read = answer { #expect(run.report.warningCodes == [] && run.result.standardError.isEmpty, "\(what)") }
      return
    }
    switch answer {
    case .refused(let words), .readOrRefused(let words): expectRefused(run, words, what)
    case .read, .warned, .readOrWarned: Issue.record("\(what) is refused")
    }
    #expect(run.result.standardError.hasPrefix(row.path + ": "), "\(what)")
    let hint = "(--recover keeps what is whole)\n"
    let again = try self.run(row.path, row.options.filter { $0 != "--recover" } + ["--recover"])
    #expect(
      run.result.standardError.hasSuffix(hint) == (again.result.exitCode == 0), "\(what): the hint must be true")
    expectLittleMemory(again, what + " --recover")
  }

  private func check(_ made: LargeCase, _ answer: MalformedGroup.Answer) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(made.content(), to: made.name)
    let run = try run(path, [])
    expectLittleMemory(run, made.id)
    if case .refused(let words) = answer {
      #expect(made.triangles == nil)
      expectRefused(run, words, made.id)
    } else {
      #expect(run.result.exitCode == 0 && run.result.standardError.isEmpty, "\(made.id): \(run.result.standardError)")
      #expect(made.triangles != nil && run.report.int("triangles") == made.triangles, "\(made.id)")
    }
  }

  /// Every kind of warning stands in a row, which `FixtureTests` demands to be refused under `--strict`, or is one of a writer.
  @Test func strictRefusesEveryKindOfWarning() throws {
    let inRows = Set(ExpectedTable.rows.filter { $0.verdict == .warn }.map(\.message))
    // `strictRefusesWhatAWriterWarnsOf` has these.
    let ofWriters: Set = ["lossy_precision", "coinciding_vertices"]
    // `strictRefusesATableThatLeavesItsFirstNumberOpen` has this one.
    let ofTables: Set = ["ambiguous_first_index"]
    let all = Set(FormatWarning.Code.allCases.map(\.rawValue))
    #expect(
      all.subtracting(inRows).subtracting(ofWriters).subtracting(ofTables) == [], "kinds of warnings that no file has")
    #expect(inRows.union(ofWriters).subtracting(all) == [])
    // No log is made that could not be strict.
    let sources = Places.package.appendingPathComponent("Sources")
    var logs = 0
    for case let file as URL in try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      for piece in try String(contentsOf: file, encoding: .utf8).components(separatedBy: " WarningLog(").dropFirst() {
        logs += 1
        #expect(piece.prefix(200).contains("strict:"), "\(file.lastPathComponent)")
      }
    }
    #expect(logs >= 13, "\(logs) logs")
  }

  @Test func strictRefusesATableThatLeavesItsFirstNumberOpen() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n", to: "nodes.txt")
    _ = try folder.write("1 2 3\n", to: "elements.txt")
    let words = ["nodes.txt", "out.off", "--triangles", "elements.txt"]
    let read = try runProgram(Places.command, words, folder: folder.url)
    #expect(read.exitCode == 0 && read.standardError.contains("warning: "), "\(read.standardError)")
    let strict = try runProgram(Places.command, words + ["--strict"], folder: folder.url)
    #expect(strict.exitCode == 65 && strict.standardError.split(separator: "\n").count == 1, "\(strict.standardError)")
  }

  @Test func strictRefusesWhatAWriterWarnsOf() throws {
    let texts = [
      "lossy_precision": "OFF\n3 1 0\n0.1 0 0\n1 0 0\n0 1 0\n3 0 1 2\n",
      "coinciding_vertices": "OFF\n4 1 0\n1.00000000001 0 0\n1 0 0\n0 1 0\n1.00000000002 0 0\n3 0 1 2\n",
    ]
    for (code, text) in texts {
      for format in ["stl", "off-binary", "glb", "obj"] {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "a.off")
        let report = folder.path("report.json")
        let options = format == "obj" ? ["--digits", "float32"] : []
        let (out, words) = (folder.path("out"), ["--to", format, "--report", report] + options)
        let read = try runProgram(Places.command, [path, out] + words)
        // A text says what it was asked to say.
        guard try ReportFile(report).warningCodes.contains(code) else {
          #expect(format == "obj" && read.exitCode == 0, "\(code) in \(format): \(read.standardError)")
          continue
        }
        try FileManager.default.removeItem(atPath: out)
        let refused = try runProgram(Places.command, [path, out, "--strict"] + words)
        #expect(
          refused.exitCode == 65 && refused.standardError.split(separator: "\n").count == 1, "\(code) in \(format)")
        #expect(folder.names == ["a.off", "report.json"], "\(code) in \(format)")
        #expect(try ReportFile(report).text("error", "code") == "warning_as_error")
      }
    }
  }

  @Test func strictAndRecoverExcludeEachOther() throws {
    for subcommand in ["convert", "info", "check"] {
      let output = subcommand == "convert" ? ["/dev/null", "--to", "off"] : []
      let result = try runProgram(
        Places.command, [subcommand, "stl/refuse-binary-count-13-of-12.stl"] + output + ["--strict", "--recover"],
        folder: Places.data)
      #expect(result.exitCode == 64 && result.standardError.contains("--recover"), "\(subcommand)")
      let recovered = try runProgram(
        Places.command, [subcommand, "stl/refuse-binary-count-13-of-12.stl"] + output + ["--recover"],
        folder: Places.data)
      #expect(recovered.exitCode == 0, "\(subcommand): \(recovered.standardError)")
      let words = recovered.standardError + recovered.output
      #expect(words.contains("expected 13 triangles") && words.contains("what is whole was kept"), "\(words)")
    }
  }
}
