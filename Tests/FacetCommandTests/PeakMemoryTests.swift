// How much memory a conversion needs: the peak of the whole process (VmHWM), from the report of the run itself.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct PeakMemoryTests {
  struct Peak {
    let resident: Int
    let vertexBytes: Int
    let triangleBytes: Int
    let vertices: Int
    let triangles: Int
  }

  /// Converts a terrain of so many triangles, both files on a memory file system where there is one.
  private func peak(_ triangles: Int, kind: String = "terrain") throws -> Peak {
    let folder = try TemporaryFolder()
    let made = try runFacet("generate", kind, "in.stl", "--triangles", "\(triangles)", folder: folder.url)
    #expect(made.exitCode == 0, "\(made.standardError)")
    let result = try runFacet("in.stl", "out.off", "--report", "r.json", folder: folder.url)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let report = try ReportFile(folder.path("r.json"))
    return Peak(
      resident: report.int("peak_resident_bytes") ?? 0, vertexBytes: report.int("ledger", "vertices") ?? 0,
      triangleBytes: report.int("ledger", "triangles") ?? 0, vertices: report.int("vertices") ?? 0,
      triangles: report.int("triangles") ?? 0)
  }

  @Test(arguments: [4_000_000, 4_300_000]) func atMost30BytesATriangle(triangles: Int) throws {
    let peak = try peak(triangles)
    #expect(peak.triangles == triangles && peak.vertices > triangles / 2)
    let each = Double(peak.resident) / Double(triangles)
    print("\(triangles) triangles: \(each) bytes each")
    #expect(each <= 30 && each > 18, "\(each) bytes a triangle")
    // 12 bytes a triangle, no more than a growth step over it, and no rows of vertices: these were written as they came.
    #expect(
      peak.triangleBytes >= 12 * peak.triangles && peak.triangleBytes <= 12 * peak.triangles + slack(peak.triangles))
    #expect(peak.vertexBytes == 0)
  }

  /// One part in 16 for growing without copying, and a huge page.
  private func slack(_ count: Int) -> Int { 12 * count / 16 + 2 << 20 }

  @Test(.enabled(if: Places.runsLongTests && roomForSixteenMillion, "needs FACET_LONG_TESTS=1 and 3 GB in memory"))
  func eachFurtherTriangleCostsAtMost24Bytes() throws {
    let small = try peak(4_000_000)
    let large = try peak(16_000_000)
    let each = Double(large.resident - small.resident) / 12_000_000
    #expect(each <= 24, "\(each) bytes a further triangle")
  }

  /// The soup takes 800 MB, its OFF about 700.
  static let roomForSixteenMillion: Bool = {
    var status = statvfs()
    return statvfs("/dev/shm", &status) == 0 && Int(status.f_bavail) * Int(status.f_frsize) > 3_000_000_000
  }()
}
