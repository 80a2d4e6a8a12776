// The fixed records of a ZIP archive: signatures, lengths, and little-endian numbers in them.
// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.

/// Reads the numbers of one record, all of which were checked to be there.
struct ZIPRecord {
  static let localHeader = (signature: UInt32(0x0403_4b50), byteCount: 30)
  static let directoryEntry = (signature: UInt32(0x0201_4b50), byteCount: 46)
  static let directoryEnd = (signature: UInt32(0x0605_4b50), byteCount: 22)
  static let directoryEnd64 = (signature: UInt32(0x0606_4b50), byteCount: 56)
  static let directoryLocator64 = (signature: UInt32(0x0706_4b50), byteCount: 20)
  static let dataDescriptor = UInt32(0x0807_4b50)
  /// The extra field that holds 64-bit sizes.
  static let sizes64 = 1
  /// The extra field that only makes room, so that the data is aligned; Android's archives have it too.
  static let alignment = 0xd935

  let bytes: ArraySlice<UInt8>

  func number16(_ offset: Int) -> Int { Int(number(offset, 2)) }
  func number32(_ offset: Int) -> UInt32 { UInt32(number(offset, 4)) }
  func number64(_ offset: Int) -> UInt64 { number(offset, 8) }
  var signature: UInt32 { number32(0) }

  private func number(_ offset: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[bytes.startIndex + offset + index]) }
    return value
  }

  /// The content of an extra field in a run of them; nil when it is not there, or the run is damaged.
  static func extra(_ identifier: Int, in fields: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = fields
    while rest.count >= 4 {
      let record = ZIPRecord(bytes: rest)
      let (found, count) = (record.number16(0), record.number16(2))
      guard rest.count >= 4 + count else { return nil }
      if found == identifier { return rest.dropFirst(4).prefix(count) }
      rest = rest.dropFirst(4 + count)
    }
    return nil
  }
}

extension [UInt8] {
  /// Appends the lowest `count` bytes of a number, the lowest first.
  mutating func append(_ number: UInt64, bytes count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
  }

  mutating func append16(_ number: Int) { append(UInt64(number), bytes: 2) }
  mutating func append32(_ number: UInt32) { append(UInt64(number), bytes: 4) }
  mutating func append64(_ number: Int) { append(UInt64(number), bytes: 8) }
}
