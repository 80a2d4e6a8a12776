// The books of memory: live and peak bytes by purpose, and on request the list of what is alive. Each storage signs in
// when it is made and out when it is freed, so the ledger never guesses. With a ceiling, a storage asks here for room, and
// the ledger moves the largest arrays that can live in a file there.
import CFacetKernels
import Synchronization

/// What a block of memory is for.
public enum MemoryPurpose: String, Sendable, CaseIterable {
  case vertices, triangles, attributes
  case weldTable = "weld_table"
  case weldKeys = "weld_keys"
  case corners
  case readBuffers = "read_buffers"
  case textBuffers = "text_buffers"
  case remap
  /// An input that is read whole before it is understood.
  case contents
  case other
}

/// Counts the live and peak bytes of each purpose. Safe to use from several threads.
public final class MemoryLedger: Sendable {
  /// The bytes of one purpose.
  public struct Balance: Sendable, Equatable {
    public internal(set) var live = 0
    public internal(set) var peak = 0
  }

  /// One storage that is alive now.
  public struct Entry: Sendable {
    public let purpose: MemoryPurpose
    public let label: String
    public let byteCount: Int
    /// How many arrays and views hold it.
    public let sharedBy: Int
    /// Whether it lies in a temporary file.
    public let isSpilled: Bool
  }

  /// What is alive at one moment.
  public struct Snapshot: Sendable {
    public let balances: [MemoryPurpose: Balance]
    /// The sum over all purposes.
    public let total: Balance
    /// Each live storage above 1 MiB, the largest first.
    public let large: [Entry]
    /// The bytes of arrays in temporary files.
    public let spilled: Balance
    /// The bytes written to other temporary files so far.
    public let spooled: Int
    /// The bytes of pages taken from the system so far, whatever was given back meanwhile: each is cleared by the kernel when
    /// it is first touched.
    public let fresh: Int
  }

  /// A storage that may be freed meanwhile.
  struct Movable {
    weak var storage: MappedStorage?
  }

  @safe struct Books {
    var balances: [MemoryPurpose: Balance] = [:]
    var total = Balance()
    /// Each live storage with its size, which another thread may be changing.
    var storages: [ObjectIdentifier: (reference: Unmanaged<MappedStorage>, byteCount: Int)] = unsafe [:]
    /// The storages of pages that can move to a file.
    var spillable: [ObjectIdentifier: Movable] = [:]
    /// Those that did.
    var inFiles: [ObjectIdentifier: Movable] = [:]
    /// What all storages take of the memory of the process.
    var memory = 0
    var spilled = Balance()
    /// Bytes written to temporary files that are no storages.
    var spooled = 0
    /// Bytes of pages taken from the system.
    var fresh = 0

    mutating func addSpilled(_ byteCount: Int) {
      spilled.live += byteCount
      spilled.peak = max(spilled.peak, spilled.live)
    }
  }

  let books = Mutex(Books())
  /// Whether the job that keeps these books was told to stop.
  let isStopped = Atomic(false)

  /// The limit that storages keep to; nil for none.
  public let ceiling: MemoryCeiling?

  public init(ceiling: MemoryCeiling? = nil) { self.ceiling = ceiling }

  /// The live bytes of one purpose.
  public func live(_ purpose: MemoryPurpose) -> Int { books.withLock { $0.balances[purpose]?.live ?? 0 } }

  /// The largest number of bytes that one purpose ever held at once.
  public func peak(_ purpose: MemoryPurpose) -> Int { books.withLock { $0.balances[purpose]?.peak ?? 0 } }

  /// Takes a picture of all that is alive. O(number of storages).
  public func snapshot() -> Snapshot {
    books.withLock { books in
      // A storage signs out under this lock before it is freed, so each one here is still whole.
      let large = unsafe books.storages.values.compactMap { reference, byteCount -> Entry? in
        guard byteCount > 1 << 20 else { return nil }
        let storage = unsafe reference.takeUnretainedValue()
        // This function's own reference is one of them.
        let holders = unsafe Int(facet_retain_count(reference.toOpaque())) - 1
        return Entry(
          purpose: storage.purpose, label: storage.label, byteCount: byteCount, sharedBy: max(holders, 0),
          isSpilled: storage.file != nil)
      }
      return Snapshot(
        balances: books.balances, total: books.total, large: large.sorted { $0.byteCount > $1.byteCount },
        spilled: books.spilled, spooled: books.spooled, fresh: books.fresh)
    }
  }

  func signIn(_ storage: MappedStorage) {
    let (byteCount, memory, canSpill) = (storage.byteCount, storage.memoryByteCount, storage.canSpill)
    books.withLock {
      unsafe $0.storages[ObjectIdentifier(storage)] = (Unmanaged.passUnretained(storage), byteCount)
      if canSpill && ceiling != nil { $0.spillable[ObjectIdentifier(storage)] = Movable(storage: storage) }
      $0.memory += memory
      $0.fresh += memory
    }
    change(storage.purpose, by: storage.byteCount)
  }

  func signOut(_ storage: MappedStorage) {
    let (byteCount, memory, isSpilled) = (storage.byteCount, storage.memoryByteCount, storage.file != nil)
    books.withLock {
      _ = unsafe $0.storages.removeValue(forKey: ObjectIdentifier(storage))
      $0.spillable[ObjectIdentifier(storage)] = nil
      $0.inFiles[ObjectIdentifier(storage)] = nil
      $0.memory -= memory
      if isSpilled { $0.spilled.live -= byteCount }
    }
    change(storage.purpose, by: -storage.byteCount)
  }

  /// Notes that a storage became `difference` bytes larger (or smaller), `memory` of them in the memory of the process.
  func resized(_ storage: MappedStorage, by difference: Int, inMemory memory: Int) {
    let (isSpilled, canSpill) = (storage.file != nil, storage.canSpill)
    books.withLock {
      unsafe $0.storages[ObjectIdentifier(storage)]?.byteCount += difference
      if canSpill && ceiling != nil { $0.spillable[ObjectIdentifier(storage)] = Movable(storage: storage) }
      $0.memory += memory
      $0.fresh += max(0, memory)
      if isSpilled { $0.addSpilled(difference) }
    }
    change(storage.purpose, by: difference)
  }

  /// Notes that a storage moved to a file.
  func spilled(_ storage: MappedStorage, inMemory memory: Int) {
    let byteCount = storage.byteCount
    books.withLock {
      $0.inFiles[ObjectIdentifier(storage)] = $0.spillable.removeValue(forKey: ObjectIdentifier(storage))
      $0.memory += memory
      $0.addSpilled(byteCount)
    }
  }

  /// Notes that a storage became so small that it needs no file any more.
  func leftFile(_ storage: MappedStorage) {
    let byteCount = storage.byteCount
    books.withLock {
      $0.inFiles[ObjectIdentifier(storage)] = nil
      $0.addSpilled(-byteCount)
    }
  }

  /// Notes that a purpose holds `difference` more (or fewer) bytes.
  private func change(_ purpose: MemoryPurpose, by difference: Int) {
    books.withLock { books in
      books.balances[purpose, default: Balance()].live += difference
      let live = books.balances[purpose]!.live
      books.balances[purpose]!.peak = max(books.balances[purpose]!.peak, live)
      books.total.live += difference
      books.total.peak = max(books.total.peak, books.total.live)
    }
  }
}
