// The weld on several threads against the dictionary: the same vertices and numbers for any number of threads, in any blocks.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Synchronization
import Testing

@testable import FacetWeld

/// Welds corners that are handed over several blocks at a time, as threads fill them.
private func weld(
  _ corners: [SIMD3<Double>], _ precision: SourcePrecision, threads: Int, blocks: [Int], attributes: [UInt16]? = nil,
  round: Int = 7
) throws -> TriangleMesh {
  let pool = WorkerPool(threadCount: threads)
  return try pool.keepingThreads {
    let weld = try SoupWeld(
      precision: precision, expectedTriangles: corners.count / 3, pool: pool)
    var (start, turn) = (0, 0)
    while start < corners.count {
      var filled: [CornerBlock] = []
      while filled.count < round && start < corners.count {
        let block = try CornerBlock(precision: precision)
        let end = min(start + blocks[turn % blocks.count], corners.count)
        for corner in corners[start..<end] {
          if precision == .float32 {
            block.append(Float(corner.x), Float(corner.y), Float(corner.z))
          } else {
            block.append(corner.x, corner.y, corner.z)
          }
        }
        if let attributes {
          for (index, word) in attributes[start / 3..<end / 3].enumerated() { block.facetAttributes[index] = word }
          block.hasFacetAttributes = true
        }
        filled.append(block)
        (start, turn) = (end, turn + 1)
      }
      if filled.count == 1 { try weld.add(filled[0]) } else { try weld.add(filled) }
    }
    #expect(weld.cornerCount == corners.count)
    let degenerate = stride(from: 0, to: corners.count, by: 3).count {
      let (a, b, c) = (corners[$0], corners[$0 + 1], corners[$0 + 2])
      return a == b || b == c || a == c
    }
    #expect(weld.degenerateCount == degenerate)
    return try weld.finish()
  }
}

@Suite struct ThreadedWeldTests {
  /// Triangles of strips, fans and grids, where corners repeat those just before them.
  static func orderly(_ triangles: Int, _ random: inout SeededGenerator) -> [SIMD3<Double>] {
    var corners: [SIMD3<Double>] = []
    var recent = (0..<8).map { SIMD3(Double($0), 0, -0.0) }
    while corners.count < 3 * triangles {
      if Int.random(in: 0..<3, using: &random) == 0 {
        let fresh = SIMD3(Double(Int.random(in: 0..<triangles, using: &random)), Double(corners.count % 7), 0.25)
        recent[Int.random(in: 0..<8, using: &random)] = fresh
        corners.append(fresh)
      } else {
        let back = Int.random(in: 1...9, using: &random)
        corners.append(corners.count >= back ? corners[corners.count - back] : recent[back % 8])
      }
      if Int.random(in: 0..<500, using: &random) == 0 { corners[corners.count - 1].z = .nan }
      if Int.random(in: 0..<50, using: &random) == 0 { corners[corners.count - 1].x *= -1 }
    }
    return corners
  }

  @Test func everyNumberOfThreadsGivesTheDictionary() throws {
    var random = SeededGenerator(seed: 61)
    var cases = 0
    let size = TestSize.pick(30_000, small: 700)
    for triangles in TestSize.isSmall ? [1, 5, 100, size] : [1, 2, 3, 5, 100, 2049, size] {
      let lattice = (0..<3 * triangles).map { _ in
        SIMD3(Double(Int.random(in: 0..<50, using: &random)), Double(Int.random(in: 0..<50, using: &random)), -0.0)
      }
      let distinct = (0..<3 * triangles).map { SIMD3(Double($0), 0.5, 7) }
      let values = [Double.nan, 0, -0.0, .infinity, 3]
      let odd = (0..<3 * triangles).map { _ in
        SIMD3(values.randomElement(using: &random)!, values.randomElement(using: &random)!, 1)
      }
      for corners in [Self.orderly(triangles, &random), lattice, distinct, odd] {
        for precision in [SourcePrecision.float32, .float64] {
          let source = precision == .float32 ? rounded(corners) : corners
          for threads in TestSize.isSmall ? [2, 3, 8] : [1, 2, 3, 4, 5, 8] {
            for blocks in [[CornerBlock.defaultCapacity], [3, 255, 258, 768, 9]] where blocks[0] > 3 || triangles < 4000
            {
              let mesh = try weld(source, precision, threads: threads, blocks: blocks)
              #expect(agrees(mesh, with: source), "\(triangles) triangles, \(precision), \(threads) threads, \(blocks)")
              cases += 1
            }
          }
        }
      }
    }
    #expect(ranCases("welds on threads", cases, atLeast: TestSize.isSmall ? 150 : 600))
  }

