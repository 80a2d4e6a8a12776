// Room for vertices whose number a header tells. From a file it is backed by bytes, and the room is made at once: pages
// that are never written cost nothing. From a pipe it is only a claim, and the room grows with what really comes.
import FacetArrays
import FacetMemory
import FacetMesh

/// The three rows of the vertices, one behind the other as the finished array has them: nothing is copied at the end.
@safe struct GrowingVertices: ~Copyable {
  private let storage: MappedStorage
  private let total: Int
  /// The room in each row.
  private(set) var capacity: Int

  /// - Parameter isTrusted: `total` is more than a claim.
  init(
    total: Int, isTrusted: Bool, purpose: MemoryPurpose = .vertices, label: String = "vertices", ledger: MemoryLedger?
  ) throws(FileError) {
    try self.init(
      total: total, expected: isTrusted ? total : 1 << 15, purpose: purpose, label: label, ledger: ledger)
  }

  /// - Parameters:
  ///   - total: how many there can be at most.
  ///   - expected: how many there is room for at first; more than come cost address space only.
  init(
    total: Int, expected: Int, purpose: MemoryPurpose = .vertices, label: String = "vertices", ledger: MemoryLedger?
  ) throws(FileError) {
    self.total = total
    capacity = min(total, expected)
    storage = try MappedStorage(
      byteCount: 3 * 8 * capacity, purpose: purpose, label: label, ledger: ledger)
  }

  @inline(__always)
  @unsafe var x: UnsafeMutablePointer<Double> { unsafe storage.base.assumingMemoryBound(to: Double.self) }
  @inline(__always)
  @unsafe var y: UnsafeMutablePointer<Double> { unsafe x + capacity }
  @inline(__always)
  @unsafe var z: UnsafeMutablePointer<Double> { unsafe x + 2 * capacity }

  /// Makes room for half as many again, or for all. Amortised O(1) a vertex.
  mutating func grow() throws(FileError) {
    let old = capacity
    let new = min(total, old + old / 2)
    try storage.resize(toByteCount: 3 * 8 * new)
    // From the last row and its last piece on: a row moves up, never over what has not moved yet.
    for row in [2, 1] {
      var end = old
      while end > 0 {
        let first = max(0, end - Self.piece)
        unsafe (x + row * new + first).update(from: x + row * old + first, count: end - first)
        storage.settle()
        end = first
      }
    }
    capacity = new
  }

  /// The vertices of a row that are moved at once: half a MiB.
  private static let piece = MappedStorage.stepElements

  /// Hands over what there is, and leaves nothing: what a class holds can't be consumed.
  mutating func take() throws(FileError) -> GrowingVertices {
    try exchange(&self, with: GrowingVertices(total: 0, expected: 0, ledger: nil))
  }

  /// Hands the rows over.
  /// - Precondition: there is room for all vertices, no more.
  consuming func finish() -> VertexArray {
    precondition(capacity == total)
    return VertexArray(Matrix(Column(storage: storage, offset: 0, count: 3 * total), rows: 3, columns: total))
  }

  /// Hands over the first `count` vertices. O(count): two rows move down, in pieces, and the pages that they leave go back
  /// to the system at once, so that nothing is held twice.
  consuming func finish(count: Int) throws(FileError) -> VertexArray {
    precondition(count <= capacity)
    for row in 1...2 {
      var done = 0
      while done < count && capacity > count {
        let next = min(count, done + Self.piece)
        unsafe (x + row * count + done).update(from: x + row * capacity + done, count: next - done)
        // Not what was written just now, where the row moves by less than a piece.
        let left = max(row * capacity + done, row * count + next)..<max(row * capacity + next, row * count + next)
        storage.discard(8 * left.lowerBound..<8 * left.upperBound)
        storage.settle()
        done = next
      }
    }
    try storage.resize(toByteCount: 3 * 8 * count)
    return VertexArray(Matrix(Column(storage: storage, offset: 0, count: 3 * count), rows: 3, columns: count))
  }
}
