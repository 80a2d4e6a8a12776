// Names of inputs and outputs.
import FacetConversion
import FacetFormats
import FacetTestSupport
import Testing

@testable import FacetIsolation

@Suite struct BatchPlanTests {
  @Test func outputsAreNamedAfterInputs() {
    let names = [
      "a.stl": "a.off", "a.STL": "a.off", "a.b.stl": "a.b.off", "a.stl.gz": "a.off", "a.ply.zst": "a.off",
      "a.gz": "a.off",
      "a": "a.off", ".stl": ".stl.off", "x/.stl": "x/.stl.off", "x.y/a": "x.y/a.off", "x.y/a.gz": "x.y/a.off",
      "a.vertices.npy": "a.off", "a.npy": "a.off", "a.": "a.off",
    ]
    for (input, output) in names { #expect(BatchNames.output(for: input, as: .off) == output, "\(input)") }
    #expect(BatchNames.output(for: "a.stl", as: .npy) == "a.vertices.npy")
    #expect(BatchNames.output(for: "a.stl", as: .plyASCII) == "a.ply")
  }

  @Test func meshesAreKnownByName() {
    let meshes = ["a.stl", "a.OFF", "a.ply.gz", "a.gltf", "a.npy", "a.vertices.npy", "a.soup"]
    let others = ["a.txt", "a.jpg", "a", "stl", "a.gz", "a.triangles.npy", "a.stl.bak", "a.mtl"]
    for name in meshes { #expect(BatchNames.isMesh(name, as: nil), "\(name)") }
    for name in others { #expect(!BatchNames.isMesh(name, as: nil), "\(name)") }
    #expect(BatchNames.isMesh("a.txt", as: .soup) && !BatchNames.isMesh("a.stl", as: .soup))
    #expect(BatchNames.isMesh("a.bin", as: .raw) && !BatchNames.isMesh("a.vertices.npy", as: .stl))
  }

  @Test func manyNamesArePlannedOnce() throws {
    let folder = try TemporaryFolder()
    let names = (0..<TestSize.pick(2000, small: 50)).map { "x/\($0).stl" }
    let plan = try BatchPlan(arguments: [], listed: names + names, into: folder.path("out"), as: .off)
    #expect(plan.items.map(\.name) == names.map { $0.dropLast(3) + "off" })
    #expect(plan.byteCount == 0 && plan.skippedFiles == 0)
    let failure = #expect(throws: ConversionFailure.self) {
      try BatchPlan(arguments: names + ["y/0.stl", "y/1.stl"], into: folder.path("out"), as: .off)
    }
    #expect(failure?.exitCode == .usage && failure?.description.contains("(and 1 more like these)") == true)
  }
}
