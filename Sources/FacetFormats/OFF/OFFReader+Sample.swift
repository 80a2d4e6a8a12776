// A look at an OFF file: its head counts vertices and faces, its size or its last lines tell what polygons they are.
import FacetMemory
import FacetMesh

extension OFFReader: SampledReader {
  package func sample() throws -> IndexedSample? {
    guard let size = source.size else { return nil }
    let precision: SourcePrecision = header.isBinary && !header.isHomogeneous ? .float32 : .float64
    var sample = IndexedSample(vertices: header.vertices, triangles: header.faces, precision: precision)
    let start = cursor.offset
    let numbers = (header.isHomogeneous ? 4 : 3) + header.extras
    if header.isBinary {
      // A face is its degree, its corners, and the number of its colours, which are few.
      let rest = (size - start - 4 * numbers * header.vertices) / 4
      sample.triangles = max(rest - 4 * header.faces, 0)
      sample.isEstimated = sample.triangles != header.faces
      for part in 0..<4 {
        let vertex = header.vertices / 4 * part
        let bytes = try source.sampleBytes(at: start + 4 * numbers * vertex, count: 1 << 12)
        let most = 4 * numbers * max(0, header.vertices - vertex)
        sample.takeRecords(
          Array(bytes.prefix(most)), stride: 4 * numbers, places: [0, 4, 8], float32: true, isBig: header.isBig)
      }
      return sample
    }
    if let estimate = try estimateTriangles() {
      (sample.triangles, sample.isEstimated) = (estimate.count, estimate.count != header.faces)
    }
    // The first quarter of a file of triangles are vertices.
    for part in 0..<8 {
      let bytes = try source.sampleBytes(at: start + (size - start) / 32 * part, count: 1 << 12)
      sample.takeLines(bytes.dropFirst(part == 0 ? 0 : 120).dropLast(120), numbers: numbers, most: 64 * (part + 1))
    }
    return sample
  }
}
