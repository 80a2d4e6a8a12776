// Base64, as it stands in a data: address. Source: RFC 4648, section 4.
import FacetMemory

/// Decodes base64.
enum Base64 {
  /// The value of each character; 64 for those that have none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// Decodes a text, with or without the signs that fill it up at its end. O(characters).
  /// - Returns: nil when a character stands in it that has no value, or its length is impossible.
  static func decode(
    _ text: Substring.UTF8View, purpose: MemoryPurpose, label: String, ledger: MemoryLedger?
  ) throws -> MappedStorage? {
    var rest = text
    for _ in 0..<2 where rest.last == UInt8(ascii: "=") { rest.removeLast() }
    let characters = rest.count
    guard characters % 4 != 1 else { return nil }
    let storage = try MappedStorage(
      byteCount: characters / 4 * 3 + characters % 4 * 3 / 4, purpose: purpose, label: label, ledger: ledger)
    let target = unsafe storage.base.assumingMemoryBound(to: UInt8.self)
    var (bits, count, place) = (0 as UInt32, 0, 0)
    for character in rest {
      let value = values[Int(character)]
      guard value < 64 else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        unsafe target[place] = UInt8(truncatingIfNeeded: bits >> UInt32(count))
        place += 1
      }
    }
    return storage
  }
}
