// Compressed bytes give the same bytes or are refused, whether they come whole or by the seven.
import Facet

enum InflatingProperty {
  /// What unpacking gave.
  private struct Outcome {
    var bytes: [UInt8] = []
    var refusal: String?
  }

  /// - Throws: `Violation`.
  static func check(_ bytes: [UInt8]) throws {
    let whole = try unpack(ByteSource(bytes: bytes, name: "input"))
    let pieces = try unpack(ByteSource(bytes: bytes, name: "input", blockSize: 7, hasSize: false))
    try holds(
      (whole.refusal == nil) == (pieces.refusal == nil),
      "whole: \(whole.refusal ?? "read"); by the seven: \(pieces.refusal ?? "read")")
    // How much comes before a fault depends on the pieces, but never what.
    let common = whole.refusal == nil ? .max : min(whole.bytes.count, pieces.bytes.count)
    try holds(
      whole.bytes.prefix(common) == pieces.bytes.prefix(common),
      "by the seven \(pieces.bytes.count) bytes, not \(whole.bytes.count)")
  }

  private static func unpack(_ packed: ByteSource) throws -> Outcome {
    var outcome = Outcome()
    do {
      let source = try packed.inflatingIfCompressed(limit: ExpansionLimit(ratio: 100)).source
      while let block = unsafe try source.nextBlock() { unsafe outcome.bytes.append(contentsOf: block) }
    } catch let error as CompressionError {
      let line = "\(error)"
      try holds(line.hasPrefix("input: ") && !line.contains("\n"), "an error of several lines: \(line)")
      outcome.refusal = line
    }
    return outcome
  }
}
