// ASCII STL to the byte: by hand, against a naive writer on meshes that make the table of lines forget, and through the
// reader.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetText
import Testing

@Suite struct ASCIISTLWriterTests {
  private func text(_ mesh: TriangleMesh, digits: CoordinateDigits = .automatic) throws -> String {
    String(decoding: try written { try ASCIISTLWriter.write(mesh, to: $0, digits: digits) }, as: UTF8.self)
  }

  private func word(_ value: Float) -> String {
    String(unsafeUninitializedCapacity: 32) { NumberText.write(value, to: $0.baseAddress!) }
  }

  /// The file as plain loops make it, the normal by the textbook from the numbers in the text.
  private func naive(_ mesh: TriangleMesh, float32: Bool) -> String {
    var text = "solid mesh\n"
    let points = mesh.positions
    for triangle in 0..<mesh.triangles.count {
      let words = (0..<3).map { corner in
        let p = points[Int(mesh.triangles[triangle][corner])]
        return (0..<3).map { float32 ? word(Float(p[$0])) : NumberText.string(p[$0]) }
      }
      let corners = words.map { SIMD3(Double($0[0])!, Double($0[1])!, Double($0[2])!) }
      let (u, v) = (corners[1] - corners[0], corners[2] - corners[0])
      var n = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
      let length = (n.x * n.x + n.y * n.y + n.z * n.z).squareRoot()
      n = length > 0 && length.isFinite ? n / length : .zero
      text += "facet normal \(word(Float(n.x))) \(word(Float(n.y))) \(word(Float(n.z)))\n  outer loop\n"
      for corner in words { text += "    vertex " + corner.joined(separator: " ") + "\n" }
      text += "  endloop\nendfacet\n"
    }
    return text + "endsolid mesh\n"
  }

  @Test func goldenFile() throws {
    #expect(try text(mesh([], [])) == "solid mesh\nendsolid mesh\n")
    let one = mesh([SIMD3(0, 0, 0.1), SIMD3(2, 0, 0.1), SIMD3(0, -4, 0.1)], [[0, 1, 2], [0, 0, 1]])
    #expect(
      try text(one) == """
        solid mesh
        facet normal 0 0 -1
          outer loop
            vertex 0 0 0.1
            vertex 2 0 0.1
            vertex 0 -4 0.1
          endloop
        endfacet
        facet normal 0 0 0
          outer loop
            vertex 0 0 0.1
            vertex 0 0 0.1
            vertex 2 0 0.1
          endloop
        endfacet
        endsolid mesh

        """)
    let tenth = mesh([SIMD3(Double(Float(0.1)), 0, 0)], [[0, 0, 0]], precision: .float32)
    #expect(try text(tenth).contains("vertex 0.1 0 0\n"))
    #expect(try text(tenth, digits: .float64).contains("vertex 0.10000000149011612 0 0\n"))
    #expect(try text(mesh([SIMD3(.pi, 0, 0)], [[0, 0, 0]]), digits: .significant(3)).contains("vertex 3.14 0 0\n"))
  }

  /// Vertices far apart share a slot of the table of lines; the longest texts fill it.
  @Test func againstANaiveWriter() throws {
    var cases = 0
    let triangles = TestSize.pick(12_000, small: 600)
    for (vertices, seed) in [(1, 1), (100, 2), (4096, 3), (4097, 4), (30_000, 5)]
    where vertices <= TestSize.pick(30_000, small: 100) || vertices == 4097 {
      for precision: SourcePrecision in [.float32, .float64] {
        let body = randomMesh(vertices: vertices, triangles: triangles, precision: precision, seed: UInt64(70 + seed))
        #expect(try text(body) == naive(body, float32: precision == .float32), "\(vertices) vertices, \(precision)")
        cases += 1
      }
    }
    let longest = SIMD3(-1.7976931348623157e308, -2.2250738585072014e-308, -1.2345678901234567e-300)
    for triangles in TestSize.isSmall ? [1, 1025] : [1, 1023, 1024, 1025, 5000] {
      let points = (0..<8200).map { $0 % 2 == 0 ? longest : SIMD3(Double($0), -0.0, -1.2345678901234567e-100) }
      let body = mesh(points, (0..<triangles).map { [Int32($0) % 8200, 8199, 4096 + Int32($0) % 4096] })
      #expect(try text(body) == naive(body, float32: false), "\(triangles) triangles")
      cases += 1
    }
    #expect(ranCases("ASCII STL", cases, atLeast: TestSize.pick(15, small: 8)))
  }

  @Test func readsBackBitForBit() throws {
    let count = TestSize.pick(5000, small: 500)
    for precision: SourcePrecision in [.float32, .float64] {
      let body = randomMesh(vertices: 3000, triangles: count, precision: precision, seed: 81)
      let bytes = try written { try ASCIISTLWriter.write(body, to: $0) }
      let source = ByteSource(bytes: bytes, name: "a.stl", blockSize: 5000)
      #expect(try FormatDetection.detect(source) == .stlASCII)
      let reader = try ASCIISTLReader(source)
      let read = try allCorners(of: reader)
      #expect(reader.warnings.warnings.isEmpty && read.count == 3 * count)
      let positions = body.positions
      let expected = body.numbers.map { positions[Int($0)] }
      let isSame = zip(read, expected).allSatisfy { a, b in
        precision == .float32 ? bits(SIMD3<Double>(SIMD3<Float>(a))) == bits(b) : bits(a) == bits(b)
      }
      #expect(isSame)
    }
  }

  @Test func normalsAreThoseOfBinarySTL() throws {
    var random = SeededGenerator(seed: 82)
    let points = (0..<300).map { _ in
      SIMD3<Double>(SIMD3<Float>.random(in: -1...1, using: &random))
    }
    let faces = (0..<900).map { _ in (0..<3).map { _ in Int32.random(in: 0..<300, using: &random) } }
    let body = mesh(points, faces, precision: .float32)
    let lines = try text(body).split(separator: "\n").filter { $0.hasPrefix("facet") }
    let binary = try written { _ = try BinarySTLWriter.write(body, to: $0, name: "o") }
    #expect(lines.count == 900)
    let largest = lines.enumerated().map { triangle, line in
      let numbers = line.split(separator: " ").dropFirst(2).map { Float($0)! }
      let there = (0..<3).map { axis in
        Float(
          bitPattern: (0..<4).reduce(0) { $0 | UInt32(binary[84 + 50 * triangle + 4 * axis + $1]) << UInt32(8 * $1) })
      }
      return zip(numbers, there).map { abs($0 - $1) }.max()!
    }.max()!
    #expect(largest < 1e-4)
  }

  @Test func progressCancellingAndRefusal() throws {
    struct Stop: Error {}
    let body = randomMesh(vertices: 900, triangles: 9000, precision: .float32, seed: 83)
    var seen: [Double] = []
    _ = try written { try ASCIISTLWriter.write(body, to: $0) { seen.append($0) } }
    #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 5)
    #expect(throws: Stop.self) { _ = try written { try ASCIISTLWriter.write(body, to: $0) { _ in throw Stop() } } }
    let huge = mesh([SIMD3(0, 0, 1e39)], [[0, 0, 0]])
    let error = #expect(throws: FormatError.self) {
      _ = try written { try ASCIISTLWriter.write(huge, to: $0, name: "o.stl", digits: .float32) }
    }
    #expect(
      error?.description == "o.stl: ASCII STL: expected coordinates that float32 can hold, found 1e39 in vertex 1")
    #expect(try text(huge).contains("vertex 0 0 1e39\n"))
  }
}
