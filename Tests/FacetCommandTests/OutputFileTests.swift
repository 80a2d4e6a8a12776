// The output appears whole or not at all: links, modes, devices, full disks, limits, signals.
import FacetTestSupport
import Foundation
import Testing

@Suite struct OutputFileTests {
  private func folderWithInput() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    return folder
  }

  private func text(_ folder: TemporaryFolder, _ name: String) -> String {
    (try? String(contentsOfFile: folder.path(name), encoding: .utf8)) ?? "(no file)"
  }

  @Test func anOldOutputIsReplacedAndKeepsItsMode() throws {
    let folder = try folderWithInput()
    let out = try folder.write("old", to: "out.off")
    for mode in [0o600, 0o640, 0o755] as [mode_t] {
      chmod(out, mode)
      #expect(try runFacet("in.stl", "out.off", folder: folder.url).exitCode == 0)
      #expect(text(folder, "out.off") == twoTrianglesOFF)
      #expect(permissions(out) == mode)
    }
    // A new file has what the umask leaves of 0666.
    #expect(
      try runShell("umask 027; \"$FACET\" in.stl new.off", folder: folder.url, environment: Self.command).exitCode == 0)
    #expect(permissions(folder.path("new.off")) == 0o640)
    #expect(folder.names == ["in.stl", "new.off", "out.off"])
  }

  private func permissions(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  static let command = ["FACET": Places.command.path]

  @Test(arguments: ["itself", "hard link", "symbolic link"]) func theOutputIsTheInput(way: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTrianglesOFF.replacingOccurrences(of: "0.5", with: "0.50"), to: "in.off")
    let out = way == "itself" ? "in.off" : "out.off"
    if way == "hard link" { link(folder.path("in.off"), folder.path("out.off")) }
    if way == "symbolic link" { symlink("in.off", folder.path("out.off")) }
    #expect(try runFacet("in.off", out, folder: folder.url).exitCode == 0)
    #expect(text(folder, out) == twoTrianglesOFF)
    if way == "hard link" { #expect(text(folder, "in.off").contains("0.50")) }
    #expect(folder.names == (way == "itself" ? ["in.off"] : ["in.off", "out.off"]))
  }

  @Test func aSymbolicLinkStaysAndItsTargetIsReplaced() throws {
    let folder = try folderWithInput()
    try FileManager.default.createDirectory(atPath: folder.path("other"), withIntermediateDirectories: false)
    _ = try folder.write("old", to: "other/target.off")
    symlink("other/target.off", folder.path("out.off"))
    #expect(try runFacet("in.stl", "out.off", folder: folder.url).exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("out.off")) == "other/target.off")
    #expect(text(folder, "other/target.off") == twoTrianglesOFF)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("other")) == ["target.off"])
    // One that leads nowhere is an error.
    symlink("gone/target.off", folder.path("dangling.off"))
    #expect(try runFacet("in.stl", "dangling.off", folder: folder.url).exitCode == 73)
  }

  @Test func aFailureLeavesTheOldOutput() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(twoTriangles.dropLast()), to: "bad.stl")
    _ = try folder.write("old", to: "out.off")
    #expect(try runFacet("bad.stl", "out.off", folder: folder.url).exitCode == 65)
    #expect(text(folder, "out.off") == "old" && folder.names == ["bad.stl", "out.off"])
  }

  @Test func devices() throws {
    let folder = try folderWithInput()
    let full = try runFacet("in.stl", "/dev/full", "--to", "off", folder: folder.url)
    #expect(full.exitCode == 74 && full.standardError == "/dev/full: cannot write: No space left on device\n")
    let standardOutput = try runShell("\"$FACET\" in.stl - >/dev/full", folder: folder.url, environment: Self.command)
    #expect(standardOutput.exitCode == 74 && standardOutput.standardError.contains("No space left on device"))
    #expect(try runFacet("in.stl", "/dev/null", "--to", "off", folder: folder.url).exitCode == 0)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    // A FIFO is written in order and stays.
    mkfifo(folder.path("pipe.off"), 0o600)
    let line = "cat pipe.off >copy & \"$FACET\" in.stl pipe.off && wait"
    #expect(try runShell(line, folder: folder.url, environment: Self.command).exitCode == 0)
    #expect(text(folder, "copy") == twoTrianglesOFF)
    #expect(stat(folder.path("pipe.off"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(folder.names == ["copy", "in.stl", "pipe.off"])
  }

  @Test func aLimitOnTheSizeOfFiles() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "sphere", "big.stl", "--triangles", "50000", folder: folder.url).exitCode == 0)
    _ = try folder.write("old", to: "out.off")
    let result = try runShell(
      "ulimit -f 200; \"$FACET\" big.stl out.off", folder: folder.url, environment: Self.command)
    #expect(result.exitCode == 74 && result.standardError == "out.off: cannot write: File too large\n", "\(result)")
    #expect(text(folder, "out.off") == "old" && folder.names == ["big.stl", "out.off"])
  }

  static let canMount = (try? runShell("unshare -m sh -c 'mount -t tmpfs -o size=1m none /mnt'").exitCode) == 0

  @Test(.enabled(if: canMount, "mounting is not permitted")) func aFullFileSystem() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "sphere", "big.stl", "--triangles", "50000", folder: folder.url).exitCode == 0)
    try FileManager.default.createDirectory(atPath: folder.path("disk"), withIntermediateDirectories: false)
    let script = """
      mount -t tmpfs -o size=1m none disk && echo old >disk/out.off && "$FACET" big.stl disk/out.off
      echo "$? $(ls -A disk) $(cat disk/out.off)"
      """
    let result = try runShell("unshare -m sh -c '\(script)'", folder: folder.url, environment: Self.command)
    #expect(result.output == "74 out.off old\n")
    #expect(result.standardError == "disk/out.off: cannot write: No space left on device\n")
  }

  @Test func aReaderThatGoesAway() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "sphere", "big.stl", "--triangles", "50000", folder: folder.url).exitCode == 0)
    // The test program may ignore SIGPIPE; a shell of the user does not.
    let line = "(env --default-signal=PIPE \"$FACET\" big.stl -; echo $? >code) | head -1"
    let result = try runShell(line, folder: folder.url, environment: Self.command)
    #expect(result.output == "OFF\n" && result.standardError.isEmpty)
    #expect(text(folder, "code") == "141\n")
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGKILL]) func aSignalLeavesTheOldOutput(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let out = try folder.write("old", to: "out.off")
    let process = Process()
    // The test program may ignore signals, and its children would too; env makes them deadly again, then becomes the
    // command.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "--default-signal", Places.command.path, "-", out, "--from", "stl", "--remap", folder.path("map.npy"),
    ]
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A million triangles are declared, some come: it has read most of them when this returns, and waits for more.
    let corners = (0..<300_000).map { SIMD3<Float>(Float($0), Float($0 % 7), 1) }
    try pipe.fileHandleForWriting.write(contentsOf: Data(binarySTL(corners, count: 1_000_000)))
    kill(process.processIdentifier, signal)
    // Without the signal it ends here, with an error, and the test fails rather than waits.
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(text(folder, "out.off") == "old" && folder.names == ["out.off"])
  }

  @Test func aKillAtAnyMomentLeavesOldOrNewBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "soup", "big.stl", "--triangles", "200000", folder: folder.url).exitCode == 0)
    #expect(try runFacet("big.stl", "new.off", folder: folder.url).exitCode == 0)
    let new = try Data(contentsOf: URL(fileURLWithPath: folder.path("new.off")))
    var random = SeededGenerator(seed: 8)
    for _ in 0..<(Places.runsLongTests ? 1000 : 40) {
      _ = try folder.write("old", to: "out.off")
      let process = Process()
      process.executableURL = Places.command
      process.arguments = ["big.stl", "out.off"]
      process.currentDirectoryURL = folder.url
      try process.run()
      usleep(UInt32.random(in: 0..<60_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("out.off")))
      #expect(bytes == new || bytes == Data("old".utf8))
      // Between the link and the rename a hidden name may stay; its bytes are complete.
      for name in folder.names where name.hasPrefix(".") {
        #expect(
          name.hasPrefix(".out.off.facet-") && (try? Data(contentsOf: URL(fileURLWithPath: folder.path(name)))) == new)
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      #expect(folder.names == ["big.stl", "new.off", "out.off"])
    }
  }
}
