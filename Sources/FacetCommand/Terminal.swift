// What the command prints, straight to the descriptors.
import FacetMemory
import Glibc

/// Standard output and standard error.
enum Terminal {
  /// Prints to standard error. What can't be printed is lost: there is nobody to tell.
  static func standardError(_ text: String) { write(2, Array(text.utf8)) }

  /// Prints to standard output.
  static func standardOutput(_ bytes: [UInt8]) { write(1, bytes) }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes {
      guard let base = $0.baseAddress else { return }
      unsafe try? SystemCall.writeFully(descriptor, from: base, count: $0.count, path: "")
    }
  }
}
