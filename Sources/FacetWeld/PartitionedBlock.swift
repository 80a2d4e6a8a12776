// A block of corners on its way through a partitioned weld: what repeats is left out, the rest is sorted by the partition that
// its hash falls into; each partition numbers its part, and the numbers go back to where the corners stood.
import FacetArrays
import FacetMemory
import FacetMesh

/// What a block needs beside its corners. One thread uses it at a time.
@safe final class PartitionedBlock<Scalar: KeyScalar & ArrayElement> {
  private static var capacity: Int { CornerBlock.defaultCapacity }

  private var repeated: RepeatedCorners<Scalar>
  private let storage: MappedStorage
  /// The kept corners, one partition after the other, in their order; room for 16 more.
  private let x: UnsafeMutablePointer<Scalar>
  private let y: UnsafeMutablePointer<Scalar>
  private let z: UnsafeMutablePointer<Scalar>
  /// The place of each kept corner in the block, before they were sorted and after.
  private let order: UnsafeMutablePointer<Int32>
  private let places: UnsafeMutablePointer<Int32>
  /// The hash of each kept corner, and later its number.
  private let words: UnsafeMutablePointer<UInt32>
  /// Where each partition begins among the kept corners, and where the last one ends.
  private var starts: [Int]
  /// Whether the block was looked through for repeated corners.
  private var isReduced = false
  private var count = 0

  init(partitions: Int, ledger: MemoryLedger?) throws(FileError) {
    let column = Self.capacity + 16
    repeated = try RepeatedCorners(capacity: Self.capacity, ledger: ledger)
    storage = try MappedStorage(
      byteCount: column * (12 + 3 * MemoryLayout<Scalar>.stride), purpose: .corners, label: "partitioned corners",
      ledger: ledger)
    unsafe x = storage.base.assumingMemoryBound(to: Scalar.self)
    unsafe y = x + column
    unsafe z = y + column
    unsafe order = UnsafeMutableRawPointer(z + column).assumingMemoryBound(to: Int32.self)
    unsafe places = order + column
    unsafe words = UnsafeMutableRawPointer(places + column).assumingMemoryBound(to: UInt32.self)
    starts = [Int](repeating: 0, count: partitions + 1)
  }

  /// Sorts the corners of a block by partition.
  /// - Parameter columns: the corners, which this changes. May be read 8 elements beyond their end.
  @unsafe
  func sort(
    _ cx: UnsafeMutablePointer<Scalar>, _ cy: UnsafeMutablePointer<Scalar>, _ cz: UnsafeMutablePointer<Scalar>,
    count: Int, seed: UInt32
  ) {
    precondition(count <= Self.capacity, "the block is larger than those of a partitioned weld")
    self.count = count
    isReduced = unsafe repeated.find(cx, cy, cz, count: count)
    // In place: a corner never moves up.
    var kept = count
    if isReduced {
      let distances = unsafe repeated.distances
      kept = 0
      for index in 0..<count {
        unsafe cx[kept] = cx[index]
        unsafe cy[kept] = cy[index]
        unsafe cz[kept] = cz[index]
        unsafe order[kept] = Int32(truncatingIfNeeded: index)
        unsafe kept &+= distances[index] == 0 ? 1 : 0
      }
    } else {
      for index in 0..<count { unsafe order[index] = Int32(truncatingIfNeeded: index) }
    }
    unsafe Scalar.hash(cx, cy, cz, count: kept, seed: seed, into: words)
    let mask = UInt32(truncatingIfNeeded: starts.count - 2)
    var ends = starts
    for index in ends.indices { ends[index] = 0 }
    for index in 0..<kept { unsafe ends[Int(words[index] & mask) &+ 1] &+= 1 }
    for partition in 1..<ends.count { ends[partition] += ends[partition - 1] }
    starts = ends
    unsafe scatter(cx, cy, cz, kept, mask, &ends)
  }

  @unsafe
  private func scatter(
    _ cx: UnsafePointer<Scalar>, _ cy: UnsafePointer<Scalar>, _ cz: UnsafePointer<Scalar>, _ kept: Int,
    _ mask: UInt32, _ next: inout [Int]
  ) {
    unsafe next.withUnsafeMutableBufferPointer { next in
      for index in 0..<kept {
        let partition = unsafe Int(words[index] & mask)
        let target = unsafe next[partition]
        unsafe next[partition] = target &+ 1
        unsafe x[target] = cx[index]
        unsafe y[target] = cy[index]
        unsafe z[target] = cz[index]
        unsafe places[target] = order[index]
      }
    }
  }

  /// Lets the table of a partition number its corners.
  /// - Parameters:
  ///   - next: the number that the next new vertex of the partition will get.
  ///   - shift: the bits of a partition's number, the low ones of a word. The sign bit marks the first corner of a vertex.
  func number(partition: Int, by table: WeldTable<Scalar>, next: inout Int32, shift: Int32) throws(WeldError) {
    let (start, end) = (starts[partition], starts[partition + 1])
    guard end > start else { return }
    let numbers = unsafe UnsafeMutableRawPointer(words).assumingMemoryBound(to: Int32.self)
    unsafe try table.number(x + start, y + start, z + start, corners: end - start, into: numbers + start)
    var new = next
    let low = Int32(truncatingIfNeeded: partition)
    for index in start..<end {
      let number = unsafe numbers[index]
      let isNew: Int32 = number == new ? 1 : 0
      new &+= isNew
      unsafe numbers[index] = (number &<< shift | low) | isNew &<< 31
    }
    next = new
  }

  /// Gives all corners of the block their words: those that repeat one take its word, but are no first ones.
  /// - Returns: how many triangles have the same vertex twice.
  @unsafe
  func spread(over target: UnsafeMutablePointer<Int32>) -> Int {
    for index in 0..<starts[starts.count - 1] {
      unsafe target[Int(places[index])] = Int32(bitPattern: words[index])
    }
    if isReduced {
      let distances = unsafe repeated.distances
      for index in 0..<count {
        let distance = unsafe Int(distances[index])
        let mask = distance == 0 ? Int32(-1) : Int32.max
        unsafe target[index] = target[index &- distance] & mask
      }
    }
    var degenerate = 0
    for triangle in 0..<count / 3 {
      let word = unsafe target + 3 &* triangle
      let (a, b, c) = unsafe (word[0] & Int32.max, word[1] & Int32.max, word[2] & Int32.max)
      degenerate &+= a == b || b == c || a == c ? 1 : 0
    }
    return degenerate
  }
}
