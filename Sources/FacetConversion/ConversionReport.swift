// What happened, for people in one line and for programs as JSON. The JSON is written on failure too.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText

/// What a conversion read, found, wrote and needed.
public struct ConversionReport: Sendable {
  public static let schema = "facet-report-1"

  public var options: [(name: String, value: String)] = []
  public var input = ""
  public var output = ""
  public var formatIn: String?
  /// What the input was packed with; nil when it was not.
  public var compression: String?
  public var formatOut: String?
  /// Triangles written.
  public var triangles = 0
  /// Corners read.
  public var corners = 0
  /// Vertices written.
  public var vertices = 0
  /// Corners of a soup, or vertices of an indexed file, that became part of an earlier vertex.
  public var merged = 0
  public var degenerate = 0
  public var nonFinite = 0
  public var polygonsSplit = 0
  /// The triangles that the polygons became.
  public var polygonTriangles = 0
  public var facesSkipped = 0
  /// What the input held beside its mesh, or the mesh beside its shape, and the output does not.
  public var attributesDropped = AttributeCounts()
  /// What the output holds beside the shape.
  public var attributesKept = AttributeCounts()
  public var droppedDegenerate = 0
  public var droppedNonFinite = 0
  public var warnings: [FormatWarning] = []
  public var secondsReading = 0.0
  public var secondsWelding = 0.0
  public var secondsWriting = 0.0
  public var secondsTotal = 0.0
  public var bytesIn = 0
  public var bytesOut = 0
  public var peakResidentBytes = 0
  public var ledger: [(purpose: String, peak: Int)] = []
  public var failure: ConversionFailure?

  /// One line: what went in, what came out, how long it took and how much memory.
  public var closingLine: String {
    var line =
      "\(NumberText.grouped(triangles)) triangles → \(NumberText.grouped(vertices)) vertices, \(NumberText.fixed(secondsTotal, 2)) s, "
      + "\(NumberText.grouped((peakResidentBytes + 524_288) >> 20)) MiB peak"
    if polygonsSplit > 0 {
      let polygons = "\(NumberText.grouped(polygonsSplit)) polygon\(polygonsSplit == 1 ? "" : "s")"
      line += "; \(polygons) split into \(NumberText.grouped(polygonTriangles)) triangles"
    }
    if degenerate > 0 {
      line += "; \(NumberText.grouped(degenerate)) degenerate triangles \(droppedDegenerate > 0 ? "dropped" : "kept")"
    }
    let dropped = attributesDropped.present.map(\.kind.words)
    if !dropped.isEmpty { line += "; dropped: \(dropped.joined(separator: ", "))" }
    if droppedNonFinite > 0 {
      line += "; \(NumberText.grouped(droppedNonFinite)) triangles with NaN or infinity dropped"
    }
    return line
  }

  /// The report as JSON, with the keys that the documentation lists.
  public func json(version: String) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.field("schema", Self.schema)
    json.field("facet", version)
    json.key("options")
    json.beginObject()
    for option in options { json.field(option.name, option.value) }
    json.endObject()
    json.key("inputs")
    json.beginArray()
    json.value(input)
    json.endArray()
    json.field("output", output)
    if let formatIn { json.field("format_in", formatIn) }
    if let compression { json.field("compression", compression) }
    if let formatOut { json.field("format_out", formatOut) }
    json.field("triangles", triangles)
    json.field("corners", corners)
    json.field("vertices", vertices)
    json.key("counted")
    json.beginObject()
    json.field("merged", merged)
    json.field("degenerate", degenerate)
    json.field("non_finite", nonFinite)
    json.field("polygons_split", polygonsSplit)
    json.field("polygon_triangles", polygonTriangles)
    json.field("faces_skipped", facesSkipped)
    json.field("attributes_dropped", attributesDropped.total)
    json.endObject()
    for (name, counts) in [("attributes_dropped", attributesDropped), ("attributes_kept", attributesKept)] {
      json.key(name)
      json.beginObject()
      for (kind, count) in counts.present { json.field(kind.rawValue, count) }
      json.endObject()
    }
    json.key("dropped")
    json.beginObject()
    json.field("degenerate", droppedDegenerate)
    json.field("non_finite", droppedNonFinite)
    json.endObject()
    json.key("warnings")
    json.beginArray()
    for warning in warnings {
      json.beginObject()
      json.field("code", warning.code.rawValue)
      json.field("count", warning.count)
      json.field("first", warning.firstPlace.description)
      json.field("message", warning.message)
      json.endObject()
    }
    json.endArray()
    json.field("mode", "memory")
    json.field("threads", 1)
    json.key("seconds")
    json.beginObject()
    json.field("read", secondsReading)
    json.field("weld", secondsWelding)
    json.field("write", secondsWriting)
    json.field("total", secondsTotal)
    json.endObject()
    json.field("bytes_in", bytesIn)
    json.field("bytes_out", bytesOut)
    json.field("peak_resident_bytes", peakResidentBytes)
    json.key("ledger")
    json.beginObject()
    for entry in ledger { json.field(entry.purpose, entry.peak) }
    json.endObject()
    json.field("exit", Int(failure?.exitCode.rawValue ?? 0))
    if let failure {
      json.key("error")
      json.beginObject()
      json.field("code", failure.code)
      json.field("message", failure.description)
      if let line = failure.line { json.field("line", line) }
      if let byte = failure.byte { json.field("byte", byte) }
      json.endObject()
    }
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
