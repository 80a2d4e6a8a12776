// Elements of any NumPy type as `Element`, by the rule of `Column.cast`: floating point rounds to nearest, integers
// saturate, NaN becomes 0. Types that columns have not are widened first, which loses nothing.
import FacetArrays
import FacetMemory

/// Casts elements that lie in a buffer in the processor's byte order.
enum NPYCast<Element: ArrayElement> {
  /// Makes a column of `count` elements of type `type` that begin at `start`. O(count).
  @unsafe
  static func cast(
    _ start: UnsafeMutableRawPointer, _ type: NPYHeader.ElementType, _ count: Int
  ) -> Column<Element> {
    switch (type.kind, type.byteCount) {
    case (.float, 8): unsafe view(start, Double.self, count).cast()
    case (.float, 4): unsafe view(start, Float.self, count).cast()
    case (.float, _): unsafe widened(start, Float16.self, count) { Float($0) }.cast()
    case (.signed, 8): unsafe view(start, Int64.self, count).cast()
    case (.signed, 4): unsafe view(start, Int32.self, count).cast()
    case (.signed, 2): unsafe widened(start, Int16.self, count) { Int32($0) }.cast()
    case (.signed, _): unsafe widened(start, Int8.self, count) { Int32($0) }.cast()
    case (.unsigned, 8): unsafe castLarge(start, count)
    case (.unsigned, 4): unsafe view(start, UInt32.self, count).cast()
    case (.unsigned, 2): unsafe view(start, UInt16.self, count).cast()
    case (.boolean, _): unsafe widened(start, UInt8.self, count) { $0 == 0 ? UInt8(0) : 1 }.cast()
    default: unsafe view(start, UInt8.self, count).cast()
    }
  }

  /// No type of column holds all 64-bit integers without a sign, so each target has a way of its own that rounds once.
  @unsafe
  private static func castLarge(_ start: UnsafeMutableRawPointer, _ count: Int) -> Column<Element> {
    if Element.self == Double.self { return unsafe widened(start, UInt64.self, count) { Double($0) }.cast() }
    if Element.self == Float.self { return unsafe widened(start, UInt64.self, count) { Float($0) }.cast() }
    return unsafe widened(start, UInt64.self, count) { Int64(clamping: $0) }.cast()
  }

  /// The elements where they lie.
  @unsafe
  private static func view<Source: ArrayElement>(
    _ start: UnsafeMutableRawPointer, _ type: Source.Type, _ count: Int
  ) -> Column<Source> {
    let storage = unsafe MappedStorage(
      adopting: start, byteCount: count * MemoryLayout<Source>.stride, readOnly: true, release: { _, _ in })
    return Column(storage: storage, offset: 0, count: count)
  }

  /// The elements in a wider type.
  @unsafe
  private static func widened<Source: BitwiseCopyable, Wide: ArrayElement>(
    _ start: UnsafeMutableRawPointer, _ type: Source.Type, _ count: Int, _ widen: (Source) -> Wide
  ) -> Column<Wide> {
    var column = Column<Wide>(unsafeUninitialized: count, zeroed: false)
    var span = column.mutableSpan
    for index in 0..<count {
      span[index] = unsafe widen(start.load(fromByteOffset: index * MemoryLayout<Source>.stride, as: type))
    }
    return column
  }
}
