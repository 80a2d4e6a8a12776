// Nodes and elements in two tables: how the columns and the numbers are found out, and what is told with its line.
import FacetCompression
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

@Suite struct TableReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let nodes = "0 0 0\n1 0 0\n1 1 0\n0 1 0.5\n"
  private static let numbered = "10 0 0 0\n20 1 0 0\n15 1 1 0\n7 0 1 0.5\n"

  private func reader(
    _ nodes: String, _ elements: String, _ change: (inout ReaderOptions) -> Void = { _ in }, blockSize: Int = 1 << 18
  ) throws -> TableReader {
    var options = ReaderOptions()
    change(&options)
    let source = ByteSource(bytes: Array(nodes.utf8), name: "nodes.csv", blockSize: blockSize)
    return try TableReader(source, triangles: folder.write(elements, to: "elements.csv"), options: options)
  }

  private func read(
    _ nodes: String, _ elements: String, _ change: (inout ReaderOptions) -> Void = { _ in }
  ) throws -> (mesh: IndexedMesh, dialect: String, warnings: [FormatWarning.Code]) {
    let reader = try reader(nodes, elements, change)
    let mesh = try reader.readMesh(ledger: nil) { _ in }
    return (mesh, reader.dialect, reader.warnings.warnings.map(\.code))
  }

  private func fault(_ nodes: String, _ elements: String, _ change: (inout ReaderOptions) -> Void = { _ in }) throws
    -> String
  {
    do {
      _ = try read(nodes, elements, change)
      return "no fault"
    } catch let error as FormatError {
      return "\(error)".replacingOccurrences(of: folder.url.path + "/", with: "")
    }
  }

  private let twoFaces: [Int32] = [0, 1, 2, 0, 2, 3]

  @Test(arguments: [
    ("0 1 2\n0 2 3\n", "3 columns, blank; indices are 0-based"),
    ("1 2 3\n1 3 4\n", "3 columns, blank; indices are 1-based"),
    ("1,2,3\n1,3,4", "3 columns, blank; indices are 1-based"), ("a;b;c\n1;2;3\n\n# end\n1;3;4 % two\n", "1-based"),
    ("1\t2\t3\r\n1\t3\t4\r\n", "1-based"), ("1.000e+00 2.0 3\n1 3 4\n", "1-based"),
    ("7 0 1 2 3\n", "0-based"), ("0 1 2 3\n", "0-based"), ("1,2,3,4\n", "1-based"),
  ])
  func findsTheBase(elements: String, dialect: String) throws {
    let (read, told, warnings) = try read(Self.nodes, elements)
    #expect(read.mesh.numbers == twoFaces && told.hasSuffix(dialect), "\(told)")
    #expect(read.mesh.positions == [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5)])
    #expect(read.mesh.sourcePrecision == .float64)
    #expect(warnings == (elements.hasPrefix("a") ? [.skippedHeaderLine] : []))
  }

  @Test func numbersOfNodesAreFollowed() throws {
    for elements in ["10 20 15\n10 15 7\n", "1,10,20,15\n2,10,15,7\n", "9 10 20 15 7\n"] {
      let (read, dialect, _) = try read(Self.numbered, elements)
      #expect(
        read.mesh.numbers == twoFaces && dialect.hasSuffix("; indices are the numbers of the nodes"), "\(dialect)")
    }
    let running = "id,x,y,z\n5,0,0,0\n6,1,0,0\n7,1,1,0\n8,0,1,0.5\n"
    let (read, dialect, _) = try read(running, "5 6 7\n5 7 8\n")
    #expect(read.mesh.numbers == twoFaces)
    #expect(dialect == "number and 3 columns, comma; indices are the numbers of the nodes, from 5")
    // Far apart, and negative.
    let apart = "-2000000000 0 0 0\n2000000000 1 0 0\n3 1 1 0\n"
    #expect(try self.read(apart, "3 -2000000000 2000000000\n").mesh.mesh.numbers == [2, 0, 1])
  }

  @Test func quadsAreSplitAndMayBeTriangles() throws {
    let (read, _, _) = try read(Self.nodes, "1 2 3 4\n1 2 3 3\n")
    #expect(read.mesh.numbers.suffix(3) == [0, 1, 2] && read.mesh.triangles.count == 3 && read.polygonsSplit == 1)
  }

  @Test func columnsCanBeNamed() throws {
    let wide = "# x y z t\nn1 0 0 0 9\nn2 1 0 0 9\nn3 1 1 0 9\nn4 0 1 0.5 9\n"
    let (read, _, _) = try read(wide, "e1 1 2 3 7\ne2 1 3 4 7\n") {
      $0.columns = 2...4
      $0.triangleColumns = 2...4
    }
    #expect(read.mesh.numbers == twoFaces && read.mesh.positions[3] == SIMD3(0, 1, 0.5))
    #expect(
      try self.read("10,0,0,0,8\n20,1,0,0,8\n15,1,1,0,8\n", "10,15,20\n") { $0.columns = 1...4 }.mesh.mesh.numbers == [
        0, 2, 1,
      ])
    #expect(
      try self.read("0 0 0 7\n1 0 0 7\n1 1 0 7\n", "0 1 2\n") { $0.columns = 1...3 }.mesh.mesh.numbers == [0, 1, 2])
    #expect(try self.read("top\n" + Self.nodes, "0 1 2\n") { $0.skipLines = 1 }.mesh.mesh.vertices.count == 4)
    // A strip of quads without numbers looks like numbers of elements: only the user can tell.
    let strip = "1 2 4 3\n2 3 1 4\n"
    #expect(try fault(Self.nodes, strip).contains("--triangle-columns 1-4"))
    #expect(try self.read(Self.nodes, strip) { $0.triangleColumns = 1...4 }.mesh.mesh.triangles.count == 4)
    #expect(try self.read(Self.nodes, strip) { $0.triangleColumns = 2...4 }.mesh.mesh.numbers == [1, 3, 2, 2, 0, 3])
  }

  @Test func whatNothingTellsIsWarnedOf() throws {
    let open = Self.nodes + "5 5 5\n"
    let (read, dialect, warnings) = try read(open, "1 2 3\n")
    #expect(read.mesh.numbers == [1, 2, 3] && dialect.hasSuffix("0-based") && warnings == [.ambiguousFirstIndex])
    let first = try self.read(open, "1 2 3\n") { $0.firstIndex = 1 }
    #expect(first.mesh.mesh.numbers == [0, 1, 2] && first.dialect.hasSuffix("1-based") && first.warnings.isEmpty)
    #expect(try fault(open, "1 2 3\n") { $0.strict = true }.contains("no index is 0"))
  }

  @Test(arguments: [
    ("1 2 3\n1 3 5\n", "elements.csv: table: line 2: expected node numbers from 0 to 3 or from 1 to 4, found 5"),
    ("# c\n0 1 2\n\n1 2 4\n", "elements.csv: table: line 4: expected node numbers from 0 to 3, as one is 0, found 4"),
    ("4 1 2\n0 1 2\n", "elements.csv: table: line 2: expected node numbers from 1 to 4, as one is 4, found 0"),
    ("2 1 -1\n", "elements.csv: table: line 1: expected node numbers from 0 to 3 or from 1 to 4, found -1"),
    ("2 1 1.5\n", "elements.csv: table: line 1: expected node numbers from 0 to 3 or from 1 to 4, found 1.5"),
    (
      "2 1 99999999999\n",
      "elements.csv: table: line 1: expected node numbers from 0 to 3 or from 1 to 4, found 99999999999"
    ),
    ("0 1 2\n0 1 nan\n", "elements.csv: table: line 2: expected node numbers from 0 to 3, as one is 0, found nan"),
    ("0 1 2\n0 1\n", "elements.csv: table: line 2: expected 3 numbers, found 2"),
    ("0 1 2\n0 x 2\n", "elements.csv: table: line 2: expected a number, found \"x\""),
    ("", "elements.csv: table: empty file"),
    ("a b c\n", "elements.csv: table: line 2: expected lines with the numbers of elements, found end of file"),
    (
      "1 2\n",
      "elements.csv: table: line 1: expected 3 or 4 node numbers a row, with or without a number in front "
        + "(--triangle-columns), found 2"
    ),
    (
      "5 0 1 2\n",
      "elements.csv: table: line 1: expected node numbers from 0 to 3 or from 1 to 4 (--triangle-columns 2-4 leaves out the "
        + "number of the element), found 5"
    ),
  ])
  func faultsOfElementsNameTheirLine(elements: String, words: String) throws {
    #expect(try fault(Self.nodes, elements) == words)
  }

  @Test func faultsOfNodesNameTheirLine() throws {
    #expect(
      try fault("0 0\n", "0 1 2\n")
        == "nodes.csv: table: line 1: expected 3 coordinates, or a number and 3 coordinates, found 2")
    #expect(try fault("0 0 0 1 2\n", "0 1 2\n").contains("(--columns 2-4 says which of the columns), found 5"))
    #expect(try fault("0 0 0\n0 0 0 0\n", "0 1 2\n") == "nodes.csv: table: line 2: expected 3 numbers, found 4")
    #expect(
      try fault("1 0 0 0\n1.5 0 0 0\n", "0 1 2\n")
        == "nodes.csv: table: line 2: expected a whole number, that of the node (--columns 1-3 for coordinates), found 1.5"
    )
    #expect(
      try fault("4 0 0 0\n9 0 0 0\n4 0 0 0\n", "4 9 4\n")
        == "nodes.csv: table: expected a number of its own for each node, found the same for the nodes 1 and 3")
    #expect(
      try fault(Self.numbered, "10 20 15\n10 15 8\n")
        == "elements.csv: table: line 2: expected the number of a node, found 8")
    #expect(
      try fault(Self.numbered, "2 10 20 15\n1 10 15 7\n").contains("line 2: expected to know whether 4 columns are"))
    #expect(try fault("0,5 0 0,5\n", "0 1 2\n").contains("decimal comma"))
    #expect(throws: FileError.self) {
      try TableReader(ByteSource(bytes: Array("0 0 0\n".utf8), name: "n"), triangles: folder.path("none"))
    }
  }

  /// Random tables in every form, against plain arrays; in blocks of every size.
  @Test func equalsPlainArrays() throws {
    var cases = 0
    for seed in 1...UInt64(TestSize.pick(120, small: 12)) {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 3...200, using: &generator)
      let positions = (0..<count).map { _ in
        SIMD3<Double>((0..<3).map { _ in Double.random(in: -1000...1000, using: &generator) })
      }
      let faces = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
        (0..<3).map { _ in Int.random(in: 0..<count, using: &generator) }
      }
      let hasNumbers = generator.next() % 2 == 0
      let base = Int.random(in: 0...1, using: &generator)
      let names =
        hasNumbers ? Array((0..<3 * count).shuffled(using: &generator).prefix(count)) : Array(base..<base + count)
      let mark = [" ", ", ", ";", "\t"].randomElement(using: &generator)!
      let end = ["\n", "\r\n", "  # x\n", "\n\n"].randomElement(using: &generator)!
      let nodes = positions.indices.map { row in
        ((hasNumbers ? ["\(names[row])"] : []) + (0..<3).map { "\(positions[row][$0])" }).joined(separator: mark) + end
      }.joined()
      let elements = faces.enumerated().map { row, face in
        ((hasNumbers ? ["\(row)"] : []) + face.map { "\(names[$0])" }).joined(separator: mark) + end
      }.joined()
      let reader = try reader(
        nodes, elements, { $0.firstIndex = hasNumbers ? nil : base },
        blockSize: [7, 64, 1000, 1 << 18].randomElement(using: &generator)!)
      let mesh = try reader.readMesh(ledger: nil) { _ in }.mesh
      #expect(mesh.positions == positions && mesh.numbers == faces.flatMap { $0.map { Int32($0) } }, "seed \(seed)")
      cases += 1
    }
    #expect(ranCases("tables", cases, atLeast: TestSize.pick(120, small: 12)))
  }

  @Test func everyPrefixIsReadOrRefused() throws {
    let (nodes, elements) = ("id,x,y,z\n1,0,0,0\n2,1,0,0\n3,1,1,0\n4,0,1,0.5\n", "1,2,3\n1,3,4\n")
    for length in 0..<elements.utf8.count { _ = try? read(nodes, String(elements.prefix(length))) }
    for length in 0..<nodes.utf8.count { _ = try? read(String(nodes.prefix(length)), elements) }
  }
}
