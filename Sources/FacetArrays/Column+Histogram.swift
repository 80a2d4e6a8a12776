// Counting: how often each small number occurs, and how many elements lie in each bin.

/// How many elements lie in each bin.
public struct Histogram: Sendable {
  /// The number of elements in each bin.
  public let counts: Column<Int64>
  /// The edges of the bins, one more than there are bins. A bin holds its left edge; the last one holds both.
  public let edges: Column<Double>
}

extension Column where Element: FixedWidthInteger {
  /// Counts how often each number from 0 to the largest occurs; at least `minimumCount` counts come back. NumPy:
  /// `numpy.bincount`. O(count + largest element).
  /// - Precondition: no element is negative.
  public func bincount(minimumCount: Int = 0) -> Column<Int64> {
    let elements = cast(to: Int64.self)
    let bins = max(minimumCount, elements.binBound)
    // Equal neighbours would wait for each other's count: four tables take turns, where they are small.
    let tables = bins <= 4096 && elements.count > 4 * bins ? 4 : 1
    let counts = Column<Int64>.zeros(tables * bins)
    unsafe elements.withElements { unsafe Column<Int64>.count($0, elements.count, counts.start, bins, tables) }
    return tables == 1 ? counts : Matrix(counts, rows: 4, columns: bins).sum(of: .columns)
  }

  /// Sums the weights of the elements that are 0, 1, … in their order. NumPy: `numpy.bincount(weights=)`.
  /// - Precondition: no element is negative; there are as many weights as elements.
  public func bincount(weights: Column<Double>, minimumCount: Int = 0) -> Column<Double> {
    precondition(weights.count == count, "there must be as many weights as elements")
    let elements = cast(to: Int64.self)
    let result = Column<Double>.zeros(max(minimumCount, elements.binBound))
    unsafe elements.withElements { places in
      unsafe weights.withElements { weights in
        let sums = unsafe result.start
        for index in 0..<elements.count { unsafe sums[Int(places[index])] += weights[index] }
      }
    }
    return result
  }
}

extension Column {
  /// Counts the elements in `bins` bins of equal width over `range`, or from the least finite element to the largest.
  /// Elements outside and NaN are in no bin. Computed in Double for every type: integers beyond 2⁵³ are rounded, and Float has no edges of its own. When the range is one point, it is widened
  /// by 0.5 to both sides. NumPy: `numpy.histogram`, which refuses NaN and infinities without a range. O(count).
  /// - Precondition: `bins` is positive; the range, given or found, has a finite width.
  public func histogram(bins: Int = 10, range: ClosedRange<Double>? = nil) -> Histogram {
    precondition(bins > 0, "a histogram needs a bin")
    let values = contiguous().cast(to: Double.self)
    var (first, last) = range.map { ($0.lowerBound, $0.upperBound) } ?? values.finiteRange
    precondition((last - first).isFinite, "the range must have a finite width")
    if first == last { (first, last) = (first - 0.5, last + 0.5) }
    let step = (last - first) / Double(bins)
    let edges = Column<Double>((0...bins).map { $0 == bins ? last : Double($0) * step + first })
    let counts = Column<Int64>(unsafeUninitialized: bins, zeroed: true)
    unsafe Column<Double>.fill(values.baseAddress, values.count, edges.baseAddress, bins, counts.baseAddress)
    return Histogram(counts: counts, edges: edges)
  }

  /// Counts the elements between neighbouring edges. Elements outside and NaN are in no bin. NumPy:
  /// `numpy.histogram(bins=edges)`. O(count · log number of edges).
  /// - Precondition: there are two edges or more, and none is less than the one before or NaN.
  public func histogram(edges: Column<Double>) -> Histogram {
    let edges = edges.contiguous()
    precondition(
      edges.count > 1 && (1..<edges.count).allSatisfy { edges[$0 - 1] <= edges[$0] }, "the edges must ascend")
    let values = contiguous().cast(to: Double.self)
    let counts = Column<Int64>(unsafeUninitialized: edges.count - 1, zeroed: true)
    unsafe Column<Double>.sift(values.baseAddress, values.count, edges.baseAddress, counts.count, counts.baseAddress)
    return Histogram(counts: counts, edges: edges)
  }
}

// MARK: Loops

extension Column where Element == Int64 {
  /// The largest element and one.
  fileprivate var binBound: Int {
    let (least, largest) = (minimum() ?? 0, maximum() ?? -1)
    precondition(least >= 0 && largest < .max, "an element is negative or too large")
    return Int(largest + 1)
  }

  @unsafe
  fileprivate static func count(
    _ values: UnsafePointer<Int64>, _ count: Int, _ result: UnsafeMutablePointer<Int64>, _ bins: Int, _ tables: Int
  ) {
    var index = 0
    if tables == 4 {
      let (b, c, d) = unsafe (result + bins, result + 2 * bins, result + 3 * bins)
      while index + 4 <= count {
        unsafe result[Int(values[index])] &+= 1
        unsafe b[Int(values[index &+ 1])] &+= 1
        unsafe c[Int(values[index &+ 2])] &+= 1
        unsafe d[Int(values[index &+ 3])] &+= 1
        index &+= 4
      }
    }
    for rest in index..<count { unsafe result[Int(values[rest])] &+= 1 }
  }
}

extension Column where Element == Double {
  /// The least and the largest finite element; 0 and 1 when there is none.
  fileprivate var finiteRange: (Double, Double) {
    var (least, largest) = (Double.infinity, -Double.infinity)
    unsafe withElements { values in
      for index in 0..<count {
        let value = unsafe values[index]
        if value.isFinite { (least, largest) = (min(least, value), max(largest, value)) }
      }
    }
    return least <= largest ? (least, largest) : (0, 1)
  }

  /// Guesses the bin by its width, then moves by one where rounding put the element on the wrong side of an edge.
  @unsafe
  fileprivate static func fill(
    _ values: UnsafePointer<Double>, _ count: Int, _ edges: UnsafePointer<Double>, _ bins: Int,
    _ result: UnsafeMutablePointer<Int64>
  ) {
    let (first, last) = unsafe (edges[0], edges[bins])
    let width = last - first
    for index in 0..<count {
      let value = unsafe values[index]
      guard value >= first && value <= last else { continue }
      var bin = min(Int((value - first) / width * Double(bins)), bins - 1)
      if unsafe value < edges[bin] { bin -= 1 }
      if unsafe bin != bins - 1 && value >= edges[bin + 1] { bin += 1 }
      unsafe result[bin] &+= 1
    }
  }

  @unsafe
  fileprivate static func sift(
    _ values: UnsafePointer<Double>, _ count: Int, _ edges: UnsafePointer<Double>, _ bins: Int,
    _ result: UnsafeMutablePointer<Int64>
  ) {
    for index in 0..<count {
      let value = unsafe values[index]
      guard unsafe value >= edges[0] && value <= edges[bins] else { continue }
      var (low, high) = (0, bins)
      while high - low > 1 {
        let middle = (low + high) / 2
        if unsafe edges[middle] <= value { low = middle } else { high = middle }
      }
      unsafe result[low] &+= 1
    }
  }
}
