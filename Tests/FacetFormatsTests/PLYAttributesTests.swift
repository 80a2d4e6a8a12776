// Normals and colours in PLY, in all three encodings: read beside a maker that writes number by number, written beside a naive
// writer, and both ways at once.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let all: MeshAttributes.Kinds = [.vertexNormals, .vertexColors, .faceColors]
private let ply = IndexedReading(name: "a.ply", wanted: all) { try PLYReader($0, options: $1) }
private let plain = IndexedReading(name: "a.ply") { try PLYReader($0, options: $1) }

/// A number as PLY stores it.
private func stored(_ value: Double, _ type: String, _ order: String) -> [UInt8] {
  if order == "ascii" {
    return Array((["uchar", "ushort", "int"].contains(type) ? "\(Int(value)) " : "\(value) ").utf8)
  }
  func bytes<Value>(_ value: Value) -> [UInt8] {
    let bytes = withUnsafeBytes(of: value) { Array($0) }
    return order == "binary_big_endian" ? bytes.reversed() : bytes
  }
  switch type {
  case "uchar": return [UInt8(value)]
  case "ushort": return bytes(UInt16(value))
  case "int": return bytes(Int32(value))
  case "float": return bytes(Float(value))
  default: return bytes(value)
  }
}

@Suite struct PLYAttributesTests {
  /// One property of a record: its name, its type and where it goes.
  private struct Property {
    var name: String
    var type: String
  }

  private func value(_ type: String, _ random: inout SeededGenerator) -> Double {
    switch type {
    case "uchar": return Double(UInt8.random(in: 0...255, using: &random))
    case "ushort": return Double(UInt16.random(in: 0...65535, using: &random))
    case "int": return Double(Int.random(in: 0...100, using: &random))
    case "float": return Double(Float.random(in: 0...1, using: &random))
    default: return Double.random(in: 0...1, using: &random)
    }
  }

  /// What a colour of these types should become.
  private func bits(_ values: [Double], _ types: [String]) -> [UInt64] {
    if types.allSatisfy({ $0 == "uchar" }) { return values.map { UInt64($0) } }
    return zip(values, types).map { value, type in
      let scale: Float = type == "uchar" ? 255 : type == "ushort" ? 65535 : 1
      return UInt64((Float(value) / scale).bitPattern) << 8
    }
  }

