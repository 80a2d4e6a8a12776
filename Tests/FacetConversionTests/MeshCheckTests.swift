// The facts of `facet check` beside what trimesh and libigl count, and the rules of faults.
import FacetFormats
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct MeshCheckTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func table(_ name: String) throws -> [String: [String: Any]] {
    let data = try Data(contentsOf: Places.data.appendingPathComponent("check/" + name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
  }

  /// What a check says, under the names of the goldens.
  private func compare(_ check: MeshCheck, _ facts: [String: Any], _ name: String, tolerance: Double) {
    let topology = check.topology
    let counts: [String: Int] = [
      "vertices": topology.vertices, "triangles": topology.faces, "degenerate_faces": topology.degenerateFaces,
      "unreferenced_vertices": topology.unreferencedVertices, "duplicate_vertices": check.duplicateVertices,
      "duplicates_in_any_winding": topology.duplicateFaces + topology.reversedFaces,
      "duplicate_faces": topology.duplicateFaces, "edges": topology.edges, "boundary_edges": topology.boundaryEdges,
      "non_manifold_edges": topology.nonManifoldEdges, "euler_number": topology.eulerNumber,
      "components": topology.components, "non_manifold_vertices": topology.nonManifoldVertices,
    ]
    var compared = 0
    for (key, value) in facts {
      if let count = counts[key] {
        #expect(count == value as? Int, "\(name): \(key)")
      } else if key == "closed" || key == "oriented" {
        #expect((key == "closed" ? topology.isClosed : topology.isOriented) == value as? Bool, "\(name): \(key)")
      } else if key == "area" || key == "volume" {
        let (found, expected) = (key == "area" ? check.area : check.volume, value as? Double ?? .nan)
        #expect(abs((found ?? .nan) - expected) <= tolerance * max(1, abs(expected)), "\(name): \(key)")
      } else if topology.nonManifoldVertices == 0 {
        // Components by edges are those by vertices unless two parts touch in a vertex.
        #expect(key == "edge_components" && value as? Int == topology.components, "\(name): \(key)")
      }
      compared += 1
    }
    #expect(compared >= 5, "\(name)")
  }

  @Test func fixturesBesideTrimesh() throws {
    let table = try table("fixtures.json")
    for (path, facts) in table {
      let check = try MeshCheck(Places.data.appendingPathComponent(path).path)
      compare(check, facts, path, tolerance: 1e-6)
    }
    #expect(ranCases("checks of fixtures", table.count, atLeast: 110))
  }

  @Test func madeMeshesBesideTrimeshAndLibigl() throws {
    let table = try table("generated.json")
    for (name, row) in table {
      let text = try #require(row["off"] as? String)
      let check = try MeshCheck(try folder.write(text, to: "a.off"))
      compare(check, try #require(row["facts"] as? [String: Any]), name, tolerance: 1e-12)
    }
    #expect(ranCases("checks of made meshes", table.count, atLeast: 100))
  }

  @Test(.enabled(if: Places.corpus != nil))
  func realFilesBesideTrimeshAndLibigl() throws {
    let (corpus, table) = (try #require(Places.corpus), try table("corpus.json"))
    for (path, facts) in table {
      compare(try MeshCheck(corpus.appendingPathComponent(path).path), facts, path, tolerance: 1e-6)
    }
    // A table made by others, from several readers: the verdict after an exact weld.
    var verdicts = 0
    for row in CorpusRow.all where row.isExact {
      guard let isClosed = row.isClosed else { continue }
      let check = try MeshCheck(corpus.appendingPathComponent(row.path).path, weld: .exact)
      // Closed is there: each edge is run through as often in one direction as in the other.
      let topology = check.topology
      if isClosed { #expect(topology.boundaryEdges == 0 && topology.isOriented, "\(row)") }
      if topology.isClosed && topology.isOriented { #expect(isClosed, "\(row)") }
      verdicts += 1
    }
    #expect(ranCases("checks of real files", table.count, atLeast: 85) && verdicts >= 30, "\(verdicts)")
  }

  @Test func faultsAndFacts() throws {
    let open = try MeshCheck(
      try folder.write("OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n3 0 1 2\n3 1 3 2\n", to: "open.off"))
    #expect(open.faults().isEmpty && open.faults(requiring: [.closed, .manifold]) == [.closed])
    #expect(open.volume == nil && open.has(.connected) && open.duplicateVertices == 0 && !open.isWelded)
    let text = "OFF\n4 3 0\n0 0 0\n1 0 0\n0 1 0\n0 1 0\n3 0 1 2\n3 1 2 0\n3 0 1 1\n"
    let bad = try MeshCheck(try folder.write(text, to: "bad.off"))
    #expect(bad.faults() == [.noDuplicates, .oriented])
    #expect(
      bad.faults(requiring: MeshProperty.allCases) == [
        .noDuplicates, .oriented, .noDegenerate, .noUnreferenced, .noDuplicateVertices,
      ])
    let welded = try MeshCheck(folder.path("bad.off"), weld: .exact)
    #expect(
      welded.topology.vertices == 3 && welded.duplicateVertices == 0 && welded.isWelded && welded.storedVertices == 4)
  }

  @Test func notFinite() throws {
    let nan = SIMD3<Float>(.nan, 0, 0)
    let soup = binarySTL([nan, SIMD3(1, 0, 0), SIMD3(0, 1, 0), nan, SIMD3(1, 0, 0), SIMD3(0, .infinity, 0)])
    let check = try MeshCheck(try folder.write(soup, to: "nan.stl"))
    #expect(check.nonFinite.count == 3 && check.nonFinite.firstVertex == 0 && check.faults() == [.finite])
    #expect(check.topology.vertices == 5 && !check.area.isFinite, "a NaN equals nothing")
    let json = try #require(JSONSerialization.jsonObject(with: Data(check.json())) as? [String: Any])
    #expect(json["area"] is NSNull && json["volume"] is NSNull)
    #expect(check.lines().contains { $0.hasSuffix("not finite") })
  }

  @Test func unweldedSoup() throws {
    let path = Places.data.appendingPathComponent("stl/accept-binary-box.stl").path
    let soup = try MeshCheck(path, weld: .none)
    #expect(soup.topology.components == 12 && soup.duplicateVertices == 28 && soup.topology.boundaryEdges == 36)
    let box = try MeshCheck(path)
    #expect(box.topology.isClosed && box.volume == 1.125 && box.storedVertices == 36 && box.soupCorners == 36)
  }

  /// The README's sentence on memory, from the books: 45 bytes a triangle, and 20 MiB with the process itself.
  @Test func memoryIsAsPromised() throws {
    let count = TestSize.pick(600_000, small: 20_000)
    let soup = GeneratedSoup.shuffledSphere(atMost: count, seed: 4)
    for name in ["a.stl", "a.off"] {
      try soup.write(to: folder.path(name))
      let context = JobContext()
      let check = try MeshCheck(folder.path(name), context: context)
      let (triangles, topology) = (soup.makeStream().triangles, check.topology)
      #expect(topology.faces == triangles && topology.isClosed && topology.isManifold && topology.isOriented)
      #expect(topology.eulerNumber == 2 && abs((check.volume ?? 0) - 4.1887) < 0.01 && check.faults().isEmpty)
      let peak = context.ledger.snapshot().total.peak
      #expect(peak <= 45 * triangles + 12 << 20, "\(name): \(peak) bytes for \(triangles) triangles")
      #expect(context.ledger.snapshot().total.live == 0)
    }
  }

  @Test func cancelledAndShort() throws {
    let context = JobContext()
    context.cancel()
    let path = Places.data.appendingPathComponent("off/accept-box.off").path
    #expect(throws: ConversionFailure.self) { try MeshCheck(path, context: context) }
    #expect(throws: ConversionFailure.self) { try MeshCheck(folder.path("nothing.off")) }
    let empty = try MeshCheck(Places.data.appendingPathComponent("off/accept-nothing.off").path)
    #expect(empty.faults().isEmpty && empty.faults(requiring: [.closed, .connected]) == [.closed, .connected])
    #expect(empty.bounds == nil && !empty.lines().isEmpty)
  }
}
