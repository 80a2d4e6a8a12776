// The Swift examples of the page "How do I free memory?", line for line. FreeingPageTests holds the page against this file.
import Facet
import FacetTestSupport
import Testing

@Suite struct FreeingExampleTests {
  /// Writes 50,000 triangles that share no vertex, large enough for the list of what is large.
  func largeInput(_ folder: TemporaryFolder) throws -> String {
    let soup = try TriangleSoup()
    for number in 0..<50_000 {
      let x = Double(number)
      try soup.append(SIMD3(x, 0, 0), SIMD3(x, 1, 0), SIMD3(x, 0, 1))
    }
    try soup.write(to: folder.path("scan.stl"))
    return folder.path("scan.stl")
  }

  @Test func endByScope() throws {
    let folder = try TemporaryFolder()
    let (input, output) = (try largeInput(folder), folder.path("mesh.off"))
    let context = JobContext()
    do {
      let mesh = try TriangleMesh(contentsOf: input, context: context)
      try mesh.write(to: output)
      #expect(context.ledger.snapshot().total.live > 150_000 * 24)
    }
    #expect("\(context.ledger.snapshot().total.live)" == "0")
    #expect(folder.names == ["mesh.off", "scan.stl"])
  }

  @Test func whoKeepsItAlive() throws {
    let folder = try TemporaryFolder()
    let input = try largeInput(folder)
    let context = JobContext()
    let mesh = try TriangleMesh(contentsOf: input, context: context)
    #expect("\(context.ledger.snapshot().large.map(\.label))" == "[\"vertices\"]")
    let heights = mesh.vertices.z
    _ = consume mesh
    let kept = context.ledger.snapshot().large[0]
    #expect("\(kept.label)" == "vertices")
    #expect("\(kept.byteCount)" == "3600000")
    #expect("\(kept.sharedBy)" == "1")
    #expect(heights.sum() == 50_000)
  }

  @Test func memoryForTheNextRound() {
    let heights = Column<Double>(repeating: 1, count: 200_000)
    let total = withRecycling {
      (1...3).reduce(0.0) { sum, factor in sum + (heights * Double(factor)).sum() }
    }
    #expect("\(total)" == "1200000.0")
  }
}
