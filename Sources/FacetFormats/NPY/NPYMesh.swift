// Two NumPy arrays as a mesh: vertices as 3×N or N×3 floats, triangles as N×3 integers. Whether they come from an archive
// or from two files is its callers' business.
import FacetArrays
import FacetMemory
import FacetMesh

/// The shapes and types of the arrays of a mesh, and the way from them to one.
///
/// Vertices are 3×N, as Facet writes them, or N×3, as most programs do. Three vertices are 3×3 in both: they are then
/// taken as 3×N, a row for each axis.
struct NPYMesh {
  let vertices: NPYFile
  let triangles: NPYFile

  /// - Throws: `FormatError` when an array has another shape or other elements than those of a mesh.
  init(vertices: NPYFile, triangles: NPYFile) throws {
    (self.vertices, self.triangles) = (vertices, triangles)
    vertices.purpose = .vertices
    triangles.purpose = .triangles
    guard vertices.shape.count == 2, vertices.shape.contains(3) else {
      throw vertices.fault("vertices of shape (3, N) or (N, 3)", "shape \(vertices.shapeText)")
    }
    guard vertices.elementType.kind == .float else {
      throw vertices.fault("vertices of a float type", "\(vertices.elementType)")
    }
    guard triangles.shape.count == 2, triangles.shape[1] == 3 else {
      throw triangles.fault("triangles of shape (N, 3)", "shape \(triangles.shapeText)")
    }
    guard triangles.elementType.kind == .signed || triangles.elementType.kind == .unsigned else {
      throw triangles.fault("triangles of an integer type", "\(triangles.elementType)")
    }
    guard vertexCount <= Int(Int32.max) else {
      throw vertices.fault("at most \(Int32.max) vertices", "\(vertexCount)", .tooManyVertices)
    }
  }

  private var isRowPerAxis: Bool { vertices.shape[0] == 3 }
  var vertexCount: Int { isRowPerAxis ? vertices.shape[1] : vertices.shape[0] }
  var triangleCount: Int { triangles.shape[0] }

  /// The types and the shape of the vertices, for people.
  var description: String {
    "vertices \(vertices.elementType) \(isRowPerAxis ? "3×N" : "N×3"), triangles \(triangles.elementType)"
  }

  /// Reads both arrays. O(vertices + triangles).
  /// - Throws: `FormatError` that names the first triangle with a vertex number that is none.
  func read(onProgress: (Double?) throws -> Void) throws -> TriangleMesh {
    let positions = try vertices.matrix(of: Double.self, converting: true)
    try onProgress(0.5)
    // Numbers beyond Int32 become its largest or smallest, which no vertex has.
    let corners = try triangles.matrix(of: Int32.self, converting: true).contiguous()
    try check(corners.flat)
    try onProgress(1)
    return TriangleMesh(
      vertices: VertexArray(isRowPerAxis ? positions : positions.transposed), triangles: TriangleArray(corners),
      sourcePrecision: vertices.elementType.byteCount < 8 ? .float32 : .float64)
  }

  private func check(_ corners: Column<Int32>) throws {
    let numbers = corners.span
    let end = UInt32(vertexCount)
    var largest: UInt32 = 0
    // A negative number becomes a large one.
    for first in stride(from: 0, to: numbers.count, by: MappedStorage.stepElements) {
      for index in first..<min(first + MappedStorage.stepElements, numbers.count) {
        largest = max(largest, UInt32(bitPattern: numbers[index]))
      }
      corners.storage?.settle()
    }
    guard numbers.count > 0, largest >= end else { return }
    let bad = (0..<numbers.count).first { UInt32(bitPattern: numbers[$0]) >= end }!
    let exact = try? triangles.matrix(of: Int64.self, converting: true)
    let found = exact.map { "\($0[bad / 3, bad % 3])" } ?? "\(numbers[bad])"
    let wanted = end == 0 ? "no corner, as there are no vertices" : "vertex numbers from 0 to \(end - 1)"
    throw triangles.fault("triangle \(bad / 3 + 1): expected \(wanted), found \(found)", "", .badIndex)
  }
}

extension NPYFile {
  /// Makes an error about the array as a whole.
  func fault(_ expected: String, _ found: String, _ code: FormatError.Code = .unsupported) -> FormatError {
    FormatError(code, file: name, format: "NPY", expected: expected, found: found)
  }

  /// The shape as Python writes it.
  var shapeText: String { "(" + shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? ",)" : ")") }
}
