// What happens once in a text soup: the top of the file, and the line that decides how the others are read.
import FacetMemory
import FacetText

extension SoupTextReader {
  /// Moves over a byte order mark and the lines that the user leaves out.
  func skipTop(_ lines: Int) throws {
    let start = unsafe try source.peek()
    if unsafe start.isEmpty {
      throw FormatError(.emptyFile, file: source.name, format: formatName, expected: "empty file")
    }
    if unsafe start.count >= 2 && (start[0] == 0xff && start[1] == 0xfe || start[0] == 0xfe && start[1] == 0xff) {
      throw FormatError(
        .unsupported, file: source.name, format: formatName, place: .byte(0), expected: "UTF-8 or ASCII text",
        found: "UTF-16 text")
    }
    if unsafe start.starts(with: [0xef, 0xbb, 0xbf]) {
      for _ in 0..<3 where try cursor.peek() != nil { cursor.advance() }
      try warnings.warn(.byteOrderMark, "the file begins with a byte order mark", at: .byte(0))
    }
    var left = lines
    while left > 0, try cursor.skipLine() { left -= 1 }
  }

  /// Moves to the first line of numbers, over one header line at most, and settles how the lines are read.
  func readFirstLine() throws {
    var hasHeader = false
    // A file parted by tabs may begin with an empty column: no tab is skipped until it is known what they mean.
    if columns != nil { separator = .tab }
    while true {
      guard try skipEmptyLines() else {
        throw FormatError(
          .emptyFile, file: source.name, format: formatName, place: cursor.place(),
          expected: "lines of 9 or 3 numbers", found: "end of file")
      }
      let length = try cursor.wholeLine()
      let line = unsafe SoupLine(start: cursor.position, end: cursor.position + length)
      if line.isEmpty {
        cursor.advance(length)
        continue
      }
      let separator = columns.map { line.separator(columns: $0.upperBound) } ?? .mixed
      if !hasHeader && !line.survey(separator).hasDigits {
        try warnings.warn(
          .skippedHeaderLine, "the first line holds no numbers and was left out", at: cursor.place())
        hasHeader = true
        cursor.advance(length)
        continue
      }
      self.separator = separator
      try settle(line)
      return
    }
  }

  private func settle(_ line: SoupLine) throws {
    if separator == .mixed && line.hasDecimalCommas {
      throw cursor.error(
        .badNumber, expected: "numbers with a decimal point", found: "numbers with a decimal comma")
    }
    if let columns {
      let name = separator == .mixed || separator == .blank ? line.dialect : separator
      dialect = "columns \(columns.lowerBound)-\(columns.upperBound), \(name.rawValue)"
      return
    }
    let survey = line.survey(.mixed)
    // A line with a bad number among nine or three is a fault for `readLine` to explain.
    guard survey.fields == 9 || survey.fields == 3 || !survey.isNumeric else {
      var found = "\(survey.fields)"
      if let likely = SoupLine.likelyColumns(survey) {
        let range = "\(likely.lowerBound) to \(likely.upperBound)"
        found += "; if \(range) are the corners: --columns \(likely.lowerBound)-\(likely.upperBound)"
      }
      throw cursor.error(.countMismatch, expected: "9 or 3 numbers", found: found)
    }
    numbersPerLine = survey.fields == 3 ? 3 : 9
    mark = line.dialect.mark ?? UInt8(ascii: " ")
    dialect = "\(numbersPerLine) columns, \(line.dialect.rawValue)"
  }

  /// Estimates how many triangles will come from the first lines; nil when the size is not known.
  func estimateTriangles() -> Int? {
    guard let size = source.size else { return nil }
    let sample = unsafe min(cursor.end - cursor.position, 1 << 16)
    let line = unsafe SoupLine(start: cursor.position, end: cursor.position + sample)
    let lines = max(1, line.count(of: newline), line.count(of: carriageReturn))
    let all = Double(size - cursor.offset) / Double(max(1, sample)) * Double(lines)
    return Int(all) / (9 / numbersPerLine) + 1
  }

  /// Moves to the next byte that is no white space; a tab is none where it parts columns. False at the end of the input.
  func skipEmptyLines() throws -> Bool {
    guard separator == .tab else { return try cursor.skipSpace() }
    while let byte = try cursor.peek() {
      guard isSpace(byte) && byte != UInt8(ascii: "\t") else { return true }
      cursor.advance()
    }
    return false
  }
}
