// Normals and colours of OFF: each dialect by hand, random meshes through the writers and back, and random files against a
// twin that splits lines.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let off = IndexedReading(name: "a.off") { try OFFReader($0, options: $1) }
private let positions = ["0 0 0", "1.5 0 0", "1.5 1 -2e-3", "0 1 .25"]

/// A square of four vertices and two triangles, with words behind each vertex and each face.
private func square(_ keyword: String, _ vertices: [String], _ faces: [String] = ["", ""]) -> String {
  let points = zip(positions, vertices).map { "\($0) \($1)\n" }.joined()
  return "\(keyword)\n4 2 0\n\(points)3 0 1 2 \(faces[0])\n3 0 2 3 \(faces[1])\n"
}

private func all(_ words: String) -> [String] { Array(repeating: words, count: 4) }

@Suite struct OFFAttributeTests {
  @Test(arguments: [
    ("NOFF", "0 0 1"), ("NOFF", "0 0 1 # a normal"), ("CNOFF", "0 0 1 1 0.2 0 1"), ("NCOFF", "1 0.2 0 1 0 0 1"),
    ("STNOFF", "0 0 1 0.5 0.5"), ("STCNOFF", "0 0 1 51 102 0 255 0.5 0.5"), ("STNCOFF", "51 102 0 0 0 1 0.5 0.5"),
    ("NOFF", "0 0 1 51 102 0"), ("STCNOFF", "0 0 1 1 0.2 0 0.5 0.5"), ("CNOFF", "0 0 1"),
    ("STCN4OFF", "1 0 0 1 1 1 1 1 0 0"),
  ])
  func normals(keyword: String, words: String) throws {
    let answer = try off.attributes(square(keyword, all(words)))
    #expect(answer.normals == Array(repeating: SIMD3(0, 0, 1), count: 4) && answer.normalPrecision == .float64)
    #expect(answer.dropped["vertex_normals"] == nil && answer.warnings.isEmpty)
    #expect(answer.dropped["texture_coordinates"] == (keyword.contains("ST") ? 4 : nil))
    let plain = try off.attributes(square(keyword, all(words)), wanted: [])
    #expect(plain.normals == nil && plain.vertexColors == nil && plain.dropped["vertex_normals"] == 4)
  }

  @Test(arguments: [
    ("COFF", "1 0.2 0 1", [255, 51, 0, 255.0]), ("COFF", "255 51 0 255", [255, 51, 0, 255]),
    ("COFF", "255 51 0", [255, 51, 0]),
    ("OFF", "255 51 0", [255, 51, 0]), ("OFF", "1 .2 0", [255, 51, 0]), ("OFF", "1 .2 0 .4", [255, 51, 0, 102]),
    ("CNOFF", "0 0 1 1 0.2 0 1", [255, 51, 0, 255]), ("NCOFF", "1 0.2 0 1 0 0 1", [255, 51, 0, 255]),
    ("NOFF", "0 0 1 255 51 0 255", [255, 51, 0, 255]), ("CSTOFF", "1 0 0 1 0.5 0.5", [255, 0, 0, 255]),
    ("CnOFF 3", "1 0 0 1", [255, 0, 0, 255]), ("COFF", "1 0.2 0 1 # red", [255, 51, 0, 255]),
  ])
  func vertexColours(keyword: String, words: String, color: [Double]) throws {
    let answer = try off.attributes(square(keyword, all(words)))
    #expect(answer.vertexColors == PlainColors(bytes: Array(repeating: color, count: 4)))
    #expect(answer.dropped["vertex_colors"] == nil && answer.warnings.isEmpty)
    #expect(try off.attributes(square(keyword, all(words)), wanted: []).dropped["vertex_colors"] == 4)
    guard color.count == 4, !keyword.contains("ST"), keyword.contains("C"), !words.contains("#") else { return }
    // The same numbers without lines.
    let free = square(keyword, all(words)).split(whereSeparator: \.isWhitespace).joined(separator: "\n")
    #expect(try off.attributes(free).vertexColors == answer.vertexColors)
  }

