// What the ledger does under a ceiling: it makes room by moving arrays to files, and lets go of their pages in time.

extension MemoryLedger {
  /// The bytes under the ceiling that nothing takes which can't move to a file; nil without a ceiling.
  package var room: Int? {
    guard let ceiling else { return nil }
    return books.withLock { books in
      let movable =
        ceiling.temporaryFolder == nil
        ? 0 : books.spillable.values.reduce(0) { $0 + ($1.storage?.memoryByteCount ?? 0) }
      return ceiling.budget - books.memory + movable
    }
  }

  /// Makes room for `byteCount` more bytes under the ceiling: moves the largest arrays that can live in files there until
  /// there is. Answers false when what asks must go to a file itself.
  /// - Throws: `FileError` with code `outOfMemory` when there is no room and what asks can't live in a file.
  func makeRoom(for byteCount: Int, _ purpose: MemoryPurpose, _ label: String) throws(FileError) -> Bool {
    guard let ceiling else { return true }
    while true {
      let (memory, largest) = books.withLock { books in
        (books.memory, books.spillable.values.compactMap(\.storage).max { $0.byteCount < $1.byteCount })
      }
      if memory + byteCount <= ceiling.budget { return true }
      let canSpill = purpose.canSpill && ceiling.temporaryFolder != nil
      // A newcomer that is larger than all others goes first.
      if let largest, ceiling.temporaryFolder != nil, !canSpill || largest.byteCount >= byteCount {
        try largest.spill()
      } else if canSpill {
        return false
      } else {
        throw FileError(
          .outOfMemory, path: "", errno: 0,
          reason: "the memory ceiling of \(Self.mebibytes(ceiling.limit)) leaves no room for "
            + "\(label.isEmpty ? purpose.rawValue : label), \(Self.mebibytes(byteCount))"
            + (purpose.canSpill ? ", and there is no folder on a disk to spill to" : ""))
      }
    }
  }

  /// Keeps the process below its ceiling: lets go of the pages of arrays in files when too many are resident. Called at every
  /// step of long work; it asks the kernel, which costs about a microsecond, only when something was spilled.
  /// - Parameter expected: bytes that will be touched before the next look.
  package func settle(expecting expected: Int = 0) {
    guard let ceiling, books.withLock({ $0.spilled.live > 0 }) else { return }
    guard ceiling.residentBytes + expected > ceiling.trimmingLimit else { return }
    let storages = books.withLock { books in books.inFiles.values.compactMap(\.storage) }
    for storage in storages { storage.trim() }
  }

  /// Keeps the process below its ceiling, as `settle`, and ends the work when it was told to stop or its task was cancelled.
  /// For every step of long work that may end with an error.
  /// - Throws: `FileError` with code `cancelled`.
  package func step() throws(FileError) {
    settle()
    if isStopped.load(ordering: .relaxed) || Task.isCancelled { throw FileError(.cancelled, path: "", errno: 0) }
  }

  /// Ends the work that goes on with these books at its next step.
  package func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Notes that bytes were written to a temporary file that is no storage.
  package func spooled(_ byteCount: Int) { books.withLock { $0.spooled += byteCount } }

  private static func mebibytes(_ byteCount: Int) -> String {
    "\((byteCount + (1 << 20) - 1) >> 20) MiB"
  }
}
