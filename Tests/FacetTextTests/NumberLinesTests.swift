// Whole lines at once beside one number at a time: what the kernels take must be what NumberParse says, bit by bit, and
// what NumberParse has something to say about they must leave alone.
import FacetTestSupport
import FacetText
import Glibc
import Testing

/// One line read one number at a time: nil unless it is plain.
private func naive(_ line: [UInt8], letter: UInt8?, mark: UInt8, columns: Int) -> [Double]? {
  var fields = line.split(
    omittingEmptySubsequences: mark == 0x20, whereSeparator: { mark == 0x20 ? $0 == 0x20 || $0 == 0x09 : $0 == mark })
  if let letter {
    guard let first = fields.first, Array(first) == [letter] else { return nil }
    fields.removeFirst()
  }
  guard fields.count == columns else { return nil }
  var numbers: [Double] = []
  for field in fields {
    let text = field.filter { $0 != 0x20 && $0 != 0x09 } + [0]
    var value = 0.0
    var flags = NumberParse.Flags()
    let length = text.withUnsafeBufferPointer {
      NumberParse.double($0.baseAddress!, $0.baseAddress! + $0.count, value: &value, flags: &flags)
    }
    guard length == text.count - 1, flags.isEmpty else { return nil }
    numbers.append(value)
  }
  return numbers
}

/// What the kernel takes of a text: the numbers line by line, and where it stops.
private func taken(_ text: [UInt8], letter: UInt8? = nil, lines: Int, level: Int32 = NumberLines.level) -> (
  numbers: [[Double]], stop: Int
) {
  var (x, y, z) = (
    [Double](repeating: 7, count: lines), [Double](repeating: 7, count: lines), [Double](repeating: 7, count: lines)
  )
  return text.withUnsafeBufferPointer { bytes in
    var cursor = bytes.baseAddress!
    let count = NumberLines.parse(
      &cursor, bytes.baseAddress! + bytes.count, letter: letter ?? 0, &x, &y, &z, from: 0, to: lines, level: level)
    return ((0..<count).map { [x[$0], y[$0], z[$0]] }, cursor - bytes.baseAddress!)
  }
}

private let padding = [UInt8](repeating: 0x0a, count: 200)

@Suite struct NumberLinesTests {
  /// Texts of numbers of every length and kind, good ones first.
  static let tokens: [String] = {
    var list = [
      "0", "-0", "1", "0.5", "-.5", ".5", "5.", "-5.", "00012", "0.0000", "1e5", "1E5", "1e-5", "1.5e+05", "-2.25e-3",
    ]
    list += [
      "1e22", "1e23", "9007199254740993", "9007199254740992.5", "0.1e-22", "1e-300", "4.9e-324", "1e300", "1e308",
    ]
    list += (1...33).map { String(repeating: "7", count: $0) }
    list += (1...32).map { "0." + String(repeating: "3", count: $0) }
    list += (1...20).map { String(repeating: "8", count: $0) + "." + String(repeating: "4", count: 21 - $0) }
    list += (1...32).map { "1" + String(repeating: "0", count: $0) + ".5" }
    list += [
      "18446744073709551615", "18446744073709551616", "1844674407370955161.6", "99999999999999999999",
      "0000000000000000000000000000001",
    ]
    list += ["6929495644600919.5", "2.2250738585072011e-308", "1.7976931348623157e308", "123456789012345678e-17"]
    return list
  }()
  static let oddTokens = [
    "+1", "nan", "-nan", "inf", "1e", "1e+", "e5", ".", "-", "-.", "1..2", "1.2.3", "--1", "1-2", "1,5", "0x10", "1d5",
    "1e5.5",
    "1e400", "1e-400", "1e1234", "1_0", "é", "1e+-5", "1ee5", "\u{1}1", "1\u{0}", "1e05x", "e-05", "-e-05", ".e-05",
  ]

  /// The levels of instructions that this processor has kernels for.
  static let levels: [Int32] = NumberLines.level >= 5 ? [3, 5] : [3]

