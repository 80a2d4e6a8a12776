// What makes the bytes of a source: an inflater, for one. The source above it recycles the blocks and calls the producer
// from its read-ahead thread, so that making bytes and reading them go on at the same time.

/// Makes bytes, in order, into buffers that it is given.
///
/// It is called by one thread at a time, which need not be the same each time.
public protocol ByteProducer: AnyObject, Sendable {
  /// Makes at least one byte and at most `buffer.count`; answers how many, and 0 at the end.
  /// - Throws: what went wrong. The bytes made before count; it is not called again.
  @unsafe func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// Ends a wait for bytes that may never come. May be called by any thread.
  func interrupt()
}
