// Normals, colours, words and names from format to format, each output read back: what arrives, what is counted.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetConversion

@Suite struct AttributeFormatsTests: ConvertingTests {
  let folder: TemporaryFolder
  let verifies = true
  init() throws { folder = try TemporaryFolder() }

  private func put(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(name)))
  }

  private func body(unit: Bool) -> TriangleMesh {
    var random = SeededGenerator(seed: 55)
    let points = (0..<60).map { _ in SIMD3<Double>(SIMD3<Float>.random(in: -9...9, using: &random)) }
    let faces = (0..<90).map { _ in (0..<3).map { _ in Int32.random(in: 0..<60, using: &random) } }
    var body = mesh(points, faces, precision: .float32)
    var normals = randomNormals(60, precision: .float32, &random)
    if unit {
      normals = NormalArray(
        (0..<60).map { index in
          let n = normals[index]
          return SIMD3<Double>(SIMD3<Float>(n / (n * n).sum().squareRoot()))
        }, precision: .float32)
    }
    body.attributes = MeshAttributes(
      vertexNormals: normals, vertexColors: randomColors(60, channels: 4, float32: false, &random),
      faceColors: randomColors(90, channels: 3, float32: false, &random))
    return body
  }

  /// The second time, each format gives the same bytes; and what its target holds goes there and back.
  @Test func secondTimesAreIdentical() throws {
    try body(unit: true).write(to: folder.path("a.ply"))
    var cases = 0
    for (format, ending) in [
      (MeshFormat.off, "off"), (.offBinary, "off"), (.obj, "obj"), (.glb, "glb"), (.ply, "ply"), (.plyASCII, "ply"),
    ] {
      func all(_ options: inout ConversionOptions) { (options.to, options.attributes) = (format, .all) }
      let first = try convert("a.ply", "b." + ending, all)
      try convert("b." + ending, "c." + ending, all)
      #expect(try bytes("b." + ending) == bytes("c." + ending), "\(format)")
      #expect(first.attributesKept[.vertexNormals] == 60 && first.attributesKept[.vertexColors] == 60)
      #expect(first.attributesKept[.faceColors] + first.attributesDropped[.faceColors] == 90)
      cases += 1
    }
    #expect(ranCases("second times", cases, atLeast: 6))
    // OBJ to PLY to OBJ keeps normals; without being asked, no colours.
    let report = try convert("a.ply", "n.obj")
    #expect(
      report.attributesKept.present.map(\.kind) == [.vertexNormals] && report.attributesDropped[.vertexColors] == 60)
    try convert("n.obj", "n.ply")
    try convert("n.ply", "m.obj")
    #expect(try bytes("n.obj") == bytes("m.obj") && !bytes("n.obj").isEmpty)
  }

  @Test func plainOutputsAreWhatTheyWere() throws {
    try body(unit: true).write(to: folder.path("a.ply"))
    try mesh(body(unit: true).positions, [[0, 1, 2]], precision: .float32).write(to: folder.path("p.ply"))
    for name in ["o.off", "o.obj", "o.glb"] {
      try convert("a.ply", name) { $0.attributes = .none }
      let read = try TriangleMesh(contentsOf: folder.path(name))
      #expect(read.attributes.isEmpty && read.vertices.count == 60)
    }
    let text = String(decoding: try bytes("o.off"), as: UTF8.self)
    #expect(text.hasPrefix("OFF\n60 90 0\n") && !text.contains("  "))
    #expect(!String(decoding: try bytes("o.obj"), as: UTF8.self).contains("vn"))
  }

  @Test func normalsThatGLBRefuses() throws {
    try body(unit: false).write(to: folder.path("a.ply"))
    let report = try convert("a.ply", "a.glb")
    let warning = report.warnings.first { $0.code == .nonUnitNormals }
    #expect(warning.map { $0.count > 10 } == true)
    #expect(report.attributesKept[.vertexNormals] == 0 && report.attributesDropped[.vertexNormals] == 60)
    #expect(report.attributesKept[.vertexColors] == 60)
    #expect(throws: ConversionFailure.self) { try convert("a.ply", "b.glb") { $0.reader.strict = true } }
  }

  @Test func attributeWordsAndNamesOfSTL() throws {
    let original = mesh(
      [.zero, SIMD3(1, 0, 0), SIMD3(0, 1, 0)], [[0, 1, 2], [2, 1, 0], [0, 2, 1]], attributes: [7, 0, 65535])
    try original.write(to: folder.path("a.stl"))
    let kept = try convert("a.stl", "b.stl")
    #expect(try bytes("a.stl") == bytes("b.stl") && kept.attributesKept[.facetWords] == 2)
    for name in ["o.off", "o.ply", "o.obj", "o.glb"] {
      let report = try convert("a.stl", name) { $0.attributes = .all }
      #expect(
        report.attributesDropped.present.map(\.kind) == [.facetWords] && report.attributesDropped[.facetWords] == 2)
    }
    #expect(try convert("a.stl", "o.stl") { $0.to = .stlASCII }.attributesDropped[.facetWords] == 2)
    let facet = "facet normal 0 0 1 outer loop vertex 0 0 0 vertex 1 0 0 vertex 0 1 0 endloop endfacet\n"
    try put("solid one\n\(facet)endsolid one\nsolid\n\(facet)endsolid\nsolid two\n\(facet)endsolid\n", "n.stl")
    #expect(try convert("n.stl", "n.off").attributesDropped.present.map(\.count) == [2])
    try put("o a\ng b c\nusemtl d\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nf 1/1 2/1 3/1\n", "g.obj")
    let groups = try convert("g.obj", "g.off").attributesDropped
    #expect(groups[.names] == 2 && groups[.materials] == 1 && groups[.textureCoordinates] == 1 && groups.total == 4)
  }

  @Test func cornersWithNormalsOfTheirOwn() throws {
    try put(
      "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 0\nvn 0 0 1\nvn 0 1 0\nf 1//1 2//1 3//1\nf 1//2 2//2 3//1\nf 4//1 2//2 3//1\n",
      "a.obj")
    let first = try convert("a.obj", "a.ply")
    #expect(first.vertices == 4 && first.attributesDropped[.vertexNormals] == 3)
    let welded = try convert("a.obj", "b.ply") { $0.weld = .exact }
    #expect(welded.vertices == 3)
    let apart = try convert("a.obj", "c.ply") { ($0.weld, $0.weldsAttributes) = (.exact, true) }
    #expect(apart.vertices == 5 && apart.merged == 1 && apart.attributesDropped.total == 0)
    let read = try TriangleMesh(contentsOf: folder.path("c.ply"))
    #expect(read.numbers == [0, 1, 2, 3, 4, 2, 0, 4, 2])
    #expect((0..<5).map { read.attributes.vertexNormals![$0].y } == [0, 0, 0, 1, 1])
  }

  @Test func nothingHasNoAttributes() throws {
    var nothing = mesh([], [])
    nothing.attributes = MeshAttributes(
      vertexNormals: NormalArray([SIMD3<Double>]()), vertexColors: ColorArray(uint8: [], channels: 3),
      faceColors: ColorArray(uint8: [], channels: 3))
    try nothing.write(to: folder.path("a.ply"))
    // As OBJ nothing is an empty file, which no reader takes.
    for name in ["o.off", "o.glb", "o.ply"] { try convert("a.ply", name) { $0.attributes = .all } }
    var points = mesh([SIMD3(1, 2, 3)], [])
    points.attributes.vertexNormals = NormalArray([SIMD3(0, 0, 1)])
    try points.write(to: folder.path("p.ply"))
    for name in ["o.off", "o.obj", "o.glb"] {
      let report = try convert("p.ply", name) { $0.attributes = .all }
      #expect(report.vertices == 1 && report.attributesKept[.vertexNormals] == 1)
    }
  }
}
