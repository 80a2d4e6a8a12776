// Corners as one number, made in the order in which they come. Every step keeps different numbers different, so a single
// coordinate that is another one always shows; several hide each other in one of 2⁶⁴ cases.
import FacetMesh

/// A number for a row of corners, as exactly as an output holds them.
struct CornerFingerprint: Equatable {
  private let exactness: MeshOutput.Exactness
  private var value: UInt64 = 0
  private(set) var corners = 0

  init(_ exactness: MeshOutput.Exactness) { self.exactness = exactness }

  /// Takes up the corners of a block and its attribute words. O(corners). All NaN are the same.
  mutating func add(_ block: CornerBlock) {
    for triangle in 0..<block.count / 3 {
      for corner in 3 * triangle..<3 * triangle + 3 {
        let position = block[corner]
        for axis in 0..<3 {
          switch exactness {
          case .float32: add(position[axis].isNaN ? 0x7fc0_0000 : UInt64(Float(position[axis]).bitPattern))
          case .float64: add(position[axis].isNaN ? 0x7ff8_0000_0000_0000 : position[axis].bitPattern)
          case .none: break
          }
        }
      }
      add(unsafe block.hasFacetAttributes ? UInt64(block.facetAttributes[triangle]) : 0)
    }
    corners += block.count
  }

  @inline(__always)
  private mutating func add(_ bits: UInt64) {
    value = (value ^ bits) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 32
  }
}
