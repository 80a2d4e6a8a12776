// Where the loop of an element-wise operation writes. A result that the caller owns and that is larger than the caches is
// made a block at a time on the stack and streamed past the caches: storing it there directly would first read each line
// that is about to be overwritten. Fresh pages are zeroed by the kernel and lie in the cache anyway; they are written directly.
import CFacetKernels

@unsafe
struct BlockTarget<Element: ArrayElement> {
  private let result: UnsafeMutablePointer<Element>
  /// A block on the stack; nil when loops write to the result itself.
  private let room: UnsafeMutablePointer<Element>?

  /// From this size on, results are streamed: half of a large cache, so that none that fits is thrown out.
  static var streamedBytes: Int { 16 << 20 }
  /// The elements of a block: 2 KiB. With a page or more, reads of operands would wait for writes to the block that lie at
  /// the same place of another page.
  private static var roomLength: Int { 2048 / MemoryLayout<Element>.stride }

  init(_ result: UnsafeMutablePointer<Element>, room: UnsafeMutablePointer<Element>? = nil) {
    unsafe self.result = result
    unsafe self.room = room
  }

  /// The most elements that a loop may make at once.
  var blockLength: Int { unsafe room == nil ? .max : Self.roomLength }

  /// Lets `body` write `count` elements from element `first` on.
  @inline(__always)
  func write(_ first: Int, _ count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void) {
    guard let room = unsafe room else { return unsafe body(result + first) }
    unsafe body(room)
    unsafe facet_stream(result + first, room, count * MemoryLayout<Element>.stride)
  }

  /// Calls `body` with a target for `count` elements at `result`.
  @inline(__always)
  static func over(_ result: UnsafeMutablePointer<Element>, _ count: Int, _ body: (BlockTarget) -> Void) {
    if unsafe count < streamedBytes / MemoryLayout<Element>.stride { return unsafe body(BlockTarget(result)) }
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: roomLength) {
      unsafe body(BlockTarget(result, room: $0.baseAddress!))
    }
    facet_stream_end()
  }
}
