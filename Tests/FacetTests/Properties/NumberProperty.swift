// Numbers: the text that ours takes, strtod takes too, and both make the same bits of it. A number written is the number
// read back.
import Facet
import Glibc

enum NumberProperty {
  /// - Throws: `Violation`.
  static func check(_ bytes: [UInt8]) throws {
    try checkText(bytes)
    guard bytes.count >= 8 else { return }
    let bits = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    try checkBack(Double(bitPattern: bits))
    try checkBack(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
  }

  private static func checkText(_ bytes: [UInt8]) throws {
    let (count, value, flags) = parse(bytes)
    // The short form needs 32 readable bytes; what follows the number must not matter.
    let padded = parse(Array(bytes.prefix(count)) + [UInt8](repeating: 0x20, count: 40))
    try holds(
      count == 0 || padded.count == count && padded.value.bitPattern == value.bitPattern && padded.flags == flags,
      "\(value) of \(count) bytes, with spaces behind it \(padded.value) of \(padded.count)")
    guard count > 0 else { return }
    var text = bytes.prefix(count).map { $0 | 0x20 == 0x64 ? 0x65 : CChar(bitPattern: $0) }
    if flags.contains(.nonFinite) { text = bytes.prefix(count).map { CChar(bitPattern: $0) } }
    text.append(0)
    var consumed = 0
    let theirs = text.withUnsafeBufferPointer { text in
      var end: UnsafeMutablePointer<CChar>?
      let value = unsafe strtod(text.baseAddress!, &end)
      consumed = unsafe end! - UnsafeMutablePointer(mutating: text.baseAddress!)
      return value
    }
    try holds(consumed == count, "ours takes \(count) bytes, strtod \(consumed)")
    try holds(
      theirs.bitPattern == value.bitPattern || theirs.isNaN && value.isNaN, "ours is \(value), strtod's \(theirs)")
  }

  private static func checkBack(_ value: Double) throws {
    let text = unsafe written { unsafe NumberText.write(value, to: $0) }
    let back = parse(text)
    try holds(
      back.count == text.count && (back.value.bitPattern == value.bitPattern || value.isNaN && back.value.isNaN),
      "\(value) was written as \(String(decoding: text, as: UTF8.self))")
  }

  private static func checkBack(_ value: Float) throws {
    let text = unsafe written { unsafe NumberText.write(value, to: $0) }
    let back = parse(text)
    try holds(
      back.count == text.count && (Float(back.value).bitPattern == value.bitPattern || value.isNaN && back.value.isNaN),
      "\(value) was written as \(String(decoding: text, as: UTF8.self))")
  }

  private static func written(_ write: (UnsafeMutablePointer<UInt8>) -> Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: NumberText.maximumLength) { buffer, count in
      count = unsafe write(buffer.baseAddress!)
    }
  }

  /// Parses a copy that ends where the bytes do, so that a look behind them is found.
  private static func parse(_ bytes: [UInt8]) -> (count: Int, value: Double, flags: NumberParse.Flags) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    defer { unsafe copy.deallocate() }
    _ = unsafe copy.initialize(from: bytes)
    var (value, flags) = (0.0, NumberParse.Flags())
    let start = unsafe UnsafePointer(copy.baseAddress!)
    let count = unsafe NumberParse.double(start, start + bytes.count, value: &value, flags: &flags)
    return (count, value, flags)
  }
}
