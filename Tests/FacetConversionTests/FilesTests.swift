// Meshes from files and to files in two lines, and generated soups both ways.
import FacetFormats
import FacetMesh
import FacetTestSupport
import FacetThreads
import FacetWeld
import Foundation
import Testing

@testable import FacetConversion

@Suite struct FilesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func meshesComeBackAsTheyWent() throws {
    let input = try folder.write(binarySTL(square, attributes: [5, 6]), to: "in.stl")
    let mesh = try TriangleMesh(contentsOf: input)
    #expect(mesh.vertices.count == 4 && mesh.sourcePrecision == .float32)
    #expect(mesh.facetAttributes.map { [$0[0], $0[1]] } == [5, 6])
    try mesh.write(to: folder.path("o.off"))
    let back = try TriangleMesh(contentsOf: folder.path("o.off"))
    #expect(back.triangles == mesh.triangles && back.sourcePrecision == .float64)
    try mesh.write(to: folder.path("o.stl"))
    let again = try TriangleMesh(contentsOf: folder.path("o.stl"))
    #expect(again.vertices == mesh.vertices && again.triangles == mesh.triangles)
    #expect(again.facetAttributes == mesh.facetAttributes)
    #expect(throws: ConversionFailure.self) { try mesh.write(to: folder.path("o.unknown")) }
    #expect(throws: ConversionFailure.self) { try TriangleMesh(contentsOf: folder.path("missing")) }
  }

  @Test func soupsAreWrittenAsTheyAreFed() throws {
    let soup = try TriangleSoup()
    try soup.append(SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0))
    try soup.append(SIMD3(1, 0, 0), SIMD3(1, 1, 0.1), SIMD3(0, 1, 0))
    let mesh = try soup.write(to: folder.path("o.off"))
    #expect(mesh.vertices.count == 4)
    let text = try String(contentsOfFile: folder.path("o.off"), encoding: .utf8)
    #expect(text == "OFF\n4 2 0\n0 0 0\n1 0 0\n0 1 0\n1 1 0.1\n3 0 1 2\n3 1 3 2\n")
  }

  @Test(arguments: [
    GeneratedSoup.terrain(triangles: 1), .terrain(triangles: 4999), .sphere(atMost: 3000),
    .shuffledSphere(atMost: 3000, seed: 3),
  ])
  func generatedSoupsAreTheSameBothWays(_ soup: GeneratedSoup) throws {
    try soup.write(to: folder.path("a.stl"))
    try soup.write(to: folder.path("a.off"))
    let conversion = Conversion(input: folder.path("a.stl"), output: folder.path("b.off"))
    try conversion.run(context: JobContext())
    #expect(conversion.report.triangles == soup.makeStream().triangles)
    let (a, b) = (folder.url.appendingPathComponent("a.off"), folder.url.appendingPathComponent("b.off"))
    #expect(try Data(contentsOf: a) == Data(contentsOf: b))
  }
}
