// Reads the central directory from the end of an archive: first the record at the very end, for archives beyond the
// numbers of 32 bits another one, then entry after entry.
import FacetMemory

/// Walks once over the directory of an archive.
struct ZIPDirectory {
  let source: ByteSource
  let size: Int

  /// Where the directory lies and how many entries it is said to have.
  private struct Extent {
    var offset: UInt64
    var byteCount: UInt64
    var count: UInt64
    /// Where the first record behind the directory begins.
    var end: Int
  }

  /// All members, checked.
  func members() throws -> [ZIPMember] {
    let extent = try findExtent()
    let sum = extent.offset.addingReportingOverflow(extent.byteCount)
    guard !sum.overflow, sum.partialValue <= UInt64(extent.end) else {
      throw fault(.badData, at: extent.end, "the directory lies outside the file")
    }
    guard extent.byteCount <= ZIPArchive.largestDirectory else {
      throw fault(.unsupported, at: extent.end, "the directory has more than \(ZIPArchive.largestDirectory) bytes")
    }
    let start = Int(extent.offset)
    let bytes = try read(at: start, Int(extent.byteCount))
    var members: [ZIPMember] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let (member, length) = try entry(rest, at: start + rest.startIndex)
      members.append(member)
      rest = rest.dropFirst(length)
    }
    guard UInt64(members.count) == extent.count else {
      throw fault(.badData, at: start, "the directory has \(members.count) entries and says it has \(extent.count)")
    }
    try check(members, end: start)
    return members
  }

  // MARK: The end of the archive

  private func findExtent() throws -> Extent {
    let length = ZIPRecord.directoryEnd.byteCount
    let tail = try read(at: max(0, size - length - 0xffff), min(size, length + 0xffff))
    var place = tail.count - length
    while place >= 0 {
      let record = ZIPRecord(bytes: tail[place...])
      // The comment behind it must fill the file, or the mark is a part of something else.
      if record.signature == ZIPRecord.directoryEnd.signature, record.number16(20) == tail.count - place - length {
        return try extent(record, at: size - tail.count + place)
      }
      place -= 1
    }
    let isCut = try read(at: 0, min(size, 4)) == [0x50, 0x4b, 3, 4]
    throw isCut
      ? fault(.truncated, at: size, "the directory at the end of the archive is missing")
      : fault(.badData, at: nil, "it is no ZIP archive")
  }

  private func extent(_ record: ZIPRecord, at offset: Int) throws -> Extent {
    let extent = Extent(
      offset: UInt64(record.number32(16)), byteCount: UInt64(record.number32(12)), count: UInt64(record.number16(10)),
      end: offset)
    let disks = [record.number16(4), record.number16(6)]
    if extent.offset == 0xffff_ffff || extent.byteCount == 0xffff_ffff || extent.count == 0xffff {
      if let large = try extent64(before: offset) { return large }
    }
    guard disks == [0, 0], record.number16(8) == record.number16(10) else {
      throw fault(.unsupported, at: offset, "the archive is spread over several files")
    }
    return extent
  }

  /// The record with 64-bit numbers, by the locator that stands before the last record; nil when there is none.
  private func extent64(before end: Int) throws -> Extent? {
    let locatorOffset = end - ZIPRecord.directoryLocator64.byteCount
    guard locatorOffset >= 0 else { return nil }
    let locator = ZIPRecord(bytes: try read(at: locatorOffset, ZIPRecord.directoryLocator64.byteCount)[...])
    guard locator.signature == ZIPRecord.directoryLocator64.signature else { return nil }
    let offset = locator.number64(8)
    let length = ZIPRecord.directoryEnd64.byteCount
    guard locatorOffset >= length, offset <= UInt64(locatorOffset - length) else {
      throw fault(.badData, at: locatorOffset, "the locator leads outside the file")
    }
    let record = ZIPRecord(bytes: try read(at: Int(offset), length)[...])
    guard record.signature == ZIPRecord.directoryEnd64.signature else {
      throw fault(.badData, at: Int(offset), "the mark of the 64-bit directory end is missing")
    }
    guard record.number32(16) == 0, record.number32(20) == 0, record.number64(24) == record.number64(32) else {
      throw fault(.unsupported, at: Int(offset), "the archive is spread over several files")
    }
    return Extent(
      offset: record.number64(48), byteCount: record.number64(40), count: record.number64(32), end: Int(offset))
  }

  // MARK: Entries

  /// Reads the first entry of `bytes`, which begin at `offset` in the file.
  private func entry(_ bytes: ArraySlice<UInt8>, at offset: Int) throws -> (ZIPMember, length: Int) {
    let fixed = ZIPRecord.directoryEntry.byteCount
    let record = ZIPRecord(bytes: bytes)
    guard bytes.count >= fixed, record.signature == ZIPRecord.directoryEntry.signature else {
      throw fault(.badData, at: offset, "the mark of a directory entry is missing")
    }
    let (nameLength, extraLength) = (record.number16(28), record.number16(30))
    let length = fixed + nameLength + extraLength + record.number16(32)
    guard bytes.count >= length else { throw fault(.badData, at: offset, "an entry goes beyond the directory") }
    let name = bytes.dropFirst(fixed).prefix(nameLength)
    var numbers = [24, 20, 42].map { UInt64(record.number32($0)) }
    let sizes = ZIPRecord.extra(ZIPRecord.sizes64, in: bytes.dropFirst(fixed + nameLength).prefix(extraLength))
    var rest = sizes ?? []
    // Only the numbers that do not fit in 32 bits stand in the extra field, in this order.
    for index in numbers.indices where numbers[index] == 0xffff_ffff && sizes != nil {
      guard rest.count >= 8 else { throw fault(.badData, at: offset, "the 64-bit sizes of an entry are missing") }
      numbers[index] = ZIPRecord(bytes: rest).number64(0)
      rest = rest.dropFirst(8)
    }
    guard numbers.allSatisfy({ $0 <= UInt64(Int.max) }), numbers[1] <= UInt64(size), numbers[2] <= UInt64(size) else {
      throw fault(.badData, at: offset, "the numbers of an entry lie outside the file")
    }
    guard record.number16(34) == 0 || record.number16(34) == 0xffff else {
      throw fault(.unsupported, at: offset, "the archive is spread over several files")
    }
    let method = record.number16(10)
    let dataOffset = try self.dataOffset(header: Int(numbers[2]), name: name, method: method)
    let member = ZIPMember(
      name: String(decoding: name, as: UTF8.self), method: ZIPMethod(number: method), byteCount: Int(numbers[0]),
      packedByteCount: Int(numbers[1]), checksum: record.number32(16), dataOffset: dataOffset,
      isEncrypted: record.number16(8) & 1 != 0, headerOffset: Int(numbers[2]))
    if member.method == .stored && member.byteCount != member.packedByteCount && !member.isEncrypted {
      throw fault(.sizeMismatch, at: offset, "a member that is not packed has two sizes")
    }
    return (member, length)
  }

  /// Answers where the data of a member begins, by the member's own header.
  private func dataOffset(header: Int, name: ArraySlice<UInt8>, method: Int) throws -> Int {
    let fixed = ZIPRecord.localHeader.byteCount
    let bytes = try read(at: header, min(fixed + name.count, size - header))
    let record = ZIPRecord(bytes: bytes[...])
    guard bytes.count == fixed + name.count, record.signature == ZIPRecord.localHeader.signature else {
      throw fault(.badData, at: header, "the header of a member is missing")
    }
    guard record.number16(26) == name.count, bytes[fixed...] == name, record.number16(8) == method else {
      throw fault(.badData, at: header, "the header of a member contradicts the directory")
    }
    return header + fixed + name.count + record.number16(28)
  }

  /// Members lie before the directory, one behind another, and have names of their own.
  private func check(_ members: [ZIPMember], end: Int) throws {
    var names: Set<[UInt8]> = []
    for member in members where !names.insert(Array(member.name.utf8)).inserted {
      throw fault(.duplicateName, at: member.headerOffset, "there are two members of the same name")
    }
    let inOrder = members.sorted { $0.headerOffset < $1.headerOffset }
    for (index, member) in inOrder.enumerated() {
      let next = index + 1 < inOrder.count ? inOrder[index + 1].headerOffset : end
      // The packed size is at most the size of the file, so the sum can't overflow.
      guard member.dataOffset + member.packedByteCount <= next else {
        throw fault(.badData, at: member.headerOffset, "a member goes on in the next one, or in the directory")
      }
    }
  }

  // MARK: Bytes

  /// Reads bytes that must be there.
  private func read(at offset: Int, _ count: Int) throws -> [UInt8] {
    var got = 0
    let bytes = unsafe try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      if count > 0 {
        got = unsafe try source.read(at: offset, into: UnsafeMutableRawPointer(buffer.baseAddress!), count: count)
      }
      initialized = got
    }
    guard got == count else { throw fault(.truncated, at: offset + got, "the file became shorter while it was read") }
    return bytes
  }

  private func fault(_ code: CompressionError.Code, at offset: Int?, _ reason: String) -> CompressionError {
    CompressionError(code, file: source.name, format: "ZIP", offset: offset, reason)
  }
}
