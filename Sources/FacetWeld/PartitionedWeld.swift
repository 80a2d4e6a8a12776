// The exact weld on several threads. The hash of a position tells its partition, and each partition has a table of its own, so
// that threads never meet: round after round all threads sort blocks of corners by partition, then each takes a partition and
// numbers its corners of all blocks in their order, then all put the numbers back. A number is local to its partition; the
// word of a corner holds number, partition and, in the sign bit, whether it is the first corner of its vertex. At the end the
// first corners are counted through, which ranks the vertices by first occurrence: the same for any number of threads.
//
// Memory is that of one table, whatever the threads: each position is held once.
//
// Source: radix-partitioned hash joins (C. Balkesen et al., ICDE 2013) and ranks by prefix counts; that a corner itself carries
// the mark of a first occurrence is ours.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads

/// Numbers distinct positions in order of first occurrence, on the threads of a pool.
@safe final class PartitionedWeld<Scalar: KeyScalar & ArrayElement> {
  private let ledger: MemoryLedger?
  let shift: Int32
  private let tables: [WeldTable<Scalar>]
  /// The number of the next new vertex of each partition.
  private var next: [Int32]
  private var blocks: [PartitionedBlock<Scalar>] = []
  /// Spreads positions over partitions; nobody can foretell it.
  private let seed = UInt32.random(in: .min ... .max)

  var count: Int { tables.reduce(0) { $0 + $1.count } }

  /// How many partitions a soup of at most so many triangles is welded in: 1 where that needs no partition or can't be.
  /// - Parameter mostTriangles: nil where nobody knows.
  static func partitions(threads: Int, mostTriangles: Int?, ledger: MemoryLedger?) -> Int {
    guard threads > 1, let mostTriangles, mostTriangles < 1 << 31 else { return 1 }
    // Parts of equal size for any number of threads, but no more than words have bits for.
    var partitions = 1
    while partitions < threads && partitions < 32 { partitions *= 2 }
    if partitions > threads { partitions *= 2 }
    while partitions > 1 && 3 * mostTriangles * partitions > Int(Int32.max) { partitions /= 2 }
    if let free = ledger?.room, partitions > 1 {
      // Should every corner be a vertex, all of it must fit: tables don't move to files.
      let most = WeldTable<Scalar>.vertices(inBytes: free - BoundedWeld<Scalar>.buffers)
      if most / 2 < 3 * mostTriangles { return 1 }
    }
    return partitions
  }

  init(
    partitions: Int, expectedVertices: Int?, vertexLimit: Int, ledger: MemoryLedger?
  ) throws(FileError) {
    self.ledger = ledger
    shift = Int32(partitions.trailingZeroBitCount)
    // A little more than an equal share: no partition is exactly that.
    let expected = expectedVertices.map { $0 / partitions + $0 / partitions / 64 + 256 }
    var tables: [WeldTable<Scalar>] = []
    for _ in 0..<partitions {
      tables.append(
        try WeldTable(expectedVertices: expected, vertexLimit: vertexLimit >> Int(shift), ledger: ledger))
    }
    self.tables = tables
    next = [Int32](repeating: 0, count: partitions)
  }

  /// Writes the word of each corner of the blocks, which this uses up.
  /// - Returns: how many triangles of each block have the same vertex twice.
  @unsafe
  func number(
    _ corners: [CornerBlock], into words: UnsafeMutablePointer<VertexIndex>, on pool: WorkerPool
  ) throws -> [Int] {
    while blocks.count < corners.count {
      blocks.append(try PartitionedBlock(partitions: tables.count, ledger: ledger))
    }
    var places: [Int] = []
    var corner = 0
    for block in corners {
      places.append(corner)
      corner += block.count
    }
    // A block, and a partition, is one thread's at a time.
    nonisolated(unsafe) let (weld, columns, target) = unsafe (self, corners, words)
    try pool.run(corners.count) { number in
      let block = unsafe columns[number]
      let (x, y, z) = unsafe Scalar.columns(of: block)
      unsafe weld.blocks[number].sort(x, y, z, count: block.count, seed: weld.seed)
    }
    let counters = Counters(next)
    try pool.run(tables.count) { partition in
      for number in unsafe columns.indices {
        unsafe try weld.blocks[number].number(
          partition: partition, by: weld.tables[partition], next: &counters.base[16 * partition], shift: weld.shift)
      }
    }
    for partition in next.indices { unsafe next[partition] = counters.base[16 * partition] }
    let starts = places
    let degenerate = Counters([Int32](repeating: 0, count: corners.count))
    try pool.run(corners.count) { number in
      let count = unsafe weld.blocks[number].spread(over: target + starts[number])
      unsafe degenerate.base[16 * number] = Int32(truncatingIfNeeded: count)
    }
    return corners.indices.map { unsafe Int(degenerate.base[16 * $0]) }
  }

  /// Hands over the vertices, and makes all words numbers of vertices. Call it once.
  @unsafe
  func finish(
    _ words: UnsafeMutablePointer<VertexIndex>, count: Int, on pool: WorkerPool
  ) throws -> VertexArray {
    blocks = []
    return unsafe try FirstOccurrenceRanks(words, count, tables, shift, ledger).resolve(on: pool)
  }
}

/// A counter for each thread, each on a cache line of its own.
@safe private final class Counters: @unchecked Sendable {
  let base: UnsafeMutablePointer<Int32>
  init(_ values: [Int32]) {
    unsafe base = .allocate(capacity: 16 * max(1, values.count))
    for (index, value) in values.enumerated() { unsafe base[16 * index] = value }
  }
  deinit { unsafe base.deallocate() }
}
