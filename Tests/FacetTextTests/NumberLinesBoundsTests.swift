// Texts that end where memory ends, and begin where it begins, at every place in a register: the kernels must read nothing else,
// and all levels of instructions must take the same lines and say the same.
import FacetTestSupport
import FacetText
import Glibc
import Testing

/// Some pages between two that must not be touched.
private final class GuardedPages {
  static let pageBytes = 4096
  let start: UnsafeMutablePointer<UInt8>
  let count: Int
  private let mapping: UnsafeMutableRawPointer

  init(pages: Int) {
    let bytes = (pages + 2) * Self.pageBytes
    mapping = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
    precondition(mapping != MAP_FAILED)
    count = pages * Self.pageBytes
    start = (mapping + Self.pageBytes).assumingMemoryBound(to: UInt8.self)
    mprotect(mapping, Self.pageBytes, PROT_NONE)
    mprotect(mapping + Self.pageBytes + count, Self.pageBytes, PROT_NONE)
  }

  deinit { munmap(mapping, count + 2 * Self.pageBytes) }

  /// Copies a text to the beginning or the end.
  func place(_ text: [UInt8], atEnd: Bool) -> UnsafeBufferPointer<UInt8> {
    let place = atEnd ? start + count - text.count : start
    place.update(from: text, count: text.count)
    return UnsafeBufferPointer(start: place, count: text.count)
  }
}

/// What a kernel took: the numbers as bits, and where it stopped.
private struct Taken: Equatable {
  var numbers: [UInt64] = []
  var stop = 0
}

private enum Form: CaseIterable, Sendable {
  case vertices, lettered, commas, triangles, facets

  func line(_ i: Int) -> String {
    let numbers = ["\(i)", "-0.\(i)25", ".5", "\(i)e-3", "12345678901234567.\(i)", "-1\(i).", "0.0123456789012345678"]
    func number(_ k: Int) -> String { numbers[(i + k) % numbers.count] }
    let three = "\(number(0)) \(number(1)) \(number(2))"
    switch self {
    case .vertices: return three
    case .lettered: return "v " + three
    case .commas: return (0..<9).map(number).joined(separator: ",")
    case .triangles: return "3 \(i) \(i * 31 % 97) \(i + 1)"
    case .facets:
      return "facet normal 0 0 1\n outer loop\n" + String(repeating: "  vertex \(three)\n", count: 3)
        + " endloop\nendfacet"
    }
  }

  func take(_ text: UnsafeBufferPointer<UInt8>, level: Int32, lines: Int) -> Taken {
    var columns = [[Double]](repeating: [Double](repeating: 0, count: 3 * lines), count: 3)
    var corners = [Int32](repeating: 0, count: 3 * lines)
    var (cursor, end) = (text.baseAddress!, text.baseAddress! + text.count)
    var (x, y, z) = (columns[0], columns[1], columns[2])
    var count = 0
    switch self {
    case .vertices:
      count = NumberLines.parse(&cursor, end, &x, &y, &z, from: 0, to: lines, level: level)
    case .lettered:
      count = NumberLines.parse(
        &cursor, end, letter: UInt8(ascii: "v"), &x, &y, &z, from: 0, to: lines, level: level)
    case .commas:
      count =
        3
        * NumberLines.parseCorners(
          &cursor, end, mark: UInt8(ascii: ","), numbersPerLine: 9, &x, &y, &z, from: 0, to: 3 * lines, level: level)
    case .triangles:
      count = NumberLines.parseTriangles(
        &cursor, end, letter: UInt8(ascii: "3"), base: 0, vertices: 1 << 20, &corners, limit: lines, level: level)
    case .facets:
      count = 3 * NumberLines.parseFacets(&cursor, end, &x, &y, &z, limit: lines, level: level)
    }
    end = cursor
    columns = [x, y, z]
    let numbers =
      self == .triangles
      ? corners[..<(3 * count)].map { UInt64($0) } : (0..<count).flatMap { i in columns.map { $0[i].bitPattern } }
    return Taken(numbers: numbers, stop: end - text.baseAddress!)
  }
}

@Suite struct NumberLinesBoundsTests {
  private static let levels: [Int32] = NumberLines.level >= 5 ? [3, 5] : [3]

  /// Texts of many lengths, with an odd byte in some, at both ends of what may be read.
  @Test(arguments: Form.allCases) private func allLevelsAlike(_ form: Form) {
    let pages = GuardedPages(pages: 3)
    var random = SystemRandomNumberGenerator()
    let whole = Array((0..<60).map { form.line($0) + "\n" }.joined().utf8)
    for length in stride(from: 1, through: min(whole.count, pages.count), by: TestSize.pick(3, small: 101)) {
      var text = Array(whole[..<length])
      let odd = length / 3
      // Every other text is plain.
      if length % 2 == 0 { text[odd] = UInt8.random(in: 0...255, using: &random) }
      var answers: [Taken] = []
      for level in Self.levels {
        for atEnd in [false, true] {
          answers.append(form.take(pages.place(text, atEnd: atEnd), level: level, lines: 70))
        }
      }
      #expect(answers.allSatisfy { $0 == answers[0] }, "\(form), \(length) bytes, byte \(text[odd])")
      #expect(answers[0].stop <= length)
    }
  }
}
