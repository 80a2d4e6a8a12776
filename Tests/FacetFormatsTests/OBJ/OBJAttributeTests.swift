// Normals and colours of OBJ: by hand, against a twin that keeps everything in dictionaries, and through the writer and back.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let obj = IndexedReading(name: "a.obj") { try OBJReader($0, options: $1) }
private let triangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\n"
private let normals = "vn 0 0 1\nvn 0 1 0\nvn 1 0 0\n"
private let none = SIMD3<Double>(0, 0, 0)
private let (z, y, x) = (SIMD3<Double>(0, 0, 1), SIMD3<Double>(0, 1, 0), SIMD3<Double>(1, 0, 0))

/// What OBJ's normals mean, line by line, for texts of `v`, `vn` and `f` with numbers from 1.
private struct NaiveNormals {
  var vertices: [Int] = []
  var normals: [SIMD3<Double>] = []
  var triangles: [Int32] = []
  var others = 0
  var isNamed = false

  init(_ text: String, splits: Bool) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    let points = lines.count { $0[0] == "v" }
    let given = lines.filter { $0[0] == "vn" }.map { line in SIMD3(Double(line[1])!, Double(line[2])!, Double(line[3])!)
    }
    var first: [Int: SIMD3<Double>] = [:]
    var copies: [(Int, SIMD3<Double>)] = []
    for line in lines where line[0] == "f" {
      let corners = line.dropFirst().map { word -> Int32 in
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        let vertex = Int(parts[0])! - 1
        guard parts.count == 3 else { return Int32(vertex) }
        isNamed = true
        let normal = given[Int(parts[2])! - 1]
        if first[vertex] == nil { first[vertex] = normal }
        if first[vertex] == normal { return Int32(vertex) }
        others += 1
        guard splits else { return Int32(vertex) }
        let known = copies.firstIndex { $0 == (vertex, normal) }
        if known == nil { copies.append((vertex, normal)) }
        return Int32(points + (known ?? copies.count - 1))
      }
      for corner in 1..<corners.count - 1 { triangles += [corners[0], corners[corner], corners[corner + 1]] }
    }
    vertices = Array(0..<points) + copies.map(\.0)
    let own = given.count == points
    normals = (0..<points).map { first[$0] ?? (own ? given[$0] : none) } + copies.map(\.1)
    isNamed = isNamed || (own && points > 0)
  }
}

@Suite struct OBJAttributeTests {
  @Test func normalsOfCorners() throws {
    let plain = try obj.attributes(triangle + normals + "f 1//1 2//2 3//3\n")
    #expect(plain.normals == [z, y, x] && plain.normalPrecision == .float64 && plain.dropped.isEmpty)
    let swapped = try obj.attributes(triangle + normals + "vt 0 0\nf 1/1/3 2/1/-2 3/1/1 # c\n")
    #expect(swapped.normals == [x, y, z] && swapped.dropped == ["texture_coordinates": 1])
    // The first corner counts, the others are counted; the same numbers in another line are no other normal.
    let seam = try obj.attributes(triangle + normals + "vn 0 0 1\nf 1//1 2//1 3//1\nf 1//4 2//2 3//3\n")
    #expect(seam.normals == [z, z, z] && seam.dropped == ["vertex_normals": 2])
    #expect(try obj.attributes(triangle + normals + "f 1//1 2//1 3//1\n", wanted: []).dropped == ["vertex_normals": 3])
    // Corners without a normal; a vertex without a corner.
    let some = try obj.attributes(triangle + "v 5 5 5\nvn 0 1 0\nf 1 2 3\nf 1//1 2 3\n")
    #expect(some.normals == [y, none, none, none] && some.dropped.isEmpty)
    let own = try obj.attributes(triangle + normals + "f 1//3 2 3\n")
    #expect(own.normals == [x, y, x])
    let points = try obj.attributes("v 0 0 0\nvn 0 0 1\nv 1 0 0\nvn 0 1 0\n")
    #expect(points.normals == [z, y] && points.warnings == ["empty_mesh"])
    #expect(try obj.attributes(triangle + "vn 0 0 1\nf 1 2 3\n").dropped == ["vertex_normals": 1])
    // Named before they come, and never.
    let early = try obj.attributes("f 1//2 2//1 3//9\n" + triangle + "f 1//1 2//2 3//1\n" + normals)
    #expect(early.normals == [y, z, none] && early.warnings == ["missing_attribute"])
    #expect(early.dropped == ["vertex_normals": 3])
  }

