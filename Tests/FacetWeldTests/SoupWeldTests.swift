// The weld against a dictionary, over soups of every kind and blocks of every size.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetWeld
import Testing

/// Welds corners that are fed in blocks; block sizes repeat.
func weld(
  _ corners: [SIMD3<Double>], precision: SourcePrecision, blocks: [Int] = [CornerBlock.defaultCapacity],
  expectedTriangles: Int? = nil, options: SoupWeld.Options = .init(), attributes: [UInt16]? = nil
) throws -> TriangleMesh {
  let weld = try SoupWeld(precision: precision, expectedTriangles: expectedTriangles, options: options)
  try feed(corners, to: weld, blocks: blocks, attributes: attributes)
  #expect(weld.cornerCount == corners.count)
  return try weld.finish()
}

func feed(
  _ corners: [SIMD3<Double>], to weld: SoupWeld, blocks: [Int] = [CornerBlock.defaultCapacity],
  attributes: [UInt16]? = nil
) throws {
  let block = try CornerBlock(precision: weld.precision, capacity: blocks.max()!)
  var start = 0
  var turn = 0
  while start < corners.count {
    block.removeAll()
    let end = min(start + blocks[turn % blocks.count], corners.count)
    for corner in corners[start..<end] {
      if weld.precision == .float32 {
        block.append(Float(corner.x), Float(corner.y), Float(corner.z))
      } else {
        block.append(corner.x, corner.y, corner.z)
      }
    }
    if let attributes {
      let words = attributes[start / 3..<end / 3]
      block.hasFacetAttributes = words.contains { $0 != 0 }
      for (index, word) in words.enumerated() { block.facetAttributes[index] = word }
    }
    try weld.add(block)
    start = end
    turn += 1
  }
}

/// Corners as a float32 source has them.
func rounded(_ corners: [SIMD3<Double>]) -> [SIMD3<Double>] { corners.map { SIMD3<Double>(SIMD3<Float>($0)) } }

/// Whether a mesh is what the naive weld makes of the corners, bit for bit (NaN compares by being NaN).
func agrees(_ mesh: TriangleMesh, with corners: [SIMD3<Double>]) -> Bool {
  let naive = naiveWeld(corners)
  return mesh.numbers == naive.numbers && mesh.vertices.count == naive.vertices.count
    && zip(mesh.positions, naive.vertices).allSatisfy { a, b in
      (0..<3).allSatisfy { a[$0].bitPattern == b[$0].bitPattern || (a[$0].isNaN && b[$0].isNaN) }
    }
}

@Suite struct SoupWeldTests {
  static let blockings = [[3], [6], [300], [CornerBlock.defaultCapacity], [3, 255, 258, 768, 9], [771]]
  static let precisions: [SourcePrecision] = [.float32, .float64]

  /// One kind of coordinate each.
  static let kinds: [(name: String, value: @Sendable (inout SeededGenerator) -> Double)] = [
    ("few values", { Double(Int.random(in: 0..<6, using: &$0)) }),
    ("zeros of both signs", { [0.0, -0.0, 1.0].randomElement(using: &$0)! }),
    ("lattice", { Double(Int.random(in: -32...32, using: &$0)) * 1024 }),
    ("fine lattice", { 4_100_000 + Double(Int.random(in: 0..<40, using: &$0)) * 0.5 }),
    ("all distinct", { Double.random(in: -1...1, using: &$0) }),
    ("subnormals", { Double(Float(bitPattern: UInt32.random(in: 0..<8, using: &$0))) }),
    ("double subnormals", { Double(bitPattern: UInt64.random(in: 0..<8, using: &$0)) }),
    ("infinities", { [Double.infinity, -.infinity, 0, 5].randomElement(using: &$0)! }),
    ("NaN among them", { [Double.nan, 0, -0.0, 7].randomElement(using: &$0)! }),
    ("large", { [3.4e38, -3.4e38, 1e300, -1e300].randomElement(using: &$0)! }),
    ("one value", { _ in 2.5 }),
  ]

