// Out and in again: an output that is read and written once more gives the same bytes, in every format, and a chain through
// all kinds of formats keeps every triangle.
import FacetFormats
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetConversion

@Suite struct RoundTripTests {
  /// An input: where it lies, and how it is read.
  struct Input: CustomStringConvertible {
    let path: String
    let description: String
    var weld = WeldPolicy.auto

    func mesh() throws -> TriangleMesh {
      var options = ConversionOptions()
      options.weld = weld
      return try TriangleMesh(contentsOf: path, options: options)
    }
  }

  /// The small files of data/ that are read without further options; a small run takes each tenth.
  static let fixtures: [Input] = {
    let rows = ExpectedTable.rows.filter { $0.verdict != .refuse && ($0.options.isEmpty || $0.options[0] == "--weld") }
    return rows.enumerated().filter { !TestSize.isSmall || $0.offset % 10 == 0 }.map { _, row in
      Input(
        path: Places.data.appendingPathComponent(row.path).path, description: row.description,
        weld: row.options.isEmpty ? .auto : .exact)
    }
  }()

  /// The real files that are read: those of up to 200,000 bytes, and all in a long run.
  static let corpus: [Input] = {
    guard let corpus = Places.corpus else { return [] }
    let most = Places.runsLongTests ? Int.max : TestSize.pick(200_000, small: 2_000)
    return CorpusRow.files(["off", "ply", "stl", "obj"]).compactMap { path in
      let file = corpus.appendingPathComponent(path)
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
      return size <= most && CorpusRefusal.reasons[path] == nil ? Input(path: file.path, description: path) : nil
    }
  }()

  private func bytes(of mesh: TriangleMesh, as format: MeshFormat) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try mesh.write(as: format) { span in span.withUnsafeBytes { bytes += $0 } }
    return bytes
  }

  private func mesh(of bytes: [UInt8], as format: MeshFormat) throws -> TriangleMesh {
    var options = ConversionOptions()
    options.from = format
    return try TriangleMesh(contents: bytes.span.bytes, name: "round trip", options: options)
  }

  private func fingerprint(of mesh: TriangleMesh) -> UInt64 {
    let vertices = mesh.vertices
    return triangleFingerprint(mesh.triangles.corners.array.map { vertices[Int($0)] })
  }

  /// Whether a fault is that the format can't hold such numbers.
  private func isTooLarge(_ error: any Error) -> Bool {
    "\(error)".contains("coordinates that float32 can hold")
  }

  /// Whether a place is there with 0 and with −0: reading a soup keeps the first for all.
  private func hasBothZeros(_ mesh: TriangleMesh) -> Bool {
    var signs: [SIMD3<Float>: SIMD3<Float>] = [:]
    return (0..<mesh.vertices.count).contains { index in
      let place = SIMD3<Float>(mesh.vertices[index])
      let first = signs[place] ?? place
      signs[place] = first
      return (0..<3).contains { first[$0].sign != place[$0].sign }
    }
  }

  /// Writes each input in each format, reads that, and writes it again. Answers how many outputs there were.
  private func convertTwice(_ inputs: [Input]) throws -> Int {
    var count = 0
    for input in inputs {
      let mesh = try input.mesh()
      for format in MeshFormat.written {
        do {
          var mesh = mesh
          if [.stl, .stlASCII].contains(format) && hasBothZeros(mesh) {
            mesh = try self.mesh(of: bytes(of: mesh, as: format), as: format)
          }
          let first = try bytes(of: mesh, as: format)
          let second = try bytes(of: self.mesh(of: first, as: format), as: format)
          #expect(first == second, "\(input) as \(format.rawValue)")
          count += 1
        } catch  where isTooLarge(error) {
          continue
        }
      }
    }
    return count
  }

  /// Sends each input through the chain. Answers how many came through.
  private func chain(_ inputs: [Input]) throws -> Int {
    var count = 0
    for input in inputs {
      let start = try input.mesh()
      let wanted = fingerprint(of: start)
      var mesh = start
      do {
        for format in [MeshFormat.off, .ply, .obj, .stl, .off, .plyASCII, .stlASCII, .npz, .glb, .offBinary, .off] {
          mesh = try self.mesh(of: bytes(of: mesh, as: format), as: format)
          #expect(mesh.triangles.count == start.triangles.count, "\(input) at \(format.rawValue)")
          #expect(fingerprint(of: mesh) == wanted, "\(input) at \(format.rawValue)")
        }
        count += 1
      } catch  where isTooLarge(error) {
        continue
      }
    }
    return count
  }

  @Test func fixturesConvertedTwice() throws {
    let count = try convertTwice(Self.fixtures)
    #expect(ranCases("outputs of fixtures", count, atLeast: TestSize.pick(3_500, small: 300)))
  }

  @Test func fixturesThroughTheChain() throws {
    let count = try chain(Self.fixtures)
    #expect(ranCases("fixtures through the chain", count, atLeast: TestSize.pick(390, small: 35)))
  }

  @Test(.enabled(if: Places.corpus != nil)) func realFilesConvertedTwice() throws {
    let count = try convertTwice(Self.corpus)
    let least = Places.runsLongTests ? 2_100 : TestSize.pick(1_500, small: 500)
    #expect(ranCases("outputs of real files", count, atLeast: least))
  }

  @Test(.enabled(if: Places.corpus != nil)) func realFilesThroughTheChain() throws {
    let count = try chain(Self.corpus)
    let least = Places.runsLongTests ? 240 : TestSize.pick(180, small: 60)
    #expect(ranCases("real files through the chain", count, atLeast: least))
  }
}
