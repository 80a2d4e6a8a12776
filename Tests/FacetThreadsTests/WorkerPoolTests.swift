// Every part once, whatever the number of threads; the right error; calls inside calls.
import FacetTestSupport
import FacetThreads
import Foundation
import Synchronization
import Testing

@Suite struct WorkerPoolTests {
  struct Failure: Error, Equatable { let number: Int }

  @Test func everyNumberExactlyOnce() throws {
    var cases = 0
    for threads in 1...8 {
      let pool = WorkerPool(threadCount: threads)
      #expect(pool.threadCount == threads)
      for count in [-3, 0, 1, 2, 7, 8, 9, 1000, TestSize.pick(20_000, small: 2000)] {
        let seen = Mutex<[Int]>([])
        try pool.run(count) { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<max(0, count)), "\(threads) threads, \(count) parts")
        cases += 1
      }
    }
    #expect(ranCases("worker pool", cases, atLeast: 72))
  }

  @Test func lowestFailureIsThrown() throws {
    for threads in 1...8 {
      let pool = WorkerPool(threadCount: threads)
      for _ in 0..<TestSize.pick(200, small: 20) {
        let begun = Mutex(0)
        let error = #expect(throws: Failure.self) {
          try pool.run(1000) { number in
            begun.withLock { $0 += 1 }
            if number == 13 { usleep(50) }
            if number >= 13 { throw Failure(number: number) }
          }
        }
        #expect(error == Failure(number: 13))
        #expect(begun.withLock { $0 } <= 13 + threads, "parts not yet begun are left out")
      }
    }
  }

  /// Two works at once: the second sees the end of the first, and a failure of the first is the one that is thrown.
  @Test func twoWorksTogether() throws {
    for threads in 1...3 {
      let pool = WorkerPool(threadCount: threads)
      try pool.keepingThreads {
        for _ in 0..<200 {
          var (first, second) = (0, 0)
          try pool.runTogether {
            first = 1
          } beside: { isDone in
            // With one thread the first is over by now.
            while !isDone() {}
            second = first + 1
          }
          #expect(first == 1 && second == 2)
        }
        let error = #expect(throws: Failure.self) {
          try pool.runTogether {
            throw Failure(number: 1)
          } beside: { isDone in
            while !isDone() {}
            throw Failure(number: 2)
          }
        }
        #expect(error == Failure(number: 1))
        #expect(throws: Failure(number: 2)) {
          try pool.runTogether {
          } beside: { _ in
            throw Failure(number: 2)
          }
        }
      }
    }
  }

  @Test func poolIsUsableAfterAFailure() throws {
    let pool = WorkerPool(threadCount: 3)
    #expect(throws: Failure.self) { try pool.run(5) { throw Failure(number: $0) } }
    let sum = Mutex(0)
    try pool.run(100) { number in sum.withLock { $0 += number } }
    #expect(sum.withLock { $0 } == 4950)
  }

  @Test func nestedCalls() throws {
    for threads in [1, 2, 4] {
      let pool = WorkerPool(threadCount: threads)
      let seen = Mutex(Set<Int>())
      try pool.run(10) { outer in
        try pool.run(10) { inner in
          try pool.run(3) { innermost in seen.withLock { _ = $0.insert((outer * 10 + inner) * 3 + innermost) } }
        }
      }
      #expect(seen.withLock { $0.count } == 300)
    }
  }

  @Test func noThreadOutlivesACall() async {
    await #expect(processExitsWith: .success) {
      func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
      let before = try threads()
      let pool = WorkerPool(threadCount: 8)
      for _ in 0..<200 {
        try pool.run(20) { _ in }
        try? pool.run(20) { _ in throw CancellationError() }
      }
      // The kernel takes a thread off its list a moment after it was joined.
      for _ in 0..<1000 where try threads() > before { usleep(1000) }
      #expect(try threads() <= before)
    }
  }

  /// Threads that are kept are the same ones from call to call, and gone with the scope.
  @Test func keptThreadsDoEveryCall() async {
    await #expect(processExitsWith: .success) {
      func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
      let before = try threads()
      for count in 1...8 {
        let pool = WorkerPool(threadCount: count)
        try pool.keepingThreads {
          pool.keepingThreads {}
          for call in 0..<500 {
            let sum = Mutex(0)
            try pool.run(call % 30) { number in sum.withLock { $0 += number } }
            #expect(sum.withLock { $0 } == (0..<call % 30).reduce(0, +))
          }
          // A call inside a part has threads of its own.
          let inner = Mutex(0)
          try pool.run(10) { _ in try pool.run(10) { _ in inner.withLock { $0 += 1 } } }
          #expect(inner.withLock { $0 } == 100)
          let error = #expect(throws: Failure.self) { try pool.run(9) { if $0 > 3 { throw Failure(number: $0) } } }
          #expect(error == Failure(number: 4))
          #expect(try threads() >= before + count - 1)
        }
        for _ in 0..<1000 where try threads() > before { usleep(1000) }
        #expect(try threads() <= before)
      }
    }
  }

  /// Nothing a part captured is held when the call is over.
  @Test func captureIsReleased() throws {
    final class Token: Sendable {}
    weak var observed: Token?
    do {
      let token = Token()
      observed = token
      try WorkerPool(threadCount: 4).run(50) { _ in withExtendedLifetime(token) {} }
    }
    #expect(observed == nil)
  }
}
