// A look at the arrays of a mesh: their shapes tell the counts, and a mapped archive shows a few positions.
import FacetMemory
import FacetMesh

extension NPZMeshReader: SampledReader {
  package func sample() throws -> IndexedSample? {
    guard source.size != nil else { return nil }
    var sample = arrays.sample
    // The name may be one of bytes in memory; then there are no positions to show.
    guard let file = try? NPZFile(path: source.name, mapping: true).array("vertices"), try file.liesMapped() else {
      return sample
    }
    let matrix = try file.matrix(of: Double.self)
    let rows = matrix.rows == 3 ? matrix : matrix.transposed
    for part in 0..<4 where rows.columns > 0 {
      let first = rows.columns / 4 * part
      for vertex in first..<min(first + 128, rows.columns) {
        sample.positions.append(SIMD3(rows[0, vertex], rows[1, vertex], rows[2, vertex]))
      }
    }
    return sample
  }
}

extension NPYMesh {
  /// What the shapes tell.
  var sample: IndexedSample {
    IndexedSample(
      vertices: vertexCount, triangles: triangleCount,
      precision: vertices.elementType.byteCount < 8 ? .float32 : .float64)
  }
}

extension NPYPairReader: SampledReader {
  package func sample() throws -> IndexedSample? { source.size == nil ? nil : arrays.sample }
}
