// Work that a signal stops in order. A handler only writes the signal's number into a pipe; the main thread, which has nothing else
// to do, reads it and cancels the work. Blocking the signals would not do: a thread of swift-subprocess unblocks them all.
import FacetMemory
import Glibc
import Synchronization

/// Where a handler writes to. It is made before the first handler is.
private let wakeDescriptor = Atomic<Int32>(-1)

enum Interruptible {
  /// Runs `work` and waits for it. SIGINT, SIGTERM and SIGHUP cancel the task that does it, unless they were ignored from the
  /// start. Call it once.
  /// - Returns: what it answered, and the signal that came; nil for none.
  /// - Throws: `FileError` when there is no descriptor left.
  static func run<Answer: Sendable>(
    _ work: @escaping @Sendable () async -> Answer
  ) throws(FileError) -> (answer: Answer, signal: Int32?) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw FileError(.cannotCreate, path: "pipe", errno: errno) }
    wakeDescriptor.store(ends[1], ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { signal(number, wake) }
    let answer = Answered<Answer>()
    let task = Task.detached {
      answer.put(await work())
      wake(0)
    }
    var received: Int32?
    while true {
      var number: UInt8 = 0
      guard unsafe read(ends[0], &number, 1) == 1 else { continue }
      if let answer = answer.take() { return (answer, received) }
      if number != 0 && received == nil {
        received = Int32(number)
        task.cancel()
      }
    }
  }

  /// Whether a signal is ignored, as `nohup` leaves SIGHUP.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}

/// Wakes the main thread: the handler of signals, which may do no more than this; 0 says that the work has ended.
private func wake(_ signal: Int32) {
  let before = errno
  var number = UInt8(truncatingIfNeeded: signal)
  unsafe write(wakeDescriptor.load(ordering: .sequentiallyConsistent), &number, 1)
  errno = before
}

/// Where the answer waits for the main thread.
private final class Answered<Answer: Sendable>: Sendable {
  private let value = Mutex<Answer?>(nil)

  func put(_ answer: Answer) { value.withLock { $0 = answer } }
  func take() -> Answer? { value.withLock { $0 } }
}
