// ASCII STL. A vertex is shared by six triangles on average, so its line is made once and kept in a small table that its
// number leads to: the next triangles around it copy the line. The table stays in the L2 cache, whatever the mesh is.
// Normals are those of the numbers as the text has them, so that converting an output again gives the same bytes.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes a mesh as ASCII STL. Source: 3D Systems, "StereoLithography Interface Specification" (1989).
public enum ASCIISTLWriter {
  private static let chunk = 1024
  /// More than the longest text of a triangle, and what the writing of a number may scribble behind it.
  static let triangleBytes = 512
  static let (beginning, end) = ("solid mesh\n", "endsolid mesh\n")

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
    try sink.write(beginning)
    let lines = try VertexLines(MeshText.NumberForm(digits, source: mesh.sourcePrecision), ledger: ledger)
    let count = mesh.triangles.count
    var parts = MeshParts(mesh)
    while let (part, firstTriangle) = try parts.nextPart() {
      lines.forget()
      try writeTriangles(of: part, lines, to: sink) { try onProgress(Double(firstTriangle + $0) / Double(count)) }
    }
    try sink.write(end)
    try sink.finish()
  }

  private static func writeTriangles(
    of mesh: TriangleMesh, _ lines: VertexLines, to sink: ByteSink, onWritten: (Int) throws -> Void
  ) throws {
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
      try onWritten(first)
    }
  }
}

/// The lines of the vertices that were met last, each in the slot that the low bits of its number name.
@safe struct VertexLines {
  private static let slots = 4096
  /// A line has at most 87 bytes; what the writing of a number scribbles behind it ends before 96. There stand the numbers
  /// that the line holds, as Float64, the vertex, and the bytes of the line.
  private static let slotBytes = 128
  private static let numbersOffset = 96
  private static let vertexOffset = 120
  private static let lengthOffset = 124
  private static let start: StaticString = "    vertex "

  private let form: MeshText.NumberForm
  private let storage: MappedStorage
  private let base: UnsafeMutableRawPointer

  init(_ form: MeshText.NumberForm, slots: Int = Self.slots, ledger: MemoryLedger?) throws(FileError) {
    self.form = form
    storage = try MappedStorage(
      byteCount: slots * Self.slotBytes, purpose: .textBuffers, label: "vertex lines", ledger: ledger)
    unsafe base = storage.base
    for slot in 0..<slots {
      let line = unsafe base + slot * Self.slotBytes
      unsafe line.copyMemory(from: Self.start.utf8Start, byteCount: Self.start.utf8CodeUnitCount)
    }
    forget()
  }

  /// Forgets all vertices: those that follow have other numbers.
  func forget() {
    for slot in 0..<Self.slots {
      unsafe (base + slot * Self.slotBytes).storeBytes(of: -1, toByteOffset: Self.vertexOffset, as: Int32.self)
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
      let p = unsafe numbers(slot(a, x, y, z))
      let q = unsafe numbers(slot(b, x, y, z))
      let r = unsafe numbers(slot(c, x, y, z))
      unsafe putBeginning(p, q, r, at: &cursor)
      // Corners may share a slot, so each is asked for again.
      unsafe put(slot(a, x, y, z), at: &cursor)
      unsafe put(slot(b, x, y, z), at: &cursor)
      unsafe put(slot(c, x, y, z), at: &cursor)
      unsafe putEnd(at: &cursor)
    }
    return unsafe cursor - text
  }

  /// Writes what stands in front of the corners of a facet: its normal.
  @inline(__always)
  func putBeginning(
    _ p: SIMD3<Double>, _ q: SIMD3<Double>, _ r: SIMD3<Double>, at cursor: inout UnsafeMutablePointer<UInt8>
  ) {
    let normal = SIMD3<Double>(STLNormal.of(p, q, r))
    unsafe put("facet normal ", at: &cursor)
    unsafe withUnsafePointer(to: normal.x) { nx in
      unsafe withUnsafePointer(to: normal.y) { ny in
        unsafe withUnsafePointer(to: normal.z) { nz in
          unsafe cursor += NumberText.writeLines(nx, ny, nz, count: 1, float32: true, to: cursor)
        }
      }
    }
    unsafe put("  outer loop\n", at: &cursor)
  }

  /// Writes what stands behind them.
  @inline(__always)
  func putEnd(at cursor: inout UnsafeMutablePointer<UInt8>) {
    unsafe put("  endloop\nendfacet\n", at: &cursor)
  }

  /// The slot of a vertex; its line is made where another one was there.
  @inline(__always)
  private func slot(
    _ vertex: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>
  ) -> UnsafeMutableRawPointer {
    let slot = unsafe base + (vertex & (Self.slots - 1)) * Self.slotBytes
    if unsafe slot.load(fromByteOffset: Self.vertexOffset, as: Int32.self) != Int32(truncatingIfNeeded: vertex) {
      unsafe fill(slot, vertex, x + vertex, y + vertex, z + vertex)
    }
    return unsafe slot
  }

  /// The slot of a number, whatever is in it.
  @inline(__always)
  func slot(at number: Int) -> UnsafeMutableRawPointer { unsafe base + number * Self.slotBytes }

  /// Makes the line of a vertex in a slot.
  @inline(never)
  func fill(
    _ slot: UnsafeMutableRawPointer, _ vertex: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    _ z: UnsafePointer<Double>
  ) {
    let text = unsafe slot.assumingMemoryBound(to: UInt8.self) + Self.start.utf8CodeUnitCount
    let length = unsafe form.writeLines(x, y, z, count: 1, to: text)
    var numbers = unsafe (x.pointee, y.pointee, z.pointee)
    if !form.isExact {
      var byte = unsafe text
      numbers.0 = unsafe number(&byte, text + length)
      numbers.1 = unsafe number(&byte, text + length)
      numbers.2 = unsafe number(&byte, text + length)
    }
    let place = unsafe (slot + Self.numbersOffset).assumingMemoryBound(to: Double.self)
    unsafe place[0] = numbers.0
    unsafe place[1] = numbers.1
    unsafe place[2] = numbers.2
    unsafe slot.storeBytes(of: Int32(truncatingIfNeeded: vertex), toByteOffset: Self.vertexOffset, as: Int32.self)
    unsafe slot.storeBytes(
      of: Int32(truncatingIfNeeded: Self.start.utf8CodeUnitCount + length), toByteOffset: Self.lengthOffset,
      as: Int32.self)
  }

  /// Reads a number of the line and moves behind it and the byte that follows.
  private func number(_ byte: inout UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>) -> Double {
    var value = 0.0
    var flags = NumberParse.Flags()
    unsafe byte += NumberParse.double(byte, end, value: &value, flags: &flags) + 1
    return value
  }

  /// The numbers that the line of a slot holds.
  @inline(__always)
  func numbers(_ slot: UnsafeMutableRawPointer) -> SIMD3<Double> {
    let place = unsafe (slot + Self.numbersOffset).assumingMemoryBound(to: Double.self)
    return unsafe SIMD3(place[0], place[1], place[2])
  }

  /// Writes the line of a slot.
  @inline(__always)
  func put(_ slot: UnsafeMutableRawPointer, at cursor: inout UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: slot, byteCount: Self.numbersOffset)
    unsafe cursor += Int(slot.load(fromByteOffset: Self.lengthOffset, as: Int32.self))
  }

  @inline(__always)
  private func put(_ words: StaticString, at cursor: inout UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: words.utf8Start, byteCount: words.utf8CodeUnitCount)
    unsafe cursor += words.utf8CodeUnitCount
  }
}
