// The exact weld of a soup, block by block: corners in, vertex numbers out. What stays is the mesh itself: distinct
// positions in the precision of the source, and three Int32 a triangle.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetThreads

/// Welds the corners of a soup as they stream in.
///
/// Two corners become one vertex exactly when all their coordinates compare equal: -0.0 equals 0.0 and the first one seen is
/// kept; a NaN equals nothing. Vertices are numbered in the order of first occurrence. Expected O(1) a corner.
public final class SoupWeld {
  /// How a soup is turned into a mesh.
  public struct Options: Sendable {
    /// Leave out triangles two of whose corners are the same vertex.
    public var dropsDegenerate = false
    /// Give every corner a vertex of its own.
    public var keepsCorners = false
    public init() {}
  }

  public let precision: SourcePrecision
  /// The corners seen so far, on top of the number it began with. 64-bit: a soup may have more than 2³¹ corners.
  public private(set) var cornerCount: Int
  /// Triangles seen so far two of whose corners are the same vertex.
  public private(set) var degenerateCount = 0
  /// The triangles kept so far.
  public var triangleCount: Int { triangles.count / 3 }
  /// The distinct positions so far; once some were spilled, those of each epoch.
  public var vertexCount: Int {
    weld32?.count ?? weld64?.count ?? 0
  }
  /// Whether distinct positions had to go to temporary files.
  public var isSpilled: Bool { weld32?.isSpilled ?? weld64?.isSpilled ?? false }

  private let options: Options
  private let ledger: MemoryLedger?
  private let weld32: BoundedWeld<Float>?
  private let weld64: BoundedWeld<Double>?
  private let pool: WorkerPool
  private var triangles: ColumnBuilder<VertexIndex>
  private var attributes: ColumnBuilder<UInt16>?
  private var isFinished = false

  /// - Parameters:
  ///   - expectedTriangles: how many will probably come; a wrong guess costs time, never correctness.
  ///   - firstCorner: the number of the first corner, for a soup that is welded in parts.
  ///   - pool: the threads that weld blocks which are added together.
  public convenience init(
    precision: SourcePrecision, expectedTriangles: Int? = nil, options: Options = Options(), firstCorner: Int = 0,
    ledger: MemoryLedger? = nil, pool: WorkerPool = WorkerPool()
  ) throws(WeldError) {
    try self.init(
      precision: precision, expectedTriangles: expectedTriangles, options: options, firstCorner: firstCorner,
      vertexLimit: Int(VertexIndex.max), ledger: ledger, pool: pool)
  }

  /// - Parameters:
  ///   - vertexLimit: the most vertices there may be; less than `VertexIndex.max` only in tests.
  ///   - largestEpoch: the most distinct positions that are held at once; less than the ceiling allows only in tests.
  package init(
    precision: SourcePrecision, expectedTriangles: Int?, options: Options = Options(), firstCorner: Int = 0,
    vertexLimit: Int, largestEpoch: Int? = nil, ledger: MemoryLedger? = nil, pool: WorkerPool = WorkerPool()
  ) throws(WeldError) {
    self.precision = precision
    self.options = options
    self.ledger = ledger
    self.pool = pool
    cornerCount = firstCorner
    // A closed mesh or a large grid has half as many vertices as triangles; a tenth more for borders.
    let vertices = expectedTriangles.map { WeldPlan.expectedVertices(triangles: $0) }
    do throws(FileError) {
      triangles = try ColumnBuilder(
        expectedCount: 3 * min(expectedTriangles ?? 0, 1 << 40), purpose: .triangles, label: "triangles",
        ledger: ledger)
      weld32 =
        precision == .float32
        ? try BoundedWeld(
          expectedVertices: vertices, keepsCorners: options.keepsCorners, vertexLimit: vertexLimit,
          largestEpoch: largestEpoch, ledger: ledger) : nil
      weld64 =
        precision == .float64
        ? try BoundedWeld(
          expectedVertices: vertices, keepsCorners: options.keepsCorners, vertexLimit: vertexLimit,
          largestEpoch: largestEpoch, ledger: ledger) : nil
    } catch {
      throw .memory(error)
    }
  }

