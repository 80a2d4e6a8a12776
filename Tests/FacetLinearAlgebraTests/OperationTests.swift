// What goldens do not show: results written in place, shared memory, threads, random shapes against the naive product.
#if LinearAlgebra
  import FacetArrays
  import FacetLinearAlgebra
  import FacetTestSupport
  import Testing

  @Suite struct OperationTests {
    static func random<Element: LinearAlgebraElement>(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Element> {
      Matrix(Column<Element>.uniform(in: -1..<1, count: rows * columns, seed: seed), rows: rows, columns: columns)
    }

    @Test func productsOfAllSmallShapesAgreeWithTheDefinition() throws {
      var cases = 0
      let sizes = TestSize.isSmall ? [0, 1, 3] : [0, 1, 2, 3, 5, 8, 17]
      func check<Element: LinearAlgebraElement>(_ type: Element.Type) throws {
        for m in sizes {
          for k in sizes {
            for n in sizes {
              let (a, b): (Matrix<Element>, Matrix<Element>) = (
                Self.random(m, k, seed: UInt64(m * 100 + k)), Self.random(k, n, seed: UInt64(k * 100 + n))
              )
              let expected = naiveProduct(a, b)
              for a in layouts(a) {
                for b in layouts(b) {
                  #expect(
                    try a.matmul(b).isClose(
                      to: expected, relativeTolerance: 0, absoluteTolerance: GoldenCase<Element>.tolerance))
                  cases += 1
                }
              }
            }
          }
        }
      }
      try check(Double.self)
      try check(Float.self)
      #expect(ranCases("products", cases, atLeast: TestSize.pick(24_000, small: 1_900)))
    }

    @Test func theResultMayBeAnOperand() throws {
      let a: Matrix<Double> = Self.random(9, 9, seed: 1)
      let expected = naiveProduct(a, a)
      var result = a
      try a.matmul(result, into: &result)
      #expect(result.isClose(to: expected, relativeTolerance: 0, absoluteTolerance: 1e-13))
      let kept = result
      try a.matmul(a, into: &result)
      #expect(kept == result)
      try a.matmul(kept, into: &result)
      #expect(kept.isClose(to: expected, relativeTolerance: 0, absoluteTolerance: 1e-13))
    }

    @Test func operandsAreNeverChanged() throws {
      let a: Matrix<Double> = Self.random(12, 12, seed: 2)
      let twin = Matrix(Column(a.flat.array), rows: 12, columns: 12)
      let b: Matrix<Double> = Self.random(12, 2, seed: 3)
      let other = Matrix(Column(b.flat.array), rows: 12, columns: 2)
      _ = try (a.solve(b), a.inverse(), a.determinant(), a.qr(), a.svd(), a.symmetricEigen(), a.leastSquares(b))
      _ = try (a.gram().cholesky(), a.norm(), a.conditionNumber())
      #expect(a == twin && b == other)
    }

    @Test func infinitiesGoThroughProducts() throws {
      let a: Matrix<Double> = [[1, .infinity], [.nan, 2]]
      let product = try a.matmul(Matrix<Double>.identity(2))
      #expect(product[0, 1] == .infinity && product[1, 0].isNaN)
    }

    @Test func openBLASRunsOnOneThread() throws {
      #expect(LinearAlgebra.threads == 1)
      _ = try Self.random(200, 200, seed: 4).matmul(Self.random(200, 200, seed: 5) as Matrix<Double>)
      #expect(LinearAlgebra.threads == 1)
    }

    /// Several threads at once, each with its own problem.
    @Test func operationsRunSideBySide() async throws {
      let a: Matrix<Double> = Self.random(60, 60, seed: 6)
      let expected = try a.inverse()
      let same = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<16 { group.addTask { try a.inverse() == expected } }
        return try await group.reduce(true) { $0 && $1 }
      }
      #expect(same)
    }

    @Test func largerProblemsHaveSmallResiduals() throws {
      let size = TestSize.pick(300, small: 70)
      let a: Matrix<Double> = Self.random(size, size, seed: 7)
      let b: Matrix<Double> = Self.random(size, 3, seed: 8)
      let x = try a.solve(b)
      #expect(try a.matmul(x).isClose(to: b, relativeTolerance: 0, absoluteTolerance: 1e-10))
      let inverse = try a.inverse()
      #expect(try a.matmul(inverse).isClose(to: .identity(size), relativeTolerance: 0, absoluteTolerance: 1e-10))
      let tall: Matrix<Double> = Self.random(3 * size, size, seed: 9)
      let (qr, svd) = (try tall.qr(), try tall.svd())
      #expect(try qr.q.matmul(qr.r).isClose(to: tall, relativeTolerance: 0, absoluteTolerance: 1e-12))
      #expect(
        try scaledColumns(svd.u, svd.values).matmul(svd.vTransposed)
          .isClose(to: tall, relativeTolerance: 0, absoluteTolerance: 1e-12))
      // Least squares leaves a residual at right angles to all columns.
      let right: Matrix<Double> = Self.random(3 * size, 1, seed: 10)
      let found = try tall.leastSquares(right)
      let rest = try tall.matmul(found.solution).flat - right.flat
      #expect(try tall.transposed.matmul(rest).norm() < 1e-11)
      #expect(abs(rest.dot(rest) - found.residuals[0]) < 1e-10)
    }
  }
#endif
