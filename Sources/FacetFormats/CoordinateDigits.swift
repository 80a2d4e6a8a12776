// How many digits a text gives a coordinate, and in which precision a writer takes it. The source of a mesh tells what
// its numbers are worth; a caller may say otherwise.
import FacetMesh

/// How many digits a coordinate is printed with; of a binary format, the numbers it is stored as.
public enum CoordinateDigits: Sendable, Equatable {
  /// The fewest that give the value back in the precision of its source.
  case automatic
  /// The fewest that give the nearest float32 back.
  case float32
  /// The fewest that give the Float64 back.
  case float64
  /// At most this many significant digits, 1...17, correctly rounded: not exact below 17. Text only; binary formats take
  /// it as `automatic`.
  case significant(Int)

  /// The precision in which coordinates of that source are written.
  public func precision(for source: SourcePrecision) -> SourcePrecision {
    switch self {
    case .automatic: source
    case .float32: .float32
    case .float64: .float64
    case .significant: source
    }
  }
}
