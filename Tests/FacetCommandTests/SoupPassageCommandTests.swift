// Soups that need no weld, as a user meets them: to standard output, from pipes, and the memory of it all.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct SoupPassageCommandTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func run(_ line: String) throws -> CommandResult {
    try runShell(line, folder: folder.url, environment: ["FACET": Places.command.path])
  }

  private func generate(_ triangles: Int, _ name: String = "in.stl") throws {
    let made = try runFacet("generate", "terrain", name, "--triangles", "\(triangles)", folder: folder.url)
    #expect(made.exitCode == 0, "\(made.standardError)")
  }

  @Test(arguments: ["off", "off-binary", "ply", "ply-ascii", "obj", "stl", "stl-ascii"])
  func everyWayGivesTheSameBytes(format: String) throws {
    try generate(9000)
    let options = "--to \(format) --weld none"
    let lines = [
      "$FACET in.stl o \(options)", "$FACET in.stl - \(options) --report r > o",
      "cat in.stl | $FACET - - \(options) --report r > o", "cat in.stl | $FACET - o \(options) --report r",
      "gzip -c in.stl > in.stl.gz; $FACET in.stl.gz - \(options) --report r --memory none > o",
      "$FACET in.stl /dev/stdout \(options) --report r | cat > o", "$FACET - - \(options) --report r < in.stl > o",
    ]
    for (index, line) in lines.enumerated() {
      let result = try run(line + (index == 0 ? " --verify; mv o expected; cp expected o" : ""))
      #expect(result.exitCode == 0, "\(line): \(result.standardError)")
      #expect(try run("cmp expected o").exitCode == 0, "\(line)")
      guard index > 0 else { continue }
      let report = try ReportFile(folder.path("r"))
      // Only what can be read once, and may not be written before it was read, waits in a file.
      #expect((report.int("bytes_spilled") ?? 0 > 9000 * 36) == [2, 4, 6].contains(index), "\(line)")
      #expect(report.text("mode") == "streaming" && report.int("triangles") == 9000, "\(line)")
      #expect(report.int("vertices") == (format.hasPrefix("stl") ? nil : 27_000))
      #expect(report.int("corners") == 27_000 && report.int("counted", "degenerate") == 0)
    }
  }

  @Test(arguments: ["off", "ply", "obj", "stl", "stl-ascii"])
  func nothingIsPrintedOfABadInput(format: String) throws {
    let line = "0 0 0 1 0 0 0 1 0\n"
    for (name, end) in [
      ("word.txt", "0 0 0 1 0 x 0 1 0\n"), ("cut.txt", "0 0 0 1 0"), ("nan.txt", "0 0 0 nan 0 0 0 1 0\n"),
    ] {
      _ = try folder.write(String(repeating: line, count: 50_000) + end, to: name)
      for way in ["$FACET \(name) -", "cat \(name) | $FACET - -", "gzip -c \(name) | $FACET - -"] {
        let result = try run("\(way) --from soup --to \(format) --weld none")
        #expect(result.exitCode == 65 && result.standardOutput.isEmpty, "\(way)")
      }
      let old = try folder.write("old", to: "o")
      let result = try run("$FACET \(name) o --from soup --to \(format) --weld none")
      #expect(result.exitCode == 65)
      #expect(try String(contentsOfFile: old, encoding: .utf8) == "old")
      try FileManager.default.removeItem(atPath: old)
    }
    #expect(try run("$FACET word.txt - --from soup --to \(format) --weld none --verify").exitCode != 0)
    #expect(folder.names.count == 3)
  }

  // MARK: Memory

  /// The largest resident size of a conversion, from its own report.
  private func peak(_ line: String) throws -> Int {
    let result = try run("\(line) --report r")
    #expect(result.exitCode == 0, "\(line): \(result.standardError)")
    return try ReportFile(folder.path("r")).int("peak_resident_bytes") ?? 0
  }

  /// The largest resident size of a process that waits for its first byte.
  private func idle() throws -> Int {
    mkfifo(folder.path("fifo"), 0o600)
    let waiting = try RunningCommand(["fifo", "never.off"], folder: folder.url)
    // Until it sleeps in the opening of the FIFO.
    var status = ""
    for _ in 0..<200 where !status.contains("State:\tS") {
      usleep(20_000)
      status = (try? String(contentsOfFile: "/proc/\(waiting.identifier)/status", encoding: .utf8)) ?? ""
    }
    waiting.send(SIGKILL)
    _ = waiting.wait()
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
    return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1])) << 10
  }

  @Test(.enabled(if: TestSize.measuresMemory)) func memoryIsConstant() throws {
    let idle = try idle()
    let lines = [
      "$FACET in.stl o.off --weld none", "$FACET in.stl o.stl", "$FACET in.stl o.stl --to stl-ascii",
      "$FACET in.stl o.ply --weld none --verify", "cat in.stl | $FACET - - --to off --weld none > o.off",
      "$FACET in.stl - --to obj --weld none > o.obj", "$FACET in.txt o.off --weld none",
      "cat in.txt | $FACET - o.off --weld none", "cat in.txt | $FACET - - --weld none > o.off",
    ]
    var peaks: [[Int]] = []
    for count in [400_000, 2_000_000] {
      try generate(count)
      // Text soups: a line of three numbers is a corner.
      #expect(
        try run("$FACET in.stl o.obj --weld none && grep '^v' o.obj | cut -c3- > in.txt; rm o.obj").exitCode == 0)
      peaks.append(try lines.map(peak))
    }
    for (index, line) in lines.enumerated() {
      let (small, large) = (peaks[0][index], peaks[1][index])
      print("\(line): \((large - idle) >> 10) KiB over idle, \((large - small) >> 10) KiB over a fifth of it")
      #expect(large - idle <= 16 << 20, "\(line)")
      #expect(abs(large - small) <= 1 << 20, "\(line)")
    }
  }
}
