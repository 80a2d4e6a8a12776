// What became of one file, as one line of JSON.
import FacetText

/// What became of one file of a batch.
public struct BatchRecord: Sendable {
  public enum Status: String, Sendable {
    case converted
    /// An earlier run had finished it.
    case finished
    /// The output was there and is kept.
    case kept
    case failed
    /// It was being converted when the batch was stopped.
    case cancelled
  }

  public let item: BatchItem
  public internal(set) var status: Status
  public internal(set) var report: WorkerReport?
  public internal(set) var failure: WorkerFailure?
  public internal(set) var seconds = 0.0

  /// The exit code that `facet convert` would have had, 0 for what needed none.
  public var exitCode: Int32 { failure?.exitCode ?? 0 }

  /// One line of JSON with its line feed.
  public var jsonLine: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.field("input", item.input)
    json.field("output", item.output)
    json.field("status", status.rawValue)
    json.field("exit", Int(exitCode))
    json.field("seconds", (seconds * 1000).rounded() / 1000)
    if let report, failure == nil {
      json.field("triangles", report.triangles)
      if let vertices = report.vertices { json.field("vertices", vertices) }
      json.field("bytes_in", report.bytesIn)
      json.field("bytes_out", report.bytesOut)
      json.field("peak_resident_bytes", report.peakResidentBytes)
      json.key("warnings")
      json.beginArray()
      for code in report.warnings { json.value(code) }
      json.endArray()
    }
    if let failure {
      json.key("error")
      json.beginObject()
      json.field("code", failure.code)
      json.field("message", failure.description)
      if let line = failure.line { json.field("line", line) }
      if let byte = failure.byte { json.field("byte", byte) }
      if let signal = failure.signal { json.field("signal", Int(signal)) }
      json.endObject()
    }
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
