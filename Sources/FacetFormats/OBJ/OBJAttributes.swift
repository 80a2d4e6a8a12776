// Normals and colours of OBJ, where somebody wants them. Corners name a vertex and a normal each; a mesh has one normal a
// vertex. So a vertex gets the normal of the first corner that names it, and a corner that has another one is counted, or
// gets a vertex of its own: a copy that is numbered behind all vertices, in the order in which copies came.
import FacetArrays
import FacetMemory
import FacetMesh

/// Collects the normals and colours of one file. Nothing takes memory before it is met.
@safe final class OBJAttributes {
  let keepsNormals: Bool
  let keepsColors: Bool
  private let splits: Bool
  private let ledger: MemoryLedger?
  /// The `vn` lines, as far as they came.
  private var normals: GrowingVertices
  private(set) var normalCount = 0
  private var colors: ColorBuilder?
  /// For each vertex the number of its normal, from 1; 0 while it has none.
  private let normalOf: MappedStorage
  private var known = 0
  /// The same for vertices that were named before they came.
  private var early: [VertexIndex: Int32] = [:]
  /// Copies of vertices, with the numbers of their normals, from 1.
  private var copies: [(vertex: VertexIndex, normal: Int32)] = []
  private var copyNumbers: [Copy: VertexIndex] = [:]
  /// Whether any corner named a normal.
  private var isNamed = false
  /// Corners whose normal is not that of their vertex.
  private(set) var otherNormals = 0

  /// A vertex with a normal: with its bits, or with its number while it has not come.
  private struct Copy: Hashable {
    var vertex: VertexIndex
    var normal: SIMD3<UInt64>
  }

  /// - Parameter splits: a corner with another normal gets a copy of its vertex.
  init(wanted: MeshAttributes.Kinds, splits: Bool, ledger: MemoryLedger?) throws(FileError) {
    keepsNormals = wanted.contains(.vertexNormals)
    keepsColors = wanted.contains(.vertexColors)
    (self.splits, self.ledger) = (splits, ledger)
    normals = try GrowingVertices(total: 0, expected: 0, ledger: nil)
    normalOf = try MappedStorage(byteCount: 0, purpose: .attributes, label: "normals of vertices", ledger: ledger)
  }

  /// Keeps the colour of a vertex.
  func append(color: SIMD4<Double>, channels: Int, of vertex: Int) throws(FileError) {
    if colors == nil {
      colors = try ColorBuilder(expected: 0, isScaled: false, label: "vertex colours", ledger: ledger)
    }
    try colors?.append(SIMD4<Float>(color), channels: channels, at: vertex)
  }

  /// Keeps the next normal. Amortised O(1).
  func append(normal: SIMD3<Double>) throws(FileError) {
    if normalCount == normals.capacity {
      if normalCount == 0 {
        normals = try GrowingVertices(
          total: Int(VertexIndex.max), expected: 1 << 15, purpose: .attributes, label: "normals", ledger: ledger)
      } else {
        try normals.grow()
      }
      guard normals.capacity > normalCount else { return }
    }
    unsafe normals.x[normalCount] = normal.x
    unsafe normals.y[normalCount] = normal.y
    unsafe normals.z[normalCount] = normal.z
    normalCount += 1
  }

  // MARK: Corners

  /// Answers the vertex for a corner that names a vertex and a normal, both from 0, which need not have come yet. A copy has
  /// a number from the end of all numbers backwards until the file ends.
  /// - Parameter vertices: how many have come.
  func vertex(_ vertex: VertexIndex, normal: Int, vertices: Int) throws(FileError) -> VertexIndex {
    guard let number = Int32(exactly: normal + 1) else { return vertex }
    isNamed = true
    guard vertex < vertices else { return named(vertex, number, first: early[vertex]) { early[vertex] = number } }
    if Int(vertex) >= known { try makeRoom(vertices) }
    let place = unsafe normalOf.base.assumingMemoryBound(to: Int32.self) + Int(vertex)
    if unsafe place.pointee == number { return vertex }
    let first = unsafe place.pointee != 0 ? place.pointee : early.isEmpty ? nil : early[vertex]
    return named(vertex, number, first: first) { unsafe place.pointee = number }
  }