  @Test func coloursThatAreNone() throws {
    let indices = try off.attributes(square("COFF", all("3")))
    #expect(indices.vertexColors == nil && indices.dropped == ["vertex_colors": 4])
    let some = try off.attributes(square("COFF", ["", "7", "1 0 0 1", ""]))
    let grey: [Double] = [170, 170, 170, 255]
    #expect(some.vertexColors == PlainColors(bytes: [grey, grey, [255, 0, 0, 255], grey]))
    #expect(some.dropped == ["vertex_colors": 1])
    let none = try off.attributes(square("CNOFF", all("")))
    #expect(none.normals == nil && none.vertexColors == nil && none.dropped.isEmpty)
    let half = try off.attributes(square("NOFF", ["0 0 2", "", "nan 0 0", ""]))
    #expect(half.normals?[0] == SIMD3(0, 0, 2) && half.normals?[1] == SIMD3(0, 0, 0))
    #expect(half.normals?[2].x.isNaN == true)
    // Floats that are no bytes stay what they are.
    let floats = try off.attributes(square("COFF", all("0.3 0.25 1 1")))
    #expect(floats.vertexColors == PlainColors(floats: Array(repeating: [0.3, 0.25, 1, 1], count: 4)))
    // More numbers than have a meaning.
    let many = all("0 0 1 1 0 0 1 1 1 1 1 1 1 1 1 1 1 1")
    #expect(try off.attributes(square("NCOFF", many)).dropped == ["vertex_colors": 4])
  }

