// One worker from its start to its end, by swift-subprocess: its time is limited, and when the task that waits for it is
// cancelled it is stopped first.
import FacetConversion
import Subprocess
import Synchronization

/// How a worker ended, and what it said.
struct WorkerEnd: Sendable {
  enum Cause: Sendable, Equatable {
    case exited(Int32)
    case signaled(Int32)
    /// It took longer than it was given.
    case timedOut
    /// The task that waited for it was cancelled.
    case cancelled
    /// It could not be started, or no longer be watched.
    case lost(String)
  }

  var cause: Cause
  /// What it printed: standard output, and standard error.
  var output: [UInt8] = []
  var errors: [UInt8] = []
  var seconds = 0.0
  /// Nil when it was not started.
  var process: Int32?
}

/// A worker that is to be run.
struct WorkerRun: Sendable {
  /// The most that a worker may print; a report takes a few KiB.
  private static let mostOutput = 8 << 20

  let program: WorkerProgram
  let arguments: [String]
  var timeLimit: Duration?

  /// Runs it and waits for its end.
  func run() async -> WorkerEnd {
    let clock = Stopwatch()
    var end = await runInTime()
    end.seconds = clock.elapsed
    return end
  }

  private func runInTime() async -> WorkerEnd {
    guard let timeLimit else { return await attempt() }
    return await withTaskGroup(of: WorkerEnd?.self) { group in
      group.addTask { await attempt() }
      group.addTask {
        try? await Task.sleep(for: timeLimit)
        return nil
      }
      var end: WorkerEnd?
      var isTooLate = false
      for await first in group {
        if let first { end = first } else if end == nil { isTooLate = !Task.isCancelled }
        group.cancelAll()
      }
      guard var end else { return WorkerEnd(cause: .cancelled) }
      if isTooLate, end.cause == .cancelled { end.cause = .timedOut }
      return end
    }
  }

  private func attempt() async -> WorkerEnd {
    let process = Mutex<Int32?>(nil)
    var end: WorkerEnd
    do {
      let result = try await Subprocess.run(
        configuration, input: .none, output: .bytes(limit: Self.mostOutput), error: .bytes(limit: Self.mostOutput)
      ) { execution in
        process.withLock { $0 = execution.processIdentifier.value }
      }
      end = WorkerEnd(cause: .lost(""), output: result.standardOutput, errors: result.standardError)
      switch result.terminationStatus {
      case .exited(let code): end.cause = .exited(code)
      case .signaled(let signal): end.cause = .signaled(signal)
      }
    } catch {
      end = WorkerEnd(cause: .lost("\(error)"))
    }
    if Task.isCancelled, end.cause != .exited(0) { end.cause = .cancelled }
    end.process = process.withLock { $0 }
    return end
  }

  /// A worker that is stopped ends at once, and cleans up if it knows how; if it hangs, it is killed.
  private var configuration: Configuration {
    var platform = PlatformOptions()
    platform.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(1))]
    return Configuration(
      executable: .path(.init(program.path)),
      arguments: Arguments(executablePathOverride: "facet", remainingValues: arguments),
      environment: Self.environment, platformOptions: platform)
  }

  /// A crash is told by its signal; Swift need not spend seconds on printing where it was.
  static var environment: Environment { .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]) }

  /// Runs a worker on this process's own standard input, output and error, and waits for its end.
  func runInPlace() async -> WorkerEnd {
    do {
      let result = try await Subprocess.run(
        configuration, input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
      switch result.terminationStatus {
      case .exited(let code): return WorkerEnd(cause: .exited(code))
      case .signaled(let signal): return WorkerEnd(cause: Task.isCancelled ? .cancelled : .signaled(signal))
      }
    } catch {
      return WorkerEnd(cause: Task.isCancelled ? .cancelled : .lost("\(error)"))
    }
  }
}
