// Truth values in rows and columns: what comparisons of matrices make. Logic and counting are those of Mask.

/// A matrix of truth values. Copying it is O(1); the first write to a shared one copies it.
public struct MaskMatrix: Sendable, Equatable {
  /// 0 or 1 each.
  package var bytes: Matrix<UInt8>

  /// - Precondition: each byte is 0 or 1.
  package init(bytes: Matrix<UInt8>) { self.bytes = bytes }

  /// Makes a mask over `values`, row by row. O(1).
  /// - Precondition: `values.count == rows * columns`.
  public init(_ values: Mask, rows: Int, columns: Int) {
    bytes = Matrix(values.bytes, rows: rows, columns: columns)
  }

  /// The number of rows.
  public var rows: Int { bytes.rows }
  /// The number of columns.
  public var columns: Int { bytes.columns }

  /// The value in a row and a column.
  public subscript(row: Int, column: Int) -> Bool {
    get { bytes[row, column] != 0 }
    set { bytes[row, column] = newValue ? 1 : 0 }
  }

  /// All values, row after row. O(1) when they lie so.
  public var flat: Mask { Mask(bytes: bytes.flat) }

  /// One row, as a view that copies nothing.
  public func row(_ row: Int) -> Mask { Mask(bytes: bytes.row(row)) }

  /// One column. O(rows).
  public func column(_ column: Int) -> Mask { Mask(bytes: bytes.column(column).contiguous()) }

  /// The rows as columns, as a view that copies nothing.
  public var transposed: MaskMatrix { MaskMatrix(bytes: bytes.transposed) }
}

// MARK: Logic

extension MaskMatrix {
  /// True where both are. NumPy: `numpy.logical_and`. O(rows · columns).
  public static func .& (left: MaskMatrix, right: MaskMatrix) -> MaskMatrix { paired(left, right) { $0 .& $1 } }

  /// True where one is, or both. NumPy: `numpy.logical_or`. O(rows · columns).
  public static func .| (left: MaskMatrix, right: MaskMatrix) -> MaskMatrix { paired(left, right) { $0 .| $1 } }

  /// True where they differ. NumPy: `numpy.logical_xor`. O(rows · columns).
  public static func .^ (left: MaskMatrix, right: MaskMatrix) -> MaskMatrix { paired(left, right) { $0 .^ $1 } }

  /// True where the mask is not. NumPy: `numpy.logical_not`. O(rows · columns).
  public static prefix func .! (mask: MaskMatrix) -> MaskMatrix {
    MaskMatrix(bytes: Matrix.mapped(mask.bytes) { (.!Mask(bytes: $0)).bytes })
  }

  private static func paired(
    _ left: MaskMatrix, _ right: MaskMatrix, _ body: (Mask, Mask) -> Mask
  ) -> MaskMatrix {
    MaskMatrix(bytes: Matrix.paired(left.bytes, right.bytes) { body(Mask(bytes: $0), Mask(bytes: $1)).bytes })
  }
}

// MARK: Reductions

extension MaskMatrix {
  /// The number of true values. NumPy: `numpy.count_nonzero`. O(rows · columns).
  public var trueCount: Int { flat.trueCount }

  /// Whether one value is true; false for an empty mask. NumPy: `numpy.any`. O(rows · columns).
  public func any() -> Bool { flat.any() }

  /// Whether no value is false; true for an empty mask. NumPy: `numpy.all`. O(rows · columns).
  public func all() -> Bool { flat.all() }

  /// The number of true values of each row or column. NumPy: `numpy.count_nonzero(axis=)`. O(rows · columns).
  public func trueCount(of lines: MatrixLines) -> Column<Int64> {
    let across = (lines == .columns ? bytes : bytes.transposed)
    var counts = Column<Int64>.zeros(across.columns)
    var span = counts.mutableSpan
    if across.rows < across.columns {
      for row in 0..<across.rows {
        let values = across.row(row).contiguous()
        let bytes = values.span
        for index in 0..<bytes.count { span[index] &+= Int64(bytes[index]) }
      }
    } else {
      for column in 0..<across.columns {
        span[column] = Int64(Mask(bytes: across.column(column).contiguous()).trueCount)
      }
    }
    return counts
  }

  /// Whether one value of each row or column is true. NumPy: `numpy.any(axis=)`. O(rows · columns).
  public func any(of lines: MatrixLines) -> Mask { trueCount(of: lines) .> 0 }

  /// Whether no value of each row or column is false. NumPy: `numpy.all(axis=)`. O(rows · columns).
  public func all(of lines: MatrixLines) -> Mask {
    trueCount(of: lines) .== Int64(lines == .rows ? columns : rows)
  }
}
