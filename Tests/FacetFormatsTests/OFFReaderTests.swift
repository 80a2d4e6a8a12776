import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let off = IndexedReading(name: "a.off") { try OFFReader($0, options: $1) }
private func answer(_ text: String) throws -> IndexedAnswer { try off.answer(text) }
private func fault(_ text: String) -> String { off.fault(Array(text.utf8)) }

private let corners: [[Double]] = [[0, 0, 0], [1.5, 0, 0], [1.5, 1, -2e-3], [0, 1, 0.25]]
private let positions = "0 0 0\n1.5 0 0\n1.5 1 -2e-3\n0 1 .25\n"
private let faces = "3 0 1 2\n3 0 2 3\n"
private let square = "OFF\n4 2 0\n" + positions + faces

@Suite struct OFFReaderTests {
  /// Texts that all hold the square, and the warning of each.
  static let dialects: [(text: String, warning: String)] = [
    (square, ""), (String(square.dropLast()), ""),
    (square.replacing("\n", with: "\r\n"), ""), (square.replacing("\n", with: "\r"), ""),
    ("\u{feff}" + square, "byte_order_mark"), ("# a\n\n#b\n" + square, ""),
    (square.replacing("\n", with: " # 3 4 5\n"), ""), (square.replacing("\n", with: "#x\n"), ""),
    (square.replacing("\n", with: "\n\n \t\n"), ""), (square.replacing(" ", with: "\t \u{b}\u{c}"), ""),
    ("OFF4 2 0\n" + positions + faces, "glued_keyword"), ("OFF 4 2 0\n" + positions + faces, ""),
    ("OFF\n4 2\n" + positions + faces, "missing_edge_count"), ("OFF 4 2\n" + positions + faces, "missing_edge_count"),
    ("OFF 4 2 # no edges\n# none\n" + positions + faces, "missing_edge_count"),
    ("4 2 0\n" + positions + faces, "missing_keyword"), ("OFF\n4\n2\n0\n" + positions + faces, ""),
    ("OFF\n4 2\n5\n" + positions + faces, ""), ("OFF\n4 2 -1\n" + positions + faces, ""),
    (square.split(whereSeparator: \.isWhitespace).joined(separator: "\n"), ""),
    (square.split(whereSeparator: \.isWhitespace).joined(separator: " "), ""),
    ("OFF 4 2 0 0 0 0 1.5 0\n0 1.5 1\n-2e-3 0 1 .25\n3 0\n1 2\n3\n0 2\n3", ""),
    ("OFF 4 2 0\n0 0 0 1.5 0 0\n1.5 1 -2e-3 0 1 0.25\n3 0 1 2 3 0 2 3\n", ""),
    (square + "# end", ""), (square + "1 2 3\n", "extra_faces"), (square + "}", "extra_faces"),
    (square.replacing("1.5 0 0", with: "+1.5 0 0"), "plus_sign"),
    (square.replacing("3 0 2 3", with: "+3 0 +2 3"), "plus_sign"),
    (square.replacing("-2e-3", with: "-2D-3"), "fortran_exponent"),
    (square.replacing("1.5 0", with: "00001.50000000000000000000000000000000000000000 -0e5"), ""),
    ("OFF\n4 4 0\n" + positions + "3 0 1 2\n2 0 1\n0\n3 0 2 3\n", "small_face"),
    ("4OFF\n4 2 0\n0 0 0 2\n3 0 0 2\n6 4 -8e-3 4\n0 -1 -.25 -1\n" + faces, ""),
    ("OFF\n4 1 0\n" + positions + "4 0 1 2 3\n", ""), ("OFF\n4 1 0\n" + positions + "4 0 1 2 3 9 9 9 # c\n", ""),
    ("OFF\n4 2 0\n" + positions + "3 0 1 2 255 0 0\n3 0 2 3 0.5 0.5 0.5 1\n", ""),
    ("OFF\n4 2 0\n" + positions + "3 0 1 2   7 \n3 0 2 3 red#c\n", ""),
    ("OFF\n4 2 0\n" + positions + "3 0\n1 2 255 0 0\n3 0 2\n3 1 1 1 1", ""),
    ("nOFF\n3\n4 2 0\n" + positions + faces, ""), ("nOFF3 4 2 0\n" + positions + faces, "glued_keyword"),
    ("nOFF # n\n# n\n3 4 2\n" + positions + faces, "missing_edge_count"),
    ("4nOFF +3 4 2 0\n2 0 0 0\n2 3 0 0\n4 6 4 -8e-3\n-1 0 -1 -.25\n" + faces, "plus_sign"),
    ("{ " + square + "}", ""), ("{" + square + "} # end\n", ""), ("#\n {\n" + square + "# end\n\n }\n", ""),
    ("{ " + square + "} }", "extra_faces"), ("{ " + square, ""),
    ("{ 4 2 0\n" + positions + faces + "}", "missing_keyword"),
    ("{ " + square.split(whereSeparator: \.isWhitespace).joined(separator: " ") + " }", ""),
    ("{ OFF 4 2 0\n" + positions + "3 0 1 2 3 0 2 3 }", ""),
    ("{ OFF\n4 2 0\n" + positions + "3 0 1 2 1 0 0\n3 0 2 3 }", ""),
  ]

