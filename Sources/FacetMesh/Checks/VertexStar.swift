// The faces around one vertex, its star, and what they tell. Each face adds the edge opposite to the vertex, and these edges make a
// graph, the link: its nodes are the neighbours, a node's degree is the number of faces at the edge to that neighbour, and its
// connected parts are the fans. A face or an edge has several vertices; the lowest one counts it. Most stars have about six faces
// and are sorted by insertion; those of more than 32 by the radix sort of the columns, so that a million faces are no worse each.
import FacetArrays
import FacetMemory

/// Counts what the star of one vertex after the other tells.
@safe struct VertexStar: ~Copyable {
  /// Stars of at most so many faces are sorted by insertion.
  static let smallFaceCount = 32

  private(set) var topology: MeshTopology
  private var sets: DisjointSets
  private let ledger: MemoryLedger?
  private let scratch: MappedStorage
  /// The edges from the vertex: neighbour, face of the star, and whether the face runs back to the vertex; sorted.
  private let spokes: UnsafeMutablePointer<UInt64>
  /// For each face of a small star a lower face of the same fan, or itself.
  private let fans: UnsafeMutablePointer<UInt8>

  init(_ topology: MeshTopology, ledger: MemoryLedger?) throws(FileError) {
    let scratch = try MappedStorage(
      byteCount: (2 * 8 + 1) * Self.smallFaceCount, label: "star of a vertex", ledger: ledger)
    let sets = try DisjointSets(count: topology.vertices, ledger: ledger)
    self.topology = topology
    self.ledger = ledger
    self.sets = sets
    self.scratch = scratch
    unsafe spokes = unsafe scratch.base.bindMemory(to: UInt64.self, capacity: 2 * Self.smallFaceCount)
    unsafe fans = unsafe (scratch.base + 2 * 8 * Self.smallFaceCount).bindMemory(
      to: UInt8.self, capacity: Self.smallFaceCount)
  }

  /// What was counted; call it behind the last vertex.
  consuming func finish() -> MeshTopology {
    topology.components = topology.usedVertices - sets.unions
    return topology
  }

  /// Adds the star of a vertex. Vertices come in ascending order.
  @inline(__always)
  mutating func add(_ vertex: Int, _ star: Span<OppositeEdge>) throws(FileError) {
    guard star.count > 0 else { return }
    topology.usedVertices += 1
    let fanCount: Int
    if star.count <= Self.smallFaceCount {
      fanCount = addSmall(vertex, star)
    } else {
      fanCount = try addLarge(vertex, star)
    }
    if fanCount > 1 {
      topology.nonManifoldVertices += 1
      if topology.firstNonManifoldVertex == nil { topology.firstNonManifoldVertex = vertex }
    }
  }

  /// Asks for what a star that comes soon will need.
  @inline(__always)
  func prefetch(_ star: Span<OppositeEdge>) {
    for face in 0..<min(star.count, 8) { sets.prefetch(Int(star[face].next)) }
  }

  // MARK: Small stars

  /// - Returns: the number of fans.
  private mutating func addSmall(_ vertex: Int, _ star: Span<OppositeEdge>) -> Int {
    var spokeCount = 0
    for face in 0..<star.count {
      let edge = star[face]
      unsafe fans[face] = UInt8(truncatingIfNeeded: face)
      insert(UInt64(UInt32(bitPattern: edge.next)) << 8 | UInt64(face) << 1, behind: &spokeCount)
      insert(UInt64(UInt32(bitPattern: edge.previous)) << 8 | UInt64(face) << 1 | 1, behind: &spokeCount)
      if vertex < edge.next && vertex < edge.previous { countDuplicate(of: face, vertex, star) }
    }
    var (first, fanCount) = (0, star.count)
    while first < spokeCount {
      let neighbour = unsafe spokes[first] >> 8
      var returning = unsafe Int(spokes[first] & 1)
      var last = first + 1
      while unsafe last < spokeCount && spokes[last] >> 8 == neighbour {
        unsafe returning += Int(spokes[last] & 1)
        unsafe fanCount -= join(Int(spokes[first] >> 1 & 127), Int(spokes[last] >> 1 & 127))
        last += 1
      }
      countEdge(vertex, Int(neighbour), faces: last - first, returning: returning)
      first = last
    }
    return fanCount
  }

  /// Puts a spoke in its place among those that are sorted already.
  @inline(__always)
  private func insert(_ spoke: UInt64, behind count: inout Int) {
    var place = count
    while unsafe place > 0 && spokes[place - 1] > spoke {
      unsafe spokes[place] = unsafe spokes[place - 1]
      place -= 1
    }
    unsafe spokes[place] = spoke
    count += 1
  }

  /// Makes one fan of the fans of two faces of a small star; answers 1 if they were two.
  @inline(__always)
  private func join(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while unsafe Int(fans[a]) != a { a = unsafe Int(fans[a]) }
    while unsafe Int(fans[b]) != b { b = unsafe Int(fans[b]) }
    unsafe fans[max(a, b)] = UInt8(truncatingIfNeeded: min(a, b))
    return a == b ? 0 : 1
  }

  /// Looks for a face of a small star among the earlier ones.
  @inline(__always)
  private mutating func countDuplicate(of face: Int, _ vertex: Int, _ star: Span<OppositeEdge>) {
    let edge = star[face]
    var (isDuplicate, isReversed) = (false, false)
    for earlier in 0..<face {
      let other = star[earlier]
      isDuplicate = isDuplicate || (other.next == edge.next && other.previous == edge.previous)
      isReversed = isReversed || (other.next == edge.previous && other.previous == edge.next)
    }
    if isDuplicate {
      count(duplicates: 1, reversed: 0, vertex, edge)
    } else if isReversed {
      count(duplicates: 0, reversed: 1, vertex, edge)
    }
  }

