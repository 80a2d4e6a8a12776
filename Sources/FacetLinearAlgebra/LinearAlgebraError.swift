// What can go wrong with good memory and bad numbers: every routine checks shapes and finiteness before LAPACK sees them,
// because LAPACK itself ends the process over a wrong argument and may loop for ever over a NaN.
#if LinearAlgebra

  /// Tells why a problem of linear algebra has no answer.
  public enum LinearAlgebraError: Error, Sendable, Equatable {
    /// The operands do not fit together.
    case shapeMismatch(String)
    /// The operation is for square matrices.
    case notSquare(rows: Int, columns: Int)
    /// Elimination met a pivot that is exactly zero; `pivot` counts from 0. A matrix that is only nearly singular gives an
    /// answer without digits: ask `conditionNumber()`.
    case singular(pivot: Int)
    /// The leading block of `order` rows and columns is not positive definite.
    case notPositiveDefinite(order: Int)
    /// An iteration of LAPACK gave up.
    case notConverged
    /// An element is NaN or infinite; the first one row by row.
    case nonFinite(row: Int, column: Int)
    /// The operation needs at least one element.
    case empty
    /// OpenBLAS counts in 32 bits, and this shape or its work space has more.
    case tooLarge(rows: Int, columns: Int)
  }

  extension LinearAlgebraError: CustomStringConvertible {
    public var description: String {
      switch self {
      case .shapeMismatch(let reason): reason
      case .notSquare(let rows, let columns): "the matrix of \(rows) x \(columns) is not square"
      case .singular(let pivot): "the matrix is singular: pivot \(pivot) is zero"
      case .notPositiveDefinite(let order): "the matrix is not positive definite: its leading block of \(order) is not"
      case .notConverged: "the iteration did not converge"
      case .nonFinite(let row, let column): "the element in row \(row) and column \(column) is not finite"
      case .empty: "the matrix has no elements"
      case .tooLarge(let rows, let columns): "the matrix of \(rows) x \(columns) is too large for OpenBLAS"
      }
    }
  }
#endif
