// A mesh as two .npy files side by side, `name.vertices.npy` and `name.triangles.npy`: what NumPy maps without a copy.

/// The names of a pair of files.
public enum NPYPair {
  private static let vertices = ".vertices.npy"
  private static let triangles = ".triangles.npy"

  /// The path of the triangles that belong to `name.vertices.npy`, or of the vertices that belong to
  /// `name.triangles.npy`; nil for any other name.
  public static func partner(of path: String) -> String? {
    for (own, other) in [(vertices, triangles), (triangles, vertices)] where path.hasSuffix(own) {
      return String(path.dropLast(own.count)) + other
    }
    return nil
  }

  /// Whether a name is that of the vertices of a pair, by which it is opened, or that of the triangles.
  public static func isMember(_ path: String) -> Bool { partner(of: path) != nil }

  /// Whether a name is that of the vertices.
  static func isVertices(_ path: String) -> Bool { path.hasSuffix(vertices) }

  /// The paths of the two files for an output that was asked for under a name: that of either of them, `name.npy`, or any.
  public static func files(forOutput path: String) -> (vertices: String, triangles: String) {
    for ending in [vertices, triangles, ".npy"] where path.hasSuffix(ending) {
      let stem = String(path.dropLast(ending.count))
      return (stem + vertices, stem + triangles)
    }
    return (path + vertices, path + triangles)
  }
}