  // MARK: Large stars

  /// - Returns: the number of fans.
  private mutating func addLarge(
    _ vertex: Int, _ star: Span<OppositeEdge>
  ) throws(FileError) -> Int {
    try countDuplicates(vertex, star)
    // A neighbour and the direction fit into 32 bits.
    var builder = try ColumnBuilder<UInt32>(expectedCount: 2 * star.count, label: "spokes of a vertex", ledger: ledger)
    let unsorted = unsafe try builder.reserve(2 * star.count)
    for face in 0..<star.count {
      unsafe unsorted[2 * face] = UInt32(bitPattern: star[face].next) << 1
      unsafe unsorted[2 * face + 1] = UInt32(bitPattern: star[face].previous) << 1 | 1
    }
    builder.commit(2 * star.count)
    let sorted = try builder.finish().sorted()
    var neighbours = try ColumnBuilder<VertexIndex>(
      expectedCount: star.count, label: "neighbours of a vertex", ledger: ledger)
    let spokes = sorted.span
    var first = 0
    while first < spokes.count {
      let neighbour = spokes[first] >> 1
      var (last, returning) = (first, 0)
      while last < spokes.count && spokes[last] >> 1 == neighbour {
        returning += Int(spokes[last] & 1)
        last += 1
      }
      countEdge(vertex, Int(neighbour), faces: last - first, returning: returning)
      try neighbours.append(VertexIndex(neighbour))
      first = last
    }
    return try Self.fanCount(star, neighbours.finish(), ledger)
  }

  /// The connected parts of the link, whose nodes are the neighbours and whose edges are opposite to the vertex.
  private static func fanCount(
    _ star: Span<OppositeEdge>, _ neighbours: Column<VertexIndex>, _ ledger: MemoryLedger?
  ) throws(FileError) -> Int {
    var fans = try DisjointSets(count: neighbours.count, ledger: ledger)
    let numbers = neighbours.span
    func rank(_ vertex: VertexIndex) -> Int {
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] < vertex { low = middle + 1 } else { high = middle }
      }
      return low
    }
    for face in 0..<star.count { fans.unite(rank(star[face].next), rank(star[face].previous)) }
    return neighbours.count - fans.unions
  }

  /// Sorts the faces whose lowest vertex this is, so that equal ones lie side by side.
  private mutating func countDuplicates(
    _ vertex: Int, _ star: Span<OppositeEdge>
  ) throws(FileError) {
    var builder = try ColumnBuilder<Int64>(label: "faces of a vertex", ledger: ledger)
    for face in 0..<star.count {
      let edge = star[face]
      guard vertex < edge.next && vertex < edge.previous else { continue }
      let (low, high) = (min(edge.next, edge.previous), max(edge.next, edge.previous))
      try builder.append(Int64(low) << 32 | Int64(high) << 1 | (edge.next < edge.previous ? 0 : 1))
    }
    let sorted = try builder.finish().sorted()
    let faces = sorted.span
    var first = 0
    while first < faces.count {
      let corners = faces[first] >> 1
      var (last, turned) = (first, 0)
      while last < faces.count && faces[last] >> 1 == corners {
        turned += Int(faces[last] & 1)
        last += 1
      }
      let total = last - first
      let reversed = turned > 0 && turned < total ? 1 : 0
      let edge = OppositeEdge(next: VertexIndex(corners >> 31), previous: VertexIndex(corners & 0x7fff_ffff))
      if total > 1 { count(duplicates: total - 1 - reversed, reversed: reversed, vertex, edge) }
      first = last
    }
  }

  // MARK: Counting

  /// Counts an edge from its lower vertex, and joins its ends.
  @inline(__always)
  private mutating func countEdge(_ vertex: Int, _ neighbour: Int, faces: Int, returning: Int) {
    guard neighbour > vertex else { return }
    sets.unite(vertex, neighbour)
    topology.edges += 1
    if faces == 2 && returning == 1 { return }
    countOddEdge(SIMD2(VertexIndex(vertex), VertexIndex(neighbour)), faces: faces)
  }

  /// Counts an edge that is not between two faces of the same winding.
  private mutating func countOddEdge(_ edge: SIMD2<VertexIndex>, faces: Int) {
    switch faces {
    case 1:
      topology.boundaryEdges += 1
      if topology.firstBoundaryEdge == nil { topology.firstBoundaryEdge = edge }
    case 2:
      topology.inconsistentEdges += 1
      if topology.firstInconsistentEdge == nil { topology.firstInconsistentEdge = edge }
    default:
      topology.nonManifoldEdges += 1
      if topology.firstNonManifoldEdge == nil { topology.firstNonManifoldEdge = edge }
    }
  }

  private mutating func count(duplicates: Int, reversed: Int, _ vertex: Int, _ edge: OppositeEdge) {
    topology.duplicateFaces += duplicates
    topology.reversedFaces += reversed
    if topology.firstDuplicateFace == nil {
      let (low, high) = (min(edge.next, edge.previous), max(edge.next, edge.previous))
      topology.firstDuplicateFace = SIMD3(VertexIndex(vertex), low, high)
    }
  }
}
