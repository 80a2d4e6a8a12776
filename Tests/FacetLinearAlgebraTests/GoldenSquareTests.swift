// The operations on square matrices against SciPy's results: solving, inverse, determinant, Cholesky, eigenvalues.
#if LinearAlgebra
  import FacetArrays
  import FacetLinearAlgebra
  import FacetTestSupport
  import Testing

  @Suite struct GoldenSquareTests {
    @Test(arguments: goldenNames) func solutionsAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        let (a, b) = (try golden.matrix("a"), try golden.matrix("b"))
        guard a.rows == a.columns else {
          let error = LinearAlgebraError.notSquare(rows: a.rows, columns: a.columns)
          #expect(throws: error) { try a.solve(b) }
          #expect(throws: error) { try a.inverse() }
          #expect(throws: error) { try a.determinant() }
          #expect(throws: error) { try a.cholesky() }
          #expect(throws: error) { try a.symmetricEigen() }
          return
        }
        if golden.has("is-singular") {
          #expect(throws: LinearAlgebraError.self) { try a.solve(b) }
          #expect(throws: LinearAlgebraError.self) { try a.inverse() }
          #expect(try a.determinant() == 0)
          return
        }
        let condition = golden.has("condition") ? Double(try golden.scalar("condition")) : 1
        let tolerance = golden.tolerance(condition: condition)
        let determinant = try golden.scalar("determinant")
        for a in layouts(a) {
          for b in layouts(b) {
            golden.expect(try a.solve(b), try golden.matrix("solve"), "solve", tolerance: tolerance)
          }
          if a.rows > 0 {
            golden.expect(
              try a.solve(b.column(1)), try golden.matrix("solve").column(1), "solve a column", tolerance: tolerance)
          }
          golden.expect(try a.inverse(), try golden.matrix("inverse"), "inverse", tolerance: tolerance)
          if determinant.isFinite, determinant.magnitude > Element.leastNormalMagnitude {
            golden.expect(try a.determinant(), determinant, "determinant", tolerance: tolerance)
          }
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }

    @Test(arguments: goldenNames) func symmetricProblemsAgree(_ name: String) throws {
      func check<Element: LinearAlgebraElement>(_ golden: GoldenCase<Element>) throws {
        guard golden.has("symmetric") else { return }
        let (expected, vectors) = (try golden.column("eigen-values"), try golden.matrix("eigen-vectors"))
        let symmetric = try golden.matrix("symmetric")
        for a in layouts(symmetric) {
          let found = try a.symmetricEigen()
          golden.expect(found.values, expected, "eigenvalues")
          golden.expect(try a.symmetricEigenvalues(), expected, "eigenvalues alone")
          golden.expect(
            naiveProduct(scaledColumns(found.vectors, found.values), found.vectors.transposed), a, "V · L · Vᵀ",
            tolerance: 2 * GoldenCase<Element>.tolerance)
          golden.expect(naiveProduct(found.vectors.transposed, found.vectors), .identity(a.rows), "VᵀV")
          // A vector is as certain as its value is far from the others.
          let largest = expected.array.map(\.magnitude).max() ?? 0
          for index in 0..<expected.count {
            let gaps = (0..<expected.count).filter { $0 != index }.map { (expected[$0] - expected[index]).magnitude }
            guard let gap = gaps.min(), Double(gap) > 0.05 * Double(largest) else { continue }
            golden.expect(
              Column(found.vectors.column(index).array.map(\.magnitude)),
              Column(vectors.column(index).array.map(\.magnitude)), "eigenvector \(index)")
          }
        }
        // Only the lower triangle is read, also where it holds no numbers.
        var lower = symmetric.contiguous()
        for row in 0..<lower.rows {
          for column in row + 1..<max(lower.columns, row + 1) { lower[row, column] = 42 }
        }
        golden.expect(try lower.symmetricEigen().values, expected, "eigenvalues of the lower triangle")
        guard golden.has("cholesky") else { return }
        for a in layouts(try golden.matrix("positive")) {
          let found = try a.cholesky()
          golden.expect(found, try golden.matrix("cholesky"), "Cholesky")
          golden.expect(naiveProduct(found, found.transposed), a, "L · Lᵀ")
        }
      }
      try check(GoldenCase<Double>(name))
      try check(GoldenCase<Float>(name))
    }
  }
#endif
