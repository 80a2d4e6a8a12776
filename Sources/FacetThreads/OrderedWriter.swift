// An output that all threads make together: each takes the next part, makes it in a buffer of its own, waits for its turn and
// writes it. So the bytes go out once and in order, also to a pipe, and while one thread is in the kernel the others
// make what comes next. (A file system takes one writer of a file at a time, so writing at offsets would gain nothing.)
import FacetMemory
import Glibc
import Synchronization

extension WorkerPool {
  /// What a thread makes before it waits for its turn. More would be faster still, but memory counts for every thread.
  private static let turnBytes = 1 << 19

  /// Makes the parts of an output on all threads and hands them to a sink in order.
  ///
  /// Memory: a buffer of 512 KiB a thread, or of `partBytes` where that is more.
  /// - Parameters:
  ///   - count: how many parts there are.
  ///   - partBytes: the most bytes that a part takes, at most `ByteSink.bufferSize`.
  ///   - make: writes part `number` to the place and answers its bytes. Called on any thread, in any order.
  ///   - onWritten: called in order, with the number of each part that was written, on any thread but never on two at once.
  /// - Throws: what `make`, the sink or `onWritten` throws for the lowest-numbered part; all parts before it are written.
  @unsafe
  public func write(
    parts count: Int, ofAtMost partBytes: Int, to sink: ByteSink,
    make: @Sendable (_ number: Int, _ place: UnsafeMutableRawPointer) throws -> Int,
    onWritten: (_ number: Int) throws -> Void
  ) throws {
    // Turns change hands seldom: to wake a thread costs as much as to write 100 KiB.
    let group = max(1, Self.turnBytes / max(1, partBytes))
    let threads = min(threadCount, (count + group - 1) / group)
    if threads <= 1 {
      for number in 0..<count {
        let place = unsafe try sink.reserve(partBytes)
        sink.advance(by: unsafe try make(number, place))
        try onWritten(number)
      }
      return
    }
    try sink.flush()
    let buffers = try (0..<threads).map { _ throws(FileError) in
      try MappedStorage(
        byteCount: group * partBytes, purpose: .textBuffers, label: "output buffer", ledger: sink.ledger)
    }
    unsafe try withoutActuallyEscaping(make) { make in
      try withoutActuallyEscaping(onWritten) { onWritten in
        // Used only by the thread whose turn it is.
        nonisolated(unsafe) let (sink, onWritten) = (sink, onWritten)
        let turns = Turns()
        try run(threads) { worker in
          let buffer = buffers[worker].base
          while let turn = turns.takeNumber(below: (count + group - 1) / group) {
            let parts = turn * group..<min(count, (turn + 1) * group)
            var bytes = 0
            var (made, failure): (Int, (any Error)?) = (0, nil)
            do {
              for part in parts {
                unsafe bytes += try make(part, buffer + bytes)
                made += 1
              }
            } catch {
              failure = error
            }
            guard turns.wait(for: turn) else { return }
            do {
              unsafe try sink.writeThrough(UnsafeRawBufferPointer(start: buffer, count: bytes))
              for part in parts.prefix(made) { unsafe try onWritten(part) }
              if let failure { throw failure }
            } catch {
              turns.stop()
              throw error
            }
            turns.pass()
          }
        }
      }
    }
  }
}

/// Whose turn it is. Numbers are taken and served in order.
@safe private final class Turns: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let passed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// How often a thread looks before it sleeps, some 60 microseconds: about what a write takes, and less than waking up.
  private static let looks = 2000
  // Written under the lock only; also looked at without it.
  private let turn = Atomic(0)
  // Read and written under the lock only.
  private var next = 0
  private var isStopped = false

  init() {
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(passed, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(lock)
    unsafe pthread_cond_destroy(passed)
    unsafe lock.deallocate()
    unsafe passed.deallocate()
  }

  /// The next number that nobody has; nil when all are taken or the work was stopped.
  func takeNumber(below count: Int) -> Int? {
    locked {
      guard next < count && !isStopped else { return nil }
      next += 1
      return next - 1
    }
  }

  /// Waits for the turn of a number. Answers false when the work was stopped before.
  func wait(for number: Int) -> Bool {
    ShortWait.look(times: Self.looks) { turn.load(ordering: .acquiring) >= number }
    return locked {
      while turn.load(ordering: .relaxed) < number && !isStopped { unsafe pthread_cond_wait(passed, lock) }
      return !isStopped
    }
  }

  func pass() {
    locked {
      turn.wrappingAdd(1, ordering: .releasing)
      unsafe pthread_cond_broadcast(passed)
    }
  }

  func stop() {
    locked {
      isStopped = true
      unsafe pthread_cond_broadcast(passed)
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return body()
  }
}
