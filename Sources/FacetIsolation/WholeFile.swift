// Small files at once: lists of names, the journal.
import FacetConversion
import FacetMemory

enum WholeFile {
  /// The bytes of a file, or of standard input for `-`. O(bytes).
  static func read(_ path: String) throws -> [UInt8] {
    let source = try InputReader.open(path, ledger: nil)
    var bytes: [UInt8] = []
    while let block = unsafe try source.nextBlock() { unsafe bytes.append(contentsOf: block) }
    return bytes
  }
}
