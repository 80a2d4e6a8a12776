// What a worker tells on its standard output: the JSON report of its conversion.
import FacetMesh
import FacetText

/// What a worker converted, and what it cost.
public struct WorkerReport: Sendable {
  public internal(set) var triangles = 0
  public internal(set) var vertices: Int?
  public internal(set) var bytesIn = 0
  public internal(set) var bytesOut = 0
  /// The most memory that the worker had resident, in bytes.
  public internal(set) var peakResidentBytes = 0
  public internal(set) var precision = SourcePrecision.float64
  /// The codes of the warnings.
  public internal(set) var warnings: [String] = []
  /// What went wrong; nil for nothing.
  var fault: Fault?

  struct Fault: Sendable {
    var code = ""
    var message = ""
    var line: Int?
    var byte: Int?
  }

  init() {}

  /// Reads a report; nil when it is none, because the worker died before it had written it.
  init?(json: [UInt8]) {
    var report = WorkerReport()
    var isReport = false
    do {
      try unsafe json.withUnsafeBufferPointer { bytes in
        var cursor = unsafe JSONCursor(bytes)
        try cursor.object { key, value in
          switch key {
          case "schema": isReport = true
          case "triangles": report.triangles = Int(try value.integer())
          case "vertices": report.vertices = Int(try value.integer())
          case "bytes_in": report.bytesIn = Int(try value.integer())
          case "bytes_out": report.bytesOut = Int(try value.integer())
          case "peak_resident_bytes": report.peakResidentBytes = Int(try value.integer())
          case "precision": report.precision = SourcePrecision(rawValue: try value.string()) ?? .float64
          case "warnings": report.warnings = try Self.codes(&value)
          case "error": report.fault = try Fault(&value)
          default: break
          }
        }
        try cursor.finish()
      }
    } catch {
      return nil
    }
    guard isReport else { return nil }
    self = report
  }

  private static func codes(_ value: inout JSONCursor) throws -> [String] {
    var codes: [String] = []
    try value.array { warning in
      try warning.object { key, value in
        if key == "code" { codes.append(try value.string()) }
      }
    }
    return codes
  }
}

extension WorkerReport.Fault {
  fileprivate init(_ value: inout JSONCursor) throws {
    var fault = Self()
    try value.object { key, value in
      switch key {
      case "code": fault.code = try value.string()
      case "message": fault.message = try value.string()
      case "line": fault.line = Int(try value.integer())
      case "byte": fault.byte = Int(try value.integer())
      default: break
      }
    }
    self = fault
  }
}
