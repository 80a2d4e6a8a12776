// The table of the exact weld: open addressing with linear probing over 32-bit slots. A slot holds a vertex number plus 1
// and, in the bits that the number does not need, a tag: the low bits of the hash. The place comes from the high bits, by
// multiply-shift range reduction, so any capacity will do (D. Lemire, "Fast random integer generation in an interval",
// 2019). The keys lie beside it in order of first occurrence, 12 or 24 bytes each. Corners are hashed a batch ahead and
// their slots prefetched; then each corner's slot is looked for in the whole cache line at once, and the key that it names is
// prefetched, so that cache misses overlap (Kocberber et al., "Asynchronous memory access chaining", VLDB 2015; the look at
// many slots: M. Kulukundis, "Designing a fast hash table", CppCon 2017). A third of all keys is not in the first slot.
//
// A NaN equals nothing: its probe always ends at an empty slot, and there it gets a number but no slot.
import CFacetKernels
import FacetArrays
import FacetMemory

/// Numbers distinct positions in order of first occurrence.
final class WeldTable<Scalar: KeyScalar & ArrayElement> {
  /// Corners that are hashed and prefetched together.
  static var batch: Int { 256 }
  /// Numbers of memory for a batch: two of hashes, each with room for a whole vector beyond, and one of places.
  static var batchRoom: Int { 3 * (batch + 16) }
  private static var smallestCapacity: Int { 1 << 12 }
  /// A probe as long as this is no accident: the hash gets another seed.
  static var longestProbe: Int { 4096 }
  private static var mostSeeds: Int { 4 }
  /// The most slots that a table begins with, 512 MiB: what an input claims may be wrong, and places are scattered over
  /// the whole table, so that all of it becomes resident.
  static var largestFirstCapacity: Int { 1 << 27 }

  private let ledger: MemoryLedger?
  private let vertexLimit: Int
  private(set) var slots: MappedStorage
  private(set) var capacity: Int
  private let mostCapacity: Int
  /// The bits of a slot that hold a number; the tag is the low bits of the hash, moved above them.
  private(set) var numberMask: UInt32
  private var seed: UInt32 = 0x9747_b28c
  private var seedsUsed = 0
  /// The bytes of lent slots that were given back.
  private var discardedSlots = 0
  /// Whether a new vertex was refused because of `vertexLimit`.
  private var isFull = false
  private let scratch: MappedStorage
  private var keys: ColumnBuilder<Scalar>
  /// The vertices so far.
  private(set) var count = 0

  /// - Parameters:
  ///   - room: how many vertices the table will hold at most, which bounds how far it grows ahead.
  ///   - keyPurpose: `vertices` for keys that are only appended, which may lie in a file.
  init(
    expectedVertices: Int?, vertexLimit: Int, room: Int = .max, keyPurpose: MemoryPurpose = .weldKeys,
    ledger: MemoryLedger?
  ) throws(FileError) {
    self.ledger = ledger
    self.vertexLimit = vertexLimit
    mostCapacity = Self.capacity(forVertices: room)
    let expected = min(expectedVertices ?? 0, room)
    capacity = min(Self.capacity(forVertices: expected), Self.largestFirstCapacity)
    numberMask = Self.numberMask(capacity)
    slots = try Self.makeSlots(capacity, ledger)
    keys = try ColumnBuilder(
      expectedCount: 3 * expected + 4, capacityLimit: room < 1 << 40 ? 3 * room + 4 : .max, purpose: keyPurpose,
      label: "distinct positions", ledger: ledger)
    // Room for a batch, then three columns of keys for `rebuild`.
    scratch = try MappedStorage(
      byteCount: 4 * Self.batchRoom + 3 * (Self.batch + 16) * MemoryLayout<Scalar>.stride,
      purpose: .weldTable, label: "hashes")
  }