  /// Welds the corners of a block, which stays as it is.
  /// - Precondition: the block has the precision of the weld and holds whole triangles.
  public func add(_ block: CornerBlock) throws(WeldError) {
    check(block)
    guard block.count > 0 else { return }
    let numbers: UnsafeMutablePointer<VertexIndex>
    do throws(FileError) { unsafe numbers = try triangles.reserve(block.count) } catch { throw .memory(error) }
    if let weld32 {
      let columns = unsafe block.float32
      unsafe try weld32.number(
        columns.x, columns.y, columns.z, corners: block.count, numbered: triangles.count, into: numbers)
    } else if let weld64 {
      let columns = unsafe block.float64
      unsafe try weld64.number(
        columns.x, columns.y, columns.z, corners: block.count, numbered: triangles.count, into: numbers)
    }
    unsafe try keep(block, numbers)
  }

  /// Takes the numbers of a block, which stand behind those of the blocks before.
  @unsafe
  private func keep(
    _ block: CornerBlock, _ numbers: UnsafeMutablePointer<VertexIndex>
  ) throws(WeldError) {
    cornerCount += block.count
    let count = block.count / 3
    var degenerate = 0
    for triangle in 0..<count where unsafe Self.isDegenerate(numbers + 3 * triangle) { degenerate += 1 }
    degenerateCount += degenerate
    let drops = options.dropsDegenerate && degenerate > 0
    do throws(FileError) {
      unsafe try keepAttributes(
        of: block, numbers, dropsDegenerate: drops, triangles: drops ? count - degenerate : count,
        before: triangles.count / 3)
    } catch {
      throw .memory(error)
    }
    triangles.commit(3 * (drops ? unsafe Self.dropDegenerate(numbers, count) : count))
  }

  /// Welds the corners of several blocks, on all threads. The blocks stay as they are.
  /// - Precondition: the blocks have the precision of the weld and hold whole triangles.
  public func add(_ blocks: [CornerBlock]) throws(WeldError) {
    do {
      try add(blocks) { _ in }
    } catch let error as WeldError {
      throw error
    } catch let error as FileError {
      throw .memory(error)
    } catch {
      preconditionFailure("a weld fails for want of memory or numbers: \(error)")
    }
  }

  /// Welds the corners of several blocks, on all threads, and does something else meanwhile with a thread that the weld does not
  /// need; that is told when it does.
  package func add(_ blocks: [CornerBlock], beside other: (_ isDone: () -> Bool) throws -> Void) throws {
    let together = weld32?.numbersTogether(blocks) ?? weld64?.numbersTogether(blocks) ?? false
    guard together, pool.threadCount > 1, blocks.count > 1, !options.dropsDegenerate else {
      return try pool.runTogether({ for block in blocks { try add(block) } }, beside: other)
    }
    for block in blocks { check(block) }
    let corners = blocks.reduce(0) { $0 + $1.count }
    let numbers = unsafe try triangles.reserve(corners)
    unsafe try weld32?.number(blocks, into: numbers, on: pool, beside: other)
    unsafe try weld64?.number(blocks, into: numbers, on: pool, beside: other)
    var first = unsafe numbers
    for block in blocks {
      unsafe try keep(block, first)
      unsafe first += block.count
    }
  }

  /// Stops a caller whose block can't be welded.
  private func check(_ block: CornerBlock) {
    precondition(!isFinished, "the weld was already finished")
    precondition(block.precision == precision, "the block has another precision than the weld")
    precondition(block.count % 3 == 0, "the block holds a part of a triangle")
  }

  /// Hands over the mesh. The weld's table is given back before the vertices are made, and the keys while they are.
  /// Call it once.
  public func finish() throws(WeldError) -> TriangleMesh {
    precondition(!isFinished, "the weld was already finished")
    isFinished = true
    let (count, numbers) = unsafe (triangles.count, triangles.base)
    let vertices =
      if let weld32 {
        unsafe try weld32.finish(numbers, count: count)
      } else {
        unsafe try weld64!.finish(numbers, count: count)
      }
    let (kept, words) = try handOver()
    return TriangleMesh(vertices: vertices, triangles: kept, sourcePrecision: precision, facetAttributes: words)
  }

