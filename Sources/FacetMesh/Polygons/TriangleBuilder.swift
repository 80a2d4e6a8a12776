// Faces of any degree come in, triangles stay. A polygon is fanned from its first corner as it is read, so that a face of
// a million corners needs no memory; which triangles are the fan of which polygon is kept as runs of polygons of one
// degree: a mesh of quads is one run.
import FacetArrays
import FacetMemory

/// Collects the triangles of faces that arrive one after the other.
@safe public struct TriangleBuilder: ~Copyable {
  /// What was made of the faces.
  public struct Counts: Sendable, Equatable {
    /// Polygons of more than three corners.
    public var polygons = 0
    /// The triangles that they became.
    public var polygonTriangles = 0
    /// Faces of fewer than three corners, which were left out.
    public var small = 0

    public init() {}
  }

  private var corners: ColumnBuilder<VertexIndex>
  private var fans = FanRuns()
  public private(set) var counts = Counts()
  // The face that is being fed.
  private var first: VertexIndex = 0
  private var previous: VertexIndex = 0
  private var degree = 0

  /// How many triangles readers ask room for at once.
  package static let step = 1 << 12

  /// - Parameter expectedTriangles: how many will probably come; it costs address space, not memory.
  public init(expectedTriangles: Int = 0, ledger: MemoryLedger? = nil) throws(FileError) {
    corners = try ColumnBuilder(
      expectedCount: Self.expectedCorners(triangles: expectedTriangles), purpose: .triangles, label: "triangles",
      ledger: ledger)
  }

  /// The corners that room is made for at first: with that of one step more, the last step needs no growth.
  package static func expectedCorners(triangles: Int) -> Int {
    guard triangles > 0 else { return 0 }
    let corners = triangles.addingReportingOverflow(step).partialValue.multipliedReportingOverflow(by: 3)
    return corners.overflow ? 0 : max(0, corners.partialValue)
  }

  /// The triangles so far.
  public var count: Int { corners.count / 3 }

  /// Answers a place for the corners of at least `triangles` more triangles; follow with `commit`. The pointer is valid
  /// until the next call.
  @unsafe
  public mutating func reserve(triangles: Int) throws(FileError) -> UnsafeMutablePointer<VertexIndex> {
    unsafe try corners.reserve(3 * triangles)
  }

  /// Says that so many triangles were written to the reserved place.
  public mutating func commit(triangles: Int) { corners.commit(3 * triangles) }

  /// Says that the triangles from number `triangle` on are the fan of a polygon of `degree` corners.
  /// - Precondition: `degree` is more than 3, and triangles are named in rising order.
  public mutating func noteFan(from triangle: Int, degree: Int) {
    counts.polygons += 1
    counts.polygonTriangles += degree - 2
    fans.append(triangle, degree)
  }

  /// Appends one triangle.
  public mutating func append(_ a: VertexIndex, _ b: VertexIndex, _ c: VertexIndex) throws(FileError) {
    let place = unsafe try corners.reserve(3)
    unsafe place[0] = a
    unsafe place[1] = b
    unsafe place[2] = c
    corners.commit(3)
  }

  /// Feeds the next corner of a face; `endFace` ends it.
  public mutating func addCorner(_ vertex: VertexIndex) throws(FileError) {
    if degree == 0 { first = vertex }
    if degree >= 2 { try append(first, previous, vertex) }
    previous = vertex
    degree += 1
  }

  /// Ends the face whose corners were fed, and answers how many it had. A face of fewer than three is counted and gone.
  @discardableResult
  public mutating func endFace() -> Int {
    let corners = degree
    degree = 0
    if corners > 3 { noteFan(from: count - (corners - 2), degree: corners) }
    if corners < 3 { counts.small += 1 }
    return corners
  }

  /// Gives every corner so far another vertex. O(corners).
  package mutating func changeCorners(_ change: (VertexIndex) -> VertexIndex) {
    let numbers = unsafe corners.base
    for index in 0..<corners.count { unsafe numbers[index] = unsafe change(numbers[index]) }
  }

  /// Takes back the corners of a face that did not end. Nothing happens where none was begun.
  public mutating func abandonFace() {
    if degree > 2 { corners.removeLast(3 * (degree - 2)) }
    degree = 0
  }

  /// Hands the triangles over. Fans that do not fit their polygon are made anew by ear clipping.
  /// - Precondition: all corners are numbers of these vertices.
  public consuming func finish(vertices: VertexArray) throws(FileError) -> TriangleArray {
    if !fans.isEmpty { unsafe PolygonSplitting.mend(corners.base, fans: fans, vertices: vertices) }
    return TriangleArray(corners: try corners.finish())
  }
}

/// Which triangles are the fans of polygons: runs of polygons of one degree, one directly behind the other.
struct FanRuns: Sendable {
  struct Run: Sendable {
    var firstTriangle: Int
    var degree: Int32
    var count: Int32
  }

  private(set) var runs: [Run] = []
  private var next = -1
  private var degree = 0

  var isEmpty: Bool { runs.isEmpty }

  mutating func append(_ triangle: Int, _ degree: Int) {
    if triangle == next && degree == self.degree && runs[runs.count - 1].count < Int32.max {
      runs[runs.count - 1].count += 1
    } else {
      // A polygon of more corners than Int32 can count keeps its fan.
      guard let narrow = Int32(exactly: degree) else { return }
      runs.append(Run(firstTriangle: triangle, degree: narrow, count: 1))
      self.degree = degree
    }
    next = triangle + degree - 2
  }
}
