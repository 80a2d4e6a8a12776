// Work that a signal stops in order. The signals that ask a process to end are blocked in every thread, and the main one
// waits for them while others work: nothing runs inside a signal's handler.
import Glibc
import Synchronization

enum Interruptible {
  /// What the work sends when it has ended, so that the main thread wakes.
  private static let end = SIGUSR1

  /// Runs `work` and waits for it. SIGINT, SIGTERM and SIGHUP cancel the task that does it, unless they were ignored from the
  /// start. Call it on the main thread, before there are others.
  /// - Returns: what it answered, and the signal that came; nil for none.
  static func run<Answer: Sendable>(_ work: @escaping @Sendable () async -> Answer) -> (answer: Answer, signal: Int32?)
  {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, end] where !isIgnored(signal) { unsafe sigaddset(&signals, signal) }
    // Each thread inherits the mask of the one that makes it.
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let answer = Answered<Answer>()
    let task = Task.detached {
      answer.put(await work())
      kill(getpid(), end)
    }
    var received: Int32?
    while true {
      var signal: Int32 = 0
      guard unsafe sigwait(&signals, &signal) == 0 else { continue }
      if let answer = answer.take() { return (answer, received) }
      if signal != end && received == nil {
        received = signal
        task.cancel()
      }
    }
  }

  /// Whether a signal is ignored, as `nohup` leaves SIGHUP.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard signal != end, unsafe sigaction(signal, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}

/// Where the answer waits for the main thread.
private final class Answered<Answer: Sendable>: Sendable {
  private let value = Mutex<Answer?>(nil)

  func put(_ answer: Answer) { value.withLock { $0 = answer } }
  func take() -> Answer? { value.withLock { $0 } }
}
