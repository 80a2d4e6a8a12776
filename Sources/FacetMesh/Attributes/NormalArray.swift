// The normals of the vertices: three rows of Float64 like the positions, with a precision of their own, because a file may
// well store positions as float64 and normals as float32.
import FacetArrays

/// A normal for each vertex, as a 3×N structure of arrays. Nobody says that they have the length 1.
public struct NormalArray: Sendable, Equatable {
  /// The normals as a 3×N matrix: row 0 is x, row 1 is y, row 2 is z.
  /// A view that does not lie row by row is copied when it is assigned. Normals that were changed are no longer exact in
  /// float32: set `precision` too.
  public var matrix: Matrix<Double> {
    get { rowMajor }
    set { rowMajor = newValue.contiguous() }
    _modify { yield &rowMajor }
  }
  /// The matrix, contiguous, for kernels.
  package var rowMajor: Matrix<Double>
  /// The precision in which they were stored where they came from.
  public var precision: SourcePrecision

  /// - Precondition: the matrix has three rows.
  public init(_ matrix: Matrix<Double>, precision: SourcePrecision = .float64) {
    precondition(matrix.rows == 3, "normals are a matrix of three rows")
    rowMajor = matrix.contiguous()
    self.precision = precision
  }

  /// Copies normals from a Swift array. O(count).
  public init(_ normals: [SIMD3<Double>], precision: SourcePrecision = .float64) {
    self.init(VertexArray(normals).rowMajor, precision: precision)
  }

  /// The number of normals.
  public var count: Int { rowMajor.columns }

  /// The normal of one vertex.
  public subscript(index: Int) -> SIMD3<Double> {
    get { SIMD3(matrix[0, index], matrix[1, index], matrix[2, index]) }
    set {
      matrix[0, index] = newValue.x
      matrix[1, index] = newValue.y
      matrix[2, index] = newValue.z
    }
  }

  /// The normals with these numbers, in that order. O(numbers).
  public func take(_ numbers: Column<VertexIndex>) -> NormalArray {
    let numbers = numbers.contiguous()
    var result = Matrix<Double>(
      rows: 3, columns: numbers.count, purpose: .attributes, label: "vertex normals", ledger: rowMajor.storage?.ledger)
    let (source, wanted) = (rowMajor.span, numbers.span)
    var target = result.mutableSpan
    for axis in 0..<3 {
      let (from, to) = (axis * count, axis * numbers.count)
      for index in 0..<wanted.count {
        precondition(wanted[index] >= 0 && Int(wanted[index]) < count, "there is no normal of that number")
        target[to + index] = source[from + Int(wanted[index])]
      }
    }
    return NormalArray(result, precision: precision)
  }

  /// The normals for which the mask is true, in their order. O(count).
  public func compress(_ mask: Mask) -> NormalArray {
    NormalArray(rowMajor.compress(columns: mask), precision: precision)
  }
}
