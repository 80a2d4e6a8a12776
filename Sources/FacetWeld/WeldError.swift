import FacetMemory

/// Why a weld can't go on.
public enum WeldError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The mesh has more distinct vertices than an Int32 can number.
  case tooManyVertices(limit: Int)
  /// The system has no memory left.
  case memory(FileError)

  public var description: String {
    switch self {
    case .tooManyVertices(let limit):
      "the mesh has more than \(limit) distinct vertices, the most that 32-bit indices can number"
    case .memory(let error): error.description
    }
  }
}
