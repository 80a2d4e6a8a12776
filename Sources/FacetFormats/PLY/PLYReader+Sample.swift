// A look at a PLY file: its head counts records; what polygons they are the size tells where they are bytes, and the last
// lines where they are text.
import FacetMemory
import FacetMesh
import FacetText

extension PLYReader: SampledReader {
  package func sample() throws -> IndexedSample? {
    // Counts are claims: the reader checks them when it reads.
    guard let size = source.size, header.elements.allSatisfy({ $0.count <= size }),
      let vertex = header.elements.first(where: { $0.name == "vertex" })
    else { return nil }
    let faces = header.elements.first { $0.name == "face" }?.count ?? 0
    let types = ["x", "y", "z"].compactMap { axis in vertex.properties.first { $0.name == axis }?.type }
    let isFloat = types.count == 3 && types.allSatisfy(\.fitsFloat32)
    var sample = IndexedSample(
      vertices: vertex.count, triangles: faces, precision: isBinary && isFloat ? .float32 : .float64)
    let start = cursor.offset
    if isBinary {
      sample.triangles = triangles(size - start) ?? faces
      try takePositions(vertex, from: start, into: &sample)
    } else if header.elements.first?.name == "vertex" {
      sample.triangles = try trianglesOfLastLines(faces, size)
      for part in 0..<8 {
        let bytes = try source.sampleBytes(at: start + (size - start) / 32 * part, count: 1 << 12)
        let lines = bytes.dropFirst(part == 0 ? 0 : 120).dropLast(120)
        sample.takeLines(lines, numbers: vertex.properties.count, most: 64 * (part + 1))
      }
    }
    sample.isEstimated = sample.triangles != faces
    return sample
  }

  /// The triangles of binary faces, from the bytes that all records take; nil where other lists are among them.
  private func triangles(_ bytes: Int) -> Int? {
    var left = bytes
    var face: (count: Int, corner: Int)?
    for element in header.elements {
      left -= element.count * element.smallestRecord
      let lists = element.properties.filter(\.isList)
      if lists.isEmpty { continue }
      guard element.name == "face", lists.count == 1 else { return nil }
      face = (element.count, lists[0].type.size)
    }
    guard let face, left > 0 else { return nil }
    return max(0, left / face.corner - 2 * face.count)
  }

  private func takePositions(_ vertex: PLYElement, from start: Int, into sample: inout IndexedSample) throws {
    guard header.elements.first?.name == "vertex", let stride = vertex.stride else { return }
    var places = SIMD3<Int>()
    var widths = Set<Int>()
    for (axis, name) in ["x", "y", "z"].enumerated() {
      guard let index = vertex.index(of: name), vertex.properties[index].type.isFloat else { return }
      places[axis] = vertex.properties[..<index].reduce(0) { $0 + $1.type.size }
      widths.insert(vertex.properties[index].type.size)
    }
    guard widths.count == 1 else { return }
    for part in 0..<4 {
      let first = vertex.count / 4 * part
      let most = stride * max(0, min(vertex.count - first, 4096 / stride))
      let bytes = try source.sampleBytes(at: start + stride * first, count: most)
      sample.takeRecords(bytes, stride: stride, places: places, float32: widths == [4], isBig: isBig)
    }
  }

  /// The triangles of faces that are lines, as the last lines of the file have them.
  private func trianglesOfLastLines(_ faces: Int, _ size: Int) throws -> Int {
    guard header.elements.last?.name == "face", faces > 0 else { return faces }
    let bytes = try source.sampleBytes(at: max(0, size - 1 << 14), count: 1 << 14)
    var (seen, triangles) = (0, 0)
    for line in IndexedSample.lines(bytes[...]).dropFirst().suffix(faces) {
      guard let word = IndexedSample.words(line).first, let degree = Int(String(decoding: word, as: UTF8.self)) else {
        continue
      }
      seen += 1
      triangles += max(0, degree - 2)
    }
    return seen == 0 ? faces : Int((Double(triangles) / Double(seen) * Double(faces)).rounded())
  }
}
