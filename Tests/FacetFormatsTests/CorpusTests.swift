// Real files from public repositories, where they are there: what other readers agree on, ours must find too.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

/// The corners of all triangles, and the vertices as stored, of a file in any format.
private func corners(of bytes: [UInt8], _ path: String) throws -> (corners: [SIMD3<Double>], vertices: [SIMD3<Double>])
{
  let source = ByteSource(bytes: bytes, name: path)
  switch try FormatDetection.detect(source) {
  case .off: return try indexed(OFFReader(source))
  case .ply: return try indexed(PLYReader(source))
  case .obj: return try indexed(OBJReader(source))
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

private func asFloat32(_ points: [SIMD3<Double>]) -> [SIMD3<Double>] {
  points.map { SIMD3<Double>(SIMD3<Float>($0)) }
}

@Suite(.enabled(if: Places.corpus != nil)) struct CorpusTests {
  static let formats: Set<String> = ["off", "ply", "stl", "obj"]
  static let rows = CorpusRow.all.filter { CorpusRefusal.reasons[$0.path] == nil }

  @Test func theCorpusIsThere() {
    #expect(CorpusRow.all.count >= 235 && CorpusRow.files(Self.formats).count >= 252)
    #expect(CorpusRow.all.allSatisfy { Self.formats.contains($0.format) })
    #expect(Self.rows.count >= 233)
    #expect(Self.rows.filter(\.isExact).count >= 200)
  }

  /// The files that a run reads: without the large ones where it is a hundred times slower.
  static let rowsToRead = rows.filter { row in
    guard TestSize.isSmall, let path = Places.corpus?.appendingPathComponent(row.path).path else { return true }
    return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0 <= 1 << 16
  }

  @Test(arguments: rowsToRead)
  func agreesWithOtherReaders(row: CorpusRow) throws {
    let (corners, vertices) = try corners(of: row.contents(Places.corpus!), row.path)
    #expect(corners.count == 3 * (row.triangles ?? -1))
    var stored = vertices
    if row.format == "obj" {
      if row.uniqueFloat64 != nil { #expect(vertices.count == row.vertices) }
      // Where the count is another, most readers made a vertex of every corner.
      if row.vertices != vertices.count { stored = corners }
    } else if row.isExact || row.format != "stl" {
      #expect(vertices.count == row.vertices)
    }
    if let unique = row.uniqueFloat64 { #expect(countDistinct(stored) == unique) }
    if let unique = row.uniqueFloat32 { #expect(countDistinct(asFloat32(stored)) == unique) }
    let measured = row.format == "obj" ? corners : vertices
    if let bounds = row.bounds, let first = measured.first {
      let low = measured.reduce(first) { pointwiseMin($0, $1) }
      let high = measured.reduce(first) { pointwiseMax($0, $1) }
      let ours = [low.x, low.y, low.z, high.x, high.y, high.z].map { Float($0) }
      #expect(ours == bounds)
    }
  }

  /// The table tells what its fingerprints are sums of, but not the hash, so that only equality can be compared: files that
  /// hold the same triangles for the others must do so for us, be they text, binary, OBJ or STL, and no other files.
  @Test(.enabled(if: !TestSize.isSmall)) func sameFingerprintsAreSameTriangles() throws {
    var ours: [String: UInt64] = [:]
    var compared = 0
    for row in Self.rows {
      guard let theirs = row.fingerprint else { continue }
      let fingerprint = triangleFingerprint(try corners(of: row.contents(Places.corpus!), row.path).corners)
      if let known = ours[theirs] { #expect(known == fingerprint, "\(row.path)") }
      ours[theirs] = fingerprint
      compared += 1
    }
    #expect(Set(ours.values).count == ours.count)
    #expect(ranCases("files with a fingerprint", compared, atLeast: 200) && compared - ours.count >= 20)
  }

  @Test func readsEveryFileOrRefusesItInTheseWords() throws {
    let files = CorpusRow.files(Self.formats)
    var refused: [String] = []
    for path in files {
      let bytes = Array(try Data(contentsOf: Places.corpus!.appendingPathComponent(path)))
      do {
        _ = try corners(of: bytes, path)
        #expect(CorpusRefusal.reasons[path] == nil, "\(path) is read now")
      } catch let error as FormatError {
        refused.append(path)
        #expect(error.description == "\(path): \(CorpusRefusal.reasons[path] ?? "")", "\(path)")
      }
    }
    print("corpus: \(files.count) files, refused \(refused.count)")
    #expect(refused.count * 20 <= files.count, "more than 5 % are refused")
  }
}
