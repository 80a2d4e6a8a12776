// The types of numbers in a buffer, by the codes that OpenGL has for them.

/// The six types of numbers in a buffer.
enum GLBComponentType: Int, Sendable {
  case int8 = 5120
  case uint8 = 5121
  case int16 = 5122
  case uint16 = 5123
  case uint32 = 5125
  case float32 = 5126

  /// The bytes of one number.
  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .uint32, .float32: 4
    }
  }

  /// Whether it is an integer that can be negative.
  var isSigned: Bool { self == .int8 || self == .int16 }

  /// The largest number of an unsigned type: among vertex numbers it would begin a strip anew, which is forbidden.
  var restart: UInt32? {
    switch self {
    case .uint8: 0xff
    case .uint16: 0xffff
    case .uint32: 0xffff_ffff
    default: nil
    }
  }

  /// The number that a normalized 1 is stored as; nil for types that can't be normalized.
  var scale: Double? {
    switch self {
    case .int8: 127
    case .uint8: 255
    case .int16: 32767
    case .uint16: 65535
    case .uint32, .float32: nil
    }
  }
}