  @Test func randomSoupsAgreeWithTheDictionary() throws {
    var random = SeededGenerator(seed: 1)
    var cases = 0
    for kind in Self.kinds {
      for triangles in [1, 2, 85, 86, 1000, TestSize.pick(20_000, small: 1100)] {
        let corners = (0..<3 * triangles).map { _ in
          SIMD3(kind.value(&random), kind.value(&random), kind.value(&random))
        }
        for precision in Self.precisions {
          let source = precision == .float32 ? rounded(corners) : corners
          for blocks in Self.blockings {
            let mesh = try weld(source, precision: precision, blocks: blocks)
            #expect(
              agrees(mesh, with: source), "\(kind.name), \(triangles) triangles, \(precision), blocks of \(blocks)")
            #expect(mesh.sourcePrecision == precision)
            cases += 1
          }
        }
      }
    }
    #expect(ranCases("welds", cases, atLeast: 792))
  }

  @Test func firstZeroIsKept() throws {
    let corners = [SIMD3(-0.0, 0, 1), SIMD3(0, -0.0, 1), SIMD3(-0.0, -0.0, 1)]
    for precision in Self.precisions {
      let mesh = try weld(corners, precision: precision)
      #expect(mesh.numbers == [0, 0, 0])
      #expect(bits(mesh.vertices[0]) == bits(corners[0]))
    }
  }

  @Test func wrongExpectationsChangeNothing() throws {
    var random = SeededGenerator(seed: 2)
    let corners = (0..<30_000).map { _ in SIMD3(Double(Int.random(in: 0..<9999, using: &random)), 0, 0) }
    for precision in Self.precisions {
      for expected in [nil, 0, 1, -7, 10_000, 100_000_000] as [Int?] {
        #expect(agrees(try weld(corners, precision: precision, expectedTriangles: expected), with: corners))
      }
    }
  }

  /// A header may claim anything. What is believed of it costs no more than the table's first size.
  @Test(.enabled(if: TestSize.measuresMemory)) func wildExpectationsCostLittle() async {
    await #expect(processExitsWith: .success) {
      let before = ProcessMemory.residentBytes
      for expected in [Int(UInt32.max), 1 << 50, .max] {
        let weld = try SoupWeld(precision: .float32, expectedTriangles: expected)
        try feed((0..<30_000).map { SIMD3(Double($0), 0, 0) }, to: weld)
        #expect(weld.vertexCount == 30_000)
        #expect(try weld.finish().vertices.count == 30_000)
      }
      #expect(ProcessMemory.peakResidentBytes - before < 600 << 20)
    }
  }

  @Test func manyDistinctPositionsWithoutExpectation() throws {
    let count = TestSize.pick(1_000_000, small: 30_000) / 3 * 3
    for precision in Self.precisions {
      // The same corner again two blocks later, so that each rebuild is put to the test.
      let weld = try SoupWeld(precision: precision)
      let block = try CornerBlock(precision: precision)
      func position(_ index: Int) -> SIMD3<Double> { SIMD3(Double(index % 1000), Double(index / 1000), 0.5) }
      var start = 0
      while start < count {
        for from in [start, max(0, start - 4 * 3072)] {
          block.removeAll()
          for index in from..<min(from + 3072, count) {
            let p = position(index)
            if precision == .float32 {
              block.append(Float(p.x), Float(p.y), Float(p.z))
            } else {
              block.append(p.x, p.y, p.z)
            }
          }
          try weld.add(block)
        }
        start += 3072
      }
      #expect(weld.vertexCount == count)
      let mesh = try weld.finish()
      #expect(mesh.vertices.count == count)
      let wrong = (0..<count).count { mesh.vertices[$0] != position($0) }
      #expect(wrong == 0)
    }
  }

  /// Ends in linear time: a NaN is never in the table, so the next one does not walk past it.
  @Test func manyNaNs() throws {
    let count = TestSize.pick(600_000, small: 6000)
    for precision in Self.precisions {
      let mesh = try weld([SIMD3<Double>](repeating: SIMD3(.nan, 1, 2), count: count), precision: precision)
      #expect(mesh.vertices.count == count)
      #expect(mesh.numbers == (0..<Int32(count)).map { $0 })
      #expect(mesh.vertices.y.array.allSatisfy { $0 == 1 })
    }
  }

  @Test func cornersBeyond32Bits() throws {
    let first = 1 << 32 - 100
    var random = SeededGenerator(seed: 3)
    let corners = (0..<3000).map { _ in SIMD3(Double(Int.random(in: 0..<50, using: &random)), 1, 2) }
    for precision in Self.precisions {
      let weld = try SoupWeld(precision: precision, firstCorner: first)
      try feed(corners, to: weld, blocks: [33])
      #expect(weld.cornerCount == first + 3000)
      #expect(weld.cornerCount > 1 << 32)
      #expect(weld.triangleCount == 1000)
      #expect(agrees(try weld.finish(), with: corners))
    }
  }

  @Test func tooManyVerticesIsAnErrorExactlyThere() throws {
    for limit in [1, 2, 3, 5, 255, 256, 257, 1000] {
      for precision in Self.precisions {
        for keepsCorners in [false, true] {
          for blocks in [[3], [6144]] {
            var options = SoupWeld.Options()
            options.keepsCorners = keepsCorners
            func fed(distinct: Int) throws -> SoupWeld {
              let weld = try SoupWeld(
                precision: precision, expectedTriangles: nil, options: options, vertexLimit: limit)
              // Kept corners count one by one; welded ones come twice, and the second time they are known.
              let total = keepsCorners ? distinct / 3 * 3 : 6 * distinct
              try feed((0..<total).map { SIMD3(Double($0 % distinct), 0, 0) }, to: weld, blocks: blocks)
              return weld
            }
            if !keepsCorners || limit >= 3 {
              let full = try fed(distinct: limit)
              #expect(full.vertexCount == (keepsCorners ? limit / 3 * 3 : limit))
              _ = try full.finish()
            }
            #expect(throws: WeldError.tooManyVertices(limit: limit)) { try fed(distinct: limit + 3) }
            if !keepsCorners {
              #expect(throws: WeldError.tooManyVertices(limit: limit)) { try fed(distinct: limit + 1) }
            }
          }
        }
      }
    }
  }

  @Test func degenerateTrianglesAreCountedAndDropped() throws {
    var random = SeededGenerator(seed: 4)
    for triangles in [0, 1, 100, 5000] {
      let corners = (0..<3 * triangles).map { _ in SIMD3(Double(Int.random(in: 0..<4, using: &random)), 0, 0) }
      let words = (0..<triangles).map { UInt16(truncatingIfNeeded: $0) }
      let naive = naiveWeld(corners)
      let degenerate = (0..<triangles).map { t in Set(naive.numbers[3 * t..<3 * t + 3]).count < 3 }
      for blocks in [[3], [300]] {
        for drops in [false, true] {
          var options = SoupWeld.Options()
          options.dropsDegenerate = drops
          let weld = try SoupWeld(precision: .float64, options: options)
          try feed(corners, to: weld, blocks: blocks, attributes: words)
          let kept = (0..<triangles).filter { !(drops && degenerate[$0]) }
          #expect(weld.degenerateCount == degenerate.count { $0 })
          #expect(weld.triangleCount == kept.count)
          #expect(weld.cornerCount == 3 * triangles)
          let mesh = try weld.finish()
          #expect(mesh.numbers == kept.flatMap { naive.numbers[3 * $0..<3 * $0 + 3] })
          #expect(mesh.vertices.count == naive.vertices.count)
          let keptWords = mesh.facetAttributes?.array ?? [UInt16](repeating: 0, count: kept.count)
          #expect(keptWords == kept.map { words[$0] })
        }
      }
    }
  }

  @Test func attributesThatBeginLate() throws {
    for first in [0, 1, 99, 100, 2999] {
      var words = [UInt16](repeating: 0, count: 3000)
      words[first] = 7
      words[2999] = 9
      let corners = (0..<9000).map { SIMD3(Double($0), 0, 0) }
      for blocks in [[3], [300], [CornerBlock.defaultCapacity]] {
        let mesh = try weld(corners, precision: .float32, blocks: blocks, attributes: words)
        #expect(mesh.facetAttributes?.array == words)
      }
    }
    let zero = [UInt16](repeating: 0, count: 10)
    #expect(
      try weld([SIMD3<Double>](repeating: .zero, count: 30), precision: .float32, attributes: zero).facetAttributes
        == nil)
  }

  @Test func keptCornersAreVerticesOfTheirOwn() throws {
    var options = SoupWeld.Options()
    options.keepsCorners = true
    for count in [0, 3, 6144, 30_000] {
      for precision in Self.precisions {
        let corners = (0..<count).map { SIMD3(Double($0 % 2), -0.0, .nan) }
        let mesh = try weld(corners, precision: precision, options: options)
        #expect(mesh.numbers == (0..<Int32(count)).map { $0 })
        #expect(zip(mesh.positions, corners).allSatisfy { $0.x == $1.x && $0.y.sign == .minus && $0.z.isNaN })
      }
    }
  }

  @Test func emptySoup() throws {
    for precision in Self.precisions {
      let mesh = try SoupWeld(precision: precision).finish()
      #expect(mesh.vertices.count == 0)
      #expect(mesh.triangles.count == 0)
      #expect(mesh.facetAttributes == nil)
      #expect(mesh.sourcePrecision == precision)
    }
  }

  @Test func twoRunsGiveTheSameArrays() throws {
    let corners = try allCorners(of: SphereSoup(atMost: TestSize.pick(100_000, small: 5000), shuffleSeed: 8))
    let meshes = try [[6144], [6144], [300], [3, 9, 2100]].map { try weld(corners, precision: .float32, blocks: $0) }
    for mesh in meshes {
      #expect(mesh.numbers == meshes[0].numbers)
      #expect(mesh.positions.map { bits($0) } == meshes[0].positions.map { bits($0) })
    }
    #expect(agrees(meshes[0], with: corners))
    #expect(meshes[0].vertices.count == corners.count / 6 + 2)
  }

  @Test func misuseTraps() async {
    await #expect(processExitsWith: .failure) {
      try SoupWeld(precision: .float32).add(CornerBlock(precision: .float64))
    }
    await #expect(processExitsWith: .failure) {
      let weld = try SoupWeld(precision: .float64)
      let block = try CornerBlock(precision: .float64)
      block.append(1.0 as Double, 2, 3)
      try weld.add(block)
    }
    // After the end the table is gone: this must not read what was given back.
    await #expect(processExitsWith: .failure) {
      let weld = try SoupWeld(precision: .float64)
      try feed([.zero, .zero, .zero], to: weld)
      _ = try weld.finish()
      try feed([.zero, .zero, .zero], to: weld)
    }
    await #expect(processExitsWith: .failure) {
      let weld = try SoupWeld(precision: .float64)
      _ = try weld.finish()
      _ = try weld.finish()
    }
  }
}
