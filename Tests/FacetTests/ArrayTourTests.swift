// The examples of the page "A tour of the arrays", line for line. NumPyPageTests holds the page against this file.
import Facet
import Testing

@Suite struct ArrayTourTests {
  @Test func tour() {
    let heights: Column<Double> = [3, 1, 2]
    let doubled = heights * 2 + 1
    prints(doubled, "[7.0 3.0 5.0]")
    prints(heights.mean(), "2.0")
    prints(heights.argsort(), "[1 2 0]")

    let isHigh = heights .> 1.5
    prints(isHigh, "[true false true]")
    prints(heights.compress(isHigh), "[3.0 2.0]")
    prints(heights.replacing(with: 0, where: isHigh), "[0.0 1.0 0.0]")

    var grid: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    let kept = grid
    prints(grid.transposed.row(0), "[1.0 4.0]")
    grid[row: 1] *= 10
    prints(grid.row(1), "[40.0 50.0 60.0]")
    prints(kept.row(1), "[4.0 5.0 6.0]")

    prints((kept - .row(kept.mean(of: .columns))).flat, "[-1.5 -1.5 -1.5 1.5 1.5 1.5]")
    prints((kept * .column([1, 100])).flat, "[1.0 2.0 3.0 400.0 500.0 600.0]")

    prints(kept.sum(), "21.0")
    prints(kept.sum(of: .rows), "[6.0 15.0]")
    prints(kept.maximum(of: .columns), "[4.0 5.0 6.0]")

    var result = heights
    result += 1
    Column.multiply(heights, heights, into: &result)
    prints(result, "[9.0 1.0 4.0]")
    let total = withRecycling { (0..<3).reduce(0.0) { sum, factor in sum + (heights * Double(factor)).sum() } }
    prints(total, "18.0")

    var vertices = VertexArray([SIMD3(0, 0, 0), SIMD3(4, 0, 0), SIMD3(0, 2, 6)])
    vertices.matrix -= .column(vertices.matrix.minimum(of: .rows))
    vertices.matrix *= .column([1, 1, 0.5])
    prints(vertices.z, "[0.0 0.0 3.0]")
    prints(vertices.matrix.norm(of: .columns).maximum()!, "4.0")
  }

  @Test func readme() {
    var points: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    points -= .column(points.mean(of: .rows))
    prints(points.norm(of: .rows).array, "[1.4142135623730951, 1.4142135623730951]")
    prints(points.row(0).compress(points.row(0) .> 0), "[1.0]")
  }
}

/// Expects what `print` writes.
private func prints<Value>(_ value: Value, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect("\(value)" == expected, sourceLocation: sourceLocation)
}
