// Reads the .npz files that `numpy.savez` makes: ZIP archives whose entries are stored, not compressed. It is written
// apart from the library's own reader, so that tests of that reader can lean on it too.
//
// Source: PKWARE's APPNOTE, 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
import FacetArrays
import Foundation

/// What NumPy or SciPy computed: named arrays from one .npz file.
public struct GoldenArchive: Sendable {
  /// Tells what is wrong with a golden file or with what a test asks of it.
  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  private let bytes: [UInt8]
  /// Where the bytes of each array lie, by its name without `.npy`.
  private let entries: [String: Range<Int>]

  /// The names of the arrays, sorted.
  public var names: [String] { entries.keys.sorted() }

  /// Reads `data/<path>`.
  public init(data path: String) throws {
    try self.init(bytes: Array(try Data(contentsOf: Places.data.appendingPathComponent(path))))
  }

  public init(bytes: [UInt8]) throws {
    func number(_ offset: Int, _ length: Int) throws -> Int {
      guard offset >= 0, offset + length <= bytes.count else { throw Fault(description: "the archive ends early") }
      return bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    // numpy.savez writes no comment, so the end record is the last 22 bytes.
    let end = bytes.count - 22
    guard try number(end, 4) == 0x0605_4b50 else { throw Fault(description: "no end of a central directory") }
    var offset = try number(end + 16, 4)
    var entries: [String: Range<Int>] = [:]
    for _ in 0..<(try number(end + 10, 2)) {
      guard try number(offset, 4) == 0x0201_4b50 else { throw Fault(description: "no entry of a directory") }
      guard try number(offset + 10, 2) == 0 else { throw Fault(description: "an entry is compressed: use numpy.savez") }
      let size = try number(offset + 24, 4)
      let nameLength = try number(offset + 28, 2)
      let local = try number(offset + 42, 4)
      guard size < 0xffff_ffff, local < 0xffff_ffff else { throw Fault(description: "ZIP64 is not read here") }
      let start = try local + 30 + number(local + 26, 2) + number(local + 28, 2)
      _ = try number(start + size - 1, 1)
      var name = String(decoding: bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self)
      if name.hasSuffix(".npy") { name.removeLast(4) }
      entries[name] = start..<start + size
      offset += try 46 + nameLength + number(offset + 30, 2) + number(offset + 32, 2)
    }
    self.bytes = bytes
    self.entries = entries
  }

  /// The header of an array: its type and shape.
  public func header(_ name: String) throws -> NPYHeader { try NPYHeader(parsing: part(name)) }

  /// An array of any shape, in the order of the file, which must hold this very type.
  public func column<Element: ArrayElement>(_ name: String, of type: Element.Type = Element.self) throws -> Column<
    Element
  > {
    let part = try part(name)
    let header = try NPYHeader(parsing: part)
    let expected = "\(type)".lowercased().replacingOccurrences(of: "double", with: "float64")
      .replacingOccurrences(of: #"^float$"#, with: "float32", options: .regularExpression)
    guard header.elementType.description == expected, part.count == header.dataOffset + header.byteCount else {
      throw Fault(description: "\(name) holds \(header.elementType) \(header.shape), asked for \(expected)")
    }
    return part.withUnsafeBytes { raw in
      Column(
        (0..<header.elementCount).map {
          raw.loadUnaligned(fromByteOffset: header.dataOffset + $0 * MemoryLayout<Element>.stride, as: type)
        })
    }
  }

  /// An array with two axes. One that NumPy keeps in Fortran order comes as a transposed view, as it does there.
  public func matrix<Element: ArrayElement>(_ name: String, of type: Element.Type = Element.self) throws -> Matrix<
    Element
  > {
    let header = try header(name)
    guard header.shape.count == 2 else { throw Fault(description: "\(name) has the shape \(header.shape)") }
    let (rows, columns) = (header.shape[0], header.shape[1])
    let elements = try column(name, of: type)
    return header.fortranOrder
      ? Matrix(elements, rows: columns, columns: rows).transposed : Matrix(elements, rows: rows, columns: columns)
  }

  /// An array of one number.
  public func scalar<Element: ArrayElement>(_ name: String, of type: Element.Type = Element.self) throws -> Element {
    let column = try column(name, of: type)
    guard column.count == 1 else { throw Fault(description: "\(name) is no single number") }
    return column[0]
  }

  private func part(_ name: String) throws -> [UInt8] {
    guard let range = entries[name] else { throw Fault(description: "there is no \(name) in the archive") }
    return Array(bytes[range])
  }
}
