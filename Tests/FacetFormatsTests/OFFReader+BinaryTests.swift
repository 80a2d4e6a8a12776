// Binary OFF in the manual's form and in those of others: what is written number by number in any of them is found and
// read back, in blocks of any size, from files and from pipes.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let off = IndexedReading(name: "a.off") { try OFFReader($0, options: $1) }

/// A binary OFF made number by number: the twin of the reader.
private struct Maker {
  var isBig = true
  var hasColourCounts = true
  var keyword = "OFF"
  var points: [SIMD3<Float>] = []
  /// Numbers behind each position.
  var extras: [Float] = []
  var faces: [[Int32]] = []
  var colours: [[Float]] = []

  var bytes: [UInt8] {
    var bytes = Array("\(keyword) BINARY\n".utf8)
    func put(_ value: UInt32) { bytes += isBig ? bigEndian(value) : littleEndian(value) }
    func put(_ value: Int32) { put(UInt32(bitPattern: value)) }
    for count in [points.count, faces.count, 77] { put(Int32(count)) }
    for point in points {
      for axis in 0..<3 { put(point[axis].bitPattern) }
      for extra in extras { put(extra.bitPattern) }
    }
    for (index, face) in faces.enumerated() {
      put(Int32(face.count))
      for corner in face { put(corner) }
      guard hasColourCounts else { continue }
      let colour = index < colours.count ? colours[index] : []
      put(Int32(colour.count))
      for component in colour { put(component.bitPattern) }
    }
    return bytes
  }

  /// What the reader must find.
  func expected() throws -> IndexedAnswer {
    var builder = try TriangleBuilder()
    for face in faces {
      for corner in face { try builder.addCorner(corner) }
      builder.endFace()
    }
    let vertices = VertexArray(points.map { SIMD3<Double>($0) })
    let counts = builder.counts
    let kinds = ["C", "N", "ST"].count { keyword.contains($0) }
    let dropped = kinds * points.count + (hasColourCounts ? colours.count { !$0.isEmpty } : 0)
    return IndexedAnswer(
      vertices: points.map { point in (0..<3).map { Double(point[$0]).bitPattern } },
      triangles: try builder.finish(vertices: vertices).corners.array,
      counters: [counts.polygons, counts.small, dropped], precision: .float32)
  }

  static let forms = [(true, true), (true, false), (false, false), (false, true)]
}

@Suite struct BinaryOFFReaderTests {
  private func square(_ change: (inout Maker) -> Void = { _ in }) -> Maker {
    var maker = Maker(
      points: [SIMD3(0, 0, 0), SIMD3(1.5, 0, 0), SIMD3(1.5, 1, -2e-3), SIMD3(0, 1, 0.25)],
      faces: [[0, 1, 2], [0, 2, 3]])
    change(&maker)
    return maker
  }

  @Test func readsTheSquareInEveryForm() throws {
    for (isBig, hasColourCounts) in Maker.forms {
      for (keyword, extras) in [("OFF", 0), ("NOFF", 3), ("COFF", 4), ("STOFF", 2), ("STCNOFF", 9)] {
        let maker = square {
          ($0.isBig, $0.hasColourCounts, $0.keyword) = (isBig, hasColourCounts, keyword)
          $0.extras = [Float](repeating: 0.5, count: extras)
        }
        #expect(try off.answer(maker.bytes) == maker.expected(), "\(isBig), \(hasColourCounts), \(keyword)")
      }
      let homogeneous = square {
        ($0.isBig, $0.hasColourCounts, $0.keyword, $0.extras) = (isBig, hasColourCounts, "4OFF", [3])
      }
      let answer = try off.answer(homogeneous.bytes)
      #expect(answer.precision == .float64 && answer.counters == [0, 0, 0])
      #expect(answer.positions[2] == [1.5 / 3, 1.0 / 3, Double(Float(-2e-3)) / 3])
    }
    #expect(try off.answer(square().bytes).triangles == [0, 1, 2, 0, 2, 3])
  }

  /// Random meshes of all degrees and colours, in all forms: which one it is must be found.
  @Test func readsRandomMeshes() throws {
    var random = SeededGenerator(seed: 91)
    var cases = 0
    for round in 0..<TestSize.pick(240, small: 40) {
      let vertices = Int.random(in: 1...70, using: &random)
      let (isBig, hasColourCounts) = Maker.forms[round % 4]
      let (isColoured, degrees) = (Bool.random(using: &random), [3...3, 4...4, 3...6, 1...20][round / 4 % 4])
      let count = Int.random(in: 0...90, using: &random)
      let maker = square {
        ($0.isBig, $0.hasColourCounts) = (isBig, hasColourCounts)
        $0.points = (0..<vertices).map { _ in
          SIMD3(.random(in: -9...9, using: &random), .random(in: -1e-4...1e-4, using: &random), 4e6)
        }
        $0.faces = (0..<count).map { _ in
          (0..<Int.random(in: degrees, using: &random)).map { _ in .random(in: 0..<Int32(vertices), using: &random) }
        }
        $0.colours = (0..<(isColoured ? count : 0)).map { _ in
          (0..<Int.random(in: 0...4, using: &random)).map { _ in .random(in: 0...1, using: &random) }
        }
      }
      var answer = try off.outcome(maker.bytes, blocks: [Int.random(in: 1...200, using: &random)]).get()
      answer.warnings = []
      #expect(try answer == maker.expected(), "round \(round)")
      cases += 1
    }
    #expect(ranCases("binary OFF in four forms", cases, atLeast: TestSize.pick(240, small: 40)))
  }

