// ASCII STL. A vertex is shared by six triangles on average, so its line is made once and kept in a small table that its
// number leads to: the next triangles around it copy the line. The table stays in the L2 cache, whatever the mesh is.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes a mesh as ASCII STL. Source: 3D Systems, "StereoLithography Interface Specification" (1989).
public enum ASCIISTLWriter {
  private static let chunk = 1024
  /// More than the longest text of a triangle, and what the writing of a number may scribble behind it.
  private static let triangleBytes = 512

  /// Writes the whole mesh. O(triangles), half a MiB beside the buffer of the sink.
  ///
  /// Unlike binary STL the text holds float64: coordinates are exact in the precision of the mesh's source.
  /// - Parameters:
  ///   - name: the name of the output, for errors.
  ///   - onProgress: called now and then with the part written so far; what it throws ends the writing.
  /// - Throws: `FormatError` when float32 digits are asked for and can't hold a coordinate; what the sink throws.
  public static func write(
    _ mesh: TriangleMesh, to sink: ByteSink, name: String = "output", digits: CoordinateDigits = .automatic,
    ledger: MemoryLedger? = nil, onProgress: (Double) throws -> Void = { _ in }
  ) throws {
    if digits == .float32 { _ = try Float32Loss(of: mesh, format: "ASCII STL", file: name) }
    try sink.write("solid mesh\n")
    let lines = try VertexLines(MeshText.NumberForm(digits, source: mesh.sourcePrecision), ledger: ledger)
    let (xs, ys, zs) = (mesh.vertices.x, mesh.vertices.y, mesh.vertices.z)
    let corners = mesh.triangles.corners
    let count = mesh.triangles.count
    var first = 0
    while first < count {
      let size = min(chunk, count - first)
      let place = unsafe try sink.reserve(size * triangleBytes)
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      let length = unsafe corners.span.withUnsafeBufferPointer { corners in
        unsafe xs.span.withUnsafeBufferPointer { x in
          unsafe ys.span.withUnsafeBufferPointer { y in
            unsafe zs.span.withUnsafeBufferPointer { z in
              unsafe lines.writeTriangles(
                corners.baseAddress! + 3 * first, count: size, x.baseAddress!, y.baseAddress!, z.baseAddress!, to: text)
            }
          }
        }
      }
      sink.advance(by: length)
      first += size
      try onProgress(Double(first) / Double(count))
    }
    try sink.write("endsolid mesh\n")
    try sink.finish()
  }

}

/// The lines of the vertices that were met last, each in the slot that the low bits of its number name.
@safe private struct VertexLines {
  private static let slots = 4096
  /// A line has at most 87 bytes; what the writing of a number scribbles behind it ends before 128.
  private static let slotBytes = 128
  private static let copiedBytes = 96
  private static let start: StaticString = "    vertex "

  private let form: MeshText.NumberForm
  private let storage: MappedStorage
  /// The beginning of the lines; behind them the vertex in each slot, and behind those the bytes of its line.
  private let lines: UnsafeMutablePointer<UInt8>
  private let owners: UnsafeMutablePointer<Int32>
  private let lengths: UnsafeMutablePointer<Int32>

  init(_ form: MeshText.NumberForm, ledger: MemoryLedger?) throws(FileError) {
    self.form = form
    storage = try MappedStorage(
      byteCount: Self.slots * (Self.slotBytes + 8), purpose: .textBuffers, label: "vertex lines", ledger: ledger)
    unsafe lines = unsafe storage.base.assumingMemoryBound(to: UInt8.self)
    unsafe owners = unsafe (storage.base + Self.slots * Self.slotBytes).assumingMemoryBound(to: Int32.self)
    unsafe lengths = unsafe owners + Self.slots
    unsafe owners.update(repeating: -1, count: Self.slots)
    for slot in 0..<Self.slots {
      unsafe (lines + slot * Self.slotBytes).update(from: Self.start.utf8Start, count: Self.start.utf8CodeUnitCount)
    }
  }

  /// Writes whole facets and answers their bytes. `text` has 512 writable bytes for each.
  @unsafe
  func writeTriangles(
    _ corners: UnsafePointer<Int32>, count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    _ z: UnsafePointer<Double>, to text: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var cursor = unsafe text
    for triangle in 0..<count {
      let (a, b, c) = unsafe (
        Int(corners[3 * triangle]), Int(corners[3 * triangle + 1]), Int(corners[3 * triangle + 2])
      )
      let normal = unsafe SIMD3<Double>(
        STLNormal.of(SIMD3(x[a], y[a], z[a]), SIMD3(x[b], y[b], z[b]), SIMD3(x[c], y[c], z[c])))
      unsafe put("facet normal ", at: &cursor)
      unsafe withUnsafePointer(to: normal.x) { nx in
        unsafe withUnsafePointer(to: normal.y) { ny in
          unsafe withUnsafePointer(to: normal.z) { nz in
            unsafe cursor += NumberText.writeLines(nx, ny, nz, count: 1, float32: true, to: cursor)
          }
        }
      }
      unsafe put("  outer loop\n", at: &cursor)
      unsafe putLine(a, x, y, z, at: &cursor)
      unsafe putLine(b, x, y, z, at: &cursor)
      unsafe putLine(c, x, y, z, at: &cursor)
      unsafe put("  endloop\nendfacet\n", at: &cursor)
    }
    return unsafe cursor - text
  }

  @inline(__always)
  private func put(_ words: StaticString, at cursor: inout UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: words.utf8Start, byteCount: words.utf8CodeUnitCount)
    unsafe cursor += words.utf8CodeUnitCount
  }

  /// Copies the line of a vertex; makes it first where another one was there.
  @inline(__always)
  private func putLine(
    _ vertex: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>,
    at cursor: inout UnsafeMutablePointer<UInt8>
  ) {
    let slot = vertex & (Self.slots - 1)
    let line = unsafe lines + slot * Self.slotBytes
    if unsafe owners[slot] != Int32(truncatingIfNeeded: vertex) {
      let start = Self.start.utf8CodeUnitCount
      let length = unsafe form.writeLines(x + vertex, y + vertex, z + vertex, count: 1, to: line + start)
      unsafe owners[slot] = Int32(truncatingIfNeeded: vertex)
      unsafe lengths[slot] = Int32(truncatingIfNeeded: start + length)
    }
    unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: line, byteCount: Self.copiedBytes)
    unsafe cursor += Int(lengths[slot])
  }
}
