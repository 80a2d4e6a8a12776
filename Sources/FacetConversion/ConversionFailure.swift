// Every error of a job as the outside sees it: an exit code after sysexits.h, a stable code, a line for people.
import FacetCompression
import FacetFormats
import FacetMemory
import FacetThreads
import FacetWeld

/// A failure with its exit code.
public struct ConversionFailure: Error, Sendable, CustomStringConvertible {
  /// Exit codes after BSD's sysexits.h; the command answers no others.
  public enum ExitCode: Int32, Sendable {
    case usage = 64, badData = 65, noInput = 66, internalError = 70, cannotCreate = 73, inputOutput = 74
    case overMemory = 75
  }

  public let exitCode: ExitCode
  /// Stable across versions, for programs.
  public let code: String
  /// One line for people, without the program's name.
  public let description: String
  /// Where in the input, when it is the input's fault.
  public let line: Int?
  public let byte: Int?

  public init(_ exitCode: ExitCode, code: String, _ description: String) {
    self.exitCode = exitCode
    self.code = code
    self.description = description
    line = nil
    byte = nil
  }

  /// Finds the exit code of any error that a job throws.
  public init(_ error: any Error) {
    var (line, byte): (Int?, Int?) = (nil, nil)
    switch error {
    case let failure as ConversionFailure:
      self = failure
      return
    case let error as FormatError:
      switch error.place {
      case .file: break
      case .byte(let offset): byte = offset
      case .line(let number, let offset): (line, byte) = (number, offset)
      }
      exitCode = .badData
      code = error.code.rawValue
    case let error as CompressionError:
      byte = error.offset
      exitCode = .badData
      code = error.code.rawValue
    case let error as FileError:
      exitCode =
        switch error.code {
        case .cannotOpen: .noInput
        case .cannotCreate: .cannotCreate
        case .cannotRead, .cannotWrite, .changedWhileReading: .inputOutput
        case .outOfMemory: .overMemory
        case .cancelled: .internalError
        }
      code = error.code.rawValue
    case WeldError.tooManyVertices:
      exitCode = .badData
      code = FormatError.Code.tooManyVertices.rawValue
    case WeldError.memory(let error):
      self = ConversionFailure(error)
      return
    default:
      exitCode = .internalError
      code = "internal"
    }
    description = "\(error)"
    self.line = line
    self.byte = byte
  }
}
