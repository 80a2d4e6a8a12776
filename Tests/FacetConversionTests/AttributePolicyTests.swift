// Normals, colours and attribute words through a whole conversion: what arrives, what is counted, and what --verify sees.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct AttributePolicyTests: ConvertingTests {
  let folder: TemporaryFolder
  let verifies = true
  init() throws { folder = try TemporaryFolder() }

  /// A mesh with everything that a mesh can carry.
  private func body(_ precision: SourcePrecision, channels: Int = 4, float32: Bool = false) -> TriangleMesh {
    var random = SeededGenerator(seed: 101)
    let points = (0..<300).map { _ in SIMD3<Double>(SIMD3<Float>.random(in: -9...9, using: &random)) }
    let faces = (0..<500).map { _ in (0..<3).map { _ in Int32.random(in: 0..<300, using: &random) } }
    var body = mesh(points, faces, precision: precision, attributes: (0..<500).map { UInt16($0 % 7) })
    body.attributes = MeshAttributes(
      vertexNormals: randomNormals(300, precision: precision, &random),
      vertexColors: randomColors(300, channels: channels, float32: float32, &random),
      faceColors: randomColors(500, channels: 3, float32: float32, &random))
    return body
  }

  @Test func everyFormatHasAPolicy() {
    for format in MeshFormat.allCases {
      let (auto, all) = (format.heldAttributes(.auto), format.heldAttributes(.all))
      #expect(auto.isSubset(of: all) && all.isSubset(of: .ofMesh) && format.heldAttributes(.none).isEmpty)
      if !MeshFormat.written.contains(format) { #expect(all.isEmpty) }
    }
    #expect(MeshFormat.off.heldAttributes(.auto).isEmpty && MeshFormat.npz.heldAttributes(.auto) == .ofMesh)
  }

  /// PLY to PLY gives the same bytes, and by way of NPZ all numbers come back.
  @Test func plyComesBackByteForByte() throws {
    for format in [MeshFormat.ply, .plyASCII] {
      for (precision, channels, float32) in [(SourcePrecision.float32, 4, false), (.float64, 3, true)] {
        let original = body(format == .ply ? precision : .float64, channels: channels, float32: float32)
        try original.write(to: folder.path("a.ply"), format: format)
        let report = try convert("a.ply", "b.ply") { $0.to = format }
        #expect(try bytes("b.ply") == bytes("a.ply"))
        #expect(report.attributesKept == original.attributes.counts && report.attributesDropped.total == 0)
        let through = try convert("a.ply", "c.npz")
        #expect(through.attributesKept == original.attributes.counts)
        try convert("c.npz", "d.ply") { options in
          options.to = format
          // An archive holds float64, whatever the positions came as.
          if precision == .float32 && format == .ply { options.digits = .float32 }
        }
        #expect(try bytes("d.ply") == bytes("a.ply"))
        let read = try TriangleMesh(contentsOf: folder.path("c.npz"))
        #expect(read.attributes.bits == original.attributes.bits)
      }
    }
  }

  @Test func whatTheTargetCannotHoldIsCounted() throws {
    let original = body(.float32)
    try original.write(to: folder.path("a.npz"))
    let words = original.attributeCounts[.facetWords]
    let all = original.attributeCounts
    let cases: [(String, AttributePolicy, MeshAttributes.Kinds)] = [
      ("o.off", .auto, []), ("o.ply", .auto, [.vertexNormals, .vertexColors, .faceColors]), ("o.ply", .none, []),
      ("o.stl", .auto, [.facetWords]), ("o.stl", .none, []), ("o.npz", .auto, .ofMesh), ("o.npz", .none, []),
    ]
    for (name, policy, kinds) in cases {
      let report = try convert("a.npz", name) { $0.attributes = policy }
      for kind in MeshAttributes.Kind.allCases {
        // A word that is not collected is counted like those of NumPy's array, zeros too.
        let there = kind == .facetWords && !kinds.contains(kind) ? 500 : all[kind]
        #expect(report.attributesKept[kind] == (kinds.contains(kind) ? there : 0), "\(name) \(policy) \(kind)")
        #expect(report.attributesDropped[kind] == (kinds.contains(kind) ? 0 : there), "\(name) \(policy) \(kind)")
      }
      let read = try TriangleMesh(contentsOf: folder.path(name))
      if name != "o.stl" {
        #expect(read.attributes.bits == original.attributes.only(kinds).bits, "\(name) \(policy)")
      }
      #expect(read.attributeCounts[.facetWords] == (kinds.contains(.facetWords) ? words : 0))
    }
    let report = try convert("a.npz", "o.off")
    #expect(
      report.closingLine.hasSuffix("; dropped: vertex normals, vertex colors, face colors, facet attributes"),
      "\(report.closingLine)")
    let json = try JSONSerialization.jsonObject(with: Data(report.json(version: "1"))) as? [String: Any]
    #expect((json?["attributes_dropped"] as? [String: Int])?["vertex_normals"] == 300)
    #expect((json?["attributes_kept"] as? [String: Int])?.isEmpty == true)
    #expect((json?["counted"] as? [String: Int])?["attributes_dropped"] == 1600)
    #expect((json?["options"] as? [String: String])?["attributes"] == "auto")
  }

  /// Triangles that are left out take their colours with them, in an indexed file too.
  @Test func droppedTrianglesTakeTheirColours() throws {
    var original = mesh(
      [.zero, SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(.nan, 0, 0), SIMD3(5, 5, 5)],
      [[0, 1, 2], [0, 1, 1], [1, 2, 3], [2, 1, 0]])
    original.attributes = MeshAttributes(
      vertexColors: ColorArray(uint8: Column((0..<15).map { UInt8($0) }), channels: 3),
      faceColors: ColorArray(uint8: Column((0..<12).map { UInt8(100 + $0) }), channels: 3))
    try original.write(to: folder.path("a.ply"))
    let report = try convert("a.ply", "b.ply") {
      $0.nonFinite = .drop
      $0.dropsDegenerate = true
    }
    let read = try TriangleMesh(contentsOf: folder.path("b.ply"))
    #expect(read.numbers == [0, 1, 2, 2, 1, 0])
    #expect(read.attributes.faceColors?.bytes?.row(0).array == [100, 109])
    #expect(read.attributes.vertexColors?.bytes?.row(0).array == [0, 3, 6, 12])
    #expect(report.attributesKept[.vertexColors] == 4 && report.attributesKept[.faceColors] == 2)
  }

  @Test func weldedVerticesKeepTheFirstOrStayApart() throws {
    var original = mesh(
      [.zero, SIMD3(1, 0, 0), SIMD3(0, 1, 0), .zero, SIMD3(1, 0, 0)], [[0, 1, 2], [3, 4, 2]])
    original.attributes.vertexColors = ColorArray(
      uint8: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 2, 2, 2], channels: 3)
    try original.write(to: folder.path("a.ply"))
    let first = try convert("a.ply", "b.ply") { $0.weld = .exact }
    #expect(first.vertices == 3 && first.merged == 2 && first.attributesDropped[.vertexColors] == 1)
    #expect(
      try TriangleMesh(contentsOf: folder.path("b.ply")).attributes.vertexColors?.bytes?.row(0).array == [1, 2, 3])
    for output in ["c.ply", "c.off"] {
      let apart = try convert("a.ply", output) {
        $0.weld = .exact
        $0.weldsAttributes = true
      }
      #expect(apart.vertices == 4 && apart.merged == 1)
      #expect(apart.attributesDropped[.vertexColors] == (output == "c.off" ? 4 : 0))
    }
    #expect(
      try TriangleMesh(contentsOf: folder.path("c.ply")).attributes.vertexColors?.bytes?.row(0).array == [1, 2, 3, 4])
  }

  /// A file that differs in one normal or colour is no output of the mesh.
  @Test func verificationSeesEachAttribute() throws {
    for format in [MeshFormat.ply, .npz] {
      let original = body(.float32)
      let output = MeshOutput(format: format, name: "x")
      var changed: [(String, TriangleMesh)] = [("nothing", original)]
      func change(_ name: String, _ body: (inout TriangleMesh) -> Void) {
        var mesh = original
        body(&mesh)
        changed.append((name, mesh))
      }
      change("a normal") { $0.attributes.vertexNormals![299].z += 0.5 }
      change("a colour") {
        var bytes = $0.attributes.vertexColors!.bytes!.contiguous()
        bytes[3, 150] ^= 1
        $0.attributes.vertexColors = ColorArray(bytes)
      }
      change("a face colour") {
        var bytes = $0.attributes.faceColors!.bytes!.contiguous()
        bytes[0, 499] ^= 1
        $0.attributes.faceColors = ColorArray(bytes)
      }
      change("the type") { $0.attributes.vertexColors = $0.attributes.vertexColors!.asFloat32() }
      change("no normals") { $0.attributes.vertexNormals = nil }
      if format == .npz { change("a word") { $0.facetAttributes![3] += 1 } }
      for (name, mesh) in changed {
        let file = try OutputFile(path: folder.path("x"))
        defer { file.discard() }
        _ = try output.write(mesh, to: ByteSink(.file(file)), context: JobContext())
        var code: String?
        do { try Verification.check(file, holds: original, as: output, context: JobContext()) } catch {
          code = ConversionFailure(error).code
        }
        #expect(code == (name == "nothing" ? nil : "verification_failed"), "\(format) \(name)")
      }
    }
  }

  @Test func infoNamesThem() throws {
    try body(.float32).write(to: folder.path("a.ply"))
    var info = try MeshInfo(inspecting: folder.path("a.ply"), from: nil, options: ReaderOptions())
    try info.measure(folder.path("a.ply"), from: nil, options: ReaderOptions(), context: JobContext())
    #expect(info.attributes == ["vertex_normals", "vertex_colors", "face_colors"])
  }
}
