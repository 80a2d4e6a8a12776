// ASCII STL from corners. The lines of positions that were met last stay in a small table, as those of vertices do when a
// mesh is written; with no numbers to lead there, a hash of the position does, and its bits are compared.
import FacetMemory
import FacetMesh
import FacetText

/// Writes triangles that pass by as ASCII STL.
@safe final class ASCIISTLCorners: CornerWriter {
  /// Triangles that are made at once. They fit in the output buffer.
  private static let chunk = 1024
  private static let keyBytes = 24
  /// More than there are vertices, for a hash does not part neighbours as their numbers do.
  private static let slots = 16384

  let formatName = "ASCII STL"
  let mostTriangles = Int.max
  let numbersVertices = false
  private let lines: VertexLines
  /// The position of each slot, three Float64.
  private let keys: MappedStorage
  /// The corners as Float64, where they come as float32.
  private let wide: CornerBlock?

  init(_ precision: SourcePrecision, _ digits: CoordinateDigits, ledger: MemoryLedger?) throws(FileError) {
    lines = try VertexLines(MeshText.NumberForm(digits, source: precision), slots: Self.slots, ledger: ledger)
    keys = try MappedStorage(
      byteCount: Self.slots * Self.keyBytes, purpose: .textBuffers, label: "positions of lines", ledger: ledger)
    // No position has these bits.
    unsafe UnsafeMutableRawBufferPointer(start: keys.base, count: keys.byteCount).initializeMemory(
      as: UInt8.self, repeating: 0xff)
    wide = precision == .float32 ? try CornerBlock(precision: .float64, ledger: ledger) : nil
  }

  func header(triangles: Int) -> [UInt8] { Array(ASCIISTLWriter.beginning.utf8) }

  func write(_ block: CornerBlock, to sink: ByteSink) throws {
    if let wide { wide.widen(block) }
    let columns = unsafe (wide ?? block).float64
    for first in stride(from: 0, to: block.count, by: 3 * Self.chunk) {
      let last = min(block.count, first + 3 * Self.chunk)
      let place = unsafe try sink.reserve((last - first) / 3 * ASCIISTLWriter.triangleBytes)
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      var cursor = unsafe text
      for corner in stride(from: first, to: last, by: 3) {
        unsafe write(columns.x + corner, columns.y + corner, columns.z + corner, at: &cursor)
      }
      unsafe sink.advance(by: cursor - text)
    }
  }

  func writeEnd(triangles: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws {
    try sink.write(ASCIISTLWriter.end)
  }

  @inline(__always)
  @unsafe
  private func write(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    at cursor: inout UnsafeMutablePointer<UInt8>
  ) {
    let a = unsafe slot(x, y, z)
    let p = unsafe lines.numbers(a)
    let b = unsafe slot(x + 1, y + 1, z + 1)
    let q = unsafe lines.numbers(b)
    let c = unsafe slot(x + 2, y + 2, z + 2)
    unsafe lines.putBeginning(p, q, lines.numbers(c), at: &cursor)
    if unsafe a != b && b != c && a != c {
      unsafe lines.put(a, at: &cursor)
      unsafe lines.put(b, at: &cursor)
      unsafe lines.put(c, at: &cursor)
    } else {
      // Corners that share a slot may have taken it from each other.
      for corner in 0..<3 { unsafe lines.put(slot(x + corner, y + corner, z + corner), at: &cursor) }
    }
    unsafe lines.putEnd(at: &cursor)
  }

  /// The slot of a position; its line is made where another one was there.
  @inline(__always)
  @unsafe
  private func slot(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>
  ) -> UnsafeMutableRawPointer {
    let bits = unsafe SIMD3(x.pointee.bitPattern, y.pointee.bitPattern, z.pointee.bitPattern)
    var hash = bits.x &* 0x9e37_79b9_7f4a_7c15
    hash = (hash ^ (hash >> 32) ^ bits.y) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 32) ^ bits.z) &* 0x94d0_49bb_1331_11eb
    // The low bits of gridded coordinates are zero: they come down before the last multiplication.
    hash = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    let number = Int(truncatingIfNeeded: hash >> 50) & (Self.slots - 1)
    let slot = unsafe lines.slot(at: number)
    let key = unsafe (keys.base + number * Self.keyBytes).assumingMemoryBound(to: UInt64.self)
    if unsafe key[0] != bits.x || key[1] != bits.y || key[2] != bits.z {
      unsafe (key[0], key[1], key[2]) = (bits.x, bits.y, bits.z)
      unsafe lines.fill(slot, 0, x, y, z)
    }
    return unsafe slot
  }
}