  /// Random properties in random order, polygons of any degree, all encodings.
  @Test func readsRandomFiles() throws {
    var random = SeededGenerator(seed: 71)
    let runs = TestSize.pick(600, small: 60)
    for run in 0..<runs {
      let order = ["ascii", "binary_little_endian", "binary_big_endian"][run % 3]
      let count = Int.random(in: 1...80, using: &random)
      let prefix = ["", "diffuse_"].randomElement(using: &random)!
      let channels = Int.random(in: 0..<3, using: &random) == 0 ? 0 : Int.random(in: 3...4, using: &random)
      let faceChannels = Bool.random(using: &random) ? 0 : Int.random(in: 3...4, using: &random)
      let hasNormals = Bool.random(using: &random)
      let kinds = [["uchar"], ["uchar"], ["float"], ["ushort"], ["uchar", "float", "double", "ushort"]]
      func colors(_ channels: Int) -> [Property] {
        let types = kinds.randomElement(using: &random)!
        return ["red", "green", "blue", "alpha"].prefix(channels).map {
          Property(name: prefix + $0, type: types.randomElement(using: &random)!)
        }
      }
      let normalType = ["float", "double"].randomElement(using: &random)!
      let normals = hasNormals ? ["nx", "ny", "nz"].map { Property(name: $0, type: normalType) } : []
      let (vertexColors, faceColors) = (colors(channels), colors(faceChannels))
      let axes = ["x", "y", "z"].map { Property(name: $0, type: "float") }
      var properties = axes + normals + vertexColors
      if Bool.random(using: &random) { properties.append(Property(name: "quality", type: "int")) }
      if Bool.random(using: &random) { properties.shuffle(using: &random) }
      var header = "ply\nformat \(order) 1.0\nelement vertex \(count)\n"
      for property in properties { header += "property \(property.type) \(property.name)\n" }
      var body: [UInt8] = []
      var expected: [[UInt64]] = []
      var (normalBits, colorBits): ([[UInt64]], [[UInt64]]) = ([], [])
      for _ in 0..<count {
        var record: [String: Double] = [:]
        for property in properties {
          record[property.name] = value(property.type, &random)
          body += stored(record[property.name]!, property.type, order)
        }
        if order == "ascii" { body += Array("\n".utf8) }
        normalBits.append(normals.map { record[$0.name]!.bitPattern })
        colorBits.append(bits(vertexColors.map { record[$0.name]! }, vertexColors.map(\.type)))
      }
      if hasNormals { expected += [[1, normalType == "float" && order != "ascii" ? 4 : 8]] + normalBits }
      if channels > 0 { expected += [[2, UInt64(channels)]] + colorBits }
      // Faces: the list somewhere among the colours.
      let faces = Int.random(in: 0...60, using: &random)
      let list = Int.random(in: 0...faceChannels, using: &random)
      header += "element face \(faces)\n"
      for index in 0...faceChannels {
        if index == list { header += "property list uchar int vertex_indices\n" }
        if index < faceChannels { header += "property \(faceColors[index].type) \(faceColors[index].name)\n" }
      }
      let hasOdd = Int.random(in: 0..<3, using: &random) == 0
      var faceBits: [[UInt64]] = []
      for _ in 0..<faces {
        let degree = Int.random(in: hasOdd ? 0...20 : 3...5, using: &random)
        let values = faceColors.map { value($0.type, &random) }
        for index in 0...faceChannels {
          if index == list {
            body += stored(Double(degree), "uchar", order)
            for _ in 0..<degree { body += stored(Double(Int.random(in: 0..<count, using: &random)), "int", order) }
          }
          if index < faceChannels { body += stored(values[index], faceColors[index].type, order) }
        }
        if order == "ascii" { body += Array("\n".utf8) }
        for _ in 0..<max(0, degree - 2) { faceBits.append(bits(values, faceColors.map(\.type))) }
      }
      if faceChannels > 0 && faces > 0 { expected += [[3, UInt64(faceChannels)]] + faceBits }
      let bytes = Array((header + "end_header\n").utf8) + body
      let block = Int.random(in: 1...400, using: &random)
      let answer = try ply.read(bytes, block: block, hasSize: Bool.random(using: &random))
      #expect(answer.attributes == expected, "run \(run), \(order)")
      // Without a wish all is as it was, and counted.
      let without = try plain.read(bytes, block: block)
      #expect(without.attributes.isEmpty && without.vertices == answer.vertices)
      #expect(without.triangles == answer.triangles)
      let wanted = (hasNormals ? count : 0) + (channels > 0 ? count : 0) + (faceChannels > 0 ? faces : 0)
      #expect(without.counters[2] - answer.counters[2] == wanted, "run \(run)")
    }
    #expect(ranCases("random PLY files with attributes", runs, atLeast: 60))
  }

  private let small =
    "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
    + "property TYPE red\nproperty TYPE green\nproperty TYPE blue\nelement face 1\n"
    + "property list uchar int vertex_indices\nend_header\n0 0 0 A\n1 0 0 B\n0 1 0 C\n3 0 1 2\n"

  private func text(_ type: String, _ a: String, _ b: String, _ c: String) -> String {
    small.replacing("TYPE", with: type).replacing("A\n", with: a + "\n").replacing("B\n", with: b + "\n").replacing(
      "C\n", with: c + "\n")
  }

  @Test func bytesInATextAreRoundedAndClamped() throws {
    let answer = try ply.answer(text("uchar", "0 255 128", "-3 300 1.5", "nan 0.4 254.6"))
    #expect(answer.attributes == [[2, 3], [0, 255, 128], [0, 255, 2], [0, 0, 255]])
    #expect(answer.warnings.isEmpty)
  }

  @Test func whatIsNoColourIsCounted() throws {
    let mesh = "0 0 0"
    for (type, name) in [("int", "red"), ("char", "red"), ("uchar", "rouge")] {
      let file = text(type, mesh, mesh, mesh).replacing(" red", with: " " + name)
      let answer = try ply.answer(file)
      #expect(answer.attributes.isEmpty && answer.counters == [0, 0, 3])
    }
    let reader = try PLYReader(ByteSource(bytes: Array(text("int", mesh, mesh, mesh).utf8), name: "a.ply"))
    let counts = try reader.readMesh(ledger: nil) { _ in }.attributesDropped
    #expect(counts[.vertexColors] == 3 && counts.total == 3)
  }

