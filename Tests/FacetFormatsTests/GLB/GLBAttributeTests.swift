// Normals and colours of glTF: stored in every type that the specification allows, moved by nodes, written and read back.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

/// A document of one triangle mesh whose attributes are to be added.
private func document(
  _ attributes: (inout GLBMaker) -> String, node: String = "", indices: Bool = true, more: String = ""
) -> [UInt8] {
  var maker = GLBMaker()
  let positions = maker.accessor([[0, 0, 0], [1, 0, 0], [0, 1, 0]], .float32, kind: "VEC3")
  let words = attributes(&maker)
  let numbers = maker.accessor([[0], [1], [2]], .uint8, kind: "SCALAR")
  let index = indices ? #","indices":\#(numbers)"# : ""
  maker.meshes = [#"{"primitives":[{"attributes":{"POSITION":\#(positions)\#(words)}\#(index)}\#(more)]}"#]
  maker.nodes = [#"{"mesh":0\#(node)}"#]
  maker.scenes = [#"{"nodes":[0]}"#]
  return maker.bytes
}

private let (x, y, z) = ([1, 0, 0.0], [0, 1, 0.0], [0, 0, 1.0])

@Suite struct GLBAttributeTests {
  @Test func normalsAsTheyAreStored() throws {
    for stride in [nil, 16, 24] {
      let bytes = document { #","NORMAL":\#($0.accessor([x, y, z], .float32, kind: "VEC3", stride: stride))"# }
      let (answer, _) = try glb.attributes(bytes, blocks: [64])
      #expect(answer.normals == [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)] && answer.normalPrecision == .float32)
      #expect(answer.dropped.isEmpty)
      #expect(try glb.attributes(bytes, wanted: [], blocks: []).answer.dropped == ["vertex_normals": 3])
    }
    // Of another number, type or length: they are no normals.
    for (elements, type) in [([x, y], GLBComponentType.float32), ([x, y, z], .int8)] {
      let bytes = document { #","NORMAL":\#($0.accessor(elements, type, kind: "VEC3", normalized: type == .int8))"# }
      let (answer, _) = try glb.attributes(bytes, blocks: [])
      #expect(answer.normals == nil && answer.dropped == ["vertex_normals": elements.count])
    }
    // Other attributes have kinds of their own.
    let bytes = document { maker in
      let pairs = maker.accessor([[0, 0], [1, 0], [0, 1]], .float32, kind: "VEC2")
      let vectors = maker.accessor([[0, 0, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1]], .float32, kind: "VEC4")
      return #","TEXCOORD_0":\#(pairs),"TEXCOORD_1":\#(pairs),"TANGENT":\#(vectors),"COLOR_1":\#(vectors)"#
    }
    #expect(try glb.attributes(bytes, blocks: []).answer.dropped == ["texture_coordinates": 6, "other": 6])
  }

  /// By the book: the inverse of the matrix, transposed, and then the length.
  @Test func nodesTurnNormals() throws {
    var random = SeededGenerator(seed: 41)
    var cases = 0
    for run in 0..<TestSize.pick(300, small: 40) {
      var matrix = NaiveMatrix.identity
      for row in 0..<3 {
        for column in 0..<4 { matrix.rows[row][column] = Double(Int.random(in: -8...8, using: &random)) / 4 }
      }
      let determinant = matrix.determinant
      guard determinant != 0 else { continue }
      let columns = (0..<4).flatMap { column in (0..<4).map { "\(matrix.rows[$0][column])" } }.joined(separator: ",")
      let normals = (0..<3).map { _ in (0..<3).map { _ in Double(Int.random(in: 1...8, using: &random)) } }
      let bytes = document(
        { #","NORMAL":\#($0.accessor(normals, .float32, kind: "VEC3"))"# }, node: #","matrix":[\#(columns)]"#)
      let (answer, mesh) = try glb.attributes(bytes, blocks: [])
      #expect(answer.normalPrecision == .float64)
      for (normal, found) in zip(normals, answer.normals ?? []) {
        // Solves transposed · moved = normal by Cramer's rule.
        let m = (0..<3).map { row in (0..<3).map { matrix.rows[$0][row] } }
        func det(_ m: [[Double]]) -> Double {
          m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
        }
        let moved = (0..<3).map { column -> Double in
          var replaced = m
          for row in 0..<3 { replaced[row][column] = normal[row] }
          return det(replaced) / det(m)
        }
        let length = (moved[0] * moved[0] + moved[1] * moved[1] + moved[2] * moved[2]).squareRoot()
        for axis in 0..<3 { #expect((found[axis] - moved[axis] / length).magnitude < 1e-12, "run \(run)") }
      }
      // The normal of a triangle stays the normal of the triangle, mirrored or not.
      let flat = document(
        { #","NORMAL":\#($0.accessor([z, z, z], .float32, kind: "VEC3"))"# }, node: #","matrix":[\#(columns)]"#)
      let turned = try glb.attributes(flat, blocks: []).answer.normals?[0] ?? .zero
      let t = mesh.numbers.map { mesh.vertices[Int($0)] }
      let (u, v) = (t[1] - t[0], t[2] - t[0])
      let cross = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
      #expect((cross * turned).sum() > 0.999 * (cross * cross).sum().squareRoot())
      cases += 1
    }
    #expect(ranCases("turned normals", cases, atLeast: TestSize.pick(250, small: 30)))
    let flattened = document(
      { #","NORMAL":\#($0.accessor([x, y, z], .float32, kind: "VEC3"))"# }, node: #","scale":[1,1,0]"#)
    #expect(try glb.attributes(flattened, blocks: []).answer.normals == [.zero, .zero, SIMD3(0, 0, 1)])
  }

  @Test func quantizedNormals() throws {
    let bytes = document({
      $0.more = #","extensionsUsed":["KHR_mesh_quantization"],"extensionsRequired":["KHR_mesh_quantization"]"#
      let stored = [[127, 0, 0], [0, -128, 0], [0, 0, 127.0]]
      return #","NORMAL":\#($0.accessor(stored, .int8, kind: "VEC3", stride: 4, normalized: true))"#
    })
    let answer = try glb.attributes(bytes, blocks: []).answer
    #expect(answer.normals == [SIMD3(1, 0, 0), SIMD3(0, -1, 0), SIMD3(0, 0, 1)] && answer.normalPrecision == .float64)
  }

  @Test func coloursOfEveryType() throws {
    func colors(_ elements: [[Double]], _ type: GLBComponentType, normalized: Bool = true, stride: Int? = nil) throws
      -> AttributeAnswer
    {
      let kind = "VEC\(elements[0].count)"
      let isNormalized = normalized && type != .float32
      return try glb.attributes(
        document {
          #","COLOR_0":\#($0.accessor(elements, type, kind: kind, stride: stride, normalized: isNormalized))"#
        }, blocks: [64]
      ).answer
    }
    let bytes = [[255, 51, 0], [1, 2, 3], [0, 0, 0.0]]
    #expect(try colors(bytes, .uint8, stride: 4).vertexColors == PlainColors(bytes: bytes))
    let alpha = bytes.map { $0 + [102] }
    #expect(try colors(alpha, .uint8).vertexColors == PlainColors(bytes: alpha))
    let words = [[65535, 13107, 0, 1], [0, 0, 0, 65535], [1, 2, 3, 4.0]]
    #expect(
      try colors(words, .uint16).vertexColors == PlainColors(floats: words.map { $0.map { Float($0 / 65535) } }))
    let floats: [[Float]] = [[1, 0.2, 0.3], [0, 0, 0], [0.5, 1, 0.25]]
    #expect(try colors(floats.map { $0.map { Double($0) } }, .float32).vertexColors == PlainColors(floats: floats))
    // Bytes that are not normalized are none that the specification knows.
    #expect(try colors(alpha, .uint8, normalized: false).dropped == ["vertex_colors": 3])
    #expect(try colors([[1, 0], [0, 1], [1, 1]], .float32).dropped == ["vertex_colors": 3])
  }

  @Test func primitivesThatShareVertices() throws {
    func bytes(_ second: String) -> [UInt8] {
      document(
        { maker in
          let normals = maker.accessor([z, z, z], .float32, kind: "VEC3")
          _ = maker.accessor([x, x, x], .float32, kind: "VEC3")
          return #","NORMAL":\#(normals)"#
        }, more: #",{"attributes":{"POSITION":0\#(second)}}"#)
    }
    let same = try glb.attributes(bytes(#","NORMAL":1"#), blocks: []).answer
    #expect(same.vertices == 3 && same.dropped.isEmpty && same.normals == Array(repeating: SIMD3(0, 0, 1), count: 3))
    let other = try glb.attributes(bytes(#","NORMAL":2"#), blocks: []).answer
    #expect(other.vertices == 3 && other.dropped == ["vertex_normals": 3] && other.normals == same.normals)
    var options = ReaderOptions()
    options.splitsVertices = true
    let split = try glb.attributes(bytes(#","NORMAL":2"#), blocks: [], options: options).answer
    #expect(
      split.vertices == 6 && split.dropped.isEmpty
        && split.normals?[3...] == Array(repeating: SIMD3(1, 0, 0), count: 3)[...])
    // Two meshes of which one has colours: the other one is white.
    var maker = GLBMaker()
    let positions = maker.accessor([[0, 0, 0], [1, 0, 0], [0, 1, 0]], .float32, kind: "VEC3")
    let colors = maker.accessor([[9, 8, 7, 6], [5, 4, 3, 2], [1, 0, 0, 0]], .uint8, kind: "VEC4", normalized: true)
    let plain = #"{"primitives":[{"attributes":{"POSITION":\#(positions)}}]}"#
    maker.meshes = [plain, plain.replacing("}}]}", with: #","COLOR_0":\#(colors)}}]}"#)]
    let white = try glb.attributes(maker.bytes, blocks: []).answer
    #expect(white.vertexColors?.numbers[0] == [255, 255, 255, 255] && white.vertexColors?.numbers[3] == [9, 8, 7, 6])
  }

  @Test func roundTrips() throws {
    var cases = 0
    for form in 0..<16 {
      for (vertices, triangles) in [(40, 30), (8193, 20), (7, 0)]
      where vertices < 100 || form % 4 == 3 || !TestSize.isSmall {
        var body = attributedMesh(form: form, vertices: vertices, triangles: triangles, seed: UInt64(form))
        if let normals = body.attributes.vertexNormals {
          body.attributes.vertexNormals = NormalArray(
            (0..<vertices).map { index in
              let n = normals[index]
              return SIMD3<Double>(SIMD3<Float>(n / (n * n).sum().squareRoot()))
            }, precision: .float32)
        }
        let bytes = try written { _ = try GLBWriter.write(body, to: $0, name: "o") }
        let (answer, mesh) = try glb.attributes(bytes, blocks: [])
        #expect(answer.dropped.isEmpty && mesh.numbers == body.numbers && mesh.positions == body.positions)
        #expect(mesh.attributes.vertexNormals == body.attributes.vertexNormals)
        let colors = body.attributes.vertexColors.map { $0.isFloat32 ? $0 : $0.withAlpha() }
        #expect(mesh.attributes.vertexColors == colors)
        #expect(try written { _ = try GLBWriter.write(mesh, to: $0, name: "o") } == bytes)
        cases += 1
      }
    }
    #expect(ranCases("GLB attributes", cases, atLeast: TestSize.pick(48, small: 36)))
  }

  @Test func layoutOfWhatIsWritten() throws {
    var body = mesh([SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)], [[0, 1, 2]], precision: .float32)
    body.attributes.vertexNormals = NormalArray([SIMD3(0, 0, 1), SIMD3(0, 0, -1), SIMD3(1, 0, 0)])
    body.attributes.vertexColors = ColorArray(uint8: Column([255, 0, 51, 1, 2, 3, 0, 0, 0]), channels: 3)
    let bytes = try written { _ = try GLBWriter.write(body, to: $0, name: "o") }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""attributes":{"POSITION":0,"NORMAL":2,"COLOR_0":3},"indices":1,"mode":4"#))
    #expect(
      text.contains(
        #"{"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"},"#
          + #"{"bufferView":2,"componentType":5126,"count":3,"type":"VEC3"},"#
          + #"{"bufferView":3,"componentType":5121,"normalized":true,"count":3,"type":"VEC4"}]"#))
    #expect(
      text.contains(
        #"{"buffer":0,"byteOffset":84,"byteLength":6,"target":34963},"#
          + #"{"buffer":0,"byteOffset":36,"byteLength":36,"target":34962},"#
          + #"{"buffer":0,"byteOffset":72,"byteLength":12,"target":34962}],"buffers":[{"byteLength":90}]"#))
    #expect(Array(bytes.suffix(20)) == [255, 0, 51, 255, 1, 2, 3, 255, 0, 0, 0, 255, 0, 0, 1, 0, 2, 0, 0, 0])
  }

  @Test func whatTheFormatRefuses() throws {
    var body = mesh([SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)], [[0, 1, 2]], precision: .float32)
    for (length, isGood) in [
      (1, true), (1.0067, true), (0.9933, true), (1.0068, false), (0.9932, false), (0, false), (.nan, false),
    ] {
      let normals = NormalArray([SIMD3(0, 0, 1), SIMD3(length, 0, 0), SIMD3(0, length, 0)])
      #expect(GLBWriter.nonUnitNormals(in: normals) == (isGood ? 0 : 2))
      body.attributes.vertexNormals = normals
      let bytes = try written { _ = try GLBWriter.write(body, to: $0, name: "o") }
      #expect((try glb.attributes(bytes, blocks: []).answer.normals != nil) == isGood)
    }
    body.attributes.vertexNormals = nil
    body.attributes.vertexColors = ColorArray(float32: Column([2, -1, 0.5, .nan, 1, 0, 0, 0, 0]), channels: 3)
    let bytes = try written { _ = try GLBWriter.write(body, to: $0, name: "o") }
    #expect(
      try glb.attributes(bytes, blocks: []).answer.vertexColors
        == PlainColors(floats: [[1, 0, 0.5], [0, 1, 0], [0, 0, 0]]))
    // Nothing has no attributes.
    var nothing = mesh([], [])
    nothing.attributes.vertexColors = ColorArray(uint8: Column([]), channels: 4)
    nothing.attributes.vertexNormals = NormalArray([SIMD3<Double>]())
    let empty = try written { _ = try GLBWriter.write(nothing, to: $0, name: "o") }
    #expect(empty == (try written { _ = try GLBWriter.write(mesh([], []), to: $0, name: "o") }))
  }

  @Test func pointsAreVertices() throws {
    var maker = GLBMaker()
    let positions = maker.accessor([[0, 0, 0], [1, 0, 0]], .float32, kind: "VEC3")
    let normals = maker.accessor([x, y], .float32, kind: "VEC3")
    maker.meshes = [
      #"{"primitives":[{"mode":0,"attributes":{"POSITION":\#(positions),"NORMAL":\#(normals)}},"#
        + #"{"mode":1,"attributes":{"POSITION":\#(positions)}}]}"#
    ]
    let answer = try glb.attributes(maker.bytes, blocks: []).answer
    #expect(answer.vertices == 2 && answer.normals?.count == 2 && answer.warnings == ["ignored_data", "empty_mesh"])
    // Beside triangles they are left out.
    maker.meshes[0] = maker.meshes[0].replacing(
      "]}",
      with:
        #",{"attributes":{"POSITION":\#(positions)},"mode":5,"indices":\#(maker.accessor([[0], [1], [0]], .uint8, kind: "SCALAR"))}]}"#
    )
    let both = try glb.attributes(maker.bytes, blocks: []).answer
    #expect(both.vertices == 2 && both.triangles.count == 3 && both.normals == nil && both.warnings == ["ignored_data"])
  }

  @Test func unwantedAttributesTakeNoMemory() throws {
    let body = attributedMesh(form: 0b100, vertices: 40_000, triangles: 40_000, seed: 9)
    let bytes = try written { _ = try GLBWriter.write(body, to: $0, name: "o") }
    for wanted in [[], MeshAttributes.Kinds.ofMesh] {
      let ledger = MemoryLedger()
      var options = ReaderOptions()
      options.wantedAttributes = wanted
      let indexed = try GLBReader(ByteSource(bytes: bytes, name: "a"), options: options).readMesh(ledger: ledger) { _ in
      }
      #expect(ledger.snapshot().balances[.attributes]?.peak ?? 0 == (wanted.isEmpty ? 0 : 40_000 * 4))
      #expect(indexed.attributesDropped.total == (wanted.isEmpty ? 40_000 : 0))
    }
  }
}
