// Sums of floating-point numbers whose bits are the same on every processor and for any number of threads, and whose error
// grows with the logarithm of the count.
//
// The terms are cut into blocks of 1024. Inside a block, term i goes to lane i mod 16 of sixteen running sums, which start
// at +0 and are then added in pairs: lane j with j + 8, + 4, + 2, + 1. The block sums are added as a binary tree over their
// numbers: as a binary counter does it, two neighbours of equal height at a time, and what is left over from right to left.

/// Adds up block sums in a tree that depends only on their number.
struct PairwiseSum {
  static let blockLength = 1024
  static let lanes = 16

  private var waiting = InlineArray<64, Double>(repeating: 0)
  private var height = 0
  private var blocks = 0

  mutating func add(_ blockSum: Double) {
    var sum = blockSum
    var carry = blocks
    while carry & 1 == 1 {
      height -= 1
      sum = waiting[height] + sum
      carry >>= 1
    }
    waiting[height] = sum
    height += 1
    blocks += 1
  }

  var total: Double {
    guard height > 0 else { return 0 }
    var sum = waiting[height - 1]
    for index in (0..<height - 1).reversed() { sum = waiting[index] + sum }
    return sum
  }

  /// The sum of at most one block.
  @unsafe
  static func block(_ terms: UnsafePointer<Double>, _ count: Int) -> Double {
    var lanes = SIMD16<Double>(repeating: 0)
    let raw = unsafe UnsafeRawPointer(terms)
    var index = 0
    while index + Self.lanes <= count {
      unsafe lanes += raw.loadUnaligned(fromByteOffset: index * 8, as: SIMD16<Double>.self)
      index += Self.lanes
    }
    if index < count {
      // Padding by +0 changes no lane: none of them is ever -0.
      var rest = SIMD16<Double>(repeating: 0)
      for lane in 0..<count - index { rest[lane] = unsafe terms[index + lane] }
      lanes += rest
    }
    return folded(lanes)
  }

  /// The lanes of a block, added in pairs.
  @inline(__always)
  private static func folded(_ lanes: SIMD16<Double>) -> Double {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// The sum of numbers in memory. O(count).
  @unsafe
  static func sum(_ terms: UnsafePointer<Double>, _ count: Int) -> Double {
    var tree = PairwiseSum()
    var index = 0
    while index < count {
      let length = min(blockLength, count - index)
      unsafe tree.add(block(terms + index, length))
      index += length
    }
    return tree.total
  }

  /// The sum of terms that `lanes` makes sixteen at a time, and `rest` one at a time. O(count).
  @inline(__always)
  static func sum(_ count: Int, lanes: (_ index: Int) -> SIMD16<Double>, rest: (_ index: Int) -> Double) -> Double {
    var tree = PairwiseSum()
    var first = 0
    while first < count {
      let end = min(first + blockLength, count)
      var sums = SIMD16<Double>(repeating: 0)
      var index = first
      while index + Self.lanes <= end {
        sums += lanes(index)
        index += Self.lanes
      }
      for lane in 0..<end - index { sums[lane] += rest(index + lane) }
      tree.add(folded(sums))
      first = end
    }
    return tree.total
  }

  /// The sum of terms that `fill` writes, block by block, to the place it is given. O(count).
  @inline(__always)
  static func sum(_ count: Int, _ fill: (_ first: Int, _ length: Int, UnsafeMutablePointer<Double>) -> Void) -> Double {
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: blockLength) { buffer in
      let terms = buffer.baseAddress!
      var tree = PairwiseSum()
      var index = 0
      while index < count {
        let length = min(blockLength, count - index)
        unsafe fill(index, length, terms)
        unsafe tree.add(block(terms, length))
        index += length
      }
      return tree.total
    }
  }
}

extension Double {
  @unsafe
  public static func _dot(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ count: Int) -> Double {
    let (a, b) = unsafe (UnsafeRawPointer(left), UnsafeRawPointer(right))
    return PairwiseSum.sum(count) { index in
      unsafe a.loadUnaligned(fromByteOffset: index * 8, as: SIMD16<Double>.self)
        * b.loadUnaligned(fromByteOffset: index * 8, as: SIMD16<Double>.self)
    } rest: {
      unsafe left[$0] * right[$0]
    }
  }

  @unsafe
  public static func _total(_ values: UnsafePointer<Double>, _ count: Int) -> Double {
    unsafe PairwiseSum.sum(values, count)
  }
}

extension Float {
  /// Four exact products.
  @unsafe @inline(__always)
  private static func product(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ index: Int) -> SIMD4<Double> {
    unsafe SIMD4<Double>(left.loadUnaligned(fromByteOffset: index * 4, as: SIMD4<Float>.self))
      * SIMD4<Double>(right.loadUnaligned(fromByteOffset: index * 4, as: SIMD4<Float>.self))
  }

  @unsafe
  public static func _dot(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int) -> Double {
    let (a, b) = unsafe (UnsafeRawPointer(left), UnsafeRawPointer(right))
    return PairwiseSum.sum(count) { index in
      // Four lanes at a time: the conversion of sixteen is not one instruction for each four.
      unsafe SIMD16(
        lowHalf: SIMD8(lowHalf: product(a, b, index), highHalf: product(a, b, index + 4)),
        highHalf: SIMD8(lowHalf: product(a, b, index + 8), highHalf: product(a, b, index + 12)))
    } rest: {
      unsafe Double(left[$0]) * Double(right[$0])
    }
  }

  @unsafe
  public static func _total(_ values: UnsafePointer<Float>, _ count: Int) -> Double {
    let raw = unsafe UnsafeRawPointer(values)
    return PairwiseSum.sum(count) { index in
      unsafe SIMD16<Double>(raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self))
    } rest: {
      unsafe Double(values[$0])
    }
  }
}

extension ArrayNumber where Self: FixedWidthInteger, Sum == Int64 {
  @unsafe @inline(__always)
  public static func _total(_ values: UnsafePointer<Self>, _ count: Int) -> Int64 {
    var sum: Int64 = 0
    for index in 0..<count { unsafe sum &+= Int64(values[index]) }
    return sum
  }

  @unsafe @inline(__always)
  public static func _dot(_ left: UnsafePointer<Self>, _ right: UnsafePointer<Self>, _ count: Int) -> Int64 {
    var sum: Int64 = 0
    for index in 0..<count { unsafe sum &+= Int64(left[index]) &* Int64(right[index]) }
    return sum
  }
}
