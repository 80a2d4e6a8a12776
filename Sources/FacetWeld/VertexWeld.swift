// The exact weld of vertices that are already there: an indexed mesh whose file repeats positions.
import FacetArrays
import FacetMemory
import FacetMesh

/// Welds the vertices of an indexed mesh.
public enum VertexWeld {
  /// Answers, for each vertex, the number of the first one at the same place, in order of first occurrence, and the
  /// distinct positions. -0.0 equals 0.0; a NaN equals nothing. Expected O(vertices).
  public static func unique(
    _ vertices: VertexArray, ledger: MemoryLedger? = nil
  ) throws(WeldError) -> (unique: VertexArray, remap: Column<VertexIndex>) {
    try unique(vertices, asFloat32: false, ledger: ledger)
  }

  /// - Parameter asFloat32: coordinates are rounded to float32 first.
  private static func unique(
    _ vertices: VertexArray, asFloat32: Bool, ledger: MemoryLedger?
  ) throws(WeldError) -> (unique: VertexArray, remap: Column<VertexIndex>) {
    do throws(FileError) {
      let weld = try BoundedWeld<Double>(
        expectedVertices: vertices.count, vertexLimit: Int(VertexIndex.max), ledger: ledger)
      let block = try CornerBlock(precision: .float64, ledger: ledger)
      var remap = try ColumnBuilder<VertexIndex>(
        expectedCount: vertices.count, purpose: .remap, label: "vertex remap", ledger: ledger)
      let (xs, ys, zs) = (vertices.x, vertices.y, vertices.z)
      let (x, y, z) = (xs.span, ys.span, zs.span)
      var first = 0
      while first < vertices.count {
        block.removeAll()
        let count = min(block.capacity, vertices.count - first)
        if asFloat32 {
          for index in first..<first + count {
            block.append(Double(Float(x[index])), Double(Float(y[index])), Double(Float(z[index])))
          }
        } else {
          for index in first..<first + count { block.append(x[index], y[index], z[index]) }
        }
        let columns = unsafe block.float64
        let numbers = unsafe try remap.reserve(count)
        do throws(WeldError) {
          unsafe try weld.number(
            columns.x, columns.y, columns.z, corners: count, numbered: first, into: numbers)
        } catch {
          throw error.asFileError
        }
        remap.commit(count)
        first += count
        try ledger?.step()
      }
      let unique: VertexArray
      do throws(WeldError) {
        unique = unsafe try weld.finish(remap.base, count: remap.count)
      } catch {
        throw error.asFileError
      }
      return (unique, try remap.finish())
    } catch {
      throw .memory(error)
    }
  }

  /// How many vertices would be the same as another one if coordinates were rounded to float32, and are not now.
  /// Expected O(vertices).
  public static func coincidingAsFloat32(_ vertices: VertexArray, ledger: MemoryLedger? = nil) throws(WeldError) -> Int
  {
    let exact = try unique(vertices, ledger: ledger).unique.count
    return try exact - unique(vertices, asFloat32: true, ledger: ledger).unique.count
  }

  /// Welds a mesh in place: fewer vertices, the same triangles in the same order. A vertex keeps the normal and the colour of
  /// the first one at its place.
  public static func weld(
    _ mesh: TriangleMesh, ledger: MemoryLedger? = nil
  ) throws(WeldError) -> (mesh: TriangleMesh, remap: Column<VertexIndex>) {
    let (unique, remap) = try unique(mesh.vertices, ledger: ledger)
    let triangles: TriangleArray
    do { triangles = try mesh.triangles.renumbered(by: remap, ledger: ledger) } catch { throw .memory(error) }
    let welded = TriangleMesh(
      vertices: unique, triangles: triangles,
      sourcePrecision: mesh.sourcePrecision,
      facetAttributes: mesh.facetAttributes,
      attributes: mesh.attributes.isEmpty ? mesh.attributes : mesh.attributes.takingVertices(firstVertices(remap)))
    return (welded, remap)
  }
}

extension WeldError {
  /// A weld of vertices that an Int32 already numbers can only fail for want of memory.
  fileprivate var asFileError: FileError {
    switch self {
    case .memory(let error): error
    case .tooManyVertices: preconditionFailure("there are fewer distinct vertices than vertices")
    }
  }
}
