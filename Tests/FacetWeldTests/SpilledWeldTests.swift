// The weld in epochs against a dictionary: whatever the number of epochs, the mesh is the same to the bit.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetWeld

@Suite struct SpilledWeldTests {
  /// Points of a grid, some of them often, some with -0.
  private static func soup(_ triangles: Int, distinct: Int, seed: UInt64) -> [SIMD3<Double>] {
    var generator = SeededGenerator(seed: seed)
    return (0..<3 * triangles).map { _ in
      let number = Int.random(in: 0..<distinct, using: &generator)
      let zero = Bool.random(using: &generator) ? 0.0 : -0.0
      return SIMD3(Double(number % 17) - 8 + zero, Double(number / 17) * 0.25, number % 2 == 0 ? zero : 1)
    }
  }

  private static func spilled(
    _ corners: [SIMD3<Double>], _ precision: SourcePrecision, largestEpoch: Int, blocks: [Int],
    options: SoupWeld.Options = .init(), attributes: [UInt16]? = nil, expectedTriangles: Int? = nil
  ) throws -> (mesh: TriangleMesh, isSpilled: Bool) {
    let weld = try SoupWeld(
      precision: precision, expectedTriangles: expectedTriangles, options: options, vertexLimit: Int(VertexIndex.max),
      largestEpoch: largestEpoch)
    try feed(corners, to: weld, blocks: blocks, attributes: attributes)
    return (try weld.finish(), weld.isSpilled)
  }

  @Test func epochsChangeNothing() throws {
    var count = 0
    for distinct in [1, 40, 500, 4000] {
      for largest in [150, 700, 2000] {
        for precision in [SourcePrecision.float32, .float64] {
          let corners = rounded(Self.soup(TestSize.pick(3000, small: 600), distinct: distinct, seed: UInt64(distinct)))
          let (mesh, isSpilled) = try Self.spilled(
            corners, precision, largestEpoch: largest, blocks: [150, 3, 90],
            expectedTriangles: largest == 700 ? 3000 : nil)
          // An epoch ends when a block of 150 corners may not fit.
          let unique = naiveWeld(corners).vertices.count
          #expect(unique > largest ? isSpilled : unique > largest - 150 || !isSpilled)
          #expect(agrees(mesh, with: corners), "\(distinct) positions, epochs of \(largest)")
          count += 1
        }
      }
    }
    #expect(ranCases("soups in epochs", count, atLeast: 24))
  }

  /// Every position is new: each epoch is full.
  @Test func distinctPositions() throws {
    let corners = (0..<TestSize.pick(60_000, small: 6000)).map { SIMD3(Double($0), 0.1, -Double($0)) }
    let (mesh, isSpilled) = try Self.spilled(corners, .float64, largestEpoch: 1000, blocks: [300])
    #expect(isSpilled)
    #expect(agrees(mesh, with: corners))
  }

  /// A NaN equals nothing, in its epoch and across them.
  @Test func notANumber() throws {
    var corners = Self.soup(500, distinct: 200, seed: 7)
    for index in stride(from: 0, to: corners.count, by: 7) { corners[index].y = .nan }
    let (mesh, isSpilled) = try Self.spilled(corners, .float64, largestEpoch: 150, blocks: [60])
    #expect(isSpilled)
    #expect(agrees(mesh, with: corners))
  }

  @Test func degenerateTrianglesAndWords() throws {
    var corners = Self.soup(2000, distinct: 900, seed: 3)
    for triangle in stride(from: 0, to: 2000, by: 5) { corners[3 * triangle + 2] = corners[3 * triangle] }
    let words = (0..<2000).map { UInt16($0 % 100) }
    var options = SoupWeld.Options()
    options.dropsDegenerate = true
    let whole = try weld(corners, precision: .float64, options: options, attributes: words)
    let (mesh, isSpilled) = try Self.spilled(
      corners, .float64, largestEpoch: 300, blocks: [60, 240], options: options, attributes: words)
    #expect(isSpilled)
    #expect(mesh.numbers == whole.numbers && mesh.positions == whole.positions)
    #expect(mesh.facetAttributes?.array == whole.facetAttributes?.array)
  }

  @Test func moreVerticesThanNumbers() throws {
    let corners = (0..<900).map { SIMD3(Double($0), 0, 0) }
    for limit in [899, 900] {
      let weld = try SoupWeld(precision: .float64, expectedTriangles: nil, vertexLimit: limit, largestEpoch: 100)
      try feed(corners, to: weld, blocks: [60])
      if limit == 900 {
        #expect(try weld.finish().vertices.count == 900)
      } else {
        #expect(throws: WeldError.tooManyVertices(limit: limit)) { try weld.finish() }
      }
    }
  }
}
