import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private struct Answer: Equatable {
  /// The bits of the coordinates, so that NaN equals itself.
  var bits: [UInt64] = []
  var warnings: [FormatWarning] = []
  var numbers: [Double] { bits.map { Double(bitPattern: $0) } }
  var codes: [String] { warnings.map { $0.code.rawValue } }
}

private func read(
  _ bytes: [UInt8], block: Int = ByteSource.defaultBlockSize, hasSize: Bool = true, strict: Bool = false,
  capacity: Int = 9
) throws -> Answer {
  var options = ReaderOptions()
  options.strict = strict
  let source = ByteSource(bytes: bytes, name: "a.stl", blockSize: block, hasSize: hasSize)
  let reader = try ASCIISTLReader(source, options: options)
  let corners = try CornerBlock(precision: reader.precision, capacity: capacity)
  var answer = Answer()
  while try reader.fill(corners) {
    #expect(corners.count % 3 == 0 && corners.count <= capacity)
    for index in 0..<corners.count { for axis in 0..<3 { answer.bits.append(corners[index][axis].bitPattern) } }
  }
  let isMore = try reader.fill(corners)
  #expect(!isMore && corners.count == 0 && reader.consumedBytes == bytes.count)
  answer.warnings = reader.warnings.warnings
  return answer
}

