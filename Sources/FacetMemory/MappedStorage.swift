// The one place that owns memory. Four kinds behind one class: pages of their own above 1 MiB (an mmap, so that the
// process shrinks the moment they are freed), a small aligned block, memory adopted from outside with a closure that
// releases it, and read-only memory (a mapped file, or borrowed bytes) that the first write copies. Under a ceiling, pages
// can move to a temporary file (see `MappedStorage+Spilling.swift`).
import CFacetKernels
import Glibc

/// Owns a contiguous piece of raw memory and gives it back to the system when the last reference goes.
///
/// It is not safe to write from two threads at once; the arrays above it make sure of that by copy-on-write.
@safe public final class MappedStorage: @unchecked Sendable {
  public enum Kind: Sendable { case pages, block, adopted, readOnly }

  /// From this size on, a storage has pages of its own.
  public static let pageThreshold = 1 << 20
  /// The alignment of every owned storage, in bytes.
  public static let alignment = 64
  /// The size of a huge page; memory is best given back in multiples of it.
  public static let hugePage = 2 << 20

  public private(set) var kind: Kind
  public let purpose: MemoryPurpose
  /// What the memory holds, for people: "corners of block 1".
  public let label: String
  /// The size in bytes. Fresh owned memory is zero.
  public private(set) var byteCount: Int
  /// The first byte. Never nil, also for an empty storage.
  @safe public private(set) var base: UnsafeMutableRawPointer
  /// The temporary file that the pages belong to, once they were spilled.
  var file: TemporaryFile?
  /// The books that it is entered in; a copy of it belongs into the same.
  package let ledger: MemoryLedger?
  private let release: (@Sendable (UnsafeMutableRawPointer, Int) -> Void)?

  /// Takes `byteCount` zero bytes: an aligned block below 1 MiB, pages above. O(1) for pages: the system zeroes them when
  /// they are first touched.
  /// - Parameter zeroed: false leaves what was there before in a block or in recycled pages; fresh pages are zero.
  /// - Throws: `FileError` with code `outOfMemory` when the system has no address space left, or the ceiling of the ledger no
  ///   room.
  public init(
    byteCount: Int, purpose: MemoryPurpose = .other, label: String = "", ledger: MemoryLedger? = nil,
    zeroed: Bool = true
  ) throws(FileError) {
    precondition(byteCount >= 0, "a storage can't have a negative size")
    self.purpose = purpose
    self.label = label
    self.ledger = ledger
    unsafe self.release = nil
    self.byteCount = byteCount
    var fits = true
    if byteCount >= Self.pageThreshold {
      let mappedBytes = Self.mappedBytes(byteCount)
      fits = try ledger?.makeRoom(for: mappedBytes, purpose, label) ?? true
      self.kind = .pages
      if let pages = unsafe PageRecycler.current?.take(mappedBytes) {
        self.base = unsafe pages
        let kept = zeroed ? 0 : byteCount
        unsafe memset(pages + kept, 0, mappedBytes - kept)
      } else {
        guard let pages = unsafe SystemCall.mapPages(mappedBytes) else {
          throw Self.outOfMemory(byteCount, label: label)
        }
        self.base = unsafe pages
      }
    } else {
      guard let block = unsafe aligned_alloc(Self.alignment, max(byteCount + 63, 64) & ~63) else {
        throw Self.outOfMemory(byteCount, label: label)
      }
      if zeroed { unsafe memset(block, 0, max(byteCount + 63, 64) & ~63) }
      self.kind = .block
      self.base = unsafe block
    }
    ledger?.signIn(self)
    if !fits {
      try spill(isEmpty: true)
    } else if kind == .pages {
      unsafe Self.adviseHugePages(base, byteCount)
    }
  }

