// Which rows of the arrays of a mesh stay, a byte a row, and the arrays with only those. Everything is read and written in
// order, so that under a ceiling old arrays, new arrays and the bytes may all lie in files.
import FacetArrays
import FacetMemory

/// A choice of rows.
struct KeptRows {
  /// 1 for each row that stays, 0 for the others.
  private let bytes: Column<UInt8>
  /// How many stay.
  let count: Int
  private let ledger: MemoryLedger?

  /// Asks for each row whether it stays. O(rows).
  init(of rows: Int, ledger: MemoryLedger?, _ keep: (Int) -> Bool) throws(FileError) {
    var builder = try ColumnBuilder<UInt8>(
      expectedCount: rows, capacityLimit: max(1, rows), purpose: .remap, label: "kept rows", ledger: ledger)
    let place = unsafe try builder.reserve(rows)
    var count = 0
    for row in 0..<rows {
      if row % Self.step == 0 { try ledger?.step() }
      let stays: UInt8 = keep(row) ? 1 : 0
      unsafe place[row] = stays
      count += Int(stays)
    }
    builder.commit(rows)
    bytes = try builder.finish()
    self.count = count
    self.ledger = ledger
  }

  /// What the rows of a column keep, in order. O(elements).
  /// - Parameters:
  ///   - width: the elements of a row, side by side.
  ///   - planes: how often all rows stand in the column, one time behind the other.
  @specialized(where Element == Double) @specialized(where Element == Float) @specialized(where Element == Int32)
  @specialized(where Element == UInt16) @specialized(where Element == UInt8)
  func taken<Element: ArrayElement>(
    from column: Column<Element>, width: Int = 1, planes: Int = 1, _ purpose: MemoryPurpose, _ label: String
  ) throws(FileError) -> Column<Element> {
    let size = planes * count * width
    var builder = try ColumnBuilder<Element>(
      expectedCount: size, capacityLimit: max(1, size), purpose: purpose, label: label, ledger: ledger)
    let place = unsafe try builder.reserve(size)
    let (source, stays) = (column.span, bytes.span)
    var (from, to) = (0, 0)
    for _ in 0..<planes {
      for row in 0..<stays.count {
        if row % Self.step == 0 { try ledger?.step() }
        if stays[row] != 0 {
          for element in 0..<width { unsafe place[to + element] = source[from + element] }
          to += width
        }
        from += width
      }
    }
    builder.commit(size)
    return try builder.finish()
  }

  /// The new number of each row; -1 for those that go.
  func numbers() throws(FileError) -> Column<VertexIndex> {
    var builder = try ColumnBuilder<VertexIndex>(
      expectedCount: bytes.count, capacityLimit: max(1, bytes.count), purpose: .remap, label: "new numbers",
      ledger: ledger)
    let place = unsafe try builder.reserve(bytes.count)
    let stays = bytes.span
    var next: VertexIndex = 0
    for row in 0..<stays.count {
      if row % Self.step == 0 { try ledger?.step() }
      unsafe place[row] = stays[row] != 0 ? next : -1
      next += VertexIndex(stays[row])
    }
    builder.commit(bytes.count)
    return try builder.finish()
  }

  /// Rows of several elements pass by, from one array to another.
  private static var step: Int { MappedStorage.stepElements / 8 }
}

// MARK: Attributes

extension KeptRows {
  func taken(from normals: NormalArray) throws(FileError) -> NormalArray {
    let rows = try taken(from: normals.rowMajor.flat, planes: 3, .attributes, "vertex normals")
    return NormalArray(Matrix(rows, rows: 3, columns: count), precision: normals.precision)
  }

  func taken(from colors: ColorArray) throws(FileError) -> ColorArray {
    switch colors.components {
    case .uint8(let column):
      ColorArray(
        uint8: try taken(from: column, width: colors.channels, .attributes, "colours"), channels: colors.channels)
    case .float32(let column):
      ColorArray(
        float32: try taken(from: column, width: colors.channels, .attributes, "colours"), channels: colors.channels)
    }
  }
}
