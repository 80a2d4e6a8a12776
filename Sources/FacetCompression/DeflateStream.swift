// zlib's inflate, with its state in memory that never moves: zlib keeps a pointer back to it.
// Source of the formats: RFC 1950, 1951 and 1952.
import CZlib
import FacetMemory

/// Unpacks one stream of deflated data.
@safe final class DeflateStream {
  /// What stands around the deflated data.
  enum Wrapper: Int32 {
    /// Nothing, as in a ZIP archive.
    case none = -15
    /// The header and the trailer of gzip, both of which zlib checks.
    case gzip = 31
  }

  private let stream: UnsafeMutablePointer<z_stream>
  /// The bytes of the stream that were consumed.
  private(set) var consumed = 0
  /// Whether the stream has come to its end, checks included.
  private(set) var hasEnded = false

  /// - Throws: `FileError` when there is no memory for the window of 32 KiB.
  init(_ wrapper: Wrapper) throws(FileError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe inflateInit2_(stream, wrapper.rawValue, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      throw FileError(.outOfMemory, path: "", errno: 0, reason: "a window for zlib")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins anew, for the next member of a file.
  func reset() {
    unsafe inflateReset(stream)
    consumed = 0
    hasEnded = false
  }

  /// Unpacks as much as fits.
  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InflateFault) -> InflateStep {
    guard !hasEnded else { return InflateStep() }
    // zlib counts in 32 bits.
    let (most, mostOut) = (min(input.count, 1 << 30), min(output.count, 1 << 30))
    var nothing: UInt8 = 0
    let code = unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
      // zlib refuses a nil pointer, also where it reads no byte.
      let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(nothing)
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
      unsafe stream.pointee.avail_in = UInt32(most)
      unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing
      unsafe stream.pointee.avail_out = UInt32(mostOut)
      return unsafe inflate(stream, Z_NO_FLUSH)
    }
    let step = unsafe InflateStep(
      consumed: most - Int(stream.pointee.avail_in), produced: mostOut - Int(stream.pointee.avail_out))
    consumed += step.consumed
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: hasEnded = true
    default: throw fault(code, consumed: step.consumed)
    }
    return step
  }

  private func fault(_ code: Int32, consumed: Int) -> InflateFault {
    let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib failed with code \(code)"
    let kind: CompressionError.Code =
      switch words {
      case "incorrect data check", "header crc mismatch": .badChecksum
      case "incorrect length check": .sizeMismatch
      case "unknown compression method": .unsupported
      default: .badData
      }
    return InflateFault(code: kind, reason: words, consumed: consumed)
  }
}
