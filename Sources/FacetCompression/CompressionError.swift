// Bad compressed data: what is wrong with it and where, as an offset in the compressed file.

/// Tells why a compressed file can't be read.
public struct CompressionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of fault, stable across versions.
  public enum Code: String, Sendable {
    /// The file ends before its data does.
    case truncated
    /// The data contradicts itself: impossible codes, or headers that do not fit together.
    case badData = "bad_compressed_data"
    /// The data was unpacked, and its checksum is another.
    case badChecksum = "bad_checksum"
    /// The data unpacks to another size than it says.
    case sizeMismatch = "size_mismatch"
    /// A few bytes unpack to very many: probably an attack on the memory.
    case expandsTooMuch = "expands_too_much"
    /// A valid file that needs what Facet has not: a method, encryption, a large window.
    case unsupported = "unsupported_compression"
    /// An archive has two members of one name.
    case duplicateName = "duplicate_name"
    /// An archive has no member of the name that was asked for.
    case noSuchMember = "no_such_member"
  }

  public let code: Code
  /// The name of the input, as the user gave it.
  public let file: String
  /// `gzip`, `zstd` or `ZIP`.
  public let format: String
  /// The offset in the compressed file, from 0; nil when the fault has no place.
  public let offset: Int?
  /// What is wrong, in words.
  public let reason: String

  public init(_ code: Code, file: String, format: String, offset: Int? = nil, _ reason: String) {
    self.code = code
    self.file = file
    self.format = format
    self.offset = offset
    self.reason = reason
  }

  /// One line: `NAME: gzip: byte B: what is wrong`.
  public var description: String {
    "\(file): \(format): " + (offset.map { "byte \($0): " } ?? "") + reason
  }
}