  /// Writes the vertex number of each of `corners` to `numbers`. The columns may be read 8 elements beyond their end.
  @unsafe
  func number(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int,
    into numbers: UnsafeMutablePointer<Int32>
  ) throws(WeldError) {
    var current = unsafe scratch.base.assumingMemoryBound(to: UInt32.self)
    var next = unsafe current + Self.batch + 16
    let places = unsafe next + Self.batch + 16
    unsafe hashAndPrefetch(x, y, z, min(Self.batch, corners), into: current)
    var start = 0
    while start < corners {
      let size = min(Self.batch, corners - start)
      let following = min(Self.batch, corners - start - size)
      if following > 0 {
        let ahead = start + size
        unsafe hashAndPrefetch(x + ahead, y + ahead, z + ahead, following, into: next)
      }
      try makeRoom(for: size)
      unsafe locate(current, size, into: places)
      var resolved = 0
      while true {
        unsafe resolved += resolve(
          x + start + resolved, y + start + resolved, z + start + resolved, current + resolved, places + resolved,
          size - resolved, numbers + start + resolved)
        if resolved == size { break }
        // A corner was left: there is no number for it, or its probe was too long.
        guard !isFull else { throw .tooManyVertices(limit: vertexLimit) }
        seedsUsed += 1
        seed = UInt32.random(in: .min ... .max)
        do throws(FileError) { try rebuild(capacity: capacity) } catch { throw .memory(error) }
        unsafe Scalar.hash(x + start, y + start, z + start, count: size, seed: seed, into: current)
        unsafe locate(current, size, into: places)
        if following > 0 {
          let ahead = start + size
          unsafe Scalar.hash(x + ahead, y + ahead, z + ahead, count: following, seed: seed, into: next)
        }
      }
      start += size
      unsafe swap(&current, &next)
    }
  }

  /// Gives each corner a number of its own, without the table.
  @unsafe
  func append(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int,
    into numbers: UnsafeMutablePointer<Int32>
  ) throws(WeldError) {
    guard corners <= vertexLimit - count else { throw .tooManyVertices(limit: vertexLimit) }
    let key: UnsafeMutablePointer<Scalar>
    do throws(FileError) { unsafe key = try keys.reserve(3 * corners) } catch { throw .memory(error) }
    for index in 0..<corners {
      let place = unsafe key + 3 * index
      unsafe (place[0], place[1], place[2]) = (x[index], y[index], z[index])
      unsafe numbers[index] = Int32(count + index)
    }
    keys.commit(3 * corners)
    count += corners
  }

  /// Hands over the keys, three scalars a vertex; the table goes back to the system first.
  func takeKeys() throws(FileError) -> ColumnBuilder<Scalar> {
    slots = try MappedStorage(byteCount: 0)
    return try exchange(&keys, with: ColumnBuilder())
  }

  /// The keys so far, three scalars a vertex, in order of first occurrence.
  @unsafe var keyBase: UnsafePointer<Scalar> { unsafe UnsafePointer(keys.base) }

  /// The huge page behind the keys of so many more vertices, where it was not asked for before.
  @unsafe
  func pageAhead(ofVertices vertices: Int) -> UnsafeMutableRawBufferPointer? { unsafe keys.pageAhead(of: 3 * vertices) }

  /// Gives back keys, and slots that were lent, before a vertex; they must not be read any more. With several tables, whole huge
  /// pages of each would add up.
  func discardLent(before vertex: Int) {
    let unit = 1 << 18
    keys.discard(before: 3 * vertex, unit: unit)
    let end = min(4 * vertex, slots.byteCount) & ~(unit - 1)
    if end > discardedSlots {
      slots.discard(discardedSlots..<end)
      discardedSlots = end
    }
  }

  /// Gives back what the slots have beyond a number of each vertex.
  func discardLentRest() {
    slots.discard(min(4 * count, slots.byteCount)..<slots.byteCount)
  }

  /// Lends the memory of the slots, with room for a number of each vertex. What the table knew is lost: follow with
  /// `removeAll`, or with nothing but `discardLent`.
  @unsafe
  func lendSlots() -> UnsafeMutablePointer<UInt32> { unsafe slots.base.assumingMemoryBound(to: UInt32.self) }

  /// Forgets all vertices; the memory stays.
  func removeAll() {
    unsafe slots.base.initializeMemory(as: UInt32.self, repeating: 0, count: capacity)
    keys.removeLast(keys.count)
    count = 0
  }

  /// The most vertices whose table fits in a number of bytes.
  static func vertices(inBytes byteCount: Int) -> Int {
    // Slots and keys are whole huge pages each.
    let rest = byteCount - 2 * MappedStorage.hugePage - (1 << 16)
    return max(0, rest) / (40 + 21 * MemoryLayout<Scalar>.stride) * 7
  }

