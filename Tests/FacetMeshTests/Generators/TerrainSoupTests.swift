// The terrain has exactly the triangles asked for, faces upwards, and neighbours share corners.
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TerrainSoupTests {
  @Test func exactCountsAtEverySize() throws {
    for triangles in Array(1...40) + [100, 999, 1000, 1001, 5000] {
      let terrain = TerrainSoup(triangles: triangles)
      #expect(terrain.expectedTriangles == triangles)
      let corners = try allCorners(of: terrain, blockCapacity: 33)
      #expect(corners.count == 3 * triangles)
      #expect(terrain.progress == 1)
      let whole = try allCorners(of: TerrainSoup(triangles: triangles))
      #expect(corners == whole, "blocks make no difference")
      #expect(corners.allSatisfy { $0.x >= 500_000 && $0.y >= 4_100_000 && $0.z > 0 && $0.z < 200 })
    }
  }

  @Test func neighboursShareCorners() throws {
    // 2·n² triangles fill a square of n×n cells: (n+1)² vertices.
    for n in [1, 2, 5, 30] {
      let corners = try allCorners(of: TerrainSoup(triangles: 2 * n * n))
      #expect(naiveWeld(corners).vertices.count == (n + 1) * (n + 1))
    }
  }

  @Test func facesUpwards() throws {
    let corners = try allCorners(of: TerrainSoup(triangles: 2000))
    for t in 0..<corners.count / 3 {
      let (u, v) = (corners[3 * t + 1] - corners[3 * t], corners[3 * t + 2] - corners[3 * t])
      #expect(u.x * v.y - u.y * v.x == 0.25)
    }
  }
}
