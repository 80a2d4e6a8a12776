// Edges, duplicates, fans and components of a mesh in one run over its vertices: the corners are sorted by vertex, and each star is
// looked at by itself. The buckets take 8 bytes a corner; slices keep that below the size of the mesh.
import FacetArrays
import FacetMemory

extension TriangleMesh {
  /// The corners that a slice holds in any case: 8 MiB of buckets.
  package static let leastCornersInSlice = 1 << 20

  /// Counts edges, boundary, non-manifold and inconsistent edges, duplicate faces, fans and components.
  ///
  /// O(vertices + triangles); O(f · log f) for a vertex with f faces, more than 32. Memory besides the mesh: 12 bytes a
  /// vertex, and for the corners 8 MiB or 6 bytes a triangle, whichever is more. A vertex with more faces than that takes 8
  /// bytes a face, and one with more than 32 another 24 while it is looked at.
  /// - Parameter onProgress: called with the part that is done; what it throws ends the counting.
  /// - Throws: `FileError` when there is no memory.
  /// - Precondition: every triangle names vertices that are there.
  public func topology(
    ledger: MemoryLedger? = nil, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> MeshTopology {
    try topology(
      cornersInSlice: Self.cornersInSlice(triangles: triangles.count), ledger: ledger, onProgress: onProgress)
  }

  /// Four slices at most, unless they are small.
  private static func cornersInSlice(triangles: Int) -> Int { max(leastCornersInSlice, 3 * triangles / 4 + 1) }

  /// The bytes of the arrays that `topology` holds beside a mesh: the ends of the buckets, the buckets, the sets.
  package static func topologyBytes(vertices: Int, triangles: Int) -> [Int] {
    [8 * vertices, 8 * min(cornersInSlice(triangles: triangles), 3 * triangles), 4 * vertices]
  }

  /// The same with slices of a given size, which changes nothing but memory and time.
  package func topology(
    cornersInSlice: Int, ledger: MemoryLedger? = nil, onProgress: (Double) throws -> Void = { _ in }
  ) throws -> MeshTopology {
    var buckets = try CornerBuckets(
      triangles, vertexCount: vertices.count, cornersInSlice: cornersInSlice, ledger: ledger)
    var topology = MeshTopology()
    (topology.vertices, topology.faces) = (vertices.count, triangles.count)
    (topology.degenerateFaces, topology.firstDegenerateFace) = (buckets.degenerateFaces, buckets.firstDegenerateFace)
    (topology.unreferencedVertices, topology.firstUnreferencedVertex) = unreferencedVertices(buckets)
    var star = try VertexStar(topology, ledger: ledger)
    while try buckets.advance() {
      for vertex in buckets.slice {
        star.prefetch(buckets.upcoming(vertex))
        try star.add(vertex, buckets[vertex])
      }
      try onProgress(Double(buckets.slice.upperBound) / Double(vertices.count))
    }
    return star.finish()
  }

  /// The vertices without a corner, and the first of them.
  private func unreferencedVertices(_ buckets: borrowing CornerBuckets) -> (count: Int, first: Int?) {
    // The buckets know nothing of degenerate faces, which reference vertices too.
    var inDegenerate = Column<UInt8>.zeros(buckets.degenerateFaces > 0 ? vertices.count : 0)
    if buckets.degenerateFaces > 0 {
      var marks = inDegenerate.mutableSpan
      let numbers = triangles.rowMajor.flat.span
      for face in 0..<triangles.count {
        let (a, b, c) = (numbers[3 * face], numbers[3 * face + 1], numbers[3 * face + 2])
        if a == b || b == c || a == c { for vertex in [a, b, c] { marks[Int(vertex)] = 1 } }
      }
    }
    let marks = inDegenerate.span
    var (count, first): (Int, Int?) = (0, nil)
    for vertex in 0..<vertices.count where buckets.cornerCount(of: vertex) == 0 {
      if marks.count > 0 && marks[vertex] == 1 { continue }
      count += 1
      if first == nil { first = vertex }
    }
    return (count, first)
  }
}
