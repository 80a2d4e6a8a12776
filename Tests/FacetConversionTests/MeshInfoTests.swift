// What `info` says: exact where a header tells, marked where it is only estimated.
import FacetFormats
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct MeshInfoTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  func info(_ path: String) throws -> MeshInfo { try MeshInfo(inspecting: path, from: nil, options: ReaderOptions()) }

  @Test func binarySTLFromTheHeader() throws {
    let path = try folder.write(binarySTL(square), to: "a.stl")
    var info = try info(path)
    #expect(info.format == "STL" && info.triangles == 2 && info.vertices == 6 && !info.isEstimated)
    try info.measure(path, from: nil, options: ReaderOptions(), context: JobContext())
    let exact = try #require(info.exact)
    #expect(exact.uniqueVertices == 4 && exact.bounds?.maximum == SIMD3(1, 1, Double(Float(0.1))))
    #expect(abs(exact.area - (0.5 + 0.5 * (1 + 2 * 0.01).squareRoot())) < 1e-6)
  }

  @Test func offFromTheHeader() throws {
    let path = try folder.write("OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n3 0 1 2\n3 1 3 2\n", to: "a.off")
    var info = try info(path)
    #expect(info.format == "OFF" && info.vertices == 4 && info.faces == 2)
    try info.measure(path, from: nil, options: ReaderOptions(), context: JobContext())
    #expect(info.exact?.uniqueVertices == 4 && info.exact?.area == 1 && info.triangles == 2)
  }

  @Test func largeTextIsEstimatedWithinAFewPercent() throws {
    var lines = ""
    for index in 0..<30_000 { lines += "\(index % 100).25 0.5 1.75 \(index % 7) 2.5 3 4 5 6\n" }
    let path = try folder.write(lines, to: "a.txt")
    let info = try info(path)
    #expect(info.isEstimated)
    let triangles = try #require(info.triangles)
    #expect(abs(triangles - 30_000) < 1500)
    #expect(info.lines.contains { $0.contains("~") })
    let small = try self.info(try folder.write("0 0 0 1 0 0 0 1 0\n", to: "b.txt"))
    #expect(!small.isEstimated && small.triangles == 1)
  }

  @Test func jsonHasItsKeys() throws {
    let info = try info(try folder.write(binarySTL(square), to: "a.stl"))
    let json = try #require(JSONSerialization.jsonObject(with: Data(info.json)) as? [String: Any])
    for key in ["format", "dialect", "vertices", "faces", "triangles", "attributes", "warnings", "estimated"] {
      #expect(json[key] != nil, "\(key)")
    }
  }
}
