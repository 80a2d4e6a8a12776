// Ear clipping of many corners, and against a twin that looks at every corner for every ear.
import FacetTestSupport
import Testing

@testable import FacetMesh

/// The twin: the same rules and the same queue, with no tree.
private func naiveEars(_ points: [SIMD2<Double>]) -> [Int]? {
  var polygon = Array(points.indices)
  var result: [Int] = []
  func turn(_ a: Int, _ b: Int, _ c: Int) -> Int { Orientation.sign(points[a], points[b], points[c]) }
  /// The corners before and behind a place, and the ones beyond these.
  func around(_ place: Int) -> (Int, Int, Int, Int) {
    let count = polygon.count
    return (
      polygon[(place + count - 2) % count], polygon[(place + count - 1) % count], polygon[(place + 1) % count],
      polygon[(place + 2) % count]
    )
  }
  func isEar(_ corner: Int) -> Bool {
    let (before, a, c, behind) = around(polygon.firstIndex(of: corner)!)
    guard turn(a, corner, c) > 0, turn(before, a, c) != 0 || turn(a, c, behind) != 0 else { return false }
    for (place, other) in polygon.enumerated() {
      let (_, previous, next, _) = around(place)
      let point = points[other]
      guard turn(previous, other, next) < 0, ![points[a], points[corner], points[c]].contains(point) else { continue }
      if turn(a, corner, other) >= 0 && turn(corner, c, other) >= 0 && turn(c, a, other) >= 0 { return false }
    }
    return true
  }
  while polygon.count > 3 {
    let before = polygon.count
    var queue = polygon.filter { corner in
      let (_, a, c, _) = around(polygon.firstIndex(of: corner)!)
      return turn(a, corner, c) > 0
    }
    while !queue.isEmpty && polygon.count > 3 {
      let corner = queue.removeFirst()
      guard isEar(corner) else { continue }
      let place = polygon.firstIndex(of: corner)!
      let (_, a, c, _) = around(place)
      result += [a, corner, c]
      polygon.remove(at: place)
      for neighbour in [a, c] where !queue.contains(neighbour) {
        let (_, previous, next, _) = around(polygon.firstIndex(of: neighbour)!)
        if turn(previous, neighbour, next) > 0 { queue.append(neighbour) }
      }
      // The next round begins before the ear that was cut last.
      let start = polygon.firstIndex(of: a)!
      polygon = Array(polygon[start...] + polygon[..<start])
    }
    // Flat ears are for polygons that the tests do not ask the twin about.
    if polygon.count == before { return nil }
  }
  return result + [polygon[2], polygon[0], polygon[1]]
}

private func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether the triangles cover a polygon, each of them wound as it is.
private func cover(_ points: [SIMD2<Double>], _ ears: [Int]?) -> Bool {
  guard let ears, ears.count == 3 * (points.count - 2) else { return false }
  let whole = points.indices.reduce(0) { $0 + cross(SIMD2(), points[$1], points[($1 + 1) % points.count]) }
  let areas = stride(from: 0, to: ears.count, by: 3).map {
    cross(points[ears[$0]], points[ears[$0 + 1]], points[ears[$0 + 2]])
  }
  return areas.allSatisfy { $0 > -1e-12 * whole } && abs(areas.reduce(0, +) - whole) <= 1e-9 * whole
}

@Suite struct EarClippingTests {
  /// A skyline of blocks with a corner at every step, so that most corners lie on a line.
  private func skyline(_ count: Int, _ random: inout SeededGenerator) -> [SIMD2<Double>] {
    var height = Int.random(in: 1...4, using: &random)
    var points = (0...count).map { SIMD2(Double($0), 0) }
    points += (1...height).map { SIMD2(Double(count), Double($0)) }
    for column in stride(from: count - 1, through: 0, by: -1) {
      points.append(SIMD2(Double(column), Double(height)))
      let next = column > 0 ? Int.random(in: 1...4, using: &random) : 1
      while height != next {
        height += next > height ? 1 : -1
        points.append(SIMD2(Double(column), Double(height)))
      }
    }
    return points
  }

