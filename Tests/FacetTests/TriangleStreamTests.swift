// Blocks of triangles in a loop: the same triangles as the mesh has, from soups and from indexed files.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite struct TriangleStreamTests {
  private static func corners(_ path: String) async throws -> [SIMD3<Double>] {
    var corners: [SIMD3<Double>] = []
    for try await block in try TriangleStream(contentsOf: path) {
      for corner in 0..<block.count { corners.append(block[corner]) }
    }
    return corners
  }

  @Test(arguments: ["stl", "off", "ply", "obj"]) func sameTriangles(ending: String) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("in.\(ending)")
    try GeneratedSoup.sphere(atMost: 9000).write(to: path)
    let mesh = try TriangleMesh(contentsOf: path)
    let corners = try await Self.corners(path)
    #expect(corners == mesh.triangles.corners.array.map { mesh.vertices[Int($0)] })
    #expect(corners.count > 20_000)
  }

  /// In a process of its own, because other tests run beside: the peak is that of all it ever did.
  @Test(.enabled(if: TestSize.measuresMemory)) func aSoupIsNeverHeld() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      func peak(_ triangles: Int) async throws -> Int {
        let (binary, text) = (folder.path("a.stl"), folder.path("t.stl"))
        try GeneratedSoup.terrain(triangles: triangles).write(to: binary)
        var options = ConversionOptions()
        options.to = .stlASCII
        try Conversion(input: binary, output: text, options: options).run(context: JobContext())
        for path in [binary, text] {
          var count = 0
          for try await block in try TriangleStream(contentsOf: path) { count += block.count / 3 }
          demand(count == triangles, "\(path): \(count) triangles")
        }
        return ProcessMemory.peakResidentBytes
      }
      // The first rounds settle where the blocks of all sizes and threads lie.
      var small = 0
      for _ in 0..<4 { small = try await peak(200_000) }
      let large = try await peak(2_000_000)
      demand(large - small <= 1 << 20, "\((large - small) >> 10) KiB more for ten times the triangles")
    }
  }

  @Test func whatCanNotBeRead() async throws {
    let folder = try TemporaryFolder()
    #expect(throws: ConversionFailure.self) { try TriangleStream(contentsOf: folder.path("none.stl")) }
    let cut = try folder.write("solid\nfacet normal 0 0 1\nouter loop\nvertex 0 0", to: "cut.stl")
    await #expect(throws: ConversionFailure.self) { try await Self.corners(cut) }
  }

  /// The loop ends at the next block.
  @Test func cancellation() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("in.stl")
    try GeneratedSoup.sphere(atMost: 100_000).write(to: path)
    let task = Task {
      var blocks = 0
      for try await _ in try TriangleStream(contentsOf: path) {
        blocks += 1
        if blocks == 2 { withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
      return blocks
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
