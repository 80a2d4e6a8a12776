// Parts with gathered vertices hold the same triangles at the same places as the mesh.
import FacetArrays
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct MeshPartsTests {
  private func positions(_ mesh: TriangleMesh) -> [SIMD3<Double>] {
    mesh.numbers.map { mesh.vertices[Int($0)] }
  }

  @Test func gatheredPartsAreTheMesh() throws {
    var random = SeededGenerator(seed: 5)
    for round in 0..<60 {
      let count = round % 7 == 0 ? 0 : Int.random(in: 1...300, using: &random)
      let points = (0..<50).map {
        SIMD3(Double($0), Double.random(in: -1...1, using: &random), round % 2 == 0 ? .nan : -0)
      }
      let triangles = (0..<count).map { _ in (0..<3).map { _ in Int32.random(in: 0..<50, using: &random) } }
      let whole = mesh(points, triangles, precision: round % 3 == 0 ? .float32 : .float64)
      for largest in [nil, 1, 7, 300, 1000] as [Int?] {
        var parts = MeshParts(whole, largest: largest)
        var found: [SIMD3<Double>] = []
        while let (part, firstTriangle) = try parts.nextPart() {
          #expect(found.count == 3 * firstTriangle && part.triangles.count > 0)
          #expect(part.triangles.count <= largest ?? .max && part.sourcePrecision == whole.sourcePrecision)
          found += positions(part)
        }
        #expect(found.map(bits) == positions(whole).map(bits), "\(count) triangles in parts of \(largest ?? 0)")
      }
    }
  }

  @Test func cornersComeInOrder() throws {
    let whole = cube()
    var corners = MeshCorners(whole)
    var found: [SIMD3<Double>] = []
    while let corner = try corners.next() { found.append(corner) }
    #expect(found == positions(whole))
    #expect(try corners.next() == nil)
    var none = MeshCorners(mesh([], []))
    #expect(try none.next() == nil)
  }

  private func bits(_ point: SIMD3<Double>) -> [UInt64] { (0..<3).map { point[$0].bitPattern } }
}
