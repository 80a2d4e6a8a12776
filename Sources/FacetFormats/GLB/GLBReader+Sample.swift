// A look at a binary glTF: its JSON tells the counts, and where the first positions lie.
import FacetMemory
import FacetMesh

extension GLBReader: SampledReader {
  package func sample() throws -> IndexedSample? {
    guard let size = source.size else { return nil }
    var sample = IndexedSample(vertices: plan.vertices, triangles: plan.triangles, precision: .float32)
    sample.contents = size - chunkStart
    guard dialect.hasPrefix("binary"), let part = plan.parts.first else { return sample }
    let number = document.primitives[part.primitive].positions
    guard document.accessors.indices.contains(Int(number)) else { return sample }
    let accessor = document.accessors[Int(number)]
    guard accessor.type == .float32, accessor.sparse == GLBDocument.none,
      document.views.indices.contains(Int(accessor.view))
    else { return sample }
    let view = document.views[Int(accessor.view)]
    let stride = max(view.stride, 12)
    // Places and sizes are claims: the reader checks them when it reads.
    guard [view.offset, accessor.offset, accessor.count, stride].allSatisfy({ $0 >= 0 && $0 <= size }),
      stride <= size / max(1, accessor.count)
    else { return sample }
    for part in 0..<4 {
      let first = accessor.count / 4 * part
      let most = stride * max(0, min(accessor.count - first, 4096 / stride))
      let bytes = try source.sampleBytes(
        at: chunkStart + 8 + view.offset + accessor.offset + stride * first, count: most)
      sample.takeRecords(bytes, stride: stride, places: [0, 4, 8], float32: true, isBig: false)
    }
    return sample
  }
}
