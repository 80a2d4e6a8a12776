// A table of elements: three node numbers a row, or four. Whether they count from 0 or from 1 is seen in the numbers
// themselves: a 0 says 0, the number of nodes says 1, and both together are an error at the line that has the second of them.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// How the elements name their nodes.
enum NodeNaming {
  /// By the numbers that the node table gives them.
  case numbers(NodeNumbers)
  /// By row, from 0 or 1; nil when that is still to be found out.
  case rows(first: Int32?)
}

/// Reads the rows of a table of elements.
@safe struct ElementRows: ~Copyable {
  private let rows: TableRows
  private let nodes: Int
  private let naming: NodeNaming
  /// The place of the first corner among the numbers of a row.
  private let start: Int
  /// The corners of a row: 3 or 4.
  let corners: Int
  private var numbers: ColumnBuilder<VertexIndex>
  private var hasZero = false
  private var hasLast = false
  // What tells a column of numbers from one of corners.
  private var previous = -1.0
  private var isRunning = true
  private var isRising = true

  /// - Parameter columnsAreGiven: the user said which columns hold the corners.
  init(
    _ rows: TableRows, nodes: Int, naming: NodeNaming, columnsAreGiven: Bool, ledger: MemoryLedger?
  ) throws {
    let hasNumber =
      switch naming {
      case .numbers: rows.count == 4 || rows.count == 5
      case .rows: rows.count == 5
      }
    let start = hasNumber && !columnsAreGiven ? 1 : 0
    let corners = rows.count - start
    guard corners == 3 || corners == 4 else {
      throw rows.cursor.error(
        .countMismatch, expected: "3 or 4 node numbers a row, with or without a number in front (--triangle-columns)",
        found: "\(rows.count)")
    }
    let numbers = try ColumnBuilder<VertexIndex>(
      expectedCount: corners * (rows.estimatedRows ?? 0), purpose: .triangles, label: "corners", ledger: ledger)
    (self.rows, self.nodes, self.naming, self.start, self.corners) = (rows, nodes, naming, start, corners)
    self.numbers = numbers
    isAmbiguous = rows.count == 4 && !columnsAreGiven
  }

  /// Whether the first of four columns may be the number of the element as well as a corner.
  private let isAmbiguous: Bool

  /// Reads all rows.
  mutating func read(onRow: (Int) throws -> Void) throws {
    var count = 0
    while try rows.next() {
      if isAmbiguous { try watchFirstColumn() }
      let place = unsafe try numbers.reserve(corners)
      for corner in 0..<corners { unsafe place[corner] = try vertex(rows.values[start + corner]) }
      numbers.commit(corners)
      count &+= 1
      if count & 0xffff == 0 { try onRow(count) }
    }
    if isAmbiguous && start == 0 && isRunning && count > 1 { throw ambiguous }
  }

  /// The vertex, or the number that will be one when it is known where they begin.
  @inline(__always)
  private mutating func vertex(_ value: Double) throws -> VertexIndex {
    guard let number = VertexIndex(exactly: value) else { throw bad(value) }
    switch naming {
    case .numbers(let numbers):
      guard let row = numbers.row(of: number) else { throw bad(value) }
      return row
    case .rows(let first?):
      guard number >= first && Int(number) < Int(first) + nodes else { throw bad(value) }
      return number - first
    case .rows:
      guard number >= 0 && Int(number) <= nodes else { throw bad(value) }
      if _slowPath(number == 0 || Int(number) == nodes) {
        guard number == 0 ? !hasLast : !hasZero else { throw bad(value) }
        if number == 0 { hasZero = true } else { hasLast = true }
      }
      return number
    }
  }

  private mutating func watchFirstColumn() throws {
    let value = unsafe rows.values[0]
    if previous >= 0 {
      isRunning = isRunning && value == previous + 1
      isRising = isRising && value > previous
    }
    previous = value
    if start == 1 && !isRising { throw ambiguous }
  }

  /// Where the numbering begins, and whether anything said so.
  var firstIndex: (index: Int32, isCertain: Bool) {
    if case .rows(nil) = naming { return (hasLast ? 1 : 0, hasLast || hasZero || numbers.count == 0) }
    if case .rows(let first?) = naming { return (first, true) }
    return (0, true)
  }

  /// Hands the triangles over. Quads are split; one whose last two corners are the same is a triangle.
  consuming func finish(vertices: VertexArray, ledger: MemoryLedger?) throws -> (TriangleArray, TriangleBuilder.Counts)
  {
    var shift: VertexIndex = 0
    if case .rows(nil) = naming { shift = firstIndex.index }
    let count = numbers.count
    if corners == 3 {
      if shift != 0 { for index in 0..<count { unsafe numbers.base[index] -= shift } }
      return (TriangleArray(corners: try numbers.finish()), TriangleBuilder.Counts())
    }
    var builder = try TriangleBuilder(expectedTriangles: count / 2, ledger: ledger)
    for first in stride(from: 0, to: count, by: 4) {
      let quad = unsafe numbers.base + first
      let isTriangle = unsafe quad[2] == quad[3]
      for corner in 0..<(isTriangle ? 3 : 4) { unsafe try builder.addCorner(quad[corner] - shift) }
      builder.endFace()
      numbers.discard(before: first)
    }
    let counts = builder.counts
    return (try builder.finish(vertices: vertices), counts)
  }

  // MARK: What is wrong

  private func bad(_ value: Double) -> FormatError {
    let wanted: String
    switch naming {
    case .numbers: wanted = "the number of a node"
    case .rows where nodes == 0: wanted = "no element, as there are no nodes"
    case .rows(let first?): wanted = "node numbers from \(first) to \(NumberText.grouped(Int(first) + nodes - 1))"
    case .rows where hasZero: wanted = "node numbers from 0 to \(NumberText.grouped(nodes - 1)), as one is 0"
    case .rows where hasLast:
      wanted = "node numbers from 1 to \(NumberText.grouped(nodes)), as one is \(NumberText.grouped(nodes))"
    case .rows:
      wanted = "node numbers from 0 to \(NumberText.grouped(nodes - 1)) or from 1 to \(NumberText.grouped(nodes))"
    }
    let hint = isAmbiguous && start == 0 ? " (--triangle-columns 2-4 leaves out the number of the element)" : ""
    return rows.error(.badIndex, expected: wanted + hint, found: NumberText.string(value))
  }

  private var ambiguous: FormatError {
    rows.error(
      .unsupported,
      expected: "to know whether 4 columns are 4 corners (--triangle-columns 1-4) or a number and 3 corners "
        + "(--triangle-columns 2-4)",
      found: start == 0 ? "a first column that runs by one" : "a first column that falls")
  }
}
