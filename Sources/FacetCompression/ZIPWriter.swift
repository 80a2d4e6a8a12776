// ZIP archives, written in one pass. The same content makes the same bytes: every date is 1980-01-01, as in NumPy's
// archives. The data of each member begins at a multiple of 64 bytes, so that stored members can be mapped.
import CZlib
import FacetMemory

/// Writes a ZIP archive member by member; `finish` writes the directory.
public final class ZIPWriter {
  /// The data of each member begins at a multiple of this.
  public static let alignment = 64

  private let sink: ByteSink
  private let start: Int
  private var directory: [UInt8] = []
  private var names: Set<[UInt8]> = []
  /// The largest number that is kept in 32 bits; smaller in tests.
  private let largest32: Int

  /// Writes to a sink, from where it stands: offsets count from there.
  public convenience init(_ sink: ByteSink) { self.init(sink, largest32: 0xffff_fffe) }

  init(_ sink: ByteSink, largest32: Int) {
    self.sink = sink
    self.largest32 = largest32
    start = sink.byteCount
  }

  private var offset: Int { sink.byteCount - start }

  /// Adds a member whose content is the pieces, one after another.
  /// - Parameters:
  ///   - name: not empty, at most 65,535 bytes, and new in this archive.
  ///   - level: zlib's level for deflated members, 1 to 9.
  /// - Throws: what the sink throws; `CompressionError` for a name that is already there.
  @unsafe
  public func add(
    _ name: String, _ pieces: [UnsafeRawBufferPointer], method: ZIPMethod = .stored, level: Int = 6
  ) throws {
    let nameBytes = Array(name.utf8)
    precondition(!nameBytes.isEmpty && nameBytes.count <= 0xffff, "the name of a member has 1 to 65,535 bytes")
    precondition(method == .stored || method == .deflated, "this method can't be written")
    guard names.insert(nameBytes).inserted else {
      throw CompressionError(.duplicateName, file: name, format: "ZIP", "there is already a member of this name")
    }
    var (checksum, byteCount) = (UInt(0), 0)
    for index in unsafe pieces.indices {
      let piece = unsafe pieces[index]
      checksum = unsafe crc32_z(checksum, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), piece.count)
      byteCount += piece.count
      sink.settle()
    }
    // Deflate can make its input larger, by less than a thousandth.
    let isLarge = byteCount + byteCount / 1000 + 1024 > largest32
    var entry = Entry(
      name: nameBytes, method: method, checksum: UInt32(checksum), byteCount: byteCount, packed: byteCount,
      offset: offset, isLarge: isLarge, largest32: largest32)
    try sink.write(entry.localHeader)
    if method == .stored {
      for index in unsafe pieces.indices { unsafe try sink.write(pieces[index]) }
    } else {
      let before = offset
      unsafe try Deflater(level: level).write(pieces, to: sink)
      entry.packed = offset - before
      try sink.write(entry.dataDescriptor)
    }
    directory += entry.directoryEntry
  }

  /// Writes the directory. The sink is not finished by it.
  public func finish() throws {
    let (place, count) = (offset, names.count)
    try sink.write(directory)
    let isLarge = count >= 0xffff || directory.count > largest32 || place > largest32
    var end: [UInt8] = []
    if isLarge {
      end.append32(ZIPRecord.directoryEnd64.signature)
      end.append64(ZIPRecord.directoryEnd64.byteCount - 12)
      end.append16(Entry.madeBy | 45)
      end.append16(45)
      end.append64(0)
      for number in [count, count, directory.count, place] { end.append64(number) }
      end.append32(ZIPRecord.directoryLocator64.signature)
      end.append32(0)
      end.append64(place + directory.count)
      end.append32(1)
    }
    end.append32(ZIPRecord.directoryEnd.signature)
    end.append32(0)
    for _ in 0..<2 { end.append16(isLarge ? 0xffff : count) }
    for number in [directory.count, place] { end.append32(isLarge ? .max : UInt32(number)) }
    end.append16(0)
    try sink.write(end)
  }
}
