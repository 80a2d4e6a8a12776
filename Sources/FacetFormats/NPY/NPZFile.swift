// NumPy's archives: a ZIP file with an .npy file for each array.
import FacetArrays
import FacetCompression
import FacetMemory

/// Reads the arrays of an .npz file. NumPy: `numpy.load`.
///
///     let archive = try NPZFile(path: "mesh.npz")
///     let vertices = try archive.matrix("vertices", of: Double.self)
///
/// The names and shapes of all arrays are known without reading one. What is read is held against its checksum; what is
/// mapped is not.
public final class NPZFile {
  /// The names of the arrays, in the order of the archive, without the ending `.npy`.
  public let names: [String]

  private let archive: ZIPArchive
  private let path: String?
  private let limit: ExpansionLimit
  private let ledger: MemoryLedger?
  private var mapped: MappedStorage?

  /// Opens an archive and reads its directory. O(arrays · log arrays).
  /// - Parameters:
  ///   - mapping: arrays that are not compressed lie in the file itself, as `NPYFile` tells. Facet aligns the arrays that it
  ///     writes for that; NumPy does not, and its archives are mostly read into memory all the same.
  ///   - maxExpansion: the most bytes that one byte of a compressed array may become.
  /// - Throws: `FileError`; `CompressionError` when it is no archive, or one that contradicts itself.
  public convenience init(
    path: String, mapping: Bool = false, maxExpansion: Int = ExpansionLimit.defaultRatio, ledger: MemoryLedger? = nil
  ) throws {
    try self.init(
      ByteSource(path: path, ledger: ledger), mapping: mapping ? path : nil, maxExpansion: maxExpansion, ledger: ledger)
  }

  /// Reads an archive in a regular file or in memory. A pipe can't be read.
  public convenience init(
    _ source: ByteSource, maxExpansion: Int = ExpansionLimit.defaultRatio, ledger: MemoryLedger? = nil
  ) throws {
    try self.init(source, mapping: nil, maxExpansion: maxExpansion, ledger: ledger)
  }

  private init(_ source: ByteSource, mapping path: String?, maxExpansion: Int, ledger: MemoryLedger?) throws {
    archive = try ZIPArchive(source, ledger: ledger)
    names = archive.members.filter { $0.name.hasSuffix(Self.ending) }.map {
      String($0.name.dropLast(Self.ending.count))
    }
    self.path = path
    self.ledger = ledger
    limit = ExpansionLimit(ratio: maxExpansion)
  }

  static let ending = ".npy"

  /// One array with its type and shape; its elements are not yet read. O(1).
  /// - Throws: `CompressionError` when there is none of this name, or it can't be unpacked; `FormatError` when it is no array
  ///   of numbers.
  public func array(_ name: String) throws -> NPYFile {
    let member = try archive.member(named: name + Self.ending)
    let fullName = "\(archive.name): \(member.name)"
    return try NPYFile(
      name: fullName, ledger: ledger,
      makeContent: { [archive, limit] in
        NPYMemberContent(try archive.content(of: member, limit: limit), name: fullName)
      },
      map: { [self] in
        guard let path, member.method == .stored else { return nil }
        if mapped == nil { mapped = try MappedStorage(mappingFile: path, ledger: ledger) }
        guard member.dataOffset + member.byteCount <= mapped!.byteCount else {
          throw FileError(.changedWhileReading, path: path, errno: 0, reason: "it became shorter")
        }
        return (mapped!, member.dataOffset)
      })
  }

  /// The elements of an array with one axis, or a single number. O(elements).
  /// - Parameter converting: casts elements of another type, by the rule of `Column.cast`.
  /// - Throws: what `array` and `NPYFile.column` throw; `CompressionError` when the checksum is another.
  public func column<Element: ArrayElement>(
    _ name: String, of type: Element.Type = Element.self, converting: Bool = false
  ) throws -> Column<Element> {
    try array(name).column(converting: converting)
  }

  /// The elements of an array with two axes. O(elements).
  /// - Parameter converting: casts elements of another type, by the rule of `Column.cast`.
  /// - Throws: what `array` and `NPYFile.matrix` throw; `CompressionError` when the checksum is another.
  public func matrix<Element: ArrayElement>(
    _ name: String, of type: Element.Type = Element.self, converting: Bool = false
  ) throws -> Matrix<Element> {
    try array(name).matrix(converting: converting)
  }
}
