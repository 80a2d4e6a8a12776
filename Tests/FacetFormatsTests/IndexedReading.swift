// Reading an indexed format in every way that must not matter: in blocks of any size, from a file and from a pipe.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

/// What came out of a file, in a form that can be compared, NaN included.
struct IndexedAnswer: Equatable {
  var vertices: [[UInt64]] = []
  var triangles: [Int32] = []
  /// Polygons split, faces left out, attributes dropped.
  var counters: [Int] = []
  var precision = SourcePrecision.float64
  /// Normals and colours, as far as they were wanted.
  var attributes: [[UInt64]] = []
  var warnings: [FormatWarning] = []
  var positions: [[Double]] { vertices.map { $0.map { Double(bitPattern: $0) } } }
  var codes: [String] { warnings.map { $0.code.rawValue } }
}

/// One format under test.
struct IndexedReading: Sendable {
  let name: String
  var wanted: MeshAttributes.Kinds = []
  let make: @Sendable (ByteSource, ReaderOptions) throws -> any IndexedReader

  func read(
    _ bytes: [UInt8], block: Int = ByteSource.defaultBlockSize, hasSize: Bool = true, strict: Bool = false
  ) throws -> IndexedAnswer {
    var options = ReaderOptions()
    options.strict = strict
    options.wantedAttributes = wanted
    let reader = try make(ByteSource(bytes: bytes, name: name, blockSize: block, hasSize: hasSize), options)
    let result = try reader.readMesh(ledger: nil) { _ in }
    let vertices = result.mesh.vertices
    let numbers = result.mesh.triangles.corners.array
    #expect(numbers.allSatisfy { $0 >= 0 && Int($0) < vertices.count })
    return IndexedAnswer(
      vertices: (0..<vertices.count).map { index in (0..<3).map { vertices[index][$0].bitPattern } },
      triangles: numbers, counters: [result.polygonsSplit, result.facesSkipped, result.attributesDropped.total],
      precision: result.mesh.sourcePrecision, attributes: result.mesh.attributes.bits,
      warnings: reader.warnings.warnings)
  }

  /// Reads with all block sizes, from a file and from a pipe.
  func outcome(_ bytes: [UInt8], blocks: [Int] = [1, 7, 64, 4096]) -> Result<IndexedAnswer, FormatError> {
    func attempt(_ block: Int, _ hasSize: Bool) -> Result<IndexedAnswer, FormatError> {
      do {
        return .success(try read(bytes, block: block, hasSize: hasSize))
      } catch {
        guard let fault = error as? FormatError else {
          Issue.record("\(error) for \(String(decoding: bytes, as: UTF8.self))")
          return .failure(FormatError(.unknownFormat, file: "", format: "", expected: "\(error)"))
        }
        return .failure(fault)
      }
    }
    let file = attempt(ByteSource.defaultBlockSize, true)
    let pipe = attempt(ByteSource.defaultBlockSize, false)
    for (hasSize, whole) in [(true, file), (false, pipe)] {
      for block in blocks where attempt(block, hasSize) != whole {
        Issue.record(
          "block \(block), \(hasSize): \(attempt(block, hasSize)), whole: \(whole), of \(String(decoding: bytes, as: UTF8.self))"
        )
      }
    }
    // A pipe finds later, or in other words, what the size of a file tells at once.
    if case .success = file { #expect(pipe == file) }
    if case .success = pipe { #expect(pipe == file) }
    return file
  }

  func answer(_ bytes: [UInt8]) throws -> IndexedAnswer { try outcome(bytes).get() }
  func answer(_ text: String) throws -> IndexedAnswer { try answer(Array(text.utf8)) }

  /// The error, with its code in front.
  func fault(_ bytes: [UInt8]) -> String {
    if case .failure(let fault) = outcome(bytes) { return "\(fault.code.rawValue) \(fault.description)" }
    return "accepted"
  }
}
