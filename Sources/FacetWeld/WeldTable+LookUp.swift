// Looking corners up without adding any. Nothing is written, so that many threads can do it at once while nobody adds: most corners
// of a mesh have a position that is known, and only the others need to wait for their turn.
import FacetArrays
import FacetMemory

extension WeldTable {
  /// Writes the vertex number of each of `corners` to `numbers`, and -1 for those that no vertex has. The columns may be read 8
  /// elements beyond their end. Expected O(1) a corner.
  /// - Parameter hashes: room for `batchRoom` numbers.
  /// - Precondition: nobody adds meanwhile.
  @unsafe
  func lookUp(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int,
    hashes: UnsafeMutablePointer<UInt32>, into numbers: UnsafeMutablePointer<Int32>
  ) {
    var current = unsafe hashes
    var next = unsafe hashes + Self.batch + 16
    let places = unsafe next + Self.batch + 16
    unsafe hashAndPrefetch(x, y, z, min(Self.batch, corners), into: current)
    var start = 0
    while start < corners {
      let size = min(Self.batch, corners - start)
      let ahead = start + size
      let following = min(Self.batch, corners - ahead)
      if following > 0 { unsafe hashAndPrefetch(x + ahead, y + ahead, z + ahead, following, into: next) }
      unsafe locate(current, size, into: places)
      unsafe find(x + start, y + start, z + start, current, places, size, numbers + start)
      start = ahead
      unsafe swap(&current, &next)
    }
  }

  @inline(__always)
  @unsafe
  private func find(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>,
    _ hashes: UnsafePointer<UInt32>, _ places: UnsafePointer<UInt32>, _ size: Int,
    _ numbers: UnsafeMutablePointer<Int32>
  ) {
    let base = unsafe slots.base.assumingMemoryBound(to: UInt32.self)
    let (keyBase, slotCount, mask) = unsafe (self.keyBase, capacity, numberMask)
    for index in 0..<size {
      let tag = unsafe hashes[index] &* (mask &+ 1)
      var place = unsafe Int(places[index])
      // Who finds no end in time is missing: whoever adds it will see to that.
      let found = unsafe Self.probe(
        x[index], y[index], z[index], tag, &place, base, keyBase, slotCount, mask, Self.longestProbe)
      unsafe numbers[index] = Int32(truncatingIfNeeded: max(found, -1))
    }
  }
}
