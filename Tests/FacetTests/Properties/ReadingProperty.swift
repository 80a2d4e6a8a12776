// A reader gives a mesh or one line; the same whether the bytes come whole or by the seven from a pipe; and what was read
// survives being written in any format.
import Facet

/// What must hold for any bytes that are read as one format.
struct ReadingProperty {
  let format: MeshFormat
  let bytes: [UInt8]
  /// What the input leaves open: the layout of raw numbers, the formats to write.
  private let choice: UInt64
  private var options = ReaderOptions()

  init(_ format: MeshFormat, _ bytes: [UInt8]) {
    self.format = format
    self.bytes = bytes
    choice = fingerprint(of: bytes)
    if format == .raw {
      options.rawLayout = RawLayout(precision: choice & 1 == 0 ? .float32 : .float64, bigEndian: choice & 2 == 0)
      if choice & 4 == 0 { options.rawLayout?.offset = Int(choice >> 8 & 31) }
      if choice & 24 == 0 { options.rawLayout?.stride = 72 + Int(choice >> 16 & 15) }
    }
  }

  /// - Throws: `Violation`.
  func check() throws {
    let whole = try Reading(bytes, format, options)
    try compare(whole, Reading(bytes, format, options, blockSize: 7, hasSize: false), "a pipe")
    try compare(whole, Reading(bytes, format, options, blockSize: 64), "blocks of 64 bytes")
    try checkStrict(whole)
    // What looks compressed is unpacked first when a conversion reads it.
    guard whole.refusal == nil, CompressionFormat.detect(bytes) == nil else { return }
    let mesh = try mesh(of: whole)
    let written = MeshFormat.written
    for step in 0..<3 {
      let format = written[Int((choice >> 24) % UInt64(written.count) + UInt64(4 * step)) % written.count]
      try RoundTrip(mesh, format, RoundTrip.digits[Int(choice >> 40 & 7)]).check()
    }
  }

  private func compare(_ whole: Reading, _ other: Reading, _ what: String) throws {
    func words(_ reading: Reading) -> String { reading.refusal ?? "\(reading.triangles) triangles" }
    try holds(
      (whole.refusal == nil) == (other.refusal == nil), "whole: \(words(whole)); \(what): \(words(other))")
    try holds(
      whole.corners == other.corners && whole.bits == other.bits,
      "\(what) gives other triangles: \(words(whole)) and \(words(other))")
  }

  /// Under `--strict` an input is refused exactly when it is refused without, or has a warning.
  private func checkStrict(_ whole: Reading) throws {
    var options = options
    options.strict = true
    let strict = try Reading(bytes, format, options)
    try holds(
      (strict.refusal == nil) == (whole.refusal == nil && whole.warnings.isEmpty),
      "strict: \(strict.refusal ?? "read"); else \(whole.refusal ?? "read") with \(whole.warnings)")
  }

  /// The mesh as a conversion has it: a soup is welded, which must change no triangle.
  private func mesh(of reading: Reading) throws -> TriangleMesh {
    var options = ConversionOptions()
    options.from = format
    options.reader = self.options
    options.nonFinite = .keep
    let mesh: TriangleMesh
    do {
      mesh = try TriangleMesh(contents: bytes.span.bytes, name: "input", options: options)
    } catch {
      // Normals and colours are looked at only when they are wanted, as a conversion wants them all.
      var wanting = self.options
      wanting.wantedAttributes = [.vertexNormals, .vertexColors, .faceColors, .facetWords]
      if try Reading(bytes, format, wanting).refusal == nil {
        throw Violation("the conversion refuses what its reader reads: \(error)")
      }
      options.attributes = .none
      mesh = try TriangleMesh(contents: bytes.span.bytes, name: "input", options: options)
    }
    try holds(mesh.triangles.count == reading.triangles, "\(mesh.triangles.count) of \(reading.triangles) triangles")
    for (corner, vertex) in mesh.triangles.corners.array.enumerated() {
      let (there, here) = (mesh.vertices[Int(vertex)], reading.positions[Int(reading.corners[corner])])
      for axis in 0..<3 {
        try holds(
          there[axis] == here[axis] || there[axis].isNaN && here[axis].isNaN,
          "corner \(corner): \(here) became \(there)")
      }
    }
    return mesh
  }
}
