// A number for the oriented triangles of a mesh, whatever their order, their numbering and their first corner: two readers
// agree when it does.

/// Answers the fingerprint of triangles, three corners each: the sum modulo 2^64 of a hash over each triangle's nine float32
/// bit patterns, with -0 made +0, beginning at the corner that makes the smallest row of words.
public func triangleFingerprint(_ corners: [SIMD3<Double>]) -> UInt64 {
  precondition(corners.count % 3 == 0, "a triangle has three corners")
  var sum: UInt64 = 0
  for first in stride(from: 0, to: corners.count, by: 3) {
    var words: [UInt32] = []
    for corner in first..<first + 3 {
      let p = SIMD3<Float>(corners[corner])
      // Adding +0 makes -0 +0.
      for axis in 0..<3 { words.append((p[axis] + 0).bitPattern) }
    }
    let rotations: [[UInt32]] = [0, 3, 6].map { Array(words[$0...] + words[..<$0]) }
    let smallest = rotations.min { $0.lexicographicallyPrecedes($1) }!
    var hash: UInt64 = 0
    for word in smallest { hash = mixed(hash ^ UInt64(word)) }
    sum &+= hash
  }
  return sum
}

/// One step of SplitMix64.
private func mixed(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