  private func named(
    _ vertex: VertexIndex, _ number: Int32, first: Int32?, assign: () -> Void
  ) -> VertexIndex {
    guard let first else {
      assign()
      return vertex
    }
    if first == number || bits(first) == bits(number) { return vertex }
    guard splits else {
      otherNormals += 1
      return vertex
    }
    let copy = Copy(vertex: vertex, normal: bits(number))
    if let known = copyNumbers[copy] { return known }
    let new = VertexIndex.max - VertexIndex(truncatingIfNeeded: copies.count)
    copies.append((vertex, number))
    copyNumbers[copy] = new
    return new
  }

  /// The bits of a normal that has come; else something that no other has.
  private func bits(_ number: Int32) -> SIMD3<UInt64> {
    let index = Int(number) - 1
    guard index < normalCount else { return SIMD3(UInt64(number), .max, .max) }
    return unsafe SIMD3(normals.x[index].bitPattern, normals.y[index].bitPattern, normals.z[index].bitPattern)
  }

  private func makeRoom(_ vertices: Int) throws(FileError) {
    known = max(vertices, known + known / 2)
    try normalOf.resize(toByteCount: 4 * known)
  }

  // MARK: The end

  /// How many copies of vertices there are.
  var copyCount: Int { copies.count }

  /// Puts the copies behind the vertices, and gives the corners their numbers. O(copies), O(corners) where there are some.
  /// - Parameter count: the vertices of the file; there is room for the copies behind them.
  func appendCopies(
    to vertices: inout GrowingVertices, _ triangles: inout TriangleBuilder, count: Int
  ) throws(FileError) {
    guard !copies.isEmpty else { return }
    while vertices.capacity < count + copies.count { try vertices.grow() }
    for (index, copy) in copies.enumerated() {
      let source = Int(copy.vertex)
      unsafe vertices.x[count + index] = unsafe vertices.x[source]
      unsafe vertices.y[count + index] = unsafe vertices.y[source]
      unsafe vertices.z[count + index] = unsafe vertices.z[source]
    }
    let (first, last) = (VertexIndex.max - VertexIndex(copies.count), VertexIndex(count))
    triangles.changeCorners { $0 > first ? last + (VertexIndex.max - $0) : $0 }
  }

  /// Hands over what was kept, for `count` vertices and the copies behind them. Call it once. O(vertices).
  func finish(count: Int) throws(FileError) -> MeshAttributes {
    var attributes = MeshAttributes()
    attributes.vertexColors = try colors?.finish(count: count)
    if !copies.isEmpty, let colors = attributes.vertexColors {
      attributes.vertexColors = colors.take(Column(Array(0..<VertexIndex(count)) + copies.map(\.vertex)))
    }
    if isNamed || (normalCount == count && count > 0) {
      attributes.vertexNormals = NormalArray(try normalsOfVertices(count).rowMajor)
    }
    return attributes
  }

  private func normalsOfVertices(_ count: Int) throws(FileError) -> VertexArray {
    try makeRoom(max(count, known))
    let numbers = unsafe normalOf.base.assumingMemoryBound(to: Int32.self)
    for (vertex, number) in early where Int(vertex) < count { unsafe numbers[Int(vertex)] = number }
    if normalCount == count {
      for vertex in 0..<count where unsafe numbers[vertex] == 0 { unsafe numbers[vertex] = Int32(vertex + 1) }
      let isSame = copies.isEmpty && (0..<count).allSatisfy { unsafe numbers[$0] == Int32($0 + 1) }
      if isSame { return try normals.take().finish(count: count) }
    }
    let rows = try GrowingVertices(
      total: count + copies.count, isTrusted: true, purpose: .attributes, label: "vertex normals", ledger: ledger)
    for vertex in 0..<count + copies.count {
      let number = unsafe vertex < count ? numbers[vertex] : copies[vertex - count].normal
      // Fresh memory is 0 0 0, which says that there is none.
      guard number > 0 && Int(number) <= normalCount else { continue }
      unsafe rows.x[vertex] = unsafe normals.x[Int(number) - 1]
      unsafe rows.y[vertex] = unsafe normals.y[Int(number) - 1]
      unsafe rows.z[vertex] = unsafe normals.z[Int(number) - 1]
    }
    return rows.finish()
  }
}
