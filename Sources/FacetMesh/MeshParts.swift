// A mesh in parts, for those that need the positions of corners. Vertices in memory are found at random, so the mesh is one
// part. Vertices that lie in a file are not: each touch brings sixteen pages, and a shuffled mesh touches another place with
// every corner. There the corners of a part are sorted by their vertex, the file is read once forwards, and the part is a
// mesh whose corners are its vertices.
import FacetArrays
import FacetMemory

/// Hands out the triangles of a mesh in order, in parts whose vertices are in memory.
package struct MeshParts {
  private let mesh: TriangleMesh
  private let ledger: MemoryLedger?
  /// The most triangles of a part whose vertices are gathered; nil where the mesh is one part.
  private let largest: Int?
  private var next = 0

  /// - Parameter largest: the most triangles of a part, whose vertices are then gathered; only in tests.
  package init(_ mesh: TriangleMesh, largest: Int? = nil) {
    self.mesh = mesh
    let storage = mesh.vertices.rowMajor.storage
    ledger = storage?.ledger
    self.largest = largest ?? (storage?.isSpilled == true ? Self.largest(inRoom: ledger?.room ?? 0) : nil)
  }

  /// The next part, and the number of its first triangle in the mesh; nil at the end. The part has positions and triangles
  /// only. O(1) for a mesh in memory; else O(vertices), in as much memory as the ceiling leaves.
  /// - Throws: `FileError` where a memory ceiling leaves no room.
  package mutating func nextPart() throws(FileError) -> (mesh: TriangleMesh, firstTriangle: Int)? {
    guard next < mesh.triangles.count else { return nil }
    let first = next
    guard let largest else {
      next = mesh.triangles.count
      return (mesh, 0)
    }
    next = min(first + largest, mesh.triangles.count)
    return (try gathered(first..<next), first)
  }

  /// What a triangle costs while it is gathered: positions, numbers, and twice the order of its corners.
  package static var gatheringBytes: Int { 3 * (24 + 4 + 2 * 8) }

  /// The most triangles of a part that is gathered where so many bytes are free.
  package static func largest(inRoom room: Int) -> Int { min(max(room / 2 / gatheringBytes, 1 << 14), 1 << 22) }

  private func gathered(_ range: Range<Int>) throws(FileError) -> TriangleMesh {
    let count = 3 * range.count
    // The order is no page of a file: what is resident of those makes way for it.
    ledger?.settle(expecting: Self.gatheringBytes * range.count)
    let corners = mesh.triangles.corners[3 * range.lowerBound..<3 * range.upperBound]
    let storage = try MappedStorage(
      byteCount: count * 3 * MemoryLayout<Double>.stride, purpose: .corners, label: "corners", ledger: ledger)
    do {
      let order = corners.argsort()
      let (wanted, places) = (corners.span, order.span)
      let (source, total) = (mesh.vertices.rowMajor.span, mesh.vertices.count)
      let target = unsafe storage.base.assumingMemoryBound(to: Double.self)
      var looked = 0
      for index in 0..<count {
        let corner = Int(places[index])
        let vertex = Int(wanted[corner])
        // So many vertices are 1.5 MiB of three rows.
        if vertex - looked > 1 << 16 {
          try ledger?.step()
          looked = vertex
        }
        unsafe target[corner] = source[vertex]
        unsafe target[count + corner] = source[total + vertex]
        unsafe target[2 * count + corner] = source[2 * total + vertex]
      }
      try ledger?.step()
    }
    return TriangleMesh(
      vertices: VertexArray(Matrix(Column(storage: storage, offset: 0, count: 3 * count), rows: 3, columns: count)),
      triangles: TriangleArray(corners: Column.arange(VertexIndex(count))), sourcePrecision: mesh.sourcePrecision)
  }
}

/// The positions of the corners of a mesh, one after the other in the order of its triangles.
package struct MeshCorners {
  private var parts: MeshParts
  private var part: TriangleMesh?
  private var corner = 0

  package init(_ mesh: TriangleMesh) { parts = MeshParts(mesh) }

  /// The position of the next corner; nil at the end.
  /// - Throws: `FileError` where a memory ceiling leaves no room.
  package mutating func next() throws(FileError) -> SIMD3<Double>? {
    if part.map({ corner == 3 * $0.triangles.count }) ?? true {
      part = nil
      guard let next = try parts.nextPart() else { return nil }
      (part, corner) = (next.mesh, 0)
    }
    defer { corner += 1 }
    return part!.vertices[Int(part!.triangles.corners[corner])]
  }
}