  @Test func oddNormals() throws {
    let odd = "vn 0 0 1 0\nvn 1\nvn a b c\nvn +0 1 \\\n0\nvn\t1 0 0 # c\r\nf 1//5 2//4 3//2\n"
    let answer = try obj.attributes(triangle + odd)
    #expect(answer.normals == [x, y, none] && answer.warnings == ["ignored_data", "plus_sign"])
    #expect(try obj.attributes(triangle + odd, wanted: []).warnings.isEmpty)
    let infinite = try obj.attributes(triangle + "vn nan 1e999 0\nvn inf 0 0\nf 1//2 2//1 3//2\n")
    #expect(infinite.normals == [SIMD3(.infinity, 0, 0), none, SIMD3(.infinity, 0, 0)])
  }

  @Test func copiesOfVertices() throws {
    var options = ReaderOptions()
    options.splitsVertices = true
    let text =
      triangle + normals + "vn 0 0 1\nv 9 9 9 0 1 0\nf 1//1 2//1 3//1\nf 1//2 2//4 3//3\nf 3//3 2//2 1//2\nf 4 3 1//1\n"
    let (answer, mesh) = try obj.attributes(Array(text.utf8), options: options)
    #expect(answer.triangles == [0, 1, 2, 4, 1, 5, 5, 6, 4, 3, 2, 0] && answer.dropped.isEmpty)
    #expect(answer.normals == [z, z, z, x, y, x, y] || answer.normals == [z, z, z, z, y, x, y])
    #expect(mesh.positions[4] == mesh.positions[0] && mesh.positions[5] == mesh.positions[2])
    #expect(answer.vertexColors?.numbers.count == 7 && answer.vertexColors?.numbers[3] == [0, 255, 0])
    // A polygon that is split anew keeps its corners' vertices.
    let ring =
      "v 0 0 0\nv 4 0 0\nv 4 4 0\nv 2 1 0\nv 0 4 0\n" + normals
      + "f 1//1 2//1 3//1 4//1 5//1\nf 5//2 4//2 3//2 2//2 1//2\n"
    let polygons = try obj.attributes(Array(ring.utf8), options: options)
    #expect(polygons.mesh.vertices.count == 10 && Set(polygons.mesh.numbers[9...]).isSubset(of: Set(5..<10)))
    #expect(Set(polygons.mesh.numbers[..<9]) == Set(0..<5))
  }

