// Columns of random numbers. The same seed gives the same numbers on every machine; RandomSequence.swift says how.

extension Column where Element: ArrayFloat {
  /// Makes uniform random numbers: lower + u · (upper - lower), where u is a multiple of 2⁻⁵³ below 1; always below the
  /// upper bound, in Float too. Element i depends on the seed and i alone. O(count).
  public static func uniform(in range: Range<Element> = 0..<1, count: Int, seed: UInt64) -> Column {
    precondition((range.upperBound - range.lowerBound).isFinite, "the range must have a finite width")
    precondition(!range.isEmpty || count == 0, "the range is empty")
    return unsafe made(count) { unsafe uniform(range.lowerBound, range.upperBound, seed, $0, count) }
  }

  /// Makes random numbers of the normal distribution, computed in Double and rounded once. Element i depends on the seed
  /// and i alone. O(count).
  public static func normal(mean: Element = 0, deviation: Element = 1, count: Int, seed: UInt64) -> Column {
    unsafe made(count) { unsafe normal(Double(mean), Double(deviation), seed, $0, count) }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @unsafe
  private static func uniform(
    _ lower: Element, _ upper: Element, _ seed: UInt64, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let sequence = RandomSequence(seed: seed)
    let (first, width) = (Double(lower), Double(upper) - Double(lower))
    let largest = upper.nextDown
    for index in 0..<count {
      let value = Element(first + sequence.unit(index) * width)
      // Rounding may reach the upper bound.
      unsafe result[index] = value < upper ? value : largest
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @unsafe
  private static func normal(
    _ mean: Double, _ deviation: Double, _ seed: UInt64, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let sequence = RandomSequence(seed: seed)
    for index in 0..<count { unsafe result[index] = Element(mean + sequence.normal(index) * deviation) }
  }
}

extension Column where Element: ArrayNumber & FixedWidthInteger {
  /// Makes uniform random integers: the high half of 64 random bits times the width of the range (the bias is below
  /// width ÷ 2⁶⁴). Element i depends on the seed and i alone. O(count).
  public static func uniform(in range: Range<Element>, count: Int, seed: UInt64) -> Column {
    precondition(!range.isEmpty || count == 0, "the range is empty")
    let width = UInt64(bitPattern: Int64(range.upperBound) &- Int64(range.lowerBound))
    return unsafe made(count) { unsafe uniform(range.lowerBound, width, seed, $0, count) }
  }

  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func uniform(
    _ lower: Element, _ width: UInt64, _ seed: UInt64, _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let sequence = RandomSequence(seed: seed)
    for index in 0..<count {
      let step = sequence.bits(index).multipliedFullWidth(by: width).high
      unsafe result[index] = Element(truncatingIfNeeded: Int64(lower) &+ Int64(bitPattern: step))
    }
  }
}
