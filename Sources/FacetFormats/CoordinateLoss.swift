// What is lost when Float64 coordinates are written in a format that holds float32 only.
import FacetArrays
import FacetMesh
import FacetText

/// What a writer of float32 could not keep.
public struct CoordinateLoss: Sendable, Equatable {
  /// Coordinates that float32 can't hold; they were rounded to the nearest that it can.
  public var changedCoordinates = 0

  public init() {}

  /// Counts the coordinates of a mesh that float32 can't hold exactly. NaN counts as held. O(vertices); O(1) for a mesh
  /// whose source was float32.
  /// - Throws: `FormatError` when one would become infinite.
  init(ofRounding mesh: TriangleMesh, name: String, format: String) throws {
    guard mesh.sourcePrecision == .float64 else { return }
    let values = mesh.vertices.rowMajor.span
    for index in 0..<values.count {
      let value = values[index]
      guard Double(Float(value)) != value && !value.isNaN else { continue }
      changedCoordinates += 1
      if Float(value).isInfinite {
        throw FormatError(
          .unsupported, file: name, format: format, expected: "coordinates that float32 can hold",
          found: "\(NumberText.string(value)) in vertex \(index % mesh.vertices.count + 1)")
      }
    }
  }
}
