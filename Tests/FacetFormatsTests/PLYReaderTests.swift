import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let ply = IndexedReading(name: "a.ply") { try PLYReader($0, options: $1) }

private let square =
  "ply\nformat ascii 1.0\ncomment by hand\nelement vertex 4\nproperty float x\nproperty double y\nproperty float z\n"
  + "element face 2\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1.5 0 0\n1.5 1 -2e-3\n0 1 .25\n"
  + "3 0 1 2\n3 0 2 3\n"

/// A PLY file made number by number, as text or bytes, with anything else between: the twin of the reader.
private struct Maker {
  enum Order: String, CaseIterable {
    case ascii
    case little = "binary_little_endian"
    case big = "binary_big_endian"
  }
  let order: Order
  var header = ""
  var body: [UInt8] = []

  init(_ order: Order) {
    self.order = order
    header = "ply\nformat \(order.rawValue) 1.0\n"
  }

  mutating func put(_ value: Double, _ type: String) {
    func bytes<Value>(_ value: Value) { append(withUnsafeBytes(of: value) { Array($0) }) }
    func append(_ bytes: [UInt8]) { body += order == .big ? bytes.reversed() : bytes }
    if order == .ascii {
      let isFloat = ["float", "float32", "double", "float64"].contains(type)
      body += Array(
        (isFloat ? "\(type.hasPrefix("float") && type != "float64" ? Double(Float(value)) : value) " : "\(Int(value)) ")
          .utf8)
      return
    }
    switch type {
    case "char", "int8": bytes(Int8(value))
    case "uchar", "uint8": bytes(UInt8(value))
    case "short", "int16": bytes(Int16(value))
    case "ushort", "uint16": bytes(UInt16(value))
    case "int", "int32": bytes(Int32(value))
    case "uint", "uint32": bytes(UInt32(value))
    case "float", "float32": bytes(Float(value))
    default: bytes(value)
    }
  }

  mutating func endRecord() { if order == .ascii { body += Array("\n".utf8) } }

  var bytes: [UInt8] { Array((header + "end_header\n").utf8) + body }
}

private let wholeTypes = [
  "char", "int8", "uchar", "uint8", "short", "int16", "ushort", "uint16", "int", "int32", "uint", "uint32",
]
private let types = wholeTypes + ["float", "float32", "double", "float64"]

@Suite struct PLYReaderTests {
  @Test func readsTheSquare() throws {
    for end in ["\n", "\r\n", "\r"] {
      let answer = try ply.answer(square.replacing("\n", with: end))
      #expect(answer.positions == [[0, 0, 0], [1.5, 0, 0], [1.5, 1, -2e-3], [0, 1, 0.25]])
      #expect(answer.triangles == [0, 1, 2, 0, 2, 3])
      #expect(answer.counters == [0, 0, 0] && answer.warnings.isEmpty && answer.precision == .float64)
    }
    let reader = try PLYReader(ByteSource(bytes: Array(square.utf8), name: "a.ply"))
    #expect(reader.declaredVertices == 4 && reader.declaredFaces == 2 && reader.dialect == "text")
  }