  private func handOver() throws(WeldError) -> (TriangleArray, Column<UInt16>?) {
    do throws(FileError) {
      let corners = try exchange(&triangles, with: ColumnBuilder()).finish()
      return (TriangleArray(corners: corners), try attributes.take()?.finish())
    } catch {
      throw .memory(error)
    }
  }

  // MARK: Vertices as they come

  /// Puts the positions of vertices from number `first` on into a float64 block, as many as fit.
  /// - Precondition: nothing is spilled, so that vertices have the numbers by now that they will have in the mesh.
  package func copyVertices(from first: Int, into block: CornerBlock) {
    precondition(!isSpilled && !isFinished, "there are no vertices yet")
    if let weld32 { weld32.copyVertices(from: first, into: block) }
    if let weld64 { weld64.copyVertices(from: first, into: block) }
  }

  /// The pages that so many corners and those behind them will need: another thread may have them made while this one welds.
  @unsafe
  package func pagesAhead(ofCorners corners: Int) -> [UnsafeMutableRawBufferPointer] {
    let keys = unsafe weld32?.pageAhead(ofVertices: corners) ?? weld64?.pageAhead(ofVertices: corners)
    return unsafe [triangles.pageAhead(of: corners), keys].compactMap { unsafe $0 }
  }

  /// Hands over the mesh without its vertices, for one who took them as they came. Call it in place of `finish`.
  /// - Precondition: nothing is spilled, so that vertices have the numbers by now that they will have in the mesh.
  package func finishTriangles() throws(WeldError) -> (triangles: TriangleArray, facetAttributes: Column<UInt16>?) {
    precondition(!isSpilled && !isFinished, "there are no vertices yet")
    isFinished = true
    do throws(FileError) {
      try weld32?.drop()
      try weld64?.drop()
    } catch {
      throw .memory(error)
    }
    return try handOver()
  }

  @inline(__always)
  @unsafe
  private static func isDegenerate(_ numbers: UnsafePointer<VertexIndex>) -> Bool {
    unsafe numbers[0] == numbers[1] || numbers[1] == numbers[2] || numbers[0] == numbers[2]
  }

  /// Takes out triangles with two equal corners. Answers how many are kept.
  @unsafe
  private static func dropDegenerate(_ numbers: UnsafeMutablePointer<VertexIndex>, _ count: Int) -> Int {
    var kept = 0
    for triangle in 0..<count {
      let n = unsafe numbers + 3 * triangle
      if unsafe isDegenerate(n) { continue }
      let (a, b, c) = unsafe (n[0], n[1], n[2])
      let place = unsafe numbers + 3 * kept
      unsafe (place[0], place[1], place[2]) = (a, b, c)
      kept += 1
    }
    return kept
  }

  /// Keeps the attribute words of the triangles that stay, once the first one is there; the words before it are zero, as
  /// fresh memory is.
  @unsafe
  private func keepAttributes(
    of block: CornerBlock, _ numbers: UnsafePointer<VertexIndex>, dropsDegenerate: Bool, triangles kept: Int,
    before: Int
  ) throws(FileError) {
    if attributes == nil {
      guard block.hasFacetAttributes else { return }
      var fresh = try ColumnBuilder<UInt16>(
        expectedCount: before + kept, purpose: .attributes, label: "facet attributes", ledger: ledger)
      _ = unsafe try fresh.reserve(before)
      fresh.commit(before)
      attributes = consume fresh
    }
    var place = unsafe try attributes!.reserve(kept)
    if block.hasFacetAttributes && dropsDegenerate {
      for triangle in 0..<block.count / 3 where unsafe !Self.isDegenerate(numbers + 3 * triangle) {
        unsafe place.pointee = block.facetAttributes[triangle]
        unsafe place += 1
      }
    } else if block.hasFacetAttributes {
      unsafe place.update(from: block.facetAttributes, count: kept)
    }
    attributes!.commit(kept)
  }
}
