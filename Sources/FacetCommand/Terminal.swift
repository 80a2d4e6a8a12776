// What the command prints, straight to the descriptors.
import FacetMemory
import Glibc

/// Standard output and standard error.
enum Terminal {
  /// Prints to standard error. What can't be printed is lost: there is nobody to tell.
  static func standardError(_ text: String) { write(2, Array(text.utf8)) }

  /// Prints to standard output.
  static func standardOutput(_ bytes: [UInt8]) { write(1, bytes) }

  /// A text without line feeds and other control characters, which names of files may have in them.
  static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\0"..<" ", "\u{7F}"..<"\u{A0}": line += "?"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
    try? SystemCall.writeFully(descriptor, bytes, path: "")
  }
}
