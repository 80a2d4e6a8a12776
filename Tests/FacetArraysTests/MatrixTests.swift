// A matrix is a column with a shape; a row of it is a view.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Testing

@Suite struct MatrixTests {
  private let matrix = Matrix(Column<Double>([1, 2, 3, 4, 5, 6]), rows: 2, columns: 3)

  @Test func shapeAndElements() {
    #expect(matrix.rows == 2)
    #expect(matrix.columns == 3)
    #expect(matrix.rowStride == 3)
    for row in 0..<2 {
      for column in 0..<3 { #expect(matrix[row, column] == Double(3 * row + column + 1)) }
      #expect(matrix.row(row).array == [1, 2, 3].map { $0 + Double(3 * row) })
    }
    #expect(matrix.flat.array == [1, 2, 3, 4, 5, 6])
    #expect(Matrix<Int32>(rows: 2, columns: 2).flat.array == [0, 0, 0, 0])
  }

  @Test func rowsAreViewsAndMatricesAreValues() {
    var changed = matrix
    var row = changed.row(1)
    row[0] = 40
    #expect(changed[1, 0] == 4, "a write to a row view does not change the matrix")
    changed[1, 2] = 60
    #expect(row.array == [40, 5, 6])
    #expect(matrix.flat.array == [1, 2, 3, 4, 5, 6])
    #expect(changed.flat.array == [1, 2, 3, 4, 5, 60])
    let kept = changed.row(0)
    changed.flat[0] = 10
    #expect(kept.array == [1, 2, 3])
    var span = changed.flat.mutableSpan
    span[1] = 20
    #expect(changed.row(0).array == [10, 20, 3])
    #expect(kept.array == [1, 2, 3])
  }

  @Test func matrixOverAView() {
    let column = Column<Int32>([1, 2, 3, 4, 5, 6, 7])
    var view = Matrix(column.prefix(6), rows: 3, columns: 2)
    #expect(view.row(2).array == [5, 6])
    view[2, 1] = 0
    #expect(column[5] == 6)
    // A row of a matrix over the row of a matrix begins where it should.
    let inner = Matrix(matrix.row(1), rows: 3, columns: 1)
    #expect(inner.row(2).array == [6])
  }

  @Test func emptyShapes() {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let empty = Matrix<Double>(rows: rows, columns: columns)
      #expect(empty.flat.count == 0)
      for row in 0..<rows { #expect(empty.row(row).count == 0) }
      #expect(empty == Matrix(Column(), rows: rows, columns: columns))
    }
    #expect(Matrix<Double>(rows: 0, columns: 3) != Matrix<Double>(rows: 3, columns: 0))
  }

  @Test func equality() {
    #expect(matrix == Matrix(Column([1, 2, 3, 4, 5, 6]), rows: 2, columns: 3))
    #expect(matrix != Matrix(Column([1, 2, 3, 4, 5, 6]), rows: 3, columns: 2))
    #expect(Matrix(Column<Double>([0]), rows: 1, columns: 1) == Matrix(Column([-0.0]), rows: 1, columns: 1))
    let broken = Matrix(Column<Double>([.nan]), rows: 1, columns: 1)
    #expect(broken != broken)
  }

  @Test func indicesAreChecked() async {
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 3)[0, 3] }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 3)[2, 0] }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 3).row(2) }
    await #expect(processExitsWith: .failure) { _ = Matrix(Column<Double>([1]), rows: 2, columns: 3) }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 1 << 40, columns: 1 << 40) }
  }
}
