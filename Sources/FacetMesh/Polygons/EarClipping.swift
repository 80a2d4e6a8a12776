// A corner is an ear when it turns left and no other corner lies in the triangle with its neighbours: cut off, it leaves
// a polygon with a corner less. Only corners that do not turn left can lie in the way, and cutting never makes more of
// them: they wait in a grid of cells, so that an ear looks at those near to it. Corners to be tried wait in a queue; one
// comes back when a neighbour was cut off.
//
// Source: G. H. Meisters, "Polygons Have Ears" (1975); the queue after D. Eberly, "Triangulation by Ear Clipping" (2002).

/// Splits a simple polygon in the plane whose corners turn left.
///
/// Deterministic. About O(corners) for polygons of maps and sections, O(corners²) at worst; beyond a bound on the work
/// it gives up.
struct EarClipping {
  private let points: [SIMD2<Double>]
  private var next: [Int32]
  private var previous: [Int32]
  /// Corners that may lie in an ear: those that do not turn left.
  private var isBlocking: [Bool]
  private let grid: CornerGrid
  private var isQueued: [Bool]
  private var queue: [Int32] = []
  private var left: Int
  private var work = 0
  private let mostWork: Int

  init(_ points: [SIMD2<Double>]) {
    let count = points.count
    self.points = points
    next = (0..<count).map { Int32($0 + 1 == count ? 0 : $0 + 1) }
    previous = (0..<count).map { Int32($0 == 0 ? count - 1 : $0 - 1) }
    isBlocking = (0..<count).map {
      Orientation.sign(points[$0 == 0 ? count - 1 : $0 - 1], points[$0], points[$0 + 1 == count ? 0 : $0 + 1]) <= 0
    }
    isQueued = Array(repeating: false, count: count)
    grid = CornerGrid(points, isBlocking)
    left = count
    mostWork = 1 << 20 + 1024 * count
  }

  /// Answers the corner numbers of the triangles, three after three, two fewer triangles than corners; nil when the
  /// polygon is not simple, or too much work.
  consuming func triangles() -> [Int]? {
    var result: [Int] = []
    result.reserveCapacity(3 * (points.count - 2))
    var start: Int32 = 0
    // First ears with an area; flat ones only where nothing else is left.
    var takesFlat = false
    while left > 3 {
      let before = left
      enqueueAll(from: start, flat: takesFlat)
      var head = 0
      while head < queue.count && left > 3 {
        let corner = Int(queue[head])
        head += 1
        isQueued[corner] = false
        guard isEar(corner, flat: takesFlat) else { continue }
        guard work < mostWork else { return nil }
        let (a, c) = (previous[corner], next[corner])
        result += [Int(a), corner, Int(c)]
        next[Int(a)] = c
        previous[Int(c)] = a
        left -= 1
        start = a
        isBlocking[corner] = false
        update(Int(a))
        update(Int(c))
        if takesFlat { break }
      }
      for index in head..<queue.count { isQueued[Int(queue[index])] = false }
      if left == before {
        if takesFlat { return nil }
        takesFlat = true
      } else {
        takesFlat = false
      }
    }
    result += [Int(previous[Int(start)]), Int(start), Int(next[Int(start)])]
    return result
  }

  private mutating func enqueueAll(from start: Int32, flat: Bool) {
    queue.removeAll(keepingCapacity: true)
    var corner = start
    for _ in 0..<left {
      if flat || !isBlocking[Int(corner)] { enqueue(corner) }
      corner = next[Int(corner)]
    }
    work += left
  }

  private mutating func enqueue(_ corner: Int32) {
    guard !isQueued[Int(corner)] else { return }
    isQueued[Int(corner)] = true
    queue.append(corner)
  }

  /// Looks anew at a corner whose neighbour was cut off.
  private mutating func update(_ corner: Int) {
    if isBlocking[corner] {
      isBlocking[corner] =
        Orientation.sign(points[Int(previous[corner])], points[corner], points[Int(next[corner])]) <= 0
    }
    if !isBlocking[corner] { enqueue(Int32(corner)) }
  }

  private mutating func isEar(_ corner: Int, flat: Bool) -> Bool {
    let (a, b, c) = (points[Int(previous[corner])], points[corner], points[Int(next[corner])])
    let turn = Orientation.sign(a, b, c)
    guard turn > 0 || (flat && turn == 0) else { return false }
    if flat && turn == 0 { return true }
    let (low, high) = (a.replacing(with: b, where: b .< a), a.replacing(with: b, where: b .> a))
    let cells = grid.cells(from: low.replacing(with: c, where: c .< low), to: high.replacing(with: c, where: c .> high))
    for row in cells.rows {
      for column in cells.columns {
        let range = grid.range(row, column)
        work += 1 + range.count
        for index in range {
          let other = Int(grid.corners[index])
          guard isBlocking[other] else { continue }
          let point = points[other]
          // A corner at the place of one of these three is a bridge to a hole.
          if point == a || point == b || point == c { continue }
          if Orientation.sign(a, b, point) >= 0 && Orientation.sign(b, c, point) >= 0
            && Orientation.sign(c, a, point) >= 0
          {
            return false
          }
        }
      }
    }
    return true
  }
}

/// Corners of a polygon by the cell of a grid that they lie in, about one a cell.
private struct CornerGrid {
  /// The corners of all cells, one cell behind the other.
  private(set) var corners: [Int32] = []
  private var starts: [Int32]
  private let side: Int
  private let low: SIMD2<Double>
  private let scale: SIMD2<Double>

  init(_ points: [SIMD2<Double>], _ isWanted: [Bool]) {
    let wanted = points.indices.filter { isWanted[$0] }
    side = max(1, min(1024, Int(Double(wanted.count).squareRoot())))
    var (low, high) = (points[0], points[0])
    for point in points {
      low.replace(with: point, where: point .< low)
      high.replace(with: point, where: point .> high)
    }
    self.low = low
    let extent = high - low
    scale = SIMD2(
      extent.x > 0 ? Double(side) / extent.x : 0, extent.y > 0 ? Double(side) / extent.y : 0)
    starts = Array(repeating: 0, count: side * side + 1)
    let cells = wanted.map { cell(points[$0]) }
    for cell in cells { starts[cell + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    corners = Array(repeating: 0, count: wanted.count)
    var places = starts
    for (corner, cell) in zip(wanted, cells) {
      corners[Int(places[cell])] = Int32(corner)
      places[cell] += 1
    }
  }

  private func step(_ value: Double, _ low: Double, _ scale: Double) -> Int {
    let place = (value - low) * scale
    return place > 0 ? min(side - 1, Int(min(place, 1e9))) : 0
  }

  private func cell(_ point: SIMD2<Double>) -> Int {
    step(point.y, low.y, scale.y) * side + step(point.x, low.x, scale.x)
  }

  /// The cells that a box touches.
  func cells(from: SIMD2<Double>, to: SIMD2<Double>) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    (
      step(from.y, low.y, scale.y)...step(to.y, low.y, scale.y),
      step(from.x, low.x, scale.x)...step(to.x, low.x, scale.x)
    )
  }

  func range(_ row: Int, _ column: Int) -> Range<Int> {
    let cell = row * side + column
    return Int(starts[cell])..<Int(starts[cell + 1])
  }
}