  @Test func randomTextsAgainstTheTwin() throws {
    var random = SeededGenerator(seed: 21)
    var cases = 0
    for run in 0..<TestSize.pick(300, small: 30) {
      let (points, given) = (Int.random(in: 3...30, using: &random), Int.random(in: 1...30, using: &random))
      var statements = (0..<points).map { "v \($0) \(Int.random(in: 0...9, using: &random)) 0" }
      statements += (0..<given).map { _ in "vn \(Int.random(in: 0...2, using: &random)) 0.5 1" }
      // Triangles, so that no polygon is split in another way.
      let form = Int.random(in: 0...3, using: &random)
      let faces = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        "f"
          + (0..<3).map { _ in
            let vertex = Int.random(in: 1...points, using: &random)
            return form == 0 ? " \(vertex)" : " \(vertex)//\(Int.random(in: 1...given, using: &random))"
          }.joined()
      }
      statements += faces
      if form == 3 {
        // Anything may come before anything: numbers name what comes later.
        let places = statements.indices.shuffled(using: &random).prefix(faces.count)
        for (place, index) in zip(places, statements.indices.suffix(faces.count)) where faces.count > 0 {
          if statements[place].hasPrefix("f") { statements.swapAt(place, index) }
        }
        let front = statements.filter { $0.hasPrefix("f") }
        statements = front + statements.filter { !$0.hasPrefix("f") }
      }
      let text = statements.joined(separator: "\n") + "\n"
      for splits in [false, true] {
        var options = ReaderOptions()
        options.splitsVertices = splits
        let (answer, mesh) = try obj.attributes(Array(text.utf8), blocks: [13, 64], options: options)
        let twin = NaiveNormals(text, splits: splits)
        // Normals that come behind their faces are told apart by number, not by value.
        guard form < 3 else { continue }
        #expect(
          answer.triangles == twin.triangles && answer.normals == (twin.isNamed ? twin.normals : nil), "run \(run)")
        #expect(mesh.positions.map { Int($0.x) } == twin.vertices)
        let dropped = twin.isNamed ? splits ? 0 : twin.others : given
        #expect(answer.dropped["vertex_normals"] ?? 0 == dropped)
        cases += 1
      }
    }
    #expect(ranCases("OBJ normals", cases, atLeast: TestSize.pick(300, small: 20)))
  }

  @Test func coloursOfVertices() throws {
    let unit = try obj.attributes("v 0 0 0 1 0.2 0\nv 1 0 0 0 0 0\nv 0 1 0 0 .6 1 # c\nf 1 2 3\n")
    #expect(
      unit.vertexColors == PlainColors(bytes: [[255, 51, 0], [0, 0, 0], [0, 153, 255]]) && unit.dropped.isEmpty)
    let bytes = try obj.attributes("v 0 0 0 255 1 0\nv 1 0 0\nv 0 1 0 1 1 1 \\\n\nf 1 2 3\n")
    #expect(bytes.vertexColors == PlainColors(bytes: [[255, 1, 0], [170, 170, 170], [1, 1, 1]]))
    let alpha = try obj.attributes("v 0 0 0 1 0 0 0.4\nv 1 0 0 2\nv +0 1 0 0 1 0 1\nf 1 2 3\n")
    #expect(alpha.vertexColors?.numbers == [[255, 0, 0, 102], [170, 170, 170, 255], [0, 255, 0, 255]])
    #expect(alpha.dropped == ["other": 1] && alpha.warnings == ["ignored_weight", "plus_sign"])
    #expect(try obj.attributes("v 0 0 0 1 .2 0\nv 1 1 1 1\n", wanted: []).dropped == ["vertex_colors": 1, "other": 1])
  }

  @Test func roundTrips() throws {
    var cases = 0
    for form in 0..<16 {
      let body = attributedMesh(form: form, vertices: 40, triangles: 30, seed: UInt64(form))
      let bytes = try written { try OBJWriter.write(body, to: $0) }
      let (answer, mesh) = try obj.attributes(bytes, blocks: [64])
      #expect(answer.dropped.isEmpty && answer.warnings.isEmpty && mesh.numbers == body.numbers)
      #expect((mesh.attributes.vertexNormals == nil) == (body.attributes.vertexNormals == nil))
      for index in 0..<40 {
        if let normals = mesh.attributes.vertexNormals, let written = body.attributes.vertexNormals {
          #expect(SIMD3<Float>(normals[index]) == SIMD3<Float>(written[index]))
        }
      }
      let colors = body.attributes.vertexColors.map { $0.isTransparent ? $0 : $0.withoutAlpha() }
      #expect(mesh.attributes.vertexColors == colors)
      #expect(try written { try OBJWriter.write(mesh, to: $0) } == bytes)
      cases += 1
    }
    #expect(ranCases("OBJ attributes", cases, atLeast: 16))
  }

  @Test func layoutOfWhatIsWritten() throws {
    var body = mesh([SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)], [[0, 1, 2]])
    body.attributes.vertexNormals = NormalArray([z, SIMD3(0.1, 0, -1), SIMD3(-0.0, 2, 1e-9)])
    func text(_ mesh: TriangleMesh) throws -> String {
      String(decoding: try written { try OBJWriter.write(mesh, to: $0) }, as: UTF8.self)
    }
    #expect(try text(body) == triangle + "vn 0 0 1\nvn 0.1 0 -1\nvn -0 2 1e-9\nf 1//1 2//2 3//3\n")
    body.attributes.vertexNormals = nil
    body.attributes.vertexColors = ColorArray(
      uint8: Column([255, 0, 51, 255, 0, 0, 0, 255, 1, 2, 3, 255]), channels: 4)
    #expect(
      try text(body)
        == "v 0 0 0 1 0 0.2\nv 1 0 0 0 0 0\nv 0 1 0 0.003921569 0.007843138 0.011764706\nf 1 2 3\n")
    body.attributes.vertexColors = ColorArray(float32: Column([1, 0, 0.5, 0.25, 0, 0, 0, 1, 1, 1, 1, 1]), channels: 4)
    #expect(try text(body) == "v 0 0 0 1 0 0.5 0.25\nv 1 0 0 0 0 0 1\nv 0 1 0 1 1 1 1\nf 1 2 3\n")
  }

  @Test func unwantedAttributesTakeNoMemory() throws {
    let body = attributedMesh(form: 0b101, vertices: 40_000, triangles: 40_000, seed: 9)
    let bytes = try written { try OBJWriter.write(body, to: $0) }
    for wanted in [[], MeshAttributes.Kinds.ofMesh] {
      let ledger = MemoryLedger()
      var options = ReaderOptions()
      options.wantedAttributes = wanted
      let indexed = try OBJReader(ByteSource(bytes: bytes, name: "a"), options: options).readMesh(ledger: ledger) { _ in
      }
      let balance = ledger.snapshot().balances[.attributes]
      #expect(wanted.isEmpty ? balance?.peak ?? 0 == 0 : balance?.live == 40_000 * (24 + 3))
      #expect(indexed.attributesDropped.total == (wanted.isEmpty ? 80_000 : 0))
    }
  }
}
