// Errors of what stands in the JSON, with the place in the file.

/// Names a place in the JSON of a file in an error.
struct GLBFaults: Sendable {
  let file: String
  /// "GLB", or "glTF" for a text.
  let format: String
  /// Where the JSON begins in the file.
  let base: Int

  /// - Parameter offset: a place in the JSON; nil for the file as a whole.
  func fault(_ code: FormatError.Code, at offset: Int?, _ expected: String, _ found: String = "") -> FormatError {
    FormatError(
      code, file: file, format: format, place: offset.map { .byte(base + $0) } ?? .file, expected: expected,
      found: found)
  }
}
