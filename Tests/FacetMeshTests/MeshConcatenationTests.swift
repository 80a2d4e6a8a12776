// Meshes one behind the other, against plain arrays.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Testing

@testable import FacetMesh

@Suite struct MeshConcatenationTests {
  /// A mesh of random vertices and triangles.
  private func mesh(
    vertices: Int, triangles: Int, _ generator: inout SeededGenerator, precision: SourcePrecision = .float32,
    words: Bool = false
  ) -> TriangleMesh {
    let positions = (0..<vertices).map { _ in
      SIMD3<Double>((0..<3).map { _ in Double(Float.random(in: -1...1, using: &generator)) })
    }
    let corners = (0..<3 * triangles).map { _ in VertexIndex.random(in: 0..<VertexIndex(vertices), using: &generator) }
    return TriangleMesh(
      vertices: VertexArray(positions), triangles: TriangleArray(corners: Column(corners)), sourcePrecision: precision,
      facetAttributes: words ? Column((0..<triangles).map { UInt16(truncatingIfNeeded: $0 + 1) }) : nil)
  }

  @Test(arguments: [
    [0], [5], [1, 0, 7], [40, 3, 900, 2], [TestSize.pick(70_000, small: 700), 10, TestSize.pick(200_000, small: 2000)],
  ]) func equalsPlainArrays(
    sizes: [Int]
  ) throws {
    var generator = SeededGenerator(seed: 7)
    let ledger = MemoryLedger()
    var concatenation = try MeshConcatenation(ledger: ledger)
    var positions: [SIMD3<Double>] = []
    var corners: [VertexIndex] = []
    var words: [UInt16] = []
    for (index, size) in sizes.enumerated() {
      let mesh = mesh(vertices: size, triangles: size > 0 ? 2 * size + 1 : 0, &generator, words: index == 2)
      corners += (0..<mesh.triangles.count).flatMap { triangle in
        (0..<3).map { mesh.triangles[triangle][$0] + VertexIndex(positions.count) }
      }
      positions += (0..<size).map { mesh.vertices[$0] }
      words += (0..<mesh.triangles.count).map { mesh.facetAttributes?[$0] ?? 0 }
      try concatenation.append(mesh)
      let counts = (concatenation.vertexCount, concatenation.triangleCount)
      #expect(counts.0 == positions.count && counts.1 * 3 == corners.count)
    }
    let whole = try concatenation.finish()
    #expect(whole.vertices == VertexArray(positions) && whole.triangles.corners.array == corners)
    #expect(whole.facetAttributes?.array == (sizes.count > 2 ? words : nil))
    #expect(whole.sourcePrecision == .float32)
    // What grew by half as much again was given back.
    #expect(ledger.snapshot().balances[.vertices]?.live == 24 * positions.count)
  }

  @Test func partsKeepTheirNumbers() throws {
    var generator = SeededGenerator(seed: 8)
    let mesh = mesh(vertices: 10, triangles: 6, &generator)
    var concatenation = try MeshConcatenation()
    try concatenation.append(mesh, vertices: 4..<7, triangles: 1..<3, numbering: 0)
    try concatenation.append(mesh, vertices: 2..<2, triangles: 5..<6, numbering: 0)
    let part = try concatenation.finish()
    #expect((0..<3).map { part.vertices[$0] } == (4..<7).map { mesh.vertices[$0] })
    #expect((0..<3).map { part.triangles[$0] } == [1, 2, 5].map { mesh.triangles[$0] })
  }

  @Test func precisionIsThatOfTheFinest() throws {
    var generator = SeededGenerator(seed: 9)
    var concatenation = try MeshConcatenation()
    for precision in [SourcePrecision.float32, .float64, .float32] {
      try concatenation.append(mesh(vertices: 3, triangles: 1, &generator, precision: precision))
    }
    let whole = try concatenation.finish()
    #expect(whole.sourcePrecision == .float64)
    let nothing = try MeshConcatenation()
    let empty = try nothing.finish()
    #expect(empty.vertices.count == 0 && empty.triangles.count == 0)
  }

  @Test func numbersEnd() throws {
    var generator = SeededGenerator(seed: 10)
    var concatenation = try MeshConcatenation(vertexLimit: 5)
    try concatenation.append(mesh(vertices: 4, triangles: 1, &generator))
    let room = [1, 2, .max].map { concatenation.hasRoom(forVertices: $0) }
    #expect(room == [true, false, false])
  }
}

@Suite struct CornerBlockWideningTests {
  @Test func everyFloatIsADouble() throws {
    let narrow = try CornerBlock(precision: .float32, capacity: 12)
    let wide = try CornerBlock(precision: .float64, capacity: 12)
    let values: [Float] = [0.1, -0.0, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-30]
    for value in values { narrow.append(value, -value, 1) }
    narrow.hasFacetAttributes = true
    unsafe narrow.facetAttributes[0] = 7
    unsafe narrow.facetAttributes[1] = 9
    wide.widen(narrow)
    #expect(wide.count == 6 && wide.hasFacetAttributes)
    #expect(unsafe wide.facetAttributes[0] == 7 && wide.facetAttributes[1] == 9)
    for index in 0..<6 { #expect(bits(wide[index]) == bits(narrow[index])) }
  }
}
