// A corner is an ear when it turns left and no other corner lies in the triangle with its neighbours: cut off, it leaves
// a polygon with a corner less. Only corners that turn right need to be looked for (of those that lie in the triangle, the
// one farthest from its open side is such a corner), and cutting never makes more of them: they wait in a tree of boxes, so
// that an ear looks at those near to it. Corners to be tried wait in a queue; one comes back when a neighbour was cut off.
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
  /// How each corner turns: 1 to the left, -1 to the right, 0 not at all. Those that turn right may lie in an ear.
  private var turns: [Int8]
  private var blocking: BlockingCorners
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
    turns = (0..<count).map {
      Int8(
        Orientation.sign(points[$0 == 0 ? count - 1 : $0 - 1], points[$0], points[$0 + 1 == count ? 0 : $0 + 1]))
    }
    isQueued = Array(repeating: false, count: count)
    blocking = BlockingCorners(points) { [turns] in turns[$0] < 0 }
    left = count
    mostWork = 1 << 22 + 256 * count
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
      if flat || turns[Int(corner)] > 0 { enqueue(corner) }
      corner = next[Int(corner)]
    }
    work += left
  }

  private mutating func enqueue(_ corner: Int32) {
    guard !isQueued[Int(corner)] else { return }
    isQueued[Int(corner)] = true
    queue.append(corner)
  }

  /// Looks anew at a corner whose neighbour was cut off. It turns more to the left than before.
  private mutating func update(_ corner: Int) {
    if turns[corner] <= 0 {
      let turn = Orientation.sign(points[Int(previous[corner])], points[corner], points[Int(next[corner])])
      if turns[corner] < 0 && turn >= 0 { blocking.remove(corner) }
      turns[corner] = Int8(turn)
    }
    if turns[corner] > 0 { enqueue(Int32(corner)) }
  }

  private mutating func isEar(_ corner: Int, flat: Bool) -> Bool {
    let (a, b, c) = (points[Int(previous[corner])], points[corner], points[Int(next[corner])])
    let turn = Orientation.sign(a, b, c)
    guard turn > 0 || (flat && turn == 0) else { return false }
    if flat && turn == 0 { return true }
    // Corners on a line that the ear would leave without an area wait for another ear.
    let (before, behind) = (points[Int(previous[Int(previous[corner])])], points[Int(next[Int(next[corner])])])
    if !flat && Orientation.sign(before, a, c) == 0 && Orientation.sign(a, c, behind) == 0 { return false }
    return !blocking.hasAny(in: (a, b, c), points, work: &work)
  }
}
