// Bytes in, a large block at a time: `pread` from a file, `read` from a pipe, or bytes in memory. A block is valid until
// the next one is asked for. What the reader has not consumed is carried over in front of the next block, so that a
// record is always whole in one piece. Blocks live in a few recycled buffers that a helper thread fills ahead.
import Glibc

/// Delivers the bytes of one input, in order, in large blocks.
///
/// Memory: four buffers of the block size, whatever the size of the input. Not safe to share between threads.
public final class ByteSource {
  /// The bytes of a block, unless a test asks for less.
  public static let defaultBlockSize = 1 << 18
  /// Room before each block for what the reader carries over; more than this is carried in a buffer of its own.
  package static let headRoom = 1 << 16

  /// The path, or a name such as `<standard input>`, for messages.
  public let name: String
  /// The name of what the bytes are, for its ending: `mesh.stl` for the unpacked bytes of `mesh.stl.gz`.
  public let contentName: String
  /// The size of a regular file or of memory at the moment of opening; nil for a pipe, a terminal or a device.
  public let size: Int?
  /// The bytes delivered so far.
  public private(set) var delivered = 0

  @safe private enum Origin: @unchecked Sendable {
    case file(BlockReader)
    case memory(UnsafeRawBufferPointer, owner: MappedStorage?)
    case produced(any ByteProducer)
  }

  private let origin: Origin
  private let blockSize: Int
  package let ledger: MemoryLedger?
  private var first: MappedStorage?
  private var firstCount: Int?
  private var firstTaken = false
  private var carry: MappedStorage?
  private var readAhead: ReadAhead?
  private var holdsSlot = false
  private var ended = false

