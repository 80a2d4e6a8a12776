// Everything worth knowing before a mesh is trusted: what the file is, what its numbers are, and how its faces hang together.
// A soup is welded exactly first, because before that no two of its triangles touch.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads
import FacetWeld

/// The facts about a mesh file, from reading all of it.
public struct MeshCheck: Sendable {
  public let file: String
  public let format: String
  public let dialect: String
  /// What the file is packed with: `gzip` or `zstd`; nil when it is not.
  public let compression: String?
  public let warnings: [FormatWarning]
  /// The corners of a soup before they were welded; nil for an indexed file.
  public let soupCorners: Int?
  /// Whether vertices of the same position were made one before anything was counted.
  public let isWelded: Bool
  /// Vertices as the file stores them: three a triangle in a soup.
  public let storedVertices: Int
  /// Polygons of more than three corners, and the triangles that they became.
  public let polygons: (split: Int, triangles: Int)

  /// What other programs' readers will make of the file; nil unless it was asked for.
  public let readers: ReaderForecast?

  /// What the vertex numbers tell.
  public let topology: MeshTopology
  public let bounds: (minimum: SIMD3<Double>, maximum: SIMD3<Double>)?
  public let area: Double
  /// The volume inside; nil unless the mesh is closed and oriented.
  public let volume: Double?
  /// Triangles of three distinct vertices that lie on a line.
  public let zeroArea: (count: Int, first: Int?)
  /// Coordinates that are NaN or infinite, and the first vertex that has one.
  public let nonFinite: (count: Int, firstVertex: Int?)
  /// Vertices that have the position of an earlier one.
  public let duplicateVertices: Int

  /// Reads a file and looks at everything. O(vertices + triangles).
  /// - Parameters:
  ///   - name: a path, or `-` for standard input.
  ///   - weld: by default soups exactly, and indexed files not.
  ///   - readers: whether to say which other readers will refuse or misread the file. It is opened once more for that, so it
  ///     can't be standard input.
  /// - Throws: `ConversionFailure` for a file that can't be read; what is wrong with a mesh is no failure.
  public init(
    _ name: String, from: MeshFormat? = nil, weld: WeldPolicy = .auto, options: ReaderOptions = ReaderOptions(),
    readers: Bool = false, context: JobContext = JobContext()
  ) throws(ConversionFailure) {
    precondition(!readers || name != "-", "standard input can't be read twice")
    do {
      try Self.refuseTooLarge(name, from, weld, options, context)
      let source = try InputReader.open(name, ledger: context.ledger, pool: context.pool)
      let input = try CompressedInput(source, options: options)
      var options = options
      options.pool = context.pool
      let reader = try InputReader.make(input.source, format: from, options: options).reader
      var (mesh, polygons, corners) = try Self.read(reader, weld: weld, context)
      try input.readToEnd()
      (file, format, dialect) = (input.source.name, reader.reader.formatName, reader.reader.dialect)
      compression = input.compression
      warnings = reader.reader.warnings.warnings + input.warnings.warnings
      soupCorners = corners
      self.polygons = polygons
      storedVertices = corners ?? mesh.vertices.count
      self.readers =
        readers
        ? try ReaderForecast(name, reader: reader.reader, polygons: polygons.split, options: options, context) : nil

      try context.report(.checking, fraction: 0)
      isWelded = weld == .exact || (weld == .auto && corners != nil)
      if corners == nil && weld == .exact { mesh = try VertexWeld.weld(mesh, ledger: context.ledger).mesh }
      duplicateVertices =
        try isWelded
        ? 0 : mesh.vertices.count - VertexWeld.unique(mesh.vertices, ledger: context.ledger).unique.count
      nonFinite = mesh.nonFiniteCoordinates
      bounds = mesh.bounds
      let measures = mesh.faceMeasures
      area = measures.area
      zeroArea = (measures.zeroAreaFaces, measures.firstZeroAreaFace)
      topology = try mesh.topology(ledger: context.ledger) { try context.report(.checking, fraction: $0) }
      volume = topology.isClosed && topology.isOriented ? measures.volume : nil
    } catch {
      throw ConversionFailure(error)
    }
  }

  /// Reads the mesh, with all that is odd about it.
  private static func read(
    _ reader: InputReader, weld: WeldPolicy, _ context: JobContext
  ) throws -> (mesh: TriangleMesh, polygons: (split: Int, triangles: Int), soupCorners: Int?) {
    switch reader {
    case .soup(let stream):
      var counts = SoupPipeline.Counts()
      let mesh = try SoupPipeline(weld: weld, nonFinite: .keep).run(
        stream, file: stream.source.name, format: stream.formatName, context: context, counts: &counts)
      return (mesh, (0, 0), counts.corners)
    case .indexed(let stream):
      let read = try stream.readMesh(ledger: context.ledger) { try context.report(.reading, fraction: $0) }
      return (read.mesh, (read.polygonsSplit, read.polygonTriangles), nil)
    }
  }

  /// Whether the mesh has a property.
  public func has(_ property: MeshProperty) -> Bool { count(against: property) == 0 }

  /// How much stands against a property.
  func count(against property: MeshProperty) -> Int {
    switch property {
    case .finite: nonFinite.count
    case .noDuplicates: topology.duplicateFaces + topology.reversedFaces
    case .oriented: topology.inconsistentEdges
    case .closed: topology.isClosed ? 0 : max(1, topology.boundaryEdges + topology.nonManifoldEdges)
    case .manifold: topology.nonManifoldEdges + topology.nonManifoldVertices
    case .connected: abs(topology.components - 1)
    case .noDegenerate: topology.degenerateFaces
    case .noZeroArea: zeroArea.count
    case .noUnreferenced: topology.unreferencedVertices
    case .noDuplicateVertices: duplicateVertices
    }
  }

  /// The properties that the mesh should have and has not, in a fixed order: those that any mesh should, and the required ones.
  public func faults(requiring required: [MeshProperty] = []) -> [MeshProperty] {
    MeshProperty.allCases.filter { (MeshProperty.always.contains($0) || required.contains($0)) && !has($0) }
  }
}
