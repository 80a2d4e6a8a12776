// What a conversion will need, known before it begins: for people in one sentence, for programs in the report.
import FacetMemory
import FacetText

/// The sizes that a conversion will have.
public struct ConversionForecast: Sendable, Equatable {
  /// Triangles of all inputs.
  public var triangles = 0
  public var trianglesAreEstimated = false
  /// Vertices of the output; where nothing is welded the corners.
  public var vertices = 0
  /// The corners of soups go to the output as they come.
  public var isUnwelded = false
  public var verticesAreEstimated = false
  public var mode = ConversionReport.Mode.memory
  /// The most resident bytes of the process: not less than what it will be, and at most 15 % more.
  public var peakResidentBytes = 0
  /// What it would be without a ceiling.
  public var peakInMemory = 0
  /// Bytes of temporary files.
  public var bytesSpilled = 0
  public var bytesOut = 0
  /// The ceiling that holds; nil for none.
  public var ceiling: Int?
  /// Who set it.
  public var policy = MemoryPolicy.automatic
  /// The smallest ceiling under which it works.
  public var smallestCeiling = 0
  /// Where temporary files go; nil for nowhere.
  public var temporaryFolder: String?
  /// What is free in the folder of the output, and in that of temporary files; nil where it is not known.
  public var freeForOutput: Int?
  public var freeForSpill: Int?

  /// The reason for which it can't work; nil when it can.
  public var refusal: ConversionFailure? {
    if let ceiling, smallestCeiling > ceiling {
      return ConversionFailure(
        .overMemory, code: FileError.Code.outOfMemory.rawValue,
        "the memory ceiling of \(Self.size(ceiling)) is too small for this; the smallest that works is --memory "
          + "\(Self.mebibytes(smallestCeiling))M")
    }
    if vertices > Int(Int32.max) && !verticesAreEstimated {
      return ConversionFailure(
        .badData, code: "too_many_vertices",
        "\(NumberText.grouped(vertices)) vertices are more than 32-bit indices can number")
    }
    if let freeForOutput, bytesOut > freeForOutput {
      return ConversionFailure(
        .inputOutput, code: FileError.Code.cannotWrite.rawValue,
        "the output will have about \(Self.size(bytesOut)), and its folder has \(Self.size(freeForOutput)) free")
    }
    if let freeForSpill, bytesSpilled > freeForSpill {
      return ConversionFailure(
        .inputOutput, code: FileError.Code.cannotWrite.rawValue,
        "temporary files will take about \(Self.size(bytesSpilled)), and \(temporaryFolder ?? "their folder") has "
          + "\(Self.size(freeForSpill)) free; --temp names another folder")
    }
    return nil
  }

  /// One sentence: what goes in, what comes out, what it takes, and which limits apply.
  public var sentence: String {
    var text = "\(trianglesAreEstimated ? "about " : "")\(Self.people(triangles)) triangles → "
    let what = isUnwelded ? "corners, not welded" : "vertices"
    text +=
      "\(verticesAreEstimated ? "about " : "")\(Self.people(vertices)) \(what); \(Self.size(peakInMemory)) in memory, "
    switch (ceiling, policy) {
    case (let ceiling?, .bytes): text += "--memory is \(Self.size(ceiling))"
    case (let ceiling?, _): text += "the ceiling is \(Self.size(ceiling)) (80 % of what is free or granted)"
    case (nil, _): text += "and no ceiling"
    }
    if mode != .memory && bytesSpilled > 0 {
      text += ": \(mode.rawValue), \(Self.size(peakResidentBytes)), \(Self.size(bytesSpilled)) in temporary files"
      if let temporaryFolder { text += " in \(temporaryFolder)" }
      if let freeForSpill { text += " (\(Self.size(freeForSpill)) free)" }
    } else if ceiling != nil {
      text += ": it fits"
    }
    text += ", \(Self.size(bytesOut)) out"
    if let freeForOutput { text += " (\(Self.size(freeForOutput)) free)" }
    if vertices > Int(Int32.max) { text += "; more vertices than 32-bit indices can number" }
    return text
  }

  /// `85 M`, `42.6 M`, `950,000`.
  private static func people(_ count: Int) -> String {
    guard count >= 10_000_000 else { return NumberText.grouped(count) }
    let (unit, name) = count >= 10_000_000_000 ? (1e9, "G") : (1e6, "M")
    let number = Double(count) / unit
    return NumberText.fixed(number, number < 1000 ? 1 : 0) + " " + name
  }

  /// `512 MiB`, `2.6 GiB`.
  static func size(_ bytes: Int) -> String {
    let mebibytes = Double(bytes) / 1_048_576
    if mebibytes >= 1024 { return NumberText.fixed(mebibytes / 1024, 1) + " GiB" }
    return NumberText.fixed(mebibytes, mebibytes < 10 ? 1 : 0) + " MiB"
  }

  static func mebibytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }

  /// Writes the keys of the report.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("triangles", triangles)
    json.field("triangles_estimated", trianglesAreEstimated)
    json.field("vertices", vertices)
    json.field("vertices_estimated", verticesAreEstimated)
    json.field("mode", mode.rawValue)
    json.field("peak_resident_bytes", peakResidentBytes)
    json.field("bytes_spilled", bytesSpilled)
    json.field("bytes_out", bytesOut)
    json.endObject()
  }
}
