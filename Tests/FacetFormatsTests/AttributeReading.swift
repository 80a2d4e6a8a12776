// Normals and colours of a file, read in every way that must not matter, in a form that can be compared.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

/// Colours as plain numbers.
struct PlainColors: Equatable, Sendable {
  var isFloat32: Bool
  var channels: Int
  /// The components as they are stored: 0 to 255 of bytes. NaN is -1.
  var numbers: [[Double]]

  init(_ colors: ColorArray) {
    isFloat32 = colors.isFloat32
    channels = colors.channels
    numbers = (0..<colors.count).map { index in
      (0..<colors.channels).map { channel in
        let number = colors.bytes.map { Double($0[channel, index]) } ?? Double(colors.floats![channel, index])
        return number.isNaN ? -1 : number
      }
    }
  }

  init(bytes: [[Double]]) { (isFloat32, channels, numbers) = (false, bytes.first?.count ?? 3, bytes) }
  init(floats: [[Float]]) {
    (isFloat32, channels) = (true, floats.first?.count ?? 3)
    numbers = floats.map { $0.map { Double($0) } }
  }
}

/// What came out of a file beside its shape.
struct AttributeAnswer {
  var normals: [SIMD3<Double>]?
  var normalPrecision: SourcePrecision?
  var vertexColors: PlainColors?
  var faceColors: PlainColors?
  var dropped: [String: Int] = [:]
  var vertices = 0
  var triangles: [Int32] = []
  var warnings: [String] = []

  init(_ indexed: IndexedMesh, warnings: [FormatWarning]) {
    let attributes = indexed.mesh.attributes
    normals = attributes.vertexNormals.map { normals in (0..<normals.count).map { normals[$0] } }
    normalPrecision = attributes.vertexNormals?.precision
    vertexColors = attributes.vertexColors.map { PlainColors($0) }
    faceColors = attributes.faceColors.map { PlainColors($0) }
    for (kind, count) in indexed.attributesDropped.present { dropped[kind.rawValue] = count }
    vertices = indexed.mesh.vertices.count
    triangles = indexed.mesh.numbers
    self.warnings = warnings.map(\.code.rawValue)
  }

  /// All of it, NaN included, which is not equal to itself.
  var words: [String] {
    ["\(normals as Any)", "\(normalPrecision as Any)", "\(vertexColors as Any)", "\(faceColors as Any)"]
      + dropped.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" } + warnings + ["\(vertices)", "\(triangles)"]
  }
}

extension IndexedReading {
  /// Reads with the wanted attributes, in blocks of many sizes, from a file and from a pipe.
  func attributes(
    _ bytes: [UInt8], wanted: MeshAttributes.Kinds = .ofMesh, blocks: [Int] = [1, 7, 64, 4096],
    options: ReaderOptions = ReaderOptions()
  ) throws -> (answer: AttributeAnswer, mesh: TriangleMesh) {
    var options = options
    options.wantedAttributes = wanted
    func attempt(_ block: Int, _ hasSize: Bool) throws -> (AttributeAnswer, TriangleMesh) {
      let reader = try make(ByteSource(bytes: bytes, name: name, blockSize: block, hasSize: hasSize), options)
      let indexed = try reader.readMesh(ledger: nil) { _ in }
      return (AttributeAnswer(indexed, warnings: reader.warnings.warnings), indexed.mesh)
    }
    let whole = try attempt(ByteSource.defaultBlockSize, true)
    for block in blocks + [ByteSource.defaultBlockSize] {
      for hasSize in [true, false] {
        let answer = try attempt(block, hasSize).0
        #expect(answer.words == whole.0.words, "block \(block), \(hasSize)")
      }
    }
    return whole
  }

  func attributes(_ text: String, wanted: MeshAttributes.Kinds = .ofMesh) throws -> AttributeAnswer {
    try attributes(Array(text.utf8), wanted: wanted).answer
  }
}

/// A mesh with attributes of every form that there is, chosen by the bits of `form`.
func attributedMesh(form: Int, vertices: Int, triangles: Int, seed: UInt64) -> TriangleMesh {
  var random = SeededGenerator(seed: seed)
  var body = randomMesh(vertices: vertices, triangles: triangles, precision: .float32, seed: seed)
  func colors(_ count: Int, _ form: Int) -> ColorArray? {
    let channels = form & 1 == 0 ? 3 : 4
    switch form >> 1 {
    case 0: return nil
    case 1:
      return ColorArray(
        uint8: Column((0..<channels * count).map { _ in UInt8.random(in: 0...255, using: &random) }), channels: channels
      )
    default:
      return ColorArray(
        float32: Column((0..<channels * count).map { _ in Float.random(in: 0...1, using: &random) }), channels: channels
      )
    }
  }
  if form & 1 != 0 {
    let normals = (0..<vertices).map { _ in
      SIMD3<Double>(SIMD3<Float>(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random), -0.0))
    }
    body.attributes.vertexNormals = NormalArray(normals, precision: .float32)
  }
  body.attributes.vertexColors = colors(vertices, form >> 1 & 7)
  body.attributes.faceColors = colors(triangles, form >> 4 & 7)
  return body
}
