// The report as JSON.
import FacetFormats
import FacetMesh
import FacetText

extension ConversionReport {
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
    write(inputs, to: &json)
    json.field("output", output)
    if !outputFiles.isEmpty {
      json.key("output_files")
      json.beginArray()
      for file in outputFiles { json.value(file) }
      json.endArray()
    }
    if let formatIn { json.field("format_in", formatIn) }
    if let compression { json.field("compression", compression) }
    if let formatOut { json.field("format_out", formatOut) }
    if let precision { json.field("precision", precision.rawValue) }
    json.field("triangles", triangles)
    json.field("corners", corners)
    if let vertices { json.field("vertices", vertices) }
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
    for input in inputs {
      for warning in input.warnings { write(warning, of: input.name, to: &json) }
    }
    for warning in outputWarnings { write(warning, of: output, to: &json) }
    json.endArray()
    json.field("mode", mode.rawValue)
    json.field("threads", threads)
    json.key("seconds")
    json.beginObject()
    json.field("read", secondsReading)
    json.field("weld", secondsWelding)
    json.field("write", secondsWriting)
    json.field("total", secondsTotal)
    json.endObject()
    json.field("bytes_in", bytesIn)
    json.field("bytes_out", bytesOut)
    json.field("bytes_spilled", bytesSpilled)
    json.field("peak_resident_bytes", peakResidentBytes)
    json.field("fresh_bytes", freshBytes)
    json.key("ledger")
    json.beginObject()
    for entry in ledger { json.field(entry.purpose, entry.peak) }
    json.endObject()
    if let predicted {
      json.key("predicted")
      predicted.write(to: &json)
    }
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

  private func write(_ inputs: [Input], to json: inout JSONWriter) {
    json.key("inputs")
    json.beginArray()
    for input in inputs {
      json.beginObject()
      json.field("name", input.name)
      if let format = input.format { json.field("format", format) }
      if let dialect = input.dialect { json.field("dialect", dialect) }
      if let compression = input.compression { json.field("compression", compression) }
      json.field("triangles", input.triangles)
      json.field("corners", input.corners)
      if let vertices = input.vertices { json.field("vertices", vertices) }
      json.field("bytes", input.bytes)
      json.field("warnings", input.warnings.count)
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ warning: FormatWarning, of file: String, to json: inout JSONWriter) {
    json.beginObject()
    json.field("code", warning.code.rawValue)
    json.field("count", warning.count)
    json.field("file", file)
    json.field("first", warning.firstPlace.description)
    json.field("message", warning.message)
    json.endObject()
  }
}
