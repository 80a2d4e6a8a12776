// Soups that go to the output without a mesh, against the way through one: the same bytes, the same counts.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct SoupPassageTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  enum Kind: CaseIterable { case stl, stlASCII, text, raw32, raw64, npy }

  static let formats: [MeshFormat] = [.off, .offBinary, .ply, .plyASCII, .obj, .stl, .stlASCII]

  /// Corners on a coarse grid: some are equal, zeros have both signs, some triangles are degenerate.
  static func corners(_ triangles: Int, seed: UInt64) -> [SIMD3<Double>] {
    var generator = SeededGenerator(seed: seed)
    let values = [0.0, -0.0, 0.1, 1, -2.5, 1e-7, 12345.678, 1.0 / 3]
    return (0..<3 * triangles).map { _ in
      SIMD3(
        values.randomElement(using: &generator)!, values.randomElement(using: &generator)!,
        generator.next() % 3 == 0 ? 0 : Double(generator.next() % 1000) / 7)
    }
  }

  /// Writes corners as an input of a kind. Answers its path and the format to say.
  func write(_ corners: [SIMD3<Double>], _ kind: Kind, _ name: String) throws -> (path: String, from: MeshFormat?) {
    let narrow = corners.map { SIMD3<Float>($0) }
    func bytes<Value>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
    switch kind {
    case .stl:
      let words = corners.indices.prefix(corners.count / 3).map { UInt16($0 % 5) }
      return (try folder.write(binarySTL(narrow, attributes: words), to: "\(name).stl"), nil)
    case .stlASCII:
      var text = "solid s\n"
      for triangle in 0..<corners.count / 3 {
        text += "facet normal 0 0 0\nouter loop\n"
        for p in corners[3 * triangle..<3 * triangle + 3] { text += "vertex \(p.x) \(p.y) \(p.z)\n" }
        text += "endloop\nendfacet\n"
      }
      return (try folder.write(text + "endsolid s\n", to: "\(name)-a.stl"), nil)
    case .text:
      let lines = corners.map { "\($0.x) \($0.y) \($0.z)\n" }
      return (try folder.write(lines.joined(), to: "\(name).txt"), .soup)
    case .raw32:
      return (try folder.write(bytes(narrow.flatMap { [$0.x, $0.y, $0.z] }), to: "\(name).f32"), .raw)
    case .raw64:
      return (try folder.write(bytes(corners.flatMap { [$0.x, $0.y, $0.z] }), to: "\(name).f64"), .raw)
    case .npy:
      let shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(corners.count / 3), 3, 3), }"
      let header = shape + String(repeating: " ", count: 117 - shape.utf8.count) + "\n"
      let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      return (
        try folder.write(
          start + Array(header.utf8) + bytes(corners.flatMap { [$0.x, $0.y, $0.z] }), to: "\(name).npy"),
        .npy
      )
    }
  }

  struct Outcome {
    var bytes: Data?
    var report: ConversionReport
  }

  func run(
    _ inputs: [String], _ output: String, passes: Bool = true, mostVertices: Int = .max,
    _ change: (inout ConversionOptions) -> Void
  ) -> Outcome {
    var options = ConversionOptions()
    options.verifies = true
    change(&options)
    let conversion = Conversion(inputs: inputs, output: folder.path(output), options: options)
    conversion.passesSoups = passes
    conversion.mostVertices = min(conversion.mostVertices, mostVertices)
    try? conversion.run(context: JobContext())
    #expect((conversion.report.mode == .streaming) == passes || conversion.report.failure != nil)
    return Outcome(
      bytes: try? Data(contentsOf: URL(fileURLWithPath: folder.path(output))), report: conversion.report)
  }

  /// Both ways must agree in all but the vertices that became the same by rounding, which a passage can't count.
  func expectSame(_ passed: Outcome, _ whole: Outcome, _ words: String) {
    let (a, b) = (passed.report, whole.report)
    #expect(passed.bytes == whole.bytes, "\(words)")
    #expect(
      a.failure?.code == b.failure?.code, "\(words): \(String(describing: a.failure)) \(String(describing: b.failure))")
    if a.failure?.code != FormatError.Code.tooManyVertices.rawValue {
      #expect(a.corners == b.corners && a.nonFinite == b.nonFinite, "\(words)")
    }
    guard a.failure == nil else { return }
    #expect(a.triangles == b.triangles && a.merged == 0 && a.precision == b.precision, "\(words)")
    #expect(a.degenerate == b.degenerate && a.droppedDegenerate == b.droppedDegenerate, "\(words)")
    #expect(a.droppedNonFinite == b.droppedNonFinite && a.bytesIn == b.bytesIn && a.bytesOut == b.bytesOut, "\(words)")
    #expect(a.attributesKept == b.attributesKept && a.attributesDropped == b.attributesDropped, "\(words)")
    // Of all vertices only a weld can tell which became the same.
    let (mine, others) = (a.warnings, b.warnings.filter { $0.code != .coincidingVertices })
    #expect(mine.map { "\($0)" } == others.map { "\($0)" }, "\(words)")
    let isSTL = a.formatOut?.hasPrefix("stl") == true
    #expect(a.vertices == (isSTL ? nil : 3 * a.triangles), "\(words)")
  }

  @Test(arguments: Kind.allCases) func sameBytesAsThroughAMesh(kind: Kind) throws {
    var cases = 0
    for triangles in [1, 40, TestSize.pick(7000, small: 2100)] {
      let (path, from) = try write(Self.corners(triangles, seed: UInt64(triangles)), kind, "in\(triangles)")
      for format in Self.formats {
        for digits in [CoordinateDigits.automatic, .float32, .float64, .significant(4)] {
          for drops in [false, true] where triangles < 100 || digits == .automatic {
            let change: (inout ConversionOptions) -> Void = {
              $0.from = from
              if from == .raw { $0.reader.rawLayout = RawLayout(precision: kind == .raw32 ? .float32 : .float64) }
              $0.to = format
              $0.weld = .none
              $0.digits = digits
              $0.dropsDegenerate = drops
            }
            let passed = run([path], "passed", change)
            let whole = run([path], "whole", passes: false, change)
            #expect(passed.report.failure == nil)
            expectSame(passed, whole, "\(kind) \(triangles) \(format) \(digits) \(drops)")
            cases += 1
          }
        }
      }
    }
    #expect(ranCases("passages of \(kind)", cases, atLeast: 100))
  }

  /// The number of digits of the counts is guessed before the text was read: too few, too many.
  @Test(arguments: [MeshFormat.off, .ply, .plyASCII, .obj, .stl, .offBinary])
  func aWrongGuessOfTheCount(format: MeshFormat) throws {
    let long = String(repeating: "0.1000000000000000000000000000000000000000000 ", count: 9) + "\n"
    let short = "0 0 0 1 0 0 0 1 0\n"
    let texts = [
      String(repeating: long, count: 3) + String(repeating: short, count: 3000),
      String(repeating: short, count: 600) + String(repeating: long, count: 2000), short,
    ]
    for (index, text) in texts.enumerated() {
      let path = try folder.write(text, to: "\(index).txt")
      let change: (inout ConversionOptions) -> Void = { ($0.to, $0.weld, $0.from) = (format, .none, .soup) }
      let whole = run([path], "whole", passes: false, change)
      expectSame(run([path], "passed", change), whole, "\(index)")
      let feeder = FedFIFO(in: folder, name: "fifo\(index)", bytes: Array(text.utf8), piece: 5000)
      let piped = run([feeder.path], "piped", change)
      feeder.finish()
      #expect(piped.bytes == whole.bytes && piped.bytes != nil && piped.report.mode == .streaming)
    }
  }

  @Test(arguments: formats) func nonFiniteCoordinates(format: MeshFormat) throws {
    for kind in [Kind.stl, .raw64] {
      var corners = Self.corners(5000, seed: 9)
      for corner in [4, 5, 9000, 14_999] { corners[corner].y = corner == 5 ? .infinity : .nan }
      let (path, from) = try write(corners, kind, "bad")
      for policy in NonFinitePolicy.allCases {
        for drops in [false, true] {
          let change: (inout ConversionOptions) -> Void = {
            ($0.from, $0.to, $0.weld, $0.nonFinite, $0.dropsDegenerate) = (from, format, .none, policy, drops)
            if from == .raw { $0.reader.rawLayout = RawLayout(precision: .float64) }
          }
          let (passed, whole) = (run([path], "o", change), run([path], "w", passes: false, change))
          expectSame(passed, whole, "\(kind) \(policy) \(drops)")
          #expect(passed.report.failure?.description == whole.report.failure?.description)
          #expect((passed.report.failure == nil) == (policy != .error))
          for name in ["o", "w"] { try? FileManager.default.removeItem(atPath: folder.path(name)) }
        }
      }
    }
  }

  @Test(arguments: formats) func severalInputs(format: MeshFormat) throws {
    let inputs = try [(Kind.stl, 30), (.stl, 2500), (.stlASCII, 20), (.npy, 3000)].map { kind, count in
      try write(Self.corners(count, seed: UInt64(count)), kind, "n\(count)").path
    }
    for names in [Array(inputs.prefix(2)), inputs, inputs.reversed()] {
      let change: (inout ConversionOptions) -> Void = { ($0.to, $0.weld) = (format, .none) }
      expectSame(run(names, "o", change), run(names, "w", passes: false, change), "\(names.count)")
    }
  }

  @Test func compressedInputs() throws {
    let path = try write(Self.corners(4000, seed: 4), .stl, "in").path
    #expect(try runShell("gzip -k in.stl; zstd -q -k in.stl", folder: folder.url).exitCode == 0)
    for format in Self.formats {
      let change: (inout ConversionOptions) -> Void = { ($0.to, $0.weld) = (format, .none) }
      let whole = run([path], "w", passes: false, change)
      for name in ["in.stl.gz", "in.stl.zst"] { #expect(run([folder.path(name)], "o", change).bytes == whole.bytes) }
    }
  }

  /// STL holds corners: nothing is to be welded, and only the signs of zeros tell that nothing was.
  @Test(arguments: [MeshFormat.stl, .stlASCII]) func stlNeedsNoWeld(format: MeshFormat) throws {
    for kind in Kind.allCases {
      let (path, from) = try write(Self.corners(3000, seed: 5), kind, "in")
      let change: (inout ConversionOptions) -> Void = {
        ($0.from, $0.to) = (from, format)
        if from == .raw { $0.reader.rawLayout = RawLayout(precision: kind == .raw32 ? .float32 : .float64) }
      }
      let passed = run([path], "o", change)
      #expect(
        passed.bytes
          == run([path], "n") {
            change(&$0); $0.weld = .none
          }.bytes && passed.bytes != nil)
      #expect(passed.report.vertices == nil && passed.report.merged == 0)
      let welded = run([path], "w", passes: false) {
        change(&$0); $0.weld = .exact
      }
      #expect(passed.report.degenerate == welded.report.degenerate && welded.report.vertices! < 9000)
      // Alike but for the signs of zeros, in corners and in the normals that follow from them.
      func unsigned(_ name: String) throws -> Data {
        if format == .stlASCII {
          return Data(
            try String(contentsOfFile: folder.path(name), encoding: .utf8).replacing("-0 ", with: "0 ")
              .replacing("-0\n", with: "0\n").utf8)
        }
        var bytes = Data(try Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
        for place in 0..<(bytes.count - 84) / 50 {
          for number in 0..<12 {
            let first = 84 + 50 * place + 4 * number
            if bytes[first..<first + 4].elementsEqual([0, 0, 0, 0x80]) { bytes[first + 3] = 0 }
          }
        }
        return bytes
      }
      #expect(try unsigned("o") == unsigned("w"))
    }
  }

  @Test(arguments: [MeshFormat.stl, .stlASCII]) func aSecondConversionChangesNoByte(format: MeshFormat) throws {
    for kind in Kind.allCases {
      let (path, from) = try write(Self.corners(3000, seed: 6), kind, "in")
      let first = run([path], "1") {
        ($0.from, $0.to) = (from, format)
        if from == .raw { $0.reader.rawLayout = RawLayout(precision: kind == .raw32 ? .float32 : .float64) }
      }
      let second = run([folder.path("1")], "2") { $0.to = format }
      #expect(first.bytes == second.bytes && first.bytes != nil, "\(kind)")
      // By way of the other STL and back: the text of a float32 gives that float32.
      let other: MeshFormat = format == .stl ? .stlASCII : .stl
      _ = run([folder.path("1")], "3") { $0.to = other }
      let back = run([folder.path("3")], "4") { $0.to = format }
      // Only a word of attributes has no place there.
      if format == .stl && kind != .stl { #expect(back.bytes == first.bytes, "\(kind)") }
    }
  }

  @Test func aFileThatChangesBetweenTwoReadings() throws {
    for line in ["0 0 0 1 0 0 0 1 0\n", ""] {
      let path = try folder.write(String(repeating: "0 0 0 1 0 0 0 1 0\n", count: 50_000), to: "in.txt")
      let context = JobContext { progress in
        guard progress.stage == .writing, let file = FileHandle(forUpdatingAtPath: path) else { return }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data(line.utf8))
      }
      var options = ConversionOptions()
      (options.to, options.weld, options.from) = (.off, .none, .soup)
      let conversion = Conversion(input: path, output: "/dev/null", options: options)
      try? conversion.run(context: context)
      let report = conversion.report
      #expect(report.failure?.code == (line.isEmpty ? nil : FileError.Code.changedWhileReading.rawValue))
      #expect(report.corners == 150_000 && report.bytesSpilled == 0)
    }
  }

  @Test func moreThanCanBeNumbered() throws {
    let path = try write(Self.corners(100, seed: 1), .stl, "in").path
    for format in Self.formats {
      for most in [299, 300] {
        let report = run([path], "o", mostVertices: most) { ($0.to, $0.weld) = (format, .none) }.report
        let isSTL = format == .stl || format == .stlASCII
        #expect(report.failure?.code == (isSTL || most == 300 ? nil : "too_many_vertices"), "\(format)")
        #expect(report.failure?.exitCode == (report.failure == nil ? nil : .badData))
      }
    }
  }

  @Test func whatFloat32CanNotHold() throws {
    let path = try folder.write("0 0 0 1 0 0 0 1 0\n0 0 0 1 0.1 0 0 1e300 0\n", to: "in.txt")
    for (format, digits) in [
      (MeshFormat.stl, CoordinateDigits.automatic), (.offBinary, .automatic), (.stlASCII, .float32), (.off, .float32),
      (.ply, .float32), (.plyASCII, .float32), (.obj, .float32),
    ] {
      let change: (inout ConversionOptions) -> Void = { ($0.to, $0.weld, $0.digits) = (format, .none, digits) }
      let (passed, whole) = (run([path], "o", change), run([path], "w", passes: false, change))
      let words = try #require(passed.report.failure?.description)
      #expect(words.hasSuffix("1e300 in \(format == .stl || format == .stlASCII ? "triangle 2" : "vertex 6")"))
      #expect(passed.report.failure?.code == whole.report.failure?.code && passed.bytes == nil)
    }
    let lossy = try folder.write("0 0 0 1 0 0 0 0.1 0\n", to: "lossy.txt")
    for format in [MeshFormat.stl, .offBinary] {
      let change: (inout ConversionOptions) -> Void = { ($0.to, $0.weld) = (format, .none) }
      #expect(run([lossy], "o", change).report.warnings.map(\.code) == [.lossyPrecision])
      let strict = run([lossy], "s") {
        change(&$0); $0.reader.strict = true
      }
      #expect(strict.report.failure?.code == "warning_as_error" && strict.bytes == nil)
    }
    // Two corners of a triangle become the same, in another one they were; two of different triangles are not seen.
    let close = try folder.write(
      "1.0000000001 0 0 1 0 0 0 1 0\n1 0 0 1 0 0 0 1 0\n2.0000000001 0 0 3 0 0 0 1 0\n2 0 0 3 0 0 0 1 0\n", to: "c.txt")
    let warnings = run([close], "c") { $0.to = .stl }.report.warnings
    #expect(warnings.map(\.code) == [.lossyPrecision, .coincidingVertices] && warnings.map(\.count) == [2, 1])
    let welded = run([close], "w", passes: false) { ($0.to, $0.weld) = (.stl, .exact) }.report
    #expect(welded.warnings.map(\.count) == [2, 2])
  }
}
