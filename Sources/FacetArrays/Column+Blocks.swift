// How loops read columns that may be strided: contiguous elements where they lie; others a block at a time, gathered on the
// stack. Loops therefore see only elements side by side, and a view costs no memory.

extension Column {
  /// The elements that are gathered at a time: as many as a block of a pairwise sum, so that sums stay the same.
  static var blockLength: Int { PairwiseSum.blockLength }

  /// Calls `body` with all elements, in order: at most `limit` at once when they lie side by side, else for each block.
  @inline(__always)
  static func blocks(
    _ column: Column, limit: Int = .max, _ body: (_ values: UnsafePointer<Element>, _ first: Int, _ count: Int) -> Void
  ) {
    if column.stride == 1 {
      var first = 0
      while first < column.count {
        let length = min(limit, column.count - first)
        unsafe body(column.start + first, first, length)
        first += length
      }
      return
    }
    let blockLength = min(limit, blockLength)
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: blockLength) { buffer in
      let values = buffer.baseAddress!
      var first = 0
      while first < column.count {
        let length = min(blockLength, column.count - first)
        unsafe gather(column.start + first * column.stride, column.stride, values, length)
        unsafe body(values, first, length)
        first += length
      }
    }
  }

  /// Calls `body` with all pairs of elements, in order: at most `limit` at once when both columns are contiguous, else for
  /// each block.
  @inline(__always)
  static func blocks(
    _ left: Column, _ right: Column, limit: Int = .max,
    _ body: (_ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ first: Int, _ count: Int) -> Void
  ) {
    if left.stride == 1 && right.stride == 1 {
      var first = 0
      while first < left.count {
        let length = min(limit, left.count - first)
        unsafe body(left.start + first, right.start + first, first, length)
        first += length
      }
      return
    }
    let blockLength = min(limit, blockLength)
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: 2 * blockLength) { buffer in
      let values = buffer.baseAddress!
      var first = 0
      while first < left.count {
        let length = min(blockLength, left.count - first)
        let a = unsafe left.block(first, length, values)
        let b = unsafe right.block(first, length, values + blockLength)
        unsafe body(a, b, first, length)
        first += length
      }
    }
  }

  /// Calls `body` with all elements side by side: a strided view is copied for it.
  @inline(__always)
  func withElements<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    let elements = contiguous()
    defer { withExtendedLifetime(elements) {} }
    return unsafe body(elements.start)
  }

  /// A block of elements: where they lie, or gathered in `room`.
  @unsafe
  private func block(
    _ first: Int, _ length: Int, _ room: UnsafeMutablePointer<Element>
  ) -> UnsafePointer<Element> {
    if stride == 1 { return unsafe UnsafePointer(start + first) }
    unsafe Column.gather(start + first * stride, stride, room, length)
    return unsafe UnsafePointer(room)
  }

  /// Copies elements that lie `stride` from each other to a place where they lie `resultStride` from each other.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt16) @specialized(where Element == UInt8)
  @unsafe
  static func gather(
    _ values: UnsafePointer<Element>, _ stride: Int, _ result: UnsafeMutablePointer<Element>, _ count: Int,
    resultStride: Int = 1
  ) {
    if stride == 1 && resultStride == 1 { return unsafe result.update(from: values, count: count) }
    if resultStride == 1 {
      for index in 0..<count { unsafe result[index] = unsafe values[index &* stride] }
    } else {
      for index in 0..<count { unsafe result[index &* resultStride] = unsafe values[index &* stride] }
    }
  }
}
