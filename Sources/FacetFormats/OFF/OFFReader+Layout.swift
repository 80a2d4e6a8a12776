// How the numbers of an OFF file lie on its lines. The manual lets them flow freely; nearly all files have one vertex
// and one face a line, and then fewer, more or other numbers behind them than the keyword says. The first 64 KiB of
// each part tell which it is, the same 64 KiB whatever the blocks are.
import FacetText

/// Where the numbers behind a position or a face end.
enum OFFLayout: Equatable {
  /// The numbers flow freely: exactly `extras` of them follow.
  case free(extras: Int)
  /// At most `extras` follow on the same line.
  case lines(extras: Int)
}

/// The lines of a piece of text that hold tokens, one after the other. Comments are left out.
@safe struct OFFLines {
  /// The tokens of one line.
  @unsafe struct Line {
    var start: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    /// How many tokens there are.
    var count: Int
    /// The line goes on behind the piece.
    var isCut: Bool
  }

  private var byte: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe byte = unsafe bytes.baseAddress ?? UnsafePointer(bitPattern: 64)!
    unsafe end = byte + bytes.count
  }

  /// Answers the next line that is not empty.
  @unsafe
  mutating func next() -> Line? {
    while unsafe byte < end {
      let start = unsafe byte
      var count = 0
      while unsafe Self.skipBlanks(&byte, end) {
        count += 1
        while unsafe byte < end && !isSpace(byte.pointee) && byte.pointee != hash { unsafe byte += 1 }
      }
      let contentEnd = unsafe byte
      while unsafe byte < end && byte.pointee != newline && byte.pointee != carriageReturn { unsafe byte += 1 }
      let isCut = unsafe byte == end
      if unsafe byte < end { unsafe byte += 1 }
      if count > 0 { return unsafe Line(start: start, end: contentEnd, count: count, isCut: isCut) }
    }
    return nil
  }

  /// Moves to the next token of the line. Answers false at its end or at a comment.
  @unsafe
  static func skipBlanks(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    while unsafe byte < end {
      let next = unsafe byte.pointee
      if next == newline || next == carriageReturn || next == hash { return false }
      if !isSpace(next) { return true }
      unsafe byte += 1
    }
    return false
  }
}

extension OFFReader {
  /// How much of each part is looked at.
  private static let sampleBytes = 1 << 16

  /// Finds how the vertices lie on their lines. The cursor stands before the first one.
  func findVertexLayout() throws -> OFFLayout {
    let position = header.isHomogeneous ? 4 : 3
    let sample = unsafe try cursor.lookAhead(Self.sampleBytes)
    var lines = unsafe OFFLines(sample)
    guard let first = unsafe lines.next() else { return .free(extras: header.extras) }
    let behind = unsafe first.count - position
    // Where vertices are missing, a face would be read as one: to recover the others it must be seen.
    if warnings.recovers && behind == 0 && header.extras == 0 { return .lines(extras: 0) }
    guard behind > header.extras else {
      return header.extras > 0 && behind >= 0 ? .lines(extras: header.extras) : .free(extras: header.extras)
    }
    // There may be more than the keyword promises: colours in a plain OFF, a third texture coordinate. That is so when
    // all vertices have as many; a free file of several vertices a line has fewer lines.
    guard header.extras > 0 || behind == 3 || behind == 4 else { return .free(extras: 0) }
    var colours = ColourRange()
    var line: OFFLines.Line? = unsafe first
    var count = 0
    while count < header.vertices {
      guard let next = unsafe line, unsafe !next.isCut || sample.count < Self.sampleBytes else { break }
      let isLike = unsafe next.count == first.count && (header.extras > 0 || colours.holds(next, from: position))
      guard isLike else { return .free(extras: header.extras) }
      count += 1
      unsafe line = unsafe lines.next()
    }
    let isFree = unsafe header.extras > 0 && first.count % (position + header.extras) == 0
    let isEnough =
      (count == header.vertices && (count > 1 || header.extras == 0)) || (sample.count == Self.sampleBytes && !isFree)
    return isEnough ? .lines(extras: behind) : .free(extras: header.extras)
  }

  /// Whether all numbers so far can be components of colours: of one kind, 0 to 1 or whole numbers up to 255.
  private struct ColourRange {
    private var isUnit = true
    private var isByte = true

    @unsafe
    mutating func holds(_ line: OFFLines.Line, from first: Int) -> Bool {
      var byte = unsafe line.start
      var index = 0
      while unsafe OFFLines.skipBlanks(&byte, line.end) {
        var value = 0.0
        var flags = NumberParse.Flags()
        let length = unsafe NumberParse.double(byte, line.end, value: &value, flags: &flags)
        guard length > 0 else { return false }
        if index >= first {
          isUnit = isUnit && value >= 0 && value <= 1
          isByte = isByte && value >= 0 && value <= 255 && value == value.rounded()
        }
        index += 1
        unsafe byte += length
      }
      return isUnit || isByte
    }
  }

  /// Finds how the faces lie on their lines. The cursor stands before the first one.
  ///
  /// What follows a face on its line is its colour, of at most four numbers. Faces flow freely where more follows that
  /// is faces to the end of the line, or where there are fewer lines than faces.
  func findFaceLayout() throws -> OFFLayout {
    let sample = unsafe try cursor.lookAhead(Self.sampleBytes)
    let end = unsafe sample.baseAddress! + sample.count
    let isWhole = sample.count < Self.sampleBytes
    var byte = sample.baseAddress!
    guard unsafe skipFace(&byte, end) else { return .lines(extras: 4) }
    var behind = 0
    var isFaces = true
    var faces = unsafe byte
    while unsafe OFFLines.skipBlanks(&byte, end) {
      if unsafe header.isWrapped && byte.pointee == closingBrace { break }
      while unsafe byte < end && !isSpace(byte.pointee) && byte.pointee != hash { unsafe byte += 1 }
      behind += 1
    }
    while unsafe isFaces && OFFLines.skipBlanks(&faces, byte) {
      isFaces = unsafe skipFace(&faces, byte) || (byte == end && !isWhole)
    }
    guard behind > 0 && isFaces else { return .lines(extras: 4) }
    if behind > 4 { return .free(extras: 0) }
    guard isWhole else { return .lines(extras: 4) }
    var lines = unsafe OFFLines(sample)
    var count = 0
    while let line = unsafe lines.next() {
      var first = unsafe line.start
      // The brace at the end is no face.
      let isFace = unsafe OFFLines.skipBlanks(&first, line.end) && first.pointee != closingBrace
      if isFace { count += 1 }
    }
    return count < header.faces ? .free(extras: 0) : .lines(extras: 4)
  }

  /// Moves over a whole face. Answers false, at the end, when none lies between here and there.
  @unsafe
  private func skipFace(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    var left: Int64 = 1
    var isDegree = true
    while left > 0 {
      while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
      var value: Int64 = 0
      var flags = NumberParse.Flags()
      let length = unsafe NumberParse.integer(byte, end, value: &value, flags: &flags)
      guard length > 0, value >= 0, unsafe byte + length == end || isSpace(byte[length]) || byte[length] == hash,
        isDegree || value < Int64(header.vertices)
      else {
        unsafe byte = end
        return false
      }
      unsafe byte += length
      left = isDegree ? value : left - 1
      isDegree = false
    }
    return true
  }
}
