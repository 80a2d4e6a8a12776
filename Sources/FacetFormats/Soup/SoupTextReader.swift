// Text soups: nine numbers a line are a triangle, three are a corner. The usual line is parsed where it lies, as far as the
// block of bytes goes; whatever is not plainly good is read again by `readLine`, which has the whole line and can tell
// what is wrong with it.
import FacetMemory
import FacetMesh
import FacetText

/// Reads triangles from lines of nine or three numbers, parted by white space, commas or semicolons.
///
/// Comments (`#`, `%`, `//`), empty lines and one header line without numbers are read over. The first line of numbers
/// decides between nine and three.
@safe public final class SoupTextReader: SoupReader {
  public let formatName = "soup"
  public internal(set) var dialect = ""
  public let precision = SourcePrecision.float64
  public let warnings: WarningLog
  public private(set) var expectedTriangles: Int?
  public var source: ByteSource { cursor.source }
  public var consumedBytes: Int { cursor.offset }

  let cursor: TextCursor
  /// The columns that hold the numbers; nil when a line holds nothing else.
  let columns: ClosedRange<Int>?
  var numbersPerLine = 9
  var separator = SoupSeparator.mixed
  /// The byte between two numbers, a blank for white space.
  var mark = UInt8(ascii: " ")
  @unsafe private let values: UnsafeMutablePointer<Double>
  /// The triangles before the block that is being filled.
  var triangles = 0
  private(set) var isCut = false
  var onAllThreads: ParallelCorners
  private var toldPlusSigns = false
  private var toldFortranExponents = false

  /// Reads up to the first line of numbers.
  /// - Throws: `FormatError` when there is none, or its numbers are neither nine nor three.
  public init(_ source: ByteSource, options: ReaderOptions = ReaderOptions()) throws {
    cursor = TextCursor(source, format: "soup")
    onAllThreads = ParallelCorners(options)
    warnings = WarningLog(
      file: source.name, format: "soup", strict: options.strict, recovers: options.recovers)
    columns = options.columns
    unsafe values = .allocate(capacity: 9)
    unsafe values.initialize(repeating: 0, count: 9)
    if let columns {
      guard columns.lowerBound >= 1, columns.upperBound < 1 << 20, columns.count == 9 || columns.count == 3 else {
        throw FormatError(
          .unsupported, file: source.name, format: "soup", expected: "nine or three columns, counted from 1",
          found: "\(columns.lowerBound)-\(columns.upperBound)")
      }
      numbersPerLine = columns.count
    }
    try skipTop(options.skipLines)
    try readFirstLine()
    expectedTriangles = estimateTriangles()
  }

