// Columns as text for people.

/// What descriptions show.
enum Elision {
  /// The most elements that are shown in full.
  static let threshold = 1000
  /// What is shown of each end of a longer one.
  static let edge = 3

  static func text(count: Int, element: (Int) -> String) -> String {
    "[" + parts(of: count, isLong: count > threshold, part: element).joined(separator: " ") + "]"
  }

  /// All parts, or the first and last three with `...` between.
  static func parts(of count: Int, isLong: Bool, part: (Int) -> String) -> [String] {
    if !isLong || count <= 2 * edge { return (0..<count).map(part) }
    return (0..<edge).map(part) + ["..."] + (count - edge..<count).map(part)
  }
}

extension Column: CustomStringConvertible {
  /// The elements between brackets, `[1.0 2.5 3.0]`, each with the fewest digits that give it back. Of more than 1000
  /// elements the first and last three are shown, with `...` between, as NumPy does.
  public var description: String { Elision.text(count: count) { "\(self[$0])" } }
}

extension Mask: CustomStringConvertible {
  /// The values between brackets; of more than 1000 the first and last three.
  public var description: String { Elision.text(count: count) { "\(self[$0])" } }
}
