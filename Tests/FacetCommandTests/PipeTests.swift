// Every format through a pipe, in both directions: the same bytes as through files, also where a header needs counts.
import FacetTestSupport
import Foundation
import Testing

@Suite struct PipeTests {
  private static let command = ["FACET": Places.command.path]
  private static let written = ["off", "off-binary", "ply", "ply-ascii", "stl", "stl-ascii", "obj", "glb", "npz"]

  private func folderWithSoup() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try runFacet("generate", "sphere", "in.stl", "--triangles", "9000", folder: folder.url)
    #expect(made.exitCode == 0, "\(made.standardError)")
    return folder
  }

  private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appendingPathComponent(name))
  }

  @Test(arguments: written) func everyWrittenFormat(format: String) throws {
    let folder = try folderWithSoup()
    #expect(try runFacet("in.stl", "file.\(format)", "--to", format, folder: folder.url).exitCode == 0)
    let out = try runShell(
      "cat in.stl | \"$FACET\" - - --to \(format) | cat >piped", folder: folder.url, environment: Self.command)
    #expect(out.exitCode == 0 && out.standardError.isEmpty, "\(out.standardError)")
    #expect(try bytes(folder, "piped") == bytes(folder, "file.\(format)"))
    // And back, found out from the content alone.
    #expect(try runFacet("file.\(format)", "file.off", "--from", format, folder: folder.url).exitCode == 0)
    let back = try runShell(
      "cat piped | \"$FACET\" - - | cat >piped.off", folder: folder.url, environment: Self.command)
    #expect(back.exitCode == 0 && back.standardError.isEmpty, "\(back.standardError)")
    #expect(try bytes(folder, "piped.off") == bytes(folder, "file.off"))
  }

  @Test(arguments: [
    ("question/triangles.npy", ""), ("question/triangles.txt", ""),
    ("raw/accept-offset.bin", "--from raw:f32le --offset 27"),
  ])
  func everySoup(path: String, options: String) throws {
    let folder = try TemporaryFolder()
    let line =
      "cat \"$DATA/\(path)\" | \"$FACET\" - - \(options) >piped.off && \"$FACET\" \"$DATA/\(path)\" file.off \(options)"
    let result = try runShell(
      line, folder: folder.url, environment: Self.command.merging(["DATA": Places.data.path]) { $1 })
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(try bytes(folder, "piped.off") == bytes(folder, "file.off"))
  }

  @Test func tablesThroughPipes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("0 0 0\n1 0 0\n1 1 0\n0 1 0.5\n", to: "nodes.csv")
    _ = try folder.write("1 2 3\n1 3 4\n", to: "elements.csv")
    mkfifo(folder.path("fifo"), 0o600)
    let line = "cat elements.csv >fifo & cat nodes.csv | \"$FACET\" - - --triangles fifo --verbose; wait"
    let result = try runShell(line, folder: folder.url, environment: Self.command)
    #expect(result.exitCode == 0 && result.output == twoTrianglesOFF, "\(result.standardError)")
    #expect(result.standardError.hasSuffix("; indices are 1-based\n"), "\(result.standardError)")
    #expect(try runShell("gzip -k *.csv", folder: folder.url).exitCode == 0)
    let packed = try runFacet("nodes.csv.gz", "-", "--triangles", "elements.csv.gz", folder: folder.url)
    #expect(packed.output == twoTrianglesOFF, "\(packed.standardError)")
    for (arguments, words) in [
      (["nodes.csv", "-", "--triangles", "-"], "--triangles takes a file, not standard input"),
      (["nodes.csv", "-", "--triangle-columns", "1-3"], "go with --triangles"),
      (["nodes.csv", "nodes.csv", "-", "--triangles", "elements.csv"], "belongs to one table of nodes"),
      (["nodes.csv", "-", "--triangles", "elements.csv", "--first-index", "2"], "--first-index takes 0 or 1"),
      (["nodes.csv", "-", "--from", "table"], "a table of nodes needs --triangles"),
      (["nodes.csv", "-", "--from", "stl", "--triangles", "elements.csv"], "not with stl"),
    ] {
      let refused = try runProgram(Places.command, arguments, folder: folder.url)
      #expect(refused.exitCode == 64 && refused.standardError.contains(words), "\(arguments): \(refused.standardError)")
    }
  }

  @Test func pairsOfArraysNeedTwoNames() throws {
    let folder = try folderWithSoup()
    #expect(try runFacet("in.stl", "a.vertices.npy", folder: folder.url).exitCode == 0)
    #expect(try runFacet("in.stl", "a.off", folder: folder.url).exitCode == 0)
    let refused = try runFacet("in.stl", "-", "--to", "npy", folder: folder.url)
    #expect(refused.exitCode == 64 && refused.standardError.contains("standard output can't be"), "\(refused)")
    // The vertices alone are no soup.
    let half = try runShell("cat a.vertices.npy | \"$FACET\" - -", folder: folder.url, environment: Self.command)
    #expect(half.exitCode == 65 && half.standardError.contains("expected an array of shape"), "\(half)")
    let named = try runFacet(
      "a.vertices.npy", "b.off", "--triangles", "a.triangles.npy", "--digits", "float32", folder: folder.url)
    #expect(named.exitCode == 0, "\(named.standardError)")
    #expect(try bytes(folder, "a.off") == bytes(folder, "b.off"))
  }

  @Test(.enabled(if: hasNumPy)) func numPyMapsThePairWithoutACopy() throws {
    let folder = try folderWithSoup()
    #expect(try runFacet("in.stl", "m.npy", "--to", "npy", "--verify", folder: folder.url).exitCode == 0)
    #expect(try runFacet("in.stl", "m.off", folder: folder.url).exitCode == 0)
    let program = """
      import numpy
      v = numpy.load('m.vertices.npy', mmap_mode='r')
      t = numpy.load('m.triangles.npy', mmap_mode='r')
      assert type(v) is numpy.memmap and type(t) is numpy.memmap and v.offset % 64 == 0 and t.offset % 64 == 0
      assert v.dtype == numpy.float64 and t.dtype == numpy.int32 and v.flags.c_contiguous and t.flags.c_contiguous
      lines = open('m.off').read().split('\\n')
      count, faces = map(int, lines[1].split()[:2])
      assert v.shape == (3, count) and t.shape == (faces, 3)
      points = numpy.array([line.split() for line in lines[2:2 + count]], dtype=numpy.float32)
      corners = numpy.array([line.split()[1:] for line in lines[2 + count:2 + count + faces]], dtype=numpy.int32)
      assert (points == v.T.astype(numpy.float32)).all() and (corners == t).all()
      print('same')
      """
    _ = try folder.write(program, to: "check.py")
    let told = try runShell("python3 check.py", folder: folder.url)
    #expect(told.output == "same\n", "\(told.standardError)")
  }

  @Test func severalInputsFromTheCommandLine() throws {
    let folder = try folderWithSoup()
    let line =
      "cat in.stl | \"$FACET\" convert - in.stl out.off --verbose --report r.json && \"$FACET\" in.stl in.stl - | cmp - out.off"
    let result = try runShell(line, folder: folder.url, environment: Self.command)
    #expect(result.exitCode == 0 && result.standardError.hasPrefix("2 inputs, "), "\(result.standardError)")
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.input(0)["name"] as? String == "-" && report.input(1)["name"] as? String == "in.stl")
    let twice = try runFacet("-", "-", "out.off", folder: folder.url)
    #expect(twice.exitCode == 64 && twice.standardError.hasPrefix("standard input (-) can be read once only"))
    let missing = try runFacet("in.stl", "missing.stl", "new.off", folder: folder.url)
    #expect(missing.exitCode == 66 && missing.standardError.hasPrefix("missing.stl: cannot open: "))
    #expect(
      try runFacet("in.stl", folder: folder.url).exitCode == 64 && folder.names == ["in.stl", "out.off", "r.json"])
    // Warnings name the input that they are about.
    _ = try folder.write(twoTriangles + [0], to: "warned.stl")
    let warned = try runFacet("in.stl", "warned.stl", "-", folder: folder.url)
    #expect(warned.standardError == "warning: warned.stl: byte 184: 1 byte after the last triangle ignored\n")
  }
}
