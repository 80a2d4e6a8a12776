// Where the bytes of one NumPy array come from: a file, or a member of an archive. Both are read once, from front to
// back, straight into the memory of the array.
import FacetArrays
import FacetCompression
import FacetMemory

/// The bytes of one .npy file, in order.
protocol NPYContent: AnyObject {
  /// For messages: the file, or the archive and the member.
  var name: String { get }
  /// All bytes of the file, header included. For packed members a claim.
  var byteCount: Int { get }
  /// Reads as many bytes as the buffer has, or fewer at the end.
  @unsafe func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
  /// Says that no more is read of it; an archive checks what is left.
  func finish() throws
}

/// A file, or bytes in memory.
final class NPYFileContent: NPYContent {
  private let source: ByteSource
  let byteCount: Int
  private var offset = 0
  var name: String { source.name }

  init(_ source: ByteSource, byteCount: Int) { (self.source, self.byteCount) = (source, byteCount) }

  @unsafe
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
    let count = unsafe try source.read(at: offset, into: start, count: buffer.count)
    offset += count
    return count
  }

  func finish() {}
}

/// A member of an archive.
final class NPYMemberContent: NPYContent {
  private let producer: ZIPMemberProducer
  let name: String
  var byteCount: Int { producer.member.byteCount }

  init(_ producer: ZIPMemberProducer, name: String) { (self.producer, self.name) = (producer, name) }

  @unsafe
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var done = 0
    while done < buffer.count {
      // In pieces that stay in the cache between the read and the checksum.
      let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done..<min(buffer.count, done + 1 << 18)])
      let count = unsafe try producer.produce(into: piece)
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads what follows the array, so that the checksum is checked.
  func finish() throws {
    var rest = [UInt8](repeating: 0, count: 4096)
    while unsafe try rest.withUnsafeMutableBytes({ unsafe try producer.produce(into: $0) }) > 0 {}
  }
}

extension NPYHeader {
  /// Reads a header and leaves the content behind it.
  /// - Throws: `FormatError` when it is none, or its array does not fit in the bytes that are there.
  init(reading content: any NPYContent) throws {
    func take(_ count: Int) throws -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      let got = unsafe try bytes.withUnsafeMutableBytes { unsafe try content.read(into: $0) }
      return Array(bytes[..<got])
    }
    var bytes = try take(Self.prefixLength)
    guard !bytes.isEmpty else {
      throw FormatError(.emptyFile, file: content.name, format: "NPY", expected: "empty file")
    }
    do {
      bytes += try take(max(0, Self.length(ofPrefix: bytes) - bytes.count))
      try self.init(parsing: bytes)
    } catch let fault as NPYHeader.Fault {
      throw FormatError(fault, file: content.name)
    }
    try checkFits(byteCount: content.byteCount, file: content.name)
  }

  /// Holds the shape against the bytes that are there.
  func checkFits(byteCount there: Int, file: String) throws(FormatError) {
    guard there - dataOffset < byteCount else { return }
    throw FormatError(
      .truncated, file: file, format: "NPY", place: .byte(there),
      expected: "\(byteCount) bytes of elements, as the header declares",
      found: "end of file after \(there - dataOffset)")
  }
}

extension FormatError {
  /// A fault of a header, with its place in the file.
  init(_ fault: NPYHeader.Fault, file: String) {
    let code: Code =
      switch fault.kind {
      case .truncated: .truncated
      case .malformed: .badHeader
      case .unsupported: .unsupported
      }
    self.init(code, file: file, format: "NPY", place: .byte(fault.offset), expected: fault.reason)
  }
}
