// `--memory` as it is promised: inputs ten times as large as the ceiling, at the ceilings that the documentation names. They take
// minutes and many gigabytes of disk, so they are part of the long tests only.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized, .enabled(if: Places.runsLongTests && TemporaryFolder.disk != nil, "a long test, on a disk"))
struct LargeCeilingTests {
  private static let command = ["FACET": Places.command.path]

  /// Runs a line of shell with the command as "$FACET", and answers how it ended.
  @discardableResult
  private func run(_ line: String, in folder: TemporaryFolder) throws -> String {
    let result = try runShell(line, folder: folder.url, environment: Self.command)
    #expect(result.exitCode == 0, "\(line): \(result.standardError)")
    return result.output
  }

  private func expect(_ folder: TemporaryFolder, peakBelow ceiling: Int, _ what: String) throws {
    let report = try ReportFile(folder.path("r.json"))
    let peak = report.int("peak_resident_bytes") ?? .max
    print("\(what): \(report.text("mode") ?? ""), peak \(peak >> 10) KiB of \(ceiling >> 10)")
    #expect(peak <= ceiling, "\(what)")
  }

  /// Whether the disk has room for a mesh of so many triangles: input, two outputs and temporary files.
  private func hasRoom(_ folder: TemporaryFolder, triangles: Int) throws -> Bool {
    let values = try folder.url.resourceValues(forKeys: [.volumeAvailableCapacityKey])
    let needed = 200 * triangles
    let free = values.volumeAvailableCapacity ?? 0
    if free < needed { print("left out: \(needed >> 30) GiB of disk are needed, \(free >> 30) are free") }
    return free >= needed
  }

  @Test(arguments: [256, 1024], ["terrain", "soup"]) func binarySTL(mebibytes: Int, kind: String) throws {
    let folder = try TemporaryFolder(in: TemporaryFolder.disk!)
    let triangles = mebibytes * 10 << 20 / 50
    guard try hasRoom(folder, triangles: triangles) else { return }
    try run("\"$FACET\" generate \(kind) in.stl --triangles \(triangles)", in: folder)
    try run("\"$FACET\" in.stl out.off --memory \(mebibytes)M --report r.json", in: folder)
    try expect(folder, peakBelow: mebibytes << 20, "\(kind), \(mebibytes) MiB")
    // The other output is not stored.
    try run("\"$FACET\" in.stl - --memory none | cmp - out.off", in: folder)
  }

  @Test(
    arguments: [64, 128], ["stl", "stl-ascii", "ply", "ply-ascii", "obj", "off", "off-binary", "glb", "npz"])
  func everyReaderEveryWay(mebibytes: Int, format: String) throws {
    let folder = try TemporaryFolder(in: TemporaryFolder.disk!)
    let ending = String(format.prefix { $0 != "-" })
    // Binary STL has 50 bytes a triangle; other formats have as many of them or less.
    let triangles = mebibytes * 10 << 20 / 50
    guard try hasRoom(folder, triangles: triangles) else { return }
    for kind in ["terrain", "soup"] {
      try run("\"$FACET\" generate \(kind) soup.stl --triangles \(triangles)", in: folder)
      try run("\"$FACET\" soup.stl in.\(ending) --to \(format) --memory none", in: folder)
      if ending != "stl" { try run("rm soup.stl", in: folder) }
      try run("\"$FACET\" in.\(ending) free.off --memory none", in: folder)
      for way in [
        "\"$FACET\" in.\(ending) out.off", "cat in.\(ending) | \"$FACET\" - out.off",
        "gzip -1 in.\(ending); \"$FACET\" in.\(ending).gz out.off",
      ] {
        try run("\(way) --memory \(mebibytes)M --report r.json && cmp out.off free.off", in: folder)
        try expect(folder, peakBelow: mebibytes << 20, "\(kind), \(way), \(mebibytes) MiB")
      }
      try run("rm -f in.* *.off", in: folder)
    }
  }
}
