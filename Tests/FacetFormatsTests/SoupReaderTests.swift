import FacetMemory
import FacetMesh
import Testing

@testable import FacetFormats

/// Reads a whole text; blocks of nine corners unless told.
private func read(
  _ text: some StringProtocol, _ options: ReaderOptions = ReaderOptions(), block: Int = 1 << 20, hasSize: Bool = true,
  capacity: Int = 9
) throws -> (numbers: [Double], reader: SoupTextReader) {
  try read(Array(text.utf8), options, block: block, hasSize: hasSize, capacity: capacity)
}

private func read(
  _ bytes: [UInt8], _ options: ReaderOptions = ReaderOptions(), block: Int = 1 << 20, hasSize: Bool = true,
  capacity: Int = 9
) throws -> (numbers: [Double], reader: SoupTextReader) {
  let source = ByteSource(bytes: bytes, name: "soup.txt", blockSize: block, hasSize: hasSize)
  let reader = try SoupTextReader(source, options: options)
  let corners = try CornerBlock(precision: reader.precision, capacity: capacity)
  var numbers: [Double] = []
  while try reader.fill(corners) {
    #expect(corners.count % 3 == 0)
    for index in 0..<corners.count { numbers += [corners[index].x, corners[index].y, corners[index].z] }
  }
  return (numbers, reader)
}

private func columns(_ range: ClosedRange<Int>) -> ReaderOptions {
  var options = ReaderOptions()
  options.columns = range
  return options
}

private func fault(_ text: String, _ options: ReaderOptions = ReaderOptions()) -> FormatError? {
  var faults: [FormatError?] = []
  for block in [1, 7, 64, 1 << 20] {
    do {
      _ = try read(text, options, block: block)
      faults.append(nil)
    } catch {
      faults.append(error as? FormatError)
    }
  }
  #expect(faults.allSatisfy { $0 == faults[0] }, "\(faults)")
  return faults[0]
}

private let blockSizes = [1, 7, 64, 4096, 1 << 20]
private let nine = "1 2 3 4 5 6 7 8 9"
private let oneToNine: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9]

@Test(arguments: [
  nine, nine + "\n", "\n\n" + nine + "\r\n\r\n", "1,2,3,4,5,6,7,8,9\r\n", "1;2;3;4;5;6;7;8;9;\n",
  "1\t2\t3\t4\t5\t6\t7\t8\t9",
  " 1, 2 ,3 ; 4;5\t6  7 8 9  # end\n", "# top\n% top\n// top\n1 2 3 4 5 6 7 8 9// end", "1 2 3 4 5 6 7 8 9#end\r",
  "1 2 3\n4 5 6\n7 8 9\n", "1,2,3\r4,5,6\r\r7,8,9", "1. 2.0 3e0 40e-1 .5e1 6 07 8 9",
  "1 2 3\n# a\n4 5 6 % b\n\n\n7 8 9 // c",
  "x y z\n1 2 3\n4 5 6\n7 8 9", "ax;ay;az;bx;by;bz;cx;cy;cz\n1;2;3;4;5;6;7;8;9", "\u{feff}1 2 3 4 5 6 7 8 9",
  "\u{0b}1 2 3 4 5 6 7\u{0c}8 9",
])
func readsTextSoups(text: String) throws {
  for block in blockSizes {
    for hasSize in [true, false] {
      #expect(try read(text, block: block, hasSize: hasSize).numbers == oneToNine)
    }
  }
}

@Test func soupsTellTheirDialect() throws {
  #expect(try read("1,2,3,4,5,6,7,8,9").reader.dialect == "9 columns, comma")
  #expect(try read("1 2\t3\n4 5 6\n7 8 9").reader.dialect == "3 columns, blank")
  #expect(try read("1\t2\t3\n4 5 6\n7 8 9").reader.dialect == "3 columns, tab")
  #expect(try read("1; 2; 3\n4 5 6\n7 8 9").reader.dialect == "3 columns, semicolon")
  #expect(
    try read("a," + nine.split(separator: " ").joined(separator: ","), columns(2...10)).reader.dialect
      == "columns 2-10, comma")
  #expect(try read(nine).reader.precision == .float64)
  let long = String(repeating: nine + "\n", count: 10000)
  let estimate = try #require(try read(long).reader.expectedTriangles)
  #expect(abs(estimate - 10000) < 10)
  #expect(try read(long, hasSize: false).reader.expectedTriangles == nil)
  #expect(try read(long, capacity: 6144).numbers.count == 90000)
}

