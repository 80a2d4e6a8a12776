// A conversion that is told to stop: at any step, in every mode, it ends with one error and leaves nothing.
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Synchronization
import Testing

@testable import FacetConversion
@testable import FacetMemory

@Suite(.serialized) struct CancellationTests {
  private static let triangles = TestSize.pick(200_000, small: 20_000)

  /// Books without a ceiling, or with one that makes the arrays spill, and the positions too when `budget` is small.
  private static func ledger(_ budget: Int?) -> MemoryLedger {
    guard let budget else { return MemoryLedger() }
    return MemoryLedger(
      ceiling: MemoryCeiling(
        limit: budget, budget: budget, trimmingLimit: 0, temporaryFolder: TemporaryFolder.disk))
  }

  private static func options(_ weld: WeldPolicy) -> ConversionOptions {
    var options = ConversionOptions()
    options.weld = weld
    options.verifies = true
    return options
  }

  private func expectNothing(_ error: (any Error)?, in folder: TemporaryFolder) {
    let failure = error as? ConversionFailure
    #expect(failure?.code == "cancelled" && failure?.description == "cancelled", "\(String(describing: error))")
    #expect(folder.names == ["in.off", "in.stl"])
  }

  @Test(arguments: ["in.stl", "in.off"], [nil, 14 << 20] as [Int?])
  func atAnyStep(input: String, budget: Int?) throws {
    guard budget == nil || TemporaryFolder.disk != nil else { return }
    let folder = try TemporaryFolder()
    let soup = GeneratedSoup.shuffledSphere(atMost: Self.triangles, seed: 4)
    try soup.write(to: folder.path("in.stl"))
    try Conversion(input: folder.path("in.stl"), output: folder.path("in.off")).run(context: JobContext())
    // Once to its end, to count the steps.
    let steps = Mutex(0)
    let whole = Conversion(input: folder.path(input), output: folder.path("out.ply"), options: Self.options(.exact))
    try whole.run(context: JobContext(ledger: Self.ledger(budget)) { _ in steps.withLock { $0 += 1 } })
    #expect((whole.report.bytesSpilled > 0) == (budget != nil && !TestSize.isSmall))
    try FileManager.default.removeItem(atPath: folder.path("out.ply"))
    let count = steps.withLock { $0 }
    var random = SeededGenerator(seed: 6)
    for last in [1, 2, count - 1] + (0..<6).map({ _ in Int.random(in: 1..<count, using: &random) }) {
      let left = Mutex(last)
      // The job is known only once it is made.
      let job = Mutex<JobContext?>(nil)
      let context = JobContext(ledger: Self.ledger(budget)) { _ in
        if left.withLock({
          $0 -= 1; return $0
        }) == 0 {
          job.withLock { $0?.cancel() }
        }
      }
      job.withLock { $0 = context }
      let conversion = Conversion(
        input: folder.path(input), output: folder.path("out.ply"), options: Self.options(.exact))
      expectNothing(#expect(throws: ConversionFailure.self) { try conversion.run(context: context) }, in: folder)
      job.withLock { $0 = nil }
    }
  }

  @Test func withItsTask() async throws {
    let folder = try TemporaryFolder()
    try GeneratedSoup.shuffledSphere(atMost: Self.triangles, seed: 4).write(to: folder.path("in.stl"))
    try Conversion(input: folder.path("in.stl"), output: folder.path("in.off")).run(context: JobContext())
    for input in ["in.stl", "in.off"] {
      let (path, output) = (folder.path(input), folder.path("out.ply"))
      let begun = Mutex(false)
      let task = Task.detached {
        // It waits for the end of its task, so that the test does not depend on who is first.
        let context = JobContext { _ in
          begun.withLock { $0 = true }
          while !Task.isCancelled { usleep(1000) }
        }
        try Conversion(input: path, output: output, options: Self.options(.exact)).run(context: context)
      }
      while !begun.withLock({ $0 }) { try await Task.sleep(nanoseconds: 1_000_000) }
      task.cancel()
      switch await task.result {
      case .success: Issue.record("it went on")
      case .failure(let error): expectNothing(error, in: folder)
      }
    }
  }

  @Test(.enabled(if: TestSize.measuresMemory)) func aThousandInOneProcessLeaveNothing() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try GeneratedSoup.shuffledSphere(atMost: 20_000, seed: 4).write(to: folder.path("in.stl"))
      var first = 0
      for round in 0..<1000 {
        let output = folder.path(["out.off", "out.ply", "out.stl", "out.npz"][round % 4])
        let ledger = round % 8 < 4 ? MemoryLedger() : Self.ledger(14 << 20)
        try Conversion(input: folder.path("in.stl"), output: output).run(context: JobContext(ledger: ledger))
        let now = ProcessMemory.residentBytes
        if round == 0 { first = now }
        demand(now - first <= 4 << 20, "round \(round): \((now - first) >> 10) KiB more than after the first")
      }
      // Queues of the system have descriptors of their own.
      let open = (0..<256).compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      }
      let files = open.filter { $0.hasPrefix(folder.url.path) || $0.hasPrefix("/var/tmp") || $0.hasPrefix("/proc") }
      demand(files.isEmpty, "still open: \(files)")
    }
  }
}
