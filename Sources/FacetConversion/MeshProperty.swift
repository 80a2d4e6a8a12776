// What `facet check` can be asked to insist on. Facts are not faults: an open mesh is fine until somebody needs it closed.

/// A property that a mesh has or has not.
public enum MeshProperty: String, Sendable, CaseIterable {
  case finite
  case noDuplicates = "no-duplicates"
  case oriented, closed, manifold, connected
  case noDegenerate = "no-degenerate"
  case noZeroArea = "no-zero-area"
  case noUnreferenced = "no-unreferenced"
  case noDuplicateVertices = "no-duplicate-vertices"

  /// The properties whose absence is a fault of any mesh.
  public static let always: [MeshProperty] = [.finite, .noDuplicates, .oriented]

  /// What it means, for people.
  public var meaning: String {
    switch self {
    case .finite: "no coordinate is NaN or infinite"
    case .noDuplicates: "no three vertices are a face twice, in whatever winding"
    case .oriented: "the two faces of each edge run through it in opposite directions"
    case .closed: "there is a face, and every edge has two"
    case .manifold: "no edge has more than two faces, no vertex more than one fan of faces"
    case .connected: "one component, joined by vertices"
    case .noDegenerate: "no face has the same vertex twice"
    case .noZeroArea: "no face lies on a line"
    case .noUnreferenced: "every vertex belongs to a face"
    case .noDuplicateVertices: "no two vertices have the same position"
    }
  }
}