  /// Strips make triangles that no face colour belongs to.
  @Test func facesBesideStripsLoseTheirColours() throws {
    let file =
      "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\nproperty float y\nproperty float z\nelement face 1\n"
      + "property list uchar int vertex_indices\nproperty uchar red\nproperty uchar green\nproperty uchar blue\n"
      + "element tristrips 1\nproperty list int int vertex_indices\nend_header\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n"
      + "3 0 1 2 9 9 9\n3 0 2 3\n"
    let answer = try ply.answer(file)
    #expect(answer.attributes.isEmpty && answer.triangles == [0, 1, 2, 0, 2, 3] && answer.counters == [0, 0, 1])
  }

  /// A polygon that is split by clipping ears has one colour all over.
  @Test func anEarClippedPolygonKeepsItsColour() throws {
    let file =
      "ply\nformat ascii 1.0\nelement vertex 5\nproperty float x\nproperty float y\nproperty float z\nelement face 2\n"
      + "property uchar red\nproperty uchar green\nproperty uchar blue\nproperty list uchar int vertex_indices\n"
      + "end_header\n0 0 0\n4 0 0\n1 1 0\n0 4 0\n9 9 9\n1 2 3 4 1 2 3 0\n4 5 6 3 0 1 4\n"
    let answer = try ply.answer(file)
    #expect(answer.attributes == [[3, 3], [1, 2, 3], [1, 2, 3], [4, 5, 6]])
  }

