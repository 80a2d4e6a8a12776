// OFF to the byte: the small cases by hand, the large ones against a naive writer.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct OFFWriterTests {
  private func text(_ mesh: TriangleMesh, digits: CoordinateDigits = .automatic) throws -> String {
    String(decoding: try written { try OFFWriter.write(mesh, to: $0, digits: digits) }, as: UTF8.self)
  }

  /// The coordinates of one vertex as they are printed.
  private func line(
    _ x: Double, _ y: Double, _ z: Double, _ precision: SourcePrecision = .float64,
    digits: CoordinateDigits = .automatic
  ) throws -> String {
    let lines = try text(mesh([SIMD3(x, y, z)], [], precision: precision), digits: digits).split(separator: "\n")
    #expect(lines.count == 3)
    return String(lines[2])
  }

  @Test func goldenMeshes() throws {
    #expect(try text(mesh([], [])) == "OFF\n0 0 0\n")
    #expect(try text(mesh([SIMD3(1, 2, 3)], [])) == "OFF\n1 0 0\n1 2 3\n")
    #expect(
      try text(tetrahedron())
        == "OFF\n4 4 0\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\n")
    #expect(
      try text(mesh([SIMD3(0.5, -0.25, 1e-7), SIMD3(-0.0, 1e22, -4_100_000.457)], [[0, 1, 0]]))
        == "OFF\n2 1 0\n0.5 -0.25 1e-7\n-0 1e22 -4100000.457\n3 0 1 0\n")
  }

  @Test func digitsOfTheSource() throws {
    let tenth = Double(Float(0.1))
    #expect(try line(tenth, 0, 0, .float32) == "0.1 0 0")
    #expect(try line(tenth, 0, 0, .float64) == "0.10000000149011612 0 0")
    #expect(try line(tenth, 0, 0, .float32, digits: .float64) == "0.10000000149011612 0 0")
    #expect(try line(0.1, 0, 0, .float64, digits: .float32) == "0.1 0 0")
    #expect(try line(4_100_000.457, 1.0 / 3, 0, digits: .float32) == "4100000.5 0.33333334 0")
    // One value needs a digit more to survive a reader that goes through Float64.
    #expect(try line(Double(Float(bitPattern: 0x15AE_43FD)), 0, 0, .float32) == "7.0385307e-26 0 0")
  }

  @Test func notation() throws {
    #expect(try line(0, -0.0, 1) == "0 -0 1")
    #expect(try line(0, -0.0, 1, .float32) == "0 -0 1")
    #expect(try line(1e-7, 1e22, 1e16) == "1e-7 1e22 1e16")
    #expect(try line(1e-7, 1e22, 1e16, digits: .float64) == "1e-7 1e22 1e16")
    #expect(try line(1e-5, 9.9e-6, 9_007_199_254_740_992) == "0.00001 9.9e-6 9007199254740992")
    #expect(
      try line(.leastNonzeroMagnitude, -1.7976931348623157e308, 1e15)
        == "5e-324 -1.7976931348623157e308 1000000000000000")
    #expect(try line(1.4012984643248171e-45, 3.4028234663852886e38, 0, .float32) == "1e-45 3.4028235e38 0")
  }

  @Test func significantDigits() throws {
    #expect(try line(4_100_000.457, 1.0 / 3, -2.0 / 3, digits: .significant(3)) == "4100000 0.333 -0.667")
    #expect(try line(0.25, 1e-7, -0.0, digits: .significant(15)) == "0.25 1e-7 -0")
    for digits in 1...17 {
      let parts = try line(.pi, -.pi * 1e20, .pi * 1e-20, digits: .significant(digits)).split(separator: " ")
      #expect(parts.count == 3)
      for (part, value) in zip(parts, [Double.pi, -.pi * 1e20, .pi * 1e-20]) {
        let back = try #require(Double(part))
        // Half a step of the last digit: its weight is at most ten times smaller than the value's first.
        var step = 10.0
        for _ in 0..<digits { step /= 10 }
        let error = abs(back - value) / abs(value)
        #expect(error <= 0.51 * step, "\(part)")
      }
    }
  }

  /// Around the borders of the pieces that are made at once, with the longest texts there are.
  @Test func chunkBorders() throws {
    var cases = 0
    let longest = SIMD3(-1.7976931348623157e308, -2.2250738585072014e-308, -1.2345678901234567e-300)
    for vertices in [1, 2047, 2048, 2049, 4095, 4096, 4097, 6145] {
      for (precision, digits) in [
        (SourcePrecision.float64, CoordinateDigits.automatic), (.float32, .automatic), (.float64, .significant(17)),
      ] {
        let points = (0..<vertices).map { index -> SIMD3<Double> in
          if precision == .float32 { return SIMD3(Double(Float(-1.2345679e-38)), Double(index), -0.5) }
          return index % 2 == 0 ? longest : SIMD3(Double(index), -0.0, 0.5)
        }
        let lines = try text(mesh(points, [], precision: precision), digits: digits).split(separator: "\n")
        #expect(lines.count == vertices + 2)
        let wrong = zip(lines.dropFirst(2), points).count { line, point in
          let values = line.split(separator: " ").map { Double($0)! }
          if precision == .float32 {
            return SIMD3<Float>(SIMD3(values[0], values[1], values[2])) != SIMD3<Float>(point)
          }
          return SIMD3(values[0], values[1], values[2]) != point
        }
        #expect(wrong == 0, "\(vertices) vertices")
        cases += 1
      }
    }
    for faces in [1, 4095, 4096, 4097, 8191, 8192, 8193] {
      for largest in [9, 99_999, Int32.max] {
        let triangles = (0..<faces).map { [Int32($0) % 10, largest, Int32($0)] }
        let body = TriangleMesh(
          vertices: VertexArray([.zero]), triangles: TriangleArray(corners: Column(triangles.flatMap { $0 })))
        let expected = "OFF\n1 \(faces) 0\n0 0 0\n" + triangles.map { "3 \($0[0]) \($0[1]) \($0[2])\n" }.joined()
        #expect(try text(body) == expected, "\(faces) faces")
        cases += 1
      }
    }
    #expect(ranCases("OFF borders", cases, atLeast: 45))
  }

  /// A soup's coordinates against the standard library: Swift prints the shortest text as well.
  @Test func againstTheStandardLibrary() throws {
    var random = SeededGenerator(seed: 41)
    let points = (0..<TestSize.pick(20_000, small: 3000)).map { _ in
      SIMD3(
        Double.random(in: -1e5...1e5, using: &random), Double(Float.random(in: -1...1, using: &random)),
        Double(Int.random(in: -999...999, using: &random)))
    }
    for precision: SourcePrecision in [.float32, .float64] {
      func print(_ value: Double) -> String {
        let text = precision == .float32 ? "\(Float(value))" : "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
      }
      let lines = try text(mesh(points, [], precision: precision)).split(separator: "\n").dropFirst(2)
      let wrong = zip(lines, points).filter { line, p in
        // Below 1e-4 Swift changes to the scientific form, we a digit later.
        let expected = "\(print(p.x)) \(print(p.y)) \(print(p.z))"
        return !expected.contains("e") && line != expected
      }
      #expect(wrong.isEmpty)
    }
  }

  @Test func progressAndCancelling() throws {
    struct Stop: Error {}
    let body = mesh([SIMD3<Double>](repeating: .zero, count: 5000), [[Int32]](repeating: [0, 1, 2], count: 9000))
    var seen: [Double] = []
    _ = try written { try OFFWriter.write(body, to: $0) { seen.append($0) } }
    #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 5)
    #expect(throws: Stop.self) { _ = try written { try OFFWriter.write(body, to: $0) { _ in throw Stop() } } }
  }

  @Test func failingOutput() throws {
    let sink = try ByteSink(.file(try OutputFile(path: "/dev/full")))
    let error = #expect(throws: FileError.self) { try OFFWriter.write(cube(), to: sink) }
    #expect(error?.description == "/dev/full: cannot write: No space left on device")
  }
}
