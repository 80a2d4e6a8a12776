// Corners that repeat one just before them. In strips, fans and grids half of all corners or more have the position of one of
// the last few; eight at a time they are compared with those, and only the others go to the table. Where an input has no such
// order the comparison is left out for a while.
//
// Source: the look-back of a vertex cache, and the elimination of neighbours before a hash join; ours is exact.
import FacetArrays
import FacetMemory

/// Finds repeated corners in blocks, and keeps the others side by side.
@safe struct RepeatedCorners<Scalar: KeyScalar & ArrayElement> {
  /// How far a corner is compared with those before it.
  static var reach: Int { 6 }
  /// A block of which fewer than one in so many repeat is no reason to look at the next ones.
  private static var rareness: Int { 10 }
  /// So many blocks go by without a look.
  private static var rest: Int { 256 }

  /// For each corner how far before it the one stands that it repeats; 0 for none.
  let distances: UnsafeMutablePointer<Int32>
  private let storage: MappedStorage
  private var resting = 0
  /// Whether the last look found that corners hardly repeat: they come in no order.
  var isResting: Bool { resting > 0 }

  init(capacity: Int, ledger: MemoryLedger?) throws(FileError) {
    storage = try MappedStorage(
      byteCount: (capacity + 16) * 4, purpose: .corners, label: "repeated corners", ledger: ledger)
    unsafe distances = storage.base.assumingMemoryBound(to: Int32.self)
  }

  /// Counts blocks that nobody looked at.
  mutating func rest(blocks: Int) { resting = max(0, resting - blocks) }

  /// Looks for repeated corners. Answers false, with nothing written, where a look is not worth it.
  @unsafe
  mutating func find(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, count: Int
  ) -> Bool {
    if resting > 0 {
      resting -= 1
      return false
    }
    let repeated = unsafe Scalar.findRepeated(x, y, z, count: count, into: distances)
    if repeated * Self.rareness < count { resting = Self.rest }
    return true
  }
}

private typealias Distances = SIMD8<Int32>

extension KeyScalar {
  /// Writes the distance of the nearest equal corner among the `reach` before, or 0. Answers how many have one.
  /// - Parameter equal: the lanes in which the corners at two numbers are the same; reads 8 corners at each.
  @inline(__always)
  @unsafe
  fileprivate static func findRepeated(
    count: Int, into distances: UnsafeMutablePointer<Int32>, equal: (Int, Int) -> SIMDMask<SIMD8<Int32>>
  ) -> Int {
    // The first few have too little before them.
    let start = min(8, count)
    for index in 0..<start { unsafe distances[index] = 0 }
    var repeated = Distances()
    var index = start
    while index &+ 8 <= count {
      var found = Distances()
      found.replace(with: Distances(repeating: 6), where: equal(index, index &- 6))
      found.replace(with: Distances(repeating: 5), where: equal(index, index &- 5))
      found.replace(with: Distances(repeating: 4), where: equal(index, index &- 4))
      found.replace(with: Distances(repeating: 3), where: equal(index, index &- 3))
      found.replace(with: Distances(repeating: 2), where: equal(index, index &- 2))
      found.replace(with: Distances(repeating: 1), where: equal(index, index &- 1))
      unsafe UnsafeMutableRawPointer(distances + index).storeBytes(of: found, as: Distances.self)
      // 1 for a distance, without a comparison: that of integers is a loop over lanes in Swift 6.3.
      repeated &+= (found &+ Distances(repeating: 7)) &>> Distances(repeating: 3)
      index &+= 8
    }
    while index < count {
      unsafe distances[index] = 0
      index += 1
    }
    return Int(repeated.wrappedSum())
  }
}

extension Float {
  @inline(__always)
  @unsafe
  private static func eight(_ values: UnsafePointer<Float>) -> SIMD8<Float> {
    unsafe UnsafeRawPointer(values).loadUnaligned(as: SIMD8<Float>.self)
  }

  @unsafe
  static func findRepeated(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafePointer<Float>, count: Int,
    into distances: UnsafeMutablePointer<Int32>
  ) -> Int {
    unsafe findRepeated(count: count, into: distances) { here, before in
      unsafe (eight(x + here) .== eight(x + before)) .& (eight(y + here) .== eight(y + before))
        .& (eight(z + here) .== eight(z + before))
    }
  }
}

extension Double {
  /// The lanes in which eight values are the same as eight others.
  @inline(__always)
  @unsafe
  private static func same(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> SIMDMask<SIMD8<Int64>> {
    unsafe UnsafeRawPointer(a).loadUnaligned(as: SIMD8<Double>.self)
      .== UnsafeRawPointer(b).loadUnaligned(as: SIMD8<Double>.self)
  }

  @unsafe
  static func findRepeated(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int,
    into distances: UnsafeMutablePointer<Int32>
  ) -> Int {
    unsafe findRepeated(count: count, into: distances) { here, before in
      let all = unsafe same(x + here, x + before) .& same(y + here, y + before) .& same(z + here, z + before)
      // A mask is -1 or 0 in each lane; its low half says it all.
      let words = unsafe unsafeBitCast(all, to: SIMD16<Int32>.self)
      return unsafe unsafeBitCast(words.evenHalf, to: SIMDMask<SIMD8<Int32>>.self)
    }
  }
}
