// A one-dimensional array of numbers on raw memory: a value with copy-on-write, like Swift's Array, but its memory goes
// back to the system the moment the last holder lets go, and views of it copy nothing.
import FacetMemory

/// A contiguous column of numbers. Copying it is O(1); the first write to a shared column copies its elements.
public struct Column<Element: ArrayElement>: Sendable {
  /// Nil only for an empty column.
  @usableFromInline package private(set) var storage: MappedStorage?
  /// Where the column begins in the storage, in elements.
  @usableFromInline package private(set) var offset: Int
  /// The number of elements.
  public private(set) var count: Int

  /// Makes an empty column.
  public init() {
    storage = nil
    offset = 0
    count = 0
  }

  /// Makes a view of `count` elements that begin `offset` elements into the storage.
  /// - Precondition: they lie inside the storage.
  package init(storage: MappedStorage?, offset: Int, count: Int) {
    precondition(
      count == 0 || (offset >= 0 && (offset + count) * MemoryLayout<Element>.stride <= storage?.byteCount ?? 0),
      "the view lies outside its storage")
    self.storage = storage
    self.offset = offset
    self.count = count
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
      return unsafe baseAddress[index]
    }
    set {
      precondition(index >= 0 && index < count, "the index lies outside the column")
      makeWritable()
      unsafe baseAddress[index] = newValue
    }
  }

  /// The elements, for kernels. O(1).
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

  /// The first `length` elements, as a view that copies nothing. O(1).
  public func prefix(_ length: Int) -> Column<Element> {
    precondition(length >= 0 && length <= count, "the prefix is longer than the column")
    return Column(storage: storage, offset: offset, count: length)
  }

  /// This column with its elements side by side: itself when they are, else a copy of them.
  public func contiguous() -> Column { self }

  @usableFromInline
  @unsafe var baseAddress: UnsafeMutablePointer<Element> {
    guard let storage else { return unsafe UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)! }
    return unsafe storage.base.assumingMemoryBound(to: Element.self) + offset
  }

  /// Whether a write needs no copy.
  mutating func holdsWritableMemoryAlone() -> Bool {
    isKnownUniquelyReferenced(&storage) && storage!.isWritable
  }

  /// Makes this column the only holder of writable memory.
  @usableFromInline
  mutating func makeWritable() {
    if count == 0 || holdsWritableMemoryAlone() { return }
    let copy = Column(
      unsafeUninitialized: count, purpose: storage!.purpose, label: storage!.label, ledger: storage!.ledger)
    unsafe copy.baseAddress.update(from: baseAddress, count: count)
    self = copy
  }
}

extension Column: Equatable {
  /// Compares element by element: `-0.0 == 0.0`, and a NaN equals nothing. O(count).
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @specialized(where Element == UInt32) @specialized(where Element == UInt8)
  public static func == (left: Column, right: Column) -> Bool {
    guard left.count == right.count else { return false }
    let (a, b) = (left.span, right.span)
    for index in 0..<a.count where a[index] != b[index] { return false }
    return true
  }
}
