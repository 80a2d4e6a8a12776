// One number in the middle of a text, on the fast path of every reader of text: plainly good and whole, or not at all.
import FacetText

/// Parses numbers where they lie, between white space.
@safe enum FastNumber {
  /// Parses one number behind any white space and moves behind it. Answers false when it is not whole, or odd in any way.
  @inline(__always)
  @unsafe
  static func parse(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> Bool {
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    var flags = NumberParse.Flags()
    let length = unsafe NumberParse.double(byte, end, value: &value, flags: &flags)
    guard unsafe length > 0 && byte + length < end && isSpace(byte[length]) && flags.isSubset(of: .nonFinite) else {
      return false
    }
    unsafe byte += length
    return true
  }

  /// Parses one integer that is not negative, in the same way.
  @inline(__always)
  @unsafe
  static func parse(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout UInt64
  ) -> Bool {
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    var number: Int64 = 0
    var flags = NumberParse.Flags()
    let length = unsafe NumberParse.integer(byte, end, value: &number, flags: &flags)
    guard unsafe length > 0 && byte + length < end && isSpace(byte[length]) && flags.isEmpty && number >= 0 else {
      return false
    }
    value = UInt64(truncatingIfNeeded: number)
    unsafe byte += length
    return true
  }
}
