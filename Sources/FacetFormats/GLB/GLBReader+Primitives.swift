// The primitives of all visited meshes, one behind the other, as one mesh.
import FacetArrays
import FacetMemory
import FacetMesh

extension GLBReader {
  /// What was found for a part before anything is read.
  private struct Source {
    var positions: GLBElements
    var indices: GLBElements?
    var normals: GLBElements?
    var colors: GLBElements?
  }

  /// Decodes everything that the plan tells.
  func assemble(
    _ buffers: GLBBuffers, _ ledger: MemoryLedger?, onProgress: (Double) throws -> Void
  ) throws -> (mesh: TriangleMesh, counts: TriangleBuilder.Counts) {
    // All of it is looked up first, so that a lie costs no memory.
    let sources = try plan.parts.map { try find($0, buffers) }
    let vertices = try GrowingVertices(total: plan.vertices, isTrusted: true, ledger: ledger)
    var triangles = try TriangleBuilder(expectedTriangles: plan.triangles, ledger: ledger)
    var precision = SourcePrecision.float32
    let attributes = try GLBAttributes(plan, document, ledger: ledger)
    var next = 0
    for visit in plan.visits {
      let parts = plan.meshes[visit.mesh]!.parts
      let transform = visit.transform == GLBDocument.none ? nil : plan.transforms[Int(visit.transform)]
      if transform != nil { precision = .float64 }
      // Where the vertices of each part of this mesh begin.
      var bases: [Int] = []
      bases.reserveCapacity(parts.count)
      for index in parts {
        let part = plan.parts[index]
        let source = sources[index]
        if source.positions.isNormalized { precision = .float64 }
        if part.owner == bases.count {
          bases.append(next)
          let rows = unsafe (vertices.x + next, vertices.y + next, vertices.z + next)
          let accessor = document.primitives[part.primitive].positions
          unsafe try readVectors(accessor, source.positions, buffers, rows, ledger)
          if let transform { unsafe Self.move(rows, part.vertices, by: transform) }
          if let normals = source.normals {
            let rows = unsafe attributes.normalRows(from: next)
            unsafe try readVectors(part.normals, normals, buffers, rows, ledger)
            attributes.finishNormals(next..<next + part.vertices, by: transform, isExact: normals.type == .float32)
          }
          if let colors = source.colors {
            attributes.setColors(from: next, colors, document.accessors[Int(part.colors)].components)
          }
          next += part.vertices
        } else {
          bases.append(bases[part.owner])
        }
        let corners = Corners(
          base: UInt32(bases[bases.count - 1]), vertexCount: source.positions.count,
          isMirrored: transform?.isMirror ?? false)
        try readTriangles(part, source.indices, corners, &triangles) {
          try onProgress(Double($0) / Double(plan.triangles))
        }
      }
    }
    if plan.vertices == 0 { precision = .float64 }
    let counts = triangles.counts
    let array = vertices.finish()
    let mesh = TriangleMesh(
      vertices: array, triangles: try triangles.finish(vertices: array), sourcePrecision: precision,
      attributes: attributes.finish())
    return (mesh, counts)
  }

  /// Looks the accessors of a part up.
  private func find(_ part: GLBPlan.Part, _ buffers: GLBBuffers) throws -> Source {
    let primitive = document.primitives[part.primitive]
    let positions = document.accessors[Int(primitive.positions)]
    func fault(_ code: FormatError.Code, _ place: Int, _ expected: String, _ found: String) -> FormatError {
      faults.fault(code, at: place, expected, found)
    }
    guard positions.components == 3 else {
      throw fault(.badHeader, positions.place, "positions of three numbers", "\(positions.components)")
    }
    guard positions.type == .float32 || (document.isQuantized && positions.type != .uint32) else {
      throw fault(
        .badHeader, positions.place, "positions of float32 numbers (or KHR_mesh_quantization)", "\(positions.type)")
    }
    if positions.view == GLBDocument.none && primitive.isDraco {
      throw fault(.unsupported, primitive.place, "triangles that are not compressed", "KHR_draco_mesh_compression")
    }
    var source = Source(positions: try buffers.elements(primitive.positions), indices: nil)
    if primitive.indices != GLBDocument.none {
      let indices = document.accessors[Int(primitive.indices)]
      guard indices.components == 1, indices.type.restart != nil else {
        throw fault(
          .badHeader, indices.place, "vertex numbers of an unsigned type, one an element",
          "\(indices.components) of \(indices.type)")
      }
      guard indices.sparse == GLBDocument.none else {
        throw fault(.unsupported, indices.place, "vertex numbers side by side", "a sparse accessor")
      }
      source.indices = try buffers.elements(primitive.indices)
    }
    if part.normals != GLBDocument.none { source.normals = try buffers.elements(part.normals) }
    if part.colors != GLBDocument.none { source.colors = try buffers.elements(part.colors) }
    return source
  }

