// Edges, duplicates, fans and components: known meshes, and thousands of small random ones beside a naive twin.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct MeshTopologyTests {
  private func topology(_ triangles: [[Int32]], vertexCount: Int, cornersInSlice: Int = 1 << 20) throws -> MeshTopology
  {
    try mesh([SIMD3<Double>](repeating: .zero, count: vertexCount), triangles)
      .topology(cornersInSlice: cornersInSlice)
  }

  @Test func closedMeshes() throws {
    let cube = try cube().topology()
    #expect(cube.edges == 18 && cube.eulerNumber == 2 && cube.components == 1 && cube.usedVertices == 8)
    #expect(cube.isClosed && cube.isManifold && cube.isOriented && cube.isConnected)
    #expect(cube.firstBoundaryEdge == nil && cube.firstDuplicateFace == nil && cube.firstNonManifoldVertex == nil)
    // A torus of 7 vertices, Möbius's and Császár's: every pair of vertices is an edge.
    var faces: [[Int32]] = []
    for i in Int32(0)..<7 { faces += [[i, (i + 1) % 7, (i + 3) % 7], [i, (i + 3) % 7, (i + 2) % 7]] }
    let torus = try topology(faces, vertexCount: 7)
    #expect(torus.edges == 21 && torus.eulerNumber == 0 && torus.isClosed && torus.isManifold && torus.isOriented)
  }

  @Test func nothing() throws {
    let empty = try mesh([], []).topology()
    #expect(empty.eulerNumber == 0 && empty.edges == 0 && empty.unreferencedVertices == 0)
    #expect(!empty.isClosed && empty.isManifold && empty.isOriented && !empty.isConnected)
    let points = try topology([], vertexCount: 3)
    #expect(points.unreferencedVertices == 3 && points.firstUnreferencedVertex == 0 && points.components == 0)
  }

  @Test func oneFault() throws {
    // A strip of two faces, with one thing wrong at a time.
    let open = try topology([[0, 1, 2], [2, 1, 3]], vertexCount: 5)
    #expect(open.boundaryEdges == 4 && open.firstBoundaryEdge == SIMD2(0, 1) && !open.isClosed && open.isOriented)
    #expect(open.unreferencedVertices == 1 && open.firstUnreferencedVertex == 4)
    let turned = try topology([[0, 1, 2], [1, 2, 3]], vertexCount: 4)
    #expect(turned.inconsistentEdges == 1 && turned.firstInconsistentEdge == SIMD2(1, 2) && !turned.isOriented)
    let three = try topology([[0, 1, 2], [1, 0, 3], [0, 1, 4]], vertexCount: 5)
    #expect(three.nonManifoldEdges == 1 && three.firstNonManifoldEdge == SIMD2(0, 1) && !three.isManifold)
    #expect(three.inconsistentEdges == 0, "with three faces no winding is right")
    let tips = try topology([[0, 1, 2], [0, 3, 4]], vertexCount: 5)
    #expect(tips.nonManifoldVertices == 1 && tips.firstNonManifoldVertex == 0 && tips.components == 1)
    #expect(!tips.isManifold && tips.nonManifoldEdges == 0)
    let degenerate = try topology([[0, 1, 2], [3, 3, 1], [4, 4, 4]], vertexCount: 6)
    #expect(degenerate.degenerateFaces == 2 && degenerate.firstDegenerateFace == 1 && degenerate.edges == 3)
    #expect(degenerate.unreferencedVertices == 1 && degenerate.firstUnreferencedVertex == 5)
    #expect(degenerate.components == 1 && degenerate.eulerNumber == 1 && degenerate.usedVertices == 3)
  }

  @Test func duplicates() throws {
    let same = try topology([[3, 1, 2], [1, 2, 3], [2, 3, 1]], vertexCount: 4)
    #expect(same.duplicateFaces == 2 && same.reversedFaces == 0 && same.firstDuplicateFace == SIMD3(1, 2, 3))
    let back = try topology([[3, 1, 2], [1, 3, 2]], vertexCount: 4)
    #expect(back.duplicateFaces == 0 && back.reversedFaces == 1 && back.isClosed && back.isOriented)
    let both = try topology([[0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 1, 0], [0, 1, 2]], vertexCount: 3)
    #expect(both.duplicateFaces == 3 && both.reversedFaces == 1)
    let points = try topology([[0, 0, 1], [0, 0, 1]], vertexCount: 2)
    #expect(points.duplicateFaces == 0 && points.degenerateFaces == 2)
  }

  /// Small random meshes have every fault at once; few vertices make large stars.
  @Test func randomMeshesBesideTheTwin() throws {
    var random = SeededGenerator(seed: 77)
    var cases = 0
    for round in 0..<TestSize.pick(3000, small: 150) {
      let vertexCount = Int.random(in: 3...(round % 3 == 0 ? 5 : 24), using: &random)
      let faceCount = Int.random(in: 0...(round % 10 == 0 ? 160 : 40), using: &random)
      var triangles = (0..<faceCount).map { _ in
        (0..<3).map { _ in Int32.random(in: 0..<Int32(vertexCount), using: &random) }
      }
      if round % 4 == 1 {
        // All around one vertex: more faces than a small star has.
        for face in triangles.indices { triangles[face][face % 3] = 1 }
      }
      let twin = NaiveTopology(triangles, vertexCount: vertexCount)
      for cornersInSlice in [1 << 20, 1, 20] {
        let found = try topology(triangles, vertexCount: vertexCount, cornersInSlice: cornersInSlice)
        #expect(found.vertices == vertexCount && found.faces == faceCount)
        #expect(found.degenerateFaces == twin.degenerate)
        #expect(found.duplicateFaces == twin.duplicates && found.reversedFaces == twin.reversed, "\(triangles)")
        #expect(found.unreferencedVertices == twin.unreferenced.count)
        #expect(found.firstUnreferencedVertex == twin.unreferenced.first)
        #expect(found.edges == twin.edges && found.eulerNumber == twin.euler)
        #expect(found.boundaryEdges == twin.boundary.count && found.nonManifoldEdges == twin.nonManifold.count)
        #expect(found.inconsistentEdges == twin.inconsistent.count)
        #expect(found.firstBoundaryEdge.map { [$0.x, $0.y] } == twin.boundary.first)
        #expect(found.firstNonManifoldEdge.map { [$0.x, $0.y] } == twin.nonManifold.first)
        #expect(found.firstInconsistentEdge.map { [$0.x, $0.y] } == twin.inconsistent.first)
        #expect(found.nonManifoldVertices == twin.nonManifoldVertices.count, "\(triangles)")
        #expect(found.firstNonManifoldVertex == twin.nonManifoldVertices.first.map { Int($0) })
        #expect(found.components == twin.components)
        cases += 1
      }
    }
    #expect(ranCases("topology beside its twin", cases, atLeast: TestSize.pick(9000, small: 450)))
  }

  /// A wheel has a star as large as we like; its faces are one fan, with and without a gap.
  @Test func wheels() throws {
    for spokes in [3, 31, 32, 33, 34, 1000, TestSize.pick(100_000, small: 3000)] {
      let rim = (1...Int32(spokes)).map { [0, $0, $0 % Int32(spokes) + 1] }
      let wheel = try topology(rim, vertexCount: spokes + 1)
      #expect(wheel.edges == 2 * spokes && wheel.boundaryEdges == spokes && wheel.isManifold && wheel.isOriented)
      #expect(wheel.components == 1 && wheel.eulerNumber == 1)
      if spokes > 3 {
        let gaps = try topology(
          rim.enumerated().filter { $0.offset % (spokes / 2) != 0 }.map(\.element), vertexCount: spokes + 1)
        #expect(gaps.nonManifoldVertices == 1 && gaps.firstNonManifoldVertex == 0)
      }
    }
  }

  @Test func memoryIsEntered() throws {
    let ledger = MemoryLedger()
    let faces = TestSize.pick(400_000, small: 4000)
    let strip = (0..<Int32(faces)).map { [$0, $0 + 1, $0 + 2] }
    let strips = mesh([SIMD3<Double>](repeating: .zero, count: faces + 2), strip)
    // 12 bytes a vertex, and 8 a corner of a slice.
    let found = try strips.topology(cornersInSlice: 3 * faces / 4, ledger: ledger)
    #expect(found.edges == 2 * faces + 1)
    let peak = ledger.peak(.other)
    #expect(peak >= 12 * faces + 6 * faces / 2 && peak <= 12 * faces + 6 * faces + 65_536, "\(peak)")
    #expect(ledger.live(.other) == 0)
  }

  @Test func theProgressCanEndIt() throws {
    struct Enough: Error {}
    #expect(throws: Enough.self) { try cube().topology { _ in throw Enough() } }
    var parts: [Double] = []
    _ = try cube().topology(cornersInSlice: 1) { parts.append($0) }
    #expect(parts.count == 8 && parts.last == 1 && parts == parts.sorted())
  }
}
