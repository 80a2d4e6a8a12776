// One weld for every amount of memory. As long as the table fits, it is the table. When the table has taken what the
// ceiling leaves it, an epoch ends: its distinct positions are spilled and the table starts again, so that later numbers
// are only good within their epoch. At the end `SpilledWeld` finds out which positions of different epochs are the same.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads

/// Numbers distinct positions in order of first occurrence, in bounded memory.
///
/// Numbers are written to a column of the caller, which tells where it stands and gives it back at the end.
final class BoundedWeld<Scalar: KeyScalar & ArrayElement> {
  private let ledger: MemoryLedger?
  private let vertexLimit: Int
  /// Every corner is a vertex; nothing is looked up.
  private let keepsCorners: Bool
  /// How many vertices an epoch may have.
  private let room: Int
  private let table: WeldTable<Scalar>
  /// What one thread numbers blocks with, and several threads each block of a round.
  private var kept: [KeptCorners<Scalar>]
  private var spill: SpilledWeld<Scalar>?
  private let expectedVertices: Int?

  /// The vertices so far, exact only while nothing was spilled.
  var count: Int { (spill?.recordCount ?? 0) + table.count }
  /// Whether numbers are those of the final mesh.
  var isSpilled: Bool { spill != nil }

  /// - Parameters:
  ///   - keepsCorners: every corner is a vertex; nothing is looked up.
  ///   - largestEpoch: the most vertices of an epoch; less than the ceiling leaves only in tests.
  /// - Throws: `FileError` with code `outOfMemory` when the ceiling leaves no room for a table.
  init(
    expectedVertices: Int?, keepsCorners: Bool = false, vertexLimit: Int, largestEpoch: Int? = nil,
    ledger: MemoryLedger?
  ) throws(FileError) {
    self.ledger = ledger
    self.vertexLimit = vertexLimit
    self.keepsCorners = keepsCorners
    self.expectedVertices = expectedVertices
    var room = largestEpoch ?? .max
    if let free = ledger?.room, !keepsCorners {
      room = min(room, WeldTable<Scalar>.vertices(inBytes: free - Self.buffers))
      guard room >= Self.smallestRoom else {
        throw FileError(
          .outOfMemory, path: "", errno: 0,
          reason: "the memory ceiling leaves no room for the table of the weld; 64 MiB is always enough")
      }
    }
    self.room = room
    kept = [try KeptCorners(ledger: ledger)]
    table = try WeldTable(
      expectedVertices: keepsCorners ? 0 : expectedVertices, vertexLimit: vertexLimit,
      room: keepsCorners ? .max : room, keyPurpose: keepsCorners ? .vertices : .weldKeys, ledger: ledger)
  }

  /// What the steps of a spilled weld and the output take beside the table.
  static var buffers: Int { 4 << 20 }
  static var smallestRoom: Int { 1 << 16 }

  /// Writes the number of each corner. The columns may be read 8 elements beyond their end. When the table may not take so many
  /// corners the epoch ends first, and the numbers are those of the next.
  /// - Parameter numbered: the numbers of the caller's column so far.
  @unsafe
  func number(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ z: UnsafePointer<Scalar>, corners: Int, numbered: Int,
    into numbers: UnsafeMutablePointer<VertexIndex>
  ) throws(WeldError) {
    if keepsCorners { return unsafe try table.append(x, y, z, corners: corners, into: numbers) }
    if table.count > 0 && table.count + corners > room { try endEpoch(numbered: numbered) }
    unsafe try kept[0].number(x, y, z, corners: corners, by: table, into: numbers)
  }

  /// Whether it is worth while that several threads number blocks together, and whether that can be.
  func numbersTogether(_ blocks: [CornerBlock]) -> Bool {
    guard kept[0].isShuffled, !keepsCorners, blocks.allSatisfy({ $0.count <= KeptCorners<Scalar>.capacity }) else {
      return false
    }
    // Else the epoch must end in between.
    return table.count + blocks.reduce(0) { $0 + $1.count } <= room
  }

  /// Writes the number of each corner of the blocks, on all threads of a pool.
  /// - Parameter other: what can be done beside the adding of new vertices, which is one thread's work; it is told when that is
  ///   done.
  /// - Precondition: `numbersTogether`.
  @unsafe
  func number(
    _ blocks: [CornerBlock], into numbers: UnsafeMutablePointer<VertexIndex>, on pool: WorkerPool,
    beside other: (_ isDone: () -> Bool) throws -> Void
  ) throws {
    while kept.count < blocks.count { kept.append(try KeptCorners(ledger: ledger)) }
    let starts = blocks.indices.map { blocks[..<$0].reduce(0) { $0 + $1.count } }
    // A block is one thread's at a time, and the table that of one where it changes.
    nonisolated(unsafe) let (kept, table, corners, target) = unsafe (self.kept, self.table, blocks, numbers)
    try pool.run(blocks.count) { number in
      let (x, y, z) = unsafe Scalar.columns(of: corners[number])
      unsafe kept[number].lookUp(
        x, y, z, corners: corners[number].count, in: table, into: target + starts[number])
    }
    let add = {
      for number in blocks.indices { unsafe try kept[number].addMissing(to: table, into: target + starts[number]) }
    }
    try pool.runTogether(add, beside: other)
    unsafe kept[0].skip(blocks: blocks.count)
  }

  /// Puts the positions of vertices from number `first` on into a float64 block, as many as fit. Nothing was spilled.
  func copyVertices(from first: Int, into block: CornerBlock) {
    let columns = unsafe block.float64
    block.removeAll()
    block.count = min(table.count - first, block.capacity)
    var key = unsafe table.keyBase + 3 * first
    for index in 0..<block.count {
      unsafe columns.x[index] = Double(key[0])
      unsafe columns.y[index] = Double(key[1])
      unsafe columns.z[index] = Double(key[2])
      unsafe key += 3
    }
  }

  @unsafe
  func pageAhead(ofVertices vertices: Int) -> UnsafeMutableRawBufferPointer? {
    unsafe table.pageAhead(ofVertices: vertices)
  }

  /// Gives table and positions back.
  func drop() throws(FileError) { _ = try table.takeKeys() }

  private func endEpoch(numbered: Int) throws(WeldError) {
    do throws(FileError) {
      if spill == nil {
        spill = try SpilledWeld(
          vertexLimit: vertexLimit, room: room, expectedRecords: expectedVertices.map { 2 * $0 }, ledger: ledger)
      }
      try spill!.endEpoch(table, numbered: numbered)
    } catch {
      throw .memory(error)
    }
  }

  /// Hands over the vertices, and makes all numbers those of the vertices. Call it once.
  /// - Parameter numbers: everything that was numbered, in order; changed in place.
  @unsafe
  func finish(_ numbers: UnsafeMutablePointer<VertexIndex>, count: Int) throws(WeldError) -> VertexArray {
    do throws(FileError) {
      guard let spill else { return try VertexRows.spread(table.takeKeys(), count: table.count, ledger: ledger) }
      try spill.endEpoch(table, numbered: count)
      _ = try table.takeKeys()
    } catch {
      throw .memory(error)
    }
    return unsafe try spill!.resolve(numbers)
  }
}
