import Glibc

/// Measures laps of wall time on the monotonic clock.
struct Stopwatch {
  private var last = Stopwatch.now()

  /// The seconds since the last lap, or since the start.
  mutating func lap() -> Double {
    let now = Self.now()
    defer { last = now }
    return now - last
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
