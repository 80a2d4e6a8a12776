// The content of one member: stored bytes come straight from the file into the caller's buffer, deflated ones through
// zlib. Size and checksum are known to be right only when the end was reached without an error.
import CZlib
import FacetMemory

/// Makes the content of a member of an archive, in order.
@safe public final class ZIPMemberProducer: ByteProducer, @unchecked Sendable {
  /// What is read.
  public let member: ZIPMember
  private let source: ByteSource
  private let stream: DeflateStream?
  /// Packed bytes that were read ahead of zlib; nil for stored members.
  private let packed: MappedStorage?
  @safe private var input = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// The packed bytes read so far.
  private var taken = 0
  /// The unpacked bytes made so far.
  private var made = 0
  private var checksum: UInt = 0

  init(_ member: ZIPMember, source: ByteSource, limit: ExpansionLimit, ledger: MemoryLedger?) throws {
    self.member = member
    self.source = source
    func fault(_ code: CompressionError.Code, _ reason: String) -> CompressionError {
      CompressionError(code, file: source.name, format: "ZIP", offset: member.headerOffset, reason)
    }
    guard !member.isEncrypted else { throw fault(.unsupported, "member '\(member.name)' is encrypted") }
    switch member.method {
    case .stored: (stream, packed) = (nil, nil)
    case .deflated:
      guard member.byteCount <= limit.mostBytes(from: member.packedByteCount) else {
        throw fault(.expandsTooMuch, limit.words)
      }
      stream = try DeflateStream(.none)
      packed = try MappedStorage(
        byteCount: ByteSource.defaultBlockSize, purpose: .readBuffers, label: "block of \(source.name)", ledger: ledger)
    case .other(let number): throw fault(.unsupported, "member '\(member.name)' is packed by method \(number)")
    }
  }

  public func interrupt() {}

  @unsafe
  public func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(member.byteCount - made))
    let count = unsafe try stream == nil ? readStored(into: room) : readDeflated(into: room)
    checksum = unsafe crc32_z(checksum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count)
    made += count
    if made == member.byteCount && checksum != UInt(member.checksum) {
      throw fault(.badChecksum, "the content of '\(member.name)' is damaged")
    }
    if unsafe count == 0 && !buffer.isEmpty { try checkEnd() }
    return count
  }

  @unsafe
  private func readStored(into room: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = room.baseAddress, room.count > 0 else { return 0 }
    let count = unsafe try source.read(at: member.dataOffset + taken, into: start, count: room.count)
    taken += count
    guard count == room.count else { throw fault(.truncated, "the file became shorter while it was read") }
    return count
  }

  @unsafe
  private func readDeflated(into room: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < room.count && !stream!.hasEnded {
      let step = unsafe try inflate(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
      count += step.produced
      if step.produced == 0 && step.consumed == 0 && taken == member.packedByteCount && !stream!.hasEnded {
        throw fault(.truncated, "the content of '\(member.name)' ends too early")
      }
    }
    if count < room.count { throw fault(.sizeMismatch, "'\(member.name)' unpacks to fewer bytes than it says") }
    return count
  }

  /// Everything was made: nothing may follow.
  private func checkEnd() throws {
    guard let stream else { return }
    var byte: UInt8 = 0
    while !stream.hasEnded {
      let step = unsafe try withUnsafeMutableBytes(of: &byte) { unsafe try inflate(into: $0) }
      if step.produced > 0 { throw fault(.sizeMismatch, "'\(member.name)' unpacks to more bytes than it says") }
      if step.consumed == 0 && taken == member.packedByteCount && !stream.hasEnded {
        throw fault(.truncated, "the content of '\(member.name)' ends too early")
      }
    }
    let left = input.count
    if taken < member.packedByteCount || left > 0 {
      throw fault(.sizeMismatch, "'\(member.name)' has more packed bytes than it needs")
    }
  }

  /// Unpacks once, after reading more packed bytes where none are left.
  @unsafe
  private func inflate(into output: UnsafeMutableRawBufferPointer) throws -> InflateStep {
    if unsafe input.isEmpty {
      let count = min(member.packedByteCount - taken, packed!.byteCount)
      let got = unsafe try source.read(at: member.dataOffset + taken, into: packed!.base, count: count)
      guard got == count else { throw fault(.truncated, "the file became shorter while it was read") }
      taken += got
      unsafe input = UnsafeRawBufferPointer(start: packed!.base, count: got)
    }
    do {
      let step = unsafe try stream!.step(input, into: output)
      unsafe input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
      return step
    } catch {
      unsafe input = UnsafeRawBufferPointer(rebasing: input[error.consumed...])
      throw fault(error.code, error.reason)
    }
  }

  private func fault(_ code: CompressionError.Code, _ reason: String) -> CompressionError {
    CompressionError(code, file: source.name, format: "ZIP", offset: member.dataOffset + taken - input.count, reason)
  }
}
