// Vertices are a value: three rows, written in place by their only holder.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct VertexArrayTests {
  @Test func rowsAndPositions() {
    var vertices = VertexArray([SIMD3(1, 2, 3), SIMD3(4, 5, 6)])
    #expect(vertices.count == 2)
    #expect(vertices.x.array == [1, 4])
    #expect(vertices.y.array == [2, 5])
    #expect(vertices.z.array == [3, 6])
    let copy = vertices
    let row = vertices.y
    vertices[1] = SIMD3(7, 8, 9)
    #expect(vertices[1] == SIMD3(7, 8, 9))
    #expect(copy[1] == SIMD3(4, 5, 6))
    #expect(row.array == [2, 5])
    #expect(vertices != copy)
    #expect(VertexArray(count: 2) == VertexArray([.zero, .zero]))
    #expect(VertexArray([]).count == 0)
  }

  @Test func wrongShapesTrap() async {
    await #expect(processExitsWith: .failure) { _ = VertexArray(Matrix<Double>(rows: 2, columns: 3)) }
    await #expect(processExitsWith: .failure) { _ = VertexArray([.zero])[1] }
  }
}
