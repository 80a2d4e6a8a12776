// The smallest and the largest element, and where they are. One pass: the extreme of each block is found with SIMD lanes,
// and only the block that holds the answer is searched for the place.

extension Column where Element: ArrayNumber {
  /// The smallest element; NaN if one is, nil for an empty column. Zeros of both signs are equal. NumPy: `numpy.min`.
  /// O(count).
  public func minimum() -> Element? { extreme(largest: false)?.value }

  /// The largest element; NaN if one is, nil for an empty column. Zeros of both signs are equal. NumPy: `numpy.max`.
  /// O(count).
  public func maximum() -> Element? { extreme(largest: true)?.value }

  /// The index of the first smallest element, or of the first NaN; nil for an empty column. NumPy: `numpy.argmin`.
  /// O(count).
  public func argmin() -> Int? { extreme(largest: false)?.index }

  /// The index of the first largest element, or of the first NaN; nil for an empty column. NumPy: `numpy.argmax`.
  /// O(count).
  public func argmax() -> Int? { extreme(largest: true)?.index }

  private func extreme(largest: Bool) -> (value: Element, index: Int)? {
    unsafe withElements { unsafe Column.extreme($0, count, largest: largest) }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func extreme(
    _ values: UnsafePointer<Element>, _ count: Int, largest: Bool
  ) -> (value: Element, index: Int)? {
    guard count > 0 else { return nil }
    let blockLength = 2048
    var (best, bestBlock) = unsafe (values[0], 0)
    var first = 0
    while first < count {
      let length = min(blockLength, count - first)
      let value = unsafe largest ? Element._largest(values + first, length) : Element._smallest(values + first, length)
      if value != value || (largest ? value > best : value < best) {
        (best, bestBlock) = (value, first)
        if value != value { break }
      }
      first += length
    }
    var index = bestBlock
    if best != best {
      while unsafe values[index] == values[index] { index += 1 }
    } else {
      while unsafe values[index] != best { index += 1 }
    }
    return unsafe (values[index], index)
  }
}

// MARK: Blocks

extension ArrayNumber where Self: FixedWidthInteger {
  @unsafe @inline(__always)
  public static func _smallest(_ values: UnsafePointer<Self>, _ count: Int) -> Self {
    var result = unsafe values[0]
    for index in 1..<count { result = unsafe values[index] < result ? values[index] : result }
    return result
  }

  @unsafe @inline(__always)
  public static func _largest(_ values: UnsafePointer<Self>, _ count: Int) -> Self {
    var result = unsafe values[0]
    for index in 1..<count { result = unsafe values[index] > result ? values[index] : result }
    return result
  }
}

extension Double {
  @unsafe
  public static func _smallest(_ values: UnsafePointer<Double>, _ count: Int) -> Double {
    unsafe extreme(values, count, lesser) { (best: inout SIMD16<Double>, broken, lanes) in
      best.replace(with: lanes, where: lanes .< best)
      broken.replace(with: lanes, where: lanes .!= lanes)
    }
  }

  @unsafe
  public static func _largest(_ values: UnsafePointer<Double>, _ count: Int) -> Double {
    unsafe extreme(values, count, greater) { (best: inout SIMD16<Double>, broken, lanes) in
      best.replace(with: lanes, where: lanes .> best)
      broken.replace(with: lanes, where: lanes .!= lanes)
    }
  }
}

extension Float {
  @unsafe
  public static func _smallest(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
    unsafe extreme(values, count, lesser) { (best: inout SIMD16<Float>, broken, lanes) in
      best.replace(with: lanes, where: lanes .< best)
      broken.replace(with: lanes, where: lanes .!= lanes)
    }
  }

  @unsafe
  public static func _largest(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
    unsafe extreme(values, count, greater) { (best: inout SIMD16<Float>, broken, lanes) in
      best.replace(with: lanes, where: lanes .> best)
      broken.replace(with: lanes, where: lanes .!= lanes)
    }
  }
}

extension ArrayFloat where Self: SIMDScalar {
  /// The best of at least one number, NaN if one is: sixteen lanes at a time, then one by one.
  /// - Parameter improve: keeps the better ones in the first lanes, and any NaN in the second. The operators must be those of
  ///   a concrete type: generic ones go through each lane.
  @unsafe @inline(__always)
  fileprivate static func extreme(
    _ values: UnsafePointer<Self>, _ count: Int, _ better: (Self, Self) -> Self,
    _ improve: (_ best: inout SIMD16<Self>, _ broken: inout SIMD16<Self>, _ lanes: SIMD16<Self>) -> Void
  ) -> Self {
    let width = 16
    guard count >= width else {
      var result = unsafe values[0]
      for index in 1..<count { result = unsafe better(values[index], result) }
      return result
    }
    let raw = unsafe UnsafeRawPointer(values)
    var best = unsafe raw.loadUnaligned(as: SIMD16<Self>.self)
    // Remembers a NaN: one of its lanes becomes NaN and stays so.
    var broken = best
    var index = width
    while index < count {
      // The last lanes overlap the ones before: that changes no extreme.
      index = min(index, count - width)
      let lanes = unsafe raw.loadUnaligned(fromByteOffset: index * MemoryLayout<Self>.stride, as: SIMD16<Self>.self)
      improve(&best, &broken, lanes)
      index += width
    }
    var result = best[0]
    for lane in 0..<width {
      if broken[lane] != broken[lane] { return .nan }
      result = better(best[lane], result)
    }
    return result
  }
}