/// Reads with all block sizes, which must not matter.
private func outcome(_ bytes: [UInt8], blocks: [Int] = [1, 7, 64, 4096]) -> Result<Answer, FormatError> {
  func attempt(_ block: Int, _ hasSize: Bool, _ capacity: Int) -> Result<Answer, FormatError> {
    do {
      return .success(try read(bytes, block: block, hasSize: hasSize, capacity: capacity))
    } catch {
      guard let fault = error as? FormatError else {
        Issue.record("\(error) for \(String(decoding: bytes, as: UTF8.self))")
        return .failure(FormatError(.unknownFormat, file: "", format: "", expected: "\(error)"))
      }
      return .failure(fault)
    }
  }
  let whole = attempt(ByteSource.defaultBlockSize, true, CornerBlock.defaultCapacity)
  for block in blocks {
    for hasSize in [true, false] {
      let other = attempt(block, hasSize, block == 7 ? 3 : 9)
      if other != whole {
        Issue.record("block \(block): \(other), whole: \(whole), of \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
  return whole
}

private func answer(_ text: String) throws -> Answer { try outcome(Array(text.utf8)).get() }

private func fault(_ text: String) -> String {
  if case .failure(let fault) = outcome(Array(text.utf8)) { return "\(fault.code.rawValue) \(fault.description)" }
  return "accepted"
}

private func facet(_ third: String = "0 1e0 -.25") -> String {
  """
    facet normal 0 0 1
      outer loop
        vertex 0 0 0
        vertex 1.5 0 0
        vertex \(third)
      endloop
    endfacet

  """
}

private let one: [Double] = [0, 0, 0, 1.5, 0, 0, 0, 1, -0.25]
private let two = "solid box\n" + facet() + facet() + "endsolid box\n"

@Suite struct ASCIISTLReaderTests {
  /// Texts that all hold the triangle twice, and the warning of each.
  static let dialects: [(text: String, warning: String)] = [
    (two, ""), (String(two.dropLast()), ""), (two.uppercased(), ""), (two.replacing(" ", with: "\t"), ""),
    (two.replacing("vertex", with: "vErTeX").replacing("solid", with: "Solid"), ""),
    (two.replacing("\n", with: "\r"), ""), (two.replacing("\n", with: "\r\n"), ""),
    (two.replacing("\n", with: "\n\n \t\n"), ""),
    ("\u{feff}" + two, ""), (" \r\n\t" + two, ""),
    (two.split(whereSeparator: \.isWhitespace).joined(separator: " "), ""),
    (two.replacing("solid box", with: "solid").split(whereSeparator: \.isWhitespace).joined(separator: "\n"), ""),
    (two.replacing("box", with: ""), ""), (two.replacing("endsolid box", with: "endsolid other name"), ""),
    (two.replacing("endsolid box", with: "end solid"), ""),
    (two.replacing("endsolid box", with: "END \t\n SOLID  box"), ""),
    (two.replacing("solid box", with: "solidbox"), ""),
    (two.replacing("solid box", with: "solid  facet of the vertex, 3.5 v2 endfacet facet normals \t"), ""),
    (two.replacing("solid box", with: "solid facet normal"), ""),
    (two.replacing("solid box", with: "solid Würfel №1 #"), ""),
    (two.replacing("solid box", with: "solid front end solid"), ""),
    (two.replacing("endsolid box\n", with: ""), "missing_endsolid"),
    (two.replacing("endfacet\n  facet", with: "facet"), "missing_endfacet"),
    (two.replacing("endfacet\n", with: ""), "missing_endfacet"),
    ("solid a\n" + facet() + "solid b\n" + facet() + "endsolid b", "missing_endsolid"),
    ("solid a\n" + facet() + "endsolid a\nsolid b\nendsolid b\nsolid\n" + facet() + "endsolid\n", ""),
    (
      "solid a " + facet().replacing("\n", with: " ") + "endsolid a solid b " + facet().replacing("\n", with: " ")
        + "endsolid b", ""
    ),
    ("solid a endsolid a\n" + two, ""), (two + "solid nothing\nendsolid nothing\n \n", ""),
    (two.replacing("endloop", with: "end loop").replacing("endfacet", with: "end facet"), ""),
    (two.replacing("1.5", with: "+1.5"), ""), (two.replacing("1e0", with: "1d+0"), "fortran_exponent"),
    (two.replacing("1e0", with: "0000000000000000000000000000000001.000000000000000000000000000000000000000000"), ""),
    (two.replacing("normal 0 0 1", with: "normal nan -INF 1e3"), ""),
    (two.replacing("normal 0 0 1", with: "normal -nan(ind) 1.#QNAN -1.#IND00e+000"), ""),
  ]

  @Test(arguments: dialects)
  func readsEveryDialect(text: String, warning: String) throws {
    let answer = try answer(text)
    #expect(answer.numbers == one + one)
    #expect(answer.codes == (warning.isEmpty ? [] : [warning]))
    if !warning.isEmpty {
      #expect { _ = try read(Array(text.utf8), strict: true) } throws: { ($0 as? FormatError)?.code == .warningAsError }
    }
  }

  @Test func takesEmptySolids() throws {
    for text in [
      "solid x\nendsolid x\n", "SOLID\nENDSOLID", "solid endsolid", "solid a\nend solid a\nsolid b\nendsolid",
    ] {
      let answer = try answer(text)
      #expect(answer.bits.isEmpty && answer.codes == ["empty_mesh"])
    }
  }

  @Test func deliversWhatIsNotFinite() throws {
    let numbers = try answer("solid\n" + facet("nan -Inf infinity") + "endsolid").numbers
    #expect(numbers[6].isNaN && numbers[7] == -.infinity && numbers[8] == .infinity)
  }

  /// A name takes no memory, whether it is one word or many.
  @Test func takesVeryLongNames() throws {
    let count = TestSize.pick(1_100_000, small: 100_000)
    for name in [String(repeating: "x", count: count), String(repeating: "facet ", count: count / 6)] {
      for text in [two.replacing("box", with: name), two.replacing("solid box", with: "solid" + name)] {
        for hasSize in [true, false] { #expect(try read(Array(text.utf8), hasSize: hasSize).numbers == one + one) }
      }
    }
  }

  @Test func takesVeryLongNumbers() throws {
    let digits = String(repeating: "3", count: 10_000)
    #expect(
      try answer("solid\n" + facet("0.\(digits) 0.\(digits)e2 \(digits)e-10000") + "endsolid").numbers.suffix(3)
        == [1.0 / 3, 100.0 / 3, 1.0 / 3])
  }

  private static let small = "solid box\n" + facet() + "endsolid box\n"

  static let refusals: [(String, String)] = [
    ("", "empty_file a.stl: ASCII STL: empty file"),
    (" \n\u{feff}", "bad_header a.stl: ASCII STL: line 2: expected solid, found \"\\xef\\xbb\\xbf\""),
    ("\u{feff}\n", "truncated a.stl: ASCII STL: line 2: expected solid, found end of file"),
    ("facet normal", "bad_header a.stl: ASCII STL: line 1: expected solid, found \"facet\""),
    (
      "solid ground is what every building needs.\n",
      "truncated a.stl: ASCII STL: line 2: expected facet or endsolid, found end of file"
    ),
    ("solid ground\nis what every", "bad_token a.stl: ASCII STL: line 2: expected facet or endsolid, found \"is\""),
    ("solid gro\0und\n", "bad_token a.stl: ASCII STL: line 1: expected text, found a NUL byte"),
    (
      small + "and so on\n", "bad_token a.stl: ASCII STL: line 10: expected solid or the end of the file, found \"and\""
    ),
    (small + facet(), "bad_token a.stl: ASCII STL: line 10: expected solid or the end of the file, found \"facet\""),
    (
      small + "solid b\n",
      "truncated a.stl: ASCII STL: line 11: expected facet or endsolid, found end of file (--recover keeps what is whole)"
    ),
    (
      small.replacing("    endloop", with: "  vertex 1 1 0\n    endloop"),
      "bad_token a.stl: ASCII STL: line 7: expected endloop after the three vertices of facet 1, found \"vertex\""
    ),
    (
      small.replacing("      vertex 1.5 0 0\n", with: ""),
      "bad_token a.stl: ASCII STL: line 6: expected vertex 3 of the three of facet 1, found \"endloop\""
    ),
    (
      small.replacing("1.5 0 0", with: "1.5 0"),
      "bad_number a.stl: ASCII STL: line 6: expected a coordinate of facet 1, found \"vertex\""
    ),
    (
      small.replacing("1.5 0 0", with: "1.5 0 0 0"),
      "bad_token a.stl: ASCII STL: line 5: expected vertex 3 of the three of facet 1, found \"0\""
    ),
    (
      small.replacing("    outer loop\n", with: ""),
      "bad_token a.stl: ASCII STL: line 3: expected outer, found \"vertex\""
    ),
    (
      small.replacing("outer loop", with: "outer lop"),
      "bad_token a.stl: ASCII STL: line 3: expected loop, found \"lop\""
    ),
    (
      small.replacing("endloop", with: "endlopp"),
      "bad_token a.stl: ASCII STL: line 7: expected endloop after the three vertices of facet 1, found \"endlopp\""
    ),
    (
      small.replacing("endfacet", with: "endfacets"),
      "bad_token a.stl: ASCII STL: line 8: expected endfacet, found \"endfacets\""
    ),
    (
      small.replacing("normal 0 0 1", with: "normal 0 x 1"),
      "bad_number a.stl: ASCII STL: line 2: expected a number in the normal of facet 1, found \"x\""
    ),
    (
      small.replacing("normal 0 0 1", with: "0 0 1"), "bad_token a.stl: ASCII STL: line 2: expected normal, found \"0\""
    ),
    (
      small.replacing("1.5 0", with: "1e400 0"),
      "bad_number a.stl: ASCII STL: line 5: expected a coordinate of facet 1 that Float64 can hold, found \"1e400\""
    ),
    (
      small.replacing("1.5 0 0", with: "1.5 0 0\0"),
      "bad_number a.stl: ASCII STL: line 5: expected a coordinate of facet 1, found \"0\\x00\""
    ),
    (
      small.replacing("vertex 1.5", with: "vertex\0 1.5"),
      "bad_token a.stl: ASCII STL: line 5: expected vertex 2 of the three of facet 1, found \"vertex\\x00\""
    ),
    (
      String(small.dropLast(18)),
      "truncated a.stl: ASCII STL: line 8: expected endfacet, found \"endf\" at the end of the file (--recover keeps what is whole)"
    ),
  ]

  @Test(arguments: refusals)
  func refuses(text: String, words: String) { #expect(fault(text) == words) }

  @Test(arguments: [
    "0x1p3", "1,5", "1e", "--1", "1.2.3", "1_0", "١", "one", "1\0", "1e+", ".", "-", "+-1", "1f", "nano", "1#",
  ])
  func refusesWhatIsNoNumber(number: String) {
    #expect(
      fault("solid\n" + facet("0 \(number) 0") + "endsolid\n").hasPrefix(
        "bad_number a.stl: ASCII STL: line 6: expected a coordinate of facet 1, found "))
  }

  @Test func everyPrefixReadsOrThrows() {
    let bytes = Array((Self.small + two).utf8)
    var missing = 0
    for prefix in prefixes(bytes) {
      switch outcome(prefix) {
      case .success(let answer):
        let text = String(decoding: prefix, as: UTF8.self)
        // Nothing is lost in silence: what ends before its end says so.
        #expect(
          answer.bits.count == 9 * text.split(separator: "endloop", omittingEmptySubsequences: false).dropLast().count)
        if !answer.codes.isEmpty { missing += 1 }
      case .failure(let fault):
        #expect([.truncated, .emptyFile, .badHeader].contains(fault.code))
      }
    }
    #expect(missing > 0 && missing < 80)
  }

  @Test func everyMutationReadsOrThrows() {
    var count = 0
    for text in [
      Self.small, "solid a facet normal 0 0 1 outer loop " + facet().dropFirst(40) + "end solid solid b\nendsolid",
    ] {
      forEachMutation(Array(text.utf8)) { bytes in
        _ = outcome(bytes, blocks: [1, 7])
        count += 1
      }
    }
    #expect(count > TestSize.pick(4000, small: 1200))
  }

  /// Random soups in random dialects come back as they were.
  @Test func readsRandomSoups() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var text = ""
      var numbers: [Double] = []
      let gaps = [[" "], ["\n"], [" ", "  ", "\t", "\r\n", "\n    "]].randomElement(using: &random)!
      func gap() -> String { gaps.randomElement(using: &random)! }
      for solid in 0..<Int.random(in: 1...3, using: &random) {
        text += "solid part \(solid)\n"
        for _ in 0..<Int.random(in: 0...40, using: &random) {
          func number() -> String {
            let value =
              Double.random(in: -1...1, using: &random) * [1, 1e-30, 1e5, 1e200].randomElement(using: &random)!
            numbers.append(value)
            return "\(value)"
          }
          var words = ["facet", "normal", "0", "-1e-3", "nan", "outer", "loop"]
          for _ in 0..<3 { words += ["vertex", number(), number(), number()] }
          for word in words + ["endloop", "endfacet"] {
            text += (Bool.random(using: &random) ? word : word.uppercased()) + gap()
          }
        }
        text += "endsolid part \(solid)\n"
      }
      let answer = try read(
        Array(text.utf8), block: Int.random(in: 1...500, using: &random), hasSize: Bool.random(using: &random),
        capacity: 3 * Int.random(in: 1...50, using: &random))
      #expect(answer.numbers == numbers)
      #expect(answer.codes == (numbers.isEmpty ? ["empty_mesh"] : []))
    }
  }

  @Test func wordsAreComparedInAnyCase() {
    let word = STLWord("vertex")
    func bytes(_ text: String) -> UInt64 { text.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    #expect(word.begins(bytes("vertex 1")) && word.begins(bytes("VeRtEx\t1")) && word.begins(bytes("vertexes")))
    #expect(!word.begins(bytes("vortex 1")) && !word.begins(bytes("verte\u{58}".dropLast() + "\u{18}  ")))
    #expect(STLWord("endsolid").begins(bytes("EndSolid")) && !STLWord("endsolid").begins(bytes("endsolif")))
  }
}

@Suite struct ASCIISTLNameTests {
  @Test(arguments: [
    ("solid\n", 0), ("solid  \n", 0), ("solid a\n", 1), ("solidname\n", 1), ("solid a b c\n", 1), ("solid facet\n", 1),
  ])
  func countsNamesOfSolids(first: String, names: Int) throws {
    let facet = "facet normal 0 0 1 outer loop vertex 0 0 0 vertex 1 0 0 vertex 0 1 0 endloop endfacet\n"
    let text = first + facet + "endsolid a\nsolid\n" + facet + "endsolid\n" + first + facet + "endsolid\n"
    for block in [1, 7, 4096] {
      let reader = try ASCIISTLReader(ByteSource(bytes: Array(text.utf8), name: "a.stl", blockSize: block))
      let corners = try CornerBlock(precision: .float64)
      while try reader.fill(corners) {}
      #expect(reader.attributesDropped[.names] == 2 * names && reader.attributesDropped.total == 2 * names)
    }
  }
}