  @inline(__always)
  @unsafe
  func hashAndPrefetch(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, _ size: Int,
    into hashes: UnsafeMutablePointer<UInt32>
  ) {
    unsafe Scalar.hash(x, y, z, count: size, seed: seed, into: hashes)
    let base = unsafe slots.base.assumingMemoryBound(to: UInt32.self)
    let capacity = UInt64(truncatingIfNeeded: capacity)
    for index in 0..<size {
      let place = unsafe Int(truncatingIfNeeded: (UInt64(hashes[index]) &* capacity) &>> 32)
      unsafe facet_prefetch(base + place)
    }
  }

  /// Finds for each corner the first slot of its cache line that is empty or has its tag, or else the next line, and asks for the
  /// key that it names. Full slots stay as they are, so that what is looked for is there or behind it, whatever is added meanwhile.
  @inline(__always)
  @unsafe
  func locate(_ hashes: UnsafePointer<UInt32>, _ size: Int, into places: UnsafeMutablePointer<UInt32>) {
    let base = unsafe slots.base.assumingMemoryBound(to: UInt32.self)
    let keyBase = unsafe keys.base
    let slotCount = capacity
    let wideCapacity = UInt64(truncatingIfNeeded: slotCount)
    let mask = numberMask
    for index in 0..<size {
      let hash = unsafe hashes[index]
      let tag = hash &* (mask &+ 1)
      var place = Int(truncatingIfNeeded: (UInt64(hash) &* wideCapacity) &>> 32)
      // The line of the last slot may have more places than the table: they are empty, and stand for the first.
      let from = place & 15
      place &+= unsafe Int(facet_first_slot(base + (place &- from), Int32(truncatingIfNeeded: from), tag, ~mask))
      if place >= slotCount { place = 0 }
      let slot = unsafe base[place]
      unsafe places[index] = UInt32(truncatingIfNeeded: place)
      // Number 0 stands for an empty slot; its address, one key before the first, is only a hint and never read.
      let key = unsafe keyBase + 3 &* (Int(slot & mask) &- 1)
      unsafe facet_prefetch(key)
      // One in six lies in two lines.
      unsafe facet_prefetch(key + 2)
    }
  }

  /// Finds or adds corners in order. Answers how many are done: fewer than `size` when one has no number left or met
  /// too long a probe.
  @inline(__always)
  @unsafe
  private func resolve(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>,
    _ hashes: UnsafePointer<UInt32>, _ places: UnsafePointer<UInt32>, _ size: Int,
    _ numbers: UnsafeMutablePointer<Int32>
  ) -> Int {
    let base = unsafe slots.base.assumingMemoryBound(to: UInt32.self)
    let keyBase = unsafe keys.base
    let slotCount = capacity
    let mask = numberMask
    let longest = seedsUsed < Self.mostSeeds ? Self.longestProbe : slotCount
    var vertices = count
    defer {
      keys.commit(3 * (vertices - count))
      count = vertices
    }
    for index in 0..<size {
      let (px, py, pz) = unsafe (x[index], y[index], z[index])
      let tag = unsafe hashes[index] &* (mask &+ 1)
      var place = unsafe Int(places[index])
      let found = unsafe Self.probe(px, py, pz, tag, &place, base, keyBase, slotCount, mask, longest)
      if found >= 0 {
        unsafe numbers[index] = Int32(truncatingIfNeeded: found)
        continue
      }
      guard found == Self.isMissing else { return index }
      if vertices >= vertexLimit {
        isFull = true
        return index
      }
      let key = unsafe keyBase + 3 &* vertices
      unsafe (key[0], key[1], key[2]) = (px, py, pz)
      unsafe numbers[index] = Int32(truncatingIfNeeded: vertices)
      vertices &+= 1
      let isNumber = px == px && py == py && pz == pz
      if isNumber { unsafe base[place] = tag | UInt32(truncatingIfNeeded: vertices) }
    }
    return size
  }

  /// What a probe answers that ends at an empty slot.
  static var isMissing: Int { -1 }

