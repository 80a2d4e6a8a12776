// A look at an OBJ file, which counts nothing: windows all over it tell how many of its lines are vertices and faces. Where
// one window has only vertices and the next only faces, the place between them is looked for, so that a file of one block of
// each is counted well.
import FacetMemory
import FacetMesh
import FacetText

extension OBJReader: SampledReader {
  package func sample() throws -> IndexedSample? {
    guard let size = source.size else { return nil }
    var sample = IndexedSample(vertices: 0, triangles: 0, isEstimated: true, precision: .float64)
    sample.room = try expectedVertices()
    let windowCount = min(max(1, size / Self.windowBytes), 256)
    // Starts are at equal distances; the last window ends with the file.
    let windows = try (0..<windowCount).map { index -> Window in
      let start = windowCount == 1 ? 0 : (size - Self.windowBytes) / (windowCount - 1) * index
      return try look(at: start, windowCount == 1 ? size : Self.windowBytes, &sample)
    }
    guard windowCount > 1 else {
      (sample.vertices, sample.triangles) = (Int(windows[0].vertices), Int(windows[0].triangles))
      sample.isEstimated = size > Self.windowBytes
      return sample
    }
    var (vertices, triangles) = (0.0, 0.0)
    for (window, next) in zip(windows, windows.dropFirst()) {
      let distance = next.start - window.start
      var share = 0.5
      if window.isPure && next.isPure && (window.vertices > 0) != (next.vertices > 0) {
        share = Double(try boundary(window, next) - window.start) / Double(distance)
      }
      vertices += (window.vertices * share + next.vertices * (1 - share)) * Double(distance) / Double(window.bytes)
      triangles += (window.triangles * share + next.triangles * (1 - share)) * Double(distance) / Double(window.bytes)
    }
    let last = Double(windows[windowCount - 1].bytes) / Double(Self.windowBytes)
    sample.vertices = Int(vertices + windows[windowCount - 1].vertices * last)
    sample.triangles = Int(triangles + windows[windowCount - 1].triangles * last)
    return sample
  }

  private static var windowBytes: Int { 1 << 11 }

  /// What the lines that begin in a window are.
  private struct Window {
    var start: Int
    var bytes: Int
    var vertices = 0.0
    var triangles = 0.0
    var isPure: Bool { (vertices > 0) != (triangles > 0) }
  }

  private func look(at start: Int, _ count: Int, _ sample: inout IndexedSample) throws -> Window {
    // From the byte before, which tells whether a line begins here, to beyond the end of the last line.
    let lead = start > 0 ? 1 : 0
    let bytes = try source.sampleBytes(at: start - lead, count: count + lead + 256)
    var window = Window(start: start, bytes: count)
    var index = lead
    if start > 0, let before = bytes.first, !isLineEnd(before) {
      while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    }
    while index < min(count + lead, bytes.count) {
      if isLineEnd(bytes[index]) {
        index += 1
        continue
      }
      let line = bytes[index...].prefix { !isLineEnd($0) }
      if line.count > 2, isSpace(line[index + 1]) {
        if line[index] == UInt8(ascii: "v") {
          window.vertices += 1
          if sample.positions.count < 1024 && Int(window.vertices) <= 8 {
            sample.takeLines(line, numbers: 3, behind: 1, most: 1024)
          }
        } else if line[index] == UInt8(ascii: "f") {
          window.triangles += Double(max(0, IndexedSample.words(line).count - 3))
        }
      }
      index += line.count
    }
    return window
  }

  /// Where the lines of one kind end and those of the other begin, to a few lines.
  private func boundary(_ window: Window, _ next: Window) throws -> Int {
    var (low, high) = (window.start, next.start)
    var none = IndexedSample(vertices: 0, triangles: 0, precision: .float64)
    while high - low > 4 * 64 {
      let middle = (low + high) / 2
      let seen = try look(at: middle, 64, &none)
      if (seen.vertices > 0) == (window.vertices > 0) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
