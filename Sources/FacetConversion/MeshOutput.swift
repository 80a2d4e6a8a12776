// From a mesh to the bytes of a format. A format that is written has a line in `MeshFormat.written` and a case in the one
// switch here; its name is also the ending that asks for it.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads
import FacetWeld

extension MeshFormat {
  /// The formats that can be written as one stream of bytes. Beside them there is `npy`, a pair of files.
  public static let written: [MeshFormat] = [
    .off, .offBinary, .ply, .plyASCII, .stl, .stlASCII, .obj, .glb, .npz,
  ]

  /// The format that the ending of a name asks for; nil when it says nothing.
  public init?(outputName name: String) {
    if NPYPair.isMember(name) {
      self = .npy
      return
    }
    let ending = name.split(separator: ".").last?.lowercased()
    guard let format = Self.written.first(where: { $0.rawValue == ending }) else { return nil }
    self = format
  }

  /// The formats that can be written, as a message names them: `off, ply or stl`.
  static var writtenInWords: String {
    let names = (written + [.npy]).map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}

/// Writes a mesh in any format, and says what was lost by it.
struct MeshOutput {
  var format: MeshFormat
  /// The name of the output, for messages.
  var name: String
  var digits = CoordinateDigits.automatic
  var attributes = AttributePolicy.auto
  /// Every warning is an error.
  var isStrict = false

  /// Writes the whole mesh, with the attributes that the output gets, and finishes the sink. O(vertices + triangles).
  /// - Returns: the warnings about what the format can't hold.
  func write(_ mesh: TriangleMesh, to sink: ByteSink, context: JobContext) throws -> [FormatWarning] {
    let onProgress: (Double) throws -> Void = { try context.report(.writing, fraction: $0) }
    let refusedNormals = nonUnitNormals(of: mesh)
    let mesh = stripped(mesh)
    switch format {
    case .off:
      try OFFWriter.write(
        mesh, to: sink, name: name, digits: digits, pool: context.pool, onProgress: onProgress)
    case .offBinary:
      let loss = try BinaryOFFWriter.write(mesh, to: sink, name: name, onProgress: onProgress)
      return try warnings(of: loss, mesh, as: "binary OFF", context)
    case .ply:
      try PLYWriter.writeBinary(mesh, to: sink, name: name, digits: digits, pool: context.pool, onProgress: onProgress)
    case .plyASCII:
      try PLYWriter.writeText(mesh, to: sink, name: name, digits: digits, pool: context.pool, onProgress: onProgress)
    case .stl:
      let loss = try BinarySTLWriter.write(mesh, to: sink, name: name, pool: context.pool, onProgress: onProgress)
      return try warnings(of: loss, mesh, as: "STL", context)
    case .stlASCII:
      try ASCIISTLWriter.write(
        mesh, to: sink, name: name, digits: digits, ledger: context.ledger, onProgress: onProgress)
    case .obj:
      try OBJWriter.write(mesh, to: sink, name: name, digits: digits, pool: context.pool, onProgress: onProgress)
    case .glb:
      let loss = try GLBWriter.write(mesh, to: sink, name: name, onProgress: onProgress)
      return try warnings(of: loss, mesh, as: "GLB", context) + warnings(ofRefusedNormals: refusedNormals)
    case .npz: try NPZMeshWriter.write(mesh, to: sink, onProgress: onProgress)
    case .npy:
      throw ConversionFailure(
        .usage, code: "usage", "\(name): npy is a pair of files, not one stream of bytes; npz is one")
    case .soup, .raw, .table:
      throw ConversionFailure(
        .usage, code: "usage",
        "\(format.rawValue) can be read but not written; --to takes \(MeshFormat.writtenInWords)")
    }
    return []
  }

