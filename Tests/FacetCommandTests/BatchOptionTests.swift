// The options of `facet batch`, and its names.
import FacetTestSupport
import Foundation
import Testing

@Suite struct BatchOptionTests {
  private func run(_ folder: TemporaryFolder, _ arguments: String..., input: Data? = nil) throws -> CommandResult {
    try runProgram(Places.command, ["batch"] + arguments, input: input, folder: folder.url)
  }

  @Test func twoInputsForOneOutputAreRefused() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      try folder.makeFolder(name)
      _ = try folder.write(twoTriangles, to: "\(name)/x.stl")
    }
    _ = try folder.write(twoTrianglesOFF, to: "a/x.off")
    for inputs in [["a/x.stl", "b/x.stl"], ["a"], ["a/x.stl", "b"]] {
      let result = try runProgram(Places.command, ["batch", "--out", "out"] + inputs, folder: folder.url)
      #expect(result.exitCode == 64 && result.standardError.contains("would both become out/x.off"))
      #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    }
    // An input is not replaced, whatever path leads to it.
    let replaced = try run(folder, "b", "--to", "stl", "--out", "./a/../b")
    #expect(replaced.exitCode == 64 && replaced.standardError.contains("is an input and would be replaced"))
    // The same input twice is one.
    let same = try run(folder, "b", "b/x.stl", "--out", "out")
    #expect(same.exitCode == 0 && BatchLines(same.output).count("converted") == 1)
    // Both names of a pair count.
    _ = try folder.write(twoTriangles, to: "a/y.stl")
    #expect(try run(folder, "a/y.stl", "b/x.stl", "--to", "npy", "--out", "pairs").exitCode == 0)
    #expect(
      folder.files(below: "pairs") == [
        ".facet-journal.jsonl", "x.triangles.npy", "x.vertices.npy", "y.triangles.npy", "y.vertices.npy",
      ])
    let again = try run(folder, "a/y.stl", "b/x.stl", "--to", "npy", "--out", "pairs")
    #expect(BatchLines(again.output).count("finished") == 2)
    let named = try run(folder, "pairs/x.triangles.npy", "pairs/x.vertices.npy", "--out", "named")
    #expect(named.exitCode == 0 && BatchLines(named.output).inputs("converted") == ["pairs/x.vertices.npy"])
    let pairs = try run(folder, "pairs", "--out", "back")
    #expect(pairs.exitCode == 0 && BatchLines(pairs.output).count("converted") == 2, "\(pairs.standardError)")
  }

  @Test func foldersKeepTheirTreesAndOtherFilesAreLeft() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("in/deep/er")
    try folder.makeFolder("in/.git")
    for name in ["in/one.STL", "in/deep/two.stl", "in/deep/er/three.v2.stl", "in/.git/no.stl", "in/._one.stl"] {
      _ = try folder.write(twoTriangles, to: name)
    }
    for name in ["in/notes.txt", "in/deep/photo.jpg"] { _ = try folder.write("words", to: name) }
    symlink("..", folder.path("in/deep/round"))
    // The outputs lie below the inputs, and a second run does not take them for such.
    for status in ["converted", "finished"] {
      let result = try run(folder, "in/", "--to", "stl", "--out", "in/out", "--memory", "none")
      #expect(result.exitCode == 0, "\(result.standardError)")
      #expect(BatchLines(result.output).count(status) == 3)
      #expect(result.standardError.contains("skipped   4  no mesh by name"), "\(result.standardError)")
      #expect(
        folder.files(below: "in/out") == [
          ".facet-journal.jsonl", "deep/er/three.v2.stl", "deep/two.stl", "one.stl",
        ])
    }
    #expect(try run(folder, "in/.git", "--from", "off", "--out", "out").exitCode == 66)
    let soup = try run(folder, "in", "--from", "soup", "--out", "soups")
    #expect(soup.exitCode == 65 && BatchLines(soup.output).inputs("failed") == ["in/notes.txt"])
  }

  @Test func namesMayHaveAnythingInThem() throws {
    let folder = try TemporaryFolder()
    let names = ["with blank.stl", "line\nfeed.stl", "-dash.stl", "-", "ünïcode.stl", "\"quote\".stl", "no ending"]
    for name in names { _ = try folder.write(twoTriangles, to: name) }
    let list = Data(names.flatMap { Array($0.utf8) + [0] })
    let result = try run(folder, "--files-from", "-", "-0", "--out", "out dir", input: list)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(BatchLines(result.output).inputs("converted") == names.sorted())
    let outputs = [
      "with blank.off", "line\nfeed.off", "-dash.off", "-.off", "ünïcode.off", "\"quote\".off", "no ending.off",
    ]
    #expect(folder.files(below: "out dir") == (outputs + [".facet-journal.jsonl"]).sorted())
    for name in outputs {
      #expect(try String(contentsOfFile: folder.path("out dir/\(name)"), encoding: .utf8) == twoTrianglesOFF)
    }
    // A line is one even where the name has two.
    _ = try folder.write(Array(twoTriangles.dropLast(1)), to: "line\nfeed.stl")
    let broken = try run(folder, "line\nfeed.stl", "--out", "out dir", "--quiet")
    #expect(broken.exitCode == 65 && broken.standardError.hasPrefix("line\\nfeed.stl: "))
    #expect(broken.standardError.split(separator: "\n").count == 1 && broken.output.isEmpty)
    // Lines: a relative name keeps its folders, one that leads upwards does not.
    try folder.makeFolder("a/b")
    _ = try folder.write(twoTriangles, to: "a/b/c.stl.gz.stl")
    _ = try folder.write("./a/b/c.stl.gz.stl\n\na/../with blank.stl\n", to: "list")
    #expect(try run(folder, "--files-from", "list", "--out", "tree").exitCode == 0)
    #expect(folder.files(below: "tree") == [".facet-journal.jsonl", "a/b/c.stl.gz.off", "with blank.off"])
  }

  @Test func timeoutFailFastAndNoClobber() throws {
    let folder = try TemporaryFolder()
    let names = try folder.writeTriangles(4, folders: ["a"])
    folder.makeFIFO("silent.stl")
    let late = try run(
      folder, "silent.stl", names[0], "--out", "late", "--timeout", "0.3", "--jobs", "1", "--report", "lines")
    #expect(late.exitCode == 65 && late.output.isEmpty)
    let lines = BatchLines(try String(contentsOfFile: folder.path("lines"), encoding: .utf8))
    #expect(lines.code(of: "silent.stl") == "timed_out" && lines.inputs("converted") == [names[0]])
    #expect(late.standardError.contains("silent.stl: took longer than 0.3 s\n"))

    _ = try folder.write("OFF\nx", to: "bad.off")
    let fast = try run(folder, names[0], "bad.off", names[1], names[2], "--out", "fast", "--jobs", "1", "--fail-fast")
    #expect(fast.exitCode == 65 && BatchLines(fast.output).records.count == 2)
    #expect(fast.standardError.contains("not done  2"), "\(fast.standardError)")
    // A worker that runs meanwhile is stopped.
    let stopped = try run(folder, "silent.stl", "bad.off", "--out", "fast", "--jobs", "2", "--fail-fast")
    #expect(stopped.exitCode == 65)
    let running = BatchLines(stopped.output).inputs("cancelled")
    #expect(running == ["silent.stl"] || running.isEmpty)

    try folder.makeFolder("keep")
    _ = try folder.write("mine", to: "keep/1.off")
    let kept = try run(folder, "in/a", "--out", "keep", "--no-clobber")
    #expect(kept.exitCode == 0 && BatchLines(kept.output).inputs("kept") == [names[1]])
    #expect(try String(contentsOfFile: folder.path("keep/1.off"), encoding: .utf8) == "mine")
    #expect(kept.standardError.contains("kept      1  the output was there"))
  }

  @Test func optionsReachTheWorkers() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "a.stl")
    let none = try run(folder, "a.stl", "--out", "out", "--weld", "none")
    #expect(BatchLines(none.output).record(of: "a.stl")["vertices"] as? Int == 6)
    _ = try folder.write(Array(twoTriangles.dropLast(10)), to: "cut.stl")
    #expect(try run(folder, "cut.stl", "--out", "out").exitCode == 65)
    let recovered = try run(folder, "cut.stl", "--out", "out", "--recover")
    #expect(recovered.exitCode == 0, "\(recovered.standardError)")
    #expect((BatchLines(recovered.output).record(of: "cut.stl")["warnings"] as? [String])?.isEmpty == false)
    let raw = Array(twoTriangles[96..<132]) + Array(twoTriangles[146..<182])
    _ = try folder.write([1, 2, 3] + raw, to: "x.bin")
    #expect(try run(folder, "x.bin", "--from", "raw:f32le", "--offset", "3", "--out", "out").exitCode == 0)
    #expect(try String(contentsOfFile: folder.path("out/x.off"), encoding: .utf8) == twoTrianglesOFF)
  }

  @Test func whatCanNotBegin() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "a.stl")
    #expect(try run(folder, "--out", "out").exitCode == 64)
    #expect(try run(folder, "a.stl").exitCode == 64)
    #expect(try run(folder, "a.stl", "--out", "out", "-0").exitCode == 64)
    #expect(try run(folder, "a.stl", "--out", "out", "--timeout", "0").exitCode == 64)
    #expect(try run(folder, "a.stl", "--out", "out", "--memory", "much").exitCode == 64)
    let small = try run(folder, "a.stl", "--out", "out", "--memory", "8M")
    #expect(small.exitCode == 75 && small.standardError.contains("M is always enough"))
    #expect(try run(folder, "a.stl", "--out", "a.stl/x").exitCode == 73)
    #expect(try run(folder, "--files-from", "missing", "--out", "out").exitCode == 66)
    let missing = try run(folder, "a.stl", "missing.stl", "--out", "out")
    #expect(missing.exitCode == 65 && BatchLines(missing.output).code(of: "missing.stl") == "cannot_open")
  }
}
