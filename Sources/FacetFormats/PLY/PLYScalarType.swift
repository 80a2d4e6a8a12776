// The eight types of numbers in a PLY file, under both of their names.

/// The type of a property or of a list.
enum PLYScalarType: Sendable {
  case int8, uint8, int16, uint16, int32, uint32, float32, float64

  /// - Parameter name: `char` or `int8` and so on; nil for anything else.
  init?(name: some StringProtocol) {
    switch String(name) {
    case "char", "int8": self = .int8
    case "uchar", "uint8": self = .uint8
    case "short", "int16": self = .int16
    case "ushort", "uint16": self = .uint16
    case "int", "int32": self = .int32
    case "uint", "uint32": self = .uint32
    case "float", "float32": self = .float32
    case "double", "float64": self = .float64
    default: return nil
    }
  }

  /// The bytes of one number.
  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .float64: 8
    }
  }

  var isFloat: Bool { self == .float32 || self == .float64 }

  /// Whether float32 holds all its numbers.
  var fitsFloat32: Bool { self == .float32 || size <= 2 }

  /// Reads a number. `bytes` has at least `size` of them.
  @inline(__always)
  @unsafe
  func number(_ bytes: UnsafeRawPointer, isBig: Bool) -> Double {
    unsafe isFloat ? float(bytes, isBig: isBig) : Double(integer(bytes, isBig: isBig))
  }

  @inline(__always)
  @unsafe
  private func float(_ bytes: UnsafeRawPointer, isBig: Bool) -> Double {
    self == .float32
      ? unsafe Double(Float(bitPattern: Self.load(bytes, isBig: isBig)))
      : unsafe Double(bitPattern: Self.load(bytes, isBig: isBig))
  }

  /// Reads a number of a type that is no float.
  @inline(__always)
  @unsafe
  func integer(_ bytes: UnsafeRawPointer, isBig: Bool) -> Int64 {
    switch self {
    case .int8: unsafe Int64(bytes.load(as: Int8.self))
    case .uint8: unsafe Int64(bytes.load(as: UInt8.self))
    case .int16: unsafe Int64(Self.load(bytes, isBig: isBig) as Int16)
    case .uint16: unsafe Int64(Self.load(bytes, isBig: isBig) as UInt16)
    case .int32: unsafe Int64(Self.load(bytes, isBig: isBig) as Int32)
    default: unsafe Int64(Self.load(bytes, isBig: isBig) as UInt32)
    }
  }

  @inline(__always)
  @unsafe
  static func load<Value: FixedWidthInteger & BitwiseCopyable>(_ bytes: UnsafeRawPointer, isBig: Bool) -> Value {
    let value = unsafe bytes.loadUnaligned(as: Value.self)
    return isBig ? Value(bigEndian: value) : Value(littleEndian: value)
  }
}
