// `--dry-run` and the forecast in the report: what is said beforehand against what the same run then needed.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct DryRunTests {
  private func run(_ folder: TemporaryFolder, _ words: String...) throws {
    let result = try runProgram(Places.command, words, folder: folder.url)
    #expect(result.exitCode == 0, "\(words): \(result.standardError)")
  }

  /// Twelve kinds of inputs, with the line of shell that makes each.
  private static let inputs: [(name: String, kind: String, recipe: String)] = [
    ("grid.stl", "terrain", "cp soup.stl grid.stl"),
    ("shuffled.stl", "soup", "cp soup.stl shuffled.stl"),
    ("closed.ascii.stl", "sphere", "\"$FACET\" soup.stl closed.ascii.stl --to stl-ascii -q"),
    (
      "soup.txt", "terrain",
      "\"$FACET\" soup.stl a.stl --to stl-ascii -q; awk '/vertex/{print $2,$3,$4}' a.stl > soup.txt"
    ),
    ("mesh.obj", "terrain", "\"$FACET\" soup.stl mesh.obj -q"),
    ("mesh.ply", "sphere", "\"$FACET\" soup.stl mesh.ply -q"),
    ("mesh.ascii.ply", "terrain", "\"$FACET\" soup.stl mesh.ascii.ply --to ply-ascii -q"),
    ("mesh.off", "sphere", "\"$FACET\" soup.stl mesh.off -q"),
    ("mesh.binary.off", "terrain", "\"$FACET\" soup.stl mesh.binary.off --to off-binary -q"),
    ("mesh.glb", "sphere", "\"$FACET\" soup.stl mesh.glb -q"),
    ("mesh.npz", "terrain", "\"$FACET\" soup.stl mesh.npz -q"),
    ("packed.stl.gz", "terrain", "gzip -1 -c soup.stl > packed.stl.gz"),
  ]

  private func make(_ input: (name: String, kind: String, recipe: String), _ triangles: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try run(folder, "generate", input.kind, "soup.stl", "--triangles", "\(triangles)")
    let made = try runShell(input.recipe, folder: folder.url, environment: ["FACET": Places.command.path])
    #expect(made.exitCode == 0, "\(made.standardError)")
    return folder
  }

  /// Converts, and holds the forecast of the report against what the report says of the run.
  private func compare(_ folder: TemporaryFolder, _ input: String, _ output: String, _ options: String...) throws {
    let words = [input, output, "--report", "r.json"] + options
    let result = try runProgram(Places.command, words, folder: folder.url)
    #expect(result.exitCode == 0, "\(words): \(result.standardError)")
    let report = try ReportFile(folder.path("r.json"))
    let name = words.joined(separator: " ")
    let peak = Double(report.int("peak_resident_bytes") ?? 0)
    let forecast =
      try report.text("predicted", "mode") == report.text("mode") ? report : neighbour(of: report, folder, words)
    let predicted = Double(forecast.int("predicted", "peak_resident_bytes") ?? 0)
    #expect(predicted >= peak && predicted <= 1.15 * peak, "\(name): \(predicted / peak) of \(peak / 1_048_576) MiB")
    #expect(forecast.text("predicted", "mode") == report.text("mode"), "\(name)")
    let bytes = Double(report.int("bytes_out") ?? 0)
    let off = abs(Double(report.int("predicted", "bytes_out") ?? 0) / bytes - 1)
    #expect(off <= (output.hasSuffix(".off") ? 0.15 : 0.03), "\(name): \(off) of \(bytes) bytes")
    let triangles = Double(report.int("triangles") ?? 0)
    #expect(abs(Double(report.int("predicted", "triangles") ?? 0) / triangles - 1) <= 0.03, "\(name)")
  }

  /// The forecast for a ceiling 1 MiB larger or smaller. Where one mode ends and the next begins, what the process has resident at
  /// that moment decides.
  private func neighbour(of report: ReportFile, _ folder: TemporaryFolder, _ words: [String]) throws -> ReportFile {
    guard let place = words.firstIndex(of: "--memory"), let ceiling = Int(words[place + 1]) else { return report }
    for other in [ceiling - (1 << 20), ceiling + (1 << 20)] {
      var words = words
      words[place + 1] = "\(other)"
      let result = try runProgram(Places.command, words + ["--dry-run"], folder: folder.url)
      #expect(result.exitCode == 0, "\(words): \(result.standardError)")
      let forecast = try ReportFile(folder.path("r.json"))
      if forecast.text("predicted", "mode") == report.text("mode") { return forecast }
    }
    return report
  }

  @Test(arguments: inputs.indices) func predictedAndActual(number: Int) throws {
    let input = Self.inputs[number]
    for triangles in [300_000, 800_000] {
      let folder = try make(input, triangles)
      try compare(folder, input.name, "out.off")
      try compare(folder, input.name, "out.ply")
      // Soups pass through without a weld, meshes are gathered.
      try compare(folder, input.name, "out.stl")
    }
  }

  @Test(.enabled(if: TemporaryFolder.disk != nil, "needs /var/tmp on a disk"), arguments: inputs.indices)
  func underACeiling(number: Int) throws {
    let folder = try make(Self.inputs[number], 1_000_000)
    let least = try smallCeiling(Self.inputs[number].name, "out.off", in: folder)
    for mebibytes in [0, 8, 20] {
      let memory = "\(least + mebibytes << 20)"
      try compare(folder, Self.inputs[number].name, "out.off", "--memory", memory, "--temp", TemporaryFolder.disk!)
    }
  }

  @Test func trianglesOfTheirOwn() throws {
    let folder = try make(Self.inputs[0], 200_000)
    // Every corner is a vertex of its own, in random order and not.
    try run(folder, "soup.stl", "apart.stl", "--weld", "none")
    let result = try runShell(
      "python3 -c \"import struct,random;b=bytearray(open('soup.stl','rb').read());"
        + "[struct.pack_into('<9f',b,84+50*i+12,*[random.random() for _ in range(9)]) for i in range((len(b)-84)//50)];"
        + "open('apart.stl','wb').write(b)\"", folder: folder.url)
    guard result.exitCode == 0 else { return }
    try run(folder, "apart.stl", "out.ply", "--report", "r.json")
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.int("vertices") == 600_000 && report.int("predicted", "vertices") == 600_000)
  }

  @Test func nothingIsWritten() throws {
    let folder = try make(Self.inputs[0], 100_000)
    let result = try runFacet("grid.stl", "out.off", "--dry-run", "--report", "r.json", folder: folder.url)
    #expect(result.exitCode == 0 && result.standardError == "", "\(result.standardError)")
    #expect(result.output.hasPrefix("100,000 triangles → about 50,"), "\(result.output)")
    #expect(result.output.contains(" in memory, ") && result.output.split(separator: "\n").count == 1)
    #expect(folder.names == ["grid.stl", "r.json", "soup.stl"])
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.text("predicted", "mode") == "memory" && report.int("bytes_out") == 0)
    // Only who asks for a report pays for a forecast.
    try run(folder, "grid.stl", "out.off", "-q")
  }

  @Test func whatCanNotBeForeseen() throws {
    let folder = try make(Self.inputs[0], 1000)
    #expect(try runFacet("-", "out.off", "--dry-run", folder: folder.url).exitCode == 64)
    let missing = try runFacet("missing.stl", "out.off", "--dry-run", folder: folder.url)
    #expect(missing.exitCode == 66 && missing.standardError.hasPrefix("missing.stl: cannot open"))
    _ = try folder.write("OFF\n3 1 0\n0 0 0\n", to: "cut.off")
    let cut = try runFacet("cut.off", "out.stl", "--dry-run", folder: folder.url)
    #expect(cut.exitCode == 0 || cut.exitCode == 65, "\(cut.standardError)")
    // A pipe is converted without a forecast.
    let piped = try runShell(
      "\"$FACET\" - out.off --report r.json < soup.stl; cat soup.stl | \"$FACET\" - out.off --report r.json -q",
      folder: folder.url, environment: ["FACET": Places.command.path])
    #expect(piped.exitCode == 0, "\(piped.standardError)")
    #expect(try !ReportFile(folder.path("r.json")).has("predicted"))
  }

  @Test func aCeilingThatIsTooSmall() throws {
    let folder = try make(Self.inputs[1], 100_000)
    let result = try runFacet("soup.stl", "out.off", "--dry-run", "--memory", "20M", folder: folder.url)
    #expect(result.exitCode == 75 && result.standardError.split(separator: "\n").count == 1, "\(result.standardError)")
    let match = try #require(result.standardError.firstMatch(of: /the smallest that works is --memory (\d+M)/))
    try run(folder, "soup.stl", "out.off", "--memory", String(match.output.1))
  }

  @Test func aCheckKnowsItsNeed() throws {
    let folder = try make(Self.inputs[5], 2_000_000)
    let result = try runFacet("check", "mesh.ply", "--memory", "64M", folder: folder.url)
    #expect(result.exitCode == 75 && result.standardOutput.isEmpty, "\(result.standardError)")
    let match = try #require(result.standardError.firstMatch(of: /the smallest that works is --memory (\d+M)/))
    let enough = try runFacet("check", "mesh.ply", "--memory", String(match.output.1), folder: folder.url)
    #expect([0, 1].contains(enough.exitCode), "\(match.output.1): \(enough.standardError)")
  }
}
