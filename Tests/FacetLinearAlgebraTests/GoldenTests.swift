// Every operation against SciPy's results, for both element types, each matrix in six layouts of memory.
#if LinearAlgebra
  import FacetArrays
  import FacetLinearAlgebra
  import FacetTestSupport
  import Testing

  @Suite struct GoldenTests {
    @Test func thereAreCases() {
      #expect(ranCases("golden archives of linear algebra", goldenNames.count, atLeast: 25))
    }

    @Test(arguments: goldenNames) func productsAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        let (a, right, vector) = (
          try golden.matrix("a"), try golden.matrix("right"), try golden.column("vector")
        )
        let scale = Double(try a.norm(.infinity))
        for a in layouts(a) {
          for right in layouts(right) {
            golden.expect(try a.matmul(right), try golden.matrix("matmul"), "matmul", scale: scale)
            var result = Matrix<Element>.full(rows: a.rows, columns: right.columns, .nan)
            try a.matmul(right, into: &result)
            golden.expect(result, try golden.matrix("matmul"), "matmul into", scale: scale)
          }
          golden.expect(try a.matmul(vector), try golden.column("matvec"), "matrix times vector", scale: scale)
          let strided = gapped(Matrix(vector, rows: vector.count, columns: 1))
          let column = vector.count > 0 ? strided.column(0) : vector
          golden.expect(try a.matmul(column), try golden.column("matvec"), "matrix times strided", scale: scale)
          let gram = try a.gram()
          golden.expect(gram, try golden.matrix("gram"), "gram")
          #expect(gram == gram.transposed)
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }

    @Test(arguments: goldenNames) func normsAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        let norms: [(MatrixNorm, String)] = [
          (.frobenius, "frobenius"), (.one, "one"), (.infinity, "infinity"), (.two, "two"), (.nuclear, "nuclear"),
          (.maximum, "maximum"),
        ]
        #expect(norms.count == MatrixNorm.allCases.count)
        for a in layouts(try golden.matrix("a")) {
          for (norm, key) in norms {
            golden.expect(try a.norm(norm), try golden.scalar("norm-" + key), "norm \(key)")
          }
          guard golden.has("condition") else { continue }
          let (actual, expected) = (try a.conditionNumber(), try golden.scalar("condition"))
          // Beyond the reach of the element type a condition number is noise.
          let reach = 1 / Double(Element.ulpOfOne)
          if Double(expected) * 16 < reach {
            golden.expect(
              actual, expected, "condition", tolerance: golden.tolerance(condition: Double(expected)))
          } else {
            #expect(Double(actual) * 64 > reach, "\(golden.name): condition \(actual), SciPy \(expected)")
          }
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }

    @Test(arguments: goldenNames) func singularValuesAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        for a in layouts(try golden.matrix("a")) {
          let (found, full) = (try a.svd(), try a.svd(full: true))
          let values = try golden.column("svd-s")
          golden.expect(found.values, values, "singular values")
          golden.expect(try a.singularValues(), values, "singular values alone")
          golden.expect(full.values, values, "singular values of the full form")
          golden.expect(
            naiveProduct(scaledColumns(found.u, found.values), found.vTransposed), a, "U · S · Vᵀ",
            tolerance: 2 * GoldenCase<Element>.tolerance)
          for (u, vt) in [(found.u, found.vTransposed), (full.u, full.vTransposed)] {
            golden.expect(naiveProduct(u.transposed, u), .identity(u.columns), "UᵀU")
            golden.expect(naiveProduct(vt, vt.transposed), .identity(vt.rows), "VᵀV")
          }
          #expect(full.u.rows == full.u.columns && full.vTransposed.rows == full.vTransposed.columns)
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }

    @Test(arguments: goldenNames) func leastSquaresAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        let b = try golden.matrix("b")
        let rank = Int(try golden.archive.scalar("lstsq-rank", of: Int64.self))
        let values = try golden.column("svd-s")
        let condition = rank > 0 ? Double(values[0] / values[rank - 1]) : 1
        for a in layouts(try golden.matrix("a")) {
          let found = try a.leastSquares(b)
          #expect(found.rank == rank, "\(golden.name)")
          golden.expect(found.singularValues, values, "singular values")
          golden.expect(
            found.solution, try golden.matrix("lstsq-x"), "least squares",
            tolerance: golden.tolerance(condition: condition * condition.squareRoot()))
          golden.expect(
            found.residuals, try golden.column("lstsq-residuals"), "residuals",
            tolerance: golden.tolerance(condition: condition))
          let first = try a.leastSquares(b.column(0))
          golden.expect(
            first.solution, found.solution[columns: 0..<1], "one right side",
            tolerance: golden.tolerance(condition: condition * condition.squareRoot()))
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }

    @Test(arguments: goldenNames) func orthogonalFactorsAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        let (q, r) = (try golden.matrix("qr-q"), try golden.matrix("qr-r"))
        for a in layouts(try golden.matrix("a")) {
          let found = try a.qr()
          golden.expect(naiveProduct(found.q, found.r), a, "Q · R", tolerance: 2 * GoldenCase<Element>.tolerance)
          golden.expect(naiveProduct(found.q.transposed, found.q), .identity(q.columns), "QᵀQ")
          for row in 0..<found.r.rows {
            for column in 0..<min(row, found.r.columns) { #expect(found.r[row, column] == 0) }
          }
          // Householder's reflections fix the signs, so even those agree where the columns are independent.
          let condition = golden.has("condition") ? Double(try golden.scalar("condition")) : 1
          guard condition < 1e3 else { continue }
          let tolerance = golden.tolerance(condition: condition)
          golden.expect(found.r, r, "R", tolerance: tolerance)
          golden.expect(found.q, q, "Q", tolerance: tolerance)
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }
  }
#endif
