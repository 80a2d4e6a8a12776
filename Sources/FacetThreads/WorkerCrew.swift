// Threads that wait between calls of a pool. A call is announced under a lock by a number that changes; a thread that wakes too
// late finds nothing to do and waits on, so nobody waits for threads to wake, only for those that work. Calls follow each
// other within microseconds, so that a thread looks for the next one before it sleeps.
import Glibc
import Synchronization

/// Helper threads that stay from call to call.
@safe final class WorkerCrew: @unchecked Sendable {
  /// What a helper needs for its own: the kernels keep a few KiB of tables there.
  private static let stackBytes = 1 << 20

  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let idle: UnsafeMutablePointer<pthread_cond_t>
  /// How often a thread looks before it sleeps, some 30 microseconds.
  private static let looks = 1000

  // Written under the lock only; these two are also looked at without it.
  private let calls = Atomic(0)
  private let working = Atomic(0)
  // Read and written under the lock only.
  private var threads: [pthread_t] = []
  private var current: Work?
  private var isStopping = false

  /// Starts so many helpers, or fewer when the system has no more.
  init(threads count: Int) {
    unsafe lock = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe idle = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(changed, nil)
    unsafe pthread_cond_init(idle, nil)
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, Self.stackBytes)
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    for _ in 0..<count {
      var thread = pthread_t()
      let code = unsafe pthread_create(
        &thread, &attributes,
        {
          unsafe Unmanaged<WorkerCrew>.fromOpaque($0!).takeUnretainedValue().serve(); return nil
        }, this)
      if code != 0 { break }
      threads.append(thread)
    }
    unsafe pthread_attr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_mutex_destroy(lock)
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_cond_destroy(idle)
    unsafe lock.deallocate()
    unsafe changed.deallocate()
    unsafe idle.deallocate()
  }

  /// Does a work with the caller's help. Answers false, with nothing done, while another one is going on.
  func run(_ work: Work) -> Bool {
    unsafe pthread_mutex_lock(lock)
    guard current == nil && working.load(ordering: .relaxed) == 0 else {
      unsafe pthread_mutex_unlock(lock)
      return false
    }
    current = work
    calls.wrappingAdd(1, ordering: .relaxed)
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
    work.takeParts()
    ShortWait.look(times: Self.looks) { working.load(ordering: .relaxed) == 0 }
    unsafe pthread_mutex_lock(lock)
    current = nil
    while working.load(ordering: .relaxed) > 0 { unsafe pthread_cond_wait(idle, lock) }
    unsafe pthread_mutex_unlock(lock)
    return true
  }

  /// Ends the threads and waits for them. Call it once.
  func stop() {
    unsafe pthread_mutex_lock(lock)
    isStopping = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
    for thread in threads { pthread_join(thread, nil) }
  }

  private func serve() {
    var seen = 0
    while true {
      ShortWait.look(times: Self.looks) { calls.load(ordering: .relaxed) != seen }
      unsafe pthread_mutex_lock(lock)
      while calls.load(ordering: .relaxed) == seen && !isStopping { unsafe pthread_cond_wait(changed, lock) }
      if isStopping { break }
      seen = calls.load(ordering: .relaxed)
      var work = current
      if work != nil { working.wrappingAdd(1, ordering: .relaxed) }
      unsafe pthread_mutex_unlock(lock)
      guard work != nil else { continue }
      work?.takeParts()
      // The caller may go on once this thread no longer counts: nothing of the call may be held then.
      work = nil
      unsafe pthread_mutex_lock(lock)
      let left = working.wrappingSubtract(1, ordering: .relaxed).newValue
      if left == 0 { unsafe pthread_cond_signal(idle) }
      unsafe pthread_mutex_unlock(lock)
    }
    unsafe pthread_mutex_unlock(lock)
  }
}
