// Normals and colours for tests: random ones, and what they look like from outside.
import FacetArrays
import FacetMesh

/// Random colours: bytes, or numbers of which some are no bytes.
public func randomColors(_ count: Int, channels: Int, float32: Bool, _ random: inout SeededGenerator) -> ColorArray {
  float32
    ? ColorArray(
      float32: Column((0..<count * channels).map { _ in Float.random(in: 0...1, using: &random) }), channels: channels)
    : ColorArray(
      uint8: Column((0..<count * channels).map { _ in UInt8.random(in: 0...255, using: &random) }), channels: channels)
}

/// Random normals, of a source of float32 or with all bits of Float64; some are -0.0.
public func randomNormals(_ count: Int, precision: SourcePrecision, _ random: inout SeededGenerator) -> NormalArray {
  NormalArray(
    (0..<count).map { _ in
      let normal = SIMD3<Double>(
        .random(in: -1...1, using: &random), [0, -0.0, 1, 1e-9].randomElement(using: &random)!,
        .random(in: -1...1, using: &random))
      return precision == .float32 ? SIMD3<Double>(SIMD3<Float>(normal)) : normal
    }, precision: precision)
}

extension MeshAttributes {
  /// All that is there, number by number, with its kind, type and channels, in a form that can be compared, NaN included.
  public var bits: [[UInt64]] {
    var lines: [[UInt64]] = []
    if let vertexNormals {
      lines.append([1, vertexNormals.precision == .float32 ? 4 : 8])
      for index in 0..<vertexNormals.count { lines.append((0..<3).map { vertexNormals[index][$0].bitPattern }) }
    }
    for (kind, colors) in [(2, vertexColors), (3, faceColors)] {
      guard let colors else { continue }
      lines.append([UInt64(kind), UInt64(colors.channels)])
      for index in 0..<colors.count {
        lines.append(
          (0..<colors.channels).map { channel in
            colors.bytes.map { UInt64($0[channel, index]) } ?? UInt64(colors.floats![channel, index].bitPattern) << 8
          })
      }
    }
    return lines
  }
}