  /// Opens a file, a FIFO or a device for reading.
  /// - Throws: `FileError` when it can't be opened or is a folder.
  public convenience init(
    path: String, blockSize: Int = defaultBlockSize, ledger: MemoryLedger? = nil
  ) throws(FileError) {
    let descriptor = try SystemCall.openForReading(path)
    do {
      try self.init(descriptor: descriptor, closes: true, name: path, blockSize: blockSize, ledger: ledger)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Reads from standard input.
  public static func standardInput(
    blockSize: Int = defaultBlockSize, ledger: MemoryLedger? = nil
  ) throws(FileError) -> ByteSource {
    try ByteSource(
      descriptor: 0, closes: false, name: "<standard input>", blockSize: blockSize, ledger: ledger)
  }

  private init(
    descriptor: Int32, closes: Bool, name: String, blockSize: Int, ledger: MemoryLedger?
  ) throws(FileError) {
    let status = try SystemCall.status(descriptor, path: name)
    let type = status.st_mode & S_IFMT
    if type == S_IFDIR {
      throw FileError(.cannotOpen, path: name, errno: EISDIR)
    }
    // A redirected standard input may stand in the middle of a regular file: read it as a stream then.
    let isWhole = type == S_IFREG && (closes || lseek(descriptor, 0, SEEK_CUR) == 0)
    self.size = isWhole ? Int(status.st_size) : nil
    self.name = name
    self.contentName = name
    self.blockSize = max(1, blockSize)
    self.origin = .file(
      BlockReader(descriptor: descriptor, closes: closes, path: name, size: size, blockSize: self.blockSize))
    self.ledger = ledger
  }

  /// Reads bytes in memory that stay valid as long as this source lives.
  @unsafe
  public init(bytes: UnsafeRawBufferPointer, name: String, blockSize: Int = defaultBlockSize) {
    unsafe self.origin = .memory(bytes, owner: nil)
    self.size = bytes.count
    self.name = name
    self.contentName = name
    self.blockSize = max(1, blockSize)
    self.ledger = nil
  }

  /// Reads a copy of `bytes`.
  /// - Parameter hasSize: false makes the source behave like a pipe, whose size nobody knows.
  public init(bytes: [UInt8], name: String, blockSize: Int = defaultBlockSize, hasSize: Bool = true) {
    guard let storage = try? MappedStorage(byteCount: bytes.count, purpose: .readBuffers) else {
      preconditionFailure("no memory for a copy of \(bytes.count) bytes")
    }
    unsafe UnsafeMutableRawBufferPointer(start: storage.base, count: bytes.count).copyBytes(from: bytes)
    unsafe self.origin = .memory(UnsafeRawBufferPointer(start: storage.base, count: bytes.count), owner: storage)
    self.size = hasSize ? bytes.count : nil
    self.name = name
    self.contentName = name
    self.blockSize = max(1, blockSize)
    self.ledger = nil
  }

  /// Delivers what `producer` makes. Like a pipe it has no size. The producer is called by one thread at a time.
  public init(
    _ producer: any ByteProducer, name: String, contentName: String? = nil, blockSize: Int = defaultBlockSize,
    ledger: MemoryLedger? = nil
  ) {
    origin = .produced(producer)
    size = nil
    self.name = name
    self.contentName = contentName ?? name
    self.blockSize = max(1, blockSize)
    self.ledger = ledger
  }

  deinit {
    if let readAhead {
      interrupt()
      readAhead.stop()
    }
  }

  /// Lets this source be read on another thread than the one that will call `interrupt`.
  public func prepareForInterrupt() {
    switch origin {
    case .file(let reader): reader.canBeWoken()
    case .memory, .produced: break
    }
  }

  /// Ends a wait for bytes that may never come; the source ends there. For an owner that gives up.
  public func interrupt() {
    switch origin {
    case .file(let reader): reader.wake()
    case .memory: break
    case .produced(let producer): producer.interrupt()
    }
  }

  /// Looks at the first block without consuming it: as many bytes as one block holds, or the whole of a shorter input.
  /// The pointer is valid until the second call of `nextBlock`.
  @unsafe
  public func peek() throws -> UnsafeRawBufferPointer {
    if case .memory(let bytes, _) = origin {
      return unsafe UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, max(blockSize, 1 << 20))])
    }
    if firstCount == nil {
      let storage = try makeBuffer(Self.headRoom + blockSize)
      first = storage
      firstCount = unsafe try readBlock(into: storage.base + Self.headRoom, filling: true).get()
    }
    return unsafe UnsafeRawBufferPointer(start: first!.base + Self.headRoom, count: firstCount!)
  }

  /// Answers the next block, with the bytes of `tail` in front of it; nil when no byte is left beyond the tail.
  /// - Parameter tail: the unconsumed end of the block before; it may point into that block.
  /// - Throws: `FileError` when the system can't read, or the file became shorter than it was when it was opened;
  ///   what a producer throws, after all that it made before.
  @unsafe
  public func nextBlock(carrying tail: UnsafeRawBufferPointer = unsafe .init(start: nil, count: 0)) throws
    -> UnsafeRawBufferPointer?
  {
    guard !ended else { return nil }
    if case .memory(let bytes, _) = origin { return unsafe nextBlockOfMemory(bytes, carrying: tail) }
    let storage: MappedStorage
    let count: Int
    var releasesSlot = false
    if !firstTaken {
      _ = unsafe try peek()
      firstTaken = true
      storage = first!
      count = firstCount!
    } else {
      if readAhead == nil {
        // A file that fits in one block needs no thread.
        if let size, delivered >= size {
          ended = true
          return nil
        }
        try startReadAhead()
      }
      let slot = readAhead!.take()
      if let failure = slot.failure { ended = true; throw failure }
      storage = slot.storage
      count = slot.count
      releasesSlot = holdsSlot
      holdsSlot = true
    }
    if count == 0 {
      ended = true
      try checkUnchanged()
      return nil
    }
    delivered += count
    let result: UnsafeRawBufferPointer
    if tail.count <= Self.headRoom {
      let start = unsafe storage.base + Self.headRoom - tail.count
      if tail.count > 0 { unsafe start.copyMemory(from: tail.baseAddress!, byteCount: tail.count) }
      unsafe result = unsafe UnsafeRawBufferPointer(start: start, count: tail.count + count)
    } else {
      let fresh = try makeBuffer(tail.count + count)
      unsafe fresh.base.copyMemory(from: tail.baseAddress!, byteCount: tail.count)
      unsafe (fresh.base + tail.count).copyMemory(from: storage.base + Self.headRoom, byteCount: count)
      carry = fresh
      unsafe result = unsafe UnsafeRawBufferPointer(start: fresh.base, count: tail.count + count)
    }
    // The tail may lie in the slot before, so that one goes back only now.
    if releasesSlot { readAhead!.recycle() }
    return unsafe result
  }

  /// What the system knows of the file now; nil for what is no regular file.
  package func stamp() throws(FileError) -> FileStamp? {
    guard case .file(let reader) = origin, size != nil else { return nil }
    return FileStamp(try SystemCall.status(reader.descriptor, path: name))
  }

  /// Whether any bytes can be read at any time, also by several threads at once: a regular file, or memory.
  package var isRandomAccess: Bool {
    switch origin {
    case .file: size != nil
    case .memory: true
    case .produced: false
    }
  }

  /// Reads `count` bytes at `offset` without moving the stream: a regular file or memory only.
  /// Answers the number of bytes that are there.
  @unsafe
  public func read(at offset: Int, into buffer: UnsafeMutableRawPointer, count: Int) throws(FileError) -> Int {
    switch origin {
    case .file(let reader):
      return unsafe try SystemCall.readFully(reader.descriptor, into: buffer, count: count, at: offset, path: name)
    case .memory(let bytes, _):
      let available = max(0, min(count, bytes.count - offset))
      if available > 0 { unsafe buffer.copyMemory(from: bytes.baseAddress! + offset, byteCount: available) }
      return available
    case .produced:
      throw FileError(.cannotRead, path: name, errno: ESPIPE)
    }
  }

  /// Reads the next block from where the bytes come from.
  @unsafe
  private func readBlock(into destination: UnsafeMutableRawPointer, filling: Bool) -> Result<Int, any Error> {
    unsafe Self.readBlock(of: origin, blockSize, into: destination, filling: filling)
  }

  @unsafe
  private static func readBlock(
    of origin: Origin, _ blockSize: Int, into destination: UnsafeMutableRawPointer, filling: Bool
  ) -> Result<Int, any Error> {
    switch origin {
    case .file(let reader): unsafe reader.readBlock(into: destination, filling: filling).mapError { $0 }
    case .produced(let producer):
      Result {
        unsafe try producer.produce(into: UnsafeMutableRawBufferPointer(start: destination, count: blockSize))
      }
    case .memory: preconditionFailure("bytes in memory need no reader")
    }
  }

  @unsafe
  private func nextBlockOfMemory(_ bytes: UnsafeRawBufferPointer, carrying tail: UnsafeRawBufferPointer)
    -> UnsafeRawBufferPointer?
  {
    guard delivered < bytes.count else { ended = true; return nil }
    let start = delivered - tail.count
    assert(start >= 0, "only the end of the block before can be carried")
    delivered = min(bytes.count, delivered + blockSize)
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<delivered])
  }

  private func makeBuffer(_ byteCount: Int) throws(FileError) -> MappedStorage {
    try MappedStorage(byteCount: byteCount, purpose: .readBuffers, label: "block of \(name)", ledger: ledger)
  }

  /// A regular file must still have the bytes it had when it was opened.
  private func checkUnchanged() throws(FileError) {
    guard let size, delivered < size else { return }
    throw changedWhileReading(at: delivered)
  }

  /// The error of a file that ends before its size.
  package func changedWhileReading(at end: Int) -> FileError {
    FileError(
      .changedWhileReading, path: name, errno: 0, reason: "it had \(size ?? end) bytes, and \(end) could be read")
  }

  private func startReadAhead() throws(FileError) {
    var storages: [MappedStorage] = []
    for _ in 0..<3 { storages.append(try makeBuffer(Self.headRoom + blockSize)) }
    prepareForInterrupt()
    let (origin, blockSize) = (origin, blockSize)
    readAhead = unsafe ReadAhead(storages: storages, headRoom: Self.headRoom) { destination in
      unsafe Self.readBlock(of: origin, blockSize, into: destination, filling: false)
    }
  }
}
