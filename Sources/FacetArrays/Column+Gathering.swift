// Columns out of chosen elements of others: by index, by mask, turned round, one after the other.

extension Column {
  /// The elements at the given indices, in their order. NumPy: `numpy.take`. O(number of indices).
  /// - Precondition: each index lies in the column; none is negative.
  public func take(_ indices: Column<Int64>) -> Column {
    unsafe Column.made(indices.count) { unsafe write(indices, $0) }
  }

  /// The elements at the given indices, in their order.
  public func take(_ indices: Column<Int32>) -> Column {
    unsafe Column.made(indices.count) { unsafe write(indices, $0) }
  }

  /// Writes the elements at the given indices to `result`, which must have as many elements as there are indices.
  public func take(_ indices: Column<Int64>, into result: inout Column) {
    unsafe Column.overwrite(&result, indices.count) { unsafe write(indices, $0) }
  }

  /// Writes the elements at the given indices to `result`.
  public func take(_ indices: Column<Int32>, into result: inout Column) {
    unsafe Column.overwrite(&result, indices.count) { unsafe write(indices, $0) }
  }

  /// The elements where the mask is true, in their order. NumPy: `numpy.compress`, `column[mask]`. O(count).
  public func compress(_ mask: Mask) -> Column {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    let total = mask.trueCount
    return unsafe Column.made(total) { unsafe write(mask, total, $0) }
  }

  /// Writes the elements where the mask is true to `result`, which must have as many elements as there are.
  public func compress(_ mask: Mask, into result: inout Column) {
    precondition(mask.count == count, "the mask must have as many values as the column has elements")
    let total = mask.trueCount
    unsafe Column.overwrite(&result, total) { unsafe write(mask, total, $0) }
  }

  /// The elements in the opposite order. `column[0..<count, by: -1]` is a view that copies nothing. NumPy: `numpy.flip`.
  /// O(count).
  public func reversed() -> Column {
    unsafe Column.made(count) { result in unsafe withElements { unsafe Column.turn($0, result, count) } }
  }

  /// Writes the elements in the opposite order to `result`, which must have as many elements.
  public func reverse(into result: inout Column) {
    unsafe Column.overwrite(&result, count) { result in unsafe withElements { unsafe Column.turn($0, result, count) } }
  }

  /// The elements of all columns, one column after the other. NumPy: `numpy.concatenate`. O(number of elements).
  public static func concatenate(_ columns: [Column]) -> Column {
    unsafe made(columns.reduce(0) { $0 + $1.count }) { result in
      var place = 0
      for column in columns {
        unsafe gather(column.start, column.stride, result + place, column.count)
        place += column.count
      }
    }
  }
}

// MARK: Loops

extension Column {
  @unsafe
  private func write(_ indices: Column<Int64>, _ result: UnsafeMutablePointer<Element>) {
    unsafe withElements { values in
      unsafe indices.withElements { unsafe Column.gather(values, count, $0, result, indices.count) }
    }
  }

  @unsafe
  private func write(_ indices: Column<Int32>, _ result: UnsafeMutablePointer<Element>) {
    unsafe withElements { values in
      unsafe indices.withElements { unsafe Column.gather(values, count, $0, result, indices.count) }
    }
  }

  @unsafe
  private func write(_ mask: Mask, _ total: Int, _ result: UnsafeMutablePointer<Element>) {
    unsafe withElements { values in
      unsafe mask.bytes.withElements { unsafe Column.pack(values, $0, result, total) }
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func gather(
    _ values: UnsafePointer<Element>, _ bound: Int, _ indices: UnsafePointer<Int64>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    for place in 0..<count {
      let index = unsafe indices[place]
      precondition(UInt64(bitPattern: index) < UInt64(bound), "an index lies outside the column")
      unsafe result[place] = unsafe values[Int(index)]
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func gather(
    _ values: UnsafePointer<Element>, _ bound: Int, _ indices: UnsafePointer<Int32>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    for place in 0..<count {
      let index = unsafe Int(indices[place])
      precondition(UInt(bitPattern: index) < UInt(bound), "an index lies outside the column")
      unsafe result[place] = unsafe values[index]
    }
  }

  /// Each element is written, and the place moves on only if it is to stay: no branch to mispredict.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func pack(
    _ values: UnsafePointer<Element>, _ mask: UnsafePointer<UInt8>, _ result: UnsafeMutablePointer<Element>,
    _ total: Int
  ) {
    var (place, index) = (0, 0)
    while place < total {
      unsafe result[place] = unsafe values[index]
      unsafe place &+= Int(mask[index])
      index &+= 1
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func turn(
    _ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    for index in 0..<count { unsafe result[index] = unsafe values[count &- 1 &- index] }
  }
}
