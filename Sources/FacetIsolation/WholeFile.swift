// Small files at once: lists of names, the journal, what the kernel tells.
import FacetConversion
import FacetMemory
import Glibc

enum WholeFile {
  /// The bytes of a file, or of standard input for `-`. O(bytes).
  static func read(_ path: String) throws -> [UInt8] {
    let source = try InputReader.open(path, ledger: nil)
    var bytes: [UInt8] = []
    while let block = unsafe try source.nextBlock() { unsafe bytes.append(contentsOf: block) }
    return bytes
  }

  /// The beginning of a file that the kernel makes when it is read, and whose size it does not tell; nil when it is not there.
  static func kernelText(_ path: String) -> String? {
    guard let descriptor = SystemCall.open(path, flags: O_RDONLY) else { return nil }
    defer { close(descriptor) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let got = unsafe try? SystemCall.readFully(
        descriptor, into: buffer.baseAddress!, count: buffer.count, at: nil, path: path)
      count = got ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The word behind a name in a file of the kernel; nil when the name is not there.
  static func kernelField(_ name: String, of path: String) -> String? {
    for line in kernelText(path)?.split(separator: "\n") ?? [] {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count > 1, words[0] == name { return String(words[1]) }
    }
    return nil
  }
}
