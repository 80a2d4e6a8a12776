// Text read by several threads beside the same text read by one: the mesh, the warnings and the error must be the same,
// wherever in the text something is odd, and however small the pieces are.
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Testing

@testable import FacetFormats

/// One way to read: so many threads, and blocks of so many bytes.
private struct Reading {
  let pool: WorkerPool
  let block: Int

  private var options: ReaderOptions {
    var options = ReaderOptions()
    options.pool = pool
    options.leastPiece = 128
    return options
  }

  /// What comes out, as text: numbers as their bits, warnings, or the error.
  func answer(_ kind: Kind, _ bytes: [UInt8]) -> String {
    do {
      let source = ByteSource(bytes: bytes, name: "a", blockSize: block)
      switch kind {
      case .off: return try indexed(OFFReader(source, options: options))
      case .obj: return try indexed(OBJReader(source, options: options))
      case .ply: return try indexed(PLYReader(source, options: options))
      case .stl: return try soup(ASCIISTLReader(source, options: options))
      case .nine, .three, .commas: return try soup(SoupTextReader(source, options: options))
      }
    } catch { return "\(error)" }
  }

  private func indexed(_ reader: some IndexedReader) throws -> String {
    let read = try reader.readMesh(ledger: nil) { _ in }
    let vertices = read.mesh.vertices
    let positions = (0..<vertices.count).map { i in (0..<3).map { vertices[i][$0].bitPattern } }
    return "\(positions) \(read.mesh.triangles.corners.array) \(read.polygonsSplit) \(reader.warnings.warnings)"
  }

  private func soup(_ reader: some SoupReader) throws -> String {
    let blocks = try (0..<6).map { _ in try CornerBlock(precision: .float64, capacity: 48) }
    var corners: [[UInt64]] = []
    while true {
      let filled = try reader.fill(blocks, on: pool)
      if filled == 0 { break }
      #expect(blocks[..<filled].allSatisfy { $0.count > 0 && $0.count % 3 == 0 })
      for block in blocks[..<filled] {
        for index in 0..<block.count { corners.append((0..<3).map { block[index][$0].bitPattern }) }
      }
    }
    return "\(corners) \(reader.warnings.warnings)"
  }
}

private enum Kind: String, CaseIterable, Sendable {
  case off, obj, ply, stl, nine, three, commas

  /// The lines of a clean text.
  var lines: [String] {
    let count = TestSize.pick(60, small: 24)
    func position(_ i: Int) -> String { "\(i).\(i % 7)5 -0.\(i)\(i) \(i % 5)e-0\(i % 9)" }
    let vertices = (0..<count).map(position)
    let faces = (0..<count).map { "\($0) \(($0 * 7) % count) \(($0 * 3 + 1) % count)" }
    switch self {
    case .off: return ["OFF", "\(count) \(count) 0"] + vertices + faces.map { "3 " + $0 }
    case .obj:
      let others = (0..<count).map { "f \($0 + 1) \(($0 * 7) % count + 1) \(($0 * 3 + 1) % count + 1)" }
      return vertices.map { "v " + $0 } + others
    case .ply:
      let head = [
        "ply", "format ascii 1.0", "element vertex \(count)", "property double x", "property double y",
        "property double z", "element face \(count)", "property list uchar int vertex_indices", "end_header",
      ]
      return head + vertices + faces.map { "3 " + $0 }
    case .stl:
      var lines = ["solid a"]
      for i in 0..<count / 2 {
        lines += ["facet normal 0 0 1", " outer loop"]
        for corner in 0..<3 { lines.append("  vertex " + position(3 * i + corner)) }
        lines += [" endloop", "endfacet"]
      }
      return lines + ["endsolid a"]
    case .nine: return (0..<count).map { i in (0..<3).map { position(3 * i + $0) }.joined(separator: " ") }
    case .three: return (0..<3 * count).map(position)
    case .commas:
      return (0..<count).map { i in (0..<9).map { "\(i).\($0)" }.joined(separator: ",") }
    }
  }
}

private func text(_ lines: [String], end: String = "\n") -> [UInt8] { Array((lines.joined(separator: end) + end).utf8) }

@Suite struct ParallelReadingTests {
  private static let threads = [2, 3, 8]

  /// Reads in all ways and compares each with one thread.
  private func check(_ kind: Kind, _ bytes: [UInt8], threads: [Int] = threads, _ what: String) {
    for block in [1 << 20, 1500] {
      let alone = Reading(pool: WorkerPool(), block: block).answer(kind, bytes)
      for count in threads {
        let pool = WorkerPool(threadCount: count)
        let together = pool.keepingThreads { Reading(pool: pool, block: block).answer(kind, bytes) }
        #expect(together == alone, "\(kind) \(what), \(count) threads, blocks of \(block)")
      }
    }
  }

  @Test(arguments: Kind.allCases) private func cleanTexts(_ kind: Kind) {
    check(kind, text(kind.lines), "clean")
    check(kind, text(kind.lines, end: "\r\n"), "line ends of two bytes")
    check(kind, text(kind.lines.map { "  " + $0 + " " }), "blanks around")
    check(kind, Array(text(kind.lines).dropLast()), "without a last line end")
  }

  /// A line of another kind before each line in turn, and each line in turn changed.
  @Test(arguments: Kind.allCases) private func oneOddLine(_ kind: Kind) {
    let lines = kind.lines
    for index in stride(from: 0, to: lines.count, by: TestSize.pick(3, small: 17)) {
      for odd in ["", "# a comment", "1 2 x", "x x x", "3 0 1 99999", "+1 2 3", "nan 1 2", "v", "facet", "4 0 1 2 3"] {
        var changed = lines
        changed.insert(odd, at: index)
        check(kind, text(changed), threads: [3], "\(odd) before line \(index)")
      }
      for change in [lines[index] + "\r", lines[index] + " 7", String(lines[index].dropLast(3)), lines[index] + "x"] {
        var changed = lines
        changed[index] = change
        check(kind, text(changed), threads: [3], "\(change) as line \(index)")
      }
    }
  }

  /// A text that ends anywhere.
  @Test(arguments: Kind.allCases) private func everyPrefix(_ kind: Kind) {
    let whole = text(kind.lines)
    for length in stride(from: 1, to: whole.count, by: TestSize.pick(5, small: 97)) {
      check(kind, Array(whole[..<length]), threads: [4], "\(length) bytes")
    }
  }

  /// Many odd lines: threads are asked less and less often.
  @Test(arguments: Kind.allCases) private func manyOddLines(_ kind: Kind) {
    var lines = kind.lines
    for index in stride(from: lines.count - 2, to: 12, by: -9) { lines.insert("", at: index) }
    check(kind, text(lines), "many empty lines")
  }

  @Test func piecesCoverTheText() {
    let bytes = text((0..<500).map { "\($0) \($0) \($0)" })
    for count in 1...20 {
      bytes.withUnsafeBufferPointer { bytes in
        let (start, end) = (bytes.baseAddress!, bytes.baseAddress! + bytes.count)
        var pieces = TextPieces(start, end, count: count, of: .max, .lines, on: WorkerPool(threadCount: 2))
        #expect(pieces.starts.first == start && pieces.starts.last == end && pieces.rows.reduce(0, +) == 500)
        #expect(pieces.starts.dropFirst().allSatisfy { $0[-1] == 0x0a })
        pieces.align(to: 3)
        #expect(pieces.rows.dropLast().allSatisfy { $0 % 3 == 0 } && pieces.rows.reduce(0, +) == 500)
      }
    }
  }
}
