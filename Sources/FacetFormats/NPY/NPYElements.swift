// The elements of a NumPy array as a column. Elements of the asked type are read into its memory and nothing else is done
// to them; another byte order is turned over there, piece by piece; other types pass through a small buffer.
import FacetArrays
import FacetMemory

/// How the elements of an array become a column of `Element`.
struct NPYElements<Element: ArrayElement> {
  let header: NPYHeader
  let file: String
  /// Whether elements of another type may be cast.
  let converting: Bool
  let ledger: MemoryLedger?
  /// What the elements are for.
  let purpose: MemoryPurpose

  /// The bytes that are read, turned over or cast at once: they stay in the second cache.
  private static var pieceBytes: Int { 1 << 18 }

  /// The bytes that are read at once where nothing else is done to them.
  private static var readBytes: Int { 1 << 20 }

  /// Whether the bytes of the file are the elements as they lie in memory.
  var isNative: Bool { header.elementType == NPYHeader.ElementType(Element.self) }

  /// Throws unless the elements may be given as `Element`.
  func checkType() throws(FormatError) {
    guard let wanted = NPYHeader.ElementType(Element.self) else {
      throw fault("an element type that NumPy has", "\(Element.self)")
    }
    let there = header.elementType
    if there.kind == .complex { throw fault("real numbers", "\(there)") }
    guard converting || (there.kind == wanted.kind && there.byteCount == wanted.byteCount) else {
      throw fault("\(wanted) (`converting: true` casts other types)", "\(there)")
    }
  }

  /// Reads all elements, in the order of the file. O(elements).
  func read(from content: any NPYContent) throws -> Column<Element> {
    try checkType()
    let count = header.elementCount
    let elementBytes = MemoryLayout<Element>.stride
    // The header's size was held against the file, but casting may make it larger.
    let bytes = count.multipliedReportingOverflow(by: elementBytes)
    guard !bytes.overflow else { throw fault("an array that fits in memory", "\(count) elements") }
    let storage = try MappedStorage(
      byteCount: bytes.partialValue, purpose: purpose, label: file, ledger: ledger, zeroed: false)
    if isNative {
      for start in stride(from: 0, to: header.byteCount, by: Self.readBytes) {
        let bytes = min(Self.readBytes, header.byteCount - start)
        unsafe try fill(UnsafeMutableRawBufferPointer(start: storage.base + start, count: bytes), from: content)
        storage.settle()
      }
    } else {
      try readForeign(count, into: storage, from: content)
    }
    return Column(storage: storage, offset: 0, count: count)
  }

  /// Reads elements of another byte order or type.
  private func readForeign(_ count: Int, into storage: MappedStorage, from content: any NPYContent) throws {
    let type = header.elementType
    let isSameType =
      type.kind == NPYHeader.ElementType(Element.self)?.kind && type.byteCount == MemoryLayout<Element>.size
    let buffer = isSameType ? nil : try MappedStorage(byteCount: Self.pieceBytes, purpose: .readBuffers, ledger: ledger)
    let most = Self.pieceBytes / type.byteCount
    var done = 0
    while done < count {
      let piece = min(most, count - done)
      let place = unsafe storage.base + done * MemoryLayout<Element>.stride
      let bytes = unsafe UnsafeMutableRawBufferPointer(
        start: buffer?.base ?? place, count: piece * type.byteCount)
      unsafe try fill(bytes, from: content)
      if type.bigEndian { unsafe NPYByteOrder.turn(bytes, width: type.byteCount) }
      if !isSameType {
        let cast = unsafe NPYCast<Element>.cast(bytes.baseAddress!, type, piece)
        unsafe cast.span.withUnsafeBytes { unsafe place.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
      }
      done += piece
      storage.settle()
    }
  }

  /// Reads bytes that must be there.
  @unsafe
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from content: any NPYContent) throws {
    let got = unsafe try content.read(into: buffer)
    guard got == buffer.count else {
      throw FormatError(
        .truncated, file: file, format: "NPY", expected: "\(header.byteCount) bytes of elements", found: "end of file")
    }
  }

  private func fault(_ expected: String, _ found: String) -> FormatError {
    FormatError(.unsupported, file: file, format: "NPY", place: .byte(10), expected: expected, found: found)
  }
}

extension NPYHeader.ElementType {
  /// NumPy's type of an element in memory; nil for a type that NumPy has not.
  init?(_ type: any ArrayElement.Type) {
    switch type {
    case is Double.Type: self.init(.float, byteCount: 8)
    case is Float.Type: self.init(.float, byteCount: 4)
    case is Int32.Type: self.init(.signed, byteCount: 4)
    case is Int64.Type: self.init(.signed, byteCount: 8)
    case is UInt32.Type: self.init(.unsigned, byteCount: 4)
    case is UInt16.Type: self.init(.unsigned, byteCount: 2)
    case is UInt8.Type: self.init(.unsigned, byteCount: 1)
    default: return nil
    }
  }
}

/// Between the byte orders. Apart from the generic type above: loops in there would not be made for one type.
private enum NPYByteOrder {
  /// Turns the bytes of each element over.
  @unsafe
  static func turn(_ bytes: UnsafeMutableRawBufferPointer, width: Int) {
    switch width {
    case 2: unsafe turn(bytes, UInt16.self)
    case 4: unsafe turn(bytes, UInt32.self)
    case 8: unsafe turn(bytes, UInt64.self)
    default: break
    }
  }

  @inline(__always)
  @unsafe
  private static func turn<Bits: FixedWidthInteger>(_ bytes: UnsafeMutableRawBufferPointer, _ type: Bits.Type) {
    guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: type) else { return }
    for index in 0..<bytes.count / MemoryLayout<Bits>.size { unsafe start[index] = unsafe start[index].byteSwapped }
  }
}