  @Test(arguments: [
    ("255 51 0", "51 51 51", [[255, 51, 0], [51, 51, 51.0]]), ("1 .2 0", "0 0 1", [[255, 51, 0], [0, 0, 255]]),
    ("1 1 1", "255 255 255", [[255, 255, 255], [255, 255, 255]]),
    ("0 0 0 1", "255 51 0", [[0, 0, 0, 255], [255, 51, 0, 255]]),
    ("255 51 0 102 # c", "1 1 1 .4#c", [[255, 51, 0, 102], [255, 255, 255, 102]]),
    ("", "2 0 0", [[170, 170, 170], [2, 0, 0]]), ("255 51 0", "", [[255, 51, 0], [170, 170, 170]]),
    ("+255 51 0", "2.55e2 51 0", [[255, 51, 0], [255, 51, 0]]),
  ])
  func faceColours(first: String, second: String, colors: [[Double]]) throws {
    let text = square("OFF", all(""), [first, second])
    for text in [text, text.replacing("\n", with: "\r\n"), "{ " + text + "}", "{" + text.dropLast() + " }"] {
      let answer = try off.attributes(text)
      #expect(
        answer.faceColors == PlainColors(bytes: colors) && answer.warnings.isEmpty && answer.dropped.isEmpty, "\(text)")
    }
    let dropped = [first, second].filter { !$0.isEmpty }.count
    #expect(try off.attributes(text, wanted: [.vertexColors]).dropped == ["face_colors": dropped])
  }

  @Test func faceColoursThatAreNone() throws {
    for words in ["7", "0.5 0.5", "red", "1 1 1 1 1", "1 1 1e999", "255 0 0x"] {
      let answer = try off.attributes(square("OFF", all(""), [words, "255 0 0"]))
      #expect(answer.faceColors == PlainColors(bytes: [[170, 170, 170], [255, 0, 0]]), "\(words)")
      #expect(answer.dropped == ["face_colors": 1])
      #expect(try off.attributes(square("OFF", all(""), [words, words])).faceColors == nil)
    }
    // A polygon gives its colour to all of its triangles; a face that is left out has none to give.
    let text =
      "OFF\n5 4 0\n0 0 0\n2 0 0\n3 1 0\n1 3 0\n-1 1 0\n2 0 1 9 9 9\n5 0 1 2 3 4 255 0 0\n3 0 1 2\n4 0 1 2 3 0 0 2 # c\n"
    let answer = try off.attributes(text)
    let (red, grey, blue) = ([255, 0, 0.0], [170, 170, 170.0], [0, 0, 2.0])
    #expect(answer.faceColors == PlainColors(bytes: [red, red, red, grey, blue, blue]))
    #expect(answer.dropped == ["face_colors": 1])
  }

  /// Every form of attributes, written as text and as bytes, comes back, and is written again to the same bytes.
  @Test func roundTrips() throws {
    var cases = 0
    for form in 0..<128 {
      let body = attributedMesh(form: form, vertices: 40, triangles: 30, seed: UInt64(form))
      let text = try written { try OFFWriter.write(body, to: $0) }
      let binary = try written { _ = try BinaryOFFWriter.write(body, to: $0, name: "o") }
      for (bytes, isText) in [(text, true), (binary, false)] {
        let (answer, mesh) = try off.attributes(bytes, blocks: [64])
        #expect(answer.dropped.isEmpty && answer.warnings.isEmpty && mesh.numbers == body.numbers)
        #expect(mesh.positions == body.positions || isText)
        #expect(
          mesh.attributes.vertexNormals.map { Array(0..<$0.count).map($0.floatNormal) }
            == body.attributes.vertexNormals.map { Array(0..<$0.count).map($0.floatNormal) })
        #expect(mesh.attributes.vertexColors == body.attributes.vertexColors?.withAlpha())
        #expect(mesh.attributes.faceColors == body.attributes.faceColors)
        var again = mesh
        if isText {
          // Text is float64, and prints the digits of its source again.
          again = TriangleMesh(vertices: mesh.vertices, triangles: mesh.triangles, attributes: mesh.attributes)
        }
        let second = try written {
          if isText {
            try OFFWriter.write(again, to: $0)
          } else {
            _ = try BinaryOFFWriter.write(again, to: $0, name: "o")
          }
        }
        #expect(second == bytes, "form \(form)")
        cases += 1
      }
    }
    #expect(ranCases("OFF attributes", cases, atLeast: 256))
  }

  @Test func layoutOfWhatIsWritten() throws {
    var body = mesh([SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)], [[0, 1, 2], [2, 1, 0]])
    body.attributes.vertexNormals = NormalArray([SIMD3(0, 0, 1), SIMD3(0.1, 0, -1), SIMD3(-0.0, 2, 1e-9)])
    body.attributes.vertexColors = ColorArray(uint8: Column([255, 0, 51, 1, 2, 3, 0, 0, 0]), channels: 3)
    body.attributes.faceColors = ColorArray(uint8: Column([255, 0, 51, 128, 1, 1, 0, 0]), channels: 4)
    #expect(
      String(decoding: try written { try OFFWriter.write(body, to: $0) }, as: UTF8.self) == """
        CNOFF
        3 2 0
        0 0 0 0 0 1 1 0 0.2 1
        1 0 0 0.1 0 -1 0.003921569 0.007843138 0.011764706 1
        0 1 0 -0 2 1e-9 0 0 0 1
        3 0 1 2 255 0 51 128
        3 2 1 0 0.003921569 0.003921569 0 0

        """)
    var cases = 0
    for vertices in [1023, 1024, 1025, 2049] {
      let body = attributedMesh(form: 0b1010111, vertices: vertices, triangles: 1025, seed: 3)
      let lines = String(decoding: try written { try OFFWriter.write(body, to: $0) }, as: UTF8.self).split(
        separator: "\n")
      #expect(lines.count == 2 + vertices + 1025 && lines[0] == "CNOFF")
      for (index, line) in lines.dropFirst(2).enumerated() {
        #expect(line.split(separator: " ").count == (index < vertices ? 10 : 8))
        cases += 1
      }
    }
    #expect(ranCases("lines", cases, atLeast: 9000))
  }

  @Test func unwantedAttributesTakeNoMemory() throws {
    let body = attributedMesh(form: 0b1010111, vertices: 40_000, triangles: 40_000, seed: 9)
    let bytes = try written { try OFFWriter.write(body, to: $0) }
    for wanted in [[], MeshAttributes.Kinds.ofMesh] {
      let ledger = MemoryLedger()
      var options = ReaderOptions()
      options.wantedAttributes = wanted
      let indexed = try OFFReader(ByteSource(bytes: bytes, name: "a"), options: options).readMesh(ledger: ledger) { _ in
      }
      let peak = ledger.snapshot().balances[.attributes]?.peak ?? 0
      #expect(wanted.isEmpty ? peak == 0 : peak >= 40_000 * (24 + 4 + 16))
      #expect(indexed.attributesDropped.total == (wanted.isEmpty ? 120_000 : 0))
    }
  }
}

extension NormalArray {
  /// A normal as it is in float32.
  fileprivate func floatNormal(_ index: Int) -> SIMD3<Float> { SIMD3<Float>(self[index]) }
}
