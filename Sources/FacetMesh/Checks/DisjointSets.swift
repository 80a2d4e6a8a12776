// Union-find: each number points to another one of its set, or to itself when it stands for the set. A search halves the path that
// it walks. The lower number stands for a set, so that the outcome depends on no order.
// Source: Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", JACM 31 (1984).
import CFacetKernels
import FacetMemory

/// A partition of `0..<count`, at first into single numbers. Four bytes a number.
@safe struct DisjointSets: ~Copyable {
  private let storage: MappedStorage
  private let parents: UnsafeMutablePointer<Int32>
  let count: Int
  /// How often two sets became one.
  private(set) var unions = 0

  /// - Precondition: `count` is at most 2³¹ − 1.
  init(count: Int, ledger: MemoryLedger? = nil) throws(FileError) {
    precondition(count >= 0 && count <= Int32.max, "the numbers of the sets must fit into an Int32")
    storage = try MappedStorage(byteCount: 4 * count, label: "disjoint sets", ledger: ledger, zeroed: false)
    unsafe parents = unsafe storage.base.bindMemory(to: Int32.self, capacity: count)
    self.count = count
    for number in 0..<count { unsafe parents[number] = Int32(truncatingIfNeeded: number) }
  }

  /// The lowest number of the set of `number`. Amortised O(log count).
  /// - Precondition: `number` lies in `0..<count`; only debug builds look.
  @inline(__always)
  func find(_ number: Int) -> Int {
    assert(number >= 0 && number < count)
    var number = number
    while true {
      let parent = unsafe Int(parents[number])
      if parent == number { return number }
      let grandparent = unsafe parents[parent]
      unsafe parents[number] = grandparent
      number = Int(grandparent)
    }
  }

  /// Asks for the memory that `find` will read first.
  /// - Precondition: `number` lies in `0..<count`; only debug builds look.
  @inline(__always)
  func prefetch(_ number: Int) {
    assert(number >= 0 && number < count)
    unsafe facet_prefetch(parents + number)
  }

  /// Makes one set of the sets of two numbers.
  @inline(__always)
  mutating func unite(_ first: Int, _ second: Int) {
    let (a, b) = (find(first), find(second))
    if a == b { return }
    unsafe parents[max(a, b)] = Int32(truncatingIfNeeded: min(a, b))
    unions += 1
  }
}
