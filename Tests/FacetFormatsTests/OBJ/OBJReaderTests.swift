import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let obj = IndexedReading(name: "a.obj") { try OBJReader($0, options: $1) }

private let square = "# by hand\nv 0 0 0\nv 1.5 0 0\nv 1.5 1 -2e-3\nv 0 1 .25\nf 1 2 3\nf 1 3 4\n"

@Suite struct OBJReaderTests {
  @Test func readsTheSquare() throws {
    for end in ["\n", "\r\n", "\r", " \n", "\t\r\n\n"] {
      let answer = try obj.answer(square.replacing("\n", with: end))
      #expect(answer.positions == [[0, 0, 0], [1.5, 0, 0], [1.5, 1, -2e-3], [0, 1, 0.25]])
      #expect(answer.triangles == [0, 1, 2, 0, 2, 3])
      #expect(answer.counters == [0, 0, 0] && answer.warnings.isEmpty && answer.precision == .float64)
    }
    let reader = try OBJReader(ByteSource(bytes: Array(square.utf8), name: "a.obj"))
    #expect(reader.declaredVertices == nil && reader.declaredFaces == nil && reader.dialect == "text")
  }
}
