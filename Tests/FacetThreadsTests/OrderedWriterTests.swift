// An output that several threads make: the same bytes in the same order, and the first error, for any number of threads.
import FacetMemory
import FacetTestSupport
import FacetThreads
import Synchronization
import Testing

@Suite struct OrderedWriterTests {
  struct Failure: Error, Equatable { let number: Int }

  /// The bytes of a part: its length and content depend on its number.
  private static func bytes(_ number: Int) -> [UInt8] {
    (0..<number * 7919 % 3001).map { UInt8(truncatingIfNeeded: $0 &+ number) }
  }

  private func write(
    _ parts: Int, on pool: WorkerPool, failingToMake: Int = -1, failingToTake: Int = -1, failingToReport: Int = -1
  ) -> (bytes: [UInt8], reported: [Int], error: Failure?) {
    let taken = Mutex<[UInt8]>([])
    var reported: [Int] = []
    do {
      let sink = try ByteSink(
        .function { piece in
          if failingToTake >= 0 && taken.withLock({ $0.count }) >= failingToTake { throw Failure(number: -2) }
          taken.withLock { $0 += piece }
        })
      try sink.write("head\n")
      try pool.write(parts: parts, ofAtMost: 4096, to: sink) { number, place in
        if number >= failingToMake && failingToMake >= 0 { throw Failure(number: number) }
        let bytes = Self.bytes(number)
        place.copyMemory(from: bytes, byteCount: bytes.count)
        return bytes.count
      } onWritten: { number in
        if number == failingToReport { throw Failure(number: number) }
        reported.append(number)
      }
      try sink.write("tail\n")
      try sink.finish()
      #expect(sink.byteCount == taken.withLock { $0.count })
      return (taken.withLock { $0 }, reported, nil)
    } catch {
      return (taken.withLock { $0 }, reported, error as? Failure)
    }
  }

  @Test func anyNumberOfThreadsWritesTheSame() {
    var cases = 0
    for parts in [0, 1, 2, 3, 17, 400] {
      let whole = Array("head\n".utf8) + (0..<parts).flatMap(Self.bytes) + Array("tail\n".utf8)
      for threads in 1...8 {
        let pool = WorkerPool(threadCount: threads)
        pool.keepingThreads {
          for _ in 0..<TestSize.pick(20, small: 2) {
            let result = write(parts, on: pool)
            #expect(result.bytes == whole && result.error == nil)
            #expect(result.reported == Array(0..<parts))
            cases += 1
          }
        }
      }
    }
    #expect(ranCases("ordered outputs", cases, atLeast: 96))
  }

  @Test func theFirstFailureEndsIt() {
    for threads in 1...8 {
      let pool = WorkerPool(threadCount: threads)
      for failing in [0, 1, 5, 33] {
        let made = write(40, on: pool, failingToMake: failing)
        #expect(made.error == Failure(number: failing), "\(threads) threads")
        #expect(made.reported == Array(0..<failing))
        let reported = write(40, on: pool, failingToReport: failing)
        #expect(reported.error == Failure(number: failing) && reported.reported == Array(0..<failing))
      }
      // More than the buffer of one thread.
      #expect(write(2000, on: pool, failingToTake: 100_000).error == Failure(number: -2))
    }
  }
}
