// `facet info`: what is in a file, at once, however large it is.
import FacetTestSupport
import Foundation
import Testing

@Suite struct InfoTests {
  static let keys = ["format", "dialect", "vertices", "faces", "triangles", "attributes", "warnings", "estimated"]

  private func info(_ arguments: String..., folder: URL = Places.data) throws -> ReportFile {
    let result = try runProgram(Places.command, ["info", "--json"] + arguments, folder: folder)
    #expect(result.exitCode == 0, "\(arguments): \(result.standardError)")
    return try ReportFile(result.standardOutput)
  }

  @Test(arguments: [
    ("stl/accept-binary-box.stl", "STL", "binary", [String](), 36),
    ("stl/accept-ascii-box.stl", "ASCII STL", "", [], 36),
    ("off/accept-box.off", "OFF", "text", [], 8), ("soup/accept-nine-columns.txt", "soup", "9 columns, blank", [], 36),
    ("soup/accept-three-semicolons.txt", "soup", "3 columns, semicolon", [], 36),
    ("npy/accept-T-by-9.npy", "NPY", "float64, T×9", [], 36),
    ("npy/accept-float32-big-endian.npy", "NPY", "float32, big-endian, T×3×3", [], 36),
    (
      "raw/accept-offset.bin", "raw", "float32, little-endian, offset 27", ["--from", "raw:f32le", "--offset", "27"], 36
    ),
  ])
  func everyFormat(path: String, format: String, dialect: String, options: [String], vertices: Int) throws {
    let result = try runProgram(Places.command, ["info", "--json", path] + options, folder: Places.data)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let told = try ReportFile(result.standardOutput)
    // The head of an OFF counts polygons; how many triangles they are is guessed from the end of the file.
    let isGuessed = format == "OFF"
    for key in Self.keys { #expect(told.has(key), "\(path): \(key)") }
    #expect(told.text("format") == format)
    #expect(dialect.isEmpty || told.text("dialect")?.contains(dialect) == true, "\(told.text("dialect") ?? "")")
    #expect(told.int("faces") == 12 && told.int("triangles") == 12 && told.int("vertices") == vertices, "\(path)")
    #expect(told.values["estimated"] as? Bool == isGuessed)
    #expect(told.values["warnings"] as? [String] == [] && told.values["attributes"] as? [String] == [])
    let lines = try runProgram(Places.command, ["info", path] + options, folder: Places.data).output
    #expect(lines.hasPrefix("\(path): \(format), ") && lines.contains("~") == isGuessed, "\(lines)")
    #expect(lines.contains(isGuessed ? "  triangles  ~12\n  faces      12\n" : "  triangles  12\n"), "\(lines)")
    // With --exact everything is read.
    let exact = try runProgram(Places.command, ["info", "--json", "--exact", path] + options, folder: Places.data)
    let measured = try ReportFile(exact.standardOutput)
    #expect(measured.int("unique_vertices") == 8 && measured.has("bounds", "min") && measured.has("area"), "\(path)")
    // The box is 1.5 by 1 by 0.75, except for the types that hold no fractions.
    #expect(measured.values["volume"] as? Double == 1.125 && measured.values["area"] as? Double == 6.75, "\(path)")
    #expect((measured.values["bounds"] as? [String: [Double]]) == ["min": [-1, 0, 2.25], "max": [0.5, 1, 3]])
  }

  @Test func polygonsAndAttributes() throws {
    let quads = try info("off/accept-quads.off")
    #expect(quads.int("faces") == 3 && quads.int("vertices") == 8 && quads.int("triangles") == 6)
    let measured = try info("off/accept-quads.off", "--exact")
    #expect(measured.int("faces") == 3 && measured.int("triangles") == 6)
    let coloured = try info("stl/accept-binary-attributes.stl", "--exact")
    #expect((coloured.values["attributes"] as? [String])?.isEmpty == false)
  }

  @Test func warningsAreTold() throws {
    let warned = try info("stl/accept-binary-a-byte-too-many.stl")
    #expect((warned.values["warnings"] as? [String])?.count == 1)
    let result = try runFacet("info", "stl/accept-binary-a-byte-too-many.stl", "--strict", folder: Places.data)
    #expect(result.exitCode == 65 && result.standardOutput.isEmpty)
  }

  @Test func badFiles() throws {
    for row in ExpectedTable.rows where row.verdict == .refuse && !row.message.contains("NaN or infinite") {
      // Only what lies in the first MiB is looked at; these files are all smaller.
      let result = try runProgram(Places.command, ["info", row.path, "--exact"] + row.options, folder: Places.data)
      #expect(result.exitCode == 65 && result.standardOutput.isEmpty, "\(row)")
      #expect(result.standardError == "\(row.path): \(row.message)\n", "\(row)")
    }
  }

  @Test func textIsEstimated() throws {
    let folder = try TemporaryFolder()
    let line = "0.5 0.25 1 1.5 0.25 1 1.5 1.25 1\n"
    _ = try folder.write(String(repeating: line, count: 200_000), to: "big.txt")
    let told = try info("big.txt", folder: folder.url)
    #expect(told.values["estimated"] as? Bool == true)
    #expect(abs((told.int("triangles") ?? 0) - 200_000) < 2000, "\(told.int("triangles") ?? 0)")
    #expect(try runFacet("info", "big.txt", folder: folder.url).output.contains("  triangles  ~"))
    let exact = try info("big.txt", "--exact", folder: folder.url)
    #expect(exact.int("triangles") == 200_000 && exact.values["estimated"] as? Bool == false)
    #expect(exact.int("unique_vertices") == 3)
  }

  @Test func packedTextIsEstimated() throws {
    let folder = try TemporaryFolder()
    let line = "0.5 0.25 1 1.5 0.25 1 1.5 1.25 1\n"
    _ = try folder.write(String(repeating: line, count: 200_000), to: "big.txt")
    #expect(try runShell("gzip big.txt", folder: folder.url).exitCode == 0)
    let told = try info("big.txt.gz", folder: folder.url)
    #expect(told.values["estimated"] as? Bool == true && told.text("compression") == "gzip")
    #expect(abs((told.int("triangles") ?? 0) - 200_000) < 10_000, "\(told.int("triangles") ?? 0)")
  }

  @Test func theTrianglesOfAnOFFAreGuessedFromItsEnd() throws {
    let folder = try TemporaryFolder()
    let vertices = String(repeating: "0 0 0\n", count: 100_000)
    let faces = String(repeating: "4 0 1 2 3\n3 0 1 2\n", count: 50_000)
    _ = try folder.write("OFF\n100000 100000 0\n" + vertices + faces, to: "a.off")
    let told = try info("a.off", folder: folder.url)
    #expect(told.int("faces") == 100_000 && told.values["estimated"] as? Bool == true)
    #expect(abs((told.int("triangles") ?? 0) - 150_000) < 100, "\(told.int("triangles") ?? 0)")
    // Faces that are not a line each say nothing.
    _ = try folder.write("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0\n1 2\n", to: "b.off")
    #expect(try !info("b.off", folder: folder.url).has("triangles"))
    _ = try folder.write("OFF\n0 0 0\n", to: "c.off")
    #expect(try info("c.off", folder: folder.url).int("triangles") == 0)
  }

  @Test func standardInput() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    let environment = ["FACET": Places.command.path]
    let pipe = try runShell("cat in.stl | \"$FACET\" info - --json", folder: folder.url, environment: environment)
    #expect(pipe.exitCode == 0, "\(pipe.standardError)")
    #expect(try ReportFile(pipe.standardOutput).int("triangles") == 2)
    let exact = try runShell("cat in.stl | \"$FACET\" info - --exact", folder: folder.url, environment: environment)
    #expect(exact.exitCode == 64)
  }