@Test func soupsTakeColumnsAmongWords() throws {
  let rows = ["wing,%s,x y,#5", "\"a, b\",%s,", "7, %s , tail", ",%s", " wing #5,%s # note"]
  for row in rows {
    let parts = row.split(separator: "%s", omittingEmptySubsequences: false)
    let line = parts[0] + "1,2,3,4,5,6,7,8,9" + parts[1]
    for block in blockSizes { #expect(try read(line, columns(2...10), block: block).numbers == oneToNine, "\(line)") }
  }
  let twelve = "0 0 1 " + nine + "\n"
  #expect(try read(twelve + twelve, columns(4...12)).numbers == oneToNine + oneToNine)
  #expect(try read("n1 n2 n3 a b c d e f g h i\n" + twelve, columns(4...12)).numbers == oneToNine)
  #expect(
    try read("Part A\t\(nine.split(separator: " ").joined(separator: "\t"))\n\t\t\n", columns(2...10)).numbers
      == oneToNine)
  #expect(try read("\t\(nine.split(separator: " ").joined(separator: "\t"))\n", columns(2...10)).numbers == oneToNine)
  #expect(try read("1 2 3 red\n4 5 6 green\n7 8 9 blue", columns(1...3)).numbers == oneToNine)
  #expect(try read("1 2 3; 4 5 6; 7 8 9; word", columns(1...9)).numbers == oneToNine)
  #expect(
    fault("wing,1,2,3,4,5,6,7,8", columns(2...10))?.description
      == "soup.txt: soup: line 1: expected at least 10 columns, found 9")
  #expect(fault(twelve + "1 2 3\n", columns(4...12))?.place == .line(2, byte: 24))
  #expect(fault("a,1,2,x,4,5,6,7,8,9", columns(2...10))?.found == "\"x\"")
  #expect(fault("a,1,2 3,4,5,6,7,8,9,10", columns(2...10))?.found == "\"2 3\"")
  #expect(fault("a,1,,3,4,5,6,7,8,9", columns(2...10))?.code == .badNumber)
  #expect(fault("1,5;2;3;4;5;6;7;8;9", columns(1...9))?.found == "\"1,5\"")
  #expect(fault(nine, columns(1...4))?.code == .unsupported)
  #expect(fault(nine, columns(0...8))?.code == .unsupported)
}

@Test func soupsLeaveOutLines() throws {
  var options = ReaderOptions()
  options.skipLines = 2
  #expect(try read("1 2 3\r\n4 5\r\n" + nine, options).numbers == oneToNine)
  options.skipLines = Int.max
  #expect(fault(nine, options)?.code == .emptyFile)
}

@Test(arguments: [
  ("1 2 3 4 5 6 7 8\n", "line 1: expected 9 or 3 numbers, found 8; if 1 to 3 are the corners: --columns 1-3"),
  ("\(nine)\n1 2 3 4 5 6 7 8\n", "line 2: expected 9 numbers, found 8"),
  ("# c\r\n\(nine)\r\n\(nine) 10", "line 3: expected 9 numbers, found 10"),
  ("1 2 3\n4 5\n", "line 2: expected 3 numbers, found 2"),
  ("1 2 3\r4 5 6\r\r7 8\r", "line 4: expected 3 numbers, found 2"),
  ("1 2 3\n4 5 6", "line 2: expected three corners for triangle 1, found end of file after 2"),
  ("1,5 2,5 3,5\n", "line 1: expected numbers with a decimal point, found numbers with a decimal comma"),
  ("1,5;2,5;3,5;1;2;3;1;2;3", "line 1: expected numbers with a decimal point, found numbers with a decimal comma"),
  ("\(nine)\n1 2 3 4 0x1p3 6 7 8 9", "line 2: expected a number, found \"0x1p3\""),
  ("1e 2 3 4 5 6 7 8 9", "line 1: expected a number, found \"1e\""),
  ("1 2 3\n1 1_0 2\n1 2 3", "line 2: expected a number, found \"1_0\""),
  ("1 2 3 4 5 6 7 8 --1", "line 1: expected a number, found \"--1\""),
  ("1 2 3 4 1.2.3 6 7 8 9", "line 1: expected a number, found \"1.2.3\""),
  ("1 2 3 4 ١ 6 7 8 9", "line 1: expected a number, found \"\\xd9\\xa1\""),
  ("1,2,,4,5,6,7,8,9", "line 1: expected a number, found an empty field"),
  (",1,2,3", "line 1: expected a number, found an empty field"),
  ("1 2 3 4 5 6 7 8 1e400", "line 1: expected a number that Float64 can hold, found \"1e400\""),
  ("1 2 3 4 5 6 7 8 -\n", "line 1: expected a number, found \"-\""),
  ("one\ntwo\n\(nine)", "line 2: expected a number, found \"two\""),
  ("# only comments\n\n", "line 3: expected lines of 9 or 3 numbers, found end of file"),
  ("1 2 3 4 5 6 7 8 9\n1 2 3\0", "line 2: expected a number, found \"3\\x00\""),
  ("0 0 1 \(nine)", "line 1: expected 9 or 3 numbers, found 12; if 4 to 12 are the corners: --columns 4-12"),
])
func refusesBadSoups(text: String, message: String) {
  let error = fault(text)
  #expect(error?.description == "soup.txt: soup: " + message, "\(error?.description ?? "no error")")
}

