// The triangles of a mesh: three vertex numbers a row, Int32.
import FacetArrays

/// Triangles as an N×3 index array. The winding is the order of the corners.
public struct TriangleArray: Sendable, Equatable {
  /// The vertex numbers as an N×3 matrix.
  /// A view that does not lie row by row is copied when it is assigned.
  public var matrix: Matrix<VertexIndex> {
    get { rowMajor }
    set { rowMajor = newValue.contiguous() }
    _modify { yield &rowMajor }
  }
  /// The matrix, contiguous, for kernels.
  package var rowMajor: Matrix<VertexIndex>

  /// - Precondition: the matrix has three columns.
  public init(_ matrix: Matrix<VertexIndex>) {
    precondition(matrix.columns == 3, "triangles are a matrix of three columns")
    rowMajor = matrix.contiguous()
  }

  /// Takes the corners of all triangles, three after three. O(1).
  /// - Precondition: `corners.count` is a multiple of three.
  public init(corners: Column<VertexIndex>) {
    precondition(corners.count % 3 == 0, "a triangle has three corners")
    rowMajor = Matrix(corners, rows: corners.count / 3, columns: 3)
  }

  /// The number of triangles.
  public var count: Int { matrix.rows }
  /// The vertex number of every corner, three after three, as a view that copies nothing.
  public var corners: Column<VertexIndex> { matrix.flat }

  /// The three vertex numbers of one triangle.
  public subscript(index: Int) -> SIMD3<VertexIndex> {
    get { SIMD3(matrix[index, 0], matrix[index, 1], matrix[index, 2]) }
    set {
      matrix[index, 0] = newValue.x
      matrix[index, 1] = newValue.y
      matrix[index, 2] = newValue.z
    }
  }
}
