import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let obj = IndexedReading(name: "a.obj") { try OBJReader($0, options: $1) }

private let square = "# by hand\nv 0 0 0\nv 1.5 0 0\nv 1.5 1 -2e-3\nv 0 1 .25\nf 1 2 3\nf 1 3 4\n"
private let triangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\n"

@Suite struct OBJReaderTests {
  @Test func readsTheSquare() throws {
    for end in ["\n", "\r\n", "\r", " \n", "\t\r\n\n", "#\n", " \\\n\n"] {
      let answer = try obj.answer(square.replacing("\n", with: end))
      #expect(answer.positions == [[0, 0, 0], [1.5, 0, 0], [1.5, 1, -2e-3], [0, 1, 0.25]])
      #expect(answer.triangles == [0, 1, 2, 0, 2, 3])
      #expect(answer.counters == [0, 0, 0] && answer.warnings.isEmpty && answer.precision == .float64)
    }
    let reader = try OBJReader(ByteSource(bytes: Array(square.utf8), name: "a.obj"))
    #expect(reader.declaredVertices == nil && reader.declaredFaces == nil && reader.dialect == "text")
  }

  @Test func weightsAndColoursAreDropped() throws {
    let text = "v 2 4 6 2\nv 1 2 3 0\nv 1 2 3 1\nv 1 2 3 .1 .2 .3\nv 4 5 6 255 0 0 255\nv 1 -1 -0 nan\nf 1 2 3\n"
    let answer = try obj.answer(text)
    #expect(answer.positions == [[2, 4, 6], [1, 2, 3], [1, 2, 3], [1, 2, 3], [4, 5, 6], [1, -1, 0]])
    #expect(answer.vertices[5][2] == (-0.0).bitPattern)
    #expect(answer.counters == [0, 0, 6])
    #expect(answer.codes == ["ignored_weight"] && answer.warnings[0].count == 3)
  }

