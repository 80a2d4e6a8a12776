// The corners of a mesh by vertex: a counting sort that puts the corners of one vertex side by side. A corner is kept as the edge
// opposite to it, the two other vertices of its face in their winding. So what lies in one bucket is all there is to know about the
// edges and faces at its vertex, and no table of edges is needed. Large meshes are sorted in slices, a range of vertices after the
// other, so that the buckets take a part of the memory; each slice is one more run over the triangles, in order.
import CFacetKernels
import FacetArrays
import FacetMemory

/// The edge opposite to a corner: the next and the previous vertex of its face.
struct OppositeEdge {
  let next: VertexIndex
  let previous: VertexIndex
}

/// The corners of faces with three distinct vertices, by vertex, a range of vertices at a time.
///
/// Memory: 8 bytes a vertex, and 8 bytes a corner of a slice. Time: O(vertices + slices · triangles).
@safe struct CornerBuckets: ~Copyable {
  private let corners: Column<VertexIndex>
  private let vertexCount: Int
  private let ledger: MemoryLedger?
  private let cornersInSlice: Int
  /// At first the number of corners of each vertex; in the slice the ends of the buckets.
  private let endStorage: MappedStorage
  private let ends: UnsafeMutablePointer<Int>
  private var edgeStorage: MappedStorage?
  private var edges: UnsafeMutablePointer<OppositeEdge>
  private var capacity = 0
  /// The vertices whose buckets are there now.
  private(set) var slice = 0..<0

  let degenerateFaces: Int
  let firstDegenerateFace: Int?

  /// Counts the corners of each vertex.
  /// - Parameter cornersInSlice: how many corners a slice holds at most, unless one vertex has more.
  /// - Precondition: every vertex number lies in `0..<vertexCount`.
  init(
    _ triangles: TriangleArray, vertexCount: Int, cornersInSlice: Int, ledger: MemoryLedger?
  ) throws(FileError) {
    corners = triangles.rowMajor.flat
    self.vertexCount = vertexCount
    self.cornersInSlice = cornersInSlice
    self.ledger = ledger
    endStorage = try MappedStorage(byteCount: 8 * vertexCount, label: "ends of corner buckets", ledger: ledger)
    unsafe ends = unsafe endStorage.base.bindMemory(to: Int.self, capacity: vertexCount)
    unsafe edges = unsafe UnsafeMutablePointer(bitPattern: 8)!
    var (degenerate, first): (Int, Int?) = (0, nil)
    let numbers = unsafe corners.baseAddress
    let bound = UInt32(truncatingIfNeeded: vertexCount)
    for face in 0..<triangles.count {
      let (a, b, c) = unsafe (numbers[3 * face], numbers[3 * face + 1], numbers[3 * face + 2])
      let largest = max(UInt32(bitPattern: a), UInt32(bitPattern: b), UInt32(bitPattern: c))
      precondition(largest < bound, "a triangle names a vertex that is not there")
      if a == b || b == c || a == c {
        degenerate += 1
        if first == nil { first = face }
        continue
      }
      unsafe ends[Int(a)] &+= 1
      unsafe ends[Int(b)] &+= 1
      unsafe ends[Int(c)] &+= 1
    }
    (degenerateFaces, firstDegenerateFace) = (degenerate, first)
  }

  /// The number of corners of a vertex that no slice has reached yet.
  func cornerCount(of vertex: Int) -> Int {
    precondition(vertex >= slice.upperBound && vertex < vertexCount)
    return unsafe ends[vertex]
  }

  /// Fills the buckets of the next slice; false when there is none.
  mutating func advance() throws(FileError) -> Bool {
    let first = slice.upperBound
    guard first < vertexCount else { return false }
    var (last, total) = (first, 0)
    repeat {
      let count = unsafe ends[last]
      unsafe ends[last] = total
      total += count
      last += 1
    } while unsafe last < vertexCount && total + ends[last] <= cornersInSlice
    slice = first..<last
    if total > capacity {
      edgeStorage = nil
      let storage = try MappedStorage(
        byteCount: 8 * total, label: "corner buckets", ledger: ledger, zeroed: false)
      unsafe edges = unsafe storage.base.bindMemory(to: OppositeEdge.self, capacity: total)
      (edgeStorage, capacity) = (storage, total)
    }
    fill()
    return true
  }

  /// The edges opposite to the corners of a vertex of the slice, in the order of the faces.
  /// - Precondition: the vertex lies in the slice; only debug builds look.
  subscript(vertex: Int) -> Span<OppositeEdge> {
    @inline(__always) @_lifetime(borrow self)
    get {
      assert(slice.contains(vertex))
      let start = unsafe vertex == slice.lowerBound ? 0 : ends[vertex - 1]
      let span = unsafe Span(_unsafeStart: UnsafePointer(edges + start), count: ends[vertex] - start)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The bucket a few vertices behind `vertex`, or its own at the end of the slice: to ask for what will be needed there.
  @inline(__always) @_lifetime(borrow self)
  func upcoming(_ vertex: Int) -> Span<OppositeEdge> {
    let later = vertex &+ 8
    return self[later < slice.upperBound ? later : vertex]
  }

  /// Puts each corner of the slice behind the last one of its vertex: the start of a bucket grows to its end.
  private func fill() {
    let numbers = unsafe corners.baseAddress
    let (first, width) = (slice.lowerBound, UInt(slice.count))
    let (ends, edges) = unsafe (ends, edges)
    @inline(__always) func put(_ vertex: VertexIndex, _ next: VertexIndex, _ previous: VertexIndex) {
      guard UInt(bitPattern: Int(vertex) &- first) < width else { return }
      let place = unsafe ends[Int(vertex)]
      unsafe edges[place] = OppositeEdge(next: next, previous: previous)
      unsafe ends[Int(vertex)] = place &+ 1
    }
    let last = corners.count - 3
    for face in 0..<corners.count / 3 {
      let ahead = unsafe numbers + min(3 * face + 48, last)
      for corner in 0..<3 { unsafe facet_prefetch(ends + Int(ahead[corner])) }
      let (a, b, c) = unsafe (numbers[3 * face], numbers[3 * face + 1], numbers[3 * face + 2])
      if a == b || b == c || a == c { continue }
      put(a, b, c)
      put(b, c, a)
      put(c, a, b)
    }
  }
}
