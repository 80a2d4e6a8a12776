// Several meshes one behind the other, as one: the vertices of each follow those before, and its triangles name them by
// their new numbers. Nothing is merged. Rows and corners grow without a copy, and at the end the pages of the y and z rows
// go back to the system while they move behind the x row: nothing is held twice.
import FacetArrays
import FacetMemory

/// Appends meshes to one another. NumPy: `numpy.concatenate`, with the triangles renumbered.
public struct MeshConcatenation: ~Copyable {
  /// The bytes that move from one row to the next between two looks at the pages behind them.
  private static var piece: Int { 1 << 16 }

  private var x: ColumnBuilder<Double>
  private var y: ColumnBuilder<Double>
  private var z: ColumnBuilder<Double>
  private var corners: ColumnBuilder<VertexIndex>
  private var words: ColumnBuilder<UInt16>?
  private var precision: SourcePrecision?
  private let vertexLimit: Int
  private let ledger: MemoryLedger?

  /// Begins without a vertex.
  public init(ledger: MemoryLedger? = nil) throws(FileError) {
    try self.init(vertexLimit: Int(VertexIndex.max), ledger: ledger)
  }

  /// - Parameter vertexLimit: the most vertices there may be; less than `VertexIndex.max` only in tests.
  package init(vertexLimit: Int, ledger: MemoryLedger? = nil) throws(FileError) {
    let x = try ColumnBuilder<Double>(purpose: .vertices, label: "x of the vertices", ledger: ledger)
    let y = try ColumnBuilder<Double>(purpose: .vertices, label: "y of the vertices", ledger: ledger)
    let z = try ColumnBuilder<Double>(purpose: .vertices, label: "z of the vertices", ledger: ledger)
    let corners = try ColumnBuilder<VertexIndex>(purpose: .triangles, label: "triangles", ledger: ledger)
    (self.vertexLimit, self.ledger) = (vertexLimit, ledger)
    self.x = x
    self.y = y
    self.z = z
    self.corners = corners
  }

  /// The vertices so far.
  public var vertexCount: Int { x.count }
  /// The triangles so far.
  public var triangleCount: Int { corners.count / 3 }

  /// Whether Int32 can number so many more vertices.
  public func hasRoom(forVertices count: Int) -> Bool { count <= vertexLimit - x.count }

  /// Appends a mesh. O(its vertices + its triangles).
  /// - Precondition: there is room for its vertices.
  public mutating func append(_ mesh: TriangleMesh) throws(FileError) {
    try append(
      mesh, vertices: 0..<mesh.vertices.count, triangles: 0..<mesh.triangles.count,
      numbering: VertexIndex(truncatingIfNeeded: vertexCount))
  }

  /// Appends some of the vertices and some of the triangles of a mesh.
  /// - Parameter shift: what is added to each vertex number.
  /// - Precondition: there is room for the vertices.
  package mutating func append(
    _ mesh: TriangleMesh, vertices: Range<Int>, triangles: Range<Int>, numbering shift: VertexIndex
  ) throws(FileError) {
    precondition(hasRoom(forVertices: vertices.count), "there are more vertices than Int32 can number")
    let rows = mesh.vertices.rowMajor.span
    let total = mesh.vertices.count
    // Six rows pass by at once.
    let step = MappedStorage.stepElements / 4
    for first in stride(from: 0, to: vertices.count, by: step) {
      let count = min(step, vertices.count - first)
      let place = vertices.lowerBound + first
      unsafe try Self.append(rows, from: place, count: count, to: &x)
      unsafe try Self.append(rows, from: total + place, count: count, to: &y)
      unsafe try Self.append(rows, from: 2 * total + place, count: count, to: &z)
      try ledger?.step()
    }
    let before = triangleCount
    let numbers = mesh.triangles.corners
    let source = numbers.span
    let target = unsafe try corners.reserve(3 * triangles.count)
    let first = 3 * triangles.lowerBound
    for index in 0..<3 * triangles.count {
      if index % MappedStorage.stepElements == 0 { try ledger?.step() }
      unsafe target[index] = source[first + index] &+ shift
    }
    corners.commit(3 * triangles.count)
    try appendWords(mesh.facetAttributes, triangles, before: before)
    if precision != .float64 { precision = mesh.sourcePrecision }
  }

  /// Hands the one mesh over. Its source is float32 when that of all was.
  public consuming func finish() throws(FileError) -> TriangleMesh {
    let count = vertexCount
    try Self.move(&y, to: &x, ledger)
    y = try ColumnBuilder()
    try Self.move(&z, to: &x, ledger)
    z = try ColumnBuilder()
    let positions = try x.finish()
    return TriangleMesh(
      vertices: VertexArray(Matrix(positions, rows: 3, columns: count)),
      triangles: TriangleArray(corners: try corners.finish()), sourcePrecision: precision ?? .float64,
      facetAttributes: try words.take()?.finish())
  }

  @unsafe
  private static func append(
    _ source: Span<Double>, from first: Int, count: Int, to row: inout ColumnBuilder<Double>
  ) throws(FileError) {
    guard count > 0 else { return }
    let place = unsafe try row.reserve(count)
    unsafe source.extracting(first..<first + count).withUnsafeBufferPointer {
      unsafe place.update(from: $0.baseAddress!, count: count)
    }
    row.commit(count)
  }

  /// Keeps the words of binary STL once there are some; triangles that have none have a zero, as fresh memory is.
  private mutating func appendWords(
    _ column: Column<UInt16>?, _ triangles: Range<Int>, before: Int
  ) throws(FileError) {
    if words == nil {
      guard column != nil else { return }
      var fresh = try ColumnBuilder<UInt16>(purpose: .attributes, label: "facet attributes", ledger: ledger)
      _ = unsafe try fresh.reserve(before)
      fresh.commit(before)
      words = consume fresh
    }
    let place = unsafe try words!.reserve(triangles.count)
    if let column {
      let contiguous = column.contiguous()
      let source = contiguous.span
      for index in 0..<triangles.count { unsafe place[index] = source[triangles.lowerBound + index] }
    }
    words!.commit(triangles.count)
  }

  /// Moves a row behind another one.
  private static func move(
    _ row: inout ColumnBuilder<Double>, to target: inout ColumnBuilder<Double>, _ ledger: MemoryLedger?
  ) throws(FileError) {
    let count = row.count
    let place = unsafe try target.reserve(count)
    var first = 0
    while first < count {
      let next = min(count, first + piece)
      unsafe (place + first).update(from: row.base + first, count: next - first)
      row.discard(before: next)
      try ledger?.step()
      first = next
    }
    target.commit(count)
  }
}
