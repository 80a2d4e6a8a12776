// What goes wrong under a memory ceiling, while arrays lie in temporary files: kills, signals, a full or read-only folder.
// The output is the old one or the whole new one, and nothing else is left.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct CeilingFaultTests {
  /// A way to run with arrays in files: the input, the ceiling, and the mode that the report tells.
  struct Way: Sendable, CustomTestStringConvertible {
    let input: String
    let mode: String
    var testDescription: String { mode }
  }

  private static let ways = [
    Way(input: "in.off", mode: "streaming"), Way(input: "in.stl", mode: "spilled"),
  ]
  private static let hasDisk = TemporaryFolder.disk != nil
  private static let command = ["FACET": Places.command.path]

  /// A folder on a disk with the soup, the same as OFF, and an empty folder for temporary files.
  private func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(in: TemporaryFolder.disk!)
    for words in [
      ["generate", "soup", "in.stl", "--triangles", "650000"], ["in.stl", "in.off", "--memory", "none"],
    ] { #expect(try runProgram(Places.command, words, folder: folder.url).exitCode == 0) }
    try FileManager.default.createDirectory(atPath: folder.path("temp"), withIntermediateDirectories: false)
    return folder
  }

  private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appendingPathComponent(name))
  }

  @Test(.enabled(if: hasDisk, "needs a folder on a disk"), arguments: ways)
  func aKillAtAnyMomentLeavesOldOrNewBytes(way: Way) throws {
    let folder = try makeFolder()
    let ceiling = try smallCeiling(way.input, "out.ply", in: folder)
    let words = [way.input, "out.ply", "--memory", "\(ceiling)", "--temp", "temp", "--report", "r.json"]
    let begin = Date()
    #expect(try runProgram(Places.command, words, folder: folder.url).exitCode == 0)
    let microseconds = Date().timeIntervalSince(begin) * 1e6
    #expect(try ReportFile(folder.path("r.json")).text("mode") != "memory")
    try FileManager.default.removeItem(atPath: folder.path("r.json"))
    let new = try bytes(folder, "out.ply")
    var random = SeededGenerator(seed: 12)
    var killed = 0
    for _ in 0..<(Places.runsLongTests ? 200 : 5) {
      _ = try folder.write("old", to: "out.ply")
      let run = try RunningCommand(Array(words.dropLast(2)), folder: folder.url)
      usleep(UInt32.random(in: 0..<UInt32(microseconds), using: &random))
      run.send(SIGKILL)
      if run.wait() == -SIGKILL { killed += 1 }
      let now = try bytes(folder, "out.ply")
      #expect(now == new || now == Data("old".utf8))
      // Between the link and the rename a hidden name may stay; its bytes are complete.
      for name in folder.names where name.hasPrefix(".") {
        #expect(try name.hasPrefix(".out.ply.facet-") && bytes(folder, name) == new)
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      #expect(folder.names == ["in.off", "in.stl", "out.ply", "temp"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("temp")).isEmpty)
    }
    #expect(killed > 0)
  }

  @Test(.enabled(if: hasDisk, "needs a folder on a disk"), arguments: [SIGTERM, SIGINT, SIGHUP])
  func aSignalLeavesNothing(signal: Int32) throws {
    let folder = try makeFolder()
    _ = try folder.write("old", to: "out.ply")
    let ceiling = try smallCeiling("in.stl", "out.ply", in: folder)
    let process = Process()
    // The test program may ignore signals; env makes them deadly again, then becomes the command.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "--default-signal", Places.command.path, "-", "out.ply", "--from", "stl", "--memory", "\(ceiling)",
      "--temp", "temp",
    ]
    process.currentDirectoryURL = folder.url
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    // It has spilled most of the input when this returns, and waits for the rest.
    try pipe.fileHandleForWriting.write(contentsOf: bytes(folder, "in.stl").dropLast(1000))
    let files = "/proc/\(process.processIdentifier)/fd"
    let targets = try FileManager.default.contentsOfDirectory(atPath: files).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(files)/\($0)")
    }
    #expect(targets.contains { $0.contains("/temp/") }, "no temporary file is open: \(targets)")
    kill(process.processIdentifier, signal)
    // Without the signal it ends here, with an error, and the test fails rather than waits.
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(try bytes(folder, "out.ply") == Data("old".utf8))
    #expect(folder.names == ["in.off", "in.stl", "out.ply", "temp"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("temp")).isEmpty)
  }

  /// Mounts a small disk, or a folder that can't be written, in a name space of its own.
  private static let canMountDisks =
    (try? runShell(
      "cd /var/tmp; f=$(mktemp); truncate -s 4M $f; mkfs.ext2 -q $f; "
        + "unshare -m sh -c \"mount -o loop $f /mnt && mount --bind -o ro /var/tmp /mnt\"; c=$?; rm $f; exit $c"
    ).exitCode) == 0

  @Test(.enabled(if: hasDisk && canMountDisks, "mounting is not permitted"), arguments: ways)
  func aFullDiskForTemporaryFiles(way: Way) throws {
    let folder = try makeFolder()
    let ceiling = try smallCeiling(way.input, "out.ply", in: folder)
    let script = """
      truncate -s 4M disk && mkfs.ext2 -q disk && mount -o loop disk temp
      "$FACET" \(way.input) out.ply --memory \(ceiling) --temp temp; echo "$? $(ls temp)"
      """
    let result = try runShell("unshare -m sh -c '\(script)'", folder: folder.url, environment: Self.command)
    #expect(result.output == "74 lost+found\n", "\(result)")
    #expect(result.standardError.hasPrefix("temp: cannot write: No space left on device"), "\(result.standardError)")
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(folder.names == ["disk", "in.off", "in.stl", "temp"])
  }

  @Test(.enabled(if: hasDisk && canMountDisks, "mounting is not permitted"), arguments: ways)
  func aFolderThatCanNotBeWritten(way: Way) throws {
    let folder = try makeFolder()
    let ceiling = try smallCeiling(way.input, "out.ply", in: folder)
    let script = """
      mount --bind temp temp && mount -o remount,bind,ro temp
      "$FACET" \(way.input) out.ply --memory \(ceiling) --temp temp; echo $?
      """
    let result = try runShell("unshare -m sh -c '\(script)'", folder: folder.url, environment: Self.command)
    #expect(result.output == "73\n", "\(result)")
    #expect(result.standardError == "temp: cannot create: Read-only file system\n")
    #expect(folder.names == ["in.off", "in.stl", "temp"])
  }
}
