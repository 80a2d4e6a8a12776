// The end of a partitioned weld: vertices of all partitions get their numbers, in order of first occurrence. Ranges of corners
// are counted on all threads, and the counts summed; then each range ranks the vertices that begin in it, every corner looks
// up the rank of its vertex, and at last the rows of vertices are made. A partition's vertices rise with their ranks, so that
// a range of ranks is a range of keys in each partition, and what was used is given back from the front.
//
// Source: ranks by prefix sums of marks (G. Blelloch, "Prefix sums and their applications", 1990).
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads
import Synchronization

/// Words of corners on their way to numbers of vertices.
@safe struct FirstOccurrenceRanks<Scalar: KeyScalar & ArrayElement>: @unchecked Sendable {
  /// Corners of a range.
  private static var range: Int { 1 << 16 }

  private let words: UnsafeMutablePointer<VertexIndex>
  private let count: Int
  private let tables: [WeldTable<Scalar>]
  private let ledger: MemoryLedger?
  private let shift: Int32
  private let mask: Int
  /// The rank of each vertex of each partition; they lie where the slots of the tables were.
  private let ranks: [UnsafeMutablePointer<UInt32>]
  private let keys: [UnsafePointer<Scalar>]

  init(
    _ words: UnsafeMutablePointer<VertexIndex>, _ count: Int, _ tables: [WeldTable<Scalar>], _ shift: Int32,
    _ ledger: MemoryLedger?
  ) {
    unsafe (self.words, self.count, self.tables, self.ledger) = (words, count, tables, ledger)
    (self.shift, mask) = (shift, tables.count - 1)
    unsafe ranks = unsafe tables.map { unsafe $0.lendSlots() }
    unsafe keys = unsafe tables.map { unsafe $0.keyBase }
  }

  private var ranges: Int { (count + Self.range - 1) / Self.range }
  private func corners(of range: Int) -> Range<Int> { range * Self.range..<min(count, (range + 1) * Self.range) }

  /// Makes the rows of vertices, and all words numbers.
  func resolve(on pool: WorkerPool) throws -> VertexArray {
    let firsts = Mutex([Int](repeating: 0, count: ranges + 1))
    try pool.run(ranges) { range in
      let count = countFirsts(corners(of: range))
      firsts.withLock { $0[range + 1] = count }
    }
    let starts = firsts.withLock { firsts in
      for range in 0..<ranges { firsts[range + 1] += firsts[range] }
      return firsts
    }
    let ends = Mutex([[Int]](repeating: [], count: ranges))
    try pool.run(ranges) { range in
      let end = rank(corners(of: range), from: starts[range])
      ends.withLock { $0[range] = end }
      try ledger?.step()
    }
    try pool.run(ranges) { range in
      number(corners(of: range))
      try ledger?.step()
    }
    return try makeRows(Self.filled(ends.withLock { $0 }, tables.count), count: starts[ranges], on: pool)
  }

  /// Makes the rows, a few ranges at a time, and gives back keys and ranks behind them.
  /// - Parameter ends: the number behind the last vertex of each partition, for each range.
  private func makeRows(_ ends: [[Int]], count: Int, on pool: WorkerPool) throws -> VertexArray {
    for table in tables { table.discardLentRest() }
    let rows = try VertexRows(count: count, ledger: ledger)
    let none = [Int](repeating: 0, count: tables.count)
    var first = 0
    while first < ends.count {
      let start = first
      let size = min(2 * pool.threadCount, ends.count - start)
      try pool.run(size) { part in
        let range = start + part
        write(range == 0 ? none : ends[range - 1], ends[range], to: rows)
        try ledger?.step()
      }
      first += size
      for (table, end) in zip(tables, ends[first - 1]) { table.discardLent(before: end) }
    }
    return rows.finish()
  }

  /// The number behind the last vertex of each partition, for each range: where none begins that of the range before.
  private static func filled(_ ends: [[Int]], _ partitions: Int) -> [[Int]] {
    var last = [Int](repeating: 0, count: partitions)
    return ends.map { end in
      for partition in 0..<partitions { last[partition] = max(last[partition], end[partition]) }
      return last
    }
  }

  private func countFirsts(_ corners: Range<Int>) -> Int {
    var sum = SIMD8<Int32>()
    var index = corners.lowerBound
    while index + 8 <= corners.upperBound {
      sum &+= unsafe UnsafeRawPointer(words + index).loadUnaligned(as: SIMD8<Int32>.self) &>> 31
      index += 8
    }
    var firsts = -Int(sum.wrappedSum())
    while index < corners.upperBound {
      unsafe firsts += words[index] < 0 ? 1 : 0
      index += 1
    }
    return firsts
  }

  /// Ranks the vertices whose first corners these are. Answers the number behind the last one of each partition; 0 for none.
  private func rank(_ corners: Range<Int>, from first: Int) -> [Int] {
    var last = [Int](repeating: 0, count: tables.count)
    var rank = first
    for index in corners {
      let word = unsafe words[index]
      guard word < 0 else { continue }
      let partition = Int(word) & mask
      let number = Int((word & Int32.max) &>> shift)
      unsafe ranks[partition][number] = UInt32(truncatingIfNeeded: rank)
      last[partition] = number &+ 1
      rank &+= 1
    }
    return last
  }

  /// Writes vertices of each partition to the rows, where their ranks say.
  private func write(_ starts: [Int], _ ends: [Int], to rows: VertexRows) {
    for partition in tables.indices {
      let (keys, ranks) = unsafe (keys[partition], ranks[partition])
      for number in starts[partition]..<ends[partition] {
        unsafe rows.write(keys + 3 &* number, at: Int(ranks[number]))
      }
    }
  }

  private func number(_ corners: Range<Int>) {
    unsafe ranks.withUnsafeBufferPointer { ranks in
      for index in corners {
        let word = unsafe words[index]
        let rank = unsafe ranks[Int(word) & mask][Int((word & Int32.max) &>> shift)]
        unsafe words[index] = Int32(bitPattern: rank)
      }
    }
  }
}
