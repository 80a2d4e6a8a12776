// The lines that the text formats have in common: a vertex a line, a face a line. They are made straight from the arrays
// in the output buffer, a few thousand at a time.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads

/// Writes vertices and triangles as lines of text, on all threads of a pool.
enum MeshText {
  /// Lines that are made at once. They fit in the output buffer and in the L2 cache.
  private static let vertexPart = 4096
  private static let facePart = 4096

  /// Writes the vertices as lines `x y z`. O(vertices).
  /// - Parameters:
  ///   - mark: the letter of each line, where there is one: `v x y z`.
  ///   - onProgress: called with the number of vertices written so far.
  static func writeVertices(
    _ mesh: TriangleMesh, to sink: ByteSink, digits: CoordinateDigits, mark: UInt8? = nil,
    pool: WorkerPool = WorkerPool(), onProgress: (Int) throws -> Void
  ) throws {
    let (xs, ys, zs) = (mesh.vertices.x, mesh.vertices.y, mesh.vertices.z)
    let form = NumberForm(digits, source: mesh.sourcePrecision)
    try writeVertices(xs.span, ys.span, zs.span, form, to: sink, mark: mark, pool: pool, onProgress: onProgress)
  }

  /// Writes positions as lines `x y z`. O(positions).
  static func writeVertices(
    _ xs: Span<Double>, _ ys: Span<Double>, _ zs: Span<Double>, _ form: NumberForm, to sink: ByteSink,
    mark: UInt8? = nil, pool: WorkerPool = WorkerPool(), onProgress: (Int) throws -> Void
  ) throws {
    let count = xs.count
    unsafe try xs.withUnsafeBufferPointer { x in
      unsafe try ys.withUnsafeBufferPointer { y in
        unsafe try zs.withUnsafeBufferPointer { z in
          // Read only, and alive until all threads are done.
          nonisolated(unsafe) let (x, y, z) = (x.baseAddress, y.baseAddress, z.baseAddress)
          unsafe try pool.write(
            parts: (count + vertexPart - 1) / vertexPart,
            ofAtMost: vertexPart * (3 * NumberText.maximumLength + 2), to: sink
          ) { part, place in
            let first = part * vertexPart
            return unsafe form.writeLines(
              x! + first, y! + first, z! + first, count: min(vertexPart, count - first), mark: mark,
              to: place.assumingMemoryBound(to: UInt8.self))
          } onWritten: {
            try onProgress(min(count, ($0 + 1) * vertexPart))
          }
        }
      }
    }
  }

  /// Writes the triangles as lines `3 a b c`. O(triangles).
  /// - Parameters:
  ///   - mark: the letter of each line, in place of the 3.
  ///   - firstVertex: the number of the first vertex.
  ///   - onProgress: called with the number of triangles written so far.
  static func writeFaces(
    _ triangles: TriangleArray, to sink: ByteSink, mark: UInt8 = UInt8(ascii: "3"), firstVertex: UInt32 = 0,
    pool: WorkerPool = WorkerPool(), onProgress: (Int) throws -> Void
  ) throws {
    let (corners, count) = (triangles.corners, triangles.count)
    unsafe try corners.span.withUnsafeBufferPointer { numbers in
      // Read only, and alive until all threads are done.
      nonisolated(unsafe) let numbers = numbers.baseAddress
      unsafe try pool.write(
        parts: (count + facePart - 1) / facePart, ofAtMost: facePart * 40 + 64, to: sink
      ) { part, place in
        let first = part * facePart
        return unsafe NumberText.writeFaceLines(
          numbers! + 3 * first, count: min(facePart, count - first), mark: mark, first: firstVertex,
          to: place.assumingMemoryBound(to: UInt8.self))
      } onWritten: {
        try onProgress(min(count, ($0 + 1) * facePart))
      }
    }
  }

  /// How a coordinate becomes text: the shortest of a precision, or so many digits.
  enum NumberForm: Sendable {
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

    /// Writes `count` lines `x y z`, each ended by a line feed, behind a letter where there is one, and answers their
    /// bytes. `destination` has `count` · (3 · `NumberText.maximumLength` + 2) writable bytes.
    @unsafe
    func writeLines(
      _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int,
      mark: UInt8? = nil, to destination: UnsafeMutablePointer<UInt8>
    ) -> Int {
      switch self {
      case .shortest32:
        unsafe NumberText.writeLines(x, y, z, count: count, float32: true, mark: mark, to: destination)
      case .shortest64:
        unsafe NumberText.writeLines(x, y, z, count: count, float32: false, mark: mark, to: destination)
      case .rounded(let digits):
        unsafe Self.writeRounded(x, y, z, count: count, digits: digits, mark: mark, to: destination)
      }
    }

    @unsafe
    private static func writeRounded(
      _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, digits: Int,
      mark: UInt8?, to destination: UnsafeMutablePointer<UInt8>
    ) -> Int {
      var text = unsafe destination
      for index in 0..<count {
        if let mark {
          unsafe text[0] = mark
          unsafe text[1] = 0x20
          unsafe text += 2
        }
        for axis in 0..<3 {
          let row = unsafe axis == 0 ? x : axis == 1 ? y : z
          unsafe text += NumberText.write(row[index], significantDigits: digits, to: text)
          unsafe text.pointee = axis == 2 ? newline : 0x20
          unsafe text += 1
        }
      }
      return unsafe text - destination
    }
  }
}
