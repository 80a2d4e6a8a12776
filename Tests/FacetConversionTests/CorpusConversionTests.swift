// Real files through whole conversions: the vertices that an exact weld leaves, and the measures of what comes out.
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetConversion

@Suite(.enabled(if: Places.corpus != nil)) struct CorpusConversionTests {
  static let rows = CorpusRow.all.filter { CorpusRefusal.reasons[$0.path] == nil }

  private func mesh(_ row: CorpusRow, weld: WeldPolicy) throws -> TriangleMesh {
    var options = ConversionOptions()
    options.weld = weld
    let path = try #require(Places.corpus).appendingPathComponent(row.path).path
    return try TriangleMesh(contentsOf: path, options: options)
  }

  @Test func anExactWeldLeavesTheVerticesThatOthersCount() throws {
    var (compared, ofFacesOnly) = (0, 0)
    for row in Self.rows {
      guard let unique = row.uniqueFloat64 ?? row.uniqueFloat32 else { continue }
      let mesh = try mesh(row, weld: .exact)
      #expect(mesh.triangles.count == row.triangles, "\(row)")
      compared += 1
      if mesh.vertices.count == unique { continue }
      // Three OBJ files, where the readers that agree keep only the vertices of faces.
      #expect(row.format == "obj" && row.uniqueFloat64 == nil, "\(row): \(mesh.vertices.count), not \(unique)")
      #expect(Set(mesh.triangles.corners.array).count == unique, "\(row)")
      ofFacesOnly += 1
    }
    #expect(ranCases("real files welded", compared, atLeast: 233) && ofFacesOnly == 3)
  }

  @Test func areaAndVolumeAreThoseOfOthers() throws {
    var compared = 0
    for row in Self.rows {
      guard let area = row.area else { continue }
      let mesh = try mesh(row, weld: .auto)
      // The table's area is that of fans, which cover more than a polygon that is not convex.
      #expect(mesh.area <= area * (1 + 1e-6), "\(row): area \(mesh.area), not \(area)")
      if row.faces == row.triangles {
        #expect(mesh.area >= area * (1 - 1e-6), "\(row): area \(mesh.area), not \(area)")
      }
      if let volume = row.volume {
        // A sum of tetrahedra about the origin rounds off against the size of the mesh, not of what it holds.
        let size = (row.bounds ?? []).map { Double(abs($0)) }.max() ?? 0
        let limit = max(1e-6 * abs(volume), 1e-9 * size * area)
        #expect(abs(mesh.volume - volume) <= limit, "\(row): volume \(mesh.volume), not \(volume)")
      }
      compared += 1
    }
    #expect(ranCases("real files measured", compared, atLeast: 200))
  }
}
