// Threads that the caller owns. Work is split into numbered parts; each thread takes the next free number, so a slow
// part holds up nobody. Nothing survives a call: `run` comes back when every part is done. A job of many short calls asks the
// pool to keep its threads meanwhile (WorkerCrew).
import Glibc
import Synchronization

/// Runs numbered parts of a work on a fixed number of threads.
///
/// The calling thread is one of them: a pool of one thread makes no thread at all.
public final class WorkerPool: Sendable {
  /// The number of threads that work at once, the caller included. At least 1.
  public let threadCount: Int
  /// The threads that wait between calls, inside `keepingThreads`.
  private let crew = Mutex<WorkerCrew?>(nil)

  public init(threadCount: Int = 1) {
    precondition(threadCount >= 1, "a pool needs a thread")
    self.threadCount = threadCount
  }

  /// Runs `body` and keeps the threads of the pool meanwhile, so that a call of `run` costs microseconds. When it ends they are
  /// gone. Scopes may be nested; the outermost one keeps.
  /// - Returns: what `body` returns.
  public func keepingThreads<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mine: WorkerCrew? = crew.withLock {
      guard threadCount > 1, $0 == nil else { return nil }
      $0 = WorkerCrew(threads: threadCount - 1)
      return $0
    }
    defer {
      if let mine {
        crew.withLock { $0 = nil }
        mine.stop()
      }
    }
    return try body()
  }

  /// Calls `part` once for each number in `0..<count`, on any thread, in any order, and waits for all.
  /// - Throws: the error of the lowest-numbered part that failed; parts not yet begun are then left out.
  public func run(_ count: Int, _ part: @escaping @Sendable (Int) throws -> Void) throws {
    let helpers = min(threadCount, count) - 1
    if helpers <= 0 {
      for number in 0..<max(0, count) { try part(number) }
      return
    }
    let work = Work(count: count, part: part)
    if let crew = crew.withLock({ $0 }), crew.run(work) {
      if let failure = work.failure { throw failure }
      return
    }
    var threads = [pthread_t](repeating: pthread_t(), count: helpers)
    var started = 0
    for index in 0..<helpers {
      let reference = unsafe Unmanaged.passRetained(work).toOpaque()
      let code = unsafe pthread_create(
        &threads[index], nil,
        {
          unsafe Unmanaged<Work>.fromOpaque($0!).takeRetainedValue().takeParts(); return nil
        }, reference)
      if code != 0 {
        // The system has no thread left: the others do this one's share.
        unsafe Unmanaged<Work>.fromOpaque(reference).release()
        break
      }
      started += 1
    }
    work.takeParts()
    for index in 0..<started { pthread_join(threads[index], nil) }
    if let failure = work.failure { throw failure }
  }

  /// Runs two works at once, or `work` first where there is one thread only.
  /// - Parameter other: may ask whether `work` is done, and end then; it sees what `work` has done by then.
  /// - Throws: what `work` throws, else what `other` throws.
  public func runTogether(_ work: () throws -> Void, beside other: (_ isDone: () -> Bool) throws -> Void) throws {
    try withoutActuallyEscaping(work) { work in
      try withoutActuallyEscaping(other) { other in
        // Each is called once, on one thread.
        nonisolated(unsafe) let (work, other) = (work, other)
        let isDone = Flag()
        try run(2) { number in
          if number == 0 {
            defer { isDone.set() }
            unsafe try work()
          } else {
            unsafe try other { isDone.isSet }
          }
        }
      }
    }
  }
}

/// Something that has happened or not.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .acquiring) }
  func set() { value.store(true, ordering: .releasing) }
}

/// One call of `run`, shared by its threads.
final class Work: Sendable {
  private let count: Int
  private let part: @Sendable (Int) throws -> Void
  private let next = Atomic<Int>(0)
  private let firstFailure = Mutex<(number: Int, error: any Error)?>(nil)

  init(count: Int, part: @escaping @Sendable (Int) throws -> Void) {
    self.count = count
    self.part = part
  }

  var failure: (any Error)? { firstFailure.withLock { $0?.error } }

  func takeParts() {
    while failure == nil {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      do {
        try part(number)
      } catch {
        firstFailure.withLock { if number < $0?.number ?? .max { $0 = (number, error) } }
      }
    }
  }
}
