// Real OBJ files, where they are there: what other readers agree on, ours must find too.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

/// The corners of all triangles, and the vertices as stored.
private func read(_ path: String) throws -> (corners: [SIMD3<Double>], vertices: [SIMD3<Double>]) {
  let bytes = Array(try Data(contentsOf: Places.corpus!.appendingPathComponent(path)))
  let source = ByteSource(bytes: bytes, name: path)
  #expect(try FormatDetection.detect(source) == .obj)
  let mesh = try OBJReader(source).readMesh(ledger: nil) { _ in }.mesh
  let vertices = mesh.positions
  return (mesh.numbers.map { vertices[Int($0)] }, vertices)
}

@Suite(.enabled(if: Places.corpus != nil)) struct OBJCorpusTests {
  /// Files whose only face names vertices that are not there: readers that take them hold nothing.
  static let refused = ["invalid-relative-texture-index.obj", "invalid-relative-vertex-index.obj"]
  static let rows = CorpusRow.all.filter { row in row.format == "obj" && !refused.contains { row.path.hasSuffix($0) } }

  @Test func theCorpusIsThere() { #expect(Self.rows.count >= 107) }

  @Test(arguments: rows)
  func agreesWithOtherReaders(row: CorpusRow) throws {
    let (corners, vertices) = try read(row.path)
    #expect(corners.count == 3 * (row.triangles ?? -1))
    if let unique = row.uniqueFloat64 {
      #expect(vertices.count == row.vertices && countDistinct(vertices) == unique)
    } else if let unique = row.uniqueFloat32 {
      // Where the count is another, most readers made a vertex of every corner.
      let stored = row.vertices == vertices.count ? vertices : corners
      #expect(countDistinct(stored.map { SIMD3<Double>(SIMD3<Float>($0)) }) == unique)
    }
    if let bounds = row.bounds, let first = corners.first {
      let low = corners.reduce(first) { pointwiseMin($0, $1) }
      let high = corners.reduce(first) { pointwiseMax($0, $1) }
      let ours = [low.x, low.y, low.z, high.x, high.y, high.z].map { Float($0) }
      #expect(ours == bounds)
    }
  }

  /// The table's fingerprints come from another hash than ours: files that hold the same triangles for the others must do
  /// so for us, and no other files.
  @Test func sameFingerprintsAreSameTriangles() throws {
    var ours: [String: UInt64] = [:]
    var compared = 0
    for row in Self.rows {
      guard let theirs = row.fingerprint else { continue }
      let fingerprint = triangleFingerprint(try read(row.path).corners)
      if let known = ours[theirs] {
        #expect(known == fingerprint, "\(row.path)")
        compared += 1
      }
      ours[theirs] = fingerprint
    }
    #expect(Set(ours.values).count == ours.count)
    #expect(compared >= 10)
  }

  @Test(arguments: CorpusRow.files(["obj"]))
  func readsOrRefusesEveryFile(path: String) throws {
    do {
      _ = try read(path)
    } catch {
      #expect(error is FormatError)
      #expect(!Self.rows.contains { $0.path == path })
    }
  }
}
