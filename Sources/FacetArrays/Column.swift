// A one-dimensional array of numbers on raw memory: a value with copy-on-write, like Swift's Array, but its memory goes
// back to the system the moment the last holder lets go, and views of it copy nothing (Column+Views.swift).
import FacetMemory

/// A column of numbers. Copying it is O(1); the first write to a shared column copies its elements.
///
/// A fresh column is contiguous. A view of another one may leave out elements: then `stride` is not 1, operations read it a
/// block at a time, and the first write makes it contiguous.
public struct Column<Element: ArrayElement>: Sendable {
  /// Nil only for an empty column.
  @usableFromInline package var storage: MappedStorage?
  /// Where the column begins in the storage, in elements.
  @usableFromInline package var offset: Int
  /// The number of elements.
  public private(set) var count: Int
  /// The distance from one element to the next, in elements: 1 when they lie side by side. NumPy: `strides`, in bytes there.
  public private(set) var stride: Int

  /// Makes an empty column.
  public init() {
    storage = nil
    offset = 0
    count = 0
    stride = 1
  }

  /// Makes a view of `count` elements that begin `offset` elements into the storage, each `stride` elements from the next.
  /// - Precondition: they lie inside the storage.
  package init(storage: MappedStorage?, offset: Int, count: Int, stride: Int = 1) {
    if count > 0 {
      let last = offset + (count - 1) * stride
      precondition(
        min(offset, last) >= 0
          && (max(offset, last) + 1) * MemoryLayout<Element>.stride <= storage?.byteCount ?? 0,
        "the view lies outside its storage")
    }
    self.storage = storage
    self.offset = offset
    self.count = count
    self.stride = count > 1 ? stride : 1
  }

  /// Makes a column of `count` equal elements. O(count).
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  public init(repeating value: Element, count: Int) {
    self.init(unsafeUninitialized: count)
    var span = mutableSpan
    for index in 0..<count { span[index] = value }
  }

  /// Copies the elements of a Swift array. O(count).
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  public init(_ elements: [Element]) {
    self.init(unsafeUninitialized: elements.count)
    var span = mutableSpan
    for index in 0..<elements.count { span[index] = elements[index] }
  }

  /// Makes a column of zeros: fresh memory reads as zero.
  /// - Parameter zeroed: false for a caller that writes every element before anyone reads one.
  package init(
    unsafeUninitialized count: Int, purpose: MemoryPurpose = .other, label: String = "", ledger: MemoryLedger? = nil,
    zeroed: Bool = true
  ) {
    precondition(count >= 0, "a column can't have a negative count")
    do {
      let bytes = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
      precondition(!bytes.overflow, "a column of \(count) elements is larger than the address space")
      let storage = try MappedStorage(
        byteCount: bytes.partialValue, purpose: purpose, label: label, ledger: ledger, zeroed: zeroed)
      self.init(storage: storage, offset: 0, count: count)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The element at `index`. O(1) to read; a write copies the elements first when they are shared.
  @inlinable
  public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "the index lies outside the column")
      return unsafe start[index * stride]
    }
    set {
      precondition(index >= 0 && index < count, "the index lies outside the column")
      makeWritable()
      unsafe start[index] = newValue
    }
  }

  /// The elements, for kernels. O(1).
  /// - Precondition: the column is contiguous (`stride` is 1): take `contiguous()` of a view that may not be.
  @inlinable
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeStart: UnsafePointer(baseAddress), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The elements, for kernels that write. Copies them first when they are shared.
  @inlinable
  public var mutableSpan: MutableSpan<Element> {
    @_lifetime(&self)
    mutating get {
      makeWritable()
      let span = unsafe MutableSpan(_unsafeStart: baseAddress, count: count)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }

  /// The elements as a Swift array. O(count).
  public var array: [Element] { (0..<count).map { self[$0] } }

  /// The first element, wherever the others are.
  @usableFromInline
  @unsafe package var start: UnsafeMutablePointer<Element> {
    guard let storage else { return unsafe UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)! }
    return unsafe storage.base.assumingMemoryBound(to: Element.self) + offset
  }

  /// The first of elements that lie side by side.
  @usableFromInline
  @unsafe package var baseAddress: UnsafeMutablePointer<Element> {
    precondition(stride == 1, "a strided view is no contiguous memory: take contiguous() of it")
    return unsafe start
  }

  /// Whether a write needs no copy.
  mutating func holdsWritableMemoryAlone() -> Bool {
    stride == 1 && isKnownUniquelyReferenced(&storage) && storage!.isWritable
  }

  /// Makes this column the only holder of contiguous, writable memory.
  @usableFromInline
  mutating func makeWritable() {
    if count == 0 || holdsWritableMemoryAlone() { return }
    self = copy()
  }

  /// A contiguous column of its own with the same elements, entered in the same books. O(count).
  package func copy() -> Column {
    let result = Column(
      unsafeUninitialized: count, purpose: storage?.purpose ?? .other, label: storage?.label ?? "",
      ledger: storage?.ledger, zeroed: false)
    unsafe Column.gather(start, stride, result.start, count)
    return result
  }
}

extension Column: Equatable {
  /// Compares element by element: `-0.0 == 0.0`, and a NaN equals nothing. O(count).
  public static func == (left: Column, right: Column) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe areEqual(left.start, left.stride, right.start, right.stride, left.count)
  }

  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  @unsafe
  private static func areEqual(
    _ left: UnsafePointer<Element>, _ leftStride: Int, _ right: UnsafePointer<Element>, _ rightStride: Int, _ count: Int
  ) -> Bool {
    for index in 0..<count { if unsafe left[index &* leftStride] != right[index &* rightStride] { return false } }
    return true
  }
}
