// Writes to chosen places of a column: the opposite of take.

extension Column {
  /// Overwrites the element at each index with the value of the same number; where an index comes twice, the last value
  /// stays. NumPy: `numpy.put`, without its repetition of short values. O(number of indices).
  /// - Precondition: there are as many values as indices; each index lies in the column.
  public mutating func put(_ values: Column, at indices: Column<Int64>) {
    precondition(values.count == indices.count, "there must be as many values as indices")
    guard indices.count > 0 else { return }
    let (values, indices) = (values.contiguous(), indices.contiguous())
    makeWritable()
    unsafe Column.scatter(values.baseAddress, indices.baseAddress, baseAddress, indices.count, count)
  }

  /// Overwrites the element at each index with one value. NumPy: `numpy.put`. O(number of indices).
  /// - Precondition: each index lies in the column.
  public mutating func put(_ value: Element, at indices: Column<Int64>) {
    guard indices.count > 0 else { return }
    let indices = indices.contiguous()
    makeWritable()
    unsafe Column.scatter(value, indices.baseAddress, baseAddress, indices.count, count)
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func scatter(
    _ values: UnsafePointer<Element>, _ indices: UnsafePointer<Int64>, _ result: UnsafeMutablePointer<Element>,
    _ count: Int, _ bound: Int
  ) {
    for place in 0..<count {
      let index = unsafe indices[place]
      precondition(UInt64(bitPattern: index) < UInt64(bound), "an index lies outside the column")
      unsafe result[Int(index)] = unsafe values[place]
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func scatter(
    _ value: Element, _ indices: UnsafePointer<Int64>, _ result: UnsafeMutablePointer<Element>, _ count: Int,
    _ bound: Int
  ) {
    for place in 0..<count {
      let index = unsafe indices[place]
      precondition(UInt64(bitPattern: index) < UInt64(bound), "an index lies outside the column")
      unsafe result[Int(index)] = value
    }
  }
}
