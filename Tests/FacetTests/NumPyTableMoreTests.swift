// More rows of the page "NumPy to Facet": putting and sets, linear algebra, files.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite struct NumPyTableMoreTests {
  let x: Column<Double> = [3, 1, 2], y: Column<Double> = [10, 20, 30]
  let n: Column<Int64> = [4, 0, 4, 1]
  let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]], d: Matrix<Double> = [[2, 0], [0, 4]]
  let r: Column<Double> = [10, 20, 30], c: Column<Double> = [100, 200]
  let a: Mask = [true, true, false]

  @Test func puttingSetsAndCounting() throws {
    var z = x

    z = x
    z.put([7, 8], at: [2, 0])
    said(z, "[8.0, 1.0, 7.0]")

    z = x
    z.put(5, at: [1, 2])
    said(z, "[3.0, 5.0, 5.0]")

    said(m.take(rows: [1, 0]), "[[4.0, 5.0, 6.0], [1.0, 2.0, 3.0]]")
    said(m.take(columns: [2, 0]), "[[3.0, 1.0], [6.0, 4.0]]")
    said(m.compress(rows: [false, true]), "[[4.0, 5.0, 6.0]]")
    said(m.compress(columns: [true, false, true]), "[[1.0, 3.0], [4.0, 6.0]]")
    said(Matrix.stack(rows: [x, y]), "[[3.0, 1.0, 2.0], [10.0, 20.0, 30.0]]")
    said(Matrix.stack(columns: [x, y]), "[[3.0, 10.0], [1.0, 20.0], [2.0, 30.0]]")
    said(Matrix.concatenate(rows: [m, m]), "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
    said(Matrix.concatenate(columns: [m, m]), "[[1.0, 2.0, 3.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 4.0, 5.0, 6.0]]")
    said(n.isin([4, 7]), "[true, false, true, false]")
    said(n.bincount(), "[1, 1, 0, 0, 2]")
    said(n.bincount(minimumCount: 7), "[1, 1, 0, 0, 2, 0, 0]")
    said(n.bincount(weights: [1, 2, 3, 4]), "[2.0, 4.0, 0.0, 0.0, 4.0]")
    said(x.histogram(bins: 2).counts, "[1, 2]")
    said(x.histogram(bins: 2).edges, "[1.0, 2.0, 3.0]")
    said(x.histogram(edges: [1, 2, 3]).counts, "[1, 2]")
    said(Column.lexsort([SortKey(x), SortKey((y .> 15).cast(to: UInt8.self))]), "[0, 1, 2]")
    said(m.uniqueColumns().values, "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
    said(m.take(columns: [0, 1, 0]).uniqueColumns().firstIndex, "[0, 1]")
    said(m.take(columns: [0, 1, 0]).uniqueColumns().inverse, "[0, 1, 0]")
    said(m.take(columns: [0, 1, 0]).uniqueColumns().counts, "[2, 1]")
    said(m.uniqueRows().values, "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
    said(a.cast(to: Double.self), "[1.0, 1.0, 0.0]")
  }

  @Test func linearAlgebra() throws {
    said(try m.matmul(m.transposed), "[[14.0, 32.0], [32.0, 77.0]]")
    said(try m.matmul(r), "[140.0, 320.0]")
    said(try m.gram(), "[[17.0, 22.0, 27.0], [22.0, 29.0, 36.0], [27.0, 36.0, 45.0]]")
    said(try d.solve(c), "[50.0, 50.0]")
    said(try d.inverse().diagonal, "[0.5, 0.25]")
    said(try d.determinant().rounded(), "8.0")
    said(try (d * d).cholesky(), "[[2.0, 0.0], [0.0, 4.0]]")
    said(try d.symmetricEigenvalues(), "[2.0, 4.0]")
    said(try d.symmetricEigen().values, "[2.0, 4.0]")
    said(try d.singularValues(), "[4.0, 2.0]")
    said(try d.svd().values, "[4.0, 2.0]")
    said(try d.leastSquares(c).solution.column(0).rounded(), "[50.0, 50.0]")
    said(try d.qr().r.rows, "2")
    said(try d.norm(.one), "4.0")
    said(try d.norm(.two), "4.0")
    said(try d.conditionNumber(), "2.0")
    said(try d.rank(), "2")
  }

  @Test func files() throws {
    let folder = try TemporaryFolder()
    let (file, archive) = (folder.path("x.npy"), folder.path("m.npz"))
    said(try NPYWriter.save(x, to: file), "()")
    let writer = try NPZWriter(path: archive)
    try writer.add(m, named: "m")
    try writer.commit()
    said(try NPYFile(path: file).column(of: Double.self), "[3.0, 1.0, 2.0]")
    said(try NPYFile(path: file, mapping: true).column(of: Double.self), "[3.0, 1.0, 2.0]")
    said(try NPZFile(path: archive).matrix("m", of: Double.self), "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
  }
}
