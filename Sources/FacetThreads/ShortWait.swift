// A thread that waits for another one: to wake a sleeping thread takes longer than many waits last, so that it looks again and
// again for a while first.
import CFacetKernels

/// Waiting without sleep.
enum ShortWait {
  /// Looks until something is true, or so often that sleeping is better: 1,000 times are some 30 microseconds.
  @inline(__always)
  static func look(times: Int, until isTrue: () -> Bool) {
    for _ in 0..<times {
      if isTrue() { return }
      facet_pause()
    }
  }
}
