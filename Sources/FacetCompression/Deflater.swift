// zlib's deflate without a wrapper, from pieces in memory into a sink.
import CZlib
import FacetMemory

/// Compresses the content of one member.
@safe final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  /// - Parameter level: 1 (fast) to 9 (small).
  /// - Throws: `FileError` when there is no memory for its tables (256 KiB).
  init(level: Int) throws(FileError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe deflateInit2_(
      stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      throw FileError(.outOfMemory, path: "", errno: 0, reason: "tables for zlib")
    }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Compresses all pieces. A deflater is used once.
  @unsafe
  func write(_ pieces: [UnsafeRawBufferPointer], to sink: ByteSink) throws {
    for index in unsafe pieces.indices {
      var rest = unsafe pieces[index]
      while unsafe !rest.isEmpty {
        // zlib counts in 32 bits.
        let count = min(rest.count, 1 << 30)
        let start = unsafe rest.baseAddress!.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
        unsafe stream.pointee.avail_in = UInt32(count)
        while unsafe stream.pointee.avail_in > 0 { try step(Z_NO_FLUSH, to: sink) }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    while try step(Z_FINISH, to: sink) != Z_STREAM_END {}
  }

  @discardableResult
  private func step(_ flush: Int32, to sink: ByteSink) throws -> Int32 {
    let room = 1 << 16
    let place = unsafe try sink.reserve(room)
    unsafe stream.pointee.next_out = place.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    let code = unsafe deflate(stream, flush)
    sink.advance(by: unsafe room - Int(stream.pointee.avail_out))
    return code
  }
}
