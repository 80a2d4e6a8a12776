// Bytes out: a recycled buffer that kernels fill in place and that is written in large pieces, in order. Each output byte
// is written once.
import Glibc

/// Collects bytes and writes them to an output in pieces of about 1 MiB.
///
/// `finish()` writes the rest; a sink that is released without it drops what it still holds.
public final class ByteSink {
  /// The size of a piece, in bytes.
  public static let bufferSize = 1 << 20

  /// What the bytes are given to.
  @safe public enum Target {
    case file(OutputFile)
    /// A caller's own function; it must take every byte or throw.
    case function((UnsafeRawBufferPointer) throws -> Void)
  }

  private let target: Target
  /// The books that the buffer is entered in.
  package let ledger: MemoryLedger?
  private let storage: MappedStorage
  private var used = 0
  /// The bytes written or waiting to be written so far.
  public private(set) var byteCount = 0

  /// - Throws: `FileError` when there is no memory for the buffer.
  public init(_ target: Target, ledger: MemoryLedger? = nil) throws(FileError) {
    self.target = target
    self.ledger = ledger
    storage = try MappedStorage(
      byteCount: Self.bufferSize, purpose: .textBuffers, label: "output buffer", ledger: ledger)
  }

  /// Answers a place where at least `count` bytes can be written; follow with `advance(by:)`.
  /// - Precondition: `count` is at most `bufferSize`.
  @unsafe
  public func reserve(_ count: Int) throws -> UnsafeMutableRawPointer {
    precondition(count <= Self.bufferSize, "a reservation can't be larger than the buffer")
    if used + count > Self.bufferSize { try flush() }
    return unsafe storage.base + used
  }

  /// Says that `count` bytes were written to the reserved place.
  public func advance(by count: Int) {
    used += count
    byteCount += count
    assert(used <= Self.bufferSize)
  }

  /// The room that `reserve` can give without writing.
  public var room: Int { Self.bufferSize - used }

  /// Writes the bytes of a string.
  public func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes of any number.
  public func write(_ bytes: [UInt8]) throws {
    unsafe try bytes.withUnsafeBytes { unsafe try write($0) }
  }

  @unsafe
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let piece = min(bytes.count - done, Self.bufferSize)
      let place = unsafe try reserve(piece)
      unsafe place.copyMemory(from: bytes.baseAddress! + done, byteCount: piece)
      advance(by: piece)
      done += piece
    }
  }

  /// Writes what is still in the buffer. The output itself stays open: whoever owns it commits it.
  public func finish() throws { try flush() }

  /// Keeps the process below its ceiling, where bytes are looked at without being written.
  package func settle() { ledger?.settle() }

  /// Writes what is in the buffer.
  package func flush() throws {
    guard used > 0 else { return }
    unsafe try put(UnsafeRawBufferPointer(start: storage.base, count: used))
    used = 0
  }

  /// Writes bytes that lie elsewhere without a copy.
  /// - Precondition: the buffer is empty.
  @unsafe
  package func writeThrough(_ bytes: UnsafeRawBufferPointer) throws {
    assert(used == 0, "what was written before comes first")
    guard bytes.count > 0 else { return }
    unsafe try put(bytes)
    byteCount += bytes.count
  }

  @unsafe
  private func put(_ bytes: UnsafeRawBufferPointer) throws {
    switch target {
    case .file(let file): unsafe try file.write(bytes)
    case .function(let function): unsafe try function(bytes)
    }
    ledger?.settle()
  }
}
