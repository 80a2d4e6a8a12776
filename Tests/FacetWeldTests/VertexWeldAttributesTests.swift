// The weld with normals and colours in the key, against a dictionary; and what the plain weld does to them.
import FacetArrays
import FacetMesh
import FacetTestSupport
import FacetWeld
import Testing

@Suite struct VertexWeldAttributesTests {
  /// A mesh whose vertices repeat in all ways.
  private func body(_ count: Int, _ kind: Int, _ random: inout SeededGenerator) -> TriangleMesh {
    func few(_ choices: [Double]) -> Double { choices.randomElement(using: &random)! }
    let points = (0..<count).map { _ in
      SIMD3(few([0, -0.0, 1, 2]), few([0, 3, .nan]), Double(Int.random(in: 0..<5, using: &random)))
    }
    let triangles = (0..<count).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(count), using: &random) } }
    var body = mesh(
      points, triangles, precision: .float32, attributes: (0..<count).map { UInt16(truncatingIfNeeded: $0) })
    if kind & 1 != 0 {
      body.attributes.vertexNormals = NormalArray(
        (0..<count).map { _ in SIMD3(few([0, -0.0, 1]), few([0, 1, 1, 1, 1, .nan]), 1) }, precision: .float32)
    }
    if kind & 2 != 0 {
      body.attributes.vertexColors = ColorArray(
        uint8: Column((0..<4 * count).map { $0 % 4 == 1 ? UInt8.random(in: 0...1, using: &random) : 7 }), channels: 4)
    }
    if kind & 4 != 0 {
      body.attributes.vertexColors = ColorArray(
        float32: Column((0..<3 * count).map { $0 % 3 == 2 ? Float(few([0, -0.0, 0.5])) : 0.25 }), channels: 3)
    }
    body.attributes.faceColors = randomColors(count, channels: 3, float32: false, &random)
    return body
  }

  /// The numbers of a vertex's key; nil for one that equals nothing.
  private func key(_ body: TriangleMesh, _ vertex: Int) -> [Double]? {
    var key = (0..<3).map { body.vertices[vertex][$0] }
    if let normals = body.attributes.vertexNormals { key += (0..<3).map { normals[vertex][$0] } }
    if let colors = body.attributes.vertexColors { key += (0..<4).map { Double(colors[vertex][$0]) } }
    return key.contains { $0.isNaN } ? nil : key.map { $0 + 0 }
  }

  @Test func attributesAreKeys() throws {
    var random = SeededGenerator(seed: 91)
    var cases = 0
    for count in [1, 2, 3, 100, TestSize.pick(20_000, small: 2000)] {
      for kind in [0, 1, 2, 3, 4, 5] {
        let original = body(count, kind, &random)
        let (welded, remap) = try VertexWeld.weldAttributes(original)
        var known: [[Double]: Int32] = [:]
        var (expected, firsts): ([Int32], [Int]) = ([], [])
        for vertex in 0..<count {
          let key = key(original, vertex)
          if let key, let number = known[key] {
            expected.append(number)
            continue
          }
          expected.append(Int32(firsts.count))
          if let key { known[key] = Int32(firsts.count) }
          firsts.append(vertex)
        }
        #expect(remap.array == expected, "\(count) vertices, kind \(kind)")
        #expect(welded.numbers == original.numbers.map { expected[Int($0)] })
        #expect(welded.positions.map { bits($0) } == firsts.map { bits(original.vertices[$0]) })
        #expect(welded.attributes.bits == original.attributes.takingVertices(Column(firsts.map { Int32($0) })).bits)
        #expect(welded.facetAttributes == original.facetAttributes && welded.sourcePrecision == .float32)
        cases += 1
      }
    }
    #expect(ranCases("welds with attributes", cases, atLeast: 30))
  }

  @Test func thePlainWeldKeepsTheFirstOnes() throws {
    var random = SeededGenerator(seed: 92)
    for kind in 0...5 {
      let original = body(3000, kind, &random)
      let (welded, remap) = try VertexWeld.weld(original)
      let naive = naiveWeld(original.positions)
      var firsts: [Int] = []
      for (vertex, number) in naive.numbers.enumerated() where Int(number) == firsts.count { firsts.append(vertex) }
      #expect(welded.attributes.bits == original.attributes.takingVertices(Column(firsts.map { Int32($0) })).bits)
      // Lost is what differs from the first one's.
      let lost = VertexWeld.attributesLost(original, remap: remap)
      var expected = (normals: 0, colors: 0)
      for vertex in 0..<original.vertices.count {
        let kept = firsts[Int(remap[vertex])]
        guard kept != vertex else { continue }
        if let normals = original.attributes.vertexNormals, normals[kept] != normals[vertex] { expected.normals += 1 }
        if let colors = original.attributes.vertexColors, colors[kept] != colors[vertex] { expected.colors += 1 }
      }
      #expect(lost[.vertexNormals] == expected.normals && lost[.vertexColors] == expected.colors)
      #expect((lost.total > 0) == (kind > 0))
    }
  }

  /// Vertices that equal nothing must not make one another's probes longer.
  @Test func aMillionBrokenNormalsAreQuick() throws {
    let count = TestSize.pick(300_000, small: 3000)
    var original = mesh([SIMD3<Double>](repeating: .zero, count: count), [])
    original.attributes.vertexNormals = NormalArray([SIMD3<Double>](repeating: SIMD3(.nan, 0, 0), count: count))
    #expect(try VertexWeld.weldAttributes(original).mesh.vertices.count == count)
  }
}