@Test func soupsNameEmptyFilesAndForeignText() {
  #expect(fault("")?.description == "soup.txt: soup: empty file")
  #expect(throws: FormatError.self) { try read([0xff, 0xfe, 0x31, 0]) }
  #expect(throws: FormatError.self) { try read(String(repeating: "1", count: 3 << 20), block: 1 << 16) }
}

@Test func soupsCountOddNumbers() throws {
  let text = "h\n+1 2d0 3 4 5 6 7 8 9\n" + String(repeating: "1 +2 3D0 +4 5 6 7 8 9\n", count: 40)
  for block in blockSizes {
    let (numbers, reader) = try read(text, block: block)
    #expect(numbers == Array((0..<41).map { _ in oneToNine }.joined()))
    let counts = reader.warnings.warnings.map { "\($0.code.rawValue) \($0.count) \($0.firstPlace)" }
    #expect(counts == ["skipped_header_line 1 line 1", "plus_sign 81 line 2", "fortran_exponent 41 line 2"])
  }
  var strict = ReaderOptions()
  strict.strict = true
  #expect(fault(text, strict)?.code == .warningAsError)
}

@Test func soupsDeliverWhatIsNotFinite() throws {
  let numbers = try read("nan inf -Infinity 1 2 3 4 5 -0\n").numbers
  #expect(numbers[0].isNaN && numbers[1] == .infinity && numbers[2] == -.infinity && numbers[8].sign == .minus)
}

@Test func everyPrefixAndMutationOfASoupIsSafe() throws {
  let text = Array(
    "x y z\r\n# top\n1.5 -2 3e1, 4 5 6 7;8;+9 // c\n1 2 3 4 5 6 7d1 8 nan\n\n.5 1. 0 1e-3 0 0 0 0 0\n".utf8)
  let three = Array("1 2 3\n4 5 6\r7,8,9\n0 0 0\n0 0 1\n0 1 0 # end".utf8)
  var (good, bad) = (0, 0)
  for bytes in [text, three] {
    for options in [ReaderOptions(), columns(1...3), columns(2...10)] {
      for block in [1, 64] {
        func attempt(_ bytes: [UInt8]) throws {
          do {
            _ = try read(bytes, options, block: block, capacity: 3)
            good += 1
          } catch is FormatError { bad += 1 }
        }
        for length in 0...bytes.count { try attempt(Array(bytes[..<length])) }
        for index in bytes.indices {
          for value: UInt8 in [0, 9, 10, 13, 32, 34, 35, 37, 43, 44, 45, 46, 47, 48, 57, 59, 68, 101, 110, 0x80, 0xff] {
            var mutated = bytes
            mutated[index] = value
            try attempt(mutated)
          }
        }
      }
    }
  }
  #expect(good + bad == 17_172 && good > 1500, "\(good) good, \(bad) bad of \(text.count) \(three.count)")
}

@Test func soupsAgreeWithANaiveReader() throws {
  var state: UInt64 = 42
  func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  for round in 0..<60 {
    let perLine = round % 2 == 0 ? 9 : 3
    let parts = [" ", ",", ";", "\t", ", ", " ; ", "  "]
    var text = ""
    var expected: [Double] = []
    for _ in 0..<(3 * (1 + random(60))) {
      var line = ""
      for column in 0..<perLine {
        let digits =
          "\(random(2) == 0 ? "-" : "")\(random(1000)).\(random(1_000_000))"
          + (random(4) == 0 ? "e\(random(40) - 20)" : "")
        expected.append(Double(digits)!)
        line += (column == 0 ? "" : parts[random(parts.count)]) + digits
      }
      text += line + ["\n", "\r\n", "\r", "\n\n", " # 1 2\n", "\n//x\n"][random(6)]
    }
    for block in blockSizes + [random(300) + 1] {
      #expect(
        try read(text, block: block, hasSize: round % 3 == 0, capacity: 3 * (1 + random(100))).numbers == expected)
    }
    let inColumns = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("//") }
      .map { "w 5 " + $0 }.joined(separator: "\n")
    let options = columns(3...perLine + 2)
    let commas = inColumns.replacing(#/[ ,;\t]+/#) { _ in "," }.replacing(",#,1,2", with: "")
    for block in blockSizes { #expect(try read(commas, options, block: block).numbers == expected) }
  }
}
