// What the fuzzer looks for, held against what it found once and against every small file of data/: `make fuzz` goes on
// from there.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite struct FindingsTests {
  /// The files of a folder of data/, none where it is not there.
  private static func files(_ folder: String) -> [String] {
    let path = Places.data.appendingPathComponent(folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { folder + "/" + $0 }
  }

  private static func check(_ property: Property, _ path: String) {
    do {
      try property.check(ExpectedTable.bytes(of: path))
    } catch {
      Issue.record("\(path) as \(property.name): \(error)")
    }
  }

  @Test func everyFindingStaysMended() {
    for folder in Self.files("findings") {
      let name = String(folder.split(separator: "/")[1])
      guard let property = Property.named(name) else {
        if name != "README.md" { Issue.record("data/\(folder) has the name of no property") }
        continue
      }
      let files = Self.files(folder)
      #expect(!files.isEmpty)
      for path in files { Self.check(property, path) }
    }
  }

  /// Files of the other formats are odd inputs too, but a seventh of them will do.
  @Test(arguments: Property.all.map(\.name)) func everySmallFileHolds(name: String) throws {
    let property = try #require(Property.named(name))
    let own = ["stl-ascii": "stl", "gzip": "", "zstd": ""][name] ?? name
    var count = 0
    for (index, path) in ExpectedTable.kinds.flatMap(Self.files).enumerated()
    where path.hasPrefix(own + "/") || index % 7 == 0 {
      Self.check(property, path)
      count += 1
    }
    #expect(ranCases("small files as \(name)", count, atLeast: 90))
  }

  /// A property that can't be violated would find nothing: broken readings must be noticed.
  @Test func propertiesCanBeViolated() throws {
    #expect(throws: Violation.self) { try holds(false, "words") }
    let mesh = TriangleMesh(
      vertices: VertexArray([SIMD3(1e300, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 0.1)]),
      triangles: TriangleArray(corners: [0, 1, 2]))
    for format in MeshFormat.written { try RoundTrip(mesh, format, .automatic).check() }
    #expect(throws: Violation.self) { try RoundTrip(mesh, .raw, .automatic).check() }
  }
}