  /// Makes a file of any size that takes no room.
  static func makeSparse(_ path: String, size: Int, start: [UInt8] = []) throws {
    try Data(start).write(to: URL(fileURLWithPath: path))
    #expect(truncate(path, size) == 0, "the file system takes no file of \(size) bytes")
  }

  @Test func aBinarySTLOf100Gigabytes() throws {
    let folder = try TemporaryFolder()
    let count = 2_000_000_000
    let path = folder.path("huge.stl")
    let header = [UInt8](repeating: 0, count: 80) + [0, 8, 16, 24].map { UInt8(count >> $0 & 255) }
    try Self.makeSparse(path, size: 84 + 50 * count, start: header)
    let told = try info(path)
    #expect(told.int("triangles") == count && told.values["estimated"] as? Bool == false)
    let peak = try peakResidentBytes(["info", path])
    #expect(peak > 1 << 20 && peak <= 16 << 20, "\(peak) bytes")
  }

  @Test func infoOfLargeFilesOfEveryFormatTakesLittleMemory() throws {
    let folder = try TemporaryFolder()
    let line = "0.5 0.25 1 1.5 0.25 1 1.5 1.25 1\n"
    _ = try folder.write(String(repeating: line, count: 300_000), to: "big.txt")
    #expect(try runFacet("generate", "sphere", "big.stl", "--triangles", "200000", folder: folder.url).exitCode == 0)
    #expect(try runFacet("big.stl", "big.off", folder: folder.url).exitCode == 0)
    for name in ["big.txt", "big.stl", "big.off"] {
      let peak = try peakResidentBytes(["info", folder.path(name)])
      #expect(peak > 1 << 20 && peak <= 24 << 20, "\(name): \(peak) bytes")
    }
  }

