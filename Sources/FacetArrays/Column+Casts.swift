// Casts between all element types.
//
// The rule: to floating point, the nearest value, ties to even (infinite when it is out of range). To an integer, the
// fraction is cut off, what is out of range becomes the nearest end of the range, and NaN becomes 0. NumPy's astype agrees
// where the value fits, and leaves the rest to the processor; here the bits are the same everywhere.
import CFacetKernels

extension Column {
  /// The elements as another type, by the rule above. NumPy: `astype`. O(count).
  public func cast<Target: ArrayElement>(to type: Target.Type = Target.self) -> Column<Target> {
    unsafe Column<Target>.madeInBlocks(count) { unsafe write(to: $0) }
  }

  /// Writes the elements as another type to `result`, which must have as many elements. O(count).
  public func cast<Target: ArrayElement>(into result: inout Column<Target>) {
    unsafe Column<Target>.overwriteInBlocks(&result, count) { unsafe write(to: $0) }
  }

  @unsafe
  private func write<Target: ArrayElement>(to result: BlockTarget<Target>) {
    unsafe Column.blocks(self, limit: result.blockLength) { values, first, count in
      unsafe result.write(first, count) {
        unsafe Column<Target>.convert(UnsafeRawPointer(values), Element.self, $0, count)
      }
    }
  }

  /// Writes the elements of a column of any type. The types of both sides are known in each loop: the result's by
  /// specialisation, the source's by one test a column.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  fileprivate static func convert(
    _ base: UnsafeRawPointer, _ source: any ArrayElement.Type, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    if source == Element.self {
      unsafe result.update(from: base.assumingMemoryBound(to: Element.self), count: count)
    } else if source == Double.self && Element.self == Int32.self {
      let result = unsafe UnsafeMutableRawPointer(result).assumingMemoryBound(to: Int32.self)
      unsafe facet_double_to_int32(base.assumingMemoryBound(to: Double.self), result, count)
    } else if source == Double.self {
      let values = unsafe base.assumingMemoryBound(to: Double.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: values[index]) }
    } else if source == Float.self {
      let values = unsafe base.assumingMemoryBound(to: Float.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: Double(values[index])) }
    } else if source == Int32.self {
      let values = unsafe base.assumingMemoryBound(to: Int32.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: Int64(values[index])) }
    } else if source == Int64.self {
      let values = unsafe base.assumingMemoryBound(to: Int64.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: values[index]) }
    } else if source == UInt32.self {
      let values = unsafe base.assumingMemoryBound(to: UInt32.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: Int64(values[index])) }
    } else if source == UInt16.self {
      let values = unsafe base.assumingMemoryBound(to: UInt16.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: Int64(values[index])) }
    } else if source == UInt8.self {
      let values = unsafe base.assumingMemoryBound(to: UInt8.self)
      for index in 0..<count { unsafe result[index] = unsafe Element(_saturating: Int64(values[index])) }
    } else {
      preconditionFailure("\(source) is no element type of Facet")
    }
  }
}