  @Test func aCutFileIsRefusedWithWordsLikeBefore() throws {
    let mesh = randomAttributed(4, 3, seed: 5)
    for bytes in [
      try written { try PLYWriter.writeBinary(mesh, to: $0) }, try written { try PLYWriter.writeText(mesh, to: $0) },
    ] {
      for length in stride(from: 0, to: bytes.count, by: TestSize.pick(1, small: 5)) {
        let (wanted, without) = (Array(bytes[..<length]), plain)
        let fault = ply.fault(wanted)
        #expect(fault == without.fault(wanted))
        // The last number of a text may be cut and still be one.
        if fault == "accepted" { #expect(length > bytes.count - 16) }
      }
    }
  }

  // MARK: Writing

  private func randomAttributed(
    _ vertices: Int, _ triangles: Int, precision: SourcePrecision = .float32, seed: UInt64, kinds: Int = 7,
    channels: Int = 4, float32: Bool = false
  ) -> TriangleMesh {
    var random = SeededGenerator(seed: seed)
    var mesh = randomMesh(vertices: vertices, triangles: triangles, precision: precision, seed: seed)
    mesh.attributes = MeshAttributes(
      vertexNormals: kinds & 1 == 0
        ? nil : randomNormals(vertices, precision: precision == .float32 ? .float64 : .float32, &random),
      vertexColors: kinds & 2 == 0 ? nil : randomColors(vertices, channels: channels, float32: float32, &random),
      faceColors: kinds & 4 == 0 ? nil : randomColors(triangles, channels: 7 - channels, float32: !float32, &random))
    return mesh
  }

  /// The file as plain loops make it.
  private func naive(_ mesh: TriangleMesh) -> [UInt8] {
    func colorLines(_ colors: ColorArray?) -> String {
      guard let colors else { return "" }
      return ["red", "green", "blue", "alpha"].prefix(colors.channels).map {
        "property \(colors.isFloat32 ? "float" : "uchar") \($0)\n"
      }.joined()
    }
    func color(_ colors: ColorArray?, _ index: Int) -> [UInt8] {
      guard let colors else { return [] }
      if let bytes = colors.bytes { return bytes.column(index).array }
      return colors.floats!.column(index).array.flatMap { littleEndian($0.bitPattern) }
    }
    func vector(_ vector: SIMD3<Double>, _ precision: SourcePrecision) -> [UInt8] {
      (0..<3).flatMap { axis in
        precision == .float32 ? littleEndian(Float(vector[axis]).bitPattern) : littleEndian(vector[axis].bitPattern)
      }
    }
    let type = mesh.sourcePrecision == .float32 ? "float" : "double"
    var header = "ply\nformat binary_little_endian 1.0\nelement vertex \(mesh.vertices.count)\n"
    for axis in ["x", "y", "z"] { header += "property \(type) \(axis)\n" }
    let normals = mesh.attributes.vertexNormals
    if let normals {
      for axis in ["nx", "ny", "nz"] {
        header += "property \(normals.precision == .float32 ? "float" : "double") \(axis)\n"
      }
    }
    header += colorLines(mesh.attributes.vertexColors) + "element face \(mesh.triangles.count)\n"
    header += "property list uchar int vertex_indices\n" + colorLines(mesh.attributes.faceColors) + "end_header\n"
    var bytes = Array(header.utf8)
    for vertex in 0..<mesh.vertices.count {
      bytes += vector(mesh.vertices[vertex], mesh.sourcePrecision)
      if let normals { bytes += vector(normals[vertex], normals.precision) }
      bytes += color(mesh.attributes.vertexColors, vertex)
    }
    for triangle in 0..<mesh.triangles.count {
      bytes += [3] + (0..<3).flatMap { littleEndian(mesh.triangles[triangle][$0]) }
      bytes += color(mesh.attributes.faceColors, triangle)
    }
    return bytes
  }

  @Test func againstANaiveWriterAndBack() throws {
    var cases = 0
    for (vertices, triangles) in [(1, 0), (3, 1), (2047, 2049), (2048, 2048), (5000, 4097)] {
      for kinds in 1...7 where vertices < 100 || kinds == 7 || !TestSize.isSmall {
        let precision: SourcePrecision = kinds % 2 == 0 ? .float32 : .float64
        let body = randomAttributed(
          vertices, triangles, precision: precision, seed: UInt64(kinds), kinds: kinds, channels: 3 + cases % 2,
          float32: cases % 3 == 0)
        let bytes = try written { try PLYWriter.writeBinary(body, to: $0) }
        #expect(bytes == naive(body), "\(vertices) vertices, kinds \(kinds)")
        var expected = body.attributes
        if triangles == 0 { expected.faceColors = nil }
        let answer = try ply.read(bytes, hasSize: kinds % 2 == 0)
        #expect(answer.attributes == expected.bits && answer.precision == precision)
        #expect(answer.triangles == body.numbers && answer.counters == [0, 0, 0])
        // As text every number comes back, as float64.
        let text = try written { try PLYWriter.writeText(body, to: $0, digits: .float64) }
        var wide = expected
        wide.vertexNormals?.precision = .float64
        #expect(try ply.read(text, block: 999).attributes == wide.bits)
        cases += 1
      }
    }
    #expect(ranCases("PLY with attributes", cases, atLeast: 17))
  }

  @Test func textToTheByte() throws {
    var body = mesh([SIMD3(0, 0.1, 1), SIMD3(1e-7, 2, 3)], [[0, 1, 0]])
    body.attributes = MeshAttributes(
      vertexNormals: NormalArray([SIMD3(0, 0, 1), SIMD3(-0.5, Double(Float(0.1)), 0)], precision: .float32),
      vertexColors: ColorArray(uint8: [255, 0, 7, 1, 2, 3], channels: 3),
      faceColors: ColorArray(float32: [0.5, 0.1, 1, 0], channels: 4))
    let head =
      "ply\nformat ascii 1.0\nelement vertex 2\nproperty T x\nproperty T y\nproperty T z\nproperty T nx\n"
      + "property T ny\nproperty T nz\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\n"
      + "property list uchar int vertex_indices\nproperty float red\nproperty float green\nproperty float blue\n"
      + "property float alpha\nend_header\n"
    func text(_ digits: CoordinateDigits) throws -> String {
      String(decoding: try written { try PLYWriter.writeText(body, to: $0, digits: digits) }, as: UTF8.self)
    }
    let lines = "0 0.1 1 0 0 1 255 0 7\n1e-7 2 3 -0.5 0.1 0 1 2 3\n3 0 1 0 0.5 0.1 1 0\n"
    #expect(try text(.automatic) == head.replacing("T ", with: "double ") + lines)
    #expect(try text(.float32) == head.replacing("T ", with: "float ") + lines)
    #expect(try text(.float64).contains("-0.5 0.10000000149011612 0 1 2 3\n"))
    #expect(try text(.significant(1)).contains("1e-7 2 3 -0.5 0.1 0 1 2 3\n"))
  }

  @Test func aNormalThatWouldBecomeInfiniteIsRefused() throws {
    var body = tetrahedron()
    body.attributes.vertexNormals = NormalArray([.zero, .zero, SIMD3(0, 1e300, 0), .zero])
    for isText in [false, true] {
      var fault: FormatError?
      do {
        _ = try written {
          if isText { try PLYWriter.writeText(body, to: $0, name: "o", digits: .float32) }
          if !isText { try PLYWriter.writeBinary(body, to: $0, name: "o", digits: .float32) }
        }
      } catch { fault = error as? FormatError }
      #expect(fault?.description == "o: PLY: expected normals that float32 can hold, found 1e300 in vertex 3")
    }
  }
}
