// Pipes, FIFOs, standard output, locales, repeated runs: the same bytes always.
import FacetTestSupport
import Foundation
import Testing

@Suite struct StreamTests {
  private static let question = Places.data.appendingPathComponent("question")
  private static let command = ["FACET": Places.command.path]

  @Test(arguments: ["triangles.txt", "triangles.stl", "triangles.npy"]) func theQuestionsOwnCase(name: String) throws {
    let expected = try Data(contentsOf: Self.question.appendingPathComponent("expected.off"))
    let folder = try TemporaryFolder()
    let file = try runFacet(name, folder.path("out.off"), folder: Self.question)
    #expect(file.exitCode == 0 && file.standardError.isEmpty && file.standardOutput.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("out.off"))) == expected)
    #expect(try runFacet(name, "-", folder: Self.question).standardOutput == expected)
    let pipe = try runShell("cat \(name) | \"$FACET\" - -", folder: Self.question, environment: Self.command)
    #expect(pipe.exitCode == 0 && pipe.standardOutput == expected, "\(pipe.standardError)")
    let redirected = try runShell("\"$FACET\" - - <\(name)", folder: Self.question, environment: Self.command)
    #expect(redirected.exitCode == 0 && redirected.standardOutput == expected, "\(redirected.standardError)")
    // The answer is a fixed point: read and written again it stays as it is.
    #expect(try runFacet(folder.path("out.off"), "-").standardOutput == expected)
  }

  @Test(.enabled(if: hasPython)) func theAskersProgramGivesTheSameMesh() throws {
    let result = try runShell("python3 make-question.py --check", folder: Self.question)
    #expect(result.exitCode == 0, "\(result.standardError)")
  }

  @Test func aFIFOIsAnInput() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.path("in"), 0o600)
    let line = "cat \"$DATA/question/triangles.stl\" >in & \"$FACET\" in out.off; code=$?; wait; exit $code"
    let result = try runShell(
      line, folder: folder.url, environment: Self.command.merging(["DATA": Places.data.path]) { $1 })
    #expect(result.exitCode == 0, "\(result.standardError)")
    let expected = try Data(contentsOf: Self.question.appendingPathComponent("expected.off"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("out.off"))) == expected)
  }

  @Test func aStandardInputInTheMiddleOfAFile() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("skip me\n".utf8) + twoTriangles, to: "both")
    let line = "{ dd bs=8 count=1 of=/dev/null 2>/dev/null; \"$FACET\" - - --from stl; } <both"
    let result = try runShell(line, folder: folder.url, environment: Self.command)
    #expect(result.exitCode == 0 && result.output == twoTrianglesOFF, "\(result.standardError)")
  }

  @Test func noInputIsWrittenBeforeItIsAccepted() throws {
    // The fault stands in the last triangle of many: nothing may have come out by then.
    var corners = (0..<300_000).map { SIMD3<Float>(Float($0), 0, 1) }
    corners[299_999].y = .nan
    let result = try runFacet("-", "-", input: Data(binarySTL(corners)))
    #expect(result.exitCode == 65 && result.standardOutput.isEmpty)
    #expect(
      result.standardError
        == "<standard input>: STL: expected finite coordinates (or --nonfinite drop|keep), found 1 that "
        + "are NaN or infinite, the first in triangle 100,000\n")
  }

  @Test func anSTLGoesToStandardOutput() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTrianglesOFF, to: "in.off")
    let result = try runFacet("in.off", "-", "--to", "stl", folder: folder.url)
    #expect(result.exitCode == 0 && result.standardOutput.count == 184)
    #expect(cornersOfBinarySTL(result.standardOutput) == cornersOfBinarySTL(Data(twoTriangles)))
  }

  @Test(arguments: ["de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "C", "xx_NOT_THERE"]) func localesMeanNothing(
    locale: String
  ) throws {
    let expected = try Data(contentsOf: Self.question.appendingPathComponent("expected.off"))
    for name in ["triangles.txt", "triangles.stl"] {
      let result = try runFacet(
        name, "-", folder: Self.question,
        environment: ["LC_ALL": locale, "LC_NUMERIC": locale, "LANG": locale, "LANGUAGE": locale])
      #expect(result.exitCode == 0 && result.standardOutput == expected, "\(result.standardError)")
    }
    let missing = try runFacet("missing.stl", "-", environment: ["LC_ALL": locale])
    #expect(missing.standardError == "missing.stl: cannot open: No such file or directory\n")
  }

  @Test(arguments: ["off", "stl"]) func twoRunsGiveTheSameBytes(format: String) throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "soup", "in.stl", "--triangles", "60000", folder: folder.url).exitCode == 0)
    for name in ["a", "b"] {
      let result = try runFacet("in.stl", "\(name).\(format)", "--remap", "\(name).npy", folder: folder.url)
      #expect(result.exitCode == 0 && result.standardError.isEmpty)
    }
    for ending in [format, "npy"] {
      #expect(try runShell("cmp a.\(ending) b.\(ending)", folder: folder.url).exitCode == 0)
    }
    #expect(try runFacet("generate", "soup", "again.stl", "--triangles", "60000", folder: folder.url).exitCode == 0)
    #expect(try runShell("cmp in.stl again.stl", folder: folder.url).exitCode == 0)
  }
}