  /// A star of random radii on whole numbers.
  private func star(_ count: Int, _ random: inout SeededGenerator) -> [SIMD2<Double>] {
    (0..<count).map { index in
      // Rational points of a circle, a half of it at a time.
      let turn = Double(index) / Double(count) * 2
      let t = turn < 1 ? 2 * turn - 1 : 3 - 2 * turn
      let circle = SIMD2(2 * t / (1 + t * t), (t * t - 1) / (1 + t * t))
      let place = turn < 1 ? circle : SIMD2(circle.x, -circle.y)
      return (place * Double.random(in: 100...1000, using: &random)).rounded(.toNearestOrEven)
    }
  }

  @Test func isTheSameAsTheNaiveTwin() {
    var random = SeededGenerator(seed: 43)
    var (compared, covered) = (0, 0)
    let runs = TestSize.pick(1500, small: 60)
    for run in 0..<runs {
      var points =
        run % 2 == 0
        ? skyline(Int.random(in: 1...12, using: &random), &random)
        : star(Int.random(in: 5...40, using: &random), &random)
      let first = Int.random(in: 0..<points.count, using: &random)
      points = Array(points[first...] + points[..<first])
      let ears = EarClipping(points).triangles()
      if cover(points, ears) { covered += 1 }
      guard let naive = naiveEars(points) else { continue }
      compared += 1
      #expect(ears == naive, "\(points)")
    }
    #expect(ranCases("polygons split twice", compared, atLeast: runs * 9 / 10))
    #expect(covered == runs, "\(covered) of \(runs)")
  }

  /// Shapes that a grid or a search through all corners is slow for.
  @Test func manyCornersAreCovered() {
    let count = TestSize.pick(100_000, small: 2000)
    let half = count / 2
    let floor = (0..<half).map { SIMD2(Double($0), -2) }
    func teeth(_ height: Double) -> [SIMD2<Double>] {
      (half..<count).map { SIMD2(Double(count - 1 - $0), $0 % 2 == 0 ? 0 : height) }
    }
    var spike = teeth(1)
    spike[half / 3].y = 1e9
    let comb = [SIMD2(0, -1), SIMD2(Double(count), -1)]
    let sickle = (0..<half).map { index -> SIMD2<Double> in
      let t = 1 - 2 * Double(index) / Double(half - 1)
      return SIMD2(t, 1 - t * t)
    }
    let shapes: [(String, [SIMD2<Double>])] = [
      ("saw", floor + teeth(1)), ("deep saw", floor + teeth(1e6)), ("spike", floor + spike),
      ("comb", comb + (2..<count).map { SIMD2(Double(count + 1 - $0), $0 % 2 == 0 ? 0 : 1000) }),
      ("sickle", sickle + sickle.reversed().dropFirst().dropLast().map { SIMD2($0.x, $0.y / 2) }),
    ]
    for (name, points) in shapes { #expect(cover(points, EarClipping(points).triangles()), "\(name)") }
  }

  @Test func aTreeOfCornersIsASearchThroughAll() {
    var random = SeededGenerator(seed: 44)
    for _ in 0..<TestSize.pick(300, small: 20) {
      let count = Int.random(in: 1...200, using: &random)
      let points = (0..<count).map { _ in
        SIMD2(Double(Int.random(in: 0...12, using: &random)), Double(Int.random(in: 0...12, using: &random)))
      }
      var there = (0..<count).map { _ in Bool.random(using: &random) }
      var tree = BlockingCorners(points) { there[$0] }
      for _ in 0..<60 {
        let gone = Int.random(in: 0..<count, using: &random)
        tree.remove(gone)
        there[gone] = false
        let (a, b, c) = (
          points[Int.random(in: 0..<count, using: &random)], points[Int.random(in: 0..<count, using: &random)],
          points[Int.random(in: 0..<count, using: &random)]
        )
        guard Orientation.sign(a, b, c) > 0 else { continue }
        let expected = points.indices.contains { index in
          let point = points[index]
          return there[index] && point != a && point != b && point != c && Orientation.sign(a, b, point) >= 0
            && Orientation.sign(b, c, point) >= 0 && Orientation.sign(c, a, point) >= 0
        }
        var work = 0
        #expect(tree.hasAny(in: (a, b, c), points, work: &work) == expected)
      }
    }
  }
}
