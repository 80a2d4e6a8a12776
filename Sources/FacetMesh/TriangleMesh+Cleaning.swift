// Counting and taking out triangles that users may not want. Nothing is taken out unless asked.
import FacetArrays
import FacetMemory

extension TriangleMesh {
  /// How many triangles have the same vertex twice. O(triangles).
  public var degenerateTriangleCount: Int {
    let corners = triangles.corners
    let numbers = corners.span
    var count = 0
    for triangle in 0..<triangles.count {
      if triangle % MappedStorage.stepElements == 0 { corners.storage?.settle() }
      let (a, b, c) = (numbers[3 * triangle], numbers[3 * triangle + 1], numbers[3 * triangle + 2])
      if a == b || b == c || a == c { count += 1 }
    }
    return count
  }

  /// Coordinates that are NaN or infinite, and the first vertex that has one. O(vertices).
  public var nonFiniteCoordinates: (count: Int, firstVertex: Int?) {
    var (count, first) = (0, Int.max)
    for axis in 0..<3 {
      let row = vertices.matrix.row(axis)
      let values = row.span
      for index in 0..<values.count {
        if index % MappedStorage.stepElements == 0 { vertices.rowMajor.storage?.settle() }
        guard !values[index].isFinite else { continue }
        count += 1
        first = min(first, index)
      }
    }
    return (count, count > 0 ? first : nil)
  }

  /// Keeps the triangles for which `keep` answers true, in their order. Vertices stay. O(triangles).
  /// - Throws: `FileError` where a memory ceiling leaves no room.
  public mutating func filterTriangles(_ keep: (SIMD3<VertexIndex>) -> Bool) throws(FileError) {
    let corners = triangles.corners
    let numbers = corners.span
    let kept = try KeptRows(of: triangles.count, ledger: corners.storage?.ledger) { triangle in
      keep(SIMD3(numbers[3 * triangle], numbers[3 * triangle + 1], numbers[3 * triangle + 2]))
    }
    var attributes = attributes
    attributes.faceColors = try attributes.faceColors.map { colors throws(FileError) in try kept.taken(from: colors) }
    self = TriangleMesh(
      vertices: vertices,
      triangles: TriangleArray(corners: try kept.taken(from: corners, width: 3, .triangles, "triangles")),
      sourcePrecision: sourcePrecision,
      facetAttributes: try facetAttributes.map { words throws(FileError) in
        try kept.taken(from: words.contiguous(), .attributes, "facet attributes")
      }, attributes: attributes)
  }

  /// Takes out the vertices that have a NaN or infinite coordinate; the others keep their order. O(vertices + triangles).
  /// - Precondition: no triangle uses one of them.
  /// - Throws: `FileError` where a memory ceiling leaves no room.
  public mutating func removeNonFiniteVertices() throws(FileError) {
    let (positions, total) = (vertices.rowMajor.flat, vertices.count)
    let ledger = positions.storage?.ledger
    let values = positions.span
    let kept = try KeptRows(of: total, ledger: ledger) { vertex in
      values[vertex].isFinite && values[total + vertex].isFinite && values[2 * total + vertex].isFinite
    }
    let renumbered = try triangles.renumbered(by: kept.numbers(), ledger: ledger)
    precondition(!renumbered.hasNegativeNumber, "a triangle uses a vertex that is taken out")
    var attributes = attributes
    attributes.vertexNormals = try attributes.vertexNormals.map { normals throws(FileError) in
      try kept.taken(from: normals)
    }
    attributes.vertexColors = try attributes.vertexColors.map { colors throws(FileError) in try kept.taken(from: colors)
    }
    let rows = try kept.taken(from: positions, planes: 3, .vertices, "vertices")
    self = TriangleMesh(
      vertices: VertexArray(Matrix(rows, rows: 3, columns: kept.count)), triangles: renumbered,
      sourcePrecision: sourcePrecision, facetAttributes: facetAttributes, attributes: attributes)
  }
}

extension TriangleArray {
  fileprivate var hasNegativeNumber: Bool {
    let corners = corners
    let numbers = corners.span
    for index in 0..<numbers.count {
      if index % MappedStorage.stepElements == 0 { corners.storage?.settle() }
      if numbers[index] < 0 { return true }
    }
    return false
  }
}
