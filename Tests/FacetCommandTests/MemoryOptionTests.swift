// `--memory`: the resident memory of the whole process stays below the ceiling, whatever the format and the way in, and the
// bytes are those of a run without one.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct MemoryOptionTests {
  /// Formats with the ending of their names.
  private static let formats = [
    ("stl", "stl"), ("stl-ascii", "stl"), ("ply", "ply"), ("ply-ascii", "ply"), ("obj", "obj"), ("off", "off"),
    ("off-binary", "off"), ("glb", "glb"), ("npz", "npz"),
  ]
  /// More triangles than fit: 12 bytes each, 24 a vertex, and the weld.
  private static let triangles = 650_000

  private static var disk: String? { TemporaryFolder.disk }

  private func run(_ folder: TemporaryFolder, _ words: String...) throws {
    let result = try runProgram(Places.command, words, folder: folder.url)
    #expect(result.exitCode == 0, "\(words): \(result.standardError)")
  }

  @Test(.enabled(if: disk != nil, "needs /var/tmp on a disk"), arguments: formats.map(\.0))
  func everyReaderEveryWay(format: String) throws {
    let folder = try TemporaryFolder()
    let ending = Self.formats.first { $0.0 == format }!.1
    try run(folder, "generate", "soup", "soup.stl", "--triangles", "\(Self.triangles)")
    try run(folder, "soup.stl", "in.\(ending)", "--to", format, "--memory", "none")
    try run(folder, "in.\(ending)", "free.off", "--memory", "none")
    let free = try Data(contentsOf: folder.url.appendingPathComponent("free.off"))
    let command = ["FACET": Places.command.path, "FORMAT": format, "IN": "in.\(ending)"]
    let ceiling = try smallCeiling("in.\(ending)", "out.off", in: folder)
    let options = "--memory \(ceiling) --temp \(Self.disk!) --report r.json"
    for way in [
      "\"$FACET\" \"$IN\" out.off", "cat \"$IN\" | \"$FACET\" - out.off",
      "gzip -1 \"$IN\"; \"$FACET\" \"$IN\".gz out.off",
    ] {
      let result = try runShell("\(way) \(options)", folder: folder.url, environment: command)
      #expect(result.exitCode == 0, "\(way): \(result.standardError)")
      let report = try ReportFile(folder.path("r.json"))
      #expect(try Data(contentsOf: folder.url.appendingPathComponent("out.off")) == free, "\(way)")
      let peak = report.int("peak_resident_bytes") ?? .max
      #expect(peak <= ceiling, "\(way): \(peak >> 10) KiB")
      #expect(report.text("mode") != "memory", "\(way)")
      #expect((report.int("bytes_spilled") ?? 0) > 1 << 20)
    }
  }

  @Test(.enabled(if: disk != nil, "needs /var/tmp on a disk"), arguments: formats.map(\.0))
  func everyWriter(format: String) throws {
    let folder = try TemporaryFolder()
    try run(folder, "generate", "terrain", "in.stl", "--triangles", "\(Self.triangles)")
    try run(folder, "in.stl", "free", "--to", format, "--memory", "none")
    // Where vertices are written as they come less is needed: the smallest that works.
    let more = ["off", "ply", "ply-ascii", "obj"].contains(format) ? 0 : 3 << 20
    let ceiling = try smallCeiling("in.stl", "out.off", in: folder) + more
    try run(
      folder, "in.stl", "out", "--to", format, "--memory", "\(ceiling)", "--temp", Self.disk!, "--report", "r.json"
    )
    #expect(
      try Data(contentsOf: folder.url.appendingPathComponent("out"))
        == Data(contentsOf: folder.url.appendingPathComponent("free")))
    let report = try ReportFile(folder.path("r.json"))
    // A soup that goes to STL is not welded, so that nothing of it has to be kept.
    let passes = format.hasPrefix("stl")
    #expect(passes ? report.text("mode") == "streaming" : report.text("mode") != "memory")
    #expect((report.int("bytes_spilled") == 0) == passes)
    #expect((report.int("peak_resident_bytes") ?? .max) <= ceiling)
  }

  @Test(
    .enabled(if: disk != nil, "needs /var/tmp on a disk"),
    arguments: [
      "a.stl o.off --verify", "a.stl o.off --weld none", "a.stl o.npz --drop-degenerate", "a.obj o.off --weld exact",
      "a.stl b.obj b.stl o.ply", "a.obj b.obj o.off", "a.obj o.stl",
      "a.obj o.txt --to stl-ascii --verify", "a.ply o.off --nonfinite drop --drop-degenerate",
    ])
  func everyPolicy(line: String) throws {
    let folder = try TemporaryFolder()
    try run(folder, "generate", "soup", "a.stl", "--triangles", "\(2 * Self.triangles)")
    try run(folder, "a.stl", "a.obj")
    // The same places in another order.
    try run(folder, "generate", "soup", "b.stl", "--triangles", "\(2 * Self.triangles)", "--seed", "2")
    try run(folder, "b.stl", "b.obj")
    try run(folder, "a.stl", "a.ply")
    try spoil(folder.url.appendingPathComponent("a.ply"))
    let ceiling = 48 << 20
    var words = line.split(separator: " ").map(String.init)
    let output = words.firstIndex { $0.hasPrefix("o.") }!
    let name = words[output]
    let free = try runProgram(Places.command, words + ["--memory", "none"], folder: folder.url)
    #expect(free.exitCode == 0, "\(free.standardError)")
    words[output] = "under-" + name
    let result = try runProgram(
      Places.command,
      words + ["--memory", "\(ceiling)", "--temp", Self.disk!, "--report", "r.json"], folder: folder.url)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(
      try Data(contentsOf: folder.url.appendingPathComponent("under-" + name))
        == Data(contentsOf: folder.url.appendingPathComponent(name)))
    let peak = try ReportFile(folder.path("r.json")).int("peak_resident_bytes") ?? .max
    #expect(peak <= ceiling, "\(peak >> 10) KiB")
  }

  /// Gives a binary PLY a vertex that is no number, and a last triangle that has a corner twice.
  private func spoil(_ file: URL) throws {
    var bytes = try Data(contentsOf: file)
    let header = try #require(bytes.range(of: Data("end_header\n".utf8))).upperBound
    for byte in 0..<4 { bytes[header + 7 * 12 + byte] = 0xff }
    for byte in 0..<4 { bytes[bytes.count - 1 - byte] = bytes[bytes.count - 5 - byte] }
    try bytes.write(to: file)
  }

  @Test func smallFilesStayInMemory() throws {
    let folder = try TemporaryFolder()
    try run(folder, "generate", "sphere", "in.stl", "--triangles", "2000")
    for memory in ["auto", "none", "64M", "1.5GiB"] {
      try run(folder, "in.stl", "out.off", "--memory", memory, "--report", "r.json")
      let report = try ReportFile(folder.path("r.json"))
      #expect(report.text("mode") == "memory" && report.int("bytes_spilled") == 0, "\(memory)")
    }
  }

  @Test func whatCanNotBeKept() throws {
    let folder = try TemporaryFolder()
    try run(folder, "generate", "sphere", "in.stl", "--triangles", "2000")
    for memory in ["lots", "12Q", "-5", ""] {
      #expect(try runFacet("in.stl", "out.off", "--memory=\(memory)", folder: folder.url).exitCode == 64, "\(memory)")
    }
    let result = try runFacet("in.stl", "out.off", "--memory", "12M", folder: folder.url)
    #expect(result.exitCode == 75)
    #expect(result.standardError.contains("the smallest that works is --memory "), "\(result.standardError)")
    // What comes through a pipe nobody can look at.
    let piped = try runShell(
      "cat in.stl | \"$FACET\" - out.off --memory 12M", folder: folder.url, environment: ["FACET": Places.command.path])
    #expect(piped.exitCode == 75 && piped.standardError.contains("64 MiB is always enough"), "\(piped.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("out.off")))
    // A small limit of the address space makes a small ceiling by itself, and the pages that are refused are no trap.
    let tight = try runShell(
      "ulimit -v 60000; exec \"$FACET\" in.stl out.off", folder: folder.url, environment: ["FACET": Places.command.path]
    )
    #expect([0, 75].contains(tight.exitCode), "\(tight.exitCode): \(tight.standardError)")
  }

  @Test func aFullOrMissingFolder() throws {
    let folder = try TemporaryFolder()
    try run(folder, "generate", "soup", "in.stl", "--triangles", "\(Self.triangles)")
    let ceiling = try smallCeiling("in.stl", "out.off", in: folder)
    let result = try runFacet(
      "in.stl", "out.off", "--memory", "\(ceiling)", "--temp", "nowhere", folder: folder.url)
    #expect(result.exitCode == 73, "\(result.standardError)")
    #expect(result.standardError.hasPrefix("nowhere: cannot create"), "\(result.standardError)")
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(folder.names == ["in.stl"])
  }
}
