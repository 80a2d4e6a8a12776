// What the machine refused: a system call that failed, with the path and errno. Bad data is never a FileError.
import Glibc

/// Tells which operation on which file failed, and why.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was being done. The command maps each code to its exit code.
  public enum Code: String, Sendable {
    case cannotOpen = "cannot_open"
    case cannotRead = "cannot_read"
    case cannotCreate = "cannot_create"
    case cannotWrite = "cannot_write"
    case changedWhileReading = "changed_while_reading"
    case outOfMemory = "out_of_memory"
    /// The job was told to stop; nothing is wrong with a file.
    case cancelled
  }

  public let code: Code
  public let path: String
  /// The system's error number; 0 when the cause is not a system call.
  public let errno: Int32
  private let reason: String?

  public init(_ code: Code, path: String, errno: Int32, reason: String? = nil) {
    self.code = code
    self.path = path
    self.errno = errno
    self.reason = reason
  }

  /// One line without a newline: the path, what failed, the system's words.
  public var description: String {
    let why = reason ?? Self.systemMessage(errno)
    return switch code {
    case .cannotOpen: "\(path): cannot open: \(why)"
    case .cannotRead: "\(path): cannot read: \(why)"
    case .cannotCreate: "\(path): cannot create: \(why)"
    case .cannotWrite: "\(path): cannot write: \(why)"
    case .changedWhileReading: "\(path): changed while it was read: \(why)"
    case .outOfMemory: "out of memory: \(why)"
    case .cancelled: "cancelled"
    }
  }

  /// The system's English words for an error number, for example "No space left on device".
  public static func systemMessage(_ errno: Int32) -> String {
    unsafe String(cString: strerror(errno))
  }
}
