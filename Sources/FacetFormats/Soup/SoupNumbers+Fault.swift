// What is wrong with a line of numbers, in words: for lines that are whole, which the loop over the numbers has left.

extension SoupNumbers {
  /// Tells what is wrong with the whole line that begins at the cursor; nil when it is good. Moves to a bad number.
  /// - Parameters:
  ///   - end: the end of the line.
  ///   - wanted: how many numbers the line must have.
  ///   - columns: the columns that hold them; nil when a line holds nothing else.
  @unsafe
  func fault(
    before end: UnsafePointer<UInt8>, wanted: Int, columns: ClosedRange<Int>?, separator: SoupSeparator,
    _ cursor: TextCursor
  ) -> FormatError? {
    switch outcome {
    case .good:
      guard count != wanted else { return nil }
      return cursor.error(.countMismatch, expected: "\(wanted) numbers", found: "\(count)")
    case .badNumber, .overflow:
      let expected = outcome == .badNumber ? "a number" : "a number that Float64 can hold"
      unsafe cursor.advance(place - cursor.position)
      return unsafe cursor.error(.badNumber, expected: expected, found: field(before: end, separator))
    case .fewColumns:
      return cursor.error(
        .countMismatch, expected: "at least \(columns?.upperBound ?? wanted) columns", found: "\(self.columns)")
    }
  }

  /// The field at `place` as it may stand in a message.
  @unsafe
  private func field(before end: UnsafePointer<UInt8>, _ separator: SoupSeparator) -> String {
    guard unsafe place < end else { return "end of line" }
    if unsafe isListMark(place.pointee) || isSpace(place.pointee) { return "an empty field" }
    var last = unsafe place + 1
    while unsafe last < end && !separator.ends(last.pointee) { unsafe last += 1 }
    return unsafe TextCursor.quoted(UnsafeBufferPointer(start: place, count: last - place))
  }
}
