// Rows of linear algebra. Their size is the number of rows of a square matrix.
#if LINEAR_ALGEBRA
  import Facet

  extension Rows {
    mutating func addLinearAlgebra() {
      fresh("matmul", "float64") {
        let (a, b) = ($0.square(1), $0.square(2)); return { try! a.matmul(b) }
      }
      fresh("solve", "float64") {
        let (a, b) = ($0.square(1), $0.square(2)); return { try! a.solve(b) }
      }
      fresh("eigh", "float64") {
        let a = $0.square(1)
        let symmetric = a + a.transposed
        return { Part(whole: try! symmetric.symmetricEigen(), shown: { $0.values }) }
      }
      fresh("svd", "float64") {
        let a = $0.square(1); return { Part(whole: try! a.svd(), shown: { $0.values }) }
      }
    }
  }

  extension Inputs {
    func square(_ operand: UInt64) -> Matrix<Double> {
      Matrix(floats(operand, count: size * size), rows: size, columns: size)
    }
  }
#endif
