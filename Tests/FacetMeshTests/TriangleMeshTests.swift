// A mesh is a value that knows the precision it came in, and leaves nothing behind when it goes.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TriangleMeshTests {
  @Test func changingVerticesMakesThePrecisionFloat64() throws {
    func changed(_ change: (inout TriangleMesh) throws -> Void) rethrows -> SourcePrecision {
      var mesh = tetrahedron(precision: .float32)
      try change(&mesh)
      return mesh.sourcePrecision
    }
    #expect(changed { _ in } == .float32)
    #expect(changed { $0.vertices[2] = SIMD3(0.1, 0, 0) } == .float64)
    #expect(changed { $0.vertices.matrix[0, 0] = 0.1 } == .float64)
    #expect(changed { $0.vertices.matrix.flat[0] = 0.1 } == .float64)
    #expect(changed { $0.vertices = VertexArray([.zero]) } == .float64)
    #expect(changed { $0.triangles[0] = SIMD3(0, 1, 2) } == .float32, "triangles have no precision")
    #expect(try changed { try $0.filterTriangles { _ in false } } == .float32)
    #expect(
      changed {
        _ = $0.vertices[0]; _ = $0.area
      } == .float32, "reading changes nothing")
  }

  /// Only the optimiser makes it so.
  @Test(.enabled(if: TestSize.measuresMemory)) func changingVerticesWritesInPlace() {
    let ledger = MemoryLedger()
    var mesh = TriangleMesh(
      vertices: VertexArray(count: 100, ledger: ledger), triangles: TriangleArray(corners: Column()))
    for index in 0..<100 { mesh.vertices[index] = SIMD3(repeating: Double(index)) }
    #expect(ledger.peak(.vertices) == 2400, "no write made a copy")
  }

  @Test func meshesAreValues() {
    let original = tetrahedron()
    var copy = original
    copy.vertices[0] = SIMD3(9, 9, 9)
    copy.triangles[0] = SIMD3(1, 1, 1)
    #expect(original.vertices[0] == .zero)
    #expect(original.triangles[0] == SIMD3(0, 2, 1))
  }

  @Test func attributesMustFit() async {
    await #expect(processExitsWith: .failure) { _ = mesh([.zero], [[0, 0, 0]], attributes: [1, 2]) }
  }

  /// The figure: a mesh of 4,000,000 triangles is released, and the process is as small as before.
  @Test(.enabled(if: TestSize.measuresMemory)) func releasedMeshLeavesTheProcessAsItWas() async {
    await #expect(processExitsWith: .success) {
      let count = 4_000_000
      func build() throws -> TriangleMesh {
        let stream = TerrainSoup(triangles: count)
        let block = try CornerBlock(precision: .float32)
        var corners = try ColumnBuilder<Int32>(purpose: .triangles)
        var positions = try ColumnBuilder<Double>(purpose: .vertices)
        var number: Int32 = 0
        while try stream.fill(block) {
          for index in 0..<block.count {
            try corners.append(number / 6)
            if number % 6 == 0 { for axis in 0..<3 { try positions.append(block[index][axis]) } }
            number += 1
          }
        }
        let vertices = positions.count / 3
        return TriangleMesh(
          vertices: VertexArray(Matrix(try positions.finish(), rows: 3, columns: vertices)),
          triangles: TriangleArray(corners: try corners.finish()))
      }
      // Once before, so that what the process keeps for itself is there.
      do { #expect(try build().triangles.count == count) }
      let before = ProcessMemory.residentBytes
      var mesh: TriangleMesh? = try build()
      let held = ProcessMemory.residentBytes
      #expect(held - before >= count * 23, "the mesh is there: 24 bytes a triangle")
      var copy = mesh
      mesh = nil
      #expect(ProcessMemory.residentBytes - before >= count * 23, "a copy holds it")
      #expect(copy?.triangles.count == count)
      copy = nil
      let after = ProcessMemory.residentBytes
      #expect(abs(after - before) <= 2 << 20, "\(after - before) bytes more than before")
    }
  }
}
