// What was odd but readable, counted by kind, with the first place of each. `--strict` turns the first into an error.

/// A kind of oddity: how often it was met, and where first.
public struct FormatWarning: Sendable, Equatable {
  /// The kind, stable across versions: it stands in the JSON report.
  public enum Code: String, Sendable, CaseIterable {
    case emptyMesh = "empty_mesh"
    case trailingBytes = "trailing_bytes"
    case missingEndSolid = "missing_endsolid"
    case missingEndFacet = "missing_endfacet"
    case plusSign = "plus_sign"
    case fortranExponent = "fortran_exponent"
    case byteOrderMark = "byte_order_mark"
    case missingKeyword = "missing_keyword"
    case gluedKeyword = "glued_keyword"
    case missingEdgeCount = "missing_edge_count"
    case smallFace = "small_face"
    case extraFaces = "extra_faces"
    case skippedHeaderLine = "skipped_header_line"
    case ignoredData = "ignored_data"
    case lossyPrecision = "lossy_precision"
    case coincidingVertices = "coinciding_vertices"
    case unknownKeyword = "unknown_keyword"
    case ignoredWeight = "ignored_weight"
    case missingAttribute = "missing_attribute"
    case nonUnitNormals = "non_unit_normals"
    case recoveredCount = "recovered_count"
    case recoveredCut = "recovered_cut"
    case ambiguousFirstIndex = "ambiguous_first_index"
  }

  public let code: Code
  /// What it means, for people.
  public let message: String
  public internal(set) var count: Int
  /// Where it was met first.
  public let firstPlace: FormatError.Place
}

/// Collects the warnings of one input.
public final class WarningLog {
  /// One entry a kind, in the order of first occurrence.
  public private(set) var warnings: [FormatWarning] = []
  private let file: String
  private let format: String
  private let strict: Bool
  /// What is whole of a damaged input is kept.
  let recovers: Bool

  /// - Parameters:
  ///   - strict: every warning is thrown as an error.
  ///   - recovers: `recover` counts a warning; without it, and always when `strict`, it throws.
  public init(file: String, format: String, strict: Bool = false, recovers: Bool = false) {
    self.recovers = recovers && !strict
    self.file = file
    self.format = format
    self.strict = strict
  }

  /// Counts a warning. `place` is asked for only at the first of its kind.
  /// - Throws: `FormatError` with code `warningAsError` when warnings are errors.
  public func warn(
    _ code: FormatWarning.Code, _ message: @autoclosure () -> String, count: Int = 1,
    at place: @autoclosure () -> FormatError.Place
  ) throws(FormatError) {
    if let index = warnings.firstIndex(where: { $0.code == code }) {
      warnings[index].count += count
      return
    }
    let warning = FormatWarning(code: code, message: message(), count: count, firstPlace: place())
    if strict {
      throw FormatError(
        .warningAsError, file: file, format: format, place: warning.firstPlace, expected: warning.message)
    }
    warnings.append(warning)
  }

  /// Keeps what is whole of an input: its fault becomes a warning.
  /// - Throws: the fault itself, which then names the option, unless damaged inputs are to be recovered.
  func recover(_ fault: FormatError, as code: FormatWarning.Code = .recoveredCut, count: Int = 1) throws(FormatError) {
    guard recovers else { throw fault.recoverable }
    try warn(code, "\(fault.fault); what is whole was kept", count: count, at: fault.place)
  }

  /// The largest count that a damaged input is believed to have had: in a larger one the count itself is the damage.
  static let largestRecoveredCount = 1 << 30
}
