// A ZIP archive by its central directory. Nothing in it is trusted: each number is held against the size of the file, each
// member against its own header, and no two members may share a byte.
import FacetMemory

/// Lists the members of a ZIP archive and reads them.
public final class ZIPArchive {
  /// The largest directory that is read; a million members fit.
  public static let largestDirectory = 64 << 20

  /// The members, in the order of the directory. Their names differ.
  public let members: [ZIPMember]
  /// The name of the archive, for messages.
  public var name: String { source.name }
  let source: ByteSource
  private let ledger: MemoryLedger?

  /// Opens an archive and reads its directory. O(members · log members).
  /// - Throws: `FileError`; `CompressionError` when it is no archive, or one that contradicts itself.
  public convenience init(path: String, ledger: MemoryLedger? = nil) throws {
    try self.init(try ByteSource(path: path, ledger: ledger), ledger: ledger)
  }

  /// Reads the directory of an archive in a file or in memory. A pipe can't be read, because the directory is at its end.
  public init(_ source: ByteSource, ledger: MemoryLedger? = nil) throws {
    self.source = source
    self.ledger = ledger
    guard let size = source.size else {
      throw CompressionError(
        .unsupported, file: source.name, format: "ZIP",
        "an archive can't be read from a pipe: its directory is at its end")
    }
    members = try ZIPDirectory(source: source, size: size).members()
  }

  /// The member of this name.
  /// - Throws: `CompressionError` with code `noSuchMember`.
  public func member(named name: String) throws -> ZIPMember {
    // Byte by byte: two names that only look alike are two names.
    guard let member = members.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw CompressionError(.noSuchMember, file: source.name, format: "ZIP", "there is no member '\(name)'")
    }
    return member
  }

  /// Answers the content of a member, piece by piece. Several may be read at the same time.
  /// - Throws: `CompressionError` when it is encrypted, packed by an unknown method, or claims to expand too much.
  public func content(
    of member: ZIPMember, limit: ExpansionLimit = ExpansionLimit()
  ) throws -> ZIPMemberProducer {
    try ZIPMemberProducer(member, source: source, limit: limit, ledger: ledger)
  }
}
