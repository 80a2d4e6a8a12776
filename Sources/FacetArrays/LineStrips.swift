// Reductions of many lines at once. The matrix is turned so that the lines are its columns; strips of up to 256 of them are
// read row by row, so that memory is read in order and every lane works on a line of its own.
//
// A pairwise sum (PairwiseSum.swift) of a line adds term i of a block to the running sum i mod 16. Here each of the sixteen
// running sums is a row of numbers, one a line; the order of the additions is the same, and so are the bits.

/// The rows or columns of a matrix as lines to be reduced.
struct LineStrips<Element: ArrayNumber> {
  /// The lines are the columns of this matrix.
  let matrix: Matrix<Element>
  static var width: Int { 256 }

  init(_ matrix: Matrix<Element>, _ lines: MatrixLines) {
    self.matrix = lines == .columns ? matrix : matrix.transposed
  }

  /// The number of lines.
  var count: Int { matrix.columns }
  /// The number of elements of each line.
  var length: Int { matrix.rows }

  func line(_ index: Int) -> Column<Element> { matrix.column(index) }

  /// Whether it is best to reduce each line as a column: contiguous ones, and a few that lie apart.
  var linesAreColumns: Bool { length >= 64 && (matrix.rowStride == 1 || count <= 4) }

  /// Calls `body` for each strip and each row of it, in order, with the elements of that row side by side.
  @inline(__always)
  private func forEachRow(
    _ body: (_ values: UnsafePointer<Element>, _ row: Int, _ firstLine: Int, _ lines: Int) -> Void,
    endOfStrip: (_ firstLine: Int, _ lines: Int) -> Void = { _, _ in }
  ) {
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: Self.width) { buffer in
      let room = buffer.baseAddress!
      let base = unsafe matrix.start
      var firstLine = 0
      while firstLine < count {
        let lines = min(Self.width, count - firstLine)
        for row in 0..<length {
          let values = unsafe base + row * matrix.rowStride + firstLine * matrix.columnStride
          if matrix.columnStride == 1 {
            unsafe body(values, row, firstLine, lines)
          } else {
            unsafe Column.gather(values, matrix.columnStride, room, lines)
            unsafe body(room, row, firstLine, lines)
          }
        }
        endOfStrip(firstLine, lines)
        firstLine += lines
      }
    }
    withExtendedLifetime(matrix) {}
  }

  /// The sum of a term of each line, in Double.
  func sums(of term: Term, means: Column<Double>? = nil) -> Column<Double> {
    if term == .value && (1...4).contains(length) { return shortSums() }
    let zeros = Column<Double>.zeros(Self.width)
    let means = means?.contiguous()
    return unsafe Column<Double>.made(count) { result in
      var sums = StripSums(width: Self.width)
      unsafe forEachRow { values, row, firstLine, lines in
        let average = unsafe means.map { unsafe $0.start + firstLine } ?? zeros.start
        unsafe Self.add(term, values, average, sums.lane(row), lines)
        if row % PairwiseSum.blockLength == PairwiseSum.blockLength - 1 && length > PairwiseSum.blockLength {
          sums.endBlock(PairwiseSum.blockLength)
        }
      } endOfStrip: { firstLine, lines in
        if length <= PairwiseSum.blockLength {
          return unsafe sums.takeOnlyBlock(length, result + firstLine, lines)
        }
        if length % PairwiseSum.blockLength != 0 { sums.endBlock(length % PairwiseSum.blockLength) }
        unsafe sums.takeTotals(result + firstLine, lines)
      }
      withExtendedLifetime((zeros, means)) {}
    }
  }

  /// The sums of lines of at most four elements, as a block adds them: first and third, second and fourth, both.
  private func shortSums() -> Column<Double> {
    let result = unsafe Column<Double>.made(count) { unsafe Self.addShort(matrix, $0) }
    withExtendedLifetime(matrix) {}
    return result
  }

  /// The wrapping sum of each line, for integers.
  func integerSums() -> Column<Element.Sum> {
    var result = Column<Element.Sum>.zeros(count)
    result.makeWritable()
    let base = unsafe result.start
    unsafe forEachRow { values, _, firstLine, lines in unsafe Self.addIntegers(values, base + firstLine, lines) }
    return result
  }

  /// The smallest or largest element of each line.
  func extremes(_ operation: BinaryOperation) -> Column<Element> {
    unsafe Column.made(count) { result in
      unsafe forEachRow { values, row, firstLine, lines in
        let best = unsafe result + firstLine
        if row == 0 {
          unsafe best.update(from: values, count: lines)
        } else {
          unsafe Column.combine(operation, best, values, best, lines)
        }
      }
    }
  }

  /// Where the first smallest or largest element of each line is.
  func places(largest: Bool) -> Column<Int64> {
    let best = Column<Element>(unsafeUninitialized: count)
    return unsafe Column<Int64>.made(count) { result in
      unsafe forEachRow { values, row, firstLine, lines in
        unsafe Self.place(values, row, largest, best.start + firstLine, result + firstLine, lines)
      }
      withExtendedLifetime(best) {}
    }
  }
}