  @Test func countsWhatItReadsOver() throws {
    let text =
      "mtllib a.mtl\no a\nv 0 0 0 1 1 1\nv 1 0 0\nv 0 1 0\nvt 0 0\nvn 0 0 1\nvp 1\ng b\nusemtl c\ns 1\nf 1 2 3\nl 1 2\np 3\n"
    #expect(try obj.answer(text).counters == [0, 0, 10])
    #expect(
      try obj.attributes(text, wanted: []).dropped == [
        "vertex_colors": 1, "vertex_normals": 1, "texture_coordinates": 1, "names": 2, "materials": 2, "other": 3,
      ])
    let reader = try OBJReader(ByteSource(bytes: Array(text.utf8), name: "a.obj"))
    _ = try reader.readMesh(ledger: nil) { _ in }
    #expect(reader.groupsDropped == 2)
  }

  @Test func resolvesNumbersWhereTheyStand() throws {
    let blocks = triangle + "f -1 -2 -3\n" + triangle + "f -1 1 -6\nf 7 4 -1\n" + triangle
    let answer = try obj.answer(blocks)
    #expect(answer.triangles == [2, 1, 0, 5, 0, 0, 6, 3, 5])
    // A triangle of quads, concave ones and polygons of all sizes is PolygonSplitting's; here only the count.
    let ring = (0..<40).map { "v \($0) \($0 * $0) 0\n" }.joined()
    for corners in [3, 4, 15, 16, 17, 40] {
      let face = "f " + (1...corners).map { "\($0)" }.joined(separator: " ") + "\n"
      let answer = try obj.answer(ring + face + face)
      #expect(answer.triangles.count == 6 * (corners - 2))
      #expect(answer.counters == [corners > 3 ? 2 : 0, 0, 0])
    }
  }

  /// What the end of the file tells of faces that name vertices before they come.
  @Test func remembersTheFirstOffender() {
    let bad = "bad_index a.obj: OBJ: line"
    func fault(_ text: String) -> String { obj.fault(Array(text.utf8)) }
    #expect(fault("f 1 2 3\n" + triangle) == "accepted")
    #expect(fault(triangle + "f 1 2 9\nf 1 2 10\n") == "\(bad) 4: face 1: expected vertex numbers from 1 to 3, found 9")
    // The first one that was noted has come since: the largest is named.
    #expect(
      fault("f 1 2 3\nf 8 1 1\nf 9 1 1\nf 7 7 7\n" + triangle)
        == "\(bad) 3: face 3: expected vertex numbers from 1 to 3, found 9")
    // All have come: the next one is the first again.
    #expect(
      fault("f 1 2 3\n" + triangle + "f 4 4 4\nf 5 5 5\n")
        == "\(bad) 5: face 2: expected vertex numbers from 1 to 3, found 4")
    #expect(fault("\r\rf 7 8 7\r") == "\(bad) 3: face 1: expected vertices in the file, found 7")
  }

  @Test func countsMissingAttributes() throws {
    func warnings(_ text: String) throws -> [FormatWarning] { try obj.answer(triangle + text).warnings }
    let none = try warnings("vt 0\nvt 1\nvn 0 0 1\nf 1/1/1 2/2/-1 3/-2/1\nf 1/3 2/3 3/3\nvt 2\n")
    #expect(none.isEmpty)
    let some = try warnings("vt 0\nf 1/1 2/2 3/-2\nf 1/0 2/1 3/5\nf 1//1 2//2 3\n")
    #expect(some.map(\.count) == [5 + 1])
    #expect(some.map(\.firstPlace) == [.line(5, byte: 35)])
  }

  @Test func longLines() throws {
    let blank = String(repeating: " ", count: 1 << 20)
    let name = String(repeating: "a", count: (1 << 20) + 7)
    let text =
      "#\(name)\ng \(name)\nv\(blank)0\(blank)0\(blank)0\nv 1 0 0\nv 0 1 0\n#\(blank)\\\nf 1\(blank)2 3#\(name)\nvn\(blank)\(name)"
    let answer = try obj.read(Array(text.utf8))
    #expect(answer.positions == [[0, 0, 0], [1, 0, 0], [0, 1, 0]] && answer.triangles == [0, 1, 2])
    #expect(answer.counters == [0, 0, 2])
    #expect(throws: FormatError.self) { try obj.read(Array((triangle + "v \(name) 0 0\n").utf8)) }
  }

  @Test func facesOfManyCorners() throws {
    let count = TestSize.pick(100_000, small: 5_000)
    var text = ""
    for index in 0..<count {
      text += "v \(index) \(index % 2 == 0 ? index : 3 * index) 0\n"
    }
    text += "f"
    for index in 1...count { text += " \(index)\(index % 1000 == 0 ? " \\\n" : "")" }
    let answer = try obj.read(Array(text.utf8))
    #expect(answer.triangles.count == 3 * (count - 2) && answer.counters == [1, 0, 0])
  }

  /// Room is guessed, grown, and given back: in the end there are 24 bytes a vertex.
  @Test(arguments: [true, false]) func holdsOnlyTheMesh(hasSize: Bool) throws {
    let count = TestSize.pick(300_000, small: 40_000)
    var text = ""
    for index in 0..<count { text += "v \(index) 0.5 -1\n" }
    text += "f 1 2 \(count)\n"
    // Long lines at first make the guess too small.
    for prefix in ["", String(repeating: "v 0 0 0 \(String(repeating: " ", count: 500))\n", count: 200)] {
      let ledger = MemoryLedger()
      let source = ByteSource(bytes: Array((prefix + text).utf8), name: "a.obj", hasSize: hasSize)
      let mesh = try OBJReader(source).readMesh(ledger: ledger) { _ in }.mesh
      let first = mesh.vertices.count - count
      let isRight = (0..<count).allSatisfy { mesh.vertices[first + $0] == SIMD3(Double($0), 0.5, -1) }
      #expect(isRight && first == (prefix.isEmpty ? 0 : 200))
      #expect(ledger.snapshot().balances[.vertices]?.live == 24 * mesh.vertices.count)
    }
  }

  @Test func reportsProgressAndStops() throws {
    let text = String(repeating: triangle + "f -1 -2 -3\n", count: 5000)
    var parts: [Double] = []
    let reader = try OBJReader(ByteSource(bytes: Array(text.utf8), name: "a.obj", blockSize: 5_000))
    let mesh = try reader.readMesh(ledger: nil) { parts.append($0 ?? -1) }
    #expect(mesh.mesh.vertices.count == 15_000 && reader.consumedBytes == text.utf8.count)
    #expect(parts.count > 20 && parts == parts.sorted() && parts.last == 1 && parts[0] > 0)
    struct Stop: Error {}
    let second = try OBJReader(ByteSource(bytes: Array(text.utf8), name: "a.obj", blockSize: 5_000))
    #expect(throws: Stop.self) { try second.readMesh(ledger: nil) { _ in throw Stop() } }
  }

  @Test func strictReadingRefusesOddities() throws {
    for line in ["f 1 2\n", "odd\n", "curv 1 2\n", "f 1/1 2/1 3/1\n", "v +1 0 0\n"] {
      let text = Array((triangle + "f 1 2 3\n" + line).utf8)
      #expect(try obj.read(text).warnings.count == 1)
      let error = #expect(throws: FormatError.self) { try obj.read(text, strict: true) }
      #expect(error?.code == .warningAsError)
    }
  }
}
