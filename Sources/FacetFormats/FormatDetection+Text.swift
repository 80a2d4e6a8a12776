// Text without a keyword: what its lines hold, and what to type when that is not a soup as it stands.
import FacetText

extension DetectionSample {
  /// What the lines of a text have in common.
  struct Lines {
    /// The fields of the first line with numbers.
    var fields: Int
    /// Which fields are numbers in every line that was looked at.
    var numbers: UInt64
    var isNumeric: Bool { fields > 0 && fields <= 64 && numbers == UInt64.max >> UInt64(64 - fields) }
    /// Whether the first line is nine or three numbers.
    var isSoup: Bool
    /// Nearly every line has as many fields.
    var isUniform = true
    /// The lines with so many fields in the sample.
    var count = 0
    /// The bytes of the sample that were looked at.
    var bytes = 0
    var hasDecimalCommas = false
  }

  /// Calls `body` with every line that holds more than a comment; the last one only when it is whole.
  @unsafe
  private func forEachLine(_ body: (SoupLine) -> Bool) {
    let base = unsafe bytes.baseAddress!.assumingMemoryBound(to: UInt8.self)
    let end = unsafe base + bytes.count
    var byte = unsafe base + (begins(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
    while unsafe byte < end {
      while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
      let start = unsafe byte
      while unsafe byte < end && !isLineEnd(byte.pointee) { unsafe byte += 1 }
      if unsafe byte == end && !isWhole { return }
      let line = unsafe SoupLine(start: start, end: byte)
      if unsafe start < byte && !line.isEmpty && !body(line) { return }
    }
  }

  /// Looks at the lines of a text; nil when neither of the first two holds a number. O(bytes).
  func lines() -> Lines? {
    var result: Lines?
    var separator = SoupSeparator.mixed
    var seen = 0
    var other = 0
    unsafe forEachLine { line in
      seen += 1
      guard result != nil else {
        var survey = line.survey(.mixed)
        if !survey.isNumeric {
          separator = line.separator(columns: 2)
          survey = line.survey(separator)
        }
        // One header line is usual.
        guard survey.hasDigits else { return seen < 2 }
        let isSoup = survey.isNumeric && (survey.fields == 9 || survey.fields == 3)
        result = Lines(fields: survey.fields, numbers: survey.numbers, isSoup: isSoup, count: 1)
        result?.hasDecimalCommas = line.hasDecimalCommas
        // The other lines of a soup are its reader's.
        return !isSoup
      }
      let survey = line.survey(separator)
      if survey.fields == result?.fields {
        result?.numbers &= survey.numbers
        result?.count += 1
      } else {
        other += 1
      }
      return true
    }
    result?.bytes = unsafe bytes.count
    if let lines = result { result?.isUniform = other * 10 <= lines.count }
    return result
  }

  /// Whether the first line with a letter is one of Wavefront OBJ: a vertex, or a word that only OBJ has.
  var looksLikeOBJ: Bool {
    var answer = false
    unsafe forEachLine { line in
      let first = unsafe UnsafeBufferPointer(start: line.start, count: line.end - line.start)
      let word = unsafe String(decoding: first.prefix(8).prefix { !isSpace($0) }, as: UTF8.self)
      switch word {
      case "v", "vn", "vt":
        let survey = line.survey(.blank)
        answer = survey.fields >= 3 && survey.numbers & 0b110 == 0b110
        // A backslash continues the line.
        if unsafe line.end[-1] == backslash { answer = true }
      case "mtllib", "usemtl": answer = true
      // A name says nothing yet.
      case "o", "g", "s": return true
      default: break
      }
      return false
    }
    return answer
  }
}

extension FormatDetection {
  /// Describes a text of numbers that is no soup as it stands, with the option that makes it one.
  static func unknownColumns(_ lines: DetectionSample.Lines, _ sample: DetectionSample) -> String {
    if lines.hasDecimalCommas { return "no known format; its numbers have a decimal comma, not a point" }
    let unit = lines.isNumeric ? "number" : "column"
    let fields = "\(NumberText.grouped(lines.fields)) \(unit)\(lines.fields == 1 ? "" : "s")"
    guard lines.isUniform else {
      return "no known format; its lines differ, the first has \(fields)"
    }
    var words = "no known format; \(count(lines, sample)) of \(fields)"
    let survey = SoupLine.Survey(fields: lines.fields, numbers: lines.numbers, hasDigits: true)
    if let likely = SoupLine.likelyColumns(survey) {
      let (first, last) = (likely.lowerBound, likely.upperBound)
      words += "; if \(first) to \(last) are the corners: --from soup --columns \(first)-\(last)"
    }
    return words
  }

  /// How many lines there are: exactly, about, or without a number.
  private static func count(_ lines: DetectionSample.Lines, _ sample: DetectionSample) -> String {
    if sample.isWhole { return "\(NumberText.grouped(lines.count)) line\(lines.count == 1 ? "" : "s")" }
    guard let size = sample.size, lines.bytes > 0 else { return "lines" }
    let estimate = Double(size) / Double(lines.bytes) * Double(lines.count)
    // Three digits say that it is an estimate.
    var unit = 1.0
    while estimate / unit >= 1000 { unit *= 10 }
    return "about \(NumberText.grouped(Int((estimate / unit).rounded() * unit))) lines"
  }

  /// Describes bytes that are nothing known.
  static func unknownBinary(_ sample: DetectionSample) -> String {
    let start = unsafe sample.bytes.prefix(8).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return "no known format; it begins with bytes \(start.joined(separator: " ")); "
      + "if it is raw numbers: --from raw:f32le"
  }
}