  @Test func twentyTimesTheSame() throws {
    var random = SeededGenerator(seed: 62)
    let corners = Self.orderly(TestSize.pick(40_000, small: 2000), &random)
    for _ in 0..<TestSize.pick(20, small: 3) {
      for threads in [2, 7] {
        #expect(agrees(try weld(corners, .float64, threads: threads, blocks: [6144]), with: corners))
      }
    }
  }

  @Test func attributesStayWithTheirTriangles() throws {
    let count = TestSize.pick(20_000, small: 3000)
    let corners = (0..<3 * count).map { SIMD3(Double($0 % 1000), Double($0 / 1000), 0) }
    let words = (0..<count).map { UInt16(truncatingIfNeeded: $0 &* 31) }
    for threads in [1, 2, 4] {
      let mesh = try weld(corners, .float32, threads: threads, blocks: [6144, 300], attributes: words)
      #expect(mesh.facetAttributes?.array == words)
    }
  }

  /// Looking up and then adding against numbering at once, block after block, on a table that gets another seed on the way.
  @Test func lookingUpFirstGivesTheSameNumbers() throws {
    var random = SeededGenerator(seed: 64)
    var cases = 0
    for span in [3, 40, 3000] {
      func makeTable() throws -> WeldTable<Float> {
        try WeldTable(expectedVertices: nil, vertexLimit: .max >> 33, ledger: nil)
      }
      let (one, other) = (try makeTable(), try makeTable())
      let (kept, looked) = (try KeptCorners<Float>(ledger: nil), try KeptCorners<Float>(ledger: nil))
      for round in 0..<TestSize.pick(60, small: 12) {
        let count = round == 5 ? 0 : Int.random(in: 0...KeptCorners<Float>.capacity, using: &random)
        func column() -> [Float] {
          (0..<count + 16).map { _ in
            Int.random(in: 0..<300, using: &random) == 0 ? .nan : Float(Int.random(in: -span...span, using: &random))
          }
        }
        let (x, y, z) = (column(), column(), [Float](repeating: -0.0, count: count + 16))
        var (a, b) = ([Int32](repeating: -7, count: count + 1), [Int32](repeating: -7, count: count + 1))
        try kept.number(x, y, z, corners: count, by: one, into: &a)
        try b.withUnsafeMutableBufferPointer {
          looked.lookUp(x, y, z, corners: count, in: other, into: $0.baseAddress!)
          try looked.addMissing(to: other, into: $0.baseAddress!)
        }
        #expect(a == b && one.count == other.count)
        cases += 1
      }
    }
    #expect(ranCases("blocks that were looked up", cases, atLeast: TestSize.isSmall ? 36 : 180))
  }

  /// A soup without order is welded together, one with order by one thread; what runs beside is told of the end.
  @Test func threadsWorkWhereThereIsNoOrder() throws {
    for repeats in [true, false] {
      let pool = WorkerPool(threadCount: 2)
      let weld = try BoundedWeld<Double>(expectedVertices: 6144, vertexLimit: 1 << 30, ledger: nil)
      let block = try CornerBlock(precision: .float64)
      for corner in 0..<block.capacity { block.append(Double(repeats ? corner / 3 : corner), 0, 1) }
      #expect(!weld.numbersTogether([block, block]))
      var numbers = [Int32](repeating: -1, count: 2 * block.capacity)
      let columns = block.float64
      try weld.number(
        columns.x, columns.y, columns.z, corners: block.count, numbered: 0, into: &numbers)
      #expect(weld.numbersTogether([block, block]) == !repeats)
      guard !repeats else { continue }
      let ends = Atomic(0)
      try numbers.withUnsafeMutableBufferPointer {
        try weld.number([block, block], into: $0.baseAddress!, on: pool) { isDone in
          while !isDone() {}
          ends.wrappingAdd(1, ordering: .relaxed)
        }
      }
      #expect(numbers == (0..<2).flatMap { _ in (0..<Int32(block.capacity)).map { $0 } })
      #expect(ends.load(ordering: .relaxed) == 1 && weld.count == block.capacity)
    }
  }

