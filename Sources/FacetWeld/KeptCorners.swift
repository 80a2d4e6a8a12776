// The corners of a block on their way through the weld. Those that repeat one just before them are left out, so that hashing and
// probing see the others only, side by side; the numbers they get are spread over the block again. That is fast, and one thread
// does it. Where corners come in no order, all is in finding them in the table: then several threads look the corners of
// their blocks up in the table as it is, and after that one adds those that are missing, block after block. So every number is
// final at once, and the same for any number of threads: of corners in order, only what is new needs a turn.
import FacetArrays
import FacetMemory
import FacetMesh

/// Numbers blocks of corners, one at a time.
@safe final class KeptCorners<Scalar: KeyScalar & ArrayElement> {
  /// The most corners of a block.
  static var capacity: Int { CornerBlock.defaultCapacity }

  private var repeated: RepeatedCorners<Scalar>
  private let storage: MappedStorage
  private let x: UnsafeMutablePointer<Scalar>
  private let y: UnsafeMutablePointer<Scalar>
  private let z: UnsafeMutablePointer<Scalar>
  private let numbers: UnsafeMutablePointer<Int32>
  /// Which corners are missing from the table.
  private let missing: UnsafeMutablePointer<Int32>
  private let hashes: UnsafeMutablePointer<UInt32>

  private var missingCount = 0

  init(ledger: MemoryLedger?) throws(FileError) {
    let column = Self.capacity + 16
    repeated = try RepeatedCorners(capacity: Self.capacity, ledger: ledger)
    storage = try MappedStorage(
      byteCount: column * (2 * 4 + 3 * MemoryLayout<Scalar>.stride) + 4 * WeldTable<Scalar>.batchRoom,
      purpose: .corners, label: "kept corners", ledger: ledger)
    unsafe x = storage.base.assumingMemoryBound(to: Scalar.self)
    unsafe y = x + column
    unsafe z = y + column
    unsafe numbers = UnsafeMutableRawPointer(z + column).assumingMemoryBound(to: Int32.self)
    unsafe missing = numbers + column
    unsafe hashes = UnsafeMutableRawPointer(missing + column).assumingMemoryBound(to: UInt32.self)
  }

  /// Writes the vertex number of each corner. The columns may be read 8 elements beyond their end.
  @unsafe
  func number(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int,
    by table: WeldTable<Scalar>, into target: UnsafeMutablePointer<Int32>
  ) throws(WeldError) {
    var first = 0
    while first < corners {
      let count = min(Self.capacity, corners - first)
      let (px, py, pz) = unsafe (x + first, y + first, z + first)
      if unsafe repeated.find(px, py, pz, count: count) {
        let kept = unsafe keep(px, py, pz, count)
        unsafe try table.number(self.x, self.y, self.z, corners: kept, into: numbers)
        unsafe spread(count, over: target + first)
      } else {
        unsafe try table.number(px, py, pz, corners: count, into: target + first)
      }
      first += count
    }
  }

  // MARK: With others

  /// Whether corners come in no order, by the last that were looked at.
  var isShuffled: Bool { repeated.isResting }

  /// Counts blocks that this has not numbered.
  func skip(blocks: Int) { repeated.rest(blocks: blocks) }

  /// Writes the numbers of the corners of a block that the table knows. The columns may be read 8 elements beyond their end.
  /// - Precondition: nobody adds to the table meanwhile; there are at most `capacity` corners.
  @unsafe
  func lookUp(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int,
    in table: WeldTable<Scalar>, into target: UnsafeMutablePointer<Int32>
  ) {
    precondition(corners <= Self.capacity, "the block is too large")
    unsafe table.lookUp(x, y, z, corners: corners, hashes: hashes, into: target)
    unsafe gatherMissing(x, y, z, corners, target)
  }

  /// Adds the others to the table, and writes their numbers to the same place. One block at a time, in their order.
  @unsafe
  func addMissing(to table: WeldTable<Scalar>, into target: UnsafeMutablePointer<Int32>) throws(WeldError) {
    unsafe try table.number(x, y, z, corners: missingCount, into: numbers)
    for index in 0..<missingCount { unsafe target[Int(missing[index])] = numbers[index] }
  }

  /// Puts the corners without a number side by side.
  @unsafe
  private func gatherMissing(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, _ count: Int,
    _ numbers: UnsafePointer<Int32>
  ) {
    // Every place is written, and the next one over it where there is a number: no branch that nobody can foretell.
    var found = 0
    for index in 0..<count {
      unsafe missing[found] = Int32(truncatingIfNeeded: index)
      unsafe found &+= numbers[index] < 0 ? 1 : 0
    }
    missingCount = found
    for index in 0..<found {
      let from = unsafe Int(missing[index])
      unsafe self.x[index] = x[from]
      unsafe self.y[index] = y[from]
      unsafe self.z[index] = z[from]
    }
  }

  // MARK: Corners that repeat

  /// Puts the corners that repeat none side by side, by the same way of writing.
  @unsafe
  private func keep(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, _ count: Int
  ) -> Int {
    let distances = unsafe repeated.distances
    var kept = 0
    for index in 0..<count {
      unsafe self.x[kept] = x[index]
      unsafe self.y[kept] = y[index]
      unsafe self.z[kept] = z[index]
      unsafe kept &+= distances[index] == 0 ? 1 : 0
    }
    return kept
  }

  /// Gives each corner the number of the one that it repeats, or its own.
  @unsafe
  private func spread(_ count: Int, over target: UnsafeMutablePointer<Int32>) {
    let distances = unsafe repeated.distances
    var own = unsafe numbers
    for index in 0..<count {
      let distance = unsafe Int(distances[index])
      let before = unsafe target + (index &- distance)
      unsafe target[index] = unsafe (distance == 0 ? own : before).pointee
      unsafe own += distance == 0 ? 1 : 0
    }
  }
}
