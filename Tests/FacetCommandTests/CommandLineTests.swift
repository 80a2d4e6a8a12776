// What the command says and answers before any file is converted: help, usage errors, missing and impossible files.
import FacetTestSupport
import Foundation
import Testing

/// Two triangles that share an edge, as binary STL.
let twoTriangles = binarySTL([
  SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5),
])
/// The same as the OFF that Facet writes.
let twoTrianglesOFF = "OFF\n4 2 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0.5\n3 0 1 2\n3 0 2 3\n"

@Suite struct CommandLineTests {
  @Test func aloneItPrintsSixLinesWithTwoExamples() throws {
    let result = try runFacet()
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(result.exitCode == 0 && result.standardError.isEmpty)
    #expect(lines.count == 6)
    #expect(lines.filter { $0.hasPrefix("  facet ") }.count == 2)
  }

  @Test func oneFileAsksWhereTo() throws {
    let result = try runFacet("some/folder/in.stl")
    #expect(result.exitCode == 64)
    #expect(result.standardError == "some/folder/in.stl: where to? Type: facet some/folder/in.stl in.off\n")
    // The line it shows never has the same name twice, and works.
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(twoTrianglesOFF.utf8), to: "in.off")
    let off = try runFacet("in.off", folder: folder.url)
    #expect(off.exitCode == 64)
    let shown =
      off.standardError.split(separator: "Type: facet ").last.map { $0.split(whereSeparator: \.isWhitespace) } ?? []
    #expect(shown.count == 2 && shown.first == "in.off" && shown.last != "in.off", "\(off.standardError)")
    #expect(try runProgram(Places.command, shown.map(String.init), folder: folder.url).exitCode == 0)
  }

  @Test func versionAndHelp() throws {
    let version = try runFacet("--version")
    #expect(version.exitCode == 0 && version.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
    for arguments in [["--help"], ["-h"], ["help"], ["help", "info"]]
      + ["convert", "info", "generate"].map({ [$0, "--help"] })
    {
      let result = try runProgram(Places.command, arguments)
      #expect(
        result.exitCode == 0 && result.output.contains("USAGE: facet") && result.standardError.isEmpty, "\(arguments)")
    }
    let help = try runFacet("--help").output
    let places = ["convert", "info", "generate"].map { name in
      help.range(of: "\n  \(name) ")?.lowerBound ?? help.endIndex
    }
    #expect(places == places.sorted() && places.last != help.endIndex, "generate stands last")
  }

  @Test(arguments: [
    ["--nonsense", "a.stl", "b.off"], ["a.stl", "b.off", "--from", "docx"],
    ["a.stl", "b.off", "--to", "raw"], ["a.stl", "b.off", "--digits", "0"], ["a.stl", "b.off", "--digits", "18"],
    ["a.stl", "b.off", "--digits", "many"], ["a.stl", "b.off", "--weld", "maybe"],
    ["a.stl", "b.off", "--nonfinite", "no"],
    ["a.stl", "b.off", "--columns", "2-9"], ["a.stl", "b.off", "--columns", "0-8"],
    ["a.stl", "b.off", "--columns", "9"],
    ["a.stl", "b.off", "--skip-lines", "-1"], ["a.stl", "b.off", "--offset", "4"],
    ["a.stl", "b.off", "--stride", "50"],
    ["a.stl", "b.off", "--from", "raw:f32le", "--stride", "35"],
    ["a.stl", "b.off", "--from", "raw:f64le", "--stride", "71"],
    ["a.stl", "b.off", "--from", "raw:f32le", "--offset", "-1"], ["a.stl", "b.off", "--from", "raw:f16le"],
    ["a.stl", "b.off", "--from", "stl", "--columns", "1-9"],
    ["a.stl", "b.off", "--remap", "m.npy", "--drop-degenerate"],
    // Options of later versions are absent rather than pretended.
    ["a.stl", "b.off", "--threads", "0"], ["a.stl", "b.off", "--memory", "much"],
    ["a.stl", "b.off", "--recover", "--strict"],
    ["a.stl", "b.off", "--drop-duplicates"],
    ["info"], ["info", "a.stl", "--nonsense"], ["generate"], ["generate", "cube", "a.stl"], ["generate", "sphere"],
    ["generate", "sphere", "a.stl", "--triangles", "0"], ["generate", "sphere", "a.stl", "--triangles", "many"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "a.stl")
    let result = try runProgram(Places.command, arguments, folder: folder.url)
    #expect(result.exitCode == 64, "\(arguments): \(result.standardError)")
    #expect(!result.standardError.isEmpty && result.standardOutput.isEmpty)
    #expect(folder.names == ["a.stl"])
  }

  @Test(arguments: ["out.docx", "out", ".off/out", "/dev/null"])
  func anOutputWhoseNameSaysNothingIsAUsageError(name: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "a.stl")
    let result = try runFacet("a.stl", name, folder: folder.url)
    #expect(result.exitCode == 64 && result.standardError.contains("--to off"), "\(result.standardError)")
    #expect(folder.names == ["a.stl"])
  }

  @Test func inputsThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("folder.stl"), withIntermediateDirectories: false)
    for (name, words) in [
      ("missing.stl", "No such file or directory"), ("folder.stl", "Is a directory"),
      ("missing/in.stl", "No such file or directory"),
    ] {
      for arguments in [[name, "out.off"], ["info", name]] {
        let result = try runProgram(Places.command, arguments, folder: folder.url)
        #expect(result.exitCode == 66, "\(arguments)")
        #expect(result.standardError == "\(name): cannot open: \(words)\n")
      }
    }
    // Devices: nothing in one, no end in the other.
    #expect(try runFacet("/dev/null", "out.off", folder: folder.url).exitCode == 65)
    #expect(try runFacet("/dev/zero", "out.off", folder: folder.url).exitCode == 65)
    #expect(folder.names == ["folder.stl"])
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything")) func anInputWithoutPermission() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(twoTriangles, to: "a.stl")
    chmod(path, 0)
    let result = try runFacet(path, folder.path("out.off"))
    #expect(result.exitCode == 66 && result.standardError.contains("Permission denied"))
  }

  @Test func outputsThatCannotBeMadeAreToldBeforeTheInputIsParsed() throws {
    let folder = try TemporaryFolder()
    // The input is bad, but that is never reached.
    _ = try folder.write("solid nonsense\n", to: "bad.stl")
    try FileManager.default.createDirectory(atPath: folder.path("folder.off"), withIntermediateDirectories: false)
    for (name, words) in [("no/such/out.off", "No such file or directory"), ("folder.off", "Is a directory")] {
      let result = try runFacet("bad.stl", name, folder: folder.url)
      #expect(result.exitCode == 73 && result.standardError == "\(name): cannot create: \(words)\n")
    }
    let remap = try runFacet("bad.stl", "out.off", "--remap", "no/such/map.npy", folder: folder.url)
    #expect(remap.exitCode == 73 && remap.standardError.hasPrefix("no/such/map.npy: cannot create: "))
    // The input that is not there is told first.
    #expect(try runFacet("missing.stl", "no/such/out.off", folder: folder.url).exitCode == 66)
    #expect(folder.names == ["bad.stl", "folder.off"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("folder.off")).isEmpty)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere")) func aReadOnlyFolder() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("solid nonsense\n", to: "bad.stl")
    try FileManager.default.createDirectory(atPath: folder.path("locked"), withIntermediateDirectories: false)
    chmod(folder.path("locked"), 0o555)
    let result = try runFacet(input, folder.path("locked/out.off"))
    #expect(result.exitCode == 73 && result.standardError.contains("Permission denied"))
  }

  @Test func unknownTextIsDiagnosed() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(String(repeating: "0 0 1 0 0 0 1 0 0 0 1 0\n", count: 2000), to: "scan.dat")
    let result = try runFacet("scan.dat", "out.off", folder: folder.url)
    #expect(result.exitCode == 65)
    #expect(
      result.standardError
        == "scan.dat: no known format; 2,000 lines of 12 numbers; if 4 to 12 are the corners: "
        + "--from soup --columns 4-12\n"
    )
    // What it says to type works.
    #expect(
      try runFacet("scan.dat", "out.off", "--from", "soup", "--columns", "4-12", folder: folder.url).exitCode == 0)
  }
}
