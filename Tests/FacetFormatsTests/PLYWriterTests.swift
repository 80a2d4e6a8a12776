// PLY to the byte: the small cases by hand, the large ones against a naive writer and through the reader.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

/// The bytes of a number, the least first.
func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
/// The bytes of a number, the greatest first.
func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

/// A mesh of random numbers: of a source of float32, or with all bits of Float64.
func randomMesh(
  vertices: Int, triangles: Int, precision: SourcePrecision, seed: UInt64
) -> TriangleMesh {
  var random = SeededGenerator(seed: seed)
  let points = (0..<vertices).map { _ in
    let point = SIMD3<Double>(
      .random(in: -1e5...1e5, using: &random), .random(in: -1...1, using: &random) * 1e-7,
      [0, -0.0, 0.1, 4_100_000.457, -1e30].randomElement(using: &random)!)
    return precision == .float32 ? SIMD3<Double>(SIMD3<Float>(point)) : point
  }
  let faces = (0..<triangles).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(vertices), using: &random) } }
  return mesh(points, faces, precision: precision)
}

@Suite struct PLYWriterTests {
  private func header(_ encoding: String, _ type: String, _ vertices: Int, _ faces: Int) -> String {
    "ply\nformat \(encoding) 1.0\nelement vertex \(vertices)\nproperty \(type) x\nproperty \(type) y\n"
      + "property \(type) z\nelement face \(faces)\nproperty list uchar int vertex_indices\nend_header\n"
  }

  /// The file as plain loops make it.
  private func naive(_ mesh: TriangleMesh, float32: Bool) -> [UInt8] {
    let type = float32 ? "float" : "double"
    var bytes = Array(header("binary_little_endian", type, mesh.vertices.count, mesh.triangles.count).utf8)
    for point in mesh.positions {
      for axis in 0..<3 {
        bytes += float32 ? littleEndian(Float(point[axis]).bitPattern) : littleEndian(point[axis].bitPattern)
      }
    }
    for (index, number) in mesh.numbers.enumerated() {
      if index % 3 == 0 { bytes.append(3) }
      bytes += littleEndian(number)
    }
    return bytes
  }

  @Test func againstANaiveWriter() throws {
    var cases = 0
    for (vertices, triangles) in [(1, 0), (1, 1), (4095, 4096), (4096, 4097), (4097, 4095), (9000, 8193)] {
      for precision: SourcePrecision in [.float32, .float64] {
        let body = randomMesh(vertices: vertices, triangles: triangles, precision: precision, seed: 51)
        let (single, double) = (naive(body, float32: true), naive(body, float32: false))
        let expected: [(CoordinateDigits, [UInt8])] = [
          (.automatic, precision == .float32 ? single : double), (.float32, single), (.float64, double),
          (.significant(3), precision == .float32 ? single : double),
        ]
        for (digits, bytes) in expected {
          let isSame = try written { try PLYWriter.writeBinary(body, to: $0, digits: digits) } == bytes
          #expect(isSame, "\(vertices) vertices, \(triangles) triangles, \(precision), \(digits)")
          cases += 1
        }
      }
    }
    #expect(ranCases("binary PLY", cases, atLeast: 48))
    #expect(try written { try PLYWriter.writeBinary(mesh([], []), to: $0) } == naive(mesh([], []), float32: false))
  }

  @Test func textIsThatOfOFFUnderAnotherHead() throws {
    for precision: SourcePrecision in [.float32, .float64] {
      let body = randomMesh(vertices: 5000, triangles: 9000, precision: precision, seed: 52)
      for digits: CoordinateDigits in [.automatic, .float32, .float64, .significant(4)] {
        let off = try written { try OFFWriter.write(body, to: $0, digits: digits) }
        let ply = try written { try PLYWriter.writeText(body, to: $0, digits: digits) }
        let head = header("ascii", digits == .float32 ? "float" : "double", 5000, 9000)
        #expect(ply == Array(head.utf8) + off.dropFirst("OFF\n5000 9000 0\n".utf8.count))
      }
    }
    #expect(
      try written { try PLYWriter.writeText(tetrahedron(), to: $0) }
        == Array(
          (header("ascii", "double", 4, 4) + "0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\n").utf8))
  }

  @Test func readsBackBitForBit() throws {
    for precision: SourcePrecision in [.float32, .float64] {
      let body = randomMesh(vertices: 3000, triangles: 7000, precision: precision, seed: 53)
      for isText in [true, false] {
        let bytes = try written {
          try isText ? PLYWriter.writeText(body, to: $0) : PLYWriter.writeBinary(body, to: $0)
        }
        let reader = try PLYReader(ByteSource(bytes: bytes, name: "a.ply", blockSize: 4000))
        let read = try reader.readMesh(ledger: nil) { _ in }.mesh
        #expect(reader.warnings.warnings.isEmpty && read.numbers == body.numbers)
        // A text is float64 to its reader: it is the float32 of it that comes back.
        let isSame = zip(read.positions, body.positions).allSatisfy { a, b in
          precision == .float32 && isText
            ? bits(SIMD3<Double>(SIMD3<Float>(a))) == bits(b) : bits(a) == bits(b)
        }
        #expect(isSame && read.vertices.count == 3000)
        #expect(read.sourcePrecision == (isText ? .float64 : precision))
        // And a second time the same bytes.
        let again = try written {
          try isText ? PLYWriter.writeText(read, to: $0) : PLYWriter.writeBinary(read, to: $0)
        }
        #expect(again == bytes)
      }
    }
  }

  @Test func refusesWhatFloat32CannotHold() throws {
    let body = mesh([.zero, SIMD3(0, -1e39, 0)], [[0, 1, 0]])
    for isText in [true, false] {
      let error = #expect(throws: FormatError.self) {
        _ = try written {
          try isText
            ? PLYWriter.writeText(body, to: $0, name: "o.ply", digits: .float32)
            : PLYWriter.writeBinary(body, to: $0, name: "o.ply", digits: .float32)
        }
      }
      #expect(error?.code == .unsupported)
      #expect(
        error?.description
          == "o.ply: PLY: expected coordinates that float32 can hold, found -1e39 in vertex 2")
    }
    #expect(throws: FormatError.self) { _ = try written { try OFFWriter.write(body, to: $0, digits: .float32) } }
  }

  @Test func progressAndCancelling() throws {
    struct Stop: Error {}
    let body = randomMesh(vertices: 9000, triangles: 9000, precision: .float32, seed: 54)
    for isText in [true, false] {
      func write(_ onProgress: (Double) throws -> Void) throws {
        _ = try written {
          try isText
            ? PLYWriter.writeText(body, to: $0, onProgress: onProgress)
            : PLYWriter.writeBinary(body, to: $0, onProgress: onProgress)
        }
      }
      var seen: [Double] = []
      try write { seen.append($0) }
      #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 5)
      #expect(throws: Stop.self) { try write { _ in throw Stop() } }
    }
    let sink = try ByteSink(.file(try OutputFile(path: "/dev/full")))
    let error = #expect(throws: FileError.self) { try PLYWriter.writeBinary(body, to: sink) }
    #expect(error?.code == .cannotWrite)
  }
}
