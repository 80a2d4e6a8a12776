// Ceilings below the promised 64 MiB are set above what the command has resident before it works: that is 8 to 12 MiB, by how
// the system holds the file of the command at the moment.
import FacetTestSupport
import Foundation

/// A ceiling for tests.
enum IdleMemory {
  /// The peak of a conversion of nothing, in bytes.
  static let bytes: Int = {
    do {
      let folder = try TemporaryFolder()
      _ = try folder.write("OFF\n0 0 0\n", to: "none.off")
      _ = try runFacet("none.off", "out.off", "--report", "r.json", folder: folder.url)
      return try ReportFile(folder.path("r.json")).int("peak_resident_bytes") ?? 0
    } catch {
      return 0
    }
  }()

  /// A ceiling so many MiB above that.
  static func plus(mebibytes: Int) -> Int { bytes + mebibytes << 20 }
}
