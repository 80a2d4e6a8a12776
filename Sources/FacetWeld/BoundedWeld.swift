// One weld for every amount of memory. As long as the table fits, it is the table. When the table has taken what the
// ceiling leaves it, an epoch ends: its distinct positions are spilled and the table starts again, so that later numbers
// are only good within their epoch. At the end `SpilledWeld` finds out which positions of different epochs are the same.
import FacetArrays
import FacetMemory
import FacetMesh

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
  private var kept: KeptCorners<Scalar>
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
    kept = try KeptCorners(ledger: ledger)
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
    unsafe try kept.number(x, y, z, corners: corners, by: table, into: numbers)
  }

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
