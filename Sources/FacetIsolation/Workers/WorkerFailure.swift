// Why a worker did not do its work, in one line and for programs: it refused the input, died, took too long, or had not
// the memory.
import FacetText
import Glibc

/// A failure of work in a process of its own.
public struct WorkerFailure: Error, Sendable, CustomStringConvertible {
  /// After sysexits.h, as the command answers it; 128 + n when signal n ended the worker, as a shell tells it.
  public let exitCode: Int32
  /// Stable across versions: a code of the report, or `crashed`, `killed`, `timed_out`, `cancelled`, `no_worker`.
  public let code: String
  /// One line for people.
  public let description: String
  /// Where in the input, when it is the input's fault.
  public let line: Int?
  public let byte: Int?
  /// The signal that ended the worker.
  public let signal: Int32?

  init(
    _ exitCode: Int32, code: String, _ description: String, line: Int? = nil, byte: Int? = nil, signal: Int32? = nil
  ) {
    self.exitCode = exitCode
    self.code = code
    self.description = description
    self.line = line
    self.byte = byte
    self.signal = signal
  }

  /// Tells why a worker failed; nil when it did its work.
  /// - Parameters:
  ///   - report: what it reported; nil when it died before.
  ///   - input: what it worked on, for the line.
  ///   - memory: what it was limited to, in bytes.
  init?(_ end: WorkerEnd, report: WorkerReport?, input: String, memory: Int?, timeLimit: Duration?) {
    switch end.cause {
    case .exited(0) where report != nil: return nil
    case .exited(0): self.init(70, code: "no_worker", "\(input): the worker left no report")
    case .exited(let code): self.init(exit: code, end, report?.fault, input, memory)
    case .signaled(let signal): self.init(signal: signal, end, input, memory)
    case .timedOut:
      self.init(
        75, code: "timed_out", "\(input): took longer than \(timeLimit.map { Self.words($0) } ?? "it was given")")
    case .cancelled: self.init(70, code: "cancelled", "\(input): cancelled")
    case .lost(let reason): self.init(70, code: "no_worker", "\(input): the worker could not be run: \(reason)")
    }
  }

  private init(exit code: Int32, _ end: WorkerEnd, _ fault: WorkerReport.Fault?, _ input: String, _ memory: Int?) {
    let said = String(decoding: end.errors, as: UTF8.self).split(separator: "\n").first.map { String($0) }
    var message = fault?.message ?? said ?? "the worker ended with exit code \(code)"
    if code == 75 { message = Self.overMemory(message, memory) }
    if !message.hasPrefix(input) { message = "\(input): \(message)" }
    self.init(
      code, code: fault?.code ?? (code == 64 ? "usage" : "no_worker"), message, line: fault?.line, byte: fault?.byte)
  }

  private init(signal: Int32, _ end: WorkerEnd, _ input: String, _ memory: Int?) {
    let said = String(decoding: end.errors, as: UTF8.self)
    // Small pieces of memory can't be refused to Swift or C++ in any other way.
    if said.contains("failed to allocate") || said.contains("bad_alloc") {
      self.init(
        75, code: "out_of_memory", "\(input): \(Self.overMemory("out of memory", memory))", signal: signal)
      return
    }
    let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS]
    let name = unsafe strsignal(signal).map { unsafe String(cString: $0) } ?? "signal"
    let hint = signal == SIGKILL ? "; perhaps the system had no memory left" : ""
    self.init(
      128 + signal, code: crashes.contains(signal) ? "crashed" : "killed",
      "\(input): the worker \(crashes.contains(signal) ? "crashed" : "was killed") (signal \(signal), \(name))\(hint)",
      signal: signal)
  }

  private static func overMemory(_ message: String, _ memory: Int?) -> String {
    // A conversion that knows its ceiling tells it.
    guard let memory, !message.contains("memory ceiling") else { return message }
    return "over the ceiling of \(NumberText.grouped(memory >> 20)) MiB a worker: \(message)"
  }

  private static func words(_ duration: Duration) -> String {
    let parts = duration.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    return "\(NumberText.string((seconds * 1000).rounded() / 1000)) s"
  }
}
