// The bytes that an archive has for one member besides its data: a header before it, for deflated members a descriptor
// behind it, and an entry in the directory.

extension ZIPWriter {
  /// What the three records tell.
  struct Entry {
    /// Unix, so that the mode of the file counts.
    static let madeBy = 3 << 8

    let name: [UInt8]
    let method: ZIPMethod
    let checksum: UInt32
    let byteCount: Int
    var packed: Int
    let offset: Int
    /// The sizes stand in 64 bits.
    let isLarge: Bool
    let largest32: Int

    /// Sizes that are known only behind the data stand there; names are UTF-8.
    private var flags: Int { (method == .deflated ? 8 : 0) | (name.contains { $0 > 127 } ? 1 << 11 : 0) }
    private var version: Int { isLarge || offset > largest32 ? 45 : 20 }

    /// The part that the header and the directory entry share; sizes are given because the header may not know them.
    private func shared(checksum: UInt32, packed: UInt32, byteCount: UInt32, extra: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      for number in [version, flags, method.number, 0, 1 << 5 | 1] { bytes.append16(number) }
      bytes.append32(checksum)
      bytes.append32(packed)
      bytes.append32(byteCount)
      bytes.append16(name.count)
      bytes.append16(extra)
      return bytes
    }

    /// The header, made longer by an extra field so that the data behind it is aligned.
    var localHeader: [UInt8] {
      let isKnown = method == .stored
      var extra: [UInt8] = []
      if isLarge {
        extra.append16(ZIPRecord.sizes64)
        extra.append16(16)
        extra.append64(isKnown ? byteCount : 0)
        extra.append64(isKnown ? packed : 0)
      }
      let end = offset + ZIPRecord.localHeader.byteCount + name.count + extra.count
      var missing = (ZIPWriter.alignment - end % ZIPWriter.alignment) % ZIPWriter.alignment
      if missing > 0 {
        // An extra field has at least six bytes.
        if missing < 6 { missing += ZIPWriter.alignment }
        extra.append16(ZIPRecord.alignment)
        extra.append16(missing - 4)
        extra.append16(ZIPWriter.alignment)
        extra += [UInt8](repeating: 0, count: missing - 6)
      }
      var bytes: [UInt8] = []
      bytes.append32(ZIPRecord.localHeader.signature)
      let size: UInt32 = isLarge ? .max : isKnown ? UInt32(byteCount) : 0
      bytes += shared(checksum: isKnown ? checksum : 0, packed: size, byteCount: size, extra: extra.count)
      return bytes + name + extra
    }

    /// What stands behind deflated data.
    var dataDescriptor: [UInt8] {
      var bytes: [UInt8] = []
      bytes.append32(ZIPRecord.dataDescriptor)
      bytes.append32(checksum)
      bytes.append(UInt64(packed), bytes: isLarge ? 8 : 4)
      bytes.append(UInt64(byteCount), bytes: isLarge ? 8 : 4)
      return bytes
    }

    var directoryEntry: [UInt8] {
      var extra: [UInt8] = []
      let isFar = offset > largest32
      if isLarge || isFar {
        extra.append16(ZIPRecord.sizes64)
        extra.append16((isLarge ? 16 : 0) + (isFar ? 8 : 0))
        if isLarge {
          extra.append64(byteCount)
          extra.append64(packed)
        }
        if isFar { extra.append64(offset) }
      }
      var bytes: [UInt8] = []
      bytes.append32(ZIPRecord.directoryEntry.signature)
      bytes.append16(Self.madeBy | version)
      bytes += shared(
        checksum: checksum, packed: isLarge ? .max : UInt32(packed), byteCount: isLarge ? .max : UInt32(byteCount),
        extra: extra.count)
      for _ in 0..<3 { bytes.append16(0) }
      // A regular file that its owner may write and everybody may read.
      bytes.append32(0o100644 << 16)
      bytes.append32(isFar ? .max : UInt32(offset))
      return bytes + name + extra
    }
  }
}
