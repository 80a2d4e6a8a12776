// What a batch came to, as a small table.
import FacetText

/// The sums over the files of a batch.
public struct BatchSummary: Sendable {
  public private(set) var converted = 0
  public private(set) var finished = 0
  public private(set) var kept = 0
  public private(set) var failed = 0
  /// Files that were being converted when the batch was stopped.
  public private(set) var cancelled = 0
  /// How many files failed, by the code of their failure.
  public private(set) var failures: [String: Int] = [:]
  /// Of the files that were converted.
  public private(set) var triangles = 0
  public private(set) var vertices = 0
  public private(set) var bytesIn = 0
  public private(set) var bytesOut = 0
  /// The most that one worker had resident.
  public private(set) var peakResidentBytes = 0
  public internal(set) var seconds = 0.0
  /// All files of the plan, and those in folders that are no mesh by their names.
  public let files: Int
  public let skippedFiles: Int
  /// How many workers there were at once, and what each might have resident; nil for no limit.
  public let jobs: Int
  public let memory: Int?

  init(_ plan: BatchPlan, jobs: Int, memory: Int?) {
    files = plan.items.count
    skippedFiles = plan.skippedFiles
    self.jobs = jobs
    self.memory = memory
  }

  /// Files that nobody began: the batch was stopped before.
  public var notBegun: Int { files - converted - finished - kept - failed - cancelled }

  mutating func add(_ record: BatchRecord) {
    switch record.status {
    case .converted: converted += 1
    case .finished: finished += 1
    case .kept: kept += 1
    case .failed:
      failed += 1
      failures[record.failure?.code ?? "", default: 0] += 1
    case .cancelled: cancelled += 1
    }
    guard let report = record.report else { return }
    peakResidentBytes = max(peakResidentBytes, report.peakResidentBytes)
    guard record.status == .converted else { return }
    triangles += report.triangles
    vertices += report.vertices ?? 0
    bytesIn += report.bytesIn
    bytesOut += report.bytesOut
  }

  /// The table, a line each.
  public var lines: [String] {
    var rows: [(String, Int, String)] = [
      (
        "converted", converted,
        converted == 0
          ? ""
          : "\(NumberText.grouped(triangles)) triangles, "
            + (vertices == 0 ? "" : "\(NumberText.grouped(vertices)) vertices, ")
            + "\(Self.size(bytesIn)) → \(Self.size(bytesOut))"
      )
    ]
    if finished > 0 { rows.append(("finished", finished, "by an earlier run")) }
    if kept > 0 { rows.append(("kept", kept, "the output was there")) }
    if failed > 0 {
      let kinds = failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
      rows.append(("failed", failed, kinds.joined(separator: ", ")))
    }
    if cancelled + notBegun > 0 {
      rows.append(("not done", cancelled + notBegun, cancelled > 0 ? "\(cancelled) of them begun" : ""))
    }
    if skippedFiles > 0 { rows.append(("skipped", skippedFiles, "no mesh by name")) }
    let counts = rows.map { NumberText.grouped($0.1) }
    let width = counts.map(\.count).max() ?? 0
    var lines = zip(rows, counts).map { row, count in
      let name = row.0 + String(repeating: " ", count: 10 - row.0.count)
      let number = String(repeating: " ", count: width - count.count) + count
      return "\(name)\(number)\(row.2.isEmpty ? "" : "  \(row.2)")"
    }
    var last = "\(NumberText.fixed(seconds, 2)) s, \(jobs) at a time"
    if let memory { last += ", at most \(Self.size(memory)) each" }
    if peakResidentBytes > 0 { last += "; the largest had \(Self.size(peakResidentBytes))" }
    lines.append(last)
    return lines
  }

  /// `1.2 GiB`, `45 MiB`, `3 KiB`
  static func size(_ bytes: Int) -> String {
    var (value, unit) = (Double(bytes), 0)
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"]
    while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    return NumberText.fixed(value, unit > 0 && value < 9.95 ? 1 : 0) + " " + units[unit]
  }
}
