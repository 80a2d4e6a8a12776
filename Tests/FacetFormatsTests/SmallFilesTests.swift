// The small files of data/ read in this process, each against its row of expected.csv: what FixtureTests asks of the command,
// asked of the readers, so that sanitizers and the measuring of lines see them.
import FacetCompression
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

@Suite struct SmallFilesTests {
  /// What a reader tells of a file.
  struct Answer {
    var triangles: Int?
    var warnings: [String] = []
    /// What stands behind the name in the line of the error.
    var message = ""
    var isFinite = true
  }

  static func make(_ source: ByteSource, _ format: MeshFormat, _ options: ReaderOptions) throws -> any MeshReader {
    switch format {
    case .off, .offBinary: try OFFReader(source, options: options)
    case .ply, .plyASCII: try PLYReader(source, options: options)
    case .obj: try OBJReader(source, options: options)
    case .glb: try GLBReader(source, options: options)
    case .npz: try NPZMeshReader(source, options: options)
    case .stl: try BinarySTLReader(source, options: options)
    case .stlASCII: try ASCIISTLReader(source, options: options)
    case .soup: try SoupTextReader(source, options: options)
    case .raw: try RawReader(source, options: options)
    case .npy: try NPYSoupReader(source, options: options)
    case .table: throw FormatError(.unsupported, file: source.name, format: "", expected: "a file of its own")
    }
  }

  static func read(_ row: ExpectedRow, strict: Bool = false) throws -> Answer {
    var answer = Answer()
    var (format, options) = row.reading
    // A conversion wants what its target holds; OFF holds nothing unless all is asked for.
    if row.options.contains("--attributes") || row.options.contains("--to") { options.wantedAttributes = .ofMesh }
    options.recovers = row.options.contains("--recover")
    options.strict = strict
    do {
      let packed = try ByteSource(bytes: ExpectedTable.bytes(of: row.path), name: row.path)
      let source = try packed.inflatingIfCompressed().source
      let reader = try make(source, format ?? FormatDetection.detect(source, options: options), options)
      defer { answer.warnings = reader.warnings.warnings.map(\.code.rawValue) }
      #expect(!reader.formatName.isEmpty && !reader.dialect.isEmpty, "\(row)")
      if let reader = reader as? any IndexedReader {
        let declared = (reader.declaredVertices, reader.declaredFaces)
        let mesh = try reader.readMesh(ledger: nil) { part in #expect((0...1).contains(part ?? 0)) }.mesh
        answer.triangles = mesh.triangles.count
        answer.isFinite = (0..<mesh.vertices.count).allSatisfy { isFinite(mesh.vertices[$0]) }
        #expect((declared.0 ?? 0) >= 0 && (declared.1 ?? 0) >= 0, "\(row)")
      } else if let reader = reader as? any SoupReader {
        let corners = try allCorners(of: reader, blockCapacity: 9)
        answer.triangles = corners.count / 3
        answer.isFinite = corners.allSatisfy(isFinite)
        #expect((0...1).contains(reader.progress ?? 0), "\(row)")
      }
      #expect(reader.consumedBytes >= 0 && reader.consumedBytes <= source.size ?? .max, "\(row)")
    } catch let error as FormatError {
      answer.message = String("\(error)".dropFirst(row.path.utf8.count + 2))
    } catch let error as CompressionError {
      answer.message = String("\(error)".dropFirst(row.path.utf8.count + 2))
    }
    return answer
  }

  private static func isFinite(_ position: SIMD3<Double>) -> Bool {
    position.x.isFinite && position.y.isFinite && position.z.isFinite
  }

  @Test(arguments: ExpectedTable.kinds) func readersAgreeWithTheTable(kind: String) throws {
    var cases = 0
    for row in ExpectedTable.rows where row.kind == kind {
      let answer = try Self.read(row)
      let strict = try Self.read(row, strict: true)
      cases += 1
      if row.verdict == .refuse {
        // What is not finite is the conversion's to refuse.
        let isLaterRefused = answer.triangles != nil && !answer.isFinite
        #expect(isLaterRefused || answer.message == row.message, "\(row): \(answer)")
        continue
      }
      #expect(answer.message == "", "\(row)")
      if !row.options.contains("--nonfinite") && !row.options.contains("--drop-degenerate") {
        #expect(answer.triangles == row.triangles, "\(row): \(answer)")
      }
      // A warning of the writer is the conversion's to give.
      if row.message == "non_unit_normals" { continue }
      #expect(answer.warnings == (row.verdict == .warn ? [row.message] : []), "\(row)")
      #expect((strict.message != "") == (row.verdict == .warn), "\(row): \(strict)")
    }
    let least = [
      "stl": 91, "off": 172, "ply": 128, "obj": 110, "glb": 150, "soup": 81, "npy": 63, "npz": 32, "raw": 20,
    ]
    #expect(ranCases("small files of \(kind)", cases, atLeast: least[kind] ?? 1))
  }
}
