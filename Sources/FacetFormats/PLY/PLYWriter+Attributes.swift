// Vertices with normals and colours, faces with colours, in binary: longer records than plain ones, in the order that
// most programs write and some expect: position, normal, colour.
import FacetArrays
import FacetMemory
import FacetMesh

extension PLYWriter {
  private static let chunk = 2048

  /// The properties of colours, each on a line.
  static func properties(_ colors: ColorArray?) -> String {
    guard let colors else { return "" }
    let type = colors.isFloat32 ? "float" : "uchar"
    return ["red", "green", "blue", "alpha"].prefix(colors.channels).map { "property \(type) \($0)\n" }.joined()
  }

  /// Writes the records of vertices that have normals or colours, in binary.
  static func writeRecords(
    _ mesh: TriangleMesh, _ precision: SourcePrecision, normals normalPrecision: SourcePrecision, to sink: ByteSink,
    onProgress: (Int) throws -> Void
  ) throws {
    let (normals, colors) = (mesh.attributes.vertexNormals, mesh.attributes.vertexColors)
    let positionBytes = precision == .float32 ? 12 : 24
    let normalBytes = normals == nil ? 0 : normalPrecision == .float32 ? 12 : 24
    let stride = positionBytes + normalBytes + recordBytes(colors)
    var first = 0
    while first < mesh.vertices.count {
      let count = min(chunk, mesh.vertices.count - first)
      let place = unsafe try sink.reserve(count * stride)
      unsafe storeRows(mesh.vertices.rowMajor, precision, first, count, to: place, stride)
      if let normals {
        unsafe storeRows(normals.rowMajor, normalPrecision, first, count, to: place + positionBytes, stride)
      }
      if let colors { unsafe store(colors, first, count, to: place + positionBytes + normalBytes, stride) }
      sink.advance(by: count * stride)
      first += count
      try onProgress(first)
    }
  }

  /// Writes the records of faces with colours, in binary.
  static func writeRecords(
    _ triangles: TriangleArray, _ colors: ColorArray, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    let stride = faceBytes + recordBytes(colors)
    var first = 0
    while first < triangles.count {
      let count = min(chunk, triangles.count - first)
      let place = unsafe try sink.reserve(count * stride)
      let numbers = corners.span
      for triangle in 0..<count {
        let record = unsafe place + triangle * stride
        unsafe record.storeBytes(of: 3, as: UInt8.self)
        for corner in 0..<3 {
          unsafe record.storeBytes(
            of: numbers[3 * (first + triangle) + corner].littleEndian, toByteOffset: 1 + 4 * corner, as: Int32.self)
        }
      }
      unsafe store(colors, first, count, to: place + faceBytes, stride)
      sink.advance(by: count * stride)
      first += count
      try onProgress(first)
    }
  }

  /// The bytes of a colour in binary.
  private static func recordBytes(_ colors: ColorArray?) -> Int {
    colors.map { $0.channels * ($0.isFloat32 ? 4 : 1) } ?? 0
  }

  /// Stores vectors of three rows, one every `stride` bytes.
  @unsafe
  private static func storeRows(
    _ matrix: Matrix<Double>, _ precision: SourcePrecision, _ first: Int, _ count: Int,
    to place: UnsafeMutableRawPointer, _ stride: Int
  ) {
    for axis in 0..<3 {
      let row = matrix.row(axis)
      let values = row.span
      if precision == .float32 {
        let target = unsafe place + 4 * axis
        for index in 0..<count {
          unsafe target.storeBytes(
            of: Float(values[first + index]).bitPattern.littleEndian, toByteOffset: index &* stride, as: UInt32.self)
        }
      } else {
        let target = unsafe place + 8 * axis
        for index in 0..<count {
          unsafe target.storeBytes(
            of: values[first + index].bitPattern.littleEndian, toByteOffset: index &* stride, as: UInt64.self)
        }
      }
    }
  }

  /// Stores colours, one every `stride` bytes.
  @unsafe
  private static func store(
    _ colors: ColorArray, _ first: Int, _ count: Int, to place: UnsafeMutableRawPointer, _ stride: Int
  ) {
    let channels = colors.channels
    switch colors.components {
    case .uint8(let column):
      let values = column.span
      for index in 0..<count {
        for channel in 0..<channels {
          unsafe place.storeBytes(
            of: values[(first + index) * channels + channel], toByteOffset: index &* stride &+ channel, as: UInt8.self)
        }
      }
    case .float32(let column):
      let values = column.span
      for index in 0..<count {
        for channel in 0..<channels {
          unsafe place.storeBytes(
            of: values[(first + index) * channels + channel].bitPattern.littleEndian,
            toByteOffset: index &* stride &+ 4 &* channel, as: UInt32.self)
        }
      }
    }
  }
}