  /// Goes from slot to slot until one names the position, an empty one comes, or there were too many.
  /// - Parameter place: where to begin; where it ended.
  /// - Returns: the vertex, `isMissing`, or another negative number after too many.
  @inline(__always)
  @unsafe
  static func probe(
    _ px: Scalar, _ py: Scalar, _ pz: Scalar, _ tag: UInt32, _ place: inout Int, _ base: UnsafePointer<UInt32>,
    _ keyBase: UnsafePointer<Scalar>, _ slotCount: Int, _ mask: UInt32, _ longest: Int
  ) -> Int {
    var probes = 0
    while true {
      let slot = unsafe base[place]
      if slot == 0 { return isMissing }
      if (slot ^ tag) & ~mask == 0 {
        let vertex = Int(slot & mask) &- 1
        let key = unsafe keyBase + 3 &* vertex
        if unsafe key[0] == px && key[1] == py && key[2] == pz { return vertex }
      }
      place &+= 1
      if place == slotCount { place = 0 }
      probes &+= 1
      if probes > longest { return isMissing &- 1 }
    }
  }

  /// Makes sure that a batch of new vertices fits in the table and the keys.
  private func makeRoom(for corners: Int) throws(WeldError) {
    do throws(FileError) {
      _ = unsafe try keys.reserve(3 * corners + 4)
      if Self.capacity(forVertices: count + corners) > capacity {
        let wanted = min(capacity + capacity / Self.growthDivisor(capacity), mostCapacity)
        try rebuild(capacity: max(Self.capacity(forVertices: count + corners), wanted))
      }
    } catch {
      throw .memory(error)
    }
  }

  /// Makes a table of another size or seed. The old one is given back first, so the two are never held together; all that
  /// is needed lies in the keys.
  private func rebuild(capacity newCapacity: Int) throws(FileError) {
    slots = try MappedStorage(byteCount: 0)
    // Until the new one is there: where memory lacks, the next batch makes room again.
    capacity = 0
    slots = try Self.makeSlots(newCapacity, ledger)
    capacity = newCapacity
    numberMask = Self.numberMask(newCapacity)
    let base = unsafe slots.base.assumingMemoryBound(to: UInt32.self)
    let keyBase = unsafe keys.base
    let hashes = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.batch + 16)
    defer { unsafe hashes.deallocate() }
    let columns = unsafe (scratch.base + 4 * Self.batchRoom).assumingMemoryBound(to: Scalar.self)
    let (x, y, z) = unsafe (columns, columns + Self.batch + 16, columns + 2 * (Self.batch + 16))
    var first = 0
    while first < count {
      let size = min(Self.batch, count - first)
      for index in 0..<size {
        let key = unsafe keyBase + 3 * (first + index)
        unsafe (x[index], y[index], z[index]) = (key[0], key[1], key[2])
      }
      unsafe hashAndPrefetch(x, y, z, size, into: hashes)
      for index in 0..<size where unsafe x[index] == x[index] && y[index] == y[index] && z[index] == z[index] {
        let hash = unsafe hashes[index]
        var place = Int(truncatingIfNeeded: (UInt64(hash) &* UInt64(newCapacity)) &>> 32)
        while unsafe base[place] != 0 { place = place + 1 == newCapacity ? 0 : place + 1 }
        unsafe base[place] = hash &* (numberMask &+ 1) | UInt32(first + index + 1)
      }
      first += size
    }
  }

  /// The slots for a number of vertices: a load of at most 0.7 keeps a successful probe near two slots.
  static func capacity(forVertices count: Int) -> Int {
    max(smallestCapacity, min(count, Int(Int32.max)) * 10 / 7)
  }

  /// A table grows by all of itself, from 64 MiB on by half: each step inserts all keys again, and a large table
  /// may not be larger than it must.
  static func growthDivisor(_ capacity: Int) -> Int { capacity < 1 << 24 ? 1 : 2 }

  /// A mask over the bits that a vertex number plus 1 needs in a table of this capacity; all 32 from 2³¹ slots on.
  private static func numberMask(_ capacity: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (1 << (Int.bitWidth - capacity.leadingZeroBitCount)) - 1)
  }

  private static func makeSlots(_ capacity: Int, _ ledger: MemoryLedger?) throws(FileError) -> MappedStorage {
    try MappedStorage(byteCount: capacity * 4, purpose: .weldTable, label: "weld table", ledger: ledger)
  }
}
