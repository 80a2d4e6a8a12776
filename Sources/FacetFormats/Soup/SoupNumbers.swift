// The loop over the numbers of one line. It runs on bytes that may end in the middle of the line, throws nothing and
// reports nothing: a line that is not plainly good is read again, whole, by the careful way.
import FacetText

/// The numbers of one line, at most nine.
@safe
struct SoupNumbers {
  enum Outcome {
    /// The line was understood so far: `count` tells how many numbers it has.
    case good
    /// No number stands at `place`.
    case badNumber
    /// The number at `place` is larger than Float64 can hold.
    case overflow
    /// The line ended before the wanted columns: `columns` tells how many it has.
    case fewColumns
  }

  /// Nine places, three for each corner.
  let values: UnsafeMutablePointer<Double>
  var outcome = Outcome.good
  var count = 0
  var columns = 0
  var plusSigns = 0
  var fortranExponents = 0
  /// The end of the line (its line end, or the end of the bytes), or the place of a fault.
  var place: UnsafePointer<UInt8>

  init(values: UnsafeMutablePointer<Double>, start: UnsafePointer<UInt8>) {
    unsafe self.values = unsafe values
    unsafe place = unsafe start
  }

  /// Whether there is nothing to count as a warning.
  @inline(__always)
  var isPlain: Bool { plusSigns | fortranExponents == 0 }

  /// Whether more bytes could have made a good line of one that ends at the end of the input.
  @unsafe
  func isCut(before end: UnsafePointer<UInt8>, wanted: Int) -> Bool {
    switch outcome {
    case .good: return count < wanted
    case .fewColumns: return true
    case .overflow: return false
    case .badNumber:
      // The beginning of a number is what a digit more makes one.
      guard unsafe end - place <= 64 else { return false }
      let token = unsafe Array(UnsafeBufferPointer(start: place, count: end - place)) + [UInt8(ascii: "0")]
      var value = 0.0
      var flags = NumberParse.Flags()
      return unsafe token.withUnsafeBufferPointer {
        unsafe NumberParse.double($0.baseAddress!, $0.baseAddress! + $0.count, value: &value, flags: &flags) == $0.count
      }
    }
  }

  /// Parses a line of nothing but numbers, parted by white space or one comma or semicolon.
  @inline(__always)
  @unsafe
  mutating func parseLine(_ end: UnsafePointer<UInt8>) {
    var byte = unsafe place
    while unsafe byte < end && !isLineEnd(byte.pointee) {
      guard unsafe parseNumber(&byte, end) else {
        if unsafe SoupLine.isComment(byte, end) { break }
        unsafe place = unsafe byte
        return
      }
      guard unsafe byte < end else { break }
      let next = unsafe byte.pointee
      if next == 0x20 || isListMark(next), unsafe byte + 1 < end, unsafe byte[1] &- 0x2d < 13 {
        // One mark, and a digit, a minus or a point behind it: the usual case.
        unsafe byte += 1
        continue
      }
      if isSpace(next) || isListMark(next) {
        guard unsafe SoupLine.skipSeparator(&byte, end, .mixed) else { break }
      } else if unsafe SoupLine.isComment(byte, end) {
        break
      } else {
        // `place` still shows where this number begins.
        outcome = .badNumber
        return
      }
    }
    unsafe finishLine(byte, end)
  }

  /// Parses `wanted` numbers from column `first` on; the other columns may hold anything.
  @inline(__always)
  @unsafe
  mutating func parseColumns(_ first: Int, _ wanted: Int, _ separator: SoupSeparator, _ end: UnsafePointer<UInt8>) {
    var byte = unsafe place
    unsafe SoupLine.skipBlanks(&byte, end, separator)
    if unsafe byte == end || isLineEnd(byte.pointee) || SoupLine.isComment(byte, end) {
      unsafe finishLine(byte, end)
      return
    }
    while columns < first - 1 {
      unsafe SoupLine.skipField(&byte, end, separator)
      columns += 1
      guard unsafe SoupLine.skipSeparator(&byte, end, separator) && !SoupLine.isComment(byte, end) else {
        outcome = .fewColumns
        return
      }
    }
    while true {
      guard unsafe parseNumber(&byte, end) else {
        unsafe place = unsafe byte
        return
      }
      columns += 1
      var after = unsafe byte
      unsafe SoupLine.skipBlanks(&after, end, separator)
      let isOver = unsafe after == end || isLineEnd(after.pointee) || SoupLine.isComment(after, end)
      let isParted = unsafe isOver || separator.ends(after.pointee) || (separator.mark == nil && after > byte)
      guard isParted else {
        outcome = .badNumber
        return
      }
      if count == wanted { break }
      guard unsafe !isOver && SoupLine.skipSeparator(&byte, end, separator) && !SoupLine.isComment(byte, end) else {
        outcome = .fewColumns
        return
      }
    }
    unsafe finishLine(byte, end)
  }

  /// Parses one number and moves behind it. `place` stays at its beginning.
  @inline(__always)
  @unsafe
  private mutating func parseNumber(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    unsafe place = unsafe byte
    var value = 0.0
    var flags = NumberParse.Flags()
    let length = unsafe NumberParse.double(byte, end, value: &value, flags: &flags)
    guard length > 0 else {
      outcome = .badNumber
      return false
    }
    if _slowPath(!flags.isEmpty) {
      if flags.contains(.overflow) {
        outcome = .overflow
        return false
      }
      if flags.contains(.plusSign) { plusSigns += 1 }
      if flags.contains(.fortranExponent) { fortranExponents += 1 }
    }
    if count < 9 { unsafe values[count] = value }
    count &+= 1
    unsafe byte += length
    return true
  }

  /// Moves over what is left of the line.
  @inline(__always)
  @unsafe
  private mutating func finishLine(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    var byte = unsafe start
    while unsafe byte < end && !isLineEnd(byte.pointee) { unsafe byte += 1 }
    unsafe place = unsafe byte
    outcome = .good
  }
}
