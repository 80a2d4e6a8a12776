// Comparisons of matrices, element by element, to masks; and the choice between matrices by a mask. NaN is unequal to
// everything, itself too. All are O(rows · columns).

extension Matrix {
  /// Tells for each pair whether the left element is less. NumPy: `numpy.less`.
  public static func .< (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .< $1).bytes })
  }

  /// Tells for each element whether it is less, compared with a number.
  public static func .< (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .< right).bytes })
  }

  /// Tells for each pair whether the left element is less or equal. NumPy: `numpy.less_equal`.
  public static func .<= (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .<= $1).bytes })
  }

  /// Tells for each element whether it is less or equal, compared with a number.
  public static func .<= (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .<= right).bytes })
  }

  /// Tells for each pair whether the left element is equal. NumPy: `numpy.equal`.
  public static func .== (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .== $1).bytes })
  }

  /// Tells for each element whether it is equal, compared with a number.
  public static func .== (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .== right).bytes })
  }

  /// Tells for each pair whether the left element is not equal. NumPy: `numpy.not_equal`.
  public static func .!= (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .!= $1).bytes })
  }

  /// Tells for each element whether it is not equal, compared with a number.
  public static func .!= (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .!= right).bytes })
  }

  /// Tells for each pair whether the left element is greater or equal. NumPy: `numpy.greater_equal`.
  public static func .>= (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .>= $1).bytes })
  }

  /// Tells for each element whether it is greater or equal, compared with a number.
  public static func .>= (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .>= right).bytes })
  }

  /// Tells for each pair whether the left element is greater. NumPy: `numpy.greater`.
  public static func .> (left: Matrix, right: Matrix) -> MaskMatrix {
    MaskMatrix(bytes: paired(left, right) { ($0 .> $1).bytes })
  }

  /// Tells for each element whether it is greater, compared with a number.
  public static func .> (left: Matrix, right: Element) -> MaskMatrix {
    MaskMatrix(bytes: mapped(left) { ($0 .> right).bytes })
  }

  /// Compares two matrices element by element and writes to `result`, which must have their shape.
  public static func compare(
    _ left: Matrix, _ comparison: Comparison, _ right: Matrix, into result: inout MaskMatrix
  ) {
    checkShapes(left, right)
    write(&result.bytes, like: left) { bytes in
      var mask = Mask(bytes: bytes)
      bytes = Column()
      Column.compare(left.flat, comparison, right.flat, into: &mask)
      bytes = mask.bytes
    }
  }

  /// Compares each element with a number and writes to `result`, which must have the same shape.
  public static func compare(
    _ left: Matrix, _ comparison: Comparison, _ right: Element, into result: inout MaskMatrix
  ) {
    write(&result.bytes, like: left) { bytes in
      var mask = Mask(bytes: bytes)
      bytes = Column()
      Column.compare(left.flat, comparison, right, into: &mask)
      bytes = mask.bytes
    }
  }

  /// The elements of `left` where the mask is true, those of `right` elsewhere. NumPy: `numpy.where`.
  public static func select(_ mask: MaskMatrix, _ left: Matrix, _ right: Matrix) -> Matrix {
    checkShapes(left, right)
    checkShapes(left, mask.bytes)
    return Matrix(Column.select(mask.flat, left.flat, right.flat), rows: left.rows, columns: left.columns)
  }

  /// The elements of `left` where the mask is true, those of `right` elsewhere, written to `result`.
  public static func select(_ mask: MaskMatrix, _ left: Matrix, _ right: Matrix, into result: inout Matrix) {
    checkShapes(left, right)
    checkShapes(left, mask.bytes)
    write(&result, like: left) { Column.select(mask.flat, left.flat, right.flat, into: &$0) }
  }

  /// This matrix with a number where the mask is true. NumPy: `numpy.where(mask, value, matrix)`.
  public func replacing(with value: Element, where mask: MaskMatrix) -> Matrix {
    Matrix.checkShapes(self, mask.bytes)
    return Matrix(flat.replacing(with: value, where: mask.flat), rows: rows, columns: columns)
  }

  /// Writes a number where the mask is true. NumPy: `matrix[mask] = value`.
  public mutating func replace(with value: Element, where mask: MaskMatrix) {
    Matrix.checkShapes(self, mask.bytes)
    flat.replace(with: value, where: mask.flat)
  }
}
