// What happened, for people in one line and for programs as JSON. The JSON is written on failure too.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText

/// What a conversion read, found, wrote and needed.
public struct ConversionReport: Sendable {
  public static let schema = "facet-report-1"

  /// Where the mesh was while it was made.
  public enum Mode: String, Sendable {
    /// All of it in memory.
    case memory
    /// The table of the weld in memory, arrays in temporary files; or no mesh at all, because nothing was to be welded.
    case streaming
    /// The distinct positions in temporary files too.
    case spilled
  }

  public var options: [(name: String, value: String)] = []
  /// What each input held, in the order in which they were read.
  public var inputs: [Input] = []
  public var output = ""
  /// The files that were written when they are a pair; empty for one file.
  public var outputFiles: [String] = []
  public var formatOut: String?
  /// The precision of the coordinates where they came from; nil when nothing was read.
  public var precision: SourcePrecision?
  /// Triangles written.
  public var triangles = 0
  /// Corners read.
  public var corners = 0
  /// Vertices written; nil for an output that has none and was made without a mesh.
  public var vertices: Int? = 0
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
  /// What the format of the output could not hold.
  public var outputWarnings: [FormatWarning] = []
  public var secondsReading = 0.0
  public var secondsWelding = 0.0
  public var secondsWriting = 0.0
  public var secondsTotal = 0.0
  public var bytesOut = 0
  /// How the mesh was held.
  public var mode = Mode.memory
  /// The threads that worked.
  public var threads = 1
  /// Bytes written to temporary files.
  public var bytesSpilled = 0
  public var peakResidentBytes = 0
  /// The bytes of pages taken from the system in all, most of them touched once.
  public var freshBytes = 0
  public var ledger: [(purpose: String, peak: Int)] = []
  /// What was foreseen before the inputs were read; nil where that was not asked for, or an input was no file.
  public var predicted: ConversionForecast?
  public var failure: ConversionFailure?

  /// One line: what went in, what came out, how long it took and how much memory.
  public var closingLine: String {
    var line = inputs.count > 1 ? "\(NumberText.grouped(inputs.count)) inputs, " : ""
    line +=
      "\(NumberText.grouped(triangles)) triangles\(vertices.map { " → \(NumberText.grouped($0)) vertices" } ?? ""), "
      + "\(NumberText.fixed(secondsTotal, 2)) s, "
      + "\(NumberText.grouped((peakResidentBytes + 524_288) >> 20)) MiB peak"
    if mode != .memory { line += ", \(mode.rawValue)" }
    if bytesSpilled > 0 {
      line += ": \(NumberText.grouped((bytesSpilled + 524_288) >> 20)) MiB in temporary files"
    }
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
    // How the elements of a table name their nodes was found out: the user should see it.
    for input in inputs where input.format == MeshFormat.table.rawValue {
      if let note = input.dialect?.split(separator: "; ").dropFirst().last { line += "; \(note)" }
    }
    return line
  }
}
