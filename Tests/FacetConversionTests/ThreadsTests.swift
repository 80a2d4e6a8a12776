// The bytes of an output, and the report beside them, are the same for any number of threads: every format in, every format out.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct ThreadsTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func convert(
    _ input: String, _ output: String, threads: Int, _ change: (inout ConversionOptions) -> Void = { _ in }
  ) throws -> ConversionReport {
    var options = ConversionOptions()
    change(&options)
    let conversion = Conversion(inputs: [input], output: output, options: options)
    try conversion.run(context: JobContext(pool: WorkerPool(threadCount: threads)))
    #expect(conversion.report.threads == threads)
    return conversion.report
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// Enough triangles that each thread has several parts.
  private static let triangles = 60_000

  @Test(arguments: ["stl", "off", "ply", "obj", "stl-ascii", "ply-ascii", "glb", "npz", "soup"])
  func everyNumberOfThreadsWritesTheSame(input format: String) throws {
    let stem = format.replacingOccurrences(of: "-ascii", with: "")
    let input = folder.path(format == "soup" ? "in.txt" : "in.\(stem)")
    let soup = folder.path("soup.stl")
    try GeneratedSoup.shuffledSphere(atMost: Self.triangles, seed: 5).write(to: soup)
    if format == "soup" {
      var text = ""
      for number in 0..<Self.triangles / 3 {
        let row = (0..<9).map { "\(Double((number &* 31 &+ $0 &* 17) % 4001) / 8)" }
        text += row.joined(separator: " ") + "\n"
      }
      try text.write(toFile: input, atomically: true, encoding: .utf8)
    } else if format != "stl" {
      try convert(soup, input, threads: 1) { $0.to = MeshFormat(rawValue: format) }
    } else {
      try FileManager.default.copyItem(atPath: soup, toPath: input)
    }
    var cases = 0
    for output in ["off", "obj", "ply", "stl"] {
      let one = folder.path("one.\(output)")
      let first = try convert(input, one, threads: 1)
      let expected = try bytes(one)
      for threads in 2...8 {
        let path = folder.path("many.\(output)")
        let report = try convert(input, path, threads: threads)
        #expect(try bytes(path) == expected, "\(format) to \(output), \(threads) threads")
        #expect(report.vertices == first.vertices && report.merged == first.merged)
        #expect(report.degenerate == first.degenerate && report.corners == first.corners)
        cases += 1
      }
    }
    #expect(ranCases("threads", cases, atLeast: 28))
  }

  @Test func twentyTimesTheSame() throws {
    let input = folder.path("in.stl")
    try GeneratedSoup.terrain(triangles: Self.triangles).write(to: input)
    try convert(input, folder.path("one.off"), threads: 1)
    let expected = try bytes(folder.path("one.off"))
    for repetition in 0..<20 {
      for threads in 1...8 {
        try convert(input, folder.path("many.off"), threads: threads)
        #expect(try bytes(folder.path("many.off")) == expected, "\(threads) threads, repetition \(repetition)")
      }
    }
  }

  /// Policies see the corners before the threads do.
  @Test func policiesHoldForAnyNumberOfThreads() throws {
    let input = folder.path("in.stl")
    try GeneratedSoup.terrain(triangles: 20_000).write(to: input)
    var data = try bytes(input)
    // A NaN and an infinity in different blocks; a degenerate triangle.
    for (triangle, word) in [(3, UInt32(0x7fc0_0000)), (9000, 0x7f80_0000), (15_000, 0xffc0_0001)] {
      withUnsafeBytes(of: word.littleEndian) {
        data.replaceSubrange(84 + 50 * triangle + 12..<84 + 50 * triangle + 16, with: $0)
      }
    }
    let corner = data.subdata(in: 84 + 50 * 7000 + 12..<84 + 50 * 7000 + 24)
    data.replaceSubrange(84 + 50 * 7000 + 24..<84 + 50 * 7000 + 36, with: corner)
    try data.write(to: URL(fileURLWithPath: input))
    let changes: [(inout ConversionOptions) -> Void] = [
      { $0.nonFinite = .drop }, { $0.nonFinite = .keep },
      {
        $0.nonFinite = .drop; $0.dropsDegenerate = true
      },
      {
        $0.nonFinite = .keep; $0.weld = .none
      },
    ]
    for change in changes {
      let first = try convert(input, folder.path("one.off"), threads: 1, change)
      for threads in 2...8 {
        let report = try convert(input, folder.path("many.off"), threads: threads, change)
        #expect(try bytes(folder.path("many.off")) == bytes(folder.path("one.off")))
        #expect(report.nonFinite == 3 && report.droppedNonFinite == first.droppedNonFinite)
        #expect(report.degenerate == first.degenerate && report.droppedDegenerate == first.droppedDegenerate)
      }
    }
    for threads in 1...4 {
      let failure = #expect(throws: ConversionFailure.self) {
        try convert(input, folder.path("none.off"), threads: threads)
      }
      #expect(failure?.description.contains("3 that are NaN or infinite, the first in triangle 4") == true)
    }
  }

  /// A file that is cut while threads read it is told as it is to one.
  @Test func aCutFileIsTold() throws {
    let input = folder.path("in.stl")
    try GeneratedSoup.terrain(triangles: 50_000).write(to: input)
    for threads in 1...4 {
      let source = try ByteSource(path: input)
      let reader = try BinarySTLReader(source)
      let blocks = try (0..<4).map { _ in try CornerBlock(precision: .float32) }
      let pool = WorkerPool(threadCount: threads)
      #expect(try reader.fill(blocks, on: pool) == 4)
      truncate(input, 84 + 50 * 30_000)
      let error = #expect(throws: FileError.self) { while try reader.fill(blocks, on: pool) > 0 {} }
      #expect(error?.code == .changedWhileReading)
      try GeneratedSoup.terrain(triangles: 50_000).write(to: input)
    }
  }

  @Test func fewThreadsUnderASmallCeiling() {
    var options = ConversionOptions()
    options.threads = 8
    func threads(_ mebibytes: Int?) -> Int {
      let ceiling = mebibytes.map { MemoryCeiling(limit: $0 << 20, temporaryFolder: nil) }
      return options.makePool(under: ceiling).threadCount
    }
    #expect(threads(nil) == 8 && threads(64) == 1 && threads(255) == 1 && threads(256) == 2 && threads(4096) == 8)
    options.threads = nil
    #expect(threads(nil) == AvailableProcessors.count)
  }
}
