// What a ZIP archive tells about one of its members. The numbers are those of the central directory, held against the
// member's own header and against the size of the file.

/// One file in a ZIP archive.
public struct ZIPMember: Sendable, Equatable {
  /// The name with its folders, as it stands in the archive.
  public let name: String
  /// How its bytes are kept.
  public let method: ZIPMethod
  /// The size of its content, in bytes. For deflated content it is a claim until the last byte was unpacked.
  public let byteCount: Int
  /// The size of its bytes in the archive.
  public let packedByteCount: Int
  /// The CRC-32 of its content.
  public let checksum: UInt32
  /// Where its bytes begin in the archive.
  public let dataOffset: Int
  let isEncrypted: Bool
  /// Where its header begins.
  let headerOffset: Int
}

/// How the bytes of a member are kept.
public enum ZIPMethod: Sendable, Equatable {
  /// As they are.
  case stored
  /// Compressed with deflate (RFC 1951).
  case deflated
  /// Another method, by its number; such a member can be listed, not read.
  case other(Int)

  init(number: Int) {
    self =
      switch number {
      case 0: .stored
      case 8: .deflated
      default: .other(number)
      }
  }

  var number: Int {
    switch self {
    case .stored: 0
    case .deflated: 8
    case .other(let number): number
    }
  }
}
