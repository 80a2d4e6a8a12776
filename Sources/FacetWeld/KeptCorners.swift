// The corners of a block that the table must see: all but those that repeat one just before them. They lie side by side, so
// that hashing and probing run over them as over a block of their own; the numbers they get are spread over the block again.
import FacetArrays
import FacetMemory
import FacetMesh

/// Numbers a block of corners by numbering those of them that repeat none before.
@safe struct KeptCorners<Scalar: KeyScalar & ArrayElement> {
  /// The most corners of a block.
  static var capacity: Int { CornerBlock.defaultCapacity }

  private var repeated: RepeatedCorners<Scalar>
  private let storage: MappedStorage
  private let x: UnsafeMutablePointer<Scalar>
  private let y: UnsafeMutablePointer<Scalar>
  private let z: UnsafeMutablePointer<Scalar>
  private let numbers: UnsafeMutablePointer<Int32>

  init(ledger: MemoryLedger?) throws(FileError) {
    let column = Self.capacity + 16
    repeated = try RepeatedCorners(capacity: Self.capacity, ledger: ledger)
    storage = try MappedStorage(
      byteCount: column * (4 + 3 * MemoryLayout<Scalar>.stride), purpose: .corners, label: "kept corners",
      ledger: ledger)
    unsafe x = storage.base.assumingMemoryBound(to: Scalar.self)
    unsafe y = x + column
    unsafe z = y + column
    unsafe numbers = UnsafeMutableRawPointer(z + column).assumingMemoryBound(to: Int32.self)
  }

  /// Writes the vertex number of each corner. The columns may be read 8 elements beyond their end.
  @unsafe
  mutating func number(
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

  /// Puts the corners that repeat none side by side. Every corner is written, and the next one over it where it repeats: no
  /// branch that nobody can foretell.
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
