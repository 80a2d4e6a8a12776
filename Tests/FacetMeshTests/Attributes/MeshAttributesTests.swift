// What a mesh carries beside its shape: counting, choosing and keeping in step.
import FacetArrays
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct MeshAttributesTests {
  private func attributes(_ vertices: Int, _ triangles: Int, _ random: inout SeededGenerator) -> MeshAttributes {
    MeshAttributes(
      vertexNormals: randomNormals(vertices, precision: .float32, &random),
      vertexColors: randomColors(vertices, channels: 4, float32: true, &random),
      faceColors: randomColors(triangles, channels: 3, float32: false, &random))
  }

  @Test func countsAndKinds() {
    var random = SeededGenerator(seed: 62)
    let all = attributes(5, 7, &random)
    #expect(all.kinds == [.vertexNormals, .vertexColors, .faceColors] && !all.isEmpty)
    #expect(all.counts.total == 17 && all.counts[.faceColors] == 7 && all.counts[.names] == 0)
    #expect(all.counts.present.map(\.kind) == [.vertexNormals, .vertexColors, .faceColors])
    #expect(all.fits(vertices: 5, triangles: 7) && !all.fits(vertices: 6, triangles: 7))
    #expect(!all.fits(vertices: 5, triangles: 6) && MeshAttributes().fits(vertices: 1, triangles: 2))
    #expect(all.only([.vertexColors, .names]).kinds == [.vertexColors] && all.only([]).isEmpty)
    #expect(MeshAttributes.Kind.vertexColors.words == "vertex colors")
    #expect(Set(MeshAttributes.Kind.allCases.map(\.rawValue)).count == MeshAttributes.Kind.allCases.count)
  }

  @Test func sumsStayAtTheEnd() {
    var counts = AttributeCounts()
    counts.add(Int.max, .other)
    counts.add(5, .other)
    counts.add(3, .names)
    #expect(counts[.other] == Int.max && counts.total == Int.max)
    var sum = counts
    sum += counts
    #expect(sum[.names] == 6 && sum[.other] == Int.max)
    #expect((sum - counts)[.names] == 3 && (counts - sum)[.names] == 0)
  }

  @Test func normalsAreTakenLikePositions() {
    var random = SeededGenerator(seed: 63)
    for count in [0, 1, 9, 500] {
      let normals = randomNormals(count, precision: .float64, &random)
      let numbers = (0..<(count == 0 ? 0 : 70)).map { _ in Int.random(in: 0..<count, using: &random) }
      let mask = (0..<count).map { _ in Bool.random(using: &random) }
      let taken = normals.take(Column(numbers.map { Int32($0) }))
      #expect(taken.count == numbers.count && numbers.indices.allSatisfy { taken[$0] == normals[numbers[$0]] })
      let kept = normals.compress(Mask(mask))
      let places = mask.indices.filter { mask[$0] }
      #expect(kept.count == places.count && places.indices.allSatisfy { kept[$0] == normals[places[$0]] })
      #expect(taken.precision == .float64)
    }
  }

  @Test func aMeshKeepsThemInStep() throws {
    var random = SeededGenerator(seed: 64)
    for round in 0..<40 {
      let (vertices, triangles) = (20, round == 0 ? 0 : Int.random(in: 1...80, using: &random))
      let points = (0..<vertices).map { SIMD3(Double($0), $0 % 5 == 4 ? .nan : 0, 1) }
      let faces = (0..<triangles).map { _ in (0..<3).map { _ in 5 * Int32.random(in: 0..<4, using: &random) } }
      var body = mesh(points, faces)
      let all = attributes(vertices, triangles, &random)
      body.attributes = all
      #expect(body.attributeCounts == all.counts)
      try body.filterTriangles { $0.x != $0.y }
      let kept = faces.indices.filter { faces[$0][0] != faces[$0][1] }
      #expect(kept.indices.allSatisfy { body.attributes.faceColors![$0] == all.faceColors![kept[$0]] })
      #expect(body.attributes.faceColors!.count == kept.count && body.attributes.vertexNormals == all.vertexNormals)
      try body.removeNonFiniteVertices()
      let good = points.indices.filter { $0 % 5 != 4 }
      #expect(good.indices.allSatisfy { body.attributes.vertexColors![$0] == all.vertexColors![good[$0]] })
      #expect(good.indices.allSatisfy { body.attributes.vertexNormals![$0] == all.vertexNormals![good[$0]] })
      #expect(body.attributes.vertexColors!.count == 16 && body.attributes.faceColors!.count == kept.count)
    }
  }

  @Test func wordsThatAreZeroDoNotCount() {
    let body = mesh([.zero], [[0, 0, 0], [0, 0, 0], [0, 0, 0]], attributes: [0, 9, 1])
    #expect(body.attributeCounts[.facetWords] == 2 && body.attributeCounts.total == 2)
  }

  @Test func thoseOfAnotherMeshStopTheCaller() async {
    await #expect(processExitsWith: .failure) {
      var body = tetrahedron()
      body.attributes.faceColors = ColorArray(uint8: [1, 2, 3], channels: 3)
    }
  }
}
