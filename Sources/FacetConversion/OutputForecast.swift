// How many bytes an output will have. Binary formats are formulas; in texts the lines of vertices are as long on average as those of
// a few that the real writer has written, and the lines of faces follow from the digits of all vertex numbers.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh

extension MeshOutput {
  /// The bytes that a mesh will have in this format, without normals and colours.
  /// - Parameter positions: some of its positions, for the length of their text.
  func forecastBytes(
    vertices: Int, triangles: Int, positions: [SIMD3<Double>], source: SourcePrecision
  ) throws -> Int {
    let stored = digits.precision(for: source)
    let faces = faceBytes(vertices: vertices, triangles: triangles)
    switch format {
    case .stl: return 84 + 50 * triangles
    case .offBinary: return 23 + 12 * vertices + faces
    case .glb: return 700 + 12 * vertices + faces
    case .npz, .npy: return 600 + 24 * vertices + faces
    case .ply: return 220 + (stored == .float32 ? 12 : 24) * vertices + faces
    case .off, .plyASCII, .obj:
      return 20 + Int(try vertexLine(positions, source) * Double(vertices)) + faces
    case .stlASCII: return 30 + Int(try facet(positions, source) * Double(triangles))
    case .soup, .raw, .table: return 0
    }
  }

  /// The bytes of the faces behind so many vertices; 0 where the format has triangles only. O(1).
  func faceBytes(vertices: Int, triangles: Int) -> Int {
    switch format {
    case .offBinary: return 20 * triangles
    case .glb: return (vertices > 65_535 ? 12 : 6) * triangles
    case .npz, .npy: return 12 * triangles
    case .ply: return 13 * triangles
    case .off, .plyASCII, .obj:
      guard vertices > 0 else { return 0 }
      let digits = Self.digits(first: format == .obj ? 1 : 0, count: vertices)
      return Int((5 + 3 * digits / Double(vertices)) * Double(triangles))
    case .stl, .stlASCII, .soup, .raw, .table: return 0
    }
  }

  /// The digits of all numbers from `first` on together.
  static func digits(first: Int, count: Int) -> Double {
    var (sum, length, low) = (0.0, 1, 0)
    var high = 10
    while low < first + count {
      let numbers = max(0, min(high, first + count) - max(low, first))
      sum += Double(numbers * length)
      (low, length) = (high, length + 1)
      high = high.multipliedReportingOverflow(by: 10).partialValue
    }
    return sum
  }

  /// The bytes of a vertex on average; those of numbers with nine digits where none is known.
  private func vertexLine(_ positions: [SIMD3<Double>], _ source: SourcePrecision) throws -> Double {
    guard !positions.isEmpty else {
      let (mark, numbers): (Double, Double) = (format == .obj ? 2 : 0, source == .float32 ? 30 : 42)
      return mark + numbers
    }
    let all = try written(positions, triangles: 0, source)
    return Double(all - (try written([], triangles: 0, source))) / Double(positions.count)
  }

  /// The bytes of a facet on average.
  private func facet(_ positions: [SIMD3<Double>], _ source: SourcePrecision) throws -> Double {
    let count = positions.count / 3
    guard count > 0 else { return 240 }
    return Double(try written(positions, triangles: count, source)) / Double(count)
  }

  /// The bytes that the writer makes of a small mesh, whose triangles have a vertex for each corner.
  private func written(
    _ positions: [SIMD3<Double>], triangles: Int, _ source: SourcePrecision
  ) throws -> Int {
    let finite = positions.map { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite ? $0 : SIMD3() }
    let mesh = TriangleMesh(
      vertices: VertexArray(finite), triangles: TriangleArray(corners: Column((0..<3 * Int32(triangles)).map { $0 })),
      sourcePrecision: source)
    let sink = unsafe try ByteSink(.function { _ in })
    switch format {
    case .off: try OFFWriter.write(mesh, to: sink, digits: digits)
    case .plyASCII: try PLYWriter.writeText(mesh, to: sink, digits: digits)
    case .obj: try OBJWriter.write(mesh, to: sink, digits: digits)
    default: try ASCIISTLWriter.write(mesh, to: sink, digits: digits)
    }
    return sink.byteCount
  }
}
