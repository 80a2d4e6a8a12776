// New matrices: literals, equal elements, the identity, from the rows of Swift arrays; and matrices as text.

extension Matrix: ExpressibleByArrayLiteral {
  /// Makes a matrix of rows: `[[1, 2, 3], [4, 5, 6]]`.
  /// - Precondition: the rows have as many elements as each other.
  public init(arrayLiteral rows: [Element]...) { self.init(rows) }
}

extension Matrix {
  /// Copies the rows of Swift arrays. NumPy: `numpy.array`. O(rows · columns).
  /// - Precondition: the rows have as many elements as each other.
  public init(_ rows: [[Element]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows must have as many elements as each other")
    self.init(Column(rows.flatMap { $0 }), rows: rows.count, columns: columns)
  }

  /// Makes a matrix of zeros. NumPy: `numpy.zeros`. O(rows · columns), or O(1) from 1 MiB on.
  public static func zeros(rows: Int, columns: Int) -> Matrix { Matrix(rows: rows, columns: columns) }

  /// Makes a matrix of equal elements. NumPy: `numpy.full`. O(rows · columns).
  public static func full(rows: Int, columns: Int, _ value: Element) -> Matrix {
    Matrix(Column(repeating: value, count: rows * columns), rows: rows, columns: columns)
  }
}

extension Matrix where Element: ArrayNumber {
  /// Makes the matrix with ones on the diagonal and zeros elsewhere. NumPy: `numpy.eye`. O(size²).
  public static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }
}

extension Matrix: CustomStringConvertible {
  /// The rows between brackets, a line each. Of more than 1000 elements the first and last three rows and columns are
  /// shown, with `...` between, as NumPy does.
  public var description: String {
    let isLong = count > Elision.threshold
    let lines = Elision.parts(of: rows, isLong: isLong) { row in
      "[" + Elision.parts(of: columns, isLong: isLong) { "\(self[row, $0])" }.joined(separator: " ") + "]"
    }
    return "[" + lines.joined(separator: "\n ") + "]"
  }
}
