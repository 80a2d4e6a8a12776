// A cursor over binary records that arrive in blocks: a record that touches the end of a block is carried over, so that
// it is always whole in one piece.
import FacetMemory

/// Walks over the bytes of a binary input, record by record.
@safe final class RecordCursor {
  let source: ByteSource
  @unsafe private var window = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// The place in the window of the next byte.
  private var start = 0
  /// The bytes before the window.
  private var windowOffset = 0
  private var sourceEnded = false

  init(_ source: ByteSource) { self.source = source }

  /// The offset of the next byte in the file, from 0.
  var offset: Int { windowOffset + start }
  /// The bytes that are there now.
  var available: Int { unsafe window.count - start }
  /// The next byte. Valid until the next call of `need` or `skip`.
  /// - Precondition: `available > 0`.
  @unsafe var position: UnsafeRawPointer { unsafe window.baseAddress! + start }

  /// Reads on until `count` bytes are there in one piece. Answers false when the input ends before.
  func need(_ count: Int) throws -> Bool {
    while available < count {
      let tail = unsafe UnsafeRawBufferPointer(rebasing: window[start...])
      guard !sourceEnded, let block = unsafe try source.nextBlock(carrying: tail) else {
        sourceEnded = true
        return false
      }
      windowOffset += start
      start = 0
      unsafe window = unsafe block
    }
    return true
  }

  /// Moves over `count` bytes that are known to be there.
  func advance(_ count: Int) {
    assert(count <= available)
    start += count
  }

  /// Moves over `count` bytes, or as many as there are. Answers how many there were. Holds none of them.
  func skip(_ count: Int) throws -> Int {
    var skipped = 0
    while skipped < count {
      if available == 0, try !need(1) { break }
      let step = min(available, count - skipped)
      advance(step)
      skipped += step
    }
    return skipped
  }
}