  deinit { unsafe values.deallocate() }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while block.count + numbersPerLine / 3 <= block.capacity && !isCut {
      unsafe fillFromWindow(block)
      guard block.count + numbersPerLine / 3 <= block.capacity else { break }
      guard try readNext(into: block) else { break }
    }
    triangles += block.count / 3
    return block.count > 0
  }

  /// Reads the next line that is not empty. Answers false at the end of the input, which must not be inside a triangle.
  func readNext(into block: CornerBlock) throws -> Bool {
    if try readLine(into: block) { return true }
    if block.count % 3 != 0 {
      let fault = cursor.error(
        .truncated, expected: "three corners for triangle \(triangles + block.count / 3 + 1)",
        found: "end of file after \(block.count % 3)")
      try recover(fault, block)
    }
    return false
  }

  /// Parses plainly good lines as long as they lie whole in the bytes that are there.
  @unsafe
  func fillFromWindow(_ block: CornerBlock) {
    let target = unsafe block.float64
    let wanted = numbersPerLine
    let separator = self.separator
    let firstColumn = columns?.lowerBound
    let last = block.capacity - wanted / 3
    let tabParts = separator == .tab
    let (toldPlus, toldFortran) = (toldPlusSigns, toldFortranExponents)
    var count = block.count
    var plusSigns = 0
    var fortranExponents = 0
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    var byte = unsafe start
    var pace = KernelPace()
    while count <= last {
      if firstColumn == nil && pace.isDue() {
        let lines =
          unsafe KernelPace.skipSpace(&byte, end)
          ? NumberLines.parseCorners(
            &byte, end, mark: mark, numbersPerLine: wanted, target.x, target.y, target.z, from: count,
            to: block.capacity)
          : 0
        count += lines * (wanted / 3)
        pace.took(lines)
        if count > last { break }
      }
      while unsafe byte < end && isSpace(byte.pointee) && !(tabParts && byte.pointee == UInt8(ascii: "\t")) {
        unsafe byte += 1
      }
      var line = unsafe SoupNumbers(values: values, start: byte)
      if let firstColumn {
        unsafe line.parseColumns(firstColumn, wanted, separator, end)
      } else {
        unsafe line.parseLine(end)
      }
      guard line.outcome == .good, unsafe line.place < end, line.count == wanted || line.count == 0 else { break }
      if !line.isPlain {
        if line.plusSigns > 0 && !toldPlus || line.fortranExponents > 0 && !toldFortran { break }
        plusSigns += line.plusSigns
        fortranExponents += line.fortranExponents
      }
      unsafe byte = unsafe line.place
      if line.count == 0 { continue }
      unsafe store(target, count)
      count += wanted / 3
    }
    block.count = count
    unsafe cursor.advance(byte - start)
    if plusSigns + fortranExponents > 0 {
      // They were told before, so this only counts and can't throw.
      try? warn(plusSigns: plusSigns, fortranExponents: fortranExponents)
    }
  }

  /// Reads the next line that is not empty. Answers false at the end of the input.
  private func readLine(into block: CornerBlock) throws -> Bool {
    guard try skipEmptyLines() else { return false }
    let length = try cursor.wholeLine()
    let start = unsafe cursor.position
    let end = unsafe start + length
    if unsafe SoupLine(start: start, end: end).isEmpty {
      cursor.advance(length)
      return true
    }
    var line = unsafe SoupNumbers(values: values, start: start)
    if let columns {
      unsafe line.parseColumns(columns.lowerBound, numbersPerLine, separator, end)
    } else {
      unsafe line.parseLine(end)
    }
    let isLast = unsafe end == cursor.end
    if let fault = unsafe line.fault(
      before: end, wanted: numbersPerLine, columns: columns, separator: separator, cursor)
    {
      guard isLast, unsafe line.isCut(before: end, wanted: numbersPerLine) else { throw fault }
      try recover(fault, block)
      return false
    }
    try warn(plusSigns: line.plusSigns, fortranExponents: line.fortranExponents)
    unsafe store(block.float64, block.count)
    block.count += numbersPerLine / 3
    cursor.advance(length)
    return true
  }

  /// Takes the triangles that are whole of an input that ends inside one.
  private func recover(_ fault: FormatError, _ block: CornerBlock) throws(FormatError) {
    guard triangles + block.count / 3 > 0 else { throw fault }
    try warnings.recover(fault)
    block.count -= block.count % 3
    isCut = true
  }

  /// Moves the numbers of a line to the columns of a block.
  @inline(__always)
  @unsafe
  private func store(_ target: CornerColumns<Double>, _ count: Int) {
    for corner in 0..<numbersPerLine / 3 {
      unsafe target.x[count + corner] = values[3 * corner]
      unsafe target.y[count + corner] = values[3 * corner + 1]
      unsafe target.z[count + corner] = values[3 * corner + 2]
    }
  }

  private func warn(plusSigns: Int, fortranExponents: Int) throws(FormatError) {
    if plusSigns > 0 {
      try warnings.warn(.plusSign, "a number begins with a plus sign", count: plusSigns, at: cursor.place())
      toldPlusSigns = true
    }
    if fortranExponents > 0 {
      try warnings.warn(
        .fortranExponent, "an exponent is marked D, as Fortran does", count: fortranExponents, at: cursor.place())
      toldFortranExponents = true
    }
  }
}
