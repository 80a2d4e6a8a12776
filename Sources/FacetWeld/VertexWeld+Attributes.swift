// The exact weld that also looks at normals and colours. Positions are welded first; a vertex is then the number of its
// position, its normal and its colour, and the same ones are found in a table of vertex numbers with linear probing, whose
// keys lie in the mesh itself. Numbers are ranks of first occurrence, so the seed of the hash does not show.
import FacetArrays
import FacetMemory
import FacetMesh

extension VertexWeld {
  /// Welds vertices whose positions, normals and colours are all the same; as positions, normals and float colours are
  /// compared as numbers: -0.0 equals 0.0, and a NaN equals nothing. Expected O(vertices + triangles).
  public static func weldAttributes(
    _ mesh: TriangleMesh, ledger: MemoryLedger? = nil
  ) throws(WeldError) -> (mesh: TriangleMesh, remap: Column<VertexIndex>) {
    if mesh.attributes.vertexNormals == nil && mesh.attributes.vertexColors == nil {
      return try weld(mesh, ledger: ledger)
    }
    var positions = try unique(mesh.vertices, ledger: ledger).remap
    do throws(FileError) {
      let numbering = AttributeNumbering(mesh.attributes)
      let firsts = try numbering.number(&positions, ledger: ledger)
      return (try taking(firsts, remap: positions, of: mesh, ledger: ledger), positions)
    } catch {
      throw .memory(error)
    }
  }

  /// How many normals and colours are another one's when the vertices of a mesh are welded by this map, which keeps those of
  /// the first vertex. O(vertices).
  public static func attributesLost(_ mesh: TriangleMesh, remap: Column<VertexIndex>) -> AttributeCounts {
    var counts = AttributeCounts()
    let attributes = mesh.attributes
    guard attributes.vertexNormals != nil || attributes.vertexColors != nil else { return counts }
    let normals = AttributeNumbering(MeshAttributes(vertexNormals: attributes.vertexNormals))
    let colors = AttributeNumbering(MeshAttributes(vertexColors: attributes.vertexColors))
    let firsts = firstVertices(remap)
    let (first, numbers) = (firsts.span, remap.span)
    var lost = (normals: 0, colors: 0)
    for vertex in 0..<numbers.count {
      let kept = Int(first[Int(numbers[vertex])])
      guard kept != vertex else { continue }
      if !normals.areEqual(vertex, kept) { lost.normals += 1 }
      if !colors.areEqual(vertex, kept) { lost.colors += 1 }
    }
    counts[.vertexNormals] = lost.normals
    counts[.vertexColors] = lost.colors
    return counts
  }

  /// The number of the first vertex of each group, for a map whose groups are numbered in order of first occurrence.
  static func firstVertices(_ remap: Column<VertexIndex>) -> Column<VertexIndex> {
    let numbers = remap.span
    var firsts: [VertexIndex] = []
    for vertex in 0..<numbers.count where Int(numbers[vertex]) == firsts.count { firsts.append(VertexIndex(vertex)) }
    return Column(firsts)
  }

  /// The mesh of the vertices with these numbers.
  private static func taking(
    _ firsts: Column<VertexIndex>, remap: Column<VertexIndex>, of mesh: TriangleMesh, ledger: MemoryLedger?
  ) throws(FileError) -> TriangleMesh {
    let count = firsts.count
    let storage = try MappedStorage(
      byteCount: 3 * count * MemoryLayout<Double>.stride, purpose: .vertices, label: "vertices", ledger: ledger)
    var rows = Column<Double>(storage: storage, offset: 0, count: 3 * count)
    let (source, wanted) = (mesh.vertices.rowMajor.span, firsts.span)
    var target = rows.mutableSpan
    for axis in 0..<3 {
      for index in 0..<count { target[axis * count + index] = source[axis * mesh.vertices.count + Int(wanted[index])] }
    }
    return TriangleMesh(
      vertices: VertexArray(Matrix(rows, rows: 3, columns: count)),
      triangles: TriangleArray(corners: remap.take(mesh.triangles.corners)), sourcePrecision: mesh.sourcePrecision,
      facetAttributes: mesh.facetAttributes, attributes: mesh.attributes.takingVertices(firsts))
  }
}
