// Random scenes of glTF against what the specification says of them by naive means; cut and changed files.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

let glb = IndexedReading(name: "a.glb") { try GLBReader($0, options: $1) }

/// A random document, and the mesh that it shows.
private struct RandomScene {
  var random: SeededGenerator
  var maker = GLBMaker()
  var positions: [[Double]] = []
  var triangles: [[Int]] = []
  var isExact = true
  var dropped = 0
  private var meshes: [[Primitive]] = []

  struct Primitive {
    var points: [[Double]]
    var faces: [[Int]]
    var accessor: Int
    var attributes: Int
    var isNormalized: Bool
  }

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for _ in 0..<int(1...3) { addMesh() }
    addNodes()
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ one: Int) -> Bool { int(1...one) == 1 }

  mutating func addMesh() {
    var primitives: [Primitive] = []
    var texts: [String] = []
    for _ in 0..<int(1...3) {
      let (primitive, text) = makePrimitive(sharing: chance(3) ? primitives.last : nil)
      primitives.append(primitive)
      texts.append(text)
    }
    maker.meshes.append(#"{"name":"m","primitives":[\#(texts.joined(separator: ","))]}"#)
    meshes.append(primitives)
  }

  mutating func makePrimitive(sharing other: Primitive?) -> (Primitive, String) {
    let mode = int(4...6)
    let hasIndices = chance(2) || other != nil
    var count = other?.points.count ?? int(3...40)
    if mode == 4 && !hasIndices { count -= count % 3 }
    var primitive = other ?? Primitive(points: [], faces: [], accessor: 0, attributes: 0, isNormalized: false)
    primitive.attributes = 0
    if other == nil {
      let types: [GLBComponentType] = [.float32, .float32, .int8, .uint8, .int16, .uint16]
      let type = types.randomElement(using: &random)!
      let isNormalized = type != .float32 && chance(2)
      let stored = (0..<count).map { _ in
        (0..<3).map { _ -> Double in
          switch type {
          case .float32: Double(Float.random(in: -100...100, using: &random))
          case .int8, .int16: Double(int(-128...127))
          default: Double(int(0...255))
          }
        }
      }
      let stride = chance(2) ? nil : (3 * type.size + int(0...9) + 3) / 4 * 4
      primitive.accessor = maker.accessor(
        stored, type, kind: "VEC3", stride: stride, gap: 4 * int(0...2), normalized: isNormalized)
      primitive.points = stored.map { $0.map { isNormalized ? max(-1, $0 / type.scale!) : $0 } }
      primitive.isNormalized = isNormalized
    }
    var corners = Array(0..<count)
    var text = #"{"attributes":{"POSITION":\#(primitive.accessor)"#
    if chance(3) {
      let normals = maker.accessor((0..<count).map { _ in [0, 0, 1] }, .float32, kind: "VEC3")
      text += #","NORMAL":\#(normals),"_MINE":\#(normals)"#
      primitive.attributes = 2 * count
    }
    text += "}"
    if hasIndices {
      corners = (0..<(mode == 4 ? 3 * int(1...20) : int(3...30))).map { _ in int(0...count - 1) }
      let types: [GLBComponentType] = [.uint8, .uint16, .uint32]
      let indices = maker.accessor(
        corners.map { [Double($0)] }, types.randomElement(using: &random)!, kind: "SCALAR", gap: 4 * int(0...1))
      text += #","indices":\#(indices)"#
    }
    if mode != 4 || chance(2) { text += #","mode":\#(mode)"# }
    primitive.faces =
      switch mode {
      case 4: stride(from: 0, to: corners.count, by: 3).map { [corners[$0], corners[$0 + 1], corners[$0 + 2]] }
      case 5:
        // Odd triangles as the specification has them: i, i + 2, i + 1; the first corner may be another one.
        (0..<corners.count - 2).map { i in
          i % 2 == 0 ? [corners[i], corners[i + 1], corners[i + 2]] : [corners[i + 1], corners[i], corners[i + 2]]
        }
      default: (0..<corners.count - 2).map { [corners[0], corners[$0 + 1], corners[$0 + 2]] }
      }
    return (primitive, text + "}")
  }

  /// A random transform that Float64 holds well, as JSON and as a matrix.
  mutating func transform() -> (text: String, matrix: NaiveMatrix) {
    func numbers(_ values: [Double]) -> String { "[" + values.map { "\($0)" }.joined(separator: ",") + "]" }
    func number() -> Double { Double(int(-16...16)) / 8 }
    switch int(0...3) {
    case 0: return ("", .identity)
    case 1:
      var matrix = NaiveMatrix.identity
      for row in 0..<3 { for column in 0..<4 { matrix.rows[row][column] = number() } }
      let columns = (0..<4).flatMap { column in (0..<4).map { matrix.rows[$0][column] } }
      return (#","matrix":\#(numbers(columns))"#, matrix)
    default:
      let (t, s) = ([number(), number(), number()], [number(), number(), number()])
      // Unit quaternions with exact coordinates.
      let q = [[0, 0, 0, 1], [0.6, 0, 0, 0.8], [0, -0.8, 0, 0.6], [0.5, 0.5, -0.5, 0.5]].randomElement(using: &random)!
      let (x, y, z, w) = (q[0], q[1], q[2], q[3])
      let turn = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
      ]
      var matrix = NaiveMatrix.identity
      for row in 0..<3 { matrix.rows[row] = (0..<3).map { turn[row][$0] * s[$0] } + [t[row]] }
      return (
        #","translation":\#(numbers(t)),"rotation":\#(numbers(q)),"scale":\#(numbers(s))"#, matrix
      )
    }
  }

  /// A random forest, in random order of numbers; nodes are visited parents first.
  mutating func addNodes() {
    let count = int(1...8)
    var numbers = Array(0..<count)
    numbers.shuffle(using: &random)
    // The parent of each is one that comes before it.
    let parents = (0..<count).map { $0 == 0 || chance(3) ? nil : int(0...$0 - 1) }
    var texts = [String](repeating: "", count: count)
    var locals: [NaiveMatrix] = []
    var shown: [Int?] = []
    for node in 0..<count {
      let (text, matrix) = transform()
      let mesh = chance(4) ? nil : int(0...meshes.count - 1)
      let children = (0..<count).filter { parents[$0] == node }.map { "\(numbers[$0])" }
      texts[numbers[node]] =
        #"{"name":"n"\#(text)"# + (mesh.map { #","mesh":\#($0)"# } ?? "")
        + (children.isEmpty ? "" : #","children":[\#(children.joined(separator: ","))]"#) + "}"
      locals.append(matrix)
      shown.append(mesh)
    }
    maker.nodes = texts
    let roots = (0..<count).filter { parents[$0] == nil }
    maker.scenes = [#"{"nodes":[\#(roots.map { "\(numbers[$0])" }.joined(separator: ","))]}"#]
    maker.more = #","scene":0,"extensionsUsed":["KHR_mesh_quantization"]"#
    func visit(_ node: Int, _ parent: NaiveMatrix) {
      let matrix = parent * locals[node]
      if let mesh = shown[node] { show(mesh, matrix) }
      for child in 0..<count where parents[child] == node { visit(child, matrix) }
    }
    for root in roots { visit(root, .identity) }
  }

  mutating func show(_ mesh: Int, _ matrix: NaiveMatrix) {
    var firsts: [Int: Int] = [:]
    for primitive in meshes[mesh] {
      if firsts[primitive.accessor] == nil {
        firsts[primitive.accessor] = positions.count
        positions += matrix == .identity ? primitive.points : primitive.points.map { matrix.moved($0) }
      }
      let first = firsts[primitive.accessor]!
      triangles += primitive.faces.map { face in
        let corners = face.map { $0 + first }
        return matrix.determinant < 0 ? [corners[0], corners[2], corners[1]] : corners
      }
      if matrix != .identity || primitive.isNormalized { isExact = false }
      dropped += primitive.attributes
    }
  }
}

@Suite struct GLBReaderTests {
  @Test func readsRandomScenes() throws {
    let runs = TestSize.pick(600, small: 40)
    for run in 0..<runs {
      let scene = RandomScene(seed: UInt64(run))
      let bytes = scene.maker.bytes
      let answer = try glb.read(bytes, block: 1 + run % 300, hasSize: run % 2 == 0)
      #expect(answer.triangles == scene.triangles.flatMap { $0.map { Int32($0) } }, "run \(run)")
      #expect(answer.vertices.count == scene.positions.count, "run \(run)")
      // The last bits depend on the order of the sums.
      let isNear = zip(answer.positions, scene.positions).allSatisfy { found, wanted in
        zip(found, wanted).allSatisfy { scene.isExact ? $0 == $1 : ($0 - $1).magnitude <= 1e-9 * max(1, $1.magnitude) }
      }
      #expect(isNear, "run \(run)")
      #expect(answer.counters == [0, 0, scene.dropped], "run \(run)")
      let isEmpty = scene.triangles.isEmpty
      #expect(answer.precision == (scene.isExact && !isEmpty ? .float32 : .float64), "run \(run)")
      #expect(answer.codes == (isEmpty ? ["empty_mesh"] : []), "run \(run)")
      let reader = try GLBReader(ByteSource(bytes: bytes, name: "a.glb"))
      #expect(reader.declaredVertices == scene.positions.count && reader.declaredFaces == scene.triangles.count)
      #expect(reader.dialect == "binary, quantized" && reader.formatName == "GLB")
      // The same as a text.
      let text = scene.maker.json.replacing(
        #""buffers":[{"#, with: #""buffers":[{"uri":"data:;base64,\#(base64(scene.maker.binary))","#)
      #expect(try glb.read(Array(text.utf8), block: 1 + run % 77) == answer, "run \(run)")
    }
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = 0
      for index in 0..<3 { word = word << 8 | (index < group.count ? Int(group[start + index]) : 0) }
      for index in 0..<4 { text.append(index <= group.count ? alphabet[word >> (18 - 6 * index) & 63] : "=") }
    }
    return text
  }

  @Test func base64OfEveryLength() throws {
    var random = SeededGenerator(seed: 5)
    for count in 0..<70 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      for text in [base64(bytes), base64(bytes).replacing("=", with: "")] {
        let storage = try Base64.decode(Substring(text).utf8, purpose: .other, label: "", ledger: nil)
        let decoded = storage.map { Array(UnsafeRawBufferPointer(start: $0.base, count: $0.byteCount)) }
        #expect(decoded == bytes)
      }
    }
    for text in ["A", "AAAAA", "A===", "AA=A", "AA A", "é===", "-_-_"] {
      #expect(try Base64.decode(Substring(text).utf8, purpose: .other, label: "", ledger: nil) == nil, "\(text)")
    }
  }

  /// One triangle that is shown as often as there are nodes.
  private func instances(_ count: Int) -> [UInt8] {
    var maker = GLBMaker()
    let positions = maker.accessor([[0, 0, 0], [1, 0, 0], [0, 1, 0]], .float32, kind: "VEC3")
    maker.meshes = [#"{"primitives":[{"attributes":{"POSITION":\#(positions)}}]}"#]
    maker.nodes = [String](repeating: #"{"mesh":0}"#, count: count)
    maker.scenes = [#"{"nodes":[\#((0..<count).map { "\($0)" }.joined(separator: ","))]}"#]
    return maker.bytes
  }

  @Test func manyInstancesAreReadAndTooManyAreNot() throws {
    let answer = try glb.read(instances(2000))
    #expect(answer.triangles.count == 6000 && answer.vertices.count == 6000)
    // Each node of this file is a mesh of many triangles out of nothing.
    var maker = GLBMaker()
    maker.accessors = [#"{"componentType":5126,"count":300000,"type":"VEC3"}"#]
    maker.meshes = [#"{"primitives":[{"attributes":{"POSITION":0}}]}"#]
    maker.nodes = [String](repeating: #"{"mesh":0}"#, count: 1000)
    maker.scenes = [#"{"nodes":[\#((0..<1000).map { "\($0)" }.joined(separator: ","))]}"#]
    #expect(glb.fault(maker.bytes).contains("(--max-expansion allows more)"))
    maker.nodes = [#"{"mesh":0}"#]
    maker.scenes = []
    #expect(try glb.read(maker.bytes).triangles.count == 300_000)
  }

  @Test func deepTreesAreReadAndTooDeepOnesRefused() throws {
    func chain(_ depth: Int) -> [UInt8] {
      var maker = GLBMaker()
      let positions = maker.accessor([[0, 0, 0], [1, 0, 0], [0, 1, 0]], .float32, kind: "VEC3")
      maker.meshes = [#"{"primitives":[{"attributes":{"POSITION":\#(positions)}}]}"#]
      maker.nodes = (1..<depth).map { #"{"translation":[1,0,0],"children":[\#($0)]}"# } + [#"{"mesh":0}"#]
      return maker.bytes
    }
    #expect(try glb.read(chain(4096)).positions[0] == [4095, 0, 0])
    #expect(
      glb.fault(chain(4097)) == "unsupported a.glb: GLB: expected nodes nested at most 4096 deep, found more")
  }

  @Test func transformsThatUndoEachOtherKeepTheSource() throws {
    var maker = GLBMaker()
    let positions = maker.accessor([[0.1, 0, 0], [1, 0, 0], [0, 1, 0]], .float32, kind: "VEC3")
    maker.meshes = [#"{"primitives":[{"attributes":{"POSITION":\#(positions)}}]}"#]
    maker.nodes = [#"{"scale":[2,2,2],"children":[1]}"#, #"{"scale":[0.5,0.5,0.5],"mesh":0}"#]
    #expect(try glb.read(maker.bytes).precision == .float32)
  }

  /// Reads at most a small multiple of the bytes, whatever is changed.
  @Test func changedBytesAreReadOrRefused() throws {
    var random = SeededGenerator(seed: 17)
    for run in 0..<TestSize.pick(3000, small: 60) {
      var bytes = RandomScene(seed: UInt64(run % 50)).maker.bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] =
          Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : bytes[index] ^ 1
      }
      let ledger = MemoryLedger()
      do {
        let reader = try GLBReader(ByteSource(bytes: bytes, name: "a.glb", blockSize: 64, hasSize: run % 2 == 0))
        _ = try reader.readMesh(ledger: ledger) { _ in }
      } catch {
        #expect(error is FormatError, "\(error)")
      }
      #expect(ledger.snapshot().total.peak <= 64 << 20)
    }
  }

  @Test func everyPrefixIsRefused() {
    let whole = RandomScene(seed: 3).maker.bytes
    for prefix in prefixes(whole).dropLast() where TestSize.pick(1, small: 0) == 1 || prefix.count % 13 == 0 {
      for hasSize in [true, false] {
        #expect(throws: FormatError.self) { try glb.read(prefix, hasSize: hasSize) }
      }
    }
  }
}
