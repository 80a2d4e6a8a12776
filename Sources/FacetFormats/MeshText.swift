// The lines that the text formats have in common: a vertex a line, a face a line. They are made straight from the arrays
// in the output buffer, a few thousand at a time.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText

/// Writes vertices and triangles as lines of text.
enum MeshText {
  /// Lines that are made at once. They fit in the output buffer and in the L2 cache.
  private static let vertexChunk = 2048
  private static let faceChunk = 4096

  /// Writes the vertices as lines `x y z`. O(vertices).
  /// - Parameter onProgress: called with the number of vertices written so far.
  static func writeVertices(
    _ mesh: TriangleMesh, to sink: ByteSink, digits: CoordinateDigits, onProgress: (Int) throws -> Void
  ) throws {
    let vertices = mesh.vertices
    let (xs, ys, zs) = (vertices.x, vertices.y, vertices.z)
    let form = NumberForm(digits, source: mesh.sourcePrecision)
    var first = 0
    while first < vertices.count {
      let count = min(vertexChunk, vertices.count - first)
      let place = unsafe try sink.reserve(count * 3 * NumberText.maximumLength)
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      let length = unsafe xs.span.withUnsafeBufferPointer { x in
        unsafe ys.span.withUnsafeBufferPointer { y in
          unsafe zs.span.withUnsafeBufferPointer { z in
            unsafe form.writeLines(
              x.baseAddress! + first, y.baseAddress! + first, z.baseAddress! + first, count: count, to: text)
          }
        }
      }
      sink.advance(by: length)
      first += count
      try onProgress(first)
    }
  }

  /// Writes the triangles as lines `3 a b c`. O(triangles).
  /// - Parameter onProgress: called with the number of triangles written so far.
  static func writeFaces(
    _ triangles: TriangleArray, to sink: ByteSink, onProgress: (Int) throws -> Void
  ) throws {
    let corners = triangles.corners
    var first = 0
    while first < triangles.count {
      let count = min(faceChunk, triangles.count - first)
      let place = unsafe try sink.reserve(count * 40 + 64)
      let text = unsafe place.assumingMemoryBound(to: UInt8.self)
      let length = unsafe corners.span.withUnsafeBufferPointer {
        unsafe NumberText.writeFaceLines($0.baseAddress! + 3 * first, count: count, to: text)
      }
      sink.advance(by: length)
      first += count
      try onProgress(first)
    }
  }

  /// How a coordinate becomes text: the shortest of a precision, or so many digits.
  enum NumberForm {
    case shortest32, shortest64
    case rounded(digits: Int)

    init(_ digits: CoordinateDigits, source: SourcePrecision) {
      if case .significant(let count) = digits {
        self = .rounded(digits: count)
      } else {
        self = digits.precision(for: source) == .float32 ? .shortest32 : .shortest64
      }
    }

    /// Whether the text, read as Float64, gives every number back.
    var isExact: Bool {
      if case .shortest64 = self { return true }
      return false
    }

    /// Writes `count` lines `x y z`, each ended by a line feed, and answers their bytes. `destination` has
    /// `count` · 3 · `NumberText.maximumLength` writable bytes.
    @unsafe
    func writeLines(
      _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int,
      to destination: UnsafeMutablePointer<UInt8>
    ) -> Int {
      switch self {
      case .shortest32: unsafe NumberText.writeLines(x, y, z, count: count, float32: true, to: destination)
      case .shortest64: unsafe NumberText.writeLines(x, y, z, count: count, float32: false, to: destination)
      case .rounded(let digits): unsafe Self.writeRounded(x, y, z, count: count, digits: digits, to: destination)
      }
    }

    @unsafe
    private static func writeRounded(
      _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, digits: Int,
      to destination: UnsafeMutablePointer<UInt8>
    ) -> Int {
      var text = unsafe destination
      for index in 0..<count {
        unsafe text += NumberText.write(x[index], significantDigits: digits, to: text)
        unsafe text.pointee = UInt8(ascii: " ")
        unsafe text += 1
        unsafe text += NumberText.write(y[index], significantDigits: digits, to: text)
        unsafe text.pointee = UInt8(ascii: " ")
        unsafe text += 1
        unsafe text += NumberText.write(z[index], significantDigits: digits, to: text)
        unsafe text.pointee = UInt8(ascii: "\n")
        unsafe text += 1
      }
      return unsafe text - destination
    }
  }
}