  // MARK: Positions and normals

  @unsafe
  private func readVectors(
    _ number: GLBDocument.Number, _ elements: GLBElements, _ buffers: GLBBuffers,
    _ rows: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>),
    _ ledger: MemoryLedger?
  ) throws {
    for first in stride(from: 0, to: elements.count, by: MappedStorage.stepElements) {
      let range = first..<min(first + MappedStorage.stepElements, elements.count)
      // Each of the three rows may come to its next huge page.
      ledger?.settle(expecting: 3 * MappedStorage.hugePage)
      unsafe Self.decode(elements, range, axis: 0, to: rows.0)
      unsafe Self.decode(elements, range, axis: 1, to: rows.1)
      unsafe Self.decode(elements, range, axis: 2, to: rows.2)
    }
    let accessor = document.accessors[Int(number)]
    guard accessor.sparse != GLBDocument.none else { return }
    let (indices, values) = try buffers.replacements(accessor)
    for number in 0..<indices.count {
      let index = unsafe Int(GLBElements.index(indices.element(number), indices.type))
      guard index < elements.count else {
        throw FormatError(
          .badIndex, file: faults.file, format: faults.format, place: indices.place(number),
          expected: "sparse elements below \(elements.count)", found: "\(index)")
      }
      unsafe rows.0[index] = unsafe Self.number(values, number, axis: 0)
      unsafe rows.1[index] = unsafe Self.number(values, number, axis: 1)
      unsafe rows.2[index] = unsafe Self.number(values, number, axis: 2)
    }
  }

  /// One number of an element, as it is meant.
  @unsafe
  private static func number(_ elements: GLBElements, _ index: Int, axis: Int) -> Double {
    let type = elements.type
    let value = unsafe GLBElements.number(elements.element(index) + axis * type.size, type)
    guard elements.isNormalized, let scale = type.scale else { return value }
    return max(-1, value / scale)
  }

  /// Decodes one axis of a range of elements.
  @unsafe
  private static func decode(
    _ elements: GLBElements, _ range: Range<Int>, axis: Int, to row: UnsafeMutablePointer<Double>
  ) {
    let (start, stride) = unsafe (elements.start + axis * elements.type.size, elements.stride)
    switch elements.type {
    case .float32 where stride == 12:
      for index in range { unsafe row[index] = unsafe GLBElements.number(start + 12 &* index, .float32) }
    case .float32:
      for index in range { unsafe row[index] = unsafe GLBElements.number(start + stride &* index, .float32) }
    default:
      for index in range { unsafe row[index] = unsafe number(elements, index, axis: axis) }
    }
  }

  @unsafe
  private static func move(
    _ rows: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>), _ count: Int,
    by transform: GLBTransform
  ) {
    let (a, b, c) = transform.columns
    let shift = transform.translation
    for index in 0..<count {
      let (x, y, z) = unsafe (rows.0[index], rows.1[index], rows.2[index])
      unsafe rows.0[index] = a.x * x + b.x * y + c.x * z + shift.x
      unsafe rows.1[index] = a.y * x + b.y * y + c.y * z + shift.y
      unsafe rows.2[index] = a.z * x + b.z * y + c.z * z + shift.z
    }
  }
}
