import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetMesh

/// The triangles that one polygon becomes, by corner number.
private func split(_ points: [SIMD3<Double>]) throws -> [[Int]] {
  var builder = try TriangleBuilder()
  for index in points.indices { try builder.addCorner(VertexIndex(index)) }
  builder.endFace()
  let numbers = try builder.finish(vertices: VertexArray(points)).corners.array.map { Int($0) }
  return stride(from: 0, to: numbers.count, by: 3).map { Array(numbers[$0..<$0 + 3]) }
}

private func area(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
  ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2
}

/// The sum of the triangles' areas, and the smallest of them: a right splitting has no negative one, and sums up.
private func areas(_ points: [SIMD2<Double>], _ triangles: [[Int]]) -> (sum: Double, least: Double) {
  let all = triangles.map { area(points[$0[0]], points[$0[1]], points[$0[2]]) }
  return (all.reduce(0, +), all.min() ?? 0)
}

private func flat(_ points: [SIMD2<Double>]) -> [SIMD3<Double>] { points.map { SIMD3($0.x, $0.y, 0) } }

private func polygonArea(_ points: [SIMD2<Double>]) -> Double {
  points.indices.reduce(0) { sum, index in
    let (p, q) = (points[index], points[(index + 1) % points.count])
    return sum + (p.x * q.y - p.y * q.x) / 2
  }
}

@Suite struct PolygonSplittingTests {
  @Test func convexPolygonsAreFanned() throws {
    let points: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(2, 0), SIMD2(3, 1.5), SIMD2(1, 3), SIMD2(-1, 1.5)]
    for turned in [points, points.reversed()] {
      #expect(try split(flat(turned)) == [[0, 1, 2], [0, 2, 3], [0, 3, 4]])
    }
    #expect(try split(flat(Array(points[..<3]))) == [[0, 1, 2]])
  }

  @Test func concavePolygonsAreClipped() throws {
    // A dart whose fan from the first corner would lie outside, in each of its rotations.
    let dart: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(4, 2), SIMD2(0, 4), SIMD2(1, 2)]
    let ell: [SIMD2<Double>] = [
      SIMD2(0, 0), SIMD2(3, 0), SIMD2(3, 1), SIMD2(1, 1), SIMD2(1, 3), SIMD2(0, 3),
    ]
    for shape in [dart, ell] {
      for first in shape.indices {
        let points = Array(shape[first...] + shape[..<first])
        let (sum, least) = areas(points, try split(flat(points)))
        #expect(abs(sum - polygonArea(points)) < 1e-12 && least > 0)
      }
    }
  }

  /// Random star-shaped polygons, in planes along each axis and wound both ways.
  @Test func randomPolygonsAreCovered() throws {
    var random = SeededGenerator(seed: 41)
    let runs = TestSize.pick(2000, small: 100)
    for _ in 0..<runs {
      let count = Int.random(in: 4...60, using: &random)
      let steps = (0..<count).map { _ in Double.random(in: 0.2...1, using: &random) }
      let total = steps.reduce(0, +)
      var angle = 0.0
      let points = steps.map { step -> SIMD2<Double> in
        angle += step / total * 2 * .pi
        let radius = Double.random(in: 0.1...1, using: &random)
        // A rational circle: no library of functions is needed.
        let t = angle < .pi ? angle / .pi * 2 - 1 : 3 - angle / .pi * 2
        let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
        return angle < .pi ? SIMD2(s, -c) * radius : SIMD2(s, c) * radius
      }
      let axis = Int.random(in: 0..<3, using: &random)
      let isTurned = Bool.random(using: &random)
      let seen = isTurned ? Array(points.reversed()) : points
      let placed = seen.map { point -> SIMD3<Double> in
        var place = SIMD3<Double>(repeating: 0.25)
        place[(axis + 1) % 3] = point.x
        place[(axis + 2) % 3] = point.y
        return place
      }
      let triangles = try split(placed)
      #expect(triangles.count == count - 2)
      let sign = isTurned ? -1.0 : 1.0
      let all = triangles.map { sign * area(seen[$0[0]], seen[$0[1]], seen[$0[2]]) }
      #expect(abs(all.reduce(0, +) - sign * polygonArea(seen)) < 1e-12)
      #expect(all.min()! > -1e-15)
    }
  }

  @Test func whatCanNotBeSplitKeepsItsFan() throws {
    let bow: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(2, 2), SIMD2(2, 0), SIMD2(0, 2.5)]
    let line: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(1, 1), SIMD2(2, 2), SIMD2(3, 3)]
    let nothing: [SIMD2<Double>] = Array(repeating: SIMD2(1, 1), count: 5)
    let wild: [SIMD2<Double>] = [SIMD2(0, 0), SIMD2(.nan, 1), SIMD2(2, .infinity), SIMD2(3, 3)]
    for points in [bow, line, nothing, wild] {
      let triangles = try split(flat(points))
      #expect(triangles.count == points.count - 2)
      #expect(triangles.flatMap { $0 }.allSatisfy { points.indices.contains($0) })
    }
    #expect(try split(flat(line)) == [[0, 1, 2], [0, 2, 3]])
    #expect(try split(flat(wild)) == [[0, 1, 2], [0, 2, 3]])
  }

  @Test func aSawOfManyCornersIsCovered() throws {
    let count = TestSize.pick(100_000, small: 2_000)
    var points = (0..<count).map { SIMD2(Double($0), Double($0 % 317)) }
    points += [SIMD2(Double(count), -1), SIMD2(-1, -1)]
    points.reverse()
    let (sum, least) = areas(points, try split(flat(points)))
    #expect(abs(sum - polygonArea(points)) <= 1e-9 * sum && least >= 0)
  }

  @Test func orientationIsExact() {
    var random = SeededGenerator(seed: 42)
    var zeros = 0
    for _ in 0..<TestSize.pick(200_000, small: 2000) {
      // Whole numbers near to a line, far from the origin: 53 bits do not hold their products.
      let base = SIMD2<Int>(1 << 40, 1 << 41)
      let step = SIMD2<Int>(.random(in: -3...3, using: &random), .random(in: -3...3, using: &random))
      let a = base
      let b = base &+ step &* SIMD2(repeating: 1 << 36)
      let c =
        base &+ step &* SIMD2(repeating: 1 << 20)
        &+ SIMD2(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random))
      let (left, right) = (
        (a.x - c.x).multipliedFullWidth(by: b.y - c.y), (a.y - c.y).multipliedFullWidth(by: b.x - c.x)
      )
      let expected =
        left.high != right.high
        ? (left.high > right.high ? 1 : -1) : left.low == right.low ? 0 : left.low > right.low ? 1 : -1
      if expected == 0 { zeros += 1 }
      #expect(Orientation.sign(SIMD2<Double>(a), SIMD2<Double>(b), SIMD2<Double>(c)) == expected)
    }
    #expect(zeros > 10)
  }
}
