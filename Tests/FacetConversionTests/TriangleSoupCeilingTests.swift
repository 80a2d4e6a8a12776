// A program that feeds more triangles than its memory holds.
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetWeld
import Foundation
import Testing

@testable import FacetConversion

@Suite(.enabled(if: TestSize.measuresMemory && TemporaryFolder.disk != nil, "needs memory to measure and a disk"))
struct TriangleSoupCeilingTests {
  /// A grid whose triangles come column by column; the odd ones once more at the end.
  private static func feed(_ soup: TriangleSoup) throws {
    let side = 1000
    func point(_ column: Int, _ row: Int) -> SIMD3<Double> {
      SIMD3(Double(column) / 3, Double(row) / 7, Double(column * row % 97))
    }
    for column in 0..<side {
      for row in 0..<side {
        let (a, b) = (point(column, row), point(column + 1, row))
        let (c, d) = (point(column + 1, row + 1), point(column, row + 1))
        try soup.append(a, b, c)
        try soup.append(a, c, d)
      }
    }
  }

  @Test func itSpillsBelowItsCeiling() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder(in: TemporaryFolder.disk!)
      let room = 64 << 20
      let idle = ProcessMemory.residentBytes
      let spilling = try TriangleSoup(ceiling: idle + room, temporaryFolder: folder.url.path)
      try Self.feed(spilling)
      let mesh = try spilling.write(to: folder.path("spilled.off"))
      demand(mesh.vertices.count == 1_002_001 && mesh.triangles.count == 2_000_000, "\(mesh.vertices.count) vertices")
      let peak = ProcessMemory.peakResidentBytes - idle
      demand(peak <= room, "\(peak >> 10) KiB over idle")
      let snapshot = spilling.ledger!.snapshot()
      demand(snapshot.spilled.peak > 20 << 20, "\(snapshot.spilled.peak) bytes were spilled")

      let whole = try TriangleSoup()
      try Self.feed(whole)
      try whole.write(to: folder.path("whole.off"))
      let same = try runShell("cmp spilled.off whole.off", folder: folder.url)
      demand(same.exitCode == 0, same.standardError)
    }
  }

  @Test func aCeilingThatLeavesNothing() {
    #expect(throws: WeldError.self) {
      let soup = try TriangleSoup(ceiling: 1 << 20)
      try Self.feed(soup)
    }
  }
}
