// One number out of a column. Sums of floating point are pairwise in Double with a fixed order (PairwiseSum.swift): the same
// bits on every processor. Sums of integers are Int64 and wrap, so their order doesn't matter. All are O(count).

extension Column where Element: ArrayNumber {
  /// The sum of all elements: a Double for Double and Float, an Int64 (wrapping) for integers; 0 for an empty column.
  /// NumPy: `numpy.sum`, with `dtype=float64` for Float.
  public func sum() -> Element.Sum {
    // A strided view of floats is summed a block at a time; the sum of its blocks is the sum.
    if stride != 1 && Element.Sum.self == Double.self {
      return unsafe unsafeBitCast(sumOfTerms(.value), to: Element.Sum.self)
    }
    return unsafe withElements { unsafe Column.total($0, count) }
  }

  /// The arithmetic mean in Double; NaN for an empty column. NumPy: `numpy.mean`, with `dtype=float64` for Float.
  public func mean() -> Double { sumOfTerms(.value) / Double(count) }

  /// The mean of the squared distances from the mean, in Double, by two passes; NaN when there are not more elements than
  /// `correction`. NumPy: `numpy.var(correction=)`.
  /// - Parameter correction: what is taken from the count in the divisor; 1 for the variance of a sample.
  public func variance(correction: Double = 0) -> Double {
    let divisor = Double(count) - correction
    guard divisor > 0 else { return .nan }
    return sumOfTerms(.squaredDeviation, mean: mean()) / divisor
  }

  /// The sum of the products of each pair: in Double for Double and Float, each product rounded on its own (exact for
  /// Float) and the sum pairwise; in Int64 for integers, wrapping. NumPy: `numpy.dot`.
  public func dot(_ other: Column) -> Element.Sum {
    Column.checkCounts(self, other)
    return unsafe withElements { left in
      unsafe other.withElements { unsafe Column.dot(left, $0, count) }
    }
  }

  /// The Euclidean length: the square root of the sum of squares, in Double; infinite when that sum is. NumPy:
  /// `numpy.linalg.norm`.
  public func norm() -> Double { sumOfTerms(.square).squareRoot() }

  private func sumOfTerms(_ term: Term, mean: Double = 0) -> Double {
    if stride == 1 { return unsafe Column.sumOfTerms(term, start, mean, count) }
    var tree = PairwiseSum()
    unsafe Column.blocks(self) { values, _, length in
      unsafe tree.add(Column.sumOfTerms(term, values, mean, length))
    }
    return tree.total
  }
}

extension Column {
  /// The indices of the elements that aren't zero, in order. NumPy: `numpy.flatnonzero`. O(count).
  public func nonzero() -> Column<Int64> { (self .!= Element()).nonzero() }
}

// MARK: Loops

/// What is summed.
enum Term { case value, square, squaredDeviation }

extension Column where Element: ArrayNumber {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func total(_ values: UnsafePointer<Element>, _ count: Int) -> Element.Sum {
    unsafe Element._total(values, count)
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func dot(
    _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ count: Int
  ) -> Element.Sum {
    unsafe Element._dot(left, right, count)
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func sumOfTerms(
    _ term: Term, _ values: UnsafePointer<Element>, _ mean: Double, _ count: Int
  ) -> Double {
    // The floats have loops with their lanes in registers.
    if term != .squaredDeviation, Element.Sum.self == Double.self {
      let sum = unsafe term == .value ? Element._total(values, count) : Element._dot(values, values, count)
      return unsafe unsafeBitCast(sum, to: Double.self)
    }
    switch term {
    case .value:
      return unsafe PairwiseSum.sum(count) { first, length, terms in
        let part = unsafe values + first
        for index in 0..<length { unsafe terms[index] = unsafe part[index]._double }
      }
    case .square:
      return unsafe PairwiseSum.sum(count) { first, length, terms in
        let part = unsafe values + first
        for index in 0..<length { unsafe terms[index] = unsafe part[index]._double * part[index]._double }
      }
    case .squaredDeviation:
      return unsafe PairwiseSum.sum(count) { first, length, terms in
        let part = unsafe values + first
        for index in 0..<length {
          let distance = unsafe part[index]._double - mean
          unsafe terms[index] = distance * distance
        }
      }
    }
  }
}
