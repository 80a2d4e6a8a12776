// `facet convert --isolate`: the same, in a process of its own.
import FacetTestSupport
import Foundation
import Testing

@Suite struct IsolateTests {
  @Test func itDoesWhatConvertDoes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "--isolate")
    let file = try runFacet("--isolate", "--report", "r.json", "--", "--isolate", "out.off", folder: folder.url)
    #expect(file.exitCode == 0 && file.standardError.isEmpty && file.standardOutput.isEmpty, "\(file.standardError)")
    #expect(try String(contentsOfFile: folder.path("out.off"), encoding: .utf8) == twoTrianglesOFF)
    #expect(try ReportFile(folder.path("r.json")).int("triangles") == 2)
    let piped = try runFacet("convert", "-", "-", "--isolate", input: Data(twoTriangles))
    #expect(piped.exitCode == 0 && piped.output == twoTrianglesOFF, "\(piped.standardError)")
    for arguments in [["missing.stl", "x.off"], ["out.off", "no/x.off"]] {
      let plain = try runProgram(Places.command, arguments, folder: folder.url)
      let isolated = try runProgram(Places.command, arguments + ["--isolate"], folder: folder.url)
      #expect(isolated.exitCode == plain.exitCode && isolated.exitCode != 0)
      #expect(isolated.standardError == plain.standardError)
    }
  }

  @Test(arguments: [SIGKILL, SIGSEGV]) func aWorkerThatDiesIsTold(signal: Int32) throws {
    let folder = try TemporaryFolder()
    folder.makeFIFO("silent.stl")
    let run = try RunningCommand(["silent.stl", "out.off", "--isolate"], folder: folder.url)
    kill(try #require(run.worker(naming: "silent.stl")), signal)
    #expect(run.wait() == 128 + signal)
    let what = signal == SIGKILL ? "was killed (signal 9, " : "crashed (signal 11, "
    #expect(run.errors.hasPrefix("silent.stl: the worker \(what)"), "\(run.errors)")
    #expect(folder.names == ["silent.stl"])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func theWorkerEndsWithItsParent(signal: Int32) throws {
    let folder = try TemporaryFolder()
    folder.makeFIFO("silent.stl")
    let run = try RunningCommand(["silent.stl", "out.off", "--isolate"], folder: folder.url)
    let worker = try #require(run.worker(naming: "silent.stl"))
    run.send(signal)
    #expect(run.wait() == (signal == SIGKILL ? -signal : 128 + signal))
    #expect(until(10) { kill(worker, 0) != 0 }, "the worker lives on")
  }

  @Test func memoryIsLimited() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "terrain", "in.stl", "--triangles", "1500000", folder: folder.url).exitCode == 0)
    // Without a ceiling of its own: the system refuses.
    let refused = try runFacet(
      "in.stl", "out.off", "--memory", "none", "--worker-memory", "10000000", folder: folder.url)
    #expect(refused.exitCode == 75 && refused.standardError.hasPrefix("out of memory: "), "\(refused)")
    #expect(folder.names == ["in.stl"])
    let kept = try runFacet("in.stl", "out.off", "--memory", "64M", "--isolate", folder: folder.url)
    #expect(kept.exitCode == 0, "\(kept.standardError)")
  }
}
