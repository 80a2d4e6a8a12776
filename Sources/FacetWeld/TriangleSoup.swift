// For programs that make triangles: feed them in, one by one or a block at a time, and take the mesh out. The soup is
// welded as it is fed; its corners are never held.
import FacetMemory
import FacetMesh

/// A builder that is fed triangles and welds them as they come.
///
///     let soup = try TriangleSoup()
///     try soup.append(SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0))
///     let mesh = try soup.finish()
///
/// Memory: the final mesh, about 4 bytes a vertex for the table, and one block of corners. Not safe to share between
/// threads.
@safe public final class TriangleSoup {
  /// The precision of the coordinates: float32 keys take half the memory and print fewer digits.
  public let precision: SourcePrecision
  private let weld: SoupWeld
  /// The books that the memory is entered in.
  package let ledger: MemoryLedger?
  private let block: CornerBlock
  private let x64: UnsafeMutablePointer<Double>
  private let x32: UnsafeMutablePointer<Float>
  /// The distance between the columns of the block, in elements.
  private let columnStride: Int
  private var used = 0

  /// - Parameters:
  ///   - precision: float64, the default, takes any coordinates; float32 takes Float ones.
  ///   - expectedTriangles: how many will probably come; a wrong guess costs time, never correctness.
  ///   - ledger: the books that the memory is entered in.
  public init(
    precision: SourcePrecision = .float64, expectedTriangles: Int? = nil, ledger: MemoryLedger? = nil
  ) throws(WeldError) {
    self.precision = precision
    self.ledger = ledger
    weld = try SoupWeld(precision: precision, expectedTriangles: expectedTriangles, ledger: ledger)
    do throws(FileError) { block = try CornerBlock(precision: precision, ledger: ledger) } catch {
      throw .memory(error)
    }
    if precision == .float64 {
      let columns = unsafe block.float64
      unsafe x64 = columns.x
      columnStride = unsafe columns.y - columns.x
      unsafe x32 = UnsafeMutableRawPointer(columns.x).assumingMemoryBound(to: Float.self)
    } else {
      let columns = unsafe block.float32
      unsafe x32 = columns.x
      columnStride = unsafe columns.y - columns.x
      unsafe x64 = UnsafeMutableRawPointer(columns.x).assumingMemoryBound(to: Double.self)
    }
  }

  /// Makes a soup that spills: the resident memory of the process stays below a ceiling, whatever is fed. What does not fit lies
  /// in temporary files without a name, and so does the mesh that `finish` hands over.
  /// - Parameters:
  ///   - ceiling: the most resident bytes of the whole process, what it holds already included.
  ///   - temporaryFolder: a folder on a disk.
  /// - Throws: `WeldError.memory` when the ceiling leaves too little: 64 MiB more than the process holds is always enough.
  public convenience init(
    precision: SourcePrecision = .float64, expectedTriangles: Int? = nil, ceiling: Int,
    temporaryFolder: String = "/var/tmp"
  ) throws(WeldError) {
    try self.init(
      precision: precision, expectedTriangles: expectedTriangles,
      ledger: MemoryLedger(ceiling: MemoryCeiling(limit: ceiling, temporaryFolder: temporaryFolder)))
  }

  /// The triangles fed so far.
  public var triangleCount: Int { (weld.cornerCount + used) / 3 }

  /// Appends a triangle. Amortised O(1), about as fast as reading it from a file.
  /// - Precondition: the soup is float64.
  public func append(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) throws(WeldError) {
    precondition(precision == .float64, "a float32 soup takes Float coordinates")
    let x = unsafe x64 + used
    let y = unsafe x + columnStride
    let z = unsafe y + columnStride
    unsafe (x[0], y[0], z[0]) = (a.x, a.y, a.z)
    unsafe (x[1], y[1], z[1]) = (b.x, b.y, b.z)
    unsafe (x[2], y[2], z[2]) = (c.x, c.y, c.z)
    used += 3
    if used == block.capacity { try flush() }
  }

  /// Appends a triangle, widened when the soup is float64. Amortised O(1).
  @_disfavoredOverload
  public func append(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) throws(WeldError) {
    guard precision == .float32 else {
      return try append(SIMD3<Double>(a), SIMD3<Double>(b), SIMD3<Double>(c))
    }
    let x = unsafe x32 + used
    let y = unsafe x + columnStride
    let z = unsafe y + columnStride
    unsafe (x[0], y[0], z[0]) = (a.x, a.y, a.z)
    unsafe (x[1], y[1], z[1]) = (b.x, b.y, b.z)
    unsafe (x[2], y[2], z[2]) = (c.x, c.y, c.z)
    used += 3
    if used == block.capacity { try flush() }
  }

  /// Appends the corners of a block.
  /// - Precondition: the block has the precision of the soup and holds whole triangles.
  public func append(contentsOf other: CornerBlock) throws(WeldError) {
    try flush()
    try add(other)
  }

  /// Ends the feeding and hands the mesh over. Call it once.
  public func finish() throws(WeldError) -> TriangleMesh {
    try flush()
    return try weld.finish()
  }

  private func flush() throws(WeldError) {
    guard used > 0 else { return }
    block.count = used
    used = 0
    try add(block)
    block.removeAll()
  }

  private func add(_ block: CornerBlock) throws(WeldError) {
    try weld.add(block)
    do throws(FileError) { try ledger?.step() } catch { throw .memory(error) }
  }
}
