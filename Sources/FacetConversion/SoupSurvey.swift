// A look at a soup that does not read it: its count from the head or the bytes of the first triangles, the first of them as
// one window, and short windows all over a regular file.
import FacetFormats
import FacetMemory
import FacetMesh

/// What a look at a soup tells.
struct SoupSurvey {
  private(set) var triangles = 0
  private(set) var isExact = false
  private(set) var sample = CornerSample()
  /// The whole soup was seen.
  private(set) var isWhole = false

  /// The triangles of the long window; four strips of a square grid, where that is more.
  private static func longWindow(_ triangles: Int, isText: Bool) -> Int {
    let strips = 4 * Int(Double(2 * max(triangles, 0)).squareRoot())
    return min(max(strips, 8192), isText ? 12_288 : 65_536)
  }
  private static let shortWindows = 64
  private static let shortWindow = 128

  /// - Parameter input: the input as it is in its file.
  init(_ stream: any SoupReader, _ format: MeshFormat, _ input: CompressedInput, _ options: ReaderOptions) throws {
    let isText = format == .soup || format == .stlASCII
    let block = try CornerBlock(precision: stream.precision)
    let most = Self.longWindow(stream.expectedTriangles ?? 1_000_000, isText: isText)
    sample.beginWindow()
    var head: [SIMD3<Double>] = []
    while sample.count < most {
      guard try stream.fill(block) else {
        isWhole = true
        break
      }
      if head.isEmpty { head = (0..<min(3, block.count)).map { block[$0] } }
      sample.add(block, keeping: sample.positions.count < 300 ? 16 : 0)
    }
    if isWhole {
      (triangles, isExact) = (sample.count, true)
      return
    }
    let consumed = max(1, stream.consumedBytes)
    if !isText, let expected = stream.expectedTriangles {
      (triangles, isExact) = (expected, true)
    } else if let size = input.estimatedContentSize {
      triangles = max(sample.count, Int(Double(sample.count) * Double(size) / Double(consumed)))
    } else {
      triangles = max(sample.count, stream.expectedTriangles ?? 0)
    }
    guard let size = input.source.size else { return }
    if isText {
      try lookAtText(stream, format, size, bytesPerTriangle: consumed / max(1, sample.count), block, options)
      return
    }
    guard let layout = RecordLayout(format, stream, triangles, size, options.rawLayout),
      try layout.triangle(0, of: stream.source).map({ head.elementsEqual($0) { $0 == $1 } }) ?? false
    else { return }
    for part in 0..<Self.shortWindows {
      block.removeAll()
      // None of them lies in the long one, or beside it.
      let distance = (triangles - sample.longCount - Self.shortWindow) / Self.shortWindows
      let first = sample.longCount + distance * part + distance / 2
      guard first >= sample.longCount else { return }
      for position in try layout.corners(first, Self.shortWindow, of: stream.source) {
        Self.append(position, to: block)
      }
      sample.beginWindow()
      sample.add(block, keeping: 4)
    }
  }

  private static func append(_ position: SIMD3<Double>, to block: CornerBlock) {
    switch block.precision {
    case .float32: block.append(Float(position.x), Float(position.y), Float(position.z))
    case .float64: block.append(position.x, position.y, position.z)
    }
  }

  /// Reads whole lines or facets here and there, as the reader of the format does; how long they are tells how many there are.
  private mutating func lookAtText(
    _ stream: any SoupReader, _ format: MeshFormat, _ size: Int, bytesPerTriangle: Int, _ block: CornerBlock,
    _ options: ReaderOptions
  ) throws {
    var options = options
    options.skipLines = 0
    let length = Self.shortWindow * bytesPerTriangle
    let before = stream.consumedBytes
    var (seen, seenBytes) = (0, 0)
    defer {
      if seen > 0 {
        triangles = sample.longCount + Int(Double(size - before) / Double(max(1, seenBytes)) * Double(seen))
      }
    }
    for part in 0..<Self.shortWindows {
      let distance = (size - before - 2 * length) / Self.shortWindows
      let start = before + distance * part + distance / 2
      guard start >= before else { return }
      guard var bytes = Self.bytes(stream.source, start, length) else { return }
      if format == .stlASCII {
        let word = Array("facet normal".utf8)
        guard let first = Self.place(of: word, in: bytes), let end = Self.lastPlace(of: word, in: bytes), first < end
        else { continue }
        bytes = Array("solid\n".utf8) + bytes[first..<end]
      } else {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), let last = bytes.lastIndex(of: UInt8(ascii: "\n")),
          end < last
        else { continue }
        bytes = Array(bytes[(end + 1)...last])
      }
      block.removeAll()
      // What is cut at the end of the window is none of the file's faults.
      if let reader = try? InputReader.make(ByteSource(bytes: bytes, name: "window"), format: format, options: options),
        case .soup(let window) = reader.reader
      {
        let first = window.consumedBytes
        _ = try? window.fill(block)
        seen += block.count / 3
        seenBytes += window.consumedBytes - first
      }
      block.count = min(block.count / 3, Self.shortWindow) * 3
      sample.beginWindow()
      sample.add(block, keeping: 4)
    }
  }

  private static func bytes(_ source: ByteSource, _ start: Int, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe bytes.withUnsafeMutableBytes {
      unsafe try? source.read(at: start, into: $0.baseAddress!, count: $0.count)
    }
    return got.map { Array(bytes[..<$0]) }
  }

  private static func place(of word: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { stands(word, at: $0, in: bytes) }
  }

  private static func lastPlace(of word: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.last { stands(word, at: $0, in: bytes) }
  }

  private static func stands(_ word: [UInt8], at place: Int, in bytes: [UInt8]) -> Bool {
    bytes[place] == word[0] && bytes[place...].starts(with: word)
  }
}
