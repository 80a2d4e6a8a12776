/// Measures laps of wall time.
public struct Stopwatch: Sendable {
  private var last = ContinuousClock.now

  public init() {}

  /// The seconds since the last lap, or since the start.
  public var elapsed: Double {
    let parts = (ContinuousClock.now - last).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// The same, and begins the next lap.
  public mutating func lap() -> Double {
    defer { last = .now }
    return elapsed
  }
}
