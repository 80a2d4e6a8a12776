// What is lost when Float64 coordinates go into a format of float32: they are rounded, which is counted, or would become
// infinite, which is refused.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// What a float32 format could not hold of a mesh.
public struct Float32Loss: Sendable, Equatable {
  /// Coordinates that float32 can't hold; they are rounded to the nearest that it can.
  public var changedCoordinates = 0

  /// Loses nothing.
  public init() {}

  /// Counts the coordinates of a mesh that float32 can't hold exactly. NaN counts as held. O(vertices); O(1) for a mesh
  /// whose source was float32.
  /// - Parameters:
  ///   - format: the name of the output's format, for errors.
  ///   - file: the name of the output, for errors.
  /// - Throws: `FormatError` with code `unsupported` when one would become infinite.
  public init(of mesh: TriangleMesh, format: String, file: String) throws(FormatError) {
    guard mesh.sourcePrecision == .float64 else { return }
    try count(mesh.vertices.rowMajor, "coordinates", format: format, file: file)
  }

  /// Counts the components of normals that float32 can't hold exactly. NaN counts as held. O(normals); O(1) for normals
  /// whose source was float32.
  /// - Throws: `FormatError` with code `unsupported` when one would become infinite.
  init(of normals: NormalArray, format: String, file: String) throws(FormatError) {
    guard normals.precision == .float64 else { return }
    try count(normals.rowMajor, "normals", format: format, file: file)
  }

  private mutating func count(_ matrix: Matrix<Double>, _ what: String, format: String, file: String)
    throws(FormatError)
  {
    let values = matrix.span
    var infinite: Int?
    for index in 0..<values.count {
      if index % MappedStorage.stepElements == 0 { matrix.storage?.settle() }
      let value = values[index]
      let narrow = Float(value)
      guard Double(narrow) != value && !value.isNaN else { continue }
      changedCoordinates += 1
      if narrow.isInfinite && infinite == nil { infinite = index }
    }
    guard let infinite else { return }
    throw FormatError(
      .unsupported, file: file, format: format, expected: "\(what) that float32 can hold",
      found: "\(NumberText.string(values[infinite])) in vertex \(infinite % matrix.columns + 1)")
  }
}
