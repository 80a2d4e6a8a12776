// A closed unit sphere of stacks and slices; on request its triangles in random order, with both zeros among the
// coordinates. The order is a permutation that is computed, not stored, so that any size needs constant memory.

#if canImport(Glibc)
  import Glibc
#endif

/// Generates the triangles of a unit sphere.
public final class SphereSoup: CornerStream {
  public let precision = SourcePrecision.float32
  /// The exact number of triangles: the largest 4·n·(n−1) that is at most the number asked for, and at least 8.
  public let triangles: Int
  private let stacks: Int
  private let slices: Int
  private let shuffle: IndexPermutation?
  private let ring: [(cosine: Double, sine: Double)]
  private let height: [(cosine: Double, sine: Double)]
  private var next = 0

  /// - Parameters:
  ///   - atMost: how many triangles to make, at most.
  ///   - shuffleSeed: nil for grid order; else a seed for a random order, with -0.0 for some of the zeros.
  public init(atMost: Int, shuffleSeed: UInt64? = nil) {
    var n = max(2, Int((Double(atMost) / 4).squareRoot()) + 2)
    while n > 2 && 4 * n * (n - 1) > atMost { n -= 1 }
    stacks = n
    slices = 2 * n
    triangles = 4 * n * (n - 1)
    shuffle = shuffleSeed.map { [triangles] in IndexPermutation(count: triangles, seed: $0) }
    ring = (0..<2 * n).map { Self.direction(Double($0) / Double(n) * .pi) }
    height = (0...n).map { Self.direction(Double($0) / Double(n) * .pi) }
  }

  public var expectedTriangles: Int? { triangles }
  public var progress: Double? { Double(next) / Double(triangles) }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while next < triangles && block.hasRoomForTriangle {
      append(triangle: shuffle?[next] ?? next, to: block)
      next += 1
    }
    return block.count > 0
  }

  /// The triangles run by stack; the first and the last stack have one a slice, the others two.
  private func append(triangle: Int, to block: CornerBlock) {
    if triangle < slices {
      append([(0, 0), (1, triangle), (1, triangle + 1)], to: block, triangle)
    } else if triangle >= triangles - slices {
      let slice = triangle - (triangles - slices)
      append([(stacks - 1, slice), (stacks, 0), (stacks - 1, slice + 1)], to: block, triangle)
    } else {
      let inner = triangle - slices
      let (stack, slice) = (1 + inner / 2 / slices, inner / 2 % slices)
      if inner % 2 == 0 {
        append([(stack, slice), (stack + 1, slice), (stack + 1, slice + 1)], to: block, triangle)
      } else {
        append([(stack, slice), (stack + 1, slice + 1), (stack, slice + 1)], to: block, triangle)
      }
    }
  }

  private func append(_ corners: [(stack: Int, slice: Int)], to block: CornerBlock, _ triangle: Int) {
    for corner in corners {
      let (around, down) = (ring[corner.slice % slices], height[corner.stack])
      var x = Float(around.cosine * down.sine)
      var y = Float(around.sine * down.sine)
      var z = Float(down.cosine)
      if shuffle != nil && triangle % 3 == 0 {
        // The same place with the other zero: a weld must not tell them apart.
        if x == 0 { x = -0.0 }
        if y == 0 { y = -0.0 }
        if z == 0 { z = -0.0 }
      }
      block.append(x, y, z)
    }
  }

  /// Cosine and sine, with exact zeros where they belong.
  private static func direction(_ angle: Double) -> (cosine: Double, sine: Double) {
    let (cosine, sine) = (cos(angle), sin(angle))
    return (abs(cosine) < 1e-12 ? 0 : cosine, abs(sine) < 1e-12 ? 0 : sine)
  }
}
