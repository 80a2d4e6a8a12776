// The page "NumPy to Facet" of the documentation. Each row's Facet code stands here too, so that it compiles, with what
// NumPy says to the same values; the last test reads the page and fails on a row that nobody runs.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite struct NumPyTableTests {
  // What the page says at its top.
  let x: Column<Double> = [3, 1, 2], y: Column<Double> = [10, 20, 30]
  let n: Column<Int64> = [4, 0, 4, 1], i: Column<Int64> = [2, 0]
  let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
  let r: Column<Double> = [10, 20, 30], c: Column<Double> = [100, 200]
  let a: Mask = [true, true, false], b: Mask = [true, false, false]

  @Test func creation() throws {
    said(Column<Double>([3, 1, 2]), "[3.0, 1.0, 2.0]")
    said(Matrix<Double>([[1, 2], [3, 4]]), "[[1.0, 2.0], [3.0, 4.0]]")
    said(Column<Double>.zeros(3), "[0.0, 0.0, 0.0]")
    said(Matrix<Double>.zeros(rows: 2, columns: 3), "[[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]")
    said(Column<Double>.full(3, 1), "[1.0, 1.0, 1.0]")
    said(Column<Double>.full(3, 7), "[7.0, 7.0, 7.0]")
    said(Matrix<Double>.full(rows: 2, columns: 2, 7), "[[7.0, 7.0], [7.0, 7.0]]")
    said(Matrix<Double>.identity(2), "[[1.0, 0.0], [0.0, 1.0]]")
    said(Column<Double>.arange(4), "[0.0, 1.0, 2.0, 3.0]")
    said(Column<Double>.arange(from: 1, to: 2, by: 0.25), "[1.0, 1.25, 1.5, 1.75]")
    said(Column<Double>.linspace(from: 0, to: 1, count: 5), "[0.0, 0.25, 0.5, 0.75, 1.0]")
    said(Column<Double>.linspace(from: 0, to: 1, count: 4, includesStop: false), "[0.0, 0.25, 0.5, 0.75]")
    said(Column<Double>.uniform(count: 3, seed: 7).count, "3")
    said(Column<Double>.normal(mean: 0, deviation: 1, count: 3, seed: 7).count, "3")
    said(Column<Int32>.uniform(in: 0..<6, count: 3, seed: 7).count, "3")
    said(Column(x.array), "[3.0, 1.0, 2.0]")
  }

  @Test func shapeAndViews() throws {
    var w = m
    var z = x
    said(x.count, "3")
    said(m.rows, "2")
    said(m.columns, "3")
    said(x[0], "3.0")
    said(m[1, 2], "6.0")
    said(x[1..<3], "[1.0, 2.0]")
    said(x[0..<3, by: 2], "[3.0, 2.0]")
    said(m.row(1), "[4.0, 5.0, 6.0]")
    said(m.column(1), "[2.0, 5.0]")
    said(m[rows: 0..<2, columns: 1..<3], "[[2.0, 3.0], [5.0, 6.0]]")
    said(m[columns: 0..<3, by: 2], "[[1.0, 3.0], [4.0, 6.0]]")
    said(m.transposed, "[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]")
    said(m.diagonal, "[1.0, 5.0]")
    said(m.flat, "[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]")
    said(m.reshaped(rows: 3, columns: 2), "[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]")
    said(y.reshaped(rows: 1, columns: 3), "[[10.0, 20.0, 30.0]]")
    said(m.transposed.contiguous(), "[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]")
    said(x.array, "[3.0, 1.0, 2.0]")

    z = x
    z[1] = 9
    said(z, "[3.0, 9.0, 2.0]")

    w = m
    w[row: 1] = r
    said(w, "[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]")

    w = m
    w[column: 0] = c
    said(w, "[[100.0, 2.0, 3.0], [200.0, 5.0, 6.0]]")

  }

  @Test func elementByElement() throws {
    var w = m
    var z = x
    said(x + y, "[13.0, 21.0, 32.0]")
    said(x - 1, "[2.0, 0.0, 1.0]")
    said(2 * x, "[6.0, 2.0, 4.0]")
    said(m / 2, "[[0.5, 1.0, 1.5], [2.0, 2.5, 3.0]]")
    said(-x, "[-3.0, -1.0, -2.0]")
    said((-x).magnitude, "[3.0, 1.0, 2.0]")
    said(y.squareRoot(), "[3.1622776601683795, 4.47213595499958, 5.477225575051661]")
    said((y / 8).floor(), "[1.0, 2.0, 3.0]")
    said((y / 8).rounded(), "[1.0, 2.0, 4.0]")
    said(Column.minimum(x, 2), "[2.0, 1.0, 2.0]")
    said(Column.maximum(x, y), "[10.0, 20.0, 30.0]")
    said(Matrix.maximum(m, 2), "[[2.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
    said(x.clamped(to: 1.5...2.5), "[2.5, 1.5, 2.0]")
    said(Column.multiplyAdd(x, y, x), "[33.0, 21.0, 62.0]")

    z = x
    z += y
    said(z, "[13.0, 21.0, 32.0]")

    z = x
    z *= 2
    said(z, "[6.0, 2.0, 4.0]")

    z = x
    Column.add(x, y, into: &z)
    said(z, "[13.0, 21.0, 32.0]")

    z = y
    z.formSquareRoot()
    said(z, "[3.1622776601683795, 4.47213595499958, 5.477225575051661]")

    w = m
    Matrix.multiply(m, m, into: &w)
    said(w, "[[1.0, 4.0, 9.0], [16.0, 25.0, 36.0]]")

  }

  @Test func broadcasting() throws {
    var w = m
    said(m + .row(r), "[[11.0, 22.0, 33.0], [14.0, 25.0, 36.0]]")
    said(m * .column(c), "[[100.0, 200.0, 300.0], [800.0, 1000.0, 1200.0]]")
    said(.row(r) - m, "[[9.0, 18.0, 27.0], [6.0, 15.0, 24.0]]")
    said(Matrix.minimum(m, .column(c)), "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")

    w = m
    w -= .row(r)
    said(w, "[[-9.0, -18.0, -27.0], [-6.0, -15.0, -24.0]]")

  }

  @Test func comparisonsAndMasks() throws {
    said(x .< 2.5, "[false, true, true]")
    said(x .<= 2, "[false, true, true]")
    said(x .== 2, "[false, false, true]")
    said(x .!= y, "[true, true, true]")
    said(x .>= 2, "[true, false, true]")
    said(y .> x, "[true, true, true]")
    said(m .> 2, "[[false, false, true], [true, true, true]]")
    said(a .& b, "[true, false, false]")
    said(a .| b, "[true, true, false]")
    said(a .^ b, "[false, true, false]")
    said(.!a, "[false, false, true]")
    said(a.any(), "true")
    said(a.all(), "false")
    said(a.trueCount, "2")
    said((m .> 2).any(of: .columns), "[true, true, true]")
    said((m .> 2).all(of: .rows), "[false, true]")
    said((m .> 2).trueCount(of: .rows), "[1, 3]")
    said(x == y, "false")
    said(x.isClose(to: x + 1e-9), "true")
    said(x .!= x, "[false, false, false]")
  }

  @Test func selectAndCast() throws {
    var w = m
    var z = x
    said(Column.select(a, x, y), "[3.0, 1.0, 30.0]")
    said(Column.select(a, x, 0), "[3.0, 1.0, 0.0]")
    said(Matrix.select(m .> 2, m, -m), "[[-1.0, -2.0, 3.0], [4.0, 5.0, 6.0]]")
    said(x.replacing(with: 0, where: x .> 2.5), "[0.0, 1.0, 2.0]")

    z = x
    z.replace(with: 0, where: z .> 2.5)
    said(z, "[0.0, 1.0, 2.0]")

    w = m
    w.replace(with: 0, where: w .> 2.5)
    said(w, "[[1.0, 2.0, 0.0], [0.0, 0.0, 0.0]]")

    said((x / 2).cast(to: Int32.self), "[1, 0, 1]")
    said(x.cast(to: Float.self), "[3.0, 1.0, 2.0]")
    said(m.cast(to: Int64.self), "[[1, 2, 3], [4, 5, 6]]")
  }

  @Test func reductions() throws {
    said(x.sum(), "6.0")
    said(x.mean(), "2.0")
    said(x.variance(), "0.6666666666666666")
    said(x.variance(correction: 1), "1.0")
    said(x.minimum(), "1.0")
    said(x.maximum(), "3.0")
    said(x.argmin(), "1")
    said(x.argmax(), "0")
    said(x.dot(y), "110.0")
    said(y.norm(), "37.416573867739416")
    said(m.sum(), "21.0")
    said(m.mean(), "3.5")
    said(m.maximum(), "6.0")
    said(m.sum(of: .rows), "[6.0, 15.0]")
    said(m.sum(of: .columns), "[5.0, 7.0, 9.0]")
    said(m.mean(of: .columns), "[2.5, 3.5, 4.5]")
    said(m.variance(of: .columns), "[2.25, 2.25, 2.25]")
    said(m.minimum(of: .rows), "[1.0, 4.0]")
    said(m.maximum(of: .columns), "[4.0, 5.0, 6.0]")
    said(m.argmin(of: .rows), "[0, 0]")
    said(m.argmax(of: .columns), "[1, 1, 1]")
    said(m.norm(of: .columns), "[4.123105625617661, 5.385164807134504, 6.708203932499369]")
  }

  @Test func scans() throws {
    said(x.cumulativeSum(), "[3.0, 4.0, 6.0]")
    said(x.difference(), "[-2.0, 1.0]")
    said(m.cumulativeSum(of: .rows), "[[1.0, 3.0, 6.0], [4.0, 9.0, 15.0]]")
    said(m.difference(of: .columns), "[[3.0, 3.0, 3.0]]")
  }

  @Test func order() throws {
    var z = x
    said(x.take(i), "[2.0, 3.0]")
    said(x.compress(a), "[3.0, 1.0]")
    said(n.nonzero(), "[0, 2, 3]")
    said(a.nonzero(), "[0, 1]")
    said(x.reversed(), "[2.0, 1.0, 3.0]")
    said(Column.concatenate([x, y]), "[3.0, 1.0, 2.0, 10.0, 20.0, 30.0]")
    said(x.sorted(), "[1.0, 2.0, 3.0]")
    said(n.argsort(), "[1, 3, 0, 2]")

    z = x
    z.sort()
    said(z, "[1.0, 2.0, 3.0]")

    said(y.searchsorted(x * 10), "[2, 0, 1]")
    said(y.searchsorted(x * 10, side: .right), "[3, 1, 2]")
    said(n.uniqueValues(), "[0, 1, 4]")
    // NumPy sorts the values; Facet keeps the order of first occurrence.
    said(n.unique().values, "[4, 0, 1]")
    said(n.unique().firstIndex, "[0, 1, 3]")
    said(n.unique().inverse, "[0, 1, 0, 2]")
    said(n.unique().counts, "[2, 1, 1]")
  }
}
