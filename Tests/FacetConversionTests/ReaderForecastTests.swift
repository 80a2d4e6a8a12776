// The rules about other programs' readers: the compiled table against data/readers.csv, and every file that proves a rule
// against what Facet sees in it.
import FacetFormats
import FacetTestSupport
import Foundation
import Testing

@testable import FacetConversion

@Suite struct ReaderForecastTests {
  private func rows() throws -> [[String]] {
    let text = try String(contentsOf: Places.data.appendingPathComponent("readers.csv"), encoding: .utf8)
    return ExpectedTable.parseCSV(text)
  }

  private func forecast(_ path: String) throws -> ReaderForecast {
    try #require(try MeshCheck(Places.data.appendingPathComponent(path).path, readers: true).readers)
  }

  @Test func compiledTableIsTheFile() throws {
    let rows = try rows()
    #expect(rows.first == ["feature", "reader", "version", "verdict", "fixture", "what"])
    let compiled = ReaderRule.all.map {
      [$0.feature, $0.reader, $0.version, $0.verdict.rawValue, $0.fixture, $0.what]
    }
    // The compiled rows stand a format at a time.
    let lines = { (rows: [[String]]) in rows.map { $0.joined(separator: "\u{1f}") }.sorted() }
    #expect(lines(compiled) == lines(Array(rows.dropFirst())), "run Scripts/prove-readers.py")
    #expect(ranCases("rules about outside readers", compiled.count, atLeast: 500))
  }

  /// A file proves that a reader fails with one feature only if it has no other one that this reader fails with.
  @Test func everyFileHasItsFeatureAlone() throws {
    let rules = ReaderRule.all
    let failing = rules.filter { $0.verdict != .reads }
    let plain = ["off", "stl-ascii", "stl-binary", "ply-ascii", "ply-binary", "obj"]
    var cases = 0
    for (fixture, proved) in Dictionary(grouping: failing, by: \.fixture) {
      let seen = Set(try forecast(fixture).features.map(\.feature.rawValue))
      for rule in proved where !plain.contains(rule.feature) {
        #expect(seen.contains(rule.feature), "\(fixture): \(seen)")
        let others = failing.filter {
          $0.reader == rule.reader && $0.feature != rule.feature && seen.contains($0.feature)
        }
        #expect(others.isEmpty, "\(fixture), \(rule.reader): \(others.map(\.feature))")
        cases += 1
      }
    }
    #expect(ranCases("proven rules", cases, atLeast: 450))
  }

  @Test func plainFilesAreReadByAll() throws {
    for (path, least) in [
      ("off/accept-box.off", 14), ("stl/accept-ascii-box.stl", 13), ("stl/accept-binary-box.stl", 13),
      ("ply/accept-ascii-box.ply", 12), ("ply/accept-binary-box.ply", 12), ("obj/accept-box.obj", 12),
    ] {
      let forecast = try forecast(path)
      #expect(forecast.findings.isEmpty, "\(path): \(forecast.findings)")
      #expect(forecast.tried.count >= least && forecast.untroubled == forecast.tried.count, "\(path)")
    }
    #expect(try forecast("glb/accept-box.glb").tried.isEmpty)
    #expect(try MeshCheck(Places.data.appendingPathComponent("off/accept-box.off").path).readers == nil)
  }

  @Test func findingsNameTheFirstPlace() throws {
    let folder = try TemporaryFolder()
    func finding(_ text: String, _ reader: String, name: String = "mesh.off") throws -> ReaderForecast.Finding? {
      let path = try folder.write(text, to: name)
      return try MeshCheck(path, readers: true).readers?.findings.first { $0.rule.reader == reader }
    }
    let triangle = "0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"
    #expect(try finding("OFF\n3 1 3\n" + triangle, "MeshLib")?.place == .line(2, byte: 4))
    #expect(try finding("OFF\n3 1 0\n" + triangle, "MeshLib") == nil)
    // Both what is first and how much more there is.
    let both = try #require(try finding("OFF\r\n3 1\r\n" + triangle, "Geomview"))
    #expect(both.rule.verdict == .refuses && both.more == 1)
    #expect(try finding("OFF\n3 1 0\n0 0 0\n1 0 0\n\n0 1 0\n# here\n3 0 1 2\n", "Gmsh")?.place == .line(7, byte: 29))
    let reader = try finding("v 0 0 0\nv 1 0 0\nv 0 1 0 1 1 1\nf 1 2 3\n", "meshio", name: "mesh.obj")
    #expect(reader?.rule.feature == "obj-colours-3" && reader?.place == .line(3, byte: 16))
  }

  /// Lines that do not match records one to one, where the eye could be deceived.
  @Test func featuresOfLinesThatAreNoRecords() throws {
    let folder = try TemporaryFolder()
    func features(_ text: String) throws -> [String] {
      let forecast = try MeshCheck(try folder.write(text, to: "mesh.off"), readers: true).readers
      return forecast?.features.map(\.feature.rawValue).sorted() ?? []
    }
    #expect(
      try features("OFF 3 1 0 0 0 0 1 0 0 0 1 0 3 0 1 2\n") == [
        "off-counts-behind-keyword", "off-vertices-on-one-line",
      ])
    #expect(try features("OFF\n3 1 0\n0 0 0 1 0 0\n0 1 0\n3 0 1 2\n") == ["off-vertices-on-one-line"])
    #expect(
      try features("OFF\n3 1 0\n0 0 0 9 9 9\n1 0 0 9 9 9\n0 1 0 9 9 9\n3 0 1 2 255 0 0\n") == [
        "off-face-colours-3", "off-vertex-colours-3",
      ])
    #expect(try features("OFF\n2\n0 0\n0 0 0\n1 0 0\n") == ["off-counts-over-lines", "off-no-faces"])
    #expect(try features("{ OFF\n3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2 }") == ["off-braces", "off-no-last-line-end"])
  }
}
