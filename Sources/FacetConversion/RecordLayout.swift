// Where the triangles of a binary soup lie, so that a few of them can be looked at anywhere in the file.
import FacetFormats
import FacetMemory
import FacetMesh

/// Records of one size, one for each triangle.
struct RecordLayout {
  private let start: Int
  private let stride: Int
  /// The bytes of a record before its first coordinate.
  private let lead: Int
  private let precision: SourcePrecision
  private let isBig: Bool

  /// - Returns: nil where triangles are no records of one size.
  init?(_ format: MeshFormat, _ stream: any SoupReader, _ triangles: Int, _ size: Int, _ raw: RawLayout?) {
    guard triangles > 0, triangles <= size else { return nil }
    precision = stream.precision
    let coordinates = precision == .float32 ? 36 : 72
    switch format {
    case .stl: (start, stride, lead, isBig) = (84, 50, 12, false)
    case .raw:
      guard let raw else { return nil }
      (start, stride, lead, isBig) = (raw.offset, raw.stride ?? coordinates, 0, raw.bigEndian)
    case .npy:
      // What is not its header are its elements; whether they lie so, the first triangle shows.
      (start, stride, lead, isBig) = (size - triangles * coordinates, coordinates, 0, false)
    default: return nil
    }
    guard start >= 0, start <= size, stride > 0, triangles - 1 <= (size - start) / stride else { return nil }
  }

  /// The corners of one triangle.
  func triangle(_ number: Int, of source: ByteSource) throws -> [SIMD3<Double>]? {
    let corners = try corners(number, 1, of: source)
    return corners.count == 3 ? corners : nil
  }

  /// The corners of some triangles, fewer at the end of the file.
  func corners(_ first: Int, _ count: Int, of source: ByteSource) throws -> [SIMD3<Double>] {
    var bytes = [UInt8](repeating: 0, count: stride * count)
    let got = unsafe try bytes.withUnsafeMutableBytes {
      unsafe try source.read(at: start + stride * first, into: $0.baseAddress!, count: $0.count)
    }
    var corners: [SIMD3<Double>] = []
    corners.reserveCapacity(3 * count)
    let width = precision == .float32 ? 4 : 8
    for record in Swift.stride(from: 0, to: got / stride * stride, by: stride) {
      for corner in 0..<3 {
        let place = record + lead + 3 * width * corner
        corners.append(
          SIMD3(number(bytes, place), number(bytes, place + width), number(bytes, place + 2 * width)))
      }
    }
    return corners
  }

  private func number(_ bytes: [UInt8], _ place: Int) -> Double {
    unsafe bytes.withUnsafeBytes { bytes in
      if precision == .float32 {
        let bits = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        return Double(Float(bitPattern: isBig ? bits.byteSwapped : bits))
      }
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      return Double(bitPattern: isBig ? bits.byteSwapped : bits)
    }
  }
}
