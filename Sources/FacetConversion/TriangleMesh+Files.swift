// Files in two lines: a mesh from a path, and a mesh to a path.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads
import FacetWeld

extension TriangleMesh {
  /// Reads a mesh file. A soup is welded exactly while it is read; an indexed file keeps its vertices.
  /// - Parameters:
  ///   - path: a path, or `-` for standard input.
  ///   - options: what the file can't tell itself, and the policies on odd data; writing options mean nothing here.
  /// - Throws: `ConversionFailure`, with a line for people.
  public init(
    contentsOf path: String, options: ConversionOptions = ConversionOptions(), context: JobContext = JobContext()
  ) throws(ConversionFailure) {
    let conversion = Conversion(input: path, output: "", options: options)
    self = try conversion.readMesh(context: context)
  }

  /// Writes the mesh to a file, which appears whole or not at all.
  /// - Parameters:
  ///   - path: a path, or `-` for standard output.
  ///   - format: nil takes it from the name.
  /// - Throws: `ConversionFailure`, with a line for people.
  public func write(
    to path: String, format: MeshFormat? = nil, digits: CoordinateDigits = .automatic,
    context: JobContext = JobContext()
  ) throws(ConversionFailure) {
    var options = ConversionOptions()
    options.to = format
    options.digits = digits
    try Conversion(input: "", output: path, options: options).writeMesh(self, context: context)
  }
}

extension TriangleSoup {
  /// Ends the feeding and writes the mesh to a file, which appears whole or not at all. Call it once.
  /// - Returns: the mesh that was written.
  @discardableResult
  public func write(
    to path: String, format: MeshFormat? = nil, digits: CoordinateDigits = .automatic,
    context: JobContext = JobContext()
  ) throws(ConversionFailure) -> TriangleMesh {
    let mesh: TriangleMesh
    do throws(WeldError) { mesh = try finish() } catch { throw ConversionFailure(error) }
    try mesh.write(to: path, format: format, digits: digits, context: context)
    return mesh
  }
}
