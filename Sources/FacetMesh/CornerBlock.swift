// A block of corners on its way from a reader to the weld: three columns of one precision, filled again and again. A
// soup is never held whole; at any time only one block of it is.
import FacetArrays
import FacetMemory

/// The x, y and z columns of a block, for kernels.
@unsafe
public struct CornerColumns<Scalar: ArrayElement> {
  public let x: UnsafeMutablePointer<Scalar>
  public let y: UnsafeMutablePointer<Scalar>
  public let z: UnsafeMutablePointer<Scalar>
}

/// A recycled block of corners, three to a triangle. Readers fill it, the weld consumes it.
///
/// Each column is 64-byte aligned and may be read 64 bytes past its end.
public final class CornerBlock {
  /// The corners of a block, unless a test asks for less: a multiple of three that keeps the block in the L2 cache.
  public static let defaultCapacity = 6 * 1024

  /// The precision of the columns, fixed for a whole stream.
  public let precision: SourcePrecision
  /// The largest number of corners; a multiple of three.
  public let capacity: Int
  /// The number of corners; a multiple of three once the reader is done with the block.
  public var count = 0
  /// Whether `facetAttributes` holds a word for each triangle of this block.
  public var hasFacetAttributes = false

  private let storage: MappedStorage
  private let columnBytes: Int

  /// - Throws: `FileError` when there is no memory for the block.
  public init(
    precision: SourcePrecision, capacity: Int = defaultCapacity, ledger: MemoryLedger? = nil
  ) throws(FileError) {
    precondition(capacity >= 3 && capacity % 3 == 0, "a block holds whole triangles")
    self.precision = precision
    self.capacity = capacity
    let scalarSize = precision == .float32 ? 4 : 8
    columnBytes = ((capacity * scalarSize + 63) & ~63) + 64
    let attributeBytes = (capacity / 3 * 2 + 63) & ~63
    storage = try MappedStorage(
      byteCount: 3 * columnBytes + attributeBytes, purpose: .corners, label: "block of corners", ledger: ledger)
  }

  /// Makes a block of the same corners.
  package init(copying other: CornerBlock, ledger: MemoryLedger?) throws(FileError) {
    (precision, capacity, columnBytes) = (other.precision, other.capacity, other.columnBytes)
    (count, hasFacetAttributes) = (other.count, other.hasFacetAttributes)
    storage = try MappedStorage(
      byteCount: other.storage.byteCount, purpose: .corners, label: "block of corners", ledger: ledger)
    unsafe storage.base.copyMemory(from: other.storage.base, byteCount: other.storage.byteCount)
  }

  /// The columns of a float32 block.
  /// - Precondition: `precision` is float32.
  @unsafe public var float32: CornerColumns<Float> {
    precondition(precision == .float32, "the block holds float64")
    return unsafe columns(of: Float.self)
  }

  /// The columns of a float64 block.
  /// - Precondition: `precision` is float64.
  @unsafe public var float64: CornerColumns<Double> {
    precondition(precision == .float64, "the block holds float32")
    return unsafe columns(of: Double.self)
  }

  /// One word a triangle; meaningful while `hasFacetAttributes` is set.
  @unsafe public var facetAttributes: UnsafeMutablePointer<UInt16> {
    unsafe (storage.base + 3 * columnBytes).assumingMemoryBound(to: UInt16.self)
  }

  /// Whether another triangle fits.
  public var hasRoomForTriangle: Bool { count + 3 <= capacity }

  /// Forgets the corners.
  public func removeAll() {
    count = 0
    hasFacetAttributes = false
  }

  /// Appends one corner to a float64 block. - Precondition: there is room.
  public func append(_ x: Double, _ y: Double, _ z: Double) {
    precondition(count < capacity, "the block is full")
    let columns = unsafe float64
    unsafe columns.x[count] = x
    unsafe columns.y[count] = y
    unsafe columns.z[count] = z
    count += 1
  }

  /// Appends one corner to a float32 block. - Precondition: there is room.
  public func append(_ x: Float, _ y: Float, _ z: Float) {
    precondition(count < capacity, "the block is full")
    let columns = unsafe float32
    unsafe columns.x[count] = x
    unsafe columns.y[count] = y
    unsafe columns.z[count] = z
    count += 1
  }

  /// The position of corner `index`, widened.
  public subscript(index: Int) -> SIMD3<Double> {
    precondition(index >= 0 && index < count, "the index lies outside the block")
    switch precision {
    case .float32:
      let c = unsafe float32
      return unsafe SIMD3(Double(c.x[index]), Double(c.y[index]), Double(c.z[index]))
    case .float64:
      let c = unsafe float64
      return unsafe SIMD3(c.x[index], c.y[index], c.z[index])
    }
  }

  @unsafe
  private func columns<Scalar>(of type: Scalar.Type) -> CornerColumns<Scalar> {
    let base = storage.base
    return unsafe CornerColumns(
      x: base.assumingMemoryBound(to: Scalar.self), y: (base + columnBytes).assumingMemoryBound(to: Scalar.self),
      z: (base + 2 * columnBytes).assumingMemoryBound(to: Scalar.self))
  }
}
