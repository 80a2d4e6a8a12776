// The last step of a weld: keys of three scalars become three rows of Float64.
import FacetArrays
import FacetMemory
import FacetMesh

/// The rows of vertices that are being made.
@safe struct VertexRows {
  private let storage: MappedStorage
  private let count: Int

  init(count: Int, ledger: MemoryLedger?) throws(FileError) {
    self.count = count
    storage = try MappedStorage(
      byteCount: 3 * count * MemoryLayout<Double>.stride, purpose: .vertices, label: "vertices", ledger: ledger)
  }

  /// Writes one vertex.
  @inline(__always)
  @unsafe
  func write<Scalar: KeyScalar>(_ key: UnsafePointer<Scalar>, at vertex: Int) {
    let x = unsafe storage.base.assumingMemoryBound(to: Double.self) + vertex
    unsafe x[0] = Double(key[0])
    unsafe x[count] = Double(key[1])
    unsafe x[2 * count] = Double(key[2])
  }

  /// Hands the vertices over.
  consuming func finish() -> VertexArray {
    VertexArray(Matrix(Column(storage: storage, offset: 0, count: 3 * count), rows: 3, columns: count))
  }

  /// Spreads keys over rows, giving their pages back as it goes: the two are never held together.
  static func spread<Scalar: KeyScalar & ArrayElement>(
    _ keys: consuming ColumnBuilder<Scalar>, count: Int, ledger: MemoryLedger?
  ) throws(FileError) -> VertexArray {
    let rows = try VertexRows(count: count, ledger: ledger)
    var keys = keys
    // The pages of four streams, should all of them lie in files.
    let chunk = 1 << 15
    var first = 0
    while first < count {
      let last = min(first + chunk, count)
      let source = unsafe UnsafePointer(keys.base)
      for vertex in first..<last { unsafe rows.write(source + 3 * vertex, at: vertex) }
      keys.discard(before: 3 * last)
      try ledger?.step()
      first = last
    }
    return rows.finish()
  }
}