  @Test(arguments: dialects)
  func readsEveryDialect(text: String, warning: String) throws {
    let answer = try answer(text)
    #expect(answer.positions == corners)
    #expect(answer.triangles == [0, 1, 2, 0, 2, 3])
    #expect(answer.codes == (warning.isEmpty ? [] : [warning]))
    if !warning.isEmpty {
      #expect { _ = try off.read(Array(text.utf8), strict: true) } throws: {
        ($0 as? FormatError)?.code == .warningAsError
      }
    }
  }

  /// The square with `extra` numbers behind each vertex, under each keyword that promises so many or more, and the kinds of
  /// attributes that they are.
  @Test(arguments: [
    ("COFF", " 1 0.5 0 1", 1), ("COFF", " 255 128 0 255", 1), ("COFF", " 255 128 0", 1), ("COFF", " 3", 1),
    ("COFF", "", 0),
    ("NOFF", " 0 0 1", 1), ("STOFF", " 0.25 0.75", 1), ("CNOFF", " 0 0 1 1 0.5 0 1", 2),
    ("NCOFF", " 1 0.5 0 1 0 0 1", 2),
    ("STCNOFF", " 0 0 1 1 0.5 0 1 0.25 0.75", 3), ("STCN4OFF", " 1 0 0 1 1 0.5 0 1 0.25 0.75", 3), ("SOFF", "", 0),
    ("OFF", " 255 128 0", 1), ("OFF", " 0 .5 1 1", 1), ("OFF", " 0 .5 1", 1), ("CSTOFF", " 0 0 0 0 1 1", 2),
    ("NOFF", " nan nan nan", 1), ("STOFF", " 0.25 0.75 0", 1), ("NOFF", " 0 0 1 255 128 0 255", 2),
    ("CnOFF 3", " 1 0 0 1", 1),
  ])
  func readsOverAttributes(keyword: String, extra: String, kinds: Int) throws {
    let lines = positions.replacing("\n", with: extra + "\n")
    let text = "\(keyword)\n4 2 0\n" + lines + faces
    for text in [text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: " # 1 2\n")] {
      let answer = try answer(text)
      #expect(answer.positions == corners)
      #expect(answer.triangles == [0, 1, 2, 0, 2, 3])
      #expect(answer.counters == [0, 0, 4 * kinds] && answer.warnings.isEmpty)
    }
    let promised = ["COFF": 4, "NOFF": 3, "STOFF": 2, "CNOFF": 7, "STCNOFF": 9, "CSTOFF": 6][keyword]
    guard extra.split(separator: " ").count == promised else { return }
    for separator in [" ", "\n"] {
      let answer = try answer(text.split(whereSeparator: \.isWhitespace).joined(separator: separator))
      #expect(answer.positions == corners && answer.triangles == [0, 1, 2, 0, 2, 3])
      #expect(answer.counters == [0, 0, 4 * kinds])
    }
  }

  @Test func splitsPolygonsAndCountsFaces() throws {
    let pentagon =
      "OFF\n5 5 0\n0 0 0\n2 0 0\n3 1 0\n1 3 0\n-1 1 0\n5 0 1 2 3 4\n1 4\n4 4 3 2 1 255 0 0\n2 0 0\n3 1 1 1\n"
    let answer = try answer(pentagon)
    #expect(answer.triangles == [0, 1, 2, 0, 2, 3, 0, 3, 4, 4, 3, 2, 4, 2, 1, 1, 1, 1])
    #expect(answer.counters == [2, 2, 1])
    #expect(answer.warnings.map(\.count) == [2])
    #expect(answer.warnings[0].firstPlace == .line(9, byte: 54))
    let many = 40_000
    let disc =
      "OFF\n3 2 0\n0 0 0\n1 0 0\n0 1 0\n\(many)" + String(repeating: " 0 1 2 2", count: many / 4) + "\n3 2 1 0\n"
    let fan = try off.read(Array(disc.utf8))
    #expect(fan.triangles.count == 3 * (many - 2) + 3 && fan.counters == [1, 0, 0])
    #expect(try off.read(Array(disc.utf8), block: 1000, hasSize: false) == fan)
  }

  @Test func takesMeshesOfNothing() throws {
    #expect(try answer("OFF\n0 0 0\n").codes == ["empty_mesh"])
    #expect(try answer("OFF 0 0").codes == ["missing_edge_count", "empty_mesh"])
    let points = try answer("OFF\n4 0 0\n" + positions)
    #expect(points.positions == corners && points.triangles.isEmpty && points.codes == ["empty_mesh"])
  }

  @Test func deliversWhatIsNotFinite() throws {
    let answer = try answer("OFF\n2 0 0\nnan -inf 1\nInfinity 0 -NaN\n")
    #expect(answer.positions[0][0].isNaN && answer.positions[0][1] == -.infinity)
    #expect(answer.positions[1][0] == .infinity && answer.positions[1][2].isNaN)
  }

  @Test func takesVeryLongComments() throws {
    let comment = "#" + String(repeating: "x", count: 3 << 20)
    for place in ["OFF", "4 2 0", "1.5 0 0\n", "3 0 1 2"] {
      let text = square.replacing(place, with: place + comment + "\n", maxReplacements: 1)
      for hasSize in [true, false] { #expect(try off.read(Array(text.utf8), hasSize: hasSize).positions == corners) }
    }
  }

  /// A text that goes on behind the first of two faces.
  private static func behind(_ text: String) -> String { "OFF\n3 2 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n" + text }

  static let refusals: [(String, String)] = [
    ("", "empty_file a.off: OFF: empty file"),
    ("\u{feff}", "truncated a.off: OFF: line 1: expected the keyword OFF, found end of file"),
    ("# nothing\n", "truncated a.off: OFF: line 2: expected the keyword OFF, found end of file"),
    ("OFF\n", "truncated a.off: OFF: line 2: expected the number of vertices, found end of file"),
    ("OFF\n0\n", "truncated a.off: OFF: line 3: expected the number of faces, found end of file"),
    ("Of this", "bad_header a.off: OFF: line 1: expected the keyword OFF, found \"Of\""),
    ("OFFICE\n1 2", "bad_header a.off: OFF: line 1: expected the keyword OFF, found \"OFFICE\""),
    ("CCOFF\n0 0 0", "bad_header a.off: OFF: line 1: expected the keyword OFF, found \"CCOFF\""),
    ("nOFF 4\n0 0 0", "unsupported a.off: OFF: line 1: expected nOFF of 3 dimensions, found \"4\""),
    ("C4nOFF4294967295\n", "unsupported a.off: OFF: line 1: expected C4nOFF of 3 dimensions, found \"4294967295\""),
    ("nOFF\n", "truncated a.off: OFF: line 2: expected the number of dimensions, found end of file"),
    ("nOFF 3\n0 -1", "bad_count a.off: OFF: line 2: expected the number of faces, 0 or more, found \"-1\""),
    (
      "nOFF BINARY\n\0\0\0\u{3}",
      "unsupported a.off: OFF: line 1: binary nOFF, whose dimension nobody agrees where to put, is not read"
    ),
    ("{", "truncated a.off: OFF: line 1: expected the keyword OFF, found end of file"),
    ("LIST { }", "unsupported a.off: OFF: line 1: LIST, several objects in one file, is not read"),
    ("{ LIST\n{", "unsupported a.off: OFF: line 1: LIST, several objects in one file, is not read"),
    (
      "4nOFF 3\n1 0 0\n0 1 0 0\n",
      "bad_number a.off: OFF: line 3: expected a fourth coordinate other than 0 in vertex 1, found 0"
    ),
    (
      "OFF\n353535235358 1 0",
      "bad_count a.off: OFF: line 2: expected no more vertices than the file can hold, found 353535235358"
    ),
    (
      "OFF\n3 4294967295 0\n0 0 0",
      "bad_count a.off: OFF: line 2: expected no more faces than the file can hold, found 4294967295"
    ),
    ("OFF\n-1 1 0\n", "bad_count a.off: OFF: line 2: expected the number of vertices, 0 or more, found \"-1\""),
    ("OFF-1 1 0\n", "bad_count a.off: OFF: line 1: expected the number of vertices, 0 or more, found \"-1\""),
    ("OFF\n1 -1 0\n", "bad_count a.off: OFF: line 2: expected the number of faces, 0 or more, found \"-1\""),
    (
      "OFF\n18446744073709551619 1 0",
      "bad_count a.off: OFF: line 2: expected the number of vertices, 0 or more, found \"18446744073709551619\""
    ),
    (
      "OFF\n3 18446744073709551617 0",
      "bad_count a.off: OFF: line 2: expected the number of faces, 0 or more, found \"18446744073709551617\""
    ),
    (
      "OFF\n9223372036854775807 9223372036854775807 0",
      "bad_count a.off: OFF: line 2: expected no more vertices than the file can hold, found 9223372036854775807"
    ),
    ("OFF\n8.5 12 0\n", "bad_count a.off: OFF: line 2: expected the number of vertices, found \"8.5\""),
    ("OFF\n1 1 x\n0 0 0 0 0", "bad_count a.off: OFF: line 2: expected the number of edges, found \"x\""),
    (behind("3 0 1 3\n"), "bad_index a.off: OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 3"),
    (behind("3 0 -1 2\n"), "bad_index a.off: OFF: line 7: face 2: expected vertex numbers from 0 to 2, found -1"),
    (
      behind("3 0 1 4294967299\n"),
      "bad_index a.off: OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 4294967299"
    ),
    (
      behind("3 0 1 18446744073709551616\n"),
      "bad_index a.off: OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 18446744073709551616"
    ),
    (behind("2 0 3\n"), "bad_index a.off: OFF: line 7: face 2: expected vertex numbers from 0 to 2, found 3"),
    (behind("3 0 1.5 2\n"), "bad_token a.off: OFF: line 7: expected a vertex number in face 2, found \"1.5\""),
    (behind("3 0 a 2\n"), "bad_token a.off: OFF: line 7: expected a vertex number in face 2, found \"a\""),
    (
      behind("4294967295 0 1 2\n"),
      "bad_polygon a.off: OFF: line 7: face 2: expected a number of corners that the file can hold, found \"4294967295\""
    ),
    (
      behind("-3 0 1 2\n"),
      "bad_polygon a.off: OFF: line 7: face 2: expected a number of corners that the file can hold, found \"-3\""
    ),
    (behind("x\n"), "bad_token a.off: OFF: line 7: expected the number of corners of face 2, found \"x\""),
    (
      behind(""),
      "truncated a.off: OFF: line 7: expected 2 faces, found end of file after 1 (--recover keeps what is whole)"
    ),
    (
      behind("3 0 1"),
      "truncated a.off: OFF: line 7: expected 3 corners of face 2, found end of file (--recover keeps what is whole)"
    ),
    (
      "OFF\n3 1 0\n0 0 0\n1 0 0\n0.0 1",
      "truncated a.off: OFF: line 5: expected 3 vertices, found end of file in vertex 3"
    ),
    (
      "OFF\n3 1 0\n0 0 0\n1 0 0\n0.0 1e",
      "truncated a.off: OFF: line 5: expected a number in vertex 3, found \"1e\" at the end of the file"
    ),
    (
      "4OFF\n1 0 0\n1 0 0 0\n",
      "bad_number a.off: OFF: line 3: expected a fourth coordinate other than 0 in vertex 1, found 0"
    ),
    ("NOFF\n1 0 0\n1 0 0 x\n", "bad_number a.off: OFF: line 3: expected a number in vertex 1, found \"x\""),
    (
      "OFF\n1 0 0\n1 0 1e400\n",
      "bad_number a.off: OFF: line 3: expected a number in vertex 1 that Float64 can hold, found \"1e400\""
    ),
  ]

  @Test(arguments: refusals)
  func refuses(text: String, words: String) { #expect(fault(text) == words) }

  @Test(arguments: [
    "0x1p3", "1,5", "1e", "--1", "1.2.3", "1_0", "١", "one", "1\0", "\0", "1e+", ".", "-", "+-1", "1f", "nano",
  ])
  func refusesWhatIsNoNumber(number: String) {
    let text = "OFF\n3 1 0\n0 0 0\n1 0 0\n0 \(number) 0\n3 0 1 2\n"
    #expect(fault(text).hasPrefix("bad_number a.off: OFF: line 5: expected a number in vertex 3, found "))
  }

  @Test func tellsTheHeader() throws {
    let source = ByteSource(bytes: Array(square.utf8), name: "a.off")
    let header = try OFFReader.readHeader(source)
    #expect(header.vertices == 4 && header.faces == 2 && header.dialect == "text")
    for (text, dialect) in [
      ("STCN4OFF 0 0 0", "text, STCN4OFF"), ("0 0 0", "text, no keyword"), ("COFF0 0 0", "text, COFF"),
    ] {
      #expect(try OFFReader.readHeader(ByteSource(bytes: Array(text.utf8), name: "a.off")).dialect == dialect)
    }
  }

  /// A pipe may claim any count: nothing may be allocated for it.
  @Test func claimsOfPipesCostNothing() {
    for claim in ["2147483647 0 0", "3 9000000000000000000 0", "1000000000 1000000000 0"] {
      let ledger = MemoryLedger()
      let source = ByteSource(bytes: Array("OFF\n\(claim)\n0 0 0\n0 0 0\n0 0 0\n".utf8), name: "a.off", hasSize: false)
      #expect(throws: FormatError.self) {
        try OFFReader(source).readMesh(ledger: ledger, onProgress: { _ in })
      }
      #expect(ledger.peak(.vertices) + ledger.peak(.triangles) < 2 << 20)
    }
  }

  @Test func reportsProgressAndStops() throws {
    let text = "OFF\n20000 0 0\n" + String(repeating: "1.5 2.5 3.5\n", count: 20000)
    let ledger = MemoryLedger()
    var parts: [Double] = []
    let reader = try OFFReader(ByteSource(bytes: Array(text.utf8), name: "a.off", blockSize: 5_000))
    let mesh = try reader.readMesh(ledger: ledger) { parts.append($0 ?? -1) }
    #expect(mesh.mesh.vertices.count == 20000 && ledger.peak(.vertices) == 480_000)
    #expect(parts.count > 20 && parts == parts.sorted() && parts.last == 1 && parts[0] > 0)
    #expect(reader.consumedBytes == text.utf8.count)
    struct Stop: Error {}
    let second = try OFFReader(ByteSource(bytes: Array(text.utf8), name: "a.off", blockSize: 5_000))
    #expect(throws: Stop.self) { try second.readMesh(ledger: nil) { _ in throw Stop() } }
  }

  @Test func everyPrefixReadsOrThrows() {
    let attributes =
      "\u{feff}STCN4OFF # x\n3 2 0\n1 0 0 1 0 0 1 1 0.5 0 1 .25 .75\n0 1 0 1\n0 0 1 1e0\n# c\n4 0 1 2 0 9 9 9\n3 2 1 0"
    for text in [square, attributes, Self.dialects[20].text] {
      var read = 0
      for prefix in prefixes(Array(text.utf8)) { if case .success = off.outcome(prefix) { read += 1 } }
      // Only what is cut behind the last number, or inside a number that stays one, can be read.
      #expect(read >= 1 && read <= 12)
    }
  }

  @Test func everyMutationReadsOrThrows() {
    let text = "COFF\n3 2 0\n1 0 0 1 0 0 1\n.5 1e1 0\n0 0 1\n4 0 1 2 0 9\n3 2 1 0 # c\n"
    var count = 0
    for text in [square, text] {
      forEachMutation(Array(text.utf8)) { bytes in
        _ = off.outcome(bytes, blocks: [1, 7])
        count += 1
      }
    }
    #expect(count >= TestSize.pick(2800, small: 900))
  }

  /// Random meshes in random layouts come back as they were.
  @Test func readsRandomMeshes() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let count = Int.random(in: 1...60, using: &random)
      let points = (0..<count).map { _ in
        (0..<3).map { _ in Double.random(in: -1...1, using: &random) * [1, 1e-7, 1e9].randomElement(using: &random)! }
      }
      let polygons = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        (0..<Int.random(in: 3...20, using: &random)).map { _ in Int.random(in: 0..<count, using: &random) }
      }
      let (flows, coloured) = (Bool.random(using: &random), Bool.random(using: &random))
      func gap() -> String { flows ? [" ", "\n", "\t", "\r\n", " # 1\n"].randomElement(using: &random)! : " " }
      var text = "OFF\n\(count) \(polygons.count) 0\n"
      for point in points { text += point.map { "\($0)" + gap() }.joined() + (flows ? gap() : "\n") }
      for polygon in polygons {
        text += "\(polygon.count)" + polygon.map { gap() + "\($0)" }.joined()
        text += coloured ? " 1 0 0.5\n" : "\n"
      }
      let block = Int.random(in: 1...300, using: &random)
      let answer = try off.read(Array(text.utf8), block: block, hasSize: Bool.random(using: &random))
      #expect(answer.positions == points)
      var builder = try TriangleBuilder()
      for polygon in polygons {
        for vertex in polygon { try builder.addCorner(VertexIndex(vertex)) }
        builder.endFace()
      }
      let vertices = VertexArray(points.map { SIMD3($0[0], $0[1], $0[2]) })
      #expect(try answer.triangles == builder.finish(vertices: vertices).corners.array)
      let split = polygons.filter { $0.count > 3 }.count
      #expect(answer.counters == [split, 0, coloured ? polygons.count : 0])
    }
  }

  /// More vertices than the room that a claim gets: the rows move as they grow.
  @Test func growsForPipes() throws {
    let count = 200_000
    var text = "OFF\n\(count) 1 0\n"
    for index in 0..<count { text += "\(index) \(index).5 -\(index)\n" }
    text += "3 0 1 199999\n"
    let ledger = MemoryLedger()
    let source = ByteSource(bytes: Array(text.utf8), name: "a.off", hasSize: false)
    let mesh = try OFFReader(source).readMesh(ledger: ledger, onProgress: { _ in }).mesh
    let isRight = (0..<count).allSatisfy { mesh.vertices[$0] == SIMD3(Double($0), Double($0) + 0.5, -Double($0)) }
    #expect(isRight && mesh.triangles.corners.array == [0, 1, 199_999])
    #expect(ledger.peak(.vertices) == 24 * count)
  }
}
