// What the report says of each input, and of all of them together.
import FacetFormats

extension ConversionReport {
  /// What one input was and held.
  public struct Input: Sendable {
    /// As it was given: a path, or `-`.
    public var name: String
    /// Nil when it was not found out.
    public var format: String?
    /// What is special about this file, as `facet info` tells it.
    public var dialect: String?
    /// What it was packed with; nil when it was not.
    public var compression: String?
    /// The triangles read, after polygons were split.
    public var triangles = 0
    /// The vertices as an indexed file has them; nil for a soup.
    public var vertices: Int?
    /// The corners read.
    public var corners = 0
    /// The bytes read, as they are in the file.
    public var bytes = 0
    public var warnings: [FormatWarning] = []

    public init(name: String) { self.name = name }
  }

  /// The format of the inputs: `mixed` when they differ, nil when none was found out.
  public var formatIn: String? { common(inputs.compactMap(\.format)) }

  /// What the inputs were packed with: `mixed` when they differ, nil when none was.
  public var compression: String? {
    let packed = inputs.compactMap(\.compression)
    return packed.isEmpty ? nil : packed.count < inputs.count ? "mixed" : common(packed)
  }

  /// The bytes of all inputs that were read, as they are in the files.
  public var bytesIn: Int { inputs.reduce(0) { $0 + $1.bytes } }

  /// The warnings of the inputs, then those of the output.
  public var warnings: [FormatWarning] { inputs.flatMap(\.warnings) + outputWarnings }

  private func common(_ values: [String]) -> String? {
    guard let first = values.first else { return nil }
    return values.allSatisfy { $0 == first } ? first : "mixed"
  }
}
