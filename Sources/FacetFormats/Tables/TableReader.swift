// A mesh as two tables: nodes with their coordinates, and elements with the nodes at their corners, as programs for finite
// elements and spreadsheets write them. The nodes are read first, so that a bad element is told with its line.
import FacetArrays
import FacetCompression
import FacetMemory
import FacetMesh
import FacetText

/// Reads a node table, and the table of elements that `ReaderOptions.trianglesPath` names.
///
/// A row of nodes is three coordinates, or a number and three coordinates; a row of elements three or four node numbers, with
/// a number in front when nodes have one. Without numbers nodes are counted by row, from 0 or 1: the elements tell.
public final class TableReader: IndexedReader {
  public let formatName = "table"
  public let warnings: WarningLog
  public let source: ByteSource
  public private(set) var dialect: String
  public var declaredVertices: Int? { nil }
  public var declaredFaces: Int? { nil }
  public var consumedBytes: Int { nodes.cursor.offset + elements.cursor.offset }

  private let nodes: TableRows
  private let elements: TableRows
  private let options: ReaderOptions

  /// Reads up to the first row of both tables.
  /// - Throws: `FileError` when there is no table of elements; `FormatError` when one of them has no rows, or the nodes have
  ///   neither three nor four columns.
  public init(_ source: ByteSource, triangles path: String, options: ReaderOptions = ReaderOptions()) throws {
    self.source = source
    self.options = options
    warnings = WarningLog(file: source.name, format: "table", strict: options.strict)
    let (unpacked, _) = try ByteSource(path: path).inflatingIfCompressed(
      limit: ExpansionLimit(ratio: options.maxExpansion))
    nodes = try TableRows(
      source, what: "nodes", columns: options.columns, skipLines: options.skipLines, warnings: warnings)
    guard nodes.count == 3 || nodes.count == 4 else {
      let hint = nodes.count > 4 ? " (--columns 2-4 says which of the columns)" : ""
      throw nodes.cursor.error(
        .countMismatch, expected: "3 coordinates, or a number and 3 coordinates" + hint, found: "\(nodes.count)")
    }
    elements = try TableRows(
      unpacked, what: "elements", columns: options.triangleColumns, warnings: warnings, prefix: "\(path): ")
    dialect = "\(nodes.count == 4 ? "number and 3 columns" : "3 columns"), \(nodes.separatorName)"
  }

  public func readMesh(ledger: MemoryLedger?, onProgress: (Double?) throws -> Void) throws -> IndexedMesh {
    let (vertices, naming) = try readNodes(ledger, onProgress)
    var rows = try ElementRows(
      elements, nodes: vertices.count, naming: naming, columnsAreGiven: options.triangleColumns != nil, ledger: ledger)
    try rows.read { _ in try onProgress(fraction) }
    try say(rows.firstIndex, naming)
    let (triangles, counts) = try rows.finish(vertices: vertices, ledger: ledger)
    if triangles.count == 0 { try warnings.warn(.emptyMesh, "the file holds no triangles", at: .file) }
    try onProgress(1)
    return IndexedMesh(mesh: TriangleMesh(vertices: vertices, triangles: triangles), counts: counts)
  }

  private func readNodes(
    _ ledger: MemoryLedger?, _ onProgress: (Double?) throws -> Void
  ) throws -> (VertexArray, NodeNaming) {
    let limit = Int(VertexIndex.max)
    var positions = try GrowingVertices(
      total: limit, expected: min(limit, max(1024, nodes.estimatedRows ?? 0)), ledger: ledger)
    let hasNumbers = nodes.count == 4
    var numbers = NodeNumbers()
    var count = 0
    while try nodes.next() {
      if count == positions.capacity {
        guard count < limit else {
          throw nodes.error(.tooManyVertices, expected: "at most \(NumberText.grouped(limit)) nodes", found: "more")
        }
        try positions.grow()
      }
      let row = unsafe nodes.values
      if hasNumbers {
        guard let number = unsafe Int32(exactly: row[0]) else {
          throw unsafe nodes.error(
            .badNumber, expected: "a whole number, that of the node (--columns 1-3 for coordinates)",
            found: NumberText.string(row[0]))
        }
        numbers.append(number)
      }
      let first = hasNumbers ? 1 : 0
      unsafe positions.x[count] = row[first]
      unsafe positions.y[count] = row[first + 1]
      unsafe positions.z[count] = row[first + 2]
      count += 1
      if count & 0xffff == 0 { try onProgress(fraction) }
    }
    if let (first, second) = numbers.settle() {
      throw FormatError(
        .badIndex, file: source.name, format: "table", expected: "a number of its own for each node",
        found: "the same for the nodes \(NumberText.grouped(first + 1)) and \(NumberText.grouped(second + 1))")
    }
    let naming = hasNumbers ? NodeNaming.numbers(numbers) : .rows(first: options.firstIndex.map { Int32($0) })
    return (try positions.finish(count: count), naming)
  }

  /// Says how the elements name the nodes.
  private func say(_ first: (index: Int32, isCertain: Bool), _ naming: NodeNaming) throws {
    if case .numbers(let numbers) = naming {
      dialect += "; indices are the numbers of the nodes" + (numbers.isRunning ? ", from \(numbers.firstNumber)" : "")
      return
    }
    dialect += "; indices are \(first.index)-based"
    guard !first.isCertain else { return }
    try warnings.warn(
      .ambiguousFirstIndex,
      "\(elements.cursor.source.name): no index is 0 and none is the number of nodes; they were taken as 0-based "
        + "(--first-index 1)", at: .file)
  }

  private var fraction: Double? {
    guard let nodeBytes = source.size, let elementBytes = elements.cursor.source.size else { return nil }
    return Double(consumedBytes) / Double(max(1, nodeBytes + elementBytes))
  }
}
