// `--isolate`: the same command line once more, in a worker. It reads, writes and prints for itself; this process only
// waits, and tells how it died if it could not.
import ArgumentParser
import FacetConversion
import FacetIsolation

enum Isolation {
  /// Runs this command in a worker.
  /// - Parameters:
  ///   - input: what a crash is told about.
  ///   - memory: what was typed; the worker is held to what it comes to here.
  /// - Throws: `ExitCode` unless the worker ended well.
  static func run(input: String, memory: MemoryPolicy) throws {
    let arguments = workerArguments(Array(CommandLine.arguments.dropFirst()), memory: memory)
    let (result, signal) = try Interruptible.run {
      do throws(WorkerFailure) {
        return Result<Int32, WorkerFailure>.success(
          try await IsolatedConversion.run(arguments, input: input, worker: .thisCommand))
      } catch {
        return .failure(error)
      }
    }
    if let signal { throw ExitCode(128 + signal) }
    switch result {
    case .success(0): break
    case .success(let code): throw ExitCode(code)
    case .failure(let failure):
      Terminal.standardError("\(Terminal.oneLine(failure.description))\n")
      throw ExitCode(failure.exitCode)
    }
  }

  /// What the worker is run with: what was typed, without `--isolate`, and the duties of a worker.
  static func workerArguments(_ typed: [String], memory: MemoryPolicy) -> [String] {
    let end = typed.firstIndex(of: "--") ?? typed.count
    var options = typed[..<end].filter { $0 != "--isolate" }
    if options.first == "convert" { options.removeFirst() }
    return ["convert"] + WorkerProgram.duties(memory: memory) + options + typed[end...]
  }
}