  @Test(arguments: [
    ["zeros.stl"], ["zeros.off"], ["zeros.txt"], ["zeros.npy"], ["zeros"], ["zeros.stl", "--from", "stl-ascii"],
    ["zeros.off", "--from", "off"], ["zeros.txt", "--from", "soup"], ["zeros.npy", "--from", "npy"],
  ])
  func aTebibyteOfZerosIsRefusedInLittleMemory(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try Self.makeSparse(folder.path(arguments[0]), size: 1 << 40)
    let result = try runProgram(
      Places.command, [arguments[0], "out.off", "--report", "r.json"] + arguments.dropFirst(), folder: folder.url)
    #expect(result.exitCode == 65, "\(arguments): \(result.standardError)")
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.int("peak_resident_bytes") ?? .max < 32 << 20, "\(arguments)")
    #expect(folder.names == ["r.json", arguments[0]])
    let peak = try runProgram(Places.command, ["info"] + arguments, folder: folder.url)
    #expect(peak.exitCode == 65)
  }

  /// The peak of the resident memory of a run of the command (VmHWM), read when it has done its work: its standard
  /// output is a pipe that is full, so that it waits there until we have looked.
  private func peakResidentBytes(_ arguments: [String]) throws -> Int {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let filler = [UInt8](repeating: 0x20, count: 4096)
    var filled = 0
    while true {
      let put = write(descriptor, filler, filler.count)
      guard put > 0 else { break }
      filled += put
    }
    _ = fcntl(descriptor, F_SETFL, 0)
    let process = Process()
    process.executableURL = Places.command
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    try process.run()
    let folder = "/proc/\(process.processIdentifier)"
    func status(_ key: String) -> String? {
      (try? String(contentsOfFile: folder + "/status", encoding: .utf8))?.split(separator: "\n")
        .first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count).drop(while: \.isWhitespace)) }
    }
    // It waits in pipe_write: in state S, and using no more processor time.
    var (last, same) = ("", 0)
    while same < 5, process.isRunning {
      usleep(20_000)
      let now = (try? String(contentsOfFile: folder + "/schedstat", encoding: .utf8)) ?? ""
      same = now == last && status("State:")?.hasPrefix("S") == true ? same + 1 : 0
      last = now
    }
    let peak = (status("VmHWM:")?.split(separator: " ").first).flatMap { Int($0) } ?? 0
    let reader = pipe.fileHandleForReading
    try pipe.fileHandleForWriting.close()
    let output = try reader.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && output.count > filled, "\(arguments)")
    return peak * 1024
  }
}
