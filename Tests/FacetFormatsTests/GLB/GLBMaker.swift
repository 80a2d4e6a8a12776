// Makes glTF files piece by piece, and knows by naive means what a reader must find in them: the twin of the reader.
import FacetMemory
import FacetTestSupport
import FacetText

@testable import FacetFormats

/// A 4×4 matrix by rows, multiplied by the book.
struct NaiveMatrix: Equatable {
  var rows: [[Double]]
  static let identity = NaiveMatrix(rows: (0..<4).map { row in (0..<4).map { $0 == row ? 1 : 0 } })

  static func * (a: Self, b: Self) -> Self {
    NaiveMatrix(
      rows: (0..<4).map { row in
        (0..<4).map { column in (0..<4).reduce(0) { $0 + a.rows[row][$1] * b.rows[$1][column] } }
      })
  }

  func moved(_ p: [Double]) -> [Double] {
    (0..<3).map { rows[$0][0] * p[0] + rows[$0][1] * p[1] + rows[$0][2] * p[2] + rows[$0][3] }
  }

  var determinant: Double {
    let m = rows
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
      + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
  }
}

/// Collects the lists of a document as JSON text, and the binary chunk.
struct GLBMaker {
  var accessors: [String] = []
  var views: [String] = []
  var meshes: [String] = []
  var nodes: [String] = []
  var scenes: [String] = []
  var more = ""
  var binary: [UInt8] = []

  /// Appends numbers, and answers the number of their accessor.
  mutating func accessor(
    _ elements: [[Double]], _ type: GLBComponentType, kind: String, stride: Int? = nil, gap: Int = 0,
    normalized: Bool = false
  ) -> Int {
    binary += [UInt8](repeating: 0xee, count: gap + (4 - (binary.count + gap) % 4) % 4)
    let start = binary.count
    for element in elements {
      let first = binary.count
      for value in element { append(value, type) }
      if let stride { binary += [UInt8](repeating: 0xdd, count: stride - (binary.count - first)) }
    }
    let size = (elements.first?.count ?? 0) * type.size
    // The gap behind the last element need not be there.
    let length = elements.isEmpty ? 0 : (elements.count - 1) * (stride ?? size) + size
    views.append(
      #"{"buffer":0,"byteOffset":\#(start - gap),"byteLength":\#(length + gap)"#
        + (stride.map { #","byteStride":\#($0)"# } ?? "") + "}")
    accessors.append(
      #"{"bufferView":\#(views.count - 1),"byteOffset":\#(gap),"componentType":\#(type.rawValue),"#
        + #""count":\#(elements.count),"type":"\#(kind)""# + (normalized ? #","normalized":true"# : "") + "}")
    return accessors.count - 1
  }

  private mutating func append(_ value: Double, _ type: GLBComponentType) {
    func put<Value>(_ value: Value) { binary += withUnsafeBytes(of: value) { Array($0) } }
    switch type {
    case .int8: put(Int8(value))
    case .uint8: put(UInt8(value))
    case .int16: put(Int16(value))
    case .uint16: put(UInt16(value))
    case .uint32: put(UInt32(value))
    case .float32: put(Float(value))
    }
  }

  var json: String {
    #"{"asset":{"version":"2.0"},"accessors":[\#(accessors.joined(separator: ","))],"bufferViews":["#
      + #"\#(views.joined(separator: ","))],"meshes":[\#(meshes.joined(separator: ","))],"#
      + #""nodes":[\#(nodes.joined(separator: ","))],"scenes":[\#(scenes.joined(separator: ","))],"#
      + #""buffers":[{"byteLength":\#(binary.count)}]\#(more)}"#
  }

  var bytes: [UInt8] { Self.container(json: Array(json.utf8), binary: binary) }

  static func container(json: [UInt8], binary: [UInt8]) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    func padded(_ bytes: [UInt8], _ fill: UInt8) -> [UInt8] {
      bytes + [UInt8](repeating: fill, count: (4 - bytes.count % 4) % 4)
    }
    let (json, binary) = (padded(json, 0x20), padded(binary, 0))
    let chunks =
      word(json.count) + Array("JSON".utf8) + json
      + (binary.isEmpty ? [] : word(binary.count) + Array("BIN\0".utf8) + binary)
    return Array("glTF".utf8) + word(2) + word(12 + chunks.count) + chunks
  }
}
