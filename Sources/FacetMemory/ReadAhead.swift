// A helper thread that fills recycled buffers ahead of the reader: a ring of buffers, and two counting semaphores that
// say how many are empty and how many are full. The thread ends with the file, at an error, or when it is told to stop.
import Glibc

/// Fills the buffers of a ring, in order, from a function that reads the next block.
@safe final class ReadAhead: @unchecked Sendable {
  /// One block of the ring: where it was read to and what came of it.
  struct Slot {
    let storage: MappedStorage
    /// Bytes read behind the head room; 0 at the end of the file.
    var count = 0
    var failure: (any Error)?
  }

  /// Read and written under the lock only.
  private var slots: [Slot]
  private let storages: [MappedStorage]
  private let headRoom: Int
  private let read: @Sendable (UnsafeMutableRawPointer) -> Result<Int, any Error>
  private let empty: UnsafeMutablePointer<sem_t>
  private let full: UnsafeMutablePointer<sem_t>
  private var thread = pthread_t()
  /// False when the system has no thread left: `take` reads then.
  private var hasThread = true
  private var stopping = false
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var next = 0

  /// Starts the thread. `read` is only ever called from it.
  init(
    storages: [MappedStorage], headRoom: Int,
    read: @escaping @Sendable (UnsafeMutableRawPointer) -> Result<Int, any Error>
  ) {
    self.storages = storages
    slots = storages.map { Slot(storage: $0) }
    self.headRoom = headRoom
    unsafe self.read = read
    unsafe empty = .allocate(capacity: 1)
    unsafe full = .allocate(capacity: 1)
    unsafe lock = .allocate(capacity: 1)
    unsafe sem_init(empty, 0, UInt32(storages.count))
    unsafe sem_init(full, 0, 0)
    unsafe pthread_mutex_init(lock, nil)
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe pthread_create(
      &thread, nil,
      {
        unsafe Unmanaged<ReadAhead>.fromOpaque($0!).takeUnretainedValue().fill(); return nil
      }, this)
    hasThread = code == 0
  }

  deinit {
    unsafe sem_destroy(empty)
    unsafe sem_destroy(full)
    unsafe pthread_mutex_destroy(lock)
    unsafe empty.deallocate()
    unsafe full.deallocate()
    unsafe lock.deallocate()
  }

  /// Stops the thread and waits for its end. Must be called once, before the last reference goes.
  func stop() {
    guard hasThread else { return }
    unsafe pthread_mutex_lock(lock)
    stopping = true
    unsafe pthread_mutex_unlock(lock)
    unsafe sem_post(empty)
    pthread_join(thread, nil)
  }

  /// Waits for the next block. The slot is the caller's until `recycle()`.
  func take() -> Slot {
    if hasThread { unsafe wait(full) } else { readSlot(next) }
    defer { next = (next + 1) % storages.count }
    return locked { slots[next] }
  }

  /// Gives the oldest taken slot back to the thread.
  func recycle() { unsafe sem_post(empty) }

  private func fill() {
    var index = 0
    while true {
      unsafe wait(empty)
      if locked({ stopping }) { return }
      let last = readSlot(index)
      unsafe sem_post(full)
      if last { return }
      index = (index + 1) % storages.count
    }
  }

  /// Reads the next block into a slot. Answers whether it was the last.
  @discardableResult
  private func readSlot(_ index: Int) -> Bool {
    let result = unsafe read(storages[index].base + headRoom)
    return locked {
      switch result {
      case .success(let count):
        slots[index].count = count
        return count == 0
      case .failure(let error):
        slots[index].failure = error
        return true
      }
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return body()
  }

  @unsafe
  private func wait(_ semaphore: UnsafeMutablePointer<sem_t>) {
    while unsafe sem_wait(semaphore) != 0 && errno == EINTR {}
  }
}
