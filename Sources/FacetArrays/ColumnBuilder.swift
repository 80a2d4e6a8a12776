// A column that is still growing. It has one owner, so it grows without a copy: pages change their address (`mremap`),
// and pages that are not yet written cost nothing.
import FacetMemory

/// Collects elements and hands them over as a `Column`.
///
/// Amortised O(1) an element. Peak memory is the final size: nothing is ever held twice.
public struct ColumnBuilder<Element: ArrayElement>: ~Copyable {
  private let storage: MappedStorage
  private var capacity: Int
  /// Room for more than this is only made when it is needed.
  private let capacityLimit: Int
  /// The bytes at the beginning that were given back.
  private var discarded = 0
  /// Where the last huge page begins that was asked for ahead.
  private var populated = 0
  /// The number of elements so far.
  public private(set) var count = 0

  /// - Parameter expectedCount: how many elements will probably come; it costs address space, not memory.
  public init(
    expectedCount: Int = 0, purpose: MemoryPurpose = .other, label: String = "", ledger: MemoryLedger? = nil
  ) throws(FileError) {
    try self.init(
      expectedCount: expectedCount, capacityLimit: .max, purpose: purpose, label: label, ledger: ledger)
  }

  /// - Parameter capacityLimit: how many elements there will be at most; growing ahead stops there.
  package init(
    expectedCount: Int, capacityLimit: Int, purpose: MemoryPurpose, label: String, ledger: MemoryLedger?
  ) throws(FileError) {
    self.capacityLimit = capacityLimit
    capacity = Self.firstCapacity(expectedCount: expectedCount, capacityLimit: capacityLimit)
    storage = try MappedStorage(
      byteCount: capacity * MemoryLayout<Element>.stride, purpose: purpose, label: label, ledger: ledger)
  }

  /// The room that a builder begins with. It trusts no count further than 1 GiB of address space: growth is cheap.
  package static func firstCapacity(expectedCount: Int, capacityLimit: Int = .max) -> Int {
    min(max(expectedCount, 1024), (1 << 30) / MemoryLayout<Element>.stride, capacityLimit)
  }

  /// The room after a growth for `needed` elements.
  package static func grownCapacity(_ capacity: Int, needed: Int, capacityLimit: Int = .max) -> Int {
    max(needed, min(capacity + capacity / 2, capacityLimit))
  }

  /// The elements so far.
  @inline(__always)
  @unsafe package var base: UnsafeMutablePointer<Element> {
    unsafe storage.base.assumingMemoryBound(to: Element.self)
  }

  /// Answers a place for at least `additional` more elements; follow with `commit`. The pointer is valid until the next
  /// call.
  @unsafe
  public mutating func reserve(_ additional: Int) throws(FileError) -> UnsafeMutablePointer<Element> {
    if capacity - count < additional {
      let wanted = Self.grownCapacity(capacity, needed: count + additional, capacityLimit: capacityLimit)
      try storage.resize(toByteCount: wanted * MemoryLayout<Element>.stride)
      capacity = wanted
    }
    return unsafe base + count
  }

  /// The huge page behind the place of so many more elements, where it was not asked for before and the column has room for it:
  /// for a thread that has pages made ahead while this one writes elements.
  @unsafe
  package mutating func pageAhead(of additional: Int) -> UnsafeMutableRawBufferPointer? {
    let page = MappedStorage.hugePage
    let next = ((count + additional) * MemoryLayout<Element>.stride + page - 1) & ~(page - 1)
    guard next > populated, next + page <= capacity * MemoryLayout<Element>.stride else { return nil }
    populated = next
    return unsafe UnsafeMutableRawBufferPointer(start: storage.base + next, count: page)
  }

  /// Says that `added` elements were written to the reserved place.
  public mutating func commit(_ added: Int) {
    count += added
    assert(count <= capacity)
  }

  /// Appends one element.
  public mutating func append(_ element: Element) throws(FileError) {
    unsafe try reserve(1).pointee = element
    commit(1)
  }

  /// Forgets the last `removed` elements.
  public mutating func removeLast(_ removed: Int) {
    precondition(removed >= 0 && removed <= count, "there are only \(count) elements")
    count -= removed
  }

  /// Gives back the whole huge pages before element `index`, whose elements must not be read any more.
  /// - Parameter unit: the bytes that are given back at once, a power of two; less than a huge page tears it.
  package mutating func discard(before index: Int, unit: Int = MappedStorage.hugePage) {
    let end = index * MemoryLayout<Element>.stride & ~(unit - 1)
    guard end > discarded else { return }
    storage.discard(discarded..<end)
    discarded = end
  }

  /// Hands the elements over and gives the unused rest back to the system.
  public consuming func finish() throws(FileError) -> Column<Element> {
    try storage.resize(toByteCount: count * MemoryLayout<Element>.stride)
    return Column(storage: storage, offset: 0, count: count)
  }
}
