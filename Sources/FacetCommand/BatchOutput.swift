// What `batch` shows: a line of JSON for each file where programs read, a line for each failure and the table where people
// do, and on a terminal how far the whole is.
import FacetConversion
import FacetIsolation
import FacetMemory
import FacetText
import Glibc
import Synchronization

final class BatchOutput: Sendable {
  private struct State {
    var files = 0
    var failed = 0
    var bytes = 0
    /// Bytes of files that took time.
    var convertedBytes = 0
    let clock = Stopwatch()
    var shownClock = Stopwatch()
    var isVisible = false
    var fault: FileError?
  }

  private let state = Mutex(State())
  private let plan: BatchPlan
  private let isQuiet: Bool
  private let showsProgress: Bool
  /// Where the JSON goes; nil for nowhere.
  private let report: (descriptor: Int32, path: String)?

  /// - Throws: `ConversionFailure` when the report can't be made.
  init(_ plan: BatchPlan, report path: String?, isQuiet: Bool) throws(ConversionFailure) {
    self.plan = plan
    self.isQuiet = isQuiet
    showsProgress = !isQuiet && isatty(2) != 0
    switch path {
    case "-": report = (1, "<standard output>")
    case nil: report = isQuiet || isatty(1) != 0 ? nil : (1, "<standard output>")
    case let path?:
      guard let descriptor = SystemCall.open(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666) else {
        throw ConversionFailure(FileError(.cannotCreate, path: path, errno: errno))
      }
      report = (descriptor, path)
    }
  }

  /// What went wrong when the lines of JSON were written.
  var fault: FileError? { state.withLock { $0.fault } }

  /// Shows what became of a file.
  func show(_ record: BatchRecord) {
    state.withLock { state in
      state.files += 1
      state.bytes += record.item.size
      if record.status == .converted || record.status == .failed { state.convertedBytes += record.item.size }
      if record.status == .failed { state.failed += 1 }
      if let report, state.fault == nil {
        do throws(FileError) {
          try SystemCall.writeFully(report.descriptor, record.jsonLine, path: report.path)
        } catch {
          state.fault = error
        }
      }
      if record.status == .failed, let failure = record.failure {
        clear(&state)
        Terminal.standardError("\(Terminal.oneLine(failure.description))\n")
      }
      if showsProgress && (!state.isVisible || state.shownClock.elapsed >= 0.1) {
        state.shownClock = Stopwatch()
        state.isVisible = true
        let line = Self.line(
          files: state.files, of: plan.items.count, failed: state.failed, fraction: fraction(state),
          left: left(state))
        Terminal.standardError("\r\u{1B}[K" + line)
      }
    }
  }

  /// Shows the table.
  func end(_ summary: BatchSummary, isInterrupted: Bool, resumes: Bool) {
    state.withLock { clear(&$0) }
    if !isQuiet { Terminal.standardError(summary.lines.joined(separator: "\n") + "\n") }
    if isInterrupted {
      let hint = resumes ? "; run the same command again to finish the rest" : ""
      Terminal.standardError("interrupted\(hint)\n")
    }
  }

  /// `batch [#########.....................] 60 of 200, 3 failed, 12 s left`
  static func line(files: Int, of all: Int, failed: Int, fraction: Double, left: Double?) -> String {
    let done = Int(min(1, max(0, fraction)) * 30)
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: 30 - done)
    var line = "batch [\(bar)] \(NumberText.grouped(files)) of \(NumberText.grouped(all))"
    if failed > 0 { line += ", \(NumberText.grouped(failed)) failed" }
    if let left { line += ", \(NumberText.grouped(Int(left.rounded(.up)))) s left" }
    return line
  }

  /// By bytes, because files differ; by files where all are pipes.
  private func fraction(_ state: State) -> Double {
    let all = plan.byteCount
    return all > 0 ? Double(state.bytes) / Double(all) : Double(state.files) / Double(plan.items.count)
  }

  private func left(_ state: State) -> Double? {
    guard state.convertedBytes > 0 else { return nil }
    return state.clock.elapsed / Double(state.convertedBytes) * Double(plan.byteCount - state.bytes)
  }

  private func clear(_ state: inout State) {
    if state.isVisible { Terminal.standardError("\r\u{1B}[K") }
    state.isVisible = false
  }
}