  /// Larger than what is looked at: the size of a file and the first faces must do.
  @Test func readsLargeMeshesInEveryForm() throws {
    var random = SeededGenerator(seed: 92)
    let vertices = TestSize.pick(65_536, small: 4096)
    for (isBig, hasColourCounts) in Maker.forms {
      for degrees in [3...3, 3...7] {
        let maker = square {
          ($0.isBig, $0.hasColourCounts) = (isBig, hasColourCounts)
          // A power of two is a small number in both byte orders.
          $0.points = (0..<vertices).map { SIMD3(Float($0), -0.5, Float($0 % 7) / 7) }
          $0.faces = (0..<TestSize.pick(131_072, small: 6000)).map { _ in
            (0..<Int.random(in: degrees, using: &random)).map { _ in .random(in: 0..<Int32(vertices), using: &random) }
          }
        }
        let (bytes, expected) = (maker.bytes, try maker.expected())
        let file = try off.read(bytes)
        #expect(file == expected, "\(isBig), \(hasColourCounts), \(degrees)")
        #expect(try off.read(bytes, block: 10_000, hasSize: false) == expected, "pipe, \(isBig), \(hasColourCounts)")
      }
    }
  }

  @Test func readsWhatTheWriterWrites() throws {
    let body = randomMesh(vertices: 3000, triangles: 7000, precision: .float32, seed: 93)
    let bytes = try written { _ = try BinaryOFFWriter.write(body, to: $0, name: "o") }
    let reader = try OFFReader(ByteSource(bytes: bytes, name: "a.off", blockSize: 5000))
    let read = try reader.readMesh(ledger: nil) { _ in }.mesh
    #expect(reader.dialect == "binary" && reader.warnings.warnings.isEmpty && read.sourcePrecision == .float32)
    #expect(read.numbers == body.numbers && zip(read.positions, body.positions).allSatisfy { bits($0) == bits($1) })
    #expect(try written { _ = try BinaryOFFWriter.write(read, to: $0, name: "o") } == bytes)
  }

  @Test func tellsTheHeader() throws {
    for (keyword, isBig, dialect) in [
      ("OFF", true, "binary"), ("OFF", false, "binary, little-endian"), ("4OFF", true, "binary, 4OFF"),
    ] {
      let maker = square { ($0.keyword, $0.isBig, $0.extras) = (keyword, isBig, keyword == "4OFF" ? [1] : []) }
      let header = try OFFReader.readHeader(ByteSource(bytes: maker.bytes, name: "a.off"))
      #expect(header.vertices == 4 && header.faces == 2 && header.dialect == dialect)
    }
  }

  @Test func everyPrefixReadsOrThrows() throws {
    for (isBig, hasColourCounts) in Maker.forms {
      let maker = square {
        ($0.isBig, $0.hasColourCounts, $0.colours) = (isBig, hasColourCounts, [[0.5, 1, 0]])
        $0.faces = [[0, 1, 2], [3, 2, 1, 0]]
      }
      var read = 0
      for prefix in prefixes(maker.bytes) { if case .success = off.outcome(prefix) { read += 1 } }
      // The whole, and nothing else: a cut file never passes for one in another form.
      #expect(read == 1, "\(isBig), \(hasColourCounts): \(read)")
    }
  }

  @Test func everyMutationReadsOrThrows() {
    var count = 0
    for (isBig, hasColourCounts) in Maker.forms {
      let maker = square { ($0.isBig, $0.hasColourCounts, $0.colours) = (isBig, hasColourCounts, [[1, 0.25, 0]]) }
      forEachMutation(maker.bytes) { bytes in
        _ = off.outcome(bytes, blocks: [1, 7])
        count += 1
      }
    }
    #expect(count >= TestSize.pick(8000, small: 2500))
  }

  /// A pipe may claim any count: nothing may be allocated for it.
  @Test func claimsOfPipesCostNothing() {
    for counts: [UInt8] in [[0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 1], [0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff]] {
      let ledger = MemoryLedger()
      let bytes = Array("OFF BINARY\n".utf8) + counts + [UInt8](repeating: 0, count: 100_000)
      let source = ByteSource(bytes: bytes, name: "a.off", hasSize: false)
      #expect(throws: FormatError.self) { try OFFReader(source).readMesh(ledger: ledger, onProgress: { _ in }) }
      #expect(ledger.peak(.vertices) + ledger.peak(.triangles) < 2 << 20)
    }
  }

  @Test func reportsProgress() throws {
    let maker = square { $0.points = [SIMD3<Float>](repeating: .one, count: 20_000) }
    var parts: [Double] = []
    let reader = try OFFReader(ByteSource(bytes: maker.bytes, name: "a.off", blockSize: 5000))
    _ = try reader.readMesh(ledger: nil) { parts.append($0 ?? -1) }
    #expect(parts.count > 20 && parts == parts.sorted() && parts.last == 1)
    #expect(reader.consumedBytes == maker.bytes.count)
  }
}
