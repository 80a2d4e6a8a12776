/// Tells why a geometric question has no answer.
public enum GeometryError: Error, Sendable, Equatable {
  /// There are too few points.
  case tooFewPoints(needed: Int, found: Int)
  /// The two sets have different numbers of points.
  case countMismatch(Int, Int)
  /// All points coincide, or lie so that the answer is not the only one.
  case degenerate
  /// A coordinate is NaN or infinite, or so large that the answer overflows.
  case nonFinite
  /// The transform flattens space and can't be undone.
  case singular
}

extension GeometryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewPoints(let needed, let found): "\(found) points are too few: \(needed) are needed"
    case .countMismatch(let left, let right): "\(left) points can't be paired with \(right)"
    case .degenerate: "the points coincide or lie on a line, so there is no single answer"
    case .nonFinite: "a coordinate is not finite, or too large"
    case .singular: "the transform flattens space and can't be undone"
    }
  }
}
