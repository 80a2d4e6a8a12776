// What a weld costs, measured in a process of its own.
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetWeld
import Foundation
import Testing

@Suite(.enabled(if: TestSize.measuresMemory)) struct WeldMemoryTests {
  /// The issue's figures: at most 40 bytes a triangle at the peak, and the mesh is 24 bytes a vertex and 12 a triangle.
  @Test func fourMillionTriangles() async {
    await #expect(processExitsWith: .success) {
      let triangles = 4_000_000
      let ledger = MemoryLedger()
      let terrain = TerrainSoup(triangles: triangles)
      let weld = try SoupWeld(precision: .float32, expectedTriangles: triangles, ledger: ledger)
      let block = try CornerBlock(precision: .float32, ledger: ledger)
      while try terrain.fill(block) { try weld.add(block) }
      let mesh = try weld.finish()
      #expect(ledger.live(.vertices) == 24 * mesh.vertices.count)
      #expect(ledger.live(.triangles) == 12 * mesh.triangles.count)
      #expect(ledger.peak(.triangles) == 12 * mesh.triangles.count)
      #expect(ledger.live(.weldTable) == 0)
      #expect(ledger.live(.weldKeys) == 0)
      #expect(mesh.triangles.count == triangles)
      #expect(ProcessMemory.peakResidentBytes <= 40 * triangles)
    }
  }

  /// Without an expectation the table is made anew several times; the old one is given back first.
  @Test func rebuildsDoNotDouble() async {
    await #expect(processExitsWith: .success) {
      let triangles = 2_000_000
      let before = ProcessMemory.residentBytes
      let terrain = TerrainSoup(triangles: triangles)
      let weld = try SoupWeld(precision: .float64)
      let narrow = try CornerBlock(precision: .float32)
      let wide = try CornerBlock(precision: .float64)
      while try terrain.fill(narrow) {
        wide.removeAll()
        for index in 0..<narrow.count { wide.append(narrow[index].x, narrow[index].y, narrow[index].z) }
        try weld.add(wide)
      }
      // 12 for the triangle, 12 for half a key, at most 4.3 for half a vertex in the table, and the pages of growth.
      #expect(ProcessMemory.peakResidentBytes - before <= 32 * triangles + 16 << 20)
      let mesh = try weld.finish()
      #expect(ProcessMemory.peakResidentBytes - before <= 32 * triangles + 16 << 20)
      #expect(mesh.triangles.count == triangles)
    }
  }

  /// Where memory ends, the weld says so; it neither traps nor reads what is not there.
  @Test func outOfMemoryIsAnError() async {
    await #expect(processExitsWith: .success) {
      let weld = try SoupWeld(precision: .float64)
      let block = try CornerBlock(precision: .float64)
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
      limit.rlim_cur = rlim_t(status.split(separator: " ")[0])! * 4096 + 200 << 20
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      var number = 0
      func feedUntilFull() -> WeldError? {
        do throws(WeldError) {
          while number < 30_000_000 {
            block.removeAll()
            for _ in 0..<block.capacity {
              block.append(Double(number), 0, 0)
              number += 1
            }
            try weld.add(block)
          }
          return nil
        } catch {
          return error
        }
      }
      for _ in 0..<3 {
        guard case .memory(let error) = feedUntilFull() else { Issue.record("the limit must bite"); return }
        #expect(error.code == .outOfMemory)
      }
      // With memory again, it goes on.
      limit.rlim_cur = limit.rlim_max
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      let known = weld.vertexCount
      try feed([SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(2, 0, 0)], to: weld)
      #expect(weld.vertexCount == known, "what it knew it still knows")
    }
  }
}
