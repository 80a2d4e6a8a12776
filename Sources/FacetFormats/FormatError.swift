// Bad data: what was expected and what stands there instead, with the place. The position is worked out only when the
// error is made.

/// Tells why a file is not what it claims to be.
public struct FormatError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of fault, stable across versions: it stands in the JSON report.
  public enum Code: String, Sendable {
    case emptyFile = "empty_file"
    case unknownFormat = "unknown_format"
    case truncated
    case countMismatch = "count_mismatch"
    case badCount = "bad_count"
    case badHeader = "bad_header"
    case badNumber = "bad_number"
    case badToken = "bad_token"
    case badIndex = "bad_index"
    case badPolygon = "bad_polygon"
    case nonFinite = "non_finite"
    case tooLong = "too_long"
    case unsupported
    case warningAsError = "warning_as_error"
    case tooManyVertices = "too_many_vertices"
  }

  /// Where the fault is.
  public enum Place: Sendable, Equatable, CustomStringConvertible {
    case file
    /// A byte offset from the beginning of the file, from 0.
    case byte(Int)
    /// A line, from 1, and the byte offset in the file, from 0.
    case line(Int, byte: Int)

    public var description: String {
      switch self {
      case .file: ""
      case .byte(let byte): "byte \(byte)"
      case .line(let line, _): "line \(line)"
      }
    }
  }

  public let code: Code
  /// The name of the input, as the user gave it.
  public let file: String
  /// The format it was read as, for example "OFF"; empty when none was found.
  public let format: String
  public let place: Place
  /// What should stand there, in words.
  public let expected: String
  /// What stands there, in words; empty when `expected` says it all.
  public let found: String
  /// Whether `ReaderOptions.recovers` would keep what is whole of this input.
  public private(set) var isRecoverable = false

  public init(
    _ code: Code, file: String, format: String, place: Place = .file, expected: String, found: String = ""
  ) {
    self.code = code
    self.file = file
    self.format = format
    self.place = place
    self.expected = Self.oneLine(expected)
    self.found = Self.oneLine(found)
  }

  /// Words of the input may be part of a message, and a message is one line: control characters as `\\x0a`.
  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
    return text.unicodeScalars.reduce(into: "") { line, scalar in
      if scalar.value < 0x20 || scalar.value == 0x7f {
        line += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }

  /// One line: `NAME: FORMAT: line L: expected X, found Y`.
  public var description: String {
    let parts = [file, format, place.description, fault].filter { !$0.isEmpty }
    return parts.joined(separator: ": ") + (isRecoverable ? " (--recover keeps what is whole)" : "")
  }

  /// What was expected and what was found, without the place.
  var fault: String { found.isEmpty ? expected : "expected \(expected), found \(found)" }

  /// The same error, which says how the input can be read all the same.
  var recoverable: FormatError {
    var error = self
    error.isRecoverable = true
    return error
  }
}
