// A height field in grid order, at coordinates as surveys have them: eastings of half a million, northings of four
// million metres. It is what scans and terrain tools deliver, and neighbours share corners.

#if canImport(Glibc)
  import Glibc
#endif

/// Generates the triangles of a terrain: two a grid cell, row after row.
public final class TerrainSoup: CornerStream {
  public let precision = SourcePrecision.float32
  /// The exact number of triangles.
  public let triangles: Int
  private let cellsPerRow: Int
  private var next = 0

  /// - Parameter triangles: how many to make; at least 1.
  public init(triangles: Int) {
    precondition(triangles >= 1, "a terrain has a triangle")
    self.triangles = triangles
    cellsPerRow = max(1, Int((Double(triangles) / 2).squareRoot().rounded(.up)))
  }

  public var expectedTriangles: Int? { triangles }
  public var progress: Double? { Double(next) / Double(triangles) }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    while next < triangles && block.hasRoomForTriangle {
      let (row, column) = (next / 2 / cellsPerRow, next / 2 % cellsPerRow)
      if next % 2 == 0 {
        append(row, column, to: block)
        append(row, column + 1, to: block)
        append(row + 1, column + 1, to: block)
      } else {
        append(row, column, to: block)
        append(row + 1, column + 1, to: block)
        append(row + 1, column, to: block)
      }
      next += 1
    }
    return block.count > 0
  }

  private func append(_ row: Int, _ column: Int, to block: CornerBlock) {
    let height =
      120 + 40 * sin(Double(column) * 0.011) * cos(Double(row) * 0.007) + 3 * sin(Double(row + column) * 0.13)
    block.append(Float(500_000 + 0.5 * Double(column)), Float(4_100_000 + 0.5 * Double(row)), Float(height))
  }
}
