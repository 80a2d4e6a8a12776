// The rows of a table of numbers in a text: what parts the numbers, a header line, comments, and the loop over the rows. A
// plainly good row is parsed where it lies; any other one is read again, whole, to tell what is wrong with it.
import FacetMemory
import FacetText

/// Reads a table of numbers, row by row: blanks, tabs, commas or semicolons between them; `#`, `%` and `//` begin comments.
@safe final class TableRows {
  /// The most numbers of a row.
  static let mostNumbers = 9

  let cursor: TextCursor
  /// The numbers of a row.
  private(set) var count = 0
  /// What parts the numbers, for people.
  private(set) var separatorName = ""
  /// The numbers of the row that was read last.
  @unsafe let values: UnsafeMutablePointer<Double>

  private let warnings: WarningLog
  private let prefix: String
  private let columns: ClosedRange<Int>?
  private var separator = SoupSeparator.mixed

  /// Reads up to the first row of numbers.
  /// - Parameters:
  ///   - what: what the rows are, for messages: "nodes".
  ///   - columns: the columns that hold the numbers, from 1; nil when a row holds nothing else.
  ///   - prefix: what stands before the warnings, which all go to the log of one file.
  init(
    _ source: ByteSource, what: String, columns: ClosedRange<Int>?, skipLines: Int = 0, warnings: WarningLog,
    prefix: String = ""
  ) throws {
    cursor = TextCursor(source, format: "table")
    self.warnings = warnings
    self.prefix = prefix
    self.columns = columns
    unsafe values = .allocate(capacity: Self.mostNumbers)
    unsafe values.initialize(repeating: 0, count: Self.mostNumbers)
    guard try cursor.peek() != nil else {
      throw FormatError(.emptyFile, file: source.name, format: "table", expected: "empty file")
    }
    if unsafe cursor.end - cursor.position >= 3, unsafe cursor.position[0] == 0xef, unsafe cursor.position[1] == 0xbb,
      unsafe cursor.position[2] == 0xbf
    {
      cursor.advance(3)
    }
    var left = skipLines
    while left > 0, try cursor.skipLine() { left -= 1 }
    try settle(what)
  }

  deinit { unsafe values.deallocate() }

  /// Moves to the first row of numbers, over one header line at most, and settles how the rows are read.
  private func settle(_ what: String) throws {
    var hasHeader = false
    while let line = unsafe try nextLine() {
      if !hasHeader && !line.survey().hasDigits {
        try warnings.warn(
          .skippedHeaderLine, "\(prefix)the first line holds no numbers and was left out", at: cursor.place())
        hasHeader = true
        unsafe cursor.advance(line.end - line.start)
        continue
      }
      separator = columns.map { line.separator(columns: $0.upperBound) } ?? .mixed
      if separator == .mixed && line.hasDecimalCommas {
        throw cursor.error(
          .badNumber, expected: "numbers with a decimal point", found: "numbers with a decimal comma")
      }
      separatorName = (separator == .mixed || separator == .blank ? line.dialect : separator).rawValue
      count = columns?.count ?? line.survey(.mixed).fields
      return
    }
    throw FormatError(
      .emptyFile, file: cursor.source.name, format: "table", place: cursor.place(),
      expected: "lines with the numbers of \(what)", found: "end of file")
  }

  /// How many rows there will probably be, from the first of them; nil when the size is not known.
  var estimatedRows: Int? {
    guard let size = cursor.source.size else { return nil }
    let sample = unsafe min(cursor.end - cursor.position, 1 << 16)
    let lines = unsafe max(1, SoupLine(start: cursor.position, end: cursor.position + sample).count(of: newline))
    return Int(Double(max(0, size - cursor.offset)) / Double(max(1, sample)) * Double(lines) * 1.02) + 16
  }

  /// Reads the next row into `values`. Answers false at the end of the input.
  @inline(__always)
  func next() throws -> Bool {
    if unsafe parseWhereItLies() { return true }
    return try readRow()
  }

  @inline(__always)
  @unsafe
  private func parseWhereItLies() -> Bool {
    let end = unsafe cursor.end
    var byte = unsafe cursor.position
    if separator != .tab { while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 } }
    let line = unsafe parse(byte, end)
    guard line.outcome == .good, line.count == count, line.isPlain, unsafe line.place < end else { return false }
    unsafe cursor.advance(line.place - cursor.position)
    return true
  }

  @inline(__always)
  @unsafe
  private func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> SoupNumbers {
    var line = unsafe SoupNumbers(values: values, start: start)
    if let columns {
      unsafe line.parseColumns(columns.lowerBound, columns.count, separator, end)
    } else {
      unsafe line.parseLine(end)
    }
    return line
  }

  private func readRow() throws -> Bool {
    guard let text = unsafe try nextLine() else { return false }
    let line = unsafe parse(text.start, text.end)
    if let fault = unsafe line.fault(
      before: text.end, wanted: count, columns: columns, separator: separator, cursor)
    {
      throw fault
    }
    if line.plusSigns > 0 {
      try warnings.warn(
        .plusSign, "\(prefix)a number begins with a plus sign", count: line.plusSigns, at: cursor.place())
    }
    if line.fortranExponents > 0 {
      try warnings.warn(
        .fortranExponent, "\(prefix)an exponent is marked D, as Fortran does", count: line.fortranExponents,
        at: cursor.place())
    }
    unsafe cursor.advance(text.end - text.start)
    return true
  }

  /// The next line that holds more than a comment, whole and without its line end; nil at the end of the input.
  @unsafe
  private func nextLine() throws -> SoupLine? {
    while let byte = try cursor.peek() {
      if isSpace(byte) && (isLineEnd(byte) || separator != .tab) {
        cursor.advance()
        continue
      }
      let length = try cursor.wholeLine()
      let line = unsafe SoupLine(start: cursor.position, end: cursor.position + length)
      if !line.isEmpty { return line }
      cursor.advance(length)
    }
    return nil
  }

  /// An error in the row that was read last.
  func error(_ code: FormatError.Code, expected: String, found: String) -> FormatError {
    cursor.error(code, back: 1, expected: expected, found: found)
  }
}
