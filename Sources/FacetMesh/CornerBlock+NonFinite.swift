// NaN and infinities in a block: found in one pass, taken out on request. A NaN never equals anything, so a mesh tool
// must say what it does about them.

extension CornerBlock {
  /// Finds the first corner with a NaN or infinite coordinate; nil when all are finite. O(count).
  public var firstNonFinite: Int? {
    guard hasNonFinite else { return nil }
    return (0..<count).first { !isFinite($0) }
  }

  /// Takes out the triangles that have a NaN or infinite coordinate, keeping the order of the rest.
  /// Answers how many were taken out. O(count).
  public func removeNonFiniteTriangles() -> Int {
    guard hasNonFinite else { return 0 }
    let triangles = count / 3
    var kept = 0
    for triangle in 0..<triangles where (0..<3).allSatisfy({ isFinite(3 * triangle + $0) }) {
      for corner in 0..<3 { move(3 * triangle + corner, to: 3 * kept + corner) }
      if hasFacetAttributes { unsafe facetAttributes[kept] = facetAttributes[triangle] }
      kept += 1
    }
    count = 3 * kept
    return triangles - kept
  }

  /// How many coordinates are NaN or infinite. O(count).
  public var nonFiniteCoordinateCount: Int {
    guard hasNonFinite else { return 0 }
    var total = 0
    for index in 0..<count {
      let position = self[index]
      for axis in 0..<3 where !position[axis].isFinite { total += 1 }
    }
    return total
  }

  private func isFinite(_ index: Int) -> Bool {
    let p = self[index]
    return p.x.isFinite && p.y.isFinite && p.z.isFinite
  }

  func move(_ from: Int, to: Int) {
    switch precision {
    case .float32:
      let c = unsafe float32
      unsafe (c.x[to], c.y[to], c.z[to]) = (c.x[from], c.y[from], c.z[from])
    case .float64:
      let c = unsafe float64
      unsafe (c.x[to], c.y[to], c.z[to]) = (c.x[from], c.y[from], c.z[from])
    }
  }

  /// A finite value times zero is zero; NaN and infinity times zero are NaN, which the sum keeps.
  private var hasNonFinite: Bool {
    switch precision {
    case .float32:
      let c = unsafe float32
      return unsafe Self.anyNonFinite(c.x, count) || Self.anyNonFinite(c.y, count) || Self.anyNonFinite(c.z, count)
    case .float64:
      let c = unsafe float64
      return unsafe Self.anyNonFinite(c.x, count) || Self.anyNonFinite(c.y, count) || Self.anyNonFinite(c.z, count)
    }
  }

  @unsafe
  private static func anyNonFinite(_ values: UnsafePointer<Float>, _ count: Int) -> Bool {
    var sum = SIMD16<Float>()
    var index = 0
    while index + 16 <= count {
      sum += unsafe UnsafeRawPointer(values + index).loadUnaligned(as: SIMD16<Float>.self) * 0
      index += 16
    }
    var rest = sum.sum()
    while index < count {
      rest += unsafe values[index] * 0
      index += 1
    }
    return rest != 0 || rest.isNaN
  }

  @unsafe
  private static func anyNonFinite(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
    var sum = SIMD8<Double>()
    var index = 0
    while index + 8 <= count {
      sum += unsafe UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Double>.self) * 0
      index += 8
    }
    var rest = sum.sum()
    while index < count {
      rest += unsafe values[index] * 0
      index += 1
    }
    return rest != 0 || rest.isNaN
  }
}