  /// Whether the kernels are written for this processor.
  static let hasKernel = taken(Array("1 2 3\n".utf8) + padding, lines: 1).numbers.count == 1

  @Test(arguments: levels) func everyTokenInEveryColumn(level: Int32) {
    var lines = 0
    for token in Self.tokens + Self.oddTokens {
      for column in 0..<3 {
        for before in [0, 1, 20, 40, 70] {
          var fields = ["1.25", "-3", "17"]
          fields[column] = token
          let line = Array(fields.joined(separator: " ").utf8)
          // Good lines before it bring the token away from the beginning of what may be read.
          let lead = Array(String(repeating: "1 2 3\n", count: before).utf8)
          let text = lead + line + [0x0a] + Array("4 5 6\n".utf8) + padding
          let (numbers, stop) = taken(text, lines: before + 2, level: level)
          let expected = naive(line, letter: nil, mark: 0x20, columns: 3)
          guard Self.hasKernel else { continue }
          if numbers.count > before {
            #expect(numbers[before].map(\.bitPattern) == expected?.map(\.bitPattern), "\(fields)")
            lines += 1
          } else {
            #expect(numbers.count == before && stop == lead.count, "\(fields)")
            // Few plain numbers are left to the careful reader: those that are longer than any program prints.
            #expect(expected == nil || token.utf8.count > 19 || token.contains("e"), "\(fields)")
          }
        }
      }
    }
    #expect(lines > 1000 || !Self.hasKernel, "\(lines)")
  }

  @Test(arguments: levels) func randomNumbersAsProgramsPrintThem(level: Int32) throws {
    var random = SystemRandomNumberGenerator()
    let count = 3 * TestSize.pick(20_000, small: 300)
    for style in 0..<8 {
      var text: [UInt8] = []
      var expected: [Double] = []
      for index in 0..<count {
        let bits = UInt64.random(in: 0...UInt64.max, using: &random)
        let small = Double(Int64(bitPattern: bits)) / 9.3e15
        let word: String
        switch style {
        case 0: word = "\(small)"
        case 1: word = "\(Float(small))"
        case 2: word = NumberText.string((small * 100).rounded() / 100)
        case 3: word = "\(Double(bitPattern: bits).isFinite ? Double(bitPattern: bits) : 1)"
        case 4: word = scientific(small)
        case 5: word = "\(Int32(truncatingIfNeeded: bits))"
        // More digits than a Double holds, and halves between two of them.
        case 6: word = "\(bits >> 5)" + (bits % 3 == 0 ? ".5" : bits % 3 == 1 ? "e-7" : "")
        default: word = "\(bits >> 10).\(bits % 2 == 0 ? 5 : 25)"
        }
        text += Array(word.utf8)
        text.append(index % 3 == 2 ? 0x0a : 0x20)
        expected.append(strtod(word, nil))
      }
      let (numbers, _) = taken(text + padding, lines: count / 3, level: level)
      let flat = numbers.flatMap { $0 }
      // Doubles of any size hold subnormals, which stop the kernel.
      if Self.hasKernel && style != 3 { #expect(flat.count == count) }
      #expect(zip(flat, expected).allSatisfy { $0.bitPattern == $1.bitPattern }, "style \(style)")
    }
  }

  @Test(arguments: levels) func lineForms(level: Int32) {
    guard Self.hasKernel else { return }
    let good = ["1 2 3", "  1 2 3", "\t1\t2\t3", "1  2 \t 3", "1 2 3 ", "1 2 3\t ", "1 2 3\r"]
    let bad = [
      "1 2", "1 2 3 4", "1,2,3", "1 2 3 #", "# 1 2 3", "v 1 2 3", "1 2 3\r\r", "1\u{b}2 3", "1 2\u{c}3", "1 2 3\r4", "",
      "1 2 3x",
    ]
    for line in good + bad {
      let text = Array(("9 8 7\n" + line + "\n4 5 6\n").utf8) + padding
      let (numbers, stop) = taken(text, lines: 3, level: level)
      if good.contains(line) {
        #expect(numbers == [[9, 8, 7], [1, 2, 3], [4, 5, 6]], "\(line.debugDescription)")
      } else {
        #expect(numbers == [[9, 8, 7]] && stop == 6, "\(line.debugDescription)")
      }
    }
  }

  @Test(arguments: levels) func linesBehindALetter(level: Int32) {
    guard Self.hasKernel else { return }
    let text = Array("v 1 2 3\n v  4 5 6\r\nv 7 8 9 1\nv 1 1 1\n".utf8) + padding
    let (numbers, stop) = taken(text, letter: UInt8(ascii: "v"), lines: 9, level: level)
    #expect(numbers == [[1, 2, 3], [4, 5, 6]] && stop == 19)
    for line in ["vn 1 2 3", "v1 2 3", "w 1 2 3", "1 2 3", "v\n1 2 3"] {
      #expect(
        taken(Array((line + "\n").utf8) + padding, letter: UInt8(ascii: "v"), lines: 9, level: level).numbers.isEmpty,
        "\(line)")
    }
  }

