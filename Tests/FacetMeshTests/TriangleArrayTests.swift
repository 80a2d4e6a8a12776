// Triangles are a value of three columns.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct TriangleArrayTests {
  @Test func cornersAndTriangles() {
    var triangles = TriangleArray(corners: Column([0, 1, 2, 3, 4, 5]))
    #expect(triangles.count == 2)
    #expect(triangles[1] == SIMD3(3, 4, 5))
    let copy = triangles
    triangles[0] = SIMD3(9, 8, 7)
    #expect(triangles.corners.array == [9, 8, 7, 3, 4, 5])
    #expect(copy.corners.array == [0, 1, 2, 3, 4, 5])
    #expect(TriangleArray(corners: Column()).count == 0)
  }

  @Test func wrongShapesTrap() async {
    await #expect(processExitsWith: .failure) { _ = TriangleArray(corners: Column([0, 1])) }
    await #expect(processExitsWith: .failure) { _ = TriangleArray(Matrix<Int32>(rows: 3, columns: 2)) }
  }
}
