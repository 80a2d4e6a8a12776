// The examples of the page "A tour of the arrays", line for line. NumPyPageTests holds the page against this file.
import Facet
import Testing

@Suite struct ArrayTourTests {
  @Test func tour() {
    let heights: Column<Double> = [3, 1, 2]
    let doubled = heights * 2 + 1
    said(doubled, "[7.0, 3.0, 5.0]")
    said(heights.mean(), "2.0")
    said(heights.argsort(), "[1, 2, 0]")

    let isHigh = heights .> 1.5
    said(isHigh, "[true, false, true]")
    said(heights.compress(isHigh), "[3.0, 2.0]")
    said(heights.replacing(with: 0, where: isHigh), "[0.0, 1.0, 0.0]")

    var grid: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    let kept = grid
    said(grid.transposed.row(0), "[1.0, 4.0]")
    grid[row: 1] *= 10
    said(grid.row(1), "[40.0, 50.0, 60.0]")
    said(kept.row(1), "[4.0, 5.0, 6.0]")

    said(kept - .row(kept.mean(of: .columns)), "[[-1.5, -1.5, -1.5], [1.5, 1.5, 1.5]]")
    said(kept * .column([1, 100]), "[[1.0, 2.0, 3.0], [400.0, 500.0, 600.0]]")

    said(kept.sum(), "21.0")
    said(kept.sum(of: .rows), "[6.0, 15.0]")
    said(kept.maximum(of: .columns), "[4.0, 5.0, 6.0]")

    var result = heights
    result += 1
    Column.multiply(heights, heights, into: &result)
    said(result, "[9.0, 1.0, 4.0]")
    let total = withRecycling { (0..<3).reduce(0.0) { sum, factor in sum + (heights * Double(factor)).sum() } }
    said(total, "18.0")

    var vertices = VertexArray([SIMD3(0, 0, 0), SIMD3(4, 0, 0), SIMD3(0, 2, 6)])
    vertices.matrix -= .column(vertices.matrix.minimum(of: .rows))
    vertices.matrix *= .column([1, 1, 0.5])
    said(vertices.z, "[0.0, 0.0, 3.0]")
    said(vertices.matrix.norm(of: .columns).maximum()!, "4.0")
  }

  @Test func readme() {
    var points: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    points -= .column(points.mean(of: .rows))
    said(points.norm(of: .rows).array, "[1.4142135623730951, 1.4142135623730951]")
    said(points.row(0).compress(points.row(0) .> 0), "[1.0]")
  }
}
