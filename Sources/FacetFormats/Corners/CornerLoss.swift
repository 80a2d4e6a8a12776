// What float32 can't hold of corners that pass by: the same counts and the same refusal as for the vertices of a mesh, known
// when the last corner was seen.
import FacetMesh
import FacetText

/// Counts the coordinates of passing corners that float32 can't hold.
package struct CornerLoss {
  /// Coordinates of corners that float32 can't hold; they are rounded to the nearest that it can. NaN counts as held.
  package private(set) var changedCoordinates = 0
  /// Triangles with two corners that are apart, and the same when they are rounded.
  package private(set) var collapsedTriangles = 0
  /// The first corner whose x, y or z would become infinite, with that number.
  private var infinite: [(corner: Int, value: Double)?] = [nil, nil, nil]

  package init() {}

  /// Looks at a block. O(corners); O(1) for float32.
  /// - Parameter first: the number of its first corner.
  package mutating func look(at block: CornerBlock, first: Int) {
    guard block.precision == .float64 else { return }
    let columns = unsafe block.float64
    let before = changedCoordinates
    for axis in 0..<3 {
      let values = unsafe axis == 0 ? columns.x : axis == 1 ? columns.y : columns.z
      var changed = 0
      for index in 0..<block.count {
        let value = unsafe values[index]
        changed += Double(Float(value)) != value && value == value ? 1 : 0
      }
      changedCoordinates += changed
      guard changed > 0 && infinite[axis] == nil else { continue }
      for index in 0..<block.count {
        let value = unsafe values[index]
        guard Float(value).isInfinite && value.isFinite else { continue }
        infinite[axis] = (first + index, value)
        break
      }
    }
    guard changedCoordinates > before else { return }
    for corner in stride(from: 0, to: block.count, by: 3) {
      let isCollapsed =
        unsafe Self.coincide(columns, corner, corner + 1) || Self.coincide(columns, corner + 1, corner + 2)
        || Self.coincide(columns, corner, corner + 2)
      if isCollapsed { collapsedTriangles += 1 }
    }
  }

  /// Whether two corners become the same by rounding.
  @inline(__always)
  @unsafe
  private static func coincide(_ columns: CornerColumns<Double>, _ a: Int, _ b: Int) -> Bool {
    let (x, y, z) = unsafe (columns.x, columns.y, columns.z)
    guard unsafe Float(x[a]) == Float(x[b]) && Float(y[a]) == Float(y[b]) && Float(z[a]) == Float(z[b]) else {
      return false
    }
    return unsafe x[a] != x[b] || y[a] != y[b] || z[a] != z[b]
  }

  /// Refuses coordinates that would become infinite.
  /// - Parameters:
  ///   - writer: what they were meant for.
  ///   - file: the name of the output.
  package func refuse(_ writer: any CornerWriter, file: String) throws(FormatError) {
    for case let (corner, value)? in infinite {
      let place = writer.numbersVertices ? "vertex \(corner + 1)" : "triangle \(corner / 3 + 1)"
      throw FormatError(
        .unsupported, file: file, format: writer.formatName, expected: "coordinates that float32 can hold",
        found: "\(NumberText.string(value)) in \(place)")
    }
  }
}
