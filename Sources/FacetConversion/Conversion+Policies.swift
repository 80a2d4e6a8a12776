// What is done to indexed meshes on their way: NaN and infinities, the exact weld, degenerate triangles. Soups meet the same
// policies block by block, in `SoupFeed`.
import FacetArrays
import FacetFormats
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

extension Conversion {
  /// Refuses, drops or keeps what is NaN or infinite in the mesh of one input.
  func withoutNonFinite(_ read: TriangleMesh, of reader: any IndexedReader) throws -> TriangleMesh {
    let (nonFinite, firstVertex) = read.nonFiniteCoordinates
    report.nonFinite += nonFinite
    if let firstVertex, options.nonFinite == .error {
      throw FormatError(
        .nonFinite, file: reader.source.name, format: reader.formatName,
        expected: "finite coordinates (or --nonfinite drop|keep)",
        found:
          "\(NumberText.grouped(nonFinite)) that are NaN or infinite, the first in vertex \(NumberText.grouped(firstVertex + 1))"
      )
    }
    guard nonFinite > 0 && options.nonFinite == .drop else { return read }
    var mesh = read
    let before = mesh.triangles.count
    let vertices = mesh.vertices
    try mesh.filterTriangles { triangle in
      (0..<3).allSatisfy { corner in
        let p = vertices[Int(triangle[corner])]
        return p.x.isFinite && p.y.isFinite && p.z.isFinite
      }
    }
    report.droppedNonFinite += before - mesh.triangles.count
    // Left in, they would make the output one that Facet itself refuses.
    try mesh.removeNonFiniteVertices()
    return mesh
  }

  /// Welds the mesh of all inputs where that is asked for, and takes out degenerate triangles. The second answer is the
  /// old → new vertex map; nil when nothing was welded, or the vertices are not those of files.
  func apply(_ read: TriangleMesh, _ context: JobContext) throws -> (mesh: TriangleMesh, remap: Matrix<VertexIndex>?) {
    var clock = Stopwatch()
    defer { report.secondsWelding += clock.lap() }
    var mesh = read
    var remap: Matrix<VertexIndex>?
    if options.weld == .exact {
      let (welded, map) =
        options.weldsAttributes
        ? try VertexWeld.weldAttributes(mesh, ledger: context.ledger)
        : try VertexWeld.weld(mesh, ledger: context.ledger)
      if !options.weldsAttributes { report.attributesDropped += VertexWeld.attributesLost(mesh, remap: map) }
      report.merged += mesh.vertices.count - welded.vertices.count
      mesh = welded
      // The corners of a soup were numbered before: its triangles are the map.
      if report.inputs.allSatisfy({ $0.vertices != nil }) { remap = Matrix(map, rows: 1, columns: map.count) }
    }
    report.degenerate = mesh.degenerateTriangleCount
    if options.dropsDegenerate && report.degenerate > 0 {
      try mesh.filterTriangles { $0.x != $0.y && $0.y != $0.z && $0.x != $0.z }
      report.droppedDegenerate = report.degenerate
    }
    return (mesh, remap)
  }
}
