// The vertices of a mesh: three rows x, y, z of Float64, each contiguous, so that kernels run along a row.
import FacetArrays
import FacetMemory

/// Vertex positions as a 3×N structure of arrays.
public struct VertexArray: Sendable, Equatable {
  /// The positions as a 3×N matrix: row 0 is x, row 1 is y, row 2 is z.
  /// A view that does not lie row by row is copied when it is assigned.
  public var matrix: Matrix<Double> {
    get { rowMajor }
    set { rowMajor = newValue.contiguous() }
    _modify { yield &rowMajor }
  }
  /// The matrix, contiguous, for kernels.
  package var rowMajor: Matrix<Double>

  /// - Precondition: the matrix has three rows.
  public init(_ matrix: Matrix<Double>) {
    precondition(matrix.rows == 3, "vertices are a matrix of three rows")
    rowMajor = matrix.contiguous()
  }

  /// Makes `count` vertices at the origin.
  public init(count: Int, label: String = "vertices", ledger: MemoryLedger? = nil) {
    rowMajor = Matrix(rows: 3, columns: count, purpose: .vertices, label: label, ledger: ledger)
  }

  /// Copies positions from a Swift array. O(count).
  public init(_ positions: [SIMD3<Double>]) {
    self.init(count: positions.count)
    for (index, position) in positions.enumerated() { self[index] = position }
  }

  /// The number of vertices.
  public var count: Int { matrix.columns }
  /// The x coordinates, as a view that copies nothing.
  public var x: Column<Double> { matrix.row(0) }
  /// The y coordinates, as a view that copies nothing.
  public var y: Column<Double> { matrix.row(1) }
  /// The z coordinates, as a view that copies nothing.
  public var z: Column<Double> { matrix.row(2) }

  /// The position of one vertex.
  public subscript(index: Int) -> SIMD3<Double> {
    get { SIMD3(matrix[0, index], matrix[1, index], matrix[2, index]) }
    set {
      matrix[0, index] = newValue.x
      matrix[1, index] = newValue.y
      matrix[2, index] = newValue.z
    }
  }
}
