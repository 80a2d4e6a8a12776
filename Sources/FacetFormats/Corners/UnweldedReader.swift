// Reads back what `UnweldedWriter` wrote, in constant memory: the beginning byte by byte, the positions as corners, and faces
// that must be counted. It takes no other spelling than that of the writer, and shares no code with it.
import FacetMemory
import FacetMesh
import FacetText

/// Reads the corners of a file in which every corner is a vertex of its own.
package final class UnweldedReader: CornerStream {
  /// More than the longest line of three numbers.
  private static let lineBytes = 256

  package let precision = SourcePrecision.float64
  package var expectedTriangles: Int? { triangles }
  package var progress: Double? {
    cursor.source.size.map { Double(cursor.offset) / Double(max(1, $0)) }
  }
  private let cursor: RecordCursor
  private let positions: IndexedWriter.Positions
  private let faces: IndexedWriter.Faces
  private let triangles: Int
  private var corners = 0
  private var isSame = true

  /// - Parameter triangles: how many there must be.
  package init(_ source: ByteSource, writtenBy writer: UnweldedWriter, triangles: Int) throws {
    cursor = RecordCursor(source)
    (positions, faces, self.triangles) = (writer.mesh.positions, writer.mesh.faces, triangles)
    let header = writer.header(triangles: triangles)
    guard header.count > 0 else { return }
    isSame = try cursor.need(header.count)
    guard isSame else { return }
    isSame = unsafe UnsafeRawBufferPointer(start: cursor.position, count: header.count).elementsEqual(header)
    cursor.advance(header.count)
  }

  /// Answers false also where the file is another one than it must be; `endsAsWritten` then says so.
  package func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while isSame && corners < 3 * triangles && block.count < block.capacity {
      switch positions {
      case .lines(let mark): try readLine(mark, into: block)
      case .numbers(.float32, let bigEndian):
        unsafe try readNumbers(4, into: block) { place in
          let bits = unsafe place.loadUnaligned(as: UInt32.self)
          return Double(Float(bitPattern: bigEndian ? UInt32(bigEndian: bits) : UInt32(littleEndian: bits)))
        }
      case .numbers(.float64, let bigEndian):
        unsafe try readNumbers(8, into: block) { place in
          let bits = unsafe place.loadUnaligned(as: UInt64.self)
          return Double(bitPattern: bigEndian ? UInt64(bigEndian: bits) : UInt64(littleEndian: bits))
        }
      }
    }
    return isSame && block.count > 0
  }

  /// Reads the faces, and tells whether all of the file was as it must be. Call it when `fill` has answered false.
  /// - Parameter onProgress: called now and then with the part of the file that was read.
  package func endsAsWritten(onProgress: (Double?) throws -> Void) throws -> Bool {
    var triangle = 0
    while isSame && triangle < triangles {
      isSame = try readFace(Int32(3 * triangle))
      triangle += 1
      if triangle % 65536 == 0 { try onProgress(progress) }
    }
    guard isSame else { return false }
    return try !cursor.need(1)
  }

  private func readNumbers(
    _ size: Int, into block: CornerBlock, _ number: (UnsafeRawPointer) -> Double
  ) throws {
    guard try cursor.need(3 * size) else { isSame = false; return }
    let count = min(cursor.available / (3 * size), block.capacity - block.count, 3 * triangles - corners)
    var place = unsafe cursor.position
    for _ in 0..<count {
      unsafe block.append(number(place), number(place + size), number(place + 2 * size))
      unsafe place += 3 * size
    }
    cursor.advance(count * 3 * size)
    corners += count
  }

  private func readLine(_ mark: UInt8?, into block: CornerBlock) throws {
    _ = try cursor.need(Self.lineBytes)
    guard cursor.available > 0 else { isSame = false; return }
    let start = unsafe cursor.position.assumingMemoryBound(to: UInt8.self)
    let end = unsafe start + cursor.available
    var byte = unsafe start
    var numbers = (0.0, 0.0, 0.0)
    if let mark { isSame = unsafe take(mark, &byte, end) && take(0x20, &byte, end) }
    isSame =
      unsafe isSame && take(&numbers.0, &byte, end) && take(0x20, &byte, end) && take(&numbers.1, &byte, end)
      && take(0x20, &byte, end) && take(&numbers.2, &byte, end) && take(0x0a, &byte, end)
    guard isSame else { return }
    block.append(numbers.0, numbers.1, numbers.2)
    unsafe cursor.advance(byte - start)
    corners += 1
  }

  private func readFace(_ first: Int32) throws -> Bool {
    switch faces {
    case .lines(let mark, let firstVertex):
      _ = try cursor.need(Self.lineBytes)
      guard cursor.available > 0 else { return false }
      let start = unsafe cursor.position.assumingMemoryBound(to: UInt8.self)
      let end = unsafe start + cursor.available
      var byte = unsafe start
      guard unsafe take(mark, &byte, end) else { return false }
      for corner in 0..<3 {
        guard unsafe take(0x20, &byte, end) && takeInteger(&byte, end) == Int(firstVertex) + Int(first) + corner else {
          return false
        }
      }
      guard unsafe take(0x0a, &byte, end) else { return false }
      unsafe cursor.advance(byte - start)
    case .plyRecords:
      guard try cursor.need(13) else { return false }
      let place = unsafe cursor.position
      guard unsafe place.load(as: UInt8.self) == 3 else { return false }
      for corner in 0..<3 {
        let number = unsafe Int32(littleEndian: place.loadUnaligned(fromByteOffset: 1 + 4 * corner, as: Int32.self))
        guard number == first + Int32(corner) else { return false }
      }
      cursor.advance(13)
    case .offRecords:
      guard try cursor.need(20) else { return false }
      let place = unsafe cursor.position
      let wanted = [3, first, first + 1, first + 2, 0]
      for field in 0..<5 {
        let number = unsafe Int32(bigEndian: place.loadUnaligned(fromByteOffset: 4 * field, as: Int32.self))
        guard number == wanted[field] else { return false }
      }
      cursor.advance(20)
    }
    return true
  }

  // MARK: Text

  @inline(__always)
  @unsafe
  private func take(_ wanted: UInt8, _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard unsafe byte < end && byte.pointee == wanted else { return false }
    unsafe byte += 1
    return true
  }

  @inline(__always)
  @unsafe
  private func take(_ value: inout Double, _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    var flags = NumberParse.Flags()
    let length = unsafe NumberParse.double(byte, end, value: &value, flags: &flags)
    unsafe byte += length
    return length > 0
  }

  /// Reads a whole number; -1 where there is none.
  @inline(__always)
  @unsafe
  private func takeInteger(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    var value = -1
    while unsafe byte < end, case let digit = unsafe byte.pointee &- 0x30, digit < 10, value < 1 << 40 {
      value = max(value, 0) * 10 + Int(digit)
      unsafe byte += 1
    }
    return value
  }
}
