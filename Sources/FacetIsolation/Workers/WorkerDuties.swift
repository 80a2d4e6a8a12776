// What a worker does for the process that started it, first of all: it limits its own memory, because nobody can do that
// between fork and exec, and it ends when that process has gone.
import FacetMemory
import Glibc

/// The duties of a worker.
public enum WorkerDuties {
  /// Takes them up. Call it before any other work.
  ///
  /// From then on the terminal's signals are left to the parent, which stops its workers itself.
  /// - Parameters:
  ///   - memory: the most bytes that this process may have resident; a request beyond fails, as when the system has none
  ///     left. Nil for no limit.
  ///   - parent: the process that started this one; when it is gone, this one ends by SIGTERM.
  public static func takeUp(memory: Int?, parent: Int32?) {
    if let parent {
      signal(SIGINT, SIG_IGN)
      signal(SIGHUP, SIG_IGN)
      watch(parent)
    }
    if let memory { limit(to: memory) }
  }

  /// Stacks and rounded sizes: mapped, and never touched.
  private static let untouched = 32 << 20

  /// Limits what can be mapped for writing: what is mapped now, what the share leaves, and something for what is never touched.
  /// RLIMIT_DATA counts private writable memory since Linux 4.7; programs and mapped files don't count.
  private static func limit(to memory: Int) {
    let left = max(0, memory - ProcessMemory.residentBytes)
    let most = rlim_t(clamping: ProcessMemory.dataBytes + left + untouched)
    var limits = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_DATA.rawValue)
    guard unsafe getrlimit(resource, &limits) == 0 else { return }
    limits.rlim_cur = min(most, limits.rlim_max)
    unsafe setrlimit(resource, &limits)
  }

  /// Looks five times a second whether the parent is still there: a thread of its own, because the main one may wait for ever
  /// in the opening of a FIFO.
  private static func watch(_ parent: Int32) {
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, 1 << 16)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let argument = unsafe UnsafeMutableRawPointer(bitPattern: Int(parent))
    unsafe pthread_create(
      &thread, &attributes,
      { parent in
        let expected = pid_t(Int(bitPattern: parent))
        while getppid() == expected { usleep(200_000) }
        kill(getpid(), SIGTERM)
        return nil
      }, argument)
    unsafe pthread_attr_destroy(&attributes)
  }
}
