// The triangles of a mesh: three vertex numbers a row, Int32.
import FacetArrays
import FacetMemory

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

  /// The same triangles with other vertex numbers. O(triangles).
  /// - Parameter map: the new number of each vertex.
  package func renumbered(
    by map: Column<VertexIndex>, ledger: MemoryLedger?
  ) throws(FileError) -> TriangleArray {
    let corners = corners
    var renumbered = try ColumnBuilder<VertexIndex>(
      expectedCount: corners.count, purpose: .triangles, label: "triangles", ledger: ledger)
    let place = unsafe try renumbered.reserve(corners.count)
    let (old, new) = (corners.span, map.span)
    // A map that lies in a file is read at random, and brings sixteen pages each time.
    let step = map.storage?.isSpilled == true ? 64 : MappedStorage.stepElements
    for first in stride(from: 0, to: corners.count, by: step) {
      for corner in first..<min(first + step, corners.count) { unsafe place[corner] = new[Int(old[corner])] }
      try ledger?.step()
    }
    renumbered.commit(corners.count)
    return TriangleArray(corners: try renumbered.finish())
  }

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
