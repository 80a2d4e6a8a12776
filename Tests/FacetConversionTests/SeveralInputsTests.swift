// Several inputs as one mesh: against one file of all of them, and against a naive twin where no such file can be made.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Synchronization
import Testing

@testable import FacetConversion

@Suite struct SeveralInputsTests: ConvertingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func failure(_ inputs: [String], _ output: String) -> ConversionFailure? {
    do { try convert(inputs, output) } catch { return error as? ConversionFailure }
    return nil
  }

  /// Corners on a coarse grid, so that soups share many.
  private func soup(_ triangles: Int, _ generator: inout SeededGenerator) -> [SIMD3<Float>] {
    (0..<3 * triangles).map { _ in
      SIMD3(
        Float(Int.random(in: 0...4, using: &generator)) / 8, Float(Int.random(in: 0...4, using: &generator)) / 8,
        generator.next() % 4 == 0 ? -0.0 : 0.1)
    }
  }

  /// An OFF of that soup, in which positions stand several times.
  private func off(_ corners: [SIMD3<Float>]) -> String {
    "OFF\n\(corners.count) \(corners.count / 3) 0\n" + corners.map { "\($0.x) \($0.y) \($0.z)\n" }.joined()
      + (0..<corners.count / 3).map { "3 \(3 * $0 + 2) \(3 * $0) \(3 * $0 + 1)\n" }.joined()
  }

  @Test func soupsEqualOneSoup() throws {
    var generator = SeededGenerator(seed: 1)
    let parts = [50, 1, 3000, 20].map { soup($0, &generator) }
    for (index, part) in parts.enumerated() { _ = try folder.write(binarySTL(part), to: "\(index).stl") }
    _ = try folder.write(binarySTL(parts.flatMap { $0 }), to: "all.stl")
    let names = parts.indices.map { "\($0).stl" }
    for (name, change) in [
      ("auto", { _ in }), ("none", { $0.weld = .none }), ("drop", { $0.dropsDegenerate = true }),
      ("exact", { $0.weld = .exact }),
    ] as [(String, (inout ConversionOptions) -> Void)] {
      for ending in ["off", "stl"] {
        let several = try convert(names, "several.\(ending)") {
          change(&$0)
          $0.remapPath = name == "drop" ? nil : folder.path("several.npy")
        }
        let one = try convert(["all.stl"], "one.\(ending)") {
          change(&$0)
          $0.remapPath = name == "drop" ? nil : folder.path("one.npy")
        }
        #expect(try bytes("several.\(ending)") == bytes("one.\(ending)"), "\(name)")
        if name != "drop" { #expect(try bytes("several.npy") == bytes("one.npy"), "\(name)") }
        #expect(several.corners == one.corners && several.merged == one.merged && several.vertices == one.vertices)
        #expect(several.degenerate == one.degenerate && several.droppedDegenerate == one.droppedDegenerate)
        #expect(several.inputs.map(\.triangles) == [50, 1, 3000, 20] && several.formatIn == "stl")
        #expect(several.inputs.map(\.bytes) == [50, 1, 3000, 20].map { 84 + 50 * $0 })
        #expect(several.inputs.allSatisfy { $0.vertices == nil && $0.dialect == "binary" })
      }
    }
  }

  @Test func textSoupsEqualOneText() throws {
    _ = try folder.write("0.1 0 0 1 0 0 0 1 0\n", to: "a.txt")
    _ = try folder.write("0.1,0,0\n1,0,0\n0.10000000000000001,1,0\n", to: "b.csv")
    _ = try folder.write("0.1 0 0 1 0 0 0 1 0\n0.1 0 0 1 0 0 0.1 1 0\n", to: "all.txt")
    let report = try convert(["a.txt", "b.csv"], "several.off")
    try convert(["all.txt"], "one.off")
    #expect(try bytes("several.off") == bytes("one.off"))
    #expect(report.inputs.map(\.dialect) == ["9 columns, blank", "3 columns, comma"])
  }

  @Test func floatsAreWidenedBesideDoubles() throws {
    // 0.1 of a text is not the 0.1 of float32.
    _ = try folder.write(binarySTL([SIMD3(0.1, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)]), to: "a.stl")
    _ = try folder.write("0.1 0 0 1 0 0 0 1 0\n", to: "b.txt")
    try convert(["a.stl", "b.txt"], "o.off")
    let text = String(decoding: try bytes("o.off"), as: UTF8.self)
    #expect(text == "OFF\n4 2 0\n0.10000000149011612 0 0\n1 0 0\n0 1 0\n0.1 0 0\n3 0 1 2\n3 3 1 2\n")
    try convert(["b.txt", "a.stl"], "p.off")
    #expect(
      String(decoding: try bytes("p.off"), as: UTF8.self)
        == "OFF\n4 2 0\n0.1 0 0\n1 0 0\n0 1 0\n0.10000000149011612 0 0\n3 0 1 2\n3 3 1 2\n")
  }

  @Test func indexedFilesFollowEachOther() throws {
    var generator = SeededGenerator(seed: 2)
    let parts = [4, 1, 300].map { soup($0, &generator) }
    for (index, part) in parts.enumerated() { _ = try folder.write(off(part), to: "\(index).off") }
    let names = parts.indices.map { "\($0).off" }
    // The naive concatenation of three OFF files, line by line.
    var (vertices, faces, count) = ([Substring](), [String](), 0)
    for name in names {
      let lines = String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
      let counts = lines[1].split(separator: " ").map { Int($0)! }
      vertices += lines[2..<2 + counts[0]]
      faces += lines[(2 + counts[0])...].map { line in
        "3 " + line.split(separator: " ").dropFirst().map { "\(Int($0)! + count)" }.joined(separator: " ")
      }
      count += counts[0]
    }
    _ = try folder.write(
      "OFF\n\(count) \(faces.count) 0\n" + (vertices + faces.map { $0[...] }).joined(separator: "\n") + "\n",
      to: "all.off")
    for weld in WeldPolicy.allCases {
      let report = try convert(names, "several.off") {
        $0.weld = weld
        $0.remapPath = folder.path("several.npy")
      }
      let one = try convert(["all.off"], "one.off") {
        $0.weld = weld
        $0.remapPath = folder.path("one.npy")
      }
      #expect(try bytes("several.off") == bytes("one.off") && bytes("several.npy") == bytes("one.npy"), "\(weld)")
      #expect(report.inputs.map(\.vertices) == [12, 3, 900] && report.merged == one.merged)
      #expect(report.corners == one.corners && report.degenerate == one.degenerate)
    }
  }

  @Test(arguments: 1...8) func mixedInputsEqualTheNaiveTwin(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...5, using: &generator)
    var (kinds, parts, names): ([Bool], [[SIMD3<Float>]], [String]) = ([], [], [])
    for index in 0..<count {
      kinds.append(index == 0 ? seed % 2 == 0 : generator.next() % 2 == 0)
      parts.append(soup(Int.random(in: 0...60, using: &generator), &generator))
      names.append("\(index).\(kinds[index] ? "stl" : "off")")
      _ = try folder.write(kinds[index] ? binarySTL(parts[index]) : Array(off(parts[index]).utf8), to: names[index])
    }
    for weld in WeldPolicy.allCases {
      // Texts are float64, so that the coordinates of an OFF are those of its digits.
      let isText = kinds.contains(false)
      func position(_ corner: SIMD3<Float>, _ isSTL: Bool) -> SIMD3<Double> {
        isSTL || !isText ? SIMD3<Double>(corner) : SIMD3((0..<3).map { Double("\(corner[$0])")! })
      }
      struct Key: Hashable { let x, y, z: Double }
      var known: [Key: Int32] = [:]
      var (vertices, faces): ([SIMD3<Double>], [Int32]) = ([], [])
      for (isSTL, part) in zip(kinds, parts) {
        var numbers: [Int32] = []
        for corner in part {
          let p = position(corner, isSTL)
          let key = Key(x: p.x, y: p.y, z: p.z)
          if weld == .exact || (weld == .auto && isSTL), let number = known[key] {
            numbers.append(number)
          } else {
            if weld == .exact || isSTL { known[key] = Int32(vertices.count) }
            numbers.append(Int32(vertices.count))
            vertices.append(p)
          }
        }
        for triangle in 0..<part.count / 3 {
          faces += (isSTL ? [0, 1, 2] : [2, 0, 1]).map { numbers[3 * triangle + $0] }
        }
      }
      try convert(names, "o.off") { $0.weld = weld }
      let off = try OFFText(contentsOf: folder.path("o.off"))
      #expect(off.faces.flatMap { [$0.x, $0.y, $0.z] } == faces, "\(names) \(weld)")
      if isText { #expect(off.vertices == vertices, "\(names) \(weld)") }
      #expect(off.vertices.count == vertices.count)
    }
  }

  @Test func aFileTwice() throws {
    _ = try folder.write(binarySTL(square), to: "a.stl")
    let report = try convert(["a.stl", "a.stl"], "o.off")
    #expect(report.triangles == 4 && report.vertices == 4 && report.merged == 8)
    try convert(["a.stl"], "a.off")
    let twice = try convert(["a.off", "a.off"], "p.off")
    #expect(twice.vertices == 8 && twice.merged == 0)
    #expect(try convert(["a.off", "a.off"], "p.off") { $0.weld = .exact }.vertices == 4)
  }

  @Test func attributeWordsFollowTheirTriangles() throws {
    _ = try folder.write(binarySTL(square), to: "a.stl")
    _ = try folder.write(binarySTL(square, attributes: [5, 6]), to: "b.stl")
    _ = try folder.write("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n", to: "c.off")
    _ = try folder.write("0 0 0 1 0 0 0 1 0\n", to: "d.txt")
    for (names, words) in [
      (["a.stl", "b.stl"], [0, 0, 5, 6]), (["a.stl", "c.off", "b.stl"], [0, 0, 0, 5, 6]),
      (["b.stl", "d.txt"], [5, 6, 0]), (["c.off", "b.stl", "d.txt"], [0, 5, 6, 0]),
    ] as [([String], [UInt16])] {
      try convert(names, "o.stl")
      let bytes = [UInt8](try bytes("o.stl"))
      #expect(words.indices.map { UInt16(bytes[84 + 50 * $0 + 48]) } == words, "\(names)")
    }
  }

  @Test func policiesNameTheirInput() throws {
    var bad = square
    bad[4].y = .nan
    _ = try folder.write(binarySTL(square), to: "a.stl")
    _ = try folder.write(binarySTL(bad), to: "b.stl")
    _ = try folder.write("OFF\n4 2 0\n0 0 0\nnan 0 0\n0 1 0\n1 1 1\n3 0 2 3\n3 0 1 2\n", to: "c.off")
    let soup = try #require(failure(["a.stl", "b.stl"], "o.off"))
    #expect(soup.code == "non_finite" && soup.description.hasPrefix(folder.path("b.stl") + ": STL: "))
    #expect(soup.description.hasSuffix("found 1 that are NaN or infinite, the first in triangle 2"))
    let indexed = try #require(failure(["a.stl", "c.off", "b.stl"], "o.off"))
    #expect(indexed.description.hasPrefix(folder.path("c.off") + ": OFF: "))
    let report = try convert(["a.stl", "b.stl", "c.off"], "o.off") { $0.nonFinite = .drop }
    #expect(report.triangles == 4 && report.nonFinite == 2 && report.droppedNonFinite == 2 && report.vertices == 7)
    _ = try folder.write(binarySTL(square + [square[0], square[0], square[1]]) + [0], to: "d.stl")
    let dropped = try convert(["d.stl", "d.stl", "c.off"], "o.off") {
      $0.nonFinite = .drop
      $0.dropsDegenerate = true
    }
    #expect(dropped.degenerate == 2 && dropped.droppedDegenerate == 2 && dropped.triangles == 5)
    #expect(dropped.inputs.map(\.warnings.count) == [1, 1, 0] && dropped.warnings.count == 2)
    #expect(dropped.inputs.map(\.triangles) == [3, 3, 2])
  }

  @Test func faultsAreToldBeforeTheOutputIsTouched() throws {
    _ = try folder.write(binarySTL(square), to: "a.stl")
    _ = try folder.write("old", to: "o.off")
    _ = try folder.write("OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 9\n", to: "bad.off")
    #expect(failure(["a.stl", "missing.stl"], "o.off")?.exitCode == .noInput)
    #expect(failure(["a.stl", "missing.stl"], "no/o.off")?.exitCode == .noInput)
    #expect(failure(["a.stl", "bad.off"], "o.off")?.exitCode == .badData)
    #expect(failure([], "o.off")?.exitCode == .usage)
    #expect(try bytes("o.off") == Data("old".utf8))
    let conversion = Conversion(inputs: ["-", folder.path("a.stl"), "-"], output: folder.path("o.off"))
    #expect(throws: ConversionFailure.self) { try conversion.run(context: JobContext()) }
    #expect(conversion.report.failure?.exitCode == .usage)
    #expect(folder.names == ["a.stl", "bad.off", "o.off"])
  }

  @Test func theOutputMayBeAnInput() throws {
    for way in ["itself", "hard link", "symbolic link"] {
      for input in ["a.off", "a.stl"] {
        let text = off(square)
        let content = input == "a.off" ? Array(text.utf8) : binarySTL(square)
        _ = try folder.write(content, to: input)
        _ = try folder.write(binarySTL(square), to: "b.stl")
        try convert([input, "b.stl", input], "expected.off")
        let out = way == "itself" ? input : "o.off"
        if way == "hard link" { link(folder.path(input), folder.path(out)) }
        if way == "symbolic link" { symlink(input, folder.path(out)) }
        try convert([input, "b.stl", input], out) { $0.to = .off }
        #expect(try bytes(out) == bytes("expected.off"), "\(way) \(input)")
        if way == "hard link" { #expect(try bytes(input) == Data(content)) }
        for name in folder.names { try FileManager.default.removeItem(atPath: folder.path(name)) }
      }
    }
  }

  @Test func pipesAreReadOnce() throws {
    _ = try folder.write(binarySTL(square), to: "a.stl")
    try convert(["a.stl", "a.stl", "a.stl"], "expected.off")
    let feeders = ["p", "q"].map { FedFIFO(in: folder, name: $0, bytes: binarySTL(square), piece: 50) }
    let report = try convert(["p", "a.stl", "q"], "o.off")
    feeders.forEach { $0.finish() }
    #expect(try bytes("o.off") == bytes("expected.off") && report.inputs.map(\.bytes) == [184, 184, 184])
  }

  @Test func progressIsThatOfAllInputs() throws {
    var generator = SeededGenerator(seed: 3)
    _ = try folder.write(binarySTL(soup(20_000, &generator)), to: "a.stl")
    _ = try folder.write(off(soup(8000, &generator)), to: "b.off")
    let seen = Mutex<[Double?]>([])
    let context = JobContext { progress in
      if progress.stage == .reading { seen.withLock { $0.append(progress.fraction) } }
    }
    try convert(["a.stl", "b.off", "a.stl"], "o.off", context: context)
    let fractions = seen.withLock { $0 }.compactMap { $0 }
    #expect(fractions.count > 8 && fractions == fractions.sorted() && fractions.last == 1)
    let size = Double(try bytes("a.stl").count)
    let first = size / (2 * size + Double(try bytes("b.off").count))
    #expect(fractions.contains(first) && fractions.contains(1 - first))
  }

  @Test func theReportHasAnEntryForEachInput() throws {
    _ = try folder.write(binarySTL(square) + [0], to: "a.stl")
    _ = try folder.write("OFF\n3 1 0\n4100000.457 0 0\n1 0 0\n0 1 0\n3 0 1 2\n", to: "b.off")
    let report = try convert(["a.stl", "b.off"], "o.stl")
    let json = try ReportFile(Data(report.json(version: "1")))
    #expect(json.input(0)["format"] as? String == "stl" && json.input(1)["format"] as? String == "off")
    #expect(json.input(0)["vertices"] == nil && json.input(1)["vertices"] as? Int == 3)
    #expect(json.input(0)["warnings"] as? Int == 1 && json.input(1)["bytes"] as? Int == 46)
    #expect(json.text("format_in") == "mixed" && json.int("bytes_in") == 185 + 46 && !json.has("compression"))
    let files = (json.values["warnings"] as? [[String: Any]] ?? []).map { $0["file"] as? String }
    #expect(
      files == ["a.stl", "o.stl"].map(folder.path) && json.warningCodes == ["trailing_bytes", "lossy_precision"])
    #expect(report.closingLine.hasPrefix("2 inputs, 3 triangles → "))
  }
}