  @Test(arguments: levels) func cornersOfSoups(level: Int32) {
    guard Self.hasKernel else { return }
    func corners(_ text: String, mark: Character, perLine: Int) -> [SIMD3<Double>] {
      let bytes = Array(text.utf8) + padding
      var (x, y, z) = (
        [Double](repeating: 0, count: 12), [Double](repeating: 0, count: 12), [Double](repeating: 0, count: 12)
      )
      let lines = bytes.withUnsafeBufferPointer { bytes in
        var cursor = bytes.baseAddress!
        return NumberLines.parseCorners(
          &cursor, bytes.baseAddress! + bytes.count, mark: mark.asciiValue!, numbersPerLine: perLine, &x, &y, &z,
          from: 3,
          to: 12, level: level)
      }
      return (3..<3 + lines * perLine / 3).map { SIMD3(x[$0], y[$0], z[$0]) }
    }
    let nine = [SIMD3<Double>(1, 2, 3), SIMD3(4, 5, 6), SIMD3(7, 8, 9)]
    #expect(
      corners("1 2 3 4 5 6 7 8 9\n9 8 7 6 5 4 3 2 1\n", mark: " ", perLine: 9) == nine
        + nine.reversed().map { SIMD3($0.z, $0.y, $0.x) })
    #expect(corners("1,2,3,4 , 5,6,7,8,9\n", mark: ",", perLine: 9) == nine)
    #expect(corners("1;2;3\n4;5;6\n7;8;9\n", mark: ";", perLine: 3) == nine)
    #expect(corners("1,2,,3\n", mark: ",", perLine: 3).isEmpty)
    #expect(corners("1 2 3\n", mark: ",", perLine: 3).isEmpty)
    #expect(corners(String(repeating: "1 2 3 4 5 6 7 8 9\n", count: 9), mark: " ", perLine: 9).count == 9)
  }

  @Test(arguments: levels) func triangles(level: Int32) {
    guard Self.hasKernel else { return }
    func triangles(_ text: String, letter: Character, base: UInt32, vertices: Int) -> [[Int32]] {
      let bytes = Array(text.utf8) + padding
      var corners = [Int32](repeating: -1, count: 30)
      let count = bytes.withUnsafeBufferPointer { bytes in
        var cursor = bytes.baseAddress!
        return NumberLines.parseTriangles(
          &cursor, bytes.baseAddress! + bytes.count, letter: letter.asciiValue!, base: base, vertices: vertices,
          &corners, limit: 10, level: level)
      }
      return (0..<count).map { Array(corners[3 * $0..<3 * $0 + 3]) }
    }
    #expect(
      triangles("3 0 1 2\n3 2 1 0\r\n 3  1 2  0 \n", letter: "3", base: 0, vertices: 3) == [
        [0, 1, 2], [2, 1, 0], [1, 2, 0],
      ])
    #expect(triangles("f 1 2 3\nf 0 1 2\n", letter: "f", base: 1, vertices: 3) == [[0, 1, 2]])
    #expect(triangles("f 1 2 4\n", letter: "f", base: 1, vertices: 3).isEmpty)
    #expect(triangles("3 0 1 2147483646\n", letter: "3", base: 0, vertices: 1 << 31 - 1) == [[0, 1, 2_147_483_646]])
    for line in [
      "4 0 1 2", "3 0 1", "3 0 1 2 0", "3 0 1 -1", "3 0 1 +1", "3 0 1 1.0", "3 0 1 00000000001", "3 0 1 4294967297",
      "33 0 1 2", "3 0 1 a",
    ] {
      #expect(triangles(line + "\n", letter: "3", base: 0, vertices: 3).isEmpty, "\(line)")
    }
    #expect(triangles(String(repeating: "3 0 1 2\n", count: 40), letter: "3", base: 0, vertices: 3).count == 10)
  }

  @Test(arguments: levels) func facets(level: Int32) {
    guard Self.hasKernel else { return }
    func facets(_ text: String) -> [SIMD3<Double>] {
      let bytes = Array(text.utf8) + padding
      var (x, y, z) = (
        [Double](repeating: 0, count: 30), [Double](repeating: 0, count: 30), [Double](repeating: 0, count: 30)
      )
      let count = bytes.withUnsafeBufferPointer { bytes in
        var cursor = bytes.baseAddress!
        return NumberLines.parseFacets(&cursor, bytes.baseAddress! + bytes.count, &x, &y, &z, limit: 10, level: level)
      }
      return (0..<3 * count).map { SIMD3(x[$0], y[$0], z[$0]) }
    }
    let facet =
      "facet normal 0 0 1\n  outer loop\n    vertex 1 2 3\n    vertex 4 5 6\n    vertex 7 8 9.5\n  endloop\nendfacet\n"
    let corners = [SIMD3<Double>(1, 2, 3), SIMD3(4, 5, 6), SIMD3(7, 8, 9.5)]
    #expect(facets(facet) == corners)
    #expect(facets(facet.uppercased() + facet) == corners + corners)
    #expect(facets(facet.replacing("\n", with: "\r")) == corners)
    #expect(facets(String(repeating: facet, count: 40)).count == 30)
    for (word, other) in [
      ("facet normal", "facet"), ("normal", "normals"), ("outer", "inner"), ("loop\n", "loop 1\n"),
      ("vertex 4", "vertex 4 4"),
      ("vertex 7 8", "vertex 7"), ("endloop", "endloo"), ("endfacet", "endfacets"), ("endfacet", "end facet"),
      ("0 0 1", "0 0 nan"),
      ("0 0 1", "0 0 x"), ("vertex 1 2 3", "vertex 1 2 inf"),
    ] {
      #expect(facets(facet.replacing(word, with: other)).isEmpty, "\(other)")
      #expect(facets(facet + facet.replacing(word, with: other)) == corners, "\(other)")
    }
  }

  /// Texts cut at every place, in a buffer that ends there: nothing may be read behind it, and whole lines only are taken.
  @Test(arguments: levels) func everyPrefix(level: Int32) {
    let text = Array("1.5 2 3\n-4 5e1 6.25\n7 8 123456789.123456789\n".utf8)
    let whole = text + text + text + text + text
    for length in 0...whole.count {
      let prefix = Array(whole[..<length])
      let (numbers, stop) = taken(prefix, lines: 15, level: level)
      #expect(stop == 0 || prefix[stop - 1] == 0x0a)
      #expect(numbers.count == prefix[..<stop].count { $0 == 0x0a })
    }
  }
}

/// A number as C prints it with %.6e.
private func scientific(_ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 40)
  withVaList([value]) { _ = vsnprintf(&buffer, 40, "%.6e", $0) }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