// MARK: Loops

extension LineStrips {
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func addShort(_ matrix: Matrix<Element>, _ result: UnsafeMutablePointer<Double>) {
    let (base, row, column) = unsafe (matrix.start, matrix.rowStride, matrix.columnStride)
    // One loop for each length: a test inside would become masked loads, which are slow where no memory is. Running sums
    // start at +0, which makes a -0 a +0.
    switch matrix.rows {
    case 1: for index in 0..<matrix.columns { unsafe result[index] = unsafe base[index &* column]._double + 0 }
    case 2:
      for index in 0..<matrix.columns {
        let line = unsafe base + index &* column
        unsafe result[index] = unsafe (line[0]._double + 0) + (line[row]._double + 0)
      }
    case 3:
      for index in 0..<matrix.columns {
        let line = unsafe base + index &* column
        let even = unsafe (line[0]._double + 0) + (line[2 &* row]._double + 0)
        unsafe result[index] = unsafe even + (line[row]._double + 0)
      }
    default:
      for index in 0..<matrix.columns {
        let line = unsafe base + index &* column
        let even = unsafe (line[0]._double + 0) + (line[2 &* row]._double + 0)
        unsafe result[index] = unsafe even + ((line[row]._double + 0) + (line[3 &* row]._double + 0))
      }
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func add(
    _ term: Term, _ values: UnsafePointer<Element>, _ means: UnsafePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    switch term {
    case .value: for index in 0..<count { unsafe sums[index] += unsafe values[index]._double }
    case .square:
      for index in 0..<count { unsafe sums[index] += unsafe values[index]._double * values[index]._double }
    case .squaredDeviation:
      for index in 0..<count {
        let distance = unsafe values[index]._double - means[index]
        unsafe sums[index] += distance * distance
      }
    }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func addIntegers(
    _ values: UnsafePointer<Element>, _ sums: UnsafeMutablePointer<Element.Sum>, _ count: Int
  ) {
    for index in 0..<count { unsafe sums[index] = Element.Sum._add(sums[index], values[index]._sum) }
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  private static func place(
    _ values: UnsafePointer<Element>, _ row: Int, _ largest: Bool, _ best: UnsafeMutablePointer<Element>,
    _ places: UnsafeMutablePointer<Int64>, _ count: Int
  ) {
    for index in 0..<count {
      let (value, old) = unsafe (values[index], best[index])
      let isBetter = (largest ? value > old : value < old) || (value != value && old == old)
      if row == 0 || isBetter {
        unsafe best[index] = value
        unsafe places[index] = Int64(row)
      }
    }
  }
}

// MARK: Sums of a strip

/// The running sums of the lines of a strip, added up in the order of `PairwiseSum`.
private struct StripSums {
  let width: Int
  /// Sixteen running sums a line.
  private var lanes: Column<Double>
  /// Block sums that wait for their neighbour, as `PairwiseSum` keeps them.
  private var waiting: [Column<Double>] = []
  private var blocks = 0

  init(width: Int) {
    self.width = width
    lanes = Column.zeros(PairwiseSum.lanes * width)
  }

  /// The running sums that term `row` belongs to. Valid until the end of the strip.
  @unsafe
  mutating func lane(_ row: Int) -> UnsafeMutablePointer<Double> {
    unsafe lanes.start + row % PairwiseSum.lanes * width
  }

  /// Adds the sixteen running sums in pairs, into the first.
  /// - Parameter terms: the number of terms in the block; the sums above it are still +0 and change nothing.
  private mutating func fold(_ terms: Int) {
    var used = min(terms, PairwiseSum.lanes)
    let base = unsafe lanes.start
    for half in [8, 4, 2, 1] where used > half {
      unsafe Column.combine(.add, base, base + half * width, base, (used - half) * width)
      used = half
    }
  }

  /// Sets the running sums that had terms to zero.
  private mutating func clear(_ terms: Int) {
    unsafe lanes.start.update(repeating: 0, count: min(terms, PairwiseSum.lanes) * width)
  }

  /// Adds the sum of a block to the tree.
  mutating func endBlock(_ terms: Int) {
    fold(terms)
    var sum = lanes[0..<width].copy()
    var carry = blocks
    while carry & 1 == 1 {
      sum = waiting.removeLast() + sum
      carry >>= 1
    }
    waiting.append(sum)
    blocks += 1
    clear(terms)
  }

  /// Writes the totals of lines that have one block, and begins anew.
  @unsafe
  mutating func takeOnlyBlock(_ terms: Int, _ result: UnsafeMutablePointer<Double>, _ count: Int) {
    fold(terms)
    unsafe result.update(from: lanes.start, count: count)
    clear(terms)
  }

  /// Writes the totals of the first lines, and begins anew.
  @unsafe
  mutating func takeTotals(_ result: UnsafeMutablePointer<Double>, _ count: Int) {
    var sum = waiting.popLast() ?? Column.zeros(width)
    while let next = waiting.popLast() { sum = next + sum }
    unsafe Column.gather(sum.start, 1, result, count)
    blocks = 0
    withExtendedLifetime(sum) {}
  }
}
