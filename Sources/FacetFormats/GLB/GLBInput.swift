// The container: a header of twelve bytes, then chunks with a length and a type. Lengths are claims. From a file they are
// held against its size at once; from a pipe the room grows with what really comes.
import FacetMemory

/// Reads the header and the chunks of a binary glTF, or the whole of a text.
final class GLBInput {
  static let magic = [UInt8]("glTF".utf8)
  static let jsonChunk: UInt32 = 0x4e4f_534a
  static let binaryChunk: UInt32 = 0x004e_4942

  private let cursor: RecordCursor
  private let format: String
  /// The bytes of the file, as its header declares them.
  private var length = 0
  /// The offset in the file of the next byte.
  var offset: Int { cursor.offset }
  var source: ByteSource { cursor.source }

  init(_ source: ByteSource, format: String) {
    cursor = RecordCursor(source)
    self.format = format
  }

  /// Reads the header of a binary file.
  func readHeader() throws {
    guard try cursor.need(12) else {
      let isEmpty = offset + cursor.available == 0
      if isEmpty { throw fault(.emptyFile, nil, "empty file") }
      throw fault(.truncated, cursor.available, "a header of 12 bytes", "end of file")
    }
    let words = (0..<3).map { unsafe word(cursor.position + 4 * $0) }
    guard unsafe UnsafeRawBufferPointer(start: cursor.position, count: 4).elementsEqual(Self.magic) else {
      throw fault(.badHeader, 0, "glTF, which a binary glTF begins with", "something else")
    }
    guard words[1] == 2 else {
      throw fault(.unsupported, 4, "version 2 of binary glTF, the only one that is read", "version \(words[1])")
    }
    length = Int(words[2])
    guard length >= 20 else { throw fault(.badCount, 8, "a length of at least 20 bytes", "\(length)") }
    if let size = source.size, size < length {
      throw fault(.truncated, size, "\(length) bytes, as the header declares", "end of file")
    }
    cursor.advance(12)
  }

  /// Moves into the next chunk. Nil behind the last one.
  func nextChunk() throws -> (type: UInt32, length: Int)? {
    let left = length - offset
    guard left > 0 else { return nil }
    guard left >= 8 else { throw fault(.badHeader, offset, "a chunk, with a header of 8 bytes", "\(left) bytes") }
    guard try cursor.need(8) else { throw cut() }
    let (count, type) = unsafe (Int(word(cursor.position)), word(cursor.position + 4))
    guard count <= left - 8 else {
      throw fault(.badCount, offset, "a chunk of at most \(left - 8) bytes, which are left of the file", "\(count)")
    }
    cursor.advance(8)
    return (type, count)
  }

  /// Reads the bytes of the chunk that was just found.
  func readChunk(_ count: Int, label: String, ledger: MemoryLedger?, onProgress: () throws -> Void) throws
    -> MappedStorage
  {
    let storage = try read(count, label, ledger, onProgress)
    guard storage.byteCount == count else { throw cut() }
    return storage
  }

  /// Reads all that is left, but not beyond `most` bytes.
  func readToEnd(most: Int, label: String) throws -> MappedStorage { try read(most, label, nil) {} }

  func skipChunk(_ count: Int) throws {
    guard try cursor.skip(count) == count else { throw cut() }
  }

  /// Whether a byte follows behind the last chunk.
  func hasMore() throws -> Bool { try cursor.need(1) }

  /// Reads `count` bytes, or as many as there are.
  private func read(
    _ count: Int, _ label: String, _ ledger: MemoryLedger?, _ onProgress: () throws -> Void
  ) throws -> MappedStorage {
    let room = min(count, source.size.map { max(0, $0 - offset) } ?? 1 << 16)
    let storage = try MappedStorage(
      byteCount: room, purpose: .contents, label: label, ledger: ledger, zeroed: false)
    var done = 0
    while done < count {
      guard try cursor.need(1) else { break }
      let piece = min(cursor.available, count - done)
      if done + piece > storage.byteCount {
        try storage.resize(toByteCount: min(count, max(done + piece, storage.byteCount / 2 * 3)))
      }
      unsafe (storage.base + done).copyMemory(from: cursor.position, byteCount: piece)
      cursor.advance(piece)
      done += piece
      try onProgress()
    }
    try storage.resize(toByteCount: done)
    return storage
  }

  private func word(_ bytes: UnsafeRawPointer) -> UInt32 {
    unsafe UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
  }

  private func cut() -> FormatError {
    let end = offset + cursor.available
    return fault(.truncated, end, "\(length) bytes, as the header declares", "end of file")
  }

  private func fault(
    _ code: FormatError.Code, _ byte: Int?, _ expected: String, _ found: String = ""
  ) -> FormatError {
    FormatError(
      code, file: source.name, format: format, place: byte.map { .byte($0) } ?? .file, expected: expected, found: found)
  }
}
