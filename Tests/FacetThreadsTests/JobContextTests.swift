// A job can be told to stop, and tells how far it is.
import FacetMemory
import FacetThreads
import Foundation
import Synchronization
import Testing

@Suite struct JobContextTests {
  @Test func progressIsPassedOn() throws {
    let seen = Mutex<[JobContext.Progress]>([])
    let context = JobContext { progress in seen.withLock { $0.append(progress) } }
    try context.report(.reading, fraction: 0.25)
    try context.report(.writing, fraction: nil)
    #expect(
      seen.withLock { $0 } == [
        .init(stage: .reading, fraction: 0.25), .init(stage: .writing, fraction: nil),
      ])
  }

  @Test func cancelEndsTheNextReport() throws {
    let count = Mutex(0)
    let context = JobContext { _ in count.withLock { $0 += 1 } }
    try context.report(.reading, fraction: nil)
    let thread = Thread { context.cancel() }
    thread.start()
    while !thread.isFinished { usleep(100) }
    for _ in 0..<3 { #expect(throws: FileError.self) { try context.report(.reading, fraction: nil) } }
    #expect(count.withLock { $0 } == 1, "a cancelled job reports nothing")
  }

  @Test func eachJobHasItsOwn() throws {
    let (first, second) = (JobContext(), JobContext(pool: WorkerPool(threadCount: 2)))
    first.cancel()
    try second.report(.verifying, fraction: 1)
    #expect(first.pool.threadCount == 1)
    #expect(second.pool.threadCount == 2)
    let storage = try MappedStorage(byteCount: 100, purpose: .corners, ledger: first.ledger)
    #expect(first.ledger.live(.corners) == 100)
    #expect(second.ledger.live(.corners) == 0)
    withExtendedLifetime(storage) {}
  }
}
