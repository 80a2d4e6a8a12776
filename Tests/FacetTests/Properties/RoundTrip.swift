// A mesh written and read back is the same mesh, to the bit in the precision that the output holds; and written again it
// is the same bytes.
import Facet

/// One mesh, written in one format.
struct RoundTrip {
  let mesh: TriangleMesh
  let format: MeshFormat
  let digits: CoordinateDigits

  /// Mostly what a conversion does when nothing is asked of it.
  static let digits: [CoordinateDigits] = [
    .automatic, .automatic, .automatic, .automatic, .automatic, .float32, .float64, .significant(5),
  ]

  init(_ mesh: TriangleMesh, _ format: MeshFormat, _ digits: CoordinateDigits) {
    self.mesh = mesh
    self.format = format
    self.digits = digits
  }

  /// - Throws: `Violation`.
  func check() throws {
    guard let bytes = try written(mesh) else { return }
    let back = try Reading(bytes, format, ReaderOptions())
    try holds(back.refusal == nil, "\(format) that was written is refused: \(back.refusal ?? "")")
    try holds(back.triangles == mesh.triangles.count, "\(format) has \(back.triangles) triangles")
    let corners = mesh.triangles.corners.array
    // Soups have no vertex but at a corner.
    if ![.stl, .stlASCII].contains(format) {
      try holds(back.positions.count == mesh.vertices.count, "\(format) has \(back.positions.count) vertices")
      try holds(back.corners == corners, "\(format) has other triangles")
    }
    for (index, vertex) in corners.enumerated() {
      let (there, here) = (back.positions[Int(back.corners[index])], mesh.vertices[Int(vertex)])
      for axis in 0..<3 {
        try holds(isSame(there[axis], here[axis]), "\(format), \(digits): \(here[axis]) became \(there[axis])")
      }
    }
    if digits == .automatic, !back.positions.contains(where: hasOddValue) { try checkSecond(bytes) }
  }

  /// The output, converted again, is the same bytes, unless a weld made one vertex of +0 and -0.
  private func checkSecond(_ bytes: [UInt8]) throws {
    var options = ConversionOptions()
    options.from = format
    options.nonFinite = .keep
    let second = try TriangleMesh(contents: bytes.span.bytes, name: "input", options: options)
    try holds(written(second) == bytes, "\(format) is written differently the second time")
  }

  /// The bytes of the format; nil when it refuses the mesh, as a format of float32 may refuse large numbers.
  private func written(_ mesh: TriangleMesh) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    do {
      try mesh.write(as: format, name: "input", digits: digits) { piece in
        piece.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      }
    } catch let failure as ConversionFailure {
      try holds(failure.exitCode == .badData && mayRefuse, "\(format) can't be written: \(failure)")
      return nil
    }
    return bytes
  }

  private var holdsFloat32: Bool {
    [.stl, .offBinary, .glb].contains(format)
      || format != .npz && digits.precision(for: mesh.sourcePrecision) == .float32
  }

  /// Whether a coordinate is beyond what the output holds: GLB takes finite numbers, float32 those below 2^128.
  private var mayRefuse: Bool {
    holdsFloat32
      && (0..<mesh.vertices.count).contains { index in
        (0..<3).contains { axis in
          let value = mesh.vertices[index][axis]
          return !Float(value).isFinite && (value.isFinite || format == .glb)
        }
      }
  }

  private func isSame(_ read: Double, _ written: Double) -> Bool {
    if read.isNaN || written.isNaN { return read.isNaN && written.isNaN }
    let isText = [.off, .plyASCII, .stlASCII, .obj].contains(format)
    if isText, case .significant = digits { return true }
    if holdsFloat32 { return Float(read).bitPattern == Float(written).bitPattern }
    return read.bitPattern == written.bitPattern
  }

  private func hasOddValue(_ position: SIMD3<Double>) -> Bool {
    (0..<3).contains { position[$0].isNaN || position[$0] == 0 && position[$0].sign == .minus }
  }
}
