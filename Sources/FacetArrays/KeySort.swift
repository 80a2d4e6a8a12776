// Sorts keys in place: with AVX-512 by a vectorised quicksort (VectorSort.c), elsewhere by radix with scratch memory. Keys
// have a total order, so both give the same bits.
import CFacetKernels

package enum KeySort {
  /// Sorts 64-bit keys. O(count · log count) with AVX-512, in place; else O(count), and as much memory again is needed.
  @unsafe
  package static func sort(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
    if facet_processor_level() >= 4 { return unsafe facet_sort_64(keys, count, depth(count)) }
    unsafe sortByDigits(keys, count)
  }

  /// Sorts 32-bit keys, as above.
  @unsafe
  package static func sort(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) {
    if facet_processor_level() >= 4 { return unsafe facet_sort_32(keys, count, depth(count)) }
    unsafe sortByDigits(keys, count)
  }

  /// The form for processors without AVX-512.
  @unsafe
  package static func sortByDigits(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
    let scratch = Column<Int64>(unsafeUninitialized: count, zeroed: false)
    let room = unsafe UnsafeMutableRawPointer(scratch.start).assumingMemoryBound(to: UInt64.self)
    let sorted = unsafe RadixSort.sort(keys, room, count)
    if unsafe sorted != keys { unsafe keys.update(from: sorted, count: count) }
    withExtendedLifetime(scratch) {}
  }

  /// The form for processors without AVX-512.
  @unsafe
  package static func sortByDigits(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) {
    let scratch = Column<UInt32>(unsafeUninitialized: count, zeroed: false)
    let sorted = unsafe RadixSort.sort(keys, scratch.start, count)
    if unsafe sorted != keys { unsafe keys.update(from: sorted, count: count) }
    withExtendedLifetime(scratch) {}
  }

  /// Twice as many partitions as good pivots would need.
  private static func depth(_ count: Int) -> Int32 { 2 * Int32(64 - count.leadingZeroBitCount) + 4 }
}
