// Naive twins and small soups for tests: slow, obvious, and independent of the code under test.

/// A seeded generator: the same numbers on every machine (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// The bytes of a binary STL with these corners, three a triangle; normals are zero.
public func binarySTL(
  _ corners: [SIMD3<Float>], count: UInt32? = nil, header: String = "", attributes: [UInt16] = []
) -> [UInt8] {
  var bytes = Array(Array(header.utf8).prefix(80))
  bytes += [UInt8](repeating: 0, count: 80 - bytes.count)
  func put(_ value: UInt32) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }
  put(count ?? UInt32(corners.count / 3))
  for triangle in 0..<corners.count / 3 {
    for _ in 0..<3 { put(0) }
    for corner in 0..<3 {
      let p = corners[3 * triangle + corner]
      for axis in 0..<3 { put(p[axis].bitPattern) }
    }
    let word = triangle < attributes.count ? attributes[triangle] : 0
    bytes += [UInt8(word & 255), UInt8(word >> 8)]
  }
  return bytes
}

/// The weld as a dictionary does it: distinct positions in order of first occurrence, and a number for each corner.
public func naiveWeld(_ corners: [SIMD3<Double>]) -> (vertices: [SIMD3<Double>], numbers: [Int32]) {
  struct Key: Hashable {
    let x, y, z: Double
  }
  var index: [Key: Int32] = [:]
  var vertices: [SIMD3<Double>] = []
  var numbers: [Int32] = []
  for p in corners {
    let key = Key(x: p.x, y: p.y, z: p.z)
    // A NaN never equals anything, so the dictionary never finds it again.
    if let known = index[key] {
      numbers.append(known)
    } else {
      let number = Int32(vertices.count)
      if !(p.x.isNaN || p.y.isNaN || p.z.isNaN) { index[key] = number }
      vertices.append(p)
      numbers.append(number)
    }
  }
  return (vertices, numbers)
}
