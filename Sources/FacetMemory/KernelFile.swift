// Small files that the kernel makes when they are read, and whose size it does not tell: /proc, control groups.
import Glibc

/// Reads files of the kernel.
package enum KernelFile {
  /// The beginning of a file, at most 64 KiB; nil when it can't be opened.
  package static func text(_ path: String) -> String? {
    guard let descriptor = SystemCall.open(path, flags: O_RDONLY) else { return nil }
    defer { close(descriptor) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let got = unsafe try? SystemCall.readFully(
        descriptor, into: buffer.baseAddress!, count: buffer.count, at: nil, path: path)
      count = got ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines of a file; none when it can't be opened.
  package static func lines(_ path: String) -> [Substring] { text(path)?.split(separator: "\n") ?? [] }

  /// The word behind a name at the beginning of a line; nil when the name is not there.
  package static func field(_ name: String, of path: String) -> Substring? {
    for line in lines(path) {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count > 1, words[0] == name { return words[1] }
    }
    return nil
  }
}
