// OBJ to the byte: the small cases by hand, the large ones against OFF, which is tested digit for digit, and back through
// the reader.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct OBJWriterTests {
  private func text(_ mesh: TriangleMesh, digits: CoordinateDigits = .automatic) throws -> String {
    String(decoding: try written { try OBJWriter.write(mesh, to: $0, digits: digits) }, as: UTF8.self)
  }

  @Test func goldenMeshes() throws {
    #expect(try text(mesh([], [])) == "# no vertices\n")
    #expect(try text(mesh([SIMD3(1, 2, 3)], [])) == "v 1 2 3\n")
    #expect(
      try text(tetrahedron()) == "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n")
    #expect(
      try text(mesh([SIMD3(0.5, -0.25, 1e-7), SIMD3(-0.0, 1e22, -4_100_000.457)], [[0, 1, 0]]))
        == "v 0.5 -0.25 1e-7\nv -0 1e22 -4100000.457\nf 1 2 1\n")
    let tenth = Double(Float(0.1))
    #expect(try text(mesh([SIMD3(tenth, 0, 0)], [], precision: .float32)) == "v 0.1 0 0\n")
    #expect(try text(mesh([SIMD3(tenth, 0, 0)], [])) == "v 0.10000000149011612 0 0\n")
    #expect(try text(mesh([SIMD3(1.0 / 3, 0.25, -0.0)], []), digits: .significant(3)) == "v 0.333 0.25 -0\n")
    #expect(try text(mesh([SIMD3(0.1, 0, 0)], []), digits: .float32) == "v 0.1 0 0\n")
  }

  /// Around the borders of the pieces that are made at once and of the lengths of numbers, with the longest texts.
  @Test func bordersAreThoseOfOFF() throws {
    var cases = 0
    let longest = SIMD3(-1.7976931348623157e308, -2.2250738585072014e-308, -1.2345678901234567e-300)
    for count in [1, 15, 16, 17, 2047, 2048, 2049, 4095, 4096, 4097, 8193] {
      for digits: CoordinateDigits in [.automatic, .float32, .significant(17)] {
        let points = (0..<count).map { index -> SIMD3<Double> in
          index % 2 == 0 && digits != .float32 ? longest : SIMD3(Double(index), -0.0, 0.1)
        }
        let triangles = (0..<count).map { index -> [Int32] in
          let second: Int32 = index % 7 == 0 ? .max : 99_999_998
          let third: Int32 = index % 31 == 0 ? 99_999_999 : Int32(9 + index % 2)
          return [Int32(index), second, third]
        }
        // Numbers beyond the vertices are no mesh, but they are text.
        let body = TriangleMesh(
          vertices: VertexArray(points), triangles: TriangleArray(corners: Column(triangles.flatMap { $0 })))
        let off = String(
          decoding: try written { try OFFWriter.write(body, to: $0, digits: digits) }, as: UTF8.self)
        let lines: [String] = off.split(separator: "\n").dropFirst(2).prefix(count).map { "v \($0)\n" }
        let faces: [String] = triangles.map { corners in
          "f " + corners.map { "\(Int($0) + 1)" }.joined(separator: " ") + "\n"
        }
        let expected = lines.joined() + faces.joined()
        #expect(try text(body, digits: digits) == expected, "\(count), \(digits)")
        cases += 1
      }
    }
    #expect(ranCases("OBJ borders", cases, atLeast: 33))
  }

  @Test func comesBackBitForBit() throws {
    var random = SeededGenerator(seed: 99)
    let count = TestSize.pick(30_000, small: 2_000)
    let points = (0..<count).map { _ in
      SIMD3(
        Double(bitPattern: UInt64.random(in: 0..<(0x7ff0 << 48), using: &random)),
        Double.random(in: -1e5...1e5, using: &random), Double(Float.random(in: -1...1, using: &random)))
    }
    let triangles = (0..<2 * count).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(count), using: &random) } }
    let body = mesh(points, triangles)
    let bytes = try written { try OBJWriter.write(body, to: $0) }
    let back = try OBJReader(ByteSource(bytes: bytes, name: "a.obj")).readMesh(ledger: nil) { _ in }.mesh
    #expect(back.positions.map(bits) == points.map(bits) && back.numbers == triangles.flatMap { $0 })
    #expect(try written { try OBJWriter.write(back, to: $0) } == bytes)
  }

  /// Found by the fuzzer: a file of no bytes is refused as empty.
  @Test func aMeshOfNothingIsRead() throws {
    let bytes = try written { try OBJWriter.write(mesh([], []), to: $0) }
    #expect(String(decoding: bytes, as: UTF8.self) == "# no vertices\n")
    #expect(
      try OBJReader(ByteSource(bytes: bytes, name: "a.obj")).readMesh(ledger: nil) { _ in }.mesh.vertices.count == 0)
  }

  @Test func progressAndCancelling() throws {
    struct Stop: Error {}
    let body = mesh([SIMD3<Double>](repeating: .zero, count: 5000), [[Int32]](repeating: [0, 1, 2], count: 9000))
    var seen: [Double] = []
    _ = try written { try OBJWriter.write(body, to: $0) { seen.append($0) } }
    #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 5)
    #expect(throws: Stop.self) { _ = try written { try OBJWriter.write(body, to: $0) { _ in throw Stop() } } }
  }

  @Test func failingOutput() throws {
    let sink = try ByteSink(.file(try OutputFile(path: "/dev/full")))
    let error = #expect(throws: FileError.self) { try OBJWriter.write(cube(), to: sink) }
    #expect(error?.description == "/dev/full: cannot write: No space left on device")
  }
}
