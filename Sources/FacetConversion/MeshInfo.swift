// What a file says of itself: from the header, the size and at most 1 MiB of it, at once, however large it is.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

/// Counts and properties of a mesh file.
public struct MeshInfo: Sendable {
  public var file = ""
  public var format = ""
  public var dialect = ""
  /// What the file is packed with: `gzip` or `zstd`; nil when it is not.
  public var compression: String?
  /// Vertices as the file stores them: three a triangle in a soup.
  public var vertices: Int?
  public var faces: Int?
  public var triangles: Int?
  public var attributes: [String] = []
  public var warnings: [FormatWarning] = []
  private var isIndexed = false
  /// Whether counts are estimated from a part of the file: all of a soup, the triangles of an indexed file.
  public var isEstimated = false
  /// Only after reading everything.
  public var exact: Exact?

  /// What only the whole file can tell.
  public struct Exact: Sendable {
    public var uniqueVertices: Int
    public var bounds: (minimum: SIMD3<Double>, maximum: SIMD3<Double>)?
    public var area: Double
    public var volume: Double
  }

  /// Looks at the beginning of a file.
  /// - Parameter name: a path, or `-` for standard input.
  public init(inspecting name: String, from: MeshFormat?, options: ReaderOptions) throws(ConversionFailure) {
    do {
      let input = try CompressedInput(InputReader.open(name, ledger: nil), options: options)
      let source = input.source
      file = source.name
      compression = input.compression
      let format = try from ?? FormatDetection.detect(source, options: options)
      switch try InputReader.make(source, format: format, options: options).reader {
      case .indexed(let reader):
        (self.format, dialect, isIndexed) = (reader.formatName, reader.dialect, true)
        (vertices, faces) = (reader.declaredVertices, reader.declaredFaces)
        if let estimate = try reader.estimateTriangles() {
          (triangles, isEstimated) = (estimate.count, !estimate.isExact)
        }
        warnings = reader.warnings.warnings
      case .soup(let reader): try inspect(reader, format, input)
      }
    } catch {
      throw ConversionFailure(error)
    }
  }

  private mutating func inspect(
    _ reader: any SoupReader, _ format: MeshFormat, _ input: CompressedInput
  ) throws {
    self.format = reader.formatName
    // A text tells its count only at its end.
    if format == .soup || format == .stlASCII {
      (triangles, isEstimated) = try Self.estimateTriangles(reader, input)
    } else {
      triangles = reader.expectedTriangles
    }
    dialect = reader.dialect
    faces = triangles
    vertices = triangles.map { 3 * $0 }
    warnings = reader.warnings.warnings
  }

  /// Reads about half a MiB, and takes the rest of the file to be like it.
  private static func estimateTriangles(
    _ reader: any SoupReader, _ input: CompressedInput
  ) throws -> (Int?, Bool) {
    let block = try CornerBlock(precision: reader.precision)
    var triangles = 0
    repeat {
      guard try reader.fill(block) else { return (triangles, false) }
      triangles += block.count / 3
    } while reader.consumedBytes < 1 << 19
    guard let size = input.estimatedContentSize else { return (nil, true) }
    return (Int(Double(triangles) * Double(size) / Double(max(1, reader.consumedBytes))), true)
  }

  /// Reads the whole file, welds it, and measures it.
  public mutating func measure(
    _ name: String, from: MeshFormat?, options: ReaderOptions, context: JobContext
  ) throws(ConversionFailure) {
    var conversionOptions = ConversionOptions()
    conversionOptions.from = from
    conversionOptions.reader = options
    conversionOptions.nonFinite = .keep
    conversionOptions.attributes = .none
    let conversion = Conversion(input: name, output: "", options: conversionOptions)
    var mesh = try conversion.readMesh(context: context)
    triangles = mesh.triangles.count
    if isIndexed {
      vertices = mesh.vertices.count
    } else {
      (faces, vertices) = (triangles, 3 * mesh.triangles.count)
    }
    isEstimated = false
    warnings = conversion.report.warnings
    var counts = mesh.attributeCounts
    counts += conversion.report.attributesDropped
    attributes = counts.present.map(\.kind.rawValue)
    if let told = conversion.report.inputs.first?.dialect { dialect = told }
    if isIndexed {
      do { mesh = try VertexWeld.weld(mesh, ledger: context.ledger).mesh } catch { throw ConversionFailure(error) }
    }
    exact = Exact(uniqueVertices: mesh.vertices.count, bounds: mesh.bounds, area: mesh.area, volume: mesh.volume)
  }

  /// The lines that people read.
  public var lines: [String] {
    let mark = isEstimated ? "~" : ""
    var lines = ["\(file): \(format), \(dialect)" + (compression.map { ", \($0)" } ?? "")]
    if let triangles { lines.append("  triangles  \(mark)\(NumberText.grouped(triangles))") }
    if let faces, triangles == nil || isIndexed && isEstimated {
      lines.append("  faces      \(NumberText.grouped(faces))")
    }
    // What an indexed file stores its head tells.
    if let vertices { lines.append("  vertices   \(isIndexed ? "" : mark)\(NumberText.grouped(vertices)) as stored") }
    if let exact {
      lines.append("  unique     \(NumberText.grouped(exact.uniqueVertices)) vertices")
      if let (low, high) = exact.bounds {
        lines.append("  bounds     (\(Self.text(low))) to (\(Self.text(high)))")
      }
      lines.append("  area       \(NumberText.string(exact.area))")
      lines.append("  volume     \(NumberText.string(exact.volume)) (if closed)")
    }
    if !attributes.isEmpty { lines.append("  attributes \(attributes.joined(separator: ", "))") }
    for warning in warnings { lines.append("  warning    \(warning.message)") }
    return lines
  }

  private static func text(_ point: SIMD3<Double>) -> String {
    (0..<3).map { NumberText.string(point[$0]) }.joined(separator: ", ")
  }

  /// The same for programs.
  public var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.field("file", file)
    json.field("format", format)
    json.field("dialect", dialect)
    if let compression { json.field("compression", compression) }
    if let vertices { json.field("vertices", vertices) }
    if let faces { json.field("faces", faces) }
    if let triangles { json.field("triangles", triangles) }
    json.key("attributes")
    json.beginArray()
    for attribute in attributes { json.value(attribute) }
    json.endArray()
    json.key("warnings")
    json.beginArray()
    for warning in warnings { json.value(warning.message) }
    json.endArray()
    json.field("estimated", isEstimated)
    if let exact {
      json.field("unique_vertices", exact.uniqueVertices)
      if let (low, high) = exact.bounds {
        json.key("bounds")
        json.beginObject()
        for (name, point) in [("min", low), ("max", high)] {
          json.key(name)
          json.beginArray()
          for axis in 0..<3 { json.value(point[axis]) }
          json.endArray()
        }
        json.endObject()
      }
      json.field("area", exact.area)
      json.field("volume", exact.volume)
    }
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
