// `facet batch` from outside: two hundred files of which some are broken, one's worker is killed and one needs too much
// memory; an interruption; and what is resumed.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct BatchTests {
  @Test func oneFileCostsNoOther() throws {
    let folder = try TemporaryFolder()
    let good = try folder.writeTriangles(188)
    let broken: [(name: String, bytes: [UInt8], code: String)] = [
      ("cut.stl", Array(twoTriangles.dropLast(10)), "count_mismatch"), ("empty.stl", [], "empty_file"),
      ("text.stl", Array("solid x\nfacet\n".utf8), ""),
      ("nan.stl", binarySTL([.init(.nan, 0, 0), .zero, .one]), "non_finite"),
      ("index.off", Array("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 7\n".utf8), "bad_index"),
      ("count.off", Array("OFF\n9 1 0\n0 0 0\n".utf8), ""), ("number.off", Array("OFF\n1 0 0\n0 1,5 0\n".utf8), ""),
      ("head.ply", Array("ply\nformat none\n".utf8), ""), ("packed.stl.gz", [0x1f, 0x8b, 8, 0, 0], ""),
      ("array.npz", Array("PK\u{3}\u{4}".utf8), ""),
    ]
    try folder.makeFolder("in/broken")
    for file in broken { _ = try folder.write(file.bytes, to: "in/broken/\(file.name)") }
    _ = try folder.write("not a mesh", to: "in/README.md")
    folder.makeFIFO("silent.stl")
    let large = try runFacet("generate", "terrain", "large.stl", "--triangles", "3000000", folder: folder.url)
    #expect(large.exitCode == 0, "\(large.standardError)")
    _ = try folder.write("silent.stl\nlarge.stl\n", to: "list")

    // Where temporary files would be in memory there are none, so that the large one can't have what it needs.
    let run = try RunningCommand(
      [
        "batch", "in", "--files-from", "list", "--to", "off", "--out", "out", "--jobs", "2", "--memory", "160M",
        "--temp", "/dev/shm",
      ],
      folder: folder.url)
    let worker = try #require(run.worker(naming: "silent.stl"), "\(run.errors)")
    kill(worker, SIGKILL)
    #expect(run.wait() == 65)
    let lines = BatchLines(run.output)
    #expect(lines.records.count == 200 && lines.count("converted") == 188 && lines.count("failed") == 12)
    #expect(lines.inputs("converted") == good.sorted())
    #expect(lines.code(of: "silent.stl") == "killed" && lines.record(of: "silent.stl")["exit"] as? Int == 137)
    #expect(lines.code(of: "large.stl") == "out_of_memory" && lines.record(of: "large.stl")["exit"] as? Int == 75)
    for file in broken {
      #expect(lines.record(of: "broken/\(file.name)")["exit"] as? Int == 65, "\(file.name)")
      if !file.code.isEmpty { #expect(lines.code(of: "broken/\(file.name)") == file.code) }
    }
    // The tree is kept, and nothing is there but what was converted.
    let expected = good.map { String($0.dropFirst(3).dropLast(3)) + "off" }
    #expect(folder.files(below: "out") == ([".facet-journal.jsonl"] + expected).sorted())
    for number in [0, 1, 100, 187] {
      let name = "out/\(good[number].dropFirst(3).dropLast(3))off"
      #expect(try String(contentsOfFile: folder.path(name), encoding: .utf8) == triangleOFF(number))
    }
    // One line a failure, and the table.
    let errors = run.errors.split(separator: "\n")
    for input in lines.inputs("failed") { #expect(errors.count { $0.hasPrefix(input) } == 1, "\(input)") }
    #expect(errors.contains { $0.hasPrefix("converted 188  188 triangles, 564 vertices") }, "\(run.errors)")
    #expect(errors.contains { $0.hasPrefix("failed     12  ") && $0.contains("1 killed") })
    #expect(errors.contains { $0.hasPrefix("skipped     1") })
  }

  @Test func killedHalfWayItFinishesTheRest() throws {
    let folder = try TemporaryFolder()
    let names = try folder.writeTriangles(60)
    // The thirty-first input is one that nobody writes, so that the first run stands still there.
    folder.makeFIFO("in/stop.stl")
    _ = try folder.write((names[..<30] + ["in/stop.stl"] + names[30...]).joined(separator: "\n"), to: "list")
    let command = ["batch", "--files-from", "list", "--out", "out", "--jobs", "1"]
    let run = try RunningCommand(command, folder: folder.url)
    let worker = try #require(run.worker(naming: "stop.stl"))
    run.send(SIGKILL)
    #expect(run.wait() == -SIGKILL)
    #expect(BatchLines(run.output).count("converted") == 30)
    #expect(until(10) { kill(worker, 0) != 0 }, "the worker lives on")
    let before = names[..<30].map { folder.modified("out/\($0.dropLast(3))off") }
    #expect(folder.files(below: "out").count == 31 && !before.contains(0))

    // The journal may have been cut in a line.
    let journal = folder.path("out/.facet-journal.jsonl")
    let handle = try #require(FileHandle(forWritingAtPath: journal))
    handle.seekToEndOfFile()
    handle.write(Data("{\"journal\":\"facet-journal-1\",\"output\":\"x".utf8))
    try handle.close()
    try FileManager.default.removeItem(atPath: folder.path("in/stop.stl"))
    _ = try folder.write(twoTriangles, to: "in/stop.stl")
    let second = try runProgram(Places.command, command, folder: folder.url)
    #expect(second.exitCode == 0, "\(second.standardError)")
    let lines = BatchLines(second.output)
    #expect(lines.inputs("finished") == names[..<30].sorted())
    #expect(lines.inputs("converted") == (names[30...] + ["in/stop.stl"]).sorted())
    #expect(names[..<30].map { folder.modified("out/\($0.dropLast(3))off") } == before)
    #expect(second.standardError.contains("finished  30  by an earlier run"), "\(second.standardError)")
    let third = BatchLines(try runProgram(Places.command, command, folder: folder.url).output)
    #expect(third.count("finished") == 61)
  }

  @Test func whatChangedIsConvertedAgain() throws {
    let folder = try TemporaryFolder()
    let names = try folder.writeTriangles(6, folders: ["a"])
    func run(_ more: String...) throws -> BatchLines {
      let result = try runProgram(
        Places.command, ["batch", "in", "--out", "out", "--jobs", "1"] + more, folder: folder.url)
      #expect(result.exitCode == 0, "\(result.standardError)")
      return BatchLines(result.output)
    }
    #expect(try run().count("converted") == 6)
    // Another size, another time, no output, another output.
    _ = try folder.write(twoTriangles, to: names[0])
    utimes(folder.path(names[1]), nil)
    try FileManager.default.removeItem(atPath: folder.path("out/a/2.off"))
    _ = try folder.write("cut", to: "out/a/3.off")
    let again = try run()
    #expect(again.inputs("converted") == Array(names[..<4]) && again.count("finished") == 2)
    #expect(try run("--digits", "3").count("converted") == 6)
    #expect(try run().count("converted") == 6)
    #expect(try run().count("finished") == 6)
    #expect(try run("--no-resume").count("converted") == 6)
    #expect(try run("--out", "other", "--no-resume").count("converted") == 6)
    #expect(!folder.files(below: "other").contains(".facet-journal.jsonl"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aSignalStopsTheWorkersAndLeavesNothingHalf(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let names = try folder.writeTriangles(5)
    folder.makeFIFO("stop.stl")
    _ = try folder.write((names + ["stop.stl"]).joined(separator: "\n"), to: "list")
    let run = try RunningCommand(
      ["batch", "--files-from", "list", "--out", "out", "--jobs", "1"], folder: folder.url)
    let worker = try #require(run.worker(naming: "stop.stl"))
    run.send(signal)
    #expect(run.wait() == 128 + signal)
    #expect(kill(worker, 0) != 0)
    let lines = BatchLines(run.output)
    #expect(lines.count("converted") == 5 && lines.inputs("cancelled") == ["stop.stl"])
    #expect(run.errors.contains("interrupted; run the same command again to finish the rest\n"))
    #expect(folder.files(below: "out").count == 6)
  }
}
