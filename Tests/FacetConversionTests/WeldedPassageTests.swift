// Vertices that go to the output while the weld finds more, against the way through a whole mesh: the same bytes, the same counts.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct WeldedPassageTests {
  /// Makes inputs in its folder.
  let inputs: SoupPassageTests
  init() throws { inputs = try SoupPassageTests() }

  static let formats: [MeshFormat] = [.off, .ply, .plyASCII, .obj]

  private struct Outcome {
    var bytes: Data?
    var report: ConversionReport
  }

  /// Converts both ways, on several numbers of threads, and compares.
  @discardableResult
  private func compare(
    _ paths: [String], threads: [Int] = [1, 2, 3, 5], ledger: () -> MemoryLedger = { MemoryLedger() },
    _ change: (inout ConversionOptions) -> Void
  ) -> ConversionReport {
    var options = ConversionOptions()
    change(&options)
    func run(_ name: String, passes: Bool, threads: Int) -> Outcome {
      let output = inputs.folder.path(name)
      defer { try? FileManager.default.removeItem(atPath: output) }
      let conversion = Conversion(inputs: paths, output: output, options: options)
      conversion.passesSoups = passes
      try? conversion.run(context: JobContext(ledger: ledger(), pool: WorkerPool(threadCount: threads)))
      return Outcome(bytes: try? Data(contentsOf: URL(fileURLWithPath: output)), report: conversion.report)
    }
    let whole = run("whole", passes: false, threads: 1)
    for count in threads {
      let passed = run("passed", passes: true, threads: count)
      let (a, b) = (passed.report, whole.report)
      let words = "\(options.described), \(count) threads"
      #expect(passed.bytes == whole.bytes && (passed.bytes == nil) == (a.failure != nil), "\(words)")
      #expect(a.failure?.description == b.failure?.description, "\(words)")
      #expect(a.corners == b.corners && a.nonFinite == b.nonFinite, "\(words)")
      guard a.failure == nil else { continue }
      #expect(a.triangles == b.triangles && a.vertices == b.vertices && a.merged == b.merged, "\(words)")
      #expect(a.precision == b.precision && a.bytesIn == b.bytesIn && a.bytesOut == b.bytesOut, "\(words)")
      #expect(a.degenerate == b.degenerate && a.droppedDegenerate == b.droppedDegenerate, "\(words)")
      #expect(a.droppedNonFinite == b.droppedNonFinite && a.mode == b.mode, "\(words)")
      #expect(a.attributesKept == b.attributesKept && a.attributesDropped == b.attributesDropped, "\(words)")
      #expect(a.warnings.map { "\($0)" } == b.warnings.map { "\($0)" }, "\(words)")
    }
    return whole.report
  }

  @Test(arguments: SoupPassageTests.Kind.allCases) func sameBytesAsThroughAMesh(kind: SoupPassageTests.Kind) throws {
    var cases = 0
    for triangles in [1, 40, TestSize.pick(40_000, small: 2100)] {
      let (path, from) = try inputs.write(
        SoupPassageTests.corners(triangles, seed: UInt64(triangles)), kind, "in\(triangles)")
      for format in Self.formats {
        for digits in [CoordinateDigits.automatic, .float32, .float64, .significant(4)] {
          for drops in [false, true] where triangles < 100 || digits == .automatic {
            let report = compare([path], threads: triangles < 100 ? [1, 2] : [1, 2, 3, 5]) {
              $0.from = from
              if from == .raw { $0.reader.rawLayout = RawLayout(precision: kind == .raw32 ? .float32 : .float64) }
              ($0.to, $0.digits, $0.dropsDegenerate) = (format, digits, drops)
            }
            #expect(report.failure == nil && report.vertices! > 0)
            cases += 1
          }
        }
      }
    }
    #expect(ranCases("welded passages of \(kind)", cases, atLeast: 72))
  }

  /// Half as many vertices as triangles are expected, and triangles by what was read so far.
  @Test(arguments: formats) func aWrongGuessOfTheCounts(format: MeshFormat) throws {
    let apart = (0..<27_000).map { SIMD3(Double($0), 0.5, 1) }
    let same = [SIMD3<Double>](repeating: SIMD3(1, -0.0, 2), count: 60_000)
    for (name, corners) in [("apart", apart), ("same", same), ("both", same + apart), ("turned", apart + same)] {
      let report = compare([try inputs.write(corners, .stl, name).path]) { $0.to = format }
      #expect(report.vertices == (name == "apart" ? 27_000 : name == "same" ? 1 : 27_001))
    }
    let long = String(repeating: "0.1000000000000000000000000000000000000000000 ", count: 9) + "\n"
    let short = "0 0 0 1 0 0 0 1 0\n"
    for (index, text) in [
      String(repeating: long, count: 3) + String(repeating: short, count: 30_000),
      String(repeating: short, count: 12_000) + String(repeating: long, count: 2000), short,
    ].enumerated() {
      compare([try inputs.folder.write(text, to: "\(index).txt")]) { ($0.to, $0.from) = (format, .soup) }
    }
  }

  @Test(arguments: formats) func nonFiniteCoordinates(format: MeshFormat) throws {
    for kind in [SoupPassageTests.Kind.stl, .raw64] {
      var corners = SoupPassageTests.corners(20_000, seed: 9)
      for corner in [4, 5, 9000, 14_999, 44_000] { corners[corner].y = corner == 5 ? .infinity : .nan }
      let (path, from) = try inputs.write(corners, kind, "bad")
      for policy in NonFinitePolicy.allCases {
        for drops in [false, true] {
          let report = compare([path], threads: [1, 2]) {
            ($0.from, $0.to, $0.nonFinite, $0.dropsDegenerate) = (from, format, policy, drops)
            if from == .raw { $0.reader.rawLayout = RawLayout(precision: .float64) }
          }
          #expect((report.failure == nil) == (policy != .error))
        }
      }
    }
  }

  @Test(arguments: formats) func severalInputs(format: MeshFormat) throws {
    let paths = try [(SoupPassageTests.Kind.stl, 30), (.stl, 9000), (.stlASCII, 20), (.npy, 3000)].map { kind, count in
      try inputs.write(SoupPassageTests.corners(count, seed: UInt64(count)), kind, "n\(count)").path
    }
    for names in [Array(paths.prefix(2)), paths, paths.reversed()] {
      compare(names, threads: [1, 2]) { $0.to = format }
    }
    #expect(try runShell("gzip n9000.stl", folder: inputs.folder.url).exitCode == 0)
    compare([inputs.folder.path("n9000.stl.gz")], threads: [1, 2]) { $0.to = format }
  }

  /// A mesh of nothing, and one that breaks off.
  @Test(arguments: formats) func endsThatComeEarly(format: MeshFormat) throws {
    let empty = try inputs.write([], .stl, "empty").path
    #expect(compare([empty]) { $0.to = format }.vertices == 0)
    let path = try inputs.write(SoupPassageTests.corners(30_000, seed: 3), .stl, "whole").path
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let cut = try inputs.folder.write(Array(bytes.prefix(bytes.count - 60)), to: "cut.stl")
    #expect(compare([cut]) { $0.to = format }.failure?.exitCode == .badData)
    compare([cut]) { ($0.to, $0.reader.recovers) = (format, true) }
  }

  /// When the weld spills, what was written is dropped and the mesh is made whole.
  @Test(.enabled(if: TestSize.measuresMemory && TemporaryFolder.disk != nil, "needs memory to measure and a disk"))
  func aWeldThatSpills() async {
    await #expect(processExitsWith: .success) {
      let tests = try WeldedPassageTests()
      let path = tests.inputs.folder.path("apart.stl")
      var bytes = [UInt8](repeating: 0, count: 84)
      withUnsafeBytes(of: UInt32(500_000).littleEndian) { bytes.replaceSubrange(80..<84, with: $0) }
      for triangle in 0..<500_000 {
        let numbers = (0..<12).map { $0 < 3 ? 0 : Float(9 * triangle + $0) }
        numbers.withUnsafeBytes { bytes += $0 }
        bytes += [0, 0]
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      bytes = []
      for format in [MeshFormat.off, .ply] {
        let report = tests.compare([path], threads: [1, 2]) {
          MemoryLedger(
            ceiling: MemoryCeiling(
              limit: ProcessMemory.residentBytes + 40 << 20, temporaryFolder: TemporaryFolder.disk!))
        } _: {
          $0.to = format
        }
        demand(report.failure == nil && report.mode == .spilled, "\(report.mode) \(String(describing: report.failure))")
        demand(report.vertices == 1_500_000, "\(String(describing: report.vertices))")
      }
    }
  }
}
