// How a compressed file is known: by its first bytes, never by its name.

/// The formats that Facet unpacks while it reads.
public enum CompressionFormat: String, Sendable, CaseIterable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd

  /// The bytes that `detect` looks at.
  public static let signatureLength = 4

  /// Finds the format from the first bytes of a file; nil when they are not compressed.
  public static func detect(_ start: some Sequence<UInt8>) -> CompressionFormat? {
    let bytes = Array(start.prefix(signatureLength))
    guard bytes.count == signatureLength else { return nil }
    // Method 8 is the only one there is, and the three highest flags must be zero.
    if bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 8, bytes[3] & 0xe0 == 0 { return .gzip }
    let magic = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    // A file may begin with frames that are to be skipped; they have sixteen signatures.
    return magic == 0xfd2f_b528 || magic & 0xffff_fff0 == 0x184d_2a50 ? .zstd : nil
  }

  /// The endings of names that the format's programs give; a reader looks at what stands before them.
  public var nameEndings: [String] {
    switch self {
    case .gzip: [".gz", ".gzip"]
    case .zstd: [".zst", ".zstd"]
    }
  }

  /// `name` without the ending of the format: `mesh.stl` for `mesh.stl.gz`.
  public func nameOfContent(_ name: String) -> String {
    let small = name.lowercased()
    guard let ending = nameEndings.first(where: { small.hasSuffix($0) }), small.utf8.count > ending.utf8.count else {
      return name
    }
    return String(name.dropLast(ending.count))
  }
}