  /// Adopts memory that somebody else made; `release` is called once, when the last reference goes.
  /// - Parameter readOnly: the first write to an array over it copies.
  @unsafe
  public init(
    adopting base: UnsafeMutableRawPointer, byteCount: Int, readOnly: Bool = false, purpose: MemoryPurpose = .other,
    label: String = "", ledger: MemoryLedger? = nil,
    release: @escaping @Sendable (UnsafeMutableRawPointer, Int) -> Void
  ) {
    self.kind = readOnly ? .readOnly : .adopted
    self.purpose = purpose
    self.label = label
    self.byteCount = byteCount
    self.base = unsafe base
    self.ledger = ledger
    unsafe self.release = release
    ledger?.signIn(self)
  }

  /// Maps a file for reading. Only for files that nobody changes meanwhile: a file that is cut short under a mapping
  /// kills the process that touches the missing part.
  public init(
    mappingFile path: String, purpose: MemoryPurpose = .other, ledger: MemoryLedger? = nil
  ) throws(FileError) {
    let descriptor = try SystemCall.openForReading(path)
    defer { close(descriptor) }
    let status = try SystemCall.status(descriptor, path: path)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(.cannotRead, path: path, errno: 0, reason: "only a regular file can be mapped")
    }
    let size = Int(status.st_size)
    self.kind = .readOnly
    self.purpose = purpose
    self.label = path
    self.byteCount = size
    self.ledger = ledger
    if size == 0 {
      self.base = unsafe aligned_alloc(Self.alignment, 64)!
      unsafe self.release = { base, _ in unsafe free(base) }
    } else {
      guard let pages = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe pages != MAP_FAILED else {
        throw FileError(.cannotRead, path: path, errno: errno)
      }
      self.base = unsafe pages
      unsafe self.release = { base, size in unsafe munmap(base, size) }
    }
    ledger?.signIn(self)
  }

  deinit {
    ledger?.signOut(self)
    switch kind {
    case .pages:
      let mappedBytes = Self.mappedBytes(byteCount)
      if file == nil, let recycler = PageRecycler.current {
        unsafe recycler.keep(base, mappedBytes)
      } else {
        unsafe munmap(base, mappedBytes)
      }
    case .block: unsafe free(base)
    case .adopted, .readOnly: unsafe release?(base, byteCount)
    }
  }

  /// Has pages made now, so that who writes there later need not wait for the system to clear them. Another thread may write to
  /// them meanwhile. A hint: where it can't be done, nothing happens.
  @unsafe
  package static func populate(_ pages: UnsafeMutableRawBufferPointer) {
    // MADV_POPULATE_WRITE, since Linux 5.14.
    if let base = pages.baseAddress { unsafe madvise(base, pages.count, 23) }
  }

  /// Whether arrays may write here when they are its only holder.
  public var isWritable: Bool { kind != .readOnly }

  /// Changes the size of owned memory, keeping the bytes that fit. Pages are never copied (`mremap`), so growth has no
  /// doubling peak; new bytes are zero and cost nothing until they are touched; a smaller size is given back at once.
  /// - Precondition: the storage is owned, and the caller is its only holder.
  /// - Throws: `FileError` with code `outOfMemory`; the storage is then as it was.
  public func resize(toByteCount newCount: Int) throws(FileError) {
    precondition(kind == .pages || kind == .block, "only owned memory can change its size")
    precondition(newCount >= 0, "a storage can't have a negative size")
    guard newCount != byteCount else { return }
    var before = memoryByteCount
    var fits = true
    if kind == .pages && newCount > 0 {
      let (old, new) = (Self.mappedBytes(byteCount), Self.mappedBytes(newCount))
      if new > old && file == nil, let ledger {
        // May move this very storage to a file.
        if try !ledger.makeRoom(for: new - old, purpose, label) && file == nil { try spill() }
        before = memoryByteCount
      }
      if newCount < byteCount { unsafe try clear(newCount..<min(byteCount, new)) }
      if old != new {
        if let file, new > old { try file.allocate(new) }
        guard let moved = unsafe SystemCall.remapPages(base, from: old, to: new) else {
          throw Self.outOfMemory(newCount, label: label)
        }
        self.base = unsafe moved
        if let file {
          if new < old { try file.truncate(new) }
        } else if new > old {
          unsafe Self.adviseHugePages(moved, new)
        }
      }
    } else {
      // A block is below 1 MiB: a copy costs less than a system call. Pages that shrink to nothing become a block.
      if newCount >= Self.pageThreshold, let ledger {
        fits = try ledger.makeRoom(for: Self.mappedBytes(newCount), purpose, label)
      }
      let fresh = try MappedStorage(byteCount: newCount)
      unsafe memcpy(fresh.base, base, min(byteCount, newCount))
      let (oldBase, oldCount, oldKind) = (base, byteCount, kind)
      self.base = fresh.base
      self.kind = fresh.kind
      unsafe fresh.base = oldBase
      fresh.byteCount = oldCount
      fresh.kind = oldKind
      if file != nil {
        ledger?.leftFile(self)
        file = nil
      }
    }
    let difference = newCount - byteCount
    byteCount = newCount
    ledger?.resized(self, by: difference, inMemory: memoryByteCount - before)
    if !fits { try spill() }
  }

  /// Gives the whole pages inside `range` back to the system at once; they read as zero afterwards. Does nothing for
  /// memory that has no pages of its own.
  public func discard(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "the range lies outside the storage")
    guard kind == .pages else { return }
    let page = 4096
    let first = (range.lowerBound + page - 1) & ~(page - 1)
    let last = range.upperBound & ~(page - 1)
    guard last > first else { return }
    if let file {
      if !file.discard(first..<last) { unsafe memset(base + first, 0, last - first) }
    } else {
      unsafe madvise(base + first, last - first, MADV_DONTNEED)
    }
  }

  /// Makes a range of pages read as zero again, giving back those that lie wholly inside it.
  @unsafe
  private func clear(_ range: Range<Int>) throws(FileError) {
    guard !range.isEmpty else { return }
    if let file {
      // Cutting a file makes the rest of its last page zero too.
      try file.truncate(range.lowerBound)
      return try file.allocate(Self.mappedBytes(byteCount))
    }
    let end = min((range.lowerBound + 4095) & ~4095, range.upperBound)
    unsafe memset(base + range.lowerBound, 0, end - range.lowerBound)
    if end < range.upperBound { unsafe madvise(base + end, (range.upperBound - end + 4095) & ~4095, MADV_DONTNEED) }
  }

  /// What the storage takes of the memory of the process; nothing when it lies in a file or belongs to somebody else.
  var memoryByteCount: Int {
    switch kind {
    case .pages: file == nil ? Self.mappedBytes(byteCount) : 0
    case .block: byteCount
    case .adopted, .readOnly: 0
    }
  }

  private static func outOfMemory(_ byteCount: Int, label: String) -> FileError {
    let what = label.isEmpty ? "" : " for \(label)"
    return FileError(.outOfMemory, path: "", errno: ENOMEM, reason: "\(byteCount) bytes\(what)")
  }

  /// The size of the mapping behind `byteCount` bytes: whole huge pages from one on, because Linux gives a mapping of
  /// whole huge pages an address that can use them all. What is never touched is never resident.
  package static func mappedBytes(_ byteCount: Int) -> Int {
    let unit = byteCount >= hugePage ? hugePage : 4096
    let (sum, overflow) = byteCount.addingReportingOverflow(unit - 1)
    return overflow ? byteCount : max(unit, sum & ~(unit - 1))
  }

  @unsafe
  private static func adviseHugePages(_ base: UnsafeMutableRawPointer, _ byteCount: Int) {
    if byteCount >= hugePage { unsafe madvise(base, mappedBytes(byteCount), MADV_HUGEPAGE) }
  }
}
