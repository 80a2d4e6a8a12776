// How many corners of a soup share a position, from a part of it. Two corners at the same place are a pair; each pair that is
// seen counts as many as it stands for, by the chance that a sample holds both of its triangles (D. Horvitz, D. Thompson, "A
// generalization of sampling without replacement from a finite universe", 1952). Pairs of triangles near each other are
// counted in one long window, which grids and scans are full of; pairs far from each other between short windows all over the
// file, where the birthday paradox shows those of a shuffled soup: 8,192 triangles of a million hold thousands.
import FacetMesh

/// Corners of a soup, in windows.
struct CornerSample {
  /// The corners so far: what tells their position, and their triangle.
  private var keys: [UInt64] = []
  private var triangles: [Int32] = []
  private var windows: [Int32] = []
  private var windowSizes: [Int] = []
  /// The corners of some of the triangles.
  private(set) var positions: [SIMD3<Double>] = []
  /// Whether a coordinate is no float32.
  private(set) var hasFloat64 = false

  /// The triangles so far.
  var count: Int { keys.count / 3 }
  /// Those of the long window.
  var longCount: Int { windowSizes.first ?? 0 }

  /// Begins the next window; the first one is the long one.
  mutating func beginWindow() { windowSizes.append(0) }

  /// Adds whole triangles to the window.
  /// - Parameter keeping: how many of the triangles are kept as they are.
  mutating func add(_ block: CornerBlock, keeping: Int) {
    let window = Int32(windowSizes.count - 1)
    for corner in 0..<block.count / 3 * 3 {
      let position = block[corner]
      keys.append(Self.key(position))
      triangles.append(Int32(windowSizes[Int(window)] + corner / 3))
      windows.append(window)
      if corner / 3 < keeping {
        positions.append(position)
        if SIMD3<Double>(SIMD3<Float>(position)) != position { hasFloat64 = true }
      }
    }
    windowSizes[Int(window)] += block.count / 3
  }

  /// The same for positions that compare equal, and hardly ever for others. NaN has none of its own.
  private static func key(_ position: SIMD3<Double>) -> UInt64 {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for axis in 0..<3 {
      // -0.0 becomes 0.0.
      hash = (hash ^ (position[axis] + 0.0).bitPattern) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
    }
    return hash | 1
  }

  /// What the sample tells of the whole.
  enum Sharing: Equatable {
    /// Distinct positions a triangle, as far as it can be told.
    case measured(Double)
    /// Nothing: the sample is too small for a soup of this size.
    case unknown
  }

  /// The distinct positions in the sample.
  var distinctCount: Int { Set(keys).count }

  /// How many distinct positions there are for each of `total` triangles, and whether triangles that share some lie far apart.
  func sharing(of total: Int) -> (sharing: Sharing, isShuffled: Bool) {
    let long = longCount
    var near = 0.0
    var far = 0
    forPairs { first, second in
      guard windows[first] == windows[second] else {
        far += 1
        return
      }
      let distance = Int(triangles[second] - triangles[first])
      if windows[first] == 0 && distance > 0 && distance < long / 2 { near += Double(total) / Double(long - distance) }
    }
    // Pairs of triangles that lie in different windows, of all that there are.
    let all = Double(count) * Double(count) - windowSizes.reduce(0) { $0 + Double($1) * Double($1) }
    let share = all / (Double(total) * Double(total))
    let farPairs = share > 0 ? Double(far) / share : 0
    let corners = 3 * Double(total)
    let nearDegree = 2 * near / corners
    let farDegree = 2 * farPairs / corners
    let degree = 1 + nearDegree + farDegree
    let isShuffled = farDegree > nearDegree
    // Euler: a closed mesh or a grid has half as many vertices as triangles, whatever the degrees are. Of a large grid
    // one window may hold one strip only, where a vertex has three corners.
    if degree >= 2.5 { return (.measured(0.5), isShuffled) }
    // How many pairs a shuffled mesh would have shown; of few nothing can be said.
    let expected = 7.5 * Double(total) * share
    if degree < 1.15 && expected < 20 { return (.unknown, true) }
    return (.measured(min(3, 3 / degree)), isShuffled)
  }

  /// Calls `body` with the places of each two corners of the same position, the earlier one first. A position with very many
  /// is not followed to its end.
  @inline(__always)
  private func forPairs(_ body: (Int, Int) -> Void) {
    var slotCount = 1024
    while slotCount < 2 * keys.count { slotCount *= 2 }
    var slots = [Int32](repeating: -1, count: slotCount)
    var earlier = [Int32](repeating: -1, count: keys.count)
    for corner in keys.indices {
      var slot = Int(truncatingIfNeeded: keys[corner] >> 20) & (slotCount - 1)
      while slots[slot] >= 0 && keys[Int(slots[slot])] != keys[corner] { slot = (slot + 1) & (slotCount - 1) }
      earlier[corner] = slots[slot]
      slots[slot] = Int32(truncatingIfNeeded: corner)
      var other = Int(earlier[corner])
      var followed = 0
      while other >= 0 && followed < 32 {
        body(other, corner)
        other = Int(earlier[other])
        followed += 1
      }
    }
  }
}
