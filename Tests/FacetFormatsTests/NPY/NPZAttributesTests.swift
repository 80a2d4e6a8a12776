// Normals and colours in NumPy's archives: what NumPy sees of them, what it may write, and what is left.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

private let npz = IndexedReading(name: "a.npz", wanted: .ofMesh) { try NPZMeshReader($0, options: $1) }

@Suite struct NPZAttributesTests {
  private func body(_ vertices: Int, _ triangles: Int, float32: Bool, channels: Int) -> TriangleMesh {
    var random = SeededGenerator(seed: 81)
    var body = mesh(
      (0..<vertices).map { SIMD3(Double($0), 1, 2) },
      (0..<triangles).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(vertices), using: &random) } },
      attributes: (0..<triangles).map { UInt16(truncatingIfNeeded: 3 * $0 + 1) })
    body.attributes = MeshAttributes(
      vertexNormals: randomNormals(vertices, precision: float32 ? .float32 : .float64, &random),
      vertexColors: randomColors(vertices, channels: channels, float32: float32, &random),
      faceColors: randomColors(triangles, channels: 7 - channels, float32: !float32, &random))
    return body
  }

  @Test func roundTripBitForBit() throws {
    for (vertices, triangles) in [(1, 0), (1, 1), (3, 4), (4, 3), (3, 3), (4, 4), (900, 1700)] {
      for (float32, channels) in [(true, 3), (false, 4), (false, 3)] {
        let original = body(vertices, triangles, float32: float32, channels: channels)
        let bytes = try written { try NPZMeshWriter.write(original, to: $0) }
        #expect(bytes == (try written { try NPZMeshWriter.write(original, to: $0) }))
        let answer = try npz.read(bytes, hasSize: vertices % 2 == 0)
        #expect(answer.attributes == original.attributes.bits, "\(vertices), \(triangles), \(channels)")
        #expect(answer.counters == [0, 0, 0])
        var options = ReaderOptions()
        options.wantedAttributes = [.facetWords]
        let reader = try NPZMeshReader(ByteSource(bytes: bytes, name: "a.npz"), options: options)
        let some = try reader.readMesh(ledger: nil) { _ in }
        #expect(some.mesh.facetAttributes == original.facetAttributes && some.mesh.attributes.isEmpty)
        #expect(some.attributesDropped == original.attributes.counts)
      }
    }
  }

  @Test func numPyLoadsThemAndFacetWhatNumPyWrites() throws {
    let folder = try TemporaryFolder()
    let original = body(6, 5, float32: false, channels: 4)
    func save(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
    }
    try save(try written { try NPZMeshWriter.write(original, to: $0) }, "a.npz")
    let answer = try numpy(
      """
      z = np.load("a.npz")
      assert list(z) == ["vertices", "triangles", "normals", "vertex_colors", "face_colors", "facet_attributes"]
      assert z["normals"].shape == (3, 6) and z["normals"].dtype == np.float64
      assert z["vertex_colors"].shape == (4, 6) and z["vertex_colors"].dtype == np.uint8
      assert z["face_colors"].shape == (3, 5) and z["face_colors"].dtype == np.float32
      assert z["facet_attributes"].tolist() == [1, 4, 7, 10, 13] and z["facet_attributes"].dtype == np.uint16
      v, t = z["vertices"], z["triangles"]
      np.savez("rows.npz", vertices=v.T, triangles=t, normals=z["normals"].T, vertex_colors=z["vertex_colors"].T.copy(),
               face_colors=z["face_colors"].T.copy(), facet_attributes=z["facet_attributes"].astype(">u2"))
      np.savez_compressed("wide.npz", vertices=v, triangles=t, normals=z["normals"].astype(">f4"),
               vertex_colors=(z["vertex_colors"].astype(np.uint16) * 257), face_colors=z["face_colors"].astype(np.float64))
      np.savez("odd.npz", vertices=v, triangles=t, normals=z["normals"][:, :5], vertex_colors=z["vertex_colors"] * 1.0j,
               face_colors=z["face_colors"][:2], facet_attributes=np.zeros(5, np.int32), name=np.array("box"), more=v)
      print("".join("%d," % x for x in z["vertex_colors"].T.reshape(-1)))
      """, folder: folder)
    let components = original.attributes.vertexColors!.bytes!.transposed.contiguous().flat.array
    #expect(answer.trimmingCharacters(in: .whitespacesAndNewlines) == components.map { "\($0)," }.joined())
    func read(_ name: String) throws -> IndexedMesh {
      var options = ReaderOptions()
      options.wantedAttributes = .ofMesh
      return try NPZMeshReader(ByteSource(path: folder.path(name)), options: options).readMesh(ledger: nil) { _ in }
    }
    for name in ["a.npz", "rows.npz"] {
      let result = try read(name)
      #expect(result.mesh.attributes.bits == original.attributes.bits && result.attributesDropped.total == 0)
      #expect(result.mesh.facetAttributes == original.facetAttributes)
    }
    let wide = try read("wide.npz").mesh.attributes
    #expect(wide.vertexColors?.asUInt8() == original.attributes.vertexColors && wide.vertexColors?.isFloat32 == true)
    #expect(wide.faceColors == original.attributes.faceColors && wide.vertexNormals?.precision == .float32)
    let odd = try read("odd.npz")
    #expect(odd.mesh.attributes.isEmpty && odd.mesh.facetAttributes == nil)
    #expect(odd.attributesDropped[.other] == 6 && odd.attributesDropped.total == 6)
  }
}
