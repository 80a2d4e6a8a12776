// Columns over the memory of others, and copies of it. Adopted memory is used as it lies and given back by a closure;
// borrowed memory is only read, and the first write copies it.
import FacetMemory

extension Column {
  /// Copies the elements of a span. O(count).
  public init(copying elements: Span<Element>) {
    self.init(unsafeUninitialized: elements.count, zeroed: false)
    unsafe elements.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe start.update(from: base, count: buffer.count) }
    }
  }

  /// Copies the elements of a buffer. NumPy: `numpy.array(…)`. O(count).
  @unsafe
  public init(copying elements: UnsafeBufferPointer<Element>) {
    self.init(unsafeUninitialized: elements.count, zeroed: false)
    if let base = elements.baseAddress { unsafe start.update(from: base, count: elements.count) }
  }

  /// Adopts memory that somebody else made, without a copy. O(1).
  ///
  /// The column reads and writes it; nobody else may meanwhile.
  /// - Parameter release: called once, when the last column or view that shows the memory goes.
  @unsafe
  public init(
    adopting elements: UnsafeMutableBufferPointer<Element>,
    release: @escaping @Sendable (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    let count = elements.count
    let storage = unsafe MappedStorage(
      adopting: UnsafeMutableRawPointer(elements.baseAddress ?? Column().start), byteCount: Self.byteCount(count)
    ) { base, _ in
      unsafe release(UnsafeMutableBufferPointer(start: base.assumingMemoryBound(to: Element.self), count: count))
    }
    self.init(storage: storage, offset: 0, count: count)
  }

  /// Borrows memory that somebody else keeps, without a copy: NumPy's `numpy.frombuffer`. The first write copies it. O(1).
  /// - Parameter owner: what keeps the memory; it is held as long as a column or view shows it. The memory must not change
  ///   meanwhile.
  @unsafe
  public init(borrowing elements: UnsafeBufferPointer<Element>, from owner: some AnyObject & Sendable) {
    let base = unsafe elements.baseAddress.map { unsafe UnsafeMutableRawPointer(mutating: $0) }
    let storage = unsafe MappedStorage(
      adopting: base ?? UnsafeMutableRawPointer(Column().start), byteCount: Self.byteCount(elements.count),
      readOnly: true
    ) { _, _ in withExtendedLifetime(owner) {} }
    self.init(storage: storage, offset: 0, count: elements.count)
  }

  private static func byteCount(_ count: Int) -> Int { count * MemoryLayout<Element>.stride }
}
