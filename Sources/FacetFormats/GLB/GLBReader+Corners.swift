// Vertex numbers of 8, 16 and 32 bits, or none at all, as triangles. A block of them is copied first and looked at once: one
// number too large sends it to the path that names the triangle.
import FacetMesh

extension GLBReader {
  /// How the vertex numbers of a part become those of the mesh.
  struct Corners {
    /// The first vertex of the part.
    var base: UInt32
    var vertexCount: Int
    /// Every triangle is to be turned over.
    var isMirrored: Bool
  }

  /// Triangles that are decoded at once.
  private static var blockTriangles: Int { 1 << 14 }

  /// Appends the triangles of a part. `indices` is nil where the vertices are the corners, in order.
  func readTriangles(
    _ part: GLBPlan.Part, _ indices: GLBElements?, _ corners: Corners, _ triangles: inout TriangleBuilder,
    onProgress: (Int) throws -> Void
  ) throws {
    let mode = document.primitives[part.primitive].mode
    if let indices, mode != 4 { try checkAll(part, indices, corners) }
    var done = 0
    while done < part.triangles {
      let count = min(Self.blockTriangles, part.triangles - done)
      let target = unsafe try triangles.reserve(triangles: count)
      if mode == 4, let indices {
        if unsafe !Self.copy(indices, 3 * done, 3 * count, corners, to: target) {
          throw try badIndex(part, indices, corners, from: 3 * done)
        }
      } else {
        for triangle in 0..<count {
          let (a, b, c) = Self.numbers(of: done + triangle, mode)
          unsafe target[3 * triangle] = Self.vertex(a, indices, corners)
          unsafe target[3 * triangle + 1] = Self.vertex(b, indices, corners)
          unsafe target[3 * triangle + 2] = Self.vertex(c, indices, corners)
        }
      }
      if corners.isMirrored {
        for triangle in 0..<count {
          let second = unsafe target[3 * triangle + 1]
          unsafe target[3 * triangle + 1] = unsafe target[3 * triangle + 2]
          unsafe target[3 * triangle + 2] = second
        }
      }
      triangles.commit(triangles: count)
      done += count
      try onProgress(triangles.count)
    }
  }

  /// The three corners of a triangle of a list, a strip or a fan.
  private static func numbers(of triangle: Int, _ mode: Int) -> (Int, Int, Int) {
    switch mode {
    case 4: (3 * triangle, 3 * triangle + 1, 3 * triangle + 2)
    // Every second triangle of a strip is turned.
    case 5: triangle % 2 == 0 ? (triangle, triangle + 1, triangle + 2) : (triangle + 1, triangle, triangle + 2)
    default: (0, triangle + 1, triangle + 2)
    }
  }

  /// The vertex of a corner that was checked.
  private static func vertex(_ corner: Int, _ indices: GLBElements?, _ corners: Corners) -> VertexIndex {
    let number = indices.map { unsafe GLBElements.index($0.element(corner), $0.type) } ?? UInt32(corner)
    return VertexIndex(truncatingIfNeeded: number &+ corners.base)
  }

  /// The vertex numbers of a type that may stand in a file end before this one.
  private static func end(_ indices: GLBElements, _ corners: Corners) -> UInt32 {
    min(UInt32(corners.vertexCount), indices.type.restart ?? 0)
  }

  /// Copies vertex numbers. Answers whether all are good.
  @unsafe
  private static func copy(
    _ indices: GLBElements, _ first: Int, _ count: Int, _ corners: Corners,
    to target: UnsafeMutablePointer<VertexIndex>
  ) -> Bool {
    let (start, stride, base) = unsafe (indices.element(first), indices.stride, corners.base)
    var largest: UInt32 = 0
    switch (indices.type.size, stride) {
    case (4, 4):
      for index in 0..<count {
        let number = unsafe UInt32(littleEndian: (start + 4 &* index).loadUnaligned(as: UInt32.self))
        largest = max(largest, number)
        unsafe target[index] = VertexIndex(truncatingIfNeeded: number &+ base)
      }
    case (2, 2):
      for index in 0..<count {
        let number = unsafe UInt32(UInt16(littleEndian: (start + 2 &* index).loadUnaligned(as: UInt16.self)))
        largest = max(largest, number)
        unsafe target[index] = VertexIndex(truncatingIfNeeded: number &+ base)
      }
    default:
      for index in 0..<count {
        let number = unsafe GLBElements.index(start + stride &* index, indices.type)
        largest = max(largest, number)
        unsafe target[index] = VertexIndex(truncatingIfNeeded: number &+ base)
      }
    }
    return largest < end(indices, corners)
  }

  private func checkAll(_ part: GLBPlan.Part, _ indices: GLBElements, _ corners: Corners) throws {
    let end = Self.end(indices, corners)
    for corner in 0..<part.corners {
      if unsafe GLBElements.index(indices.element(corner), indices.type) >= end {
        throw try badIndex(part, indices, corners, from: corner)
      }
    }
  }

  /// Finds the first bad vertex number and names it.
  private func badIndex(
    _ part: GLBPlan.Part, _ indices: GLBElements, _ corners: Corners, from first: Int
  ) throws -> FormatError {
    let end = Self.end(indices, corners)
    let corner =
      (first..<part.corners).first { unsafe GLBElements.index(indices.element($0), indices.type) >= end } ?? first
    let number = unsafe GLBElements.index(indices.element(corner), indices.type)
    let mesh = document.meshes.firstIndex { $0.contains(part.primitive) } ?? 0
    let primitive = part.primitive - document.meshes[mesh].lowerBound
    let isList = document.primitives[part.primitive].mode == 4
    let triangle = isList ? corner / 3 : max(0, corner - 2)
    let numbers =
      number == indices.type.restart
      ? "no restart of primitives"
      : corners.vertexCount == 0
        ? "no corner, as there are no vertices" : "vertex numbers from 0 to \(corners.vertexCount - 1)"
    return FormatError(
      .badIndex, file: faults.file, format: faults.format, place: indices.place(corner),
      expected:
        "meshes[\(mesh)].primitives[\(primitive)], triangle \(triangle + 1): expected \(numbers), found \(number)"
    )
  }
}
