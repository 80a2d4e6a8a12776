// Real files from public repositories, where they are there: what other readers agree on, ours must find too.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

/// The corners of all triangles, and the vertices as stored, for a format that is read.
private func corners(of bytes: [UInt8], _ path: String) throws -> (corners: [SIMD3<Double>], vertices: [SIMD3<Double>])
{
  let source = ByteSource(bytes: bytes, name: path)
  switch try FormatDetection.detect(source) {
  case .off: return try indexed(OFFReader(source))
  case .ply: return try indexed(PLYReader(source))
  case .stlASCII: return try soup(ASCIISTLReader(source))
  case .stl: return try soup(BinarySTLReader(source))
  default: throw FormatError(.unknownFormat, file: path, format: "", expected: "a known format")
  }
}

private func indexed(_ reader: any IndexedReader) throws -> (corners: [SIMD3<Double>], vertices: [SIMD3<Double>]) {
  let mesh = try reader.readMesh(ledger: nil, onProgress: { _ in }).mesh
  let vertices = (0..<mesh.vertices.count).map { mesh.vertices[$0] }
  return (mesh.triangles.corners.array.map { vertices[Int($0)] }, vertices)
}

private func soup(_ reader: any SoupReader) throws -> (corners: [SIMD3<Double>], vertices: [SIMD3<Double>]) {
  let block = try CornerBlock(precision: reader.precision)
  var corners: [SIMD3<Double>] = []
  while try reader.fill(block) { for index in 0..<block.count { corners.append(block[index]) } }
  return (corners, corners)
}

private func distinct(_ points: [SIMD3<Double>]) -> Int {
  Set(points.map { [$0.x + 0, $0.y + 0, $0.z + 0].map(\.bitPattern) }).count
}

@Suite(.enabled(if: Places.corpus != nil)) struct CorpusTests {
  static let rows = CorpusRow.all.filter { ["off", "ply", "stl"].contains($0.format) }

  @Test func theCorpusIsThere() {
    #expect(Self.rows.count >= 121)
    #expect(Self.rows.filter { $0.format == "off" && $0.isExact }.count >= 38)
  }

  @Test(arguments: rows)
  func agreesWithOtherReaders(row: CorpusRow) throws {
    let (corners, vertices) = try corners(of: row.contents(Places.corpus!), row.path)
    if row.isExact || row.format != "stl" { #expect(vertices.count == row.vertices) }
    #expect(corners.count == 3 * (row.triangles ?? -1))
    if let unique = row.uniqueFloat64 { #expect(distinct(vertices) == unique) }
    if let unique = row.uniqueFloat32 { #expect(distinct(vertices.map { SIMD3<Double>(SIMD3<Float>($0)) }) == unique) }
    if let bounds = row.bounds, let first = vertices.first {
      let low = vertices.reduce(first) { pointwiseMin($0, $1) }
      let high = vertices.reduce(first) { pointwiseMax($0, $1) }
      let ours = [low.x, low.y, low.z, high.x, high.y, high.z].map { Float($0) }
      #expect(ours == bounds)
    }
  }

  /// The table's fingerprints come from another hash than ours, so that only equality can be compared: files that hold the
  /// same triangles for the others must do so for us, be they text, binary, OFF or STL, and no other files.
  @Test func sameFingerprintsAreSameTriangles() throws {
    var ours: [String: UInt64] = [:]
    var compared = 0
    for row in Self.rows {
      guard let theirs = row.fingerprint else { continue }
      let fingerprint = triangleFingerprint(try corners(of: row.contents(Places.corpus!), row.path).corners)
      if let known = ours[theirs] {
        #expect(known == fingerprint, "\(row.path)")
        compared += 1
      }
      ours[theirs] = fingerprint
    }
    #expect(Set(ours.values).count == ours.count)
    #expect(compared >= 7)
  }

  @Test(arguments: CorpusRow.files(["off", "ply", "stl"]))
  func readsOrRefusesEveryFile(path: String) throws {
    let bytes = Array(try Data(contentsOf: Places.corpus!.appendingPathComponent(path)))
    do {
      _ = try corners(of: bytes, path)
    } catch {
      #expect(error is FormatError)
      #expect(!CorpusRow.all.contains { $0.path == path })
    }
  }
}
