// Wrong shapes, singular matrices and numbers that are none: a typed error each, and never a trap or a hang in LAPACK.
#if LinearAlgebra
  import FacetArrays
  import FacetLinearAlgebra
  import FacetTestSupport
  import Testing

  @Suite struct BadInputTests {
    static let square: Matrix<Double> = [[4, 1, 0], [1, 3, 1], [0, 1, 2]]

    @Test func wrongShapesAreTypedErrors() {
      let a = Matrix<Double>(rows: 3, columns: 2)
      func isMismatch(_ body: () throws -> Void) -> Bool {
        do { try body() } catch LinearAlgebraError.shapeMismatch(let reason) { return !reason.isEmpty } catch {}
        return false
      }
      #expect(isMismatch { _ = try a.matmul(a) })
      #expect(isMismatch { _ = try a.matmul(Column<Double>(repeating: 1, count: 3)) })
      var result = Matrix<Double>(rows: 2, columns: 2)
      #expect(isMismatch { try a.matmul(a.transposed, into: &result) })
      #expect(isMismatch { _ = try Self.square.solve(Matrix(rows: 2, columns: 3)) })
      #expect(isMismatch { _ = try Self.square.solve(Column<Double>(repeating: 1, count: 4)) })
      #expect(isMismatch { _ = try a.leastSquares(Matrix(rows: 2, columns: 3)) })
      #expect(isMismatch { _ = try a.leastSquares(Column<Double>(repeating: 1, count: 4)) })
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN]) func nonFiniteElementsAreFound(
      _ bad: Double
    ) throws {
      func check<Element: LinearAlgebraElement>(_ type: Element.Type) throws {
        var cases = 0
        for (rows, columns) in [(1, 1), (3, 3), (5, 9), (40, 40), (64, 17)] {
          for place in [0, rows * columns / 2, rows * columns - 1] {
            var values = Matrix<Element>.identity(max(rows, columns))[rows: 0..<rows, columns: 0..<columns].contiguous()
            let (row, column) = (place / columns, place % columns)
            values[row, column] = Element(bad)
            let right = Matrix<Element>(rows: rows, columns: 2)
            let error = LinearAlgebraError.nonFinite(row: row, column: column)
            for a in layouts(values) {
              #expect(throws: error) { try a.svd() }
              #expect(throws: error) { try a.singularValues() }
              #expect(throws: error) { try a.qr() }
              #expect(throws: error) { try a.leastSquares(right) }
              #expect(throws: error) { try a.norm(.two) }
              #expect(throws: error) { try a.norm(.nuclear) }
              #expect(throws: error) { try a.conditionNumber() }
              #expect(throws: error) { try a.rank() }
              for norm in [MatrixNorm.frobenius, .one, .infinity, .maximum] {
                #expect(try !a.norm(norm).isFinite)
              }
              cases += 1
              guard rows == columns else { continue }
              #expect(throws: error) { try a.solve(right) }
              #expect(throws: error) { try a.inverse() }
              #expect(throws: error) { try a.determinant() }
              #expect(throws: error) { try a.cholesky() }
              #expect(throws: error) { try a.symmetricEigen() }
              let unit = Matrix<Element>.identity(rows)
              #expect(throws: error) { try unit.solve(a) }
              #expect(throws: error) { try unit.leastSquares(a) }
            }
          }
        }
        #expect(ranCases("places of a number that is none", cases, atLeast: 90))
      }
      try check(Double.self)
      try check(Float.self)
    }

    @Test func singularMatricesAreTypedErrors() throws {
      let a: Matrix<Double> = [[1, 2], [2, 4]]
      #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try a.solve(Column([1.0, 2])) }
      #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try a.inverse() }
      #expect(try a.determinant() == 0)
      #expect(try a.rank() == 1)
      #expect(try Double(1e15) < a.conditionNumber())
      #expect(try a.conditionNumber(.one) == .infinity)
      #expect(try Matrix<Double>(rows: 2, columns: 2).conditionNumber() == .infinity)
      #expect(throws: LinearAlgebraError.empty) { try Matrix<Double>(rows: 0, columns: 3).conditionNumber() }
      #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try a.cholesky() }
      let indefinite: Matrix<Float> = [[1, 0, 0], [0, -1, 0], [0, 0, 1]]
      #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try indefinite.cholesky() }
    }

    /// No memory is touched: the shapes alone tell that LAPACK can't count the elements.
    @Test func shapesBeyond32BitsAreTypedErrors() throws {
      let size = Int(Int32.max)
      let long = Matrix<UInt8>(rows: 0, columns: 0)
      #expect(long.count == 0)
      let (a, b) = (Matrix<Double>(rows: size, columns: 0), Matrix<Double>(rows: 0, columns: size))
      let error = LinearAlgebraError.tooLarge(rows: size, columns: 0)
      #expect(throws: error) { try a.qr() }
      #expect(throws: error) { try a.leastSquares(a) }
      #expect(throws: LinearAlgebraError.tooLarge(rows: 0, columns: size)) { try b.gram() }
    }

    @Test func infiniteSumsOverflowLikeNumPys() throws {
      let large: Matrix<Double> = [[0x1p1000, 0x1p1000], [0x1p1000, 0x1p1000]]
      #expect(try large.norm() == 0x1p1001)
      let small: Matrix<Double> = [[0x1p-1000, 0x1p-1000], [0x1p-1000, 0x1p-1000]]
      #expect(try small.norm() == 0x1p-999)
      #expect(try Matrix<Double>(rows: 3, columns: 3).norm() == 0)
    }

    @Test func errorsHaveWords() {
      let errors: [LinearAlgebraError] = [
        .shapeMismatch("words"), .notSquare(rows: 1, columns: 2), .singular(pivot: 0), .notPositiveDefinite(order: 1),
        .notConverged, .nonFinite(row: 0, column: 0), .empty, .tooLarge(rows: 1, columns: 1),
      ]
      #expect(Set(errors.map(\.description)).count == errors.count)
    }
  }
#endif