  /// Random meshes under random types, properties, lists and elements, in all three encodings.
  @Test func readsRandomFiles() throws {
    var random = SeededGenerator(seed: 21)
    let runs = TestSize.pick(400, small: 40)
    for run in 0..<runs {
      var maker = Maker(Maker.Order.allCases[run % 3])
      let count = Int.random(in: 1...60, using: &random)
      let small = Bool.random(using: &random)
      let axisTypes = (0..<3).map { _ in types.randomElement(using: &random)! }
      var points: [[Double]] = []
      let polygons = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        (0..<Int.random(in: 0...(small ? 3 : 20), using: &random)).map { _ in Int.random(in: 0..<count, using: &random)
        }
      }
      var dropped = 0
      func scalars(_ most: Int) -> [String] {
        (0..<Int.random(in: 0...most, using: &random)).map { _ in types.randomElement(using: &random)! }
      }
      func putExtra(_ extra: [String]) {
        for type in extra { maker.put(Double(Int.random(in: 0...100, using: &random)), type) }
      }
      func declare(_ extra: [String], _ name: String) {
        for (index, type) in extra.enumerated() { maker.header += "property \(type) \(name)\(index)\n" }
      }
      func vertices() {
        let (before, behind) = (scalars(2), scalars(2))
        let hasList = Int.random(in: 0..<4, using: &random) == 0
        maker.header += "element vertex \(count)\n"
        declare(before, "before")
        for (axis, type) in zip("xyz", axisTypes) { maker.header += "property \(type) \(axis)\n" }
        declare(behind, "behind")
        if hasList { maker.header += "property list uchar short tags\n" }
        for _ in 0..<count {
          putExtra(before)
          let point = axisTypes.map { type -> Double in
            if wholeTypes.contains(type) { return Double(Int.random(in: 0...120, using: &random)) }
            let value = Double.random(in: -1...1, using: &random)
            return type.hasPrefix("float") && type != "float64" ? Double(Float(value)) : value
          }
          for (value, type) in zip(point, axisTypes) { maker.put(value, type) }
          points.append(point)
          putExtra(behind)
          if hasList {
            let length = Int.random(in: 0...3, using: &random)
            maker.put(Double(length), "uchar")
            putExtra(Array(repeating: "short", count: length))
          }
          maker.endRecord()
        }
        if !before.isEmpty || !behind.isEmpty || hasList { dropped += count }
      }
      func faces() {
        let (before, behind) = (scalars(2), scalars(2))
        let (lengthType, type) = (wholeTypes.randomElement(using: &random)!, types.randomElement(using: &random)!)
        let hasList = Int.random(in: 0..<4, using: &random) == 0
        maker.header += "element face \(polygons.count)\n"
        declare(before, "before")
        if hasList { maker.header += "property list ushort double texcoord\n" }
        maker.header +=
          "property list \(lengthType) \(type) \(Bool.random(using: &random) ? "vertex_indices" : "vertex_index")\n"
        declare(behind, "behind")
        for polygon in polygons {
          putExtra(before)
          if hasList {
            maker.put(2, "ushort")
            putExtra(["double", "double"])
          }
          maker.put(Double(polygon.count), lengthType)
          // Vertex numbers in a text have no point, whatever their type.
          for vertex in polygon { maker.put(Double(vertex), maker.order == .ascii ? "int" : type) }
          putExtra(behind)
          maker.endRecord()
        }
        // Texture coordinates are a kind of their own.
        dropped += polygons.count * ((hasList ? 1 : 0) + (before.isEmpty && behind.isEmpty ? 0 : 1))
      }
      func other() {
        guard Bool.random(using: &random) else { return }
        let records = Int.random(in: 0...3, using: &random)
        maker.header +=
          "element other\(maker.header.utf8.count) \(records)\nproperty list uchar int a\nproperty float b\n"
        for _ in 0..<records {
          maker.put(1, "uchar")
          putExtra(["int", "float"])
          maker.endRecord()
        }
        dropped += records
      }
      other()
      if Bool.random(using: &random) { vertices(); other(); faces() } else { faces(); other(); vertices() }
      other()
      let block = Int.random(in: 1...300, using: &random)
      let answer = try ply.read(maker.bytes, block: block, hasSize: Bool.random(using: &random))
      #expect(answer.positions == points, "run \(run)")
      let kept = polygons.filter { $0.count > 2 }
      #expect(answer.triangles.count == 3 * kept.reduce(0) { $0 + $1.count - 2 }, "run \(run)")
      if small { #expect(answer.triangles == kept.flatMap { $0.map { Int32($0) } }, "run \(run)") }
      #expect(
        answer.counters == [kept.filter { $0.count > 3 }.count, polygons.count - kept.count, dropped], "run \(run)")
      let narrow = axisTypes.allSatisfy { !["int", "int32", "uint", "uint32", "double", "float64"].contains($0) }
      #expect(answer.precision == (narrow && maker.order != .ascii ? .float32 : .float64))
    }
    #expect(ranCases("random PLY files", runs, atLeast: 40))
  }

  @Test func windsStripsAlike() throws {
    let head = square.replacing("element face 2", with: "element tristrips 2").replacing("uchar int", with: "int int")
    let body = head[..<head.range(of: "3 0 1 2")!.lowerBound]
    let answer = try ply.answer(body + "7 0 1 3 2 -1 2 1\n5 -1 3 2 1 0\n")
    #expect(answer.triangles == [0, 1, 3, 3, 1, 2, 3, 2, 1, 1, 2, 0])
    #expect(answer.counters == [0, 0, 0])
  }

  @Test func endlessClaimsCostNothing() {
    for header in ["element vertex 2147483647", "element face 9000000000000000000", "element vertex 1000000000"] {
      let text =
        "ply\nformat binary_little_endian 1.0\n\(header)\nproperty float x\nproperty float y\nproperty float z\n"
        + "property list uchar int vertex_indices\nend_header\n\0\0\0\0"
      let ledger = MemoryLedger()
      let source = ByteSource(bytes: Array(text.utf8), name: "a.ply", hasSize: false)
      #expect(throws: FormatError.self) { try PLYReader(source).readMesh(ledger: ledger) { _ in } }
      #expect(ledger.peak(.vertices) + ledger.peak(.triangles) < 2 << 20)
    }
  }

  @Test func growsForPipes() throws {
    let count = 100_000
    var maker = Maker(.little)
    maker.header += "element vertex \(count)\nproperty int x\nproperty float y\nproperty short z\n"
    maker.header += "element face 1\nproperty list uchar int vertex_index\n"
    for index in 0..<count {
      maker.put(Double(index), "int")
      maker.put(Double(index) + 0.5, "float")
      maker.put(Double(index % 1000), "short")
    }
    maker.put(3, "uchar")
    for index in [0, 1, count - 1] { maker.put(Double(index), "int") }
    let ledger = MemoryLedger()
    let source = ByteSource(bytes: maker.bytes, name: "a.ply", hasSize: false)
    let mesh = try PLYReader(source).readMesh(ledger: ledger) { _ in }.mesh
    let isRight = (0..<count).allSatisfy {
      mesh.vertices[$0] == SIMD3(Double($0), Double($0) + 0.5, Double($0 % 1000))
    }
    #expect(isRight && mesh.triangles.corners.array == [0, 1, Int32(count - 1)])
    #expect(ledger.peak(.vertices) == 24 * count)
  }

  @Test func reportsProgressAndStops() throws {
    let text =
      "ply\nformat ascii 1.0\nelement vertex 20000\nproperty float x\nproperty float y\nproperty float z\nend_header\n"
      + String(repeating: "1.5 2.5 3.5\n", count: 20000)
    var parts: [Double] = []
    let reader = try PLYReader(ByteSource(bytes: Array(text.utf8), name: "a.ply", blockSize: 5_000))
    let mesh = try reader.readMesh(ledger: nil) { parts.append($0 ?? -1) }
    #expect(mesh.mesh.vertices.count == 20000 && reader.consumedBytes == text.utf8.count)
    #expect(parts.count > 20 && parts == parts.sorted() && parts.last == 1 && parts[0] > 0)
    struct Stop: Error {}
    let second = try PLYReader(ByteSource(bytes: Array(text.utf8), name: "a.ply", blockSize: 5_000))
    #expect(throws: Stop.self) { try second.readMesh(ledger: nil) { _ in throw Stop() } }
  }

  /// Small files of the fixtures, cut anywhere and with any byte changed, read in all blocks.
  static let samples = [
    "accept-ascii-box.ply", "accept-binary-big-endian-more-properties.ply", "accept-ascii-other-elements.ply",
    "accept-binary-list-in-vertex.ply", "accept-binary-tristrips.ply",
  ]

  @Test(arguments: samples) func everyPrefixReadsOrThrows(name: String) throws {
    let bytes = try ExpectedTable.bytes(of: "ply/" + name)
    for prefix in prefixes(bytes) { _ = ply.outcome(prefix, blocks: [1, 64]) }
  }

  @Test(arguments: samples.prefix(3)) func everyMutationReadsOrThrows(name: String) throws {
    let bytes = try ExpectedTable.bytes(of: "ply/" + name)
    var count = 0
    forEachMutation(bytes) { changed in
      count += 1
      guard count % TestSize.pick(3, small: 13) == 0 else { return }
      _ = ply.outcome(changed, blocks: [7])
    }
    #expect(ranCases("mutations of \(name)", count, atLeast: TestSize.pick(7000, small: 2000)))
  }
}
