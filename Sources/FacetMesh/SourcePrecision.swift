/// The precision in which coordinates were stored where they came from. Text is always float64: what Float64 can tell
/// apart is never merged.
public enum SourcePrecision: String, Sendable {
  case float32, float64
}

/// The number of a vertex. Corner and triangle numbers are `Int`: there are more of them.
public typealias VertexIndex = Int32
