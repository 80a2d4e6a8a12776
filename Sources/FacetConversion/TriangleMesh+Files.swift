// Files in two lines: a mesh from a path, and a mesh to a path. The same from bytes in memory, and to a function that
// takes the bytes as they are made.
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

  /// Reads a mesh from the bytes of a mesh file, as `init(contentsOf:)` reads the file. The bytes are not copied.
  /// - Parameters:
  ///   - bytes: the whole file, compressed or not.
  ///   - name: what errors call it; its ending counts as that of a path.
  /// - Throws: `ConversionFailure`, with a line for people.
  public init(
    contents bytes: RawSpan, name: String = "bytes", options: ConversionOptions = ConversionOptions(),
    context: JobContext = JobContext()
  ) throws(ConversionFailure) {
    let conversion = Conversion(input: name, output: "", options: options)
    do {
      self = unsafe try bytes.withUnsafeBytes { bytes in
        // The source lives no longer than this closure.
        let source = unsafe ByteSource(bytes: bytes, name: name)
        return try conversion.readMesh(from: source, context: context)
      }
    } catch {
      throw ConversionFailure(error)
    }
  }

  /// Writes the mesh to a file, which appears whole or not at all.
  /// - Parameters:
  ///   - path: a path, or `-` for standard output.
  ///   - format: nil takes it from the name.
  ///   - attributes: which of the mesh's normals, colours and attribute words are written.
  ///   - context: nil makes one with the books of the mesh.
  /// - Throws: `ConversionFailure`, with a line for people.
  public func write(
    to path: String, format: MeshFormat? = nil, digits: CoordinateDigits = .automatic,
    attributes: AttributePolicy = .auto, context: JobContext? = nil
  ) throws(ConversionFailure) {
    var options = ConversionOptions()
    options.attributes = attributes
    options.to = format
    options.digits = digits
    try Conversion(input: "", output: path, options: options).writeMesh(self, context: context ?? ownContext)
  }

  /// Writes the mesh as a function takes it, in pieces of at most 1 MiB, in order.
  /// - Parameters:
  ///   - name: what errors call the output.
  ///   - attributes: which of the mesh's normals, colours and attribute words are written.
  ///   - take: takes every byte, or throws, which ends the writing.
  /// - Throws: `ConversionFailure`, with a line for people; what `take` throws.
  public func write(
    as format: MeshFormat, name: String = "output", digits: CoordinateDigits = .automatic,
    attributes: AttributePolicy = .auto, context: JobContext? = nil, to take: @escaping (RawSpan) throws -> Void
  ) throws {
    let context = context ?? ownContext
    let sink: ByteSink
    do {
      sink = unsafe try ByteSink(.function { unsafe try take($0.bytes) }, ledger: context.ledger)
    } catch {
      throw ConversionFailure(error)
    }
    do {
      _ = try MeshOutput(format: format, name: name, digits: digits, attributes: attributes)
        .write(self, to: sink, context: context)
    } catch let error as FormatError {
      throw ConversionFailure(error)
    }
  }
}

extension TriangleMesh {
  /// A job with the books of the mesh, so that a mesh under a ceiling is written under it too.
  private var ownContext: JobContext { JobContext(ledger: vertices.rowMajor.storage?.ledger ?? MemoryLedger()) }
}

extension TriangleSoup {
  /// Ends the feeding and writes the mesh to a file, which appears whole or not at all. Call it once.
  /// - Returns: the mesh that was written.
  @discardableResult
  public func write(
    to path: String, format: MeshFormat? = nil, digits: CoordinateDigits = .automatic,
    context: JobContext? = nil
  ) throws(ConversionFailure) -> TriangleMesh {
    let mesh: TriangleMesh
    do throws(WeldError) { mesh = try finish() } catch { throw ConversionFailure(error) }
    try mesh.write(to: path, format: format, digits: digits, context: context)
    return mesh
  }
}
