// A bar with the time left, on a terminal only, at most ten times a second.
import FacetConversion
import FacetThreads
import Glibc
import Synchronization

/// Shows how far a job is on standard error.
final class ProgressBar: Sendable {
  private struct State {
    var stage: JobContext.Progress.Stage?
    var stageClock = Stopwatch()
    var shownClock = Stopwatch()
    var isVisible = false
  }

  private let state = Mutex(State())

  /// A bar, when standard error is a terminal.
  static func onTerminal() -> ProgressBar? { isatty(2) != 0 ? ProgressBar() : nil }

  /// What a job tells the bar through; nil without a bar.
  static func handler(_ bar: ProgressBar?) -> (@Sendable (JobContext.Progress) -> Void)? {
    guard let bar else { return nil }
    return { bar.show($0) }
  }

  /// Shows a state of the job, unless another was shown a moment ago.
  func show(_ progress: JobContext.Progress) {
    let line = state.withLock { state -> String? in
      if state.stage != progress.stage {
        state.stage = progress.stage
        state.stageClock = Stopwatch()
        // A job that ends soon shows nothing.
        if !state.isVisible { state.shownClock = Stopwatch() }
      }
      guard state.shownClock.elapsed >= (state.isVisible ? 0.1 : 0.3) else { return nil }
      state.shownClock = Stopwatch()
      state.isVisible = true
      return Self.line(progress, elapsed: state.stageClock.elapsed)
    }
    if let line { Terminal.standardError("\r\u{1B}[K" + line) }
  }

  /// Takes the bar away.
  func clear() {
    if state.withLock({ $0.isVisible }) { Terminal.standardError("\r\u{1B}[K") }
  }

  /// `reading  [#########...........] 45 %, 3 s left`
  static func line(_ progress: JobContext.Progress, elapsed: Double) -> String {
    let name = progress.stage.rawValue
    guard let fraction = progress.fraction else { return "\(name) …" }
    let part = min(1, max(0, fraction))
    let done = Int(part * 30)
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: 30 - done)
    var line = "\(name) [\(bar)] \(Int(part * 100)) %"
    if part > 0.02 { line += ", \(Int((elapsed / part * (1 - part)).rounded(.up))) s left" }
    return line
  }
}
