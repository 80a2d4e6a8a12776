// Goldens in .npz archives: a small reader of its own, so that the library's reader is not its own judge. Only what
// `numpy.savez` writes: members that are stored, found by the central directory.
import FacetArrays
import Foundation

/// The arrays of an `.npz` file.
public struct GoldenArchive: Sendable {
  public let name: String
  /// Where each member lies in the file.
  private let members: [String: Range<Int>]
  private let bytes: [UInt8]

  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameter path: below the `data` folder, without `.npz`.
  public init(_ path: String) throws {
    name = path
    let bytes = Array(try Data(contentsOf: Places.data.appendingPathComponent(path + ".npz")))
    let end = bytes.count - 22
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    guard end >= 0, number(end, 4) == 0x0605_4b50 else { throw Fault(description: "\(path): no end of a ZIP archive") }
    var members: [String: Range<Int>] = [:]
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(place, 4) == 0x0201_4b50, number(place + 10, 2) == 0 else {
        throw Fault(description: "\(path): a member that isn't stored")
      }
      let (size, local) = (number(place + 24, 4), number(place + 42, 4))
      let nameLength = number(place + 28, 2)
      let member = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      let first = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      members[String(member.dropLast(4))] = first..<first + size
      place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
    }
    self.members = members
    self.bytes = bytes
  }

  public var names: [String] { members.keys.sorted() }

  public func contains(_ member: String) -> Bool { members[member] != nil }

  /// NumPy's name of a member's element type, its shape, and its elements in the order of the file (C order).
  public func array(_ member: String) throws -> (type: String, shape: [Int], bytes: ArraySlice<UInt8>) {
    guard let range = members[member] else { throw Fault(description: "\(name) has no member \(member)") }
    let header = try NPYHeader(parsing: Array(bytes[range]))
    let data = bytes[range].dropFirst(header.dataOffset)
    guard !header.fortranOrder || header.shape.count < 2, data.count == header.byteCount else {
      throw Fault(description: "\(name), \(member): not in C order, or of another size")
    }
    return (header.elementType.description, header.shape, data)
  }

  /// A member as a column; it must be of this very type and have one dimension, or none.
  public func column<Element: ArrayElement>(_ member: String, of type: Element.Type = Element.self) throws -> Column<
    Element
  > {
    let (elements, shape) = try elements(member, of: type)
    guard shape.count <= 1 else { throw Fault(description: "\(name), \(member): not one dimension") }
    return elements
  }

  /// A member as a matrix; it must be of this very type and have two dimensions.
  public func matrix<Element: ArrayElement>(_ member: String, of type: Element.Type = Element.self) throws -> Matrix<
    Element
  > {
    let (elements, shape) = try elements(member, of: type)
    guard shape.count == 2 else { throw Fault(description: "\(name), \(member): not two dimensions") }
    return Matrix(elements, rows: shape[0], columns: shape[1])
  }

  /// A member of truth values with one dimension.
  public func mask(_ member: String) throws -> Mask {
    let array = try array(member)
    guard array.type == "bool", array.shape.count == 1 else {
      throw Fault(description: "\(name), \(member): no column of truth values")
    }
    return Mask(array.bytes.map { $0 != 0 })
  }

  private func elements<Element: ArrayElement>(
    _ member: String, of type: Element.Type
  ) throws -> (Column<Element>, [Int]) {
    let array = try array(member)
    guard array.type == GoldenArchive.typeName(type) else {
      throw Fault(description: "\(name), \(member): \(array.type), not \(type)")
    }
    let stride = MemoryLayout<Element>.stride
    let elements = array.bytes.withUnsafeBytes { raw in
      (0..<raw.count / stride).map { raw.loadUnaligned(fromByteOffset: $0 * stride, as: type) }
    }
    return (Column(elements), array.shape)
  }

  /// NumPy's name of an element type.
  public static func typeName<Element>(_ type: Element.Type) -> String {
    switch "\(type)" {
    case "Double": "float64"
    case "Float": "float32"
    case let other: other.lowercased()
    }
  }
}
