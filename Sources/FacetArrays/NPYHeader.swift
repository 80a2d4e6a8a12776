// The header of NumPy's .npy files: eight bytes, a length, and a Python dictionary of three keys. The dictionary is parsed
// by hand, without recursion: only the three values that NumPy writes are known, everything else is a fault.
//
// Source: NumPy Enhancement Proposal 1, and numpy/lib/format.py for the padding.

/// Tells what an .npy file holds: the type of its elements, their order and their shape.
public struct NPYHeader: Sendable, Equatable {
  /// The bytes that `length(ofPrefix:)` needs. Every .npy file has more.
  public static let prefixLength = 12
  /// The longest header that is read. NumPy itself writes more than 64 KiB only for structured types.
  public static let longestHeader = 1 << 20
  /// The most axes that NumPy knows.
  public static let mostAxes = 64

  public var elementType: ElementType
  /// The first axis runs fastest.
  public var fortranOrder: Bool
  /// The length of each axis, none negative. Their product fits in an Int, also in bytes.
  public var shape: [Int]
  /// The offset of the first element in the file; 0 in a header that was not read from one.
  public private(set) var dataOffset = 0

  /// - Precondition: no length is negative, and the size in bytes fits in an Int.
  public init(elementType: ElementType, fortranOrder: Bool = false, shape: [Int]) {
    precondition(
      Self.byteCount(shape: shape, elementSize: elementType.byteCount) != nil && shape.count <= Self.mostAxes,
      "the shape is impossible")
    self.elementType = elementType
    self.fortranOrder = fortranOrder
    self.shape = shape
  }

  /// The number of elements.
  public var elementCount: Int { shape.reduce(1, *) }
  /// The number of bytes of all elements.
  public var byteCount: Int { elementCount * elementType.byteCount }

  /// The number of bytes of all elements, or nil when a length is negative or the size does not fit in an Int.
  private static func byteCount(shape: [Int], elementSize: Int) -> Int? {
    // A zero must not hide an overflow.
    var bytes = elementSize
    for length in shape where length != 0 {
      let product = bytes.multipliedReportingOverflow(by: length)
      if length < 0 || product.overflow { return nil }
      bytes = product.partialValue
    }
    return shape.contains(0) ? 0 : bytes
  }
}

// MARK: Element types

extension NPYHeader {
  /// The type of an element: NumPy's `descr`, for example `<f8`.
  public struct ElementType: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable {
      case float = "f"
      case signed = "i"
      case unsigned = "u"
      case boolean = "b"
      case complex = "c"
    }

    public var kind: Kind
    public var byteCount: Int
    public var bigEndian: Bool

    public init(_ kind: Kind, byteCount: Int, bigEndian: Bool = false) {
      self.kind = kind
      self.byteCount = byteCount
      self.bigEndian = bigEndian && byteCount > 1
    }

    /// Parses a `descr`: an optional byte order, a letter, the bytes of an element. Nil for every other type.
    public init?(descr: String) {
      var letters = descr.utf8[...]
      var bigEndian = false
      if let order = letters.first, [UInt8]("<>|=".utf8).contains(order) {
        bigEndian = order == UInt8(ascii: ">")
        letters = letters.dropFirst()
      }
      guard let letter = letters.popFirst(), let kind = Kind(rawValue: String(Unicode.Scalar(letter))) else {
        return nil
      }
      let sizes: [String: Int] =
        switch kind {
        case .float: ["2": 2, "4": 4, "8": 8]
        case .signed, .unsigned: ["1": 1, "2": 2, "4": 4, "8": 8]
        case .boolean: ["1": 1]
        case .complex: ["8": 8, "16": 16]
        }
      guard let byteCount = sizes[String(Substring(letters))] else { return nil }
      self.init(kind, byteCount: byteCount, bigEndian: bigEndian)
    }

    /// NumPy's spelling: `<f8`, `>i4`, `|u1`.
    public var descr: String { (byteCount == 1 ? "|" : bigEndian ? ">" : "<") + kind.rawValue + "\(byteCount)" }

