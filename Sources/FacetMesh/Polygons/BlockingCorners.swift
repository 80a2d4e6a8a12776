// Which corners of a polygon lie in a triangle, when corners only ever leave: a tree of boxes, each box half of the corners
// of the one above, cut across its longer side. A box that has no corner left, or lies beside the triangle, is passed over
// with all that is in it. A grid of cells is not enough: the teeth of a saw lie in one row of it.
//
// Source: J. L. Bentley, "Multidimensional Binary Search Trees Used for Associative Searching" (1975).

/// The corners of a polygon that may lie in an ear.
struct BlockingCorners {
  private static let leafCount = 8

  private struct Box {
    var low: SIMD2<Double>
    var high: SIMD2<Double>
  }

  /// The corners, those of a box side by side.
  private var corners: [Int32]
  /// Where each corner of the polygon stands among them.
  private var places: [Int32]
  /// Box 1 has all; of box `i` the halves are `2i` and `2i+1`.
  private var boxes: [Box]
  /// How many corners each box still has.
  private var counts: [Int32]
  private var levels = 0
  private var stack: [Int32] = []

  /// O(corners · log corners).
  init(_ points: [SIMD2<Double>], where isBlocking: (Int) -> Bool) {
    corners = points.indices.filter(isBlocking).map { Int32($0) }
    while corners.count >> levels > Self.leafCount { levels += 1 }
    let nothing = Box(low: SIMD2(repeating: .infinity), high: SIMD2(repeating: -.infinity))
    boxes = Array(repeating: nothing, count: 2 << levels)
    counts = Array(repeating: 0, count: 2 << levels)
    places = []
    divide(1, 0..<corners.count, points)
    places = Array(repeating: -1, count: points.count)
    for (place, corner) in corners.enumerated() { places[Int(corner)] = Int32(place) }
  }

  private mutating func divide(_ box: Int, _ range: Range<Int>, _ points: [SIMD2<Double>]) {
    var (low, high) = (boxes[box].low, boxes[box].high)
    for place in range {
      let point = points[Int(corners[place])]
      low.replace(with: point, where: point .< low)
      high.replace(with: point, where: point .> high)
    }
    boxes[box] = Box(low: low, high: high)
    counts[box] = Int32(range.count)
    guard 2 * box < boxes.count else { return }
    let middle = Self.middle(range)
    select(middle, in: range, axis: high.x - low.x >= high.y - low.y ? 0 : 1, points)
    divide(2 * box, range.lowerBound..<middle, points)
    divide(2 * box + 1, middle..<range.upperBound, points)
  }

  private static func middle(_ range: Range<Int>) -> Int { (range.lowerBound + range.upperBound) / 2 }

  /// Puts the corners in such an order that those before `middle` are not greater along an axis than those behind it.
  private mutating func select(_ middle: Int, in range: Range<Int>, axis: Int, _ points: [SIMD2<Double>]) {
    var (first, last) = (range.lowerBound, range.upperBound - 1)
    while first < last {
      // The median of three, so that sorted corners are no bad case.
      let (a, b, c) = (
        points[Int(corners[first])][axis], points[Int(corners[(first + last) / 2])][axis],
        points[Int(corners[last])][axis]
      )
      let pivot = max(min(a, b), min(max(a, b), c))
      var (left, right) = (first, last)
      while left <= right {
        while points[Int(corners[left])][axis] < pivot { left += 1 }
        while points[Int(corners[right])][axis] > pivot { right -= 1 }
        if left <= right {
          corners.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if middle <= right { last = right } else if middle >= left { first = left } else { return }
    }
  }

  /// Takes a corner out. O(log corners).
  mutating func remove(_ corner: Int) {
    let place = Int(places[corner])
    guard place >= 0 else { return }
    places[corner] = -1
    var box = 1
    var range = 0..<corners.count
    while true {
      counts[box] -= 1
      guard 2 * box < boxes.count else { return }
      let middle = Self.middle(range)
      (box, range) =
        place < middle ? (2 * box, range.lowerBound..<middle) : (2 * box + 1, middle..<range.upperBound)
    }
  }

  /// Whether a corner lies in a triangle or on its edges, but not at one of its corners.
  /// - Parameters:
  ///   - triangle: three points that turn left.
  ///   - work: counts what was looked at.
  mutating func hasAny(
    in triangle: (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>), _ points: [SIMD2<Double>], work: inout Int
  ) -> Bool {
    let (a, b, c) = triangle
    var (low, high) = (a.replacing(with: b, where: b .< a), a.replacing(with: b, where: b .> a))
    low.replace(with: c, where: c .< low)
    high.replace(with: c, where: c .> high)
    stack.removeAll(keepingCapacity: true)
    stack.append(1)
    while let next = stack.popLast() {
      let box = Int(next)
      work += 1
      guard counts[box] > 0 else { continue }
      let (boxLow, boxHigh) = (boxes[box].low, boxes[box].high)
      if any(boxLow .> high .| boxHigh .< low) { continue }
      if 2 * box < boxes.count {
        if Self.lies(boxLow, boxHigh, besides: a, b) || Self.lies(boxLow, boxHigh, besides: b, c)
          || Self.lies(boxLow, boxHigh, besides: c, a)
        {
          continue
        }
        stack.append(Int32(2 * box + 1))
        stack.append(Int32(2 * box))
        continue
      }
      let range = range(ofLeaf: box)
      work += range.count
      for place in range {
        let corner = Int(corners[place])
        let point = points[corner]
        if any(point .< low .| point .> high) || places[corner] < 0 { continue }
        // A corner at the place of one of these three is a bridge to a hole.
        if point == a || point == b || point == c { continue }
        if Orientation.sign(a, b, point) >= 0 && Orientation.sign(b, c, point) >= 0
          && Orientation.sign(c, a, point) >= 0
        {
          return true
        }
      }
    }
    return false
  }

  /// Whether a box lies wholly to the right of a line: then also the corner of it that is farthest to the left.
  @inline(__always)
  private static func lies(
    _ low: SIMD2<Double>, _ high: SIMD2<Double>, besides from: SIMD2<Double>, _ to: SIMD2<Double>
  ) -> Bool {
    let corner = SIMD2(to.y > from.y ? low.x : high.x, to.x > from.x ? high.y : low.y)
    return Orientation.sign(from, to, corner) < 0
  }

  /// The places of a box without halves, found by walking down to it.
  private func range(ofLeaf box: Int) -> Range<Int> {
    var range = 0..<corners.count
    for level in stride(from: levels - 1, through: 0, by: -1) {
      let middle = Self.middle(range)
      range = box >> level & 1 == 0 ? range.lowerBound..<middle : middle..<range.upperBound
    }
    return range
  }
}