  /// Says what a float32 format could not hold: changed coordinates, and vertices that became the same.
  private func warnings(
    of loss: Float32Loss, _ mesh: TriangleMesh, as formatName: String, _ context: JobContext
  ) throws -> [FormatWarning] {
    guard loss.changedCoordinates > 0 else { return [] }
    let log = try logOfRounded(loss.changedCoordinates, as: formatName)
    let coinciding = try VertexWeld.coincidingAsFloat32(mesh.vertices, ledger: context.ledger)
    if coinciding > 0 {
      try log.warn(
        .coincidingVertices, "a vertex became the same as another one by that", count: coinciding, at: .file)
    }
    return log.warnings
  }

  /// Says what a float32 format could not hold of corners that pass by. Which of all became the same only a weld could tell;
  /// those of one triangle are seen.
  func warnings(of loss: CornerLoss) throws -> [FormatWarning] {
    guard loss.changedCoordinates > 0 else { return [] }
    let log = try logOfRounded(loss.changedCoordinates, as: format == .stl ? "STL" : "binary OFF")
    if loss.collapsedTriangles > 0 {
      try log.warn(
        .coincidingVertices, "two corners of a triangle became the same by that", count: loss.collapsedTriangles,
        at: .file)
    }
    return log.warnings
  }

  private func logOfRounded(_ count: Int, as formatName: String) throws -> WarningLog {
    let log = WarningLog(file: name, format: formatName, strict: isStrict)
    try log.warn(
      .lossyPrecision, "a coordinate was rounded to float32, all that \(formatName) holds", count: count, at: .file)
    return log
  }

  /// Says that the normals were left out.
  private func warnings(ofRefusedNormals count: Int) throws -> [FormatWarning] {
    guard count > 0 else { return [] }
    let log = WarningLog(file: name, format: "GLB", strict: isStrict)
    try log.warn(
      .nonUnitNormals, "a normal has not the length 1, which GLB demands; all normals were left out", count: count,
      at: .file)
    return log.warnings
  }

  /// What can be asked of the coordinates of an output that is read back.
  enum Exactness {
    case float32, float64
    /// Nothing: the text has fewer digits.
    case none
  }

  /// How exactly the output holds the coordinates of a mesh of that source.
  func exactness(of source: SourcePrecision) -> Exactness {
    let isText = [.off, .plyASCII, .stlASCII, .obj].contains(format)
    if [.stl, .offBinary, .glb].contains(format) { return .float32 }
    if format == .npz || format == .npy { return .float64 }
    if isText, case .significant = digits { return .none }
    return digits.precision(for: source) == .float32 ? .float32 : .float64
  }
}

extension Conversion {
  /// The format that a name asks for; nil when its ending says nothing.
  public static func outputFormat(forName name: String) -> MeshFormat? { MeshFormat(outputName: name) }

  /// Where the mesh goes, as the options and the name of the output have it.
  /// - Throws: `ConversionFailure` when they tell no format that is written.
  func meshOutput() throws(ConversionFailure) -> MeshOutput {
    guard let format = options.to ?? (output == "-" ? .off : Self.outputFormat(forName: output)) else {
      if output.hasSuffix(".npy") {
        let (vertices, triangles) = NPYPair.files(forOutput: output)
        throw ConversionFailure(
          .usage, code: "usage",
          "\(output): a mesh is two arrays; type \(vertices), and \(triangles) appears beside it, or .npz for one file")
      }
      throw ConversionFailure(
        .usage, code: "usage",
        "\(output): the name does not tell the format; add --to \(MeshFormat.writtenInWords)")
    }
    guard MeshFormat.written.contains(format) || format == .npy else {
      throw ConversionFailure(
        .usage, code: "usage",
        "\(format.rawValue) can be read but not written; --to takes \(MeshFormat.writtenInWords)")
    }
    guard format != .npy || output != "-" else {
      throw ConversionFailure(
        .usage, code: "usage", "npy is a pair of files, which standard output can't be; --to npz is one")
    }
    return MeshOutput(
      format: format, name: output, digits: options.digits, attributes: options.attributes,
      isStrict: options.reader.strict)
  }
}