    /// NumPy's name: `float64`, `uint8`.
    public var description: String {
      let name =
        switch kind {
        case .float: "float"
        case .signed: "int"
        case .unsigned: "uint"
        case .boolean: "bool"
        case .complex: "complex"
        }
      return kind == .boolean ? name : name + "\(byteCount * 8)"
    }
  }
}

// MARK: Writing

extension NPYHeader {
  /// The bytes of the header, exactly as `numpy.save` writes them: version 1.0, the elements aligned to 64 bytes.
  public var bytes: [UInt8] {
    let lengths = shape.map { "\($0)" }
    let tuple = lengths.count == 1 ? "(\(lengths[0]),)" : "(" + lengths.joined(separator: ", ") + ")"
    var text =
      "{'descr': '\(elementType.descr)', 'fortran_order': \(fortranOrder ? "True" : "False"), 'shape': \(tuple), }"
    // NumPy leaves room for the axis that may grow, so that a header can be changed in place.
    if let growing = fortranOrder ? lengths.last : lengths.first {
      text += String(repeating: " ", count: max(0, 21 - growing.utf8.count))
    }
    let used = Self.magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: 64 - used % 64) + "\n"
    // 64 axes of 20 digits stay far below 64 KiB.
    let length = UInt16(text.utf8.count)
    return Self.magic + [1, 0, UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8)]
      + Array(text.utf8)
  }

  /// What every .npy file begins with.
  public static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
}

// MARK: Reading

extension NPYHeader {
  /// Tells why a header can't be read.
  public struct Fault: Error, Sendable, Equatable {
    public enum Kind: Sendable {
      /// The bytes end too early.
      case truncated
      /// It is not what NumPy writes.
      case malformed
      /// NumPy writes it, but it is not read here.
      case unsupported
    }

    public let kind: Kind
    /// What is wrong, in words.
    public let reason: String
    /// The offset in the file, from 0.
    public let offset: Int
  }

  /// Answers the offset of the first element from the first bytes of a file.
  /// - Parameter prefix: at least `prefixLength` bytes, unless the file has fewer.
  /// - Throws: `Fault` when it is no .npy file, or its header is longer than `longestHeader`.
  public static func length(ofPrefix prefix: [UInt8]) throws(Fault) -> Int {
    for (index, byte) in magic.enumerated() {
      guard index < prefix.count else { throw Fault(.truncated, "the file ends inside the NumPy mark", at: index) }
      guard prefix[index] == byte else { throw Fault(.malformed, "the NumPy mark is missing", at: 0) }
    }
    guard prefix.count >= prefixLength else {
      throw Fault(.truncated, "the file ends inside the length of the header", at: prefix.count)
    }
    let version = prefix[6]
    let start = version == 1 ? 10 : 12
    guard (1...3).contains(version), prefix[7] == 0 else {
      throw Fault(.unsupported, "version \(version).\(prefix[7]) of the NumPy format is not known", at: 6)
    }
    var length = 0
    for index in (8..<start).reversed() { length = length << 8 | Int(prefix[index]) }
    guard length <= longestHeader else {
      throw Fault(.malformed, "a header of \(length) bytes is not plausible", at: 8)
    }
    return start + length
  }

  /// Parses a header.
  /// - Parameter bytes: the file from its beginning, at least up to the first element.
  /// - Throws: `Fault` whenever NumPy would not load it, or would have to unpickle it.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let end = try Self.length(ofPrefix: bytes)
    guard bytes.count >= end else {
      throw Fault(.truncated, "the header says it has \(end) bytes, the file has \(bytes.count)", at: bytes.count)
    }
    var parser = NPYHeaderParser(bytes: bytes, offset: bytes[6] == 1 ? 10 : 12, end: end)
    let (elementType, fortranOrder, shape, shapeOffset) = try parser.dictionary()
    guard Self.byteCount(shape: shape, elementSize: elementType.byteCount) != nil else {
      throw Fault(.malformed, "an array of this shape is larger than any memory", at: shapeOffset)
    }
    self.init(elementType: elementType, fortranOrder: fortranOrder, shape: shape)
    dataOffset = end
  }
}

extension NPYHeader.Fault {
  init(_ kind: Kind, _ reason: String, at offset: Int) {
    self.init(kind: kind, reason: reason, offset: offset)
  }
}