  /// Vertices that are taken as they come are those of the mesh, and the triangles are the same.
  @Test func verticesAsTheyCome() throws {
    var random = SeededGenerator(seed: 65)
    let corners = Self.orderly(3000, &random)
    for precision in [SourcePrecision.float32, .float64] {
      let source = precision == .float32 ? rounded(corners) : corners
      let weld = try SoupWeld(precision: precision, pool: WorkerPool(threadCount: 2))
      let (taken, block) = (try CornerBlock(precision: .float64, capacity: 99), try CornerBlock(precision: precision))
      var vertices: [SIMD3<Double>] = []
      var start = 0
      while start < source.count {
        block.removeAll()
        let end = min(start + 600, source.count)
        for p in source[start..<end] {
          if precision == .float32 {
            block.append(Float(p.x), Float(p.y), Float(p.z))
          } else {
            block.append(p.x, p.y, p.z)
          }
        }
        try weld.add([block])
        start = end
        while vertices.count < weld.vertexCount {
          weld.copyVertices(from: vertices.count, into: taken)
          vertices += (0..<taken.count).map { taken[$0] }
        }
      }
      let (triangles, words) = try weld.finishTriangles()
      #expect(words == nil)
      let mesh = TriangleMesh(vertices: VertexArray(vertices), triangles: triangles, sourcePrecision: precision)
      #expect(agrees(mesh, with: source))
    }
  }
}

/// The look-back against its definition.
@Suite struct RepeatedCornersTests {
  private func distances<Scalar: KeyScalar & ArrayElement>(_ corners: [SIMD3<Double>], _ type: Scalar.Type) -> [Int32] {
    let count = corners.count
    // Whole numbers and NaN only.
    func column(_ axis: Int) -> [Scalar] {
      corners.map {
        $0[axis].isNaN ? Scalar.nan : $0[axis].sign == .minus ? -Scalar(Int(-$0[axis])) : Scalar(Int($0[axis]))
      }
        + [Scalar](repeating: 0, count: 16)
    }
    let columns = [column(0), column(1), column(2)]
    var found = [Int32](repeating: -1, count: count + 16)
    let repeated = Scalar.findRepeated(columns[0], columns[1], columns[2], count: count, into: &found)
    #expect(repeated == found[..<count].count { $0 != 0 })
    return Array(found[..<count])
  }

  @Test func namesTheNearestEqualCorner() {
    var random = SeededGenerator(seed: 63)
    var cases = 0
    for count in 0...67 {
      for _ in 0..<20 {
        let values = [0.0, -0.0, 1, .nan, 2]
        let corners = (0..<count).map { _ in
          SIMD3(values.randomElement(using: &random)!, values.randomElement(using: &random)!, 5)
        }
        for found in [distances(corners, Float.self), distances(corners, Double.self)] {
          for (index, distance) in found.enumerated() {
            let nearest = (1...6).first { $0 <= index && corners[index - $0] == corners[index] } ?? 0
            // The first eight and the last few may go without a look.
            let isLookedAt = index >= 8 && index < 8 + (count - 8) / 8 * 8
            #expect(distance == (isLookedAt ? Int32(nearest) : 0))
          }
          cases += 1
        }
      }
    }
    #expect(ranCases("look-backs", cases, atLeast: 2720))
  }

  /// A soup without order costs no look for a while, and one that gets order again is seen.
  @Test func restsWhereNothingRepeats() throws {
    var look = try RepeatedCorners<Float>(capacity: 600, ledger: nil)
    let (distinct, same) = ((0..<616).map { Float($0) }, [Float](repeating: 1, count: 616))
    var looked: [Bool] = []
    for values in [same, distinct] + [[Float]](repeating: same, count: 257) {
      looked.append(look.find(values, values, values, count: 600))
    }
    #expect(!look.isResting)
    #expect(look.find(distinct, distinct, distinct, count: 600) && look.isResting)
    look.rest(blocks: 255)
    #expect(look.isResting)
    look.rest(blocks: 3)
    #expect(!look.isResting)
    #expect(looked == [true, true] + [Bool](repeating: false, count: 256) + [true])
  }
}
