// What is written as GLB reads back as the same mesh, and has what the specification demands.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetText
import Testing

@testable import FacetFormats

@Suite struct GLBWriterTests {
  private func write(_ mesh: TriangleMesh) throws -> (bytes: [UInt8], loss: Float32Loss) {
    var loss: Float32Loss?
    let bytes = try written { loss = try GLBWriter.write(mesh, to: $0, name: "out.glb") }
    return (bytes, try #require(loss))
  }

  private func json(_ bytes: [UInt8]) -> String {
    let count = Int(bytes[12]) | Int(bytes[13]) << 8
    let text = String(decoding: bytes[20..<20 + count], as: UTF8.self)
    #expect(count % 4 == 0)
    return String(text[...text.lastIndex(of: "}")!])
  }

  @Test func layoutOfACube() throws {
    let (bytes, loss) = try write(cube())
    #expect(loss.changedCoordinates == 0)
    let text =
      #"{"asset":{"version":"2.0","generator":"Facet"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],"#
      + #""meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1,"mode":4}]}],"accessors":["#
      + #"{"bufferView":0,"componentType":5126,"count":8,"type":"VEC3","min":[0,0,0],"max":[2,2,2]},"#
      + #"{"bufferView":1,"componentType":5123,"count":36,"type":"SCALAR"}],"bufferViews":["#
      + #"{"buffer":0,"byteOffset":0,"byteLength":96,"target":34962},"#
      + #"{"buffer":0,"byteOffset":96,"byteLength":72,"target":34963}],"buffers":[{"byteLength":168}]}"#
    #expect(json(bytes) == text)
    #expect(bytes.count % 4 == 0 && bytes.count == 28 + (json(bytes).utf8.count + 3) / 4 * 4 + 168)
    #expect(Array(bytes[8..<12]) == [UInt8(bytes.count & 255), UInt8(bytes.count >> 8), 0, 0])
  }

  @Test func roundTripBitForBit() throws {
    var random = SeededGenerator(seed: 33)
    for (points, triangles) in [(3, 1), (500, 1), (500, 4097), (65535, 3), (65536, 16385), (70_001, 2), (8193, 16383)] {
      let positions = (0..<points).map { _ in
        SIMD3<Double>(
          SIMD3<Float>(
            .random(in: -1...1, using: &random), [0, -0.0, .leastNonzeroMagnitude].randomElement(using: &random)!,
            [.greatestFiniteMagnitude, -4_100_000.5].randomElement(using: &random)!))
      }
      var faces = (0..<triangles).map { _ in (0..<3).map { _ in Int32.random(in: 0..<Int32(points), using: &random) } }
      faces[0] = [Int32(points - 1), 0, 1]
      let original = mesh(positions, faces, precision: .float32)
      let (bytes, loss) = try write(original)
      #expect(loss.changedCoordinates == 0)
      #expect(json(bytes).contains(points <= 65535 ? "5123" : "5125"))
      let answer = try glb.read(bytes)
      #expect(answer.triangles == original.numbers && answer.precision == .float32 && answer.warnings.isEmpty)
      #expect(answer.vertices == positions.map { p in (0..<3).map { p[$0].bitPattern } })
      // The same mesh makes the same bytes.
      #expect(try write(original).bytes == bytes)
    }
  }

  @Test func boundsAreThoseOfWhatIsWritten() throws {
    let (bytes, loss) = try write(
      mesh([SIMD3(0.1, -1e-50, 1e30), SIMD3(-0.3, 5, 7), SIMD3(16_777_217, 1, 1)], [[0, 1, 2]]))
    #expect(loss.changedCoordinates == 5)
    #expect(json(bytes).contains(#""min":[-0.30000001192092896,0,1],"max":[16777216,5,"#) || json(bytes).contains("-0"))
    #expect(json(bytes).contains(NumberText.string(Double(Float(1e30)))))
  }

  @Test func coordinatesThatDoNotFitAreRefused() throws {
    func fault(_ point: SIMD3<Double>) -> String {
      do {
        var count = 0
        let sink = try ByteSink(.function { count += $0.count })
        _ = try GLBWriter.write(mesh([.zero, point, .one], [[0, 1, 2]]), to: sink, name: "out.glb")
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      fault(SIMD3(0, 1e39, 0))
        == "out.glb: GLB: expected coordinates that float32 can hold, found 1e39 in vertex 2")
    for (value, text) in [(Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf")] {
      #expect(
        fault(SIMD3(0, 0, value))
          == "out.glb: GLB: expected finite coordinates, as the format demands, found \(text) in vertex 2")
    }
  }

  @Test func meshesOfNothingAreValid() throws {
    let nothing = try write(mesh([], [])).bytes
    #expect(
      json(nothing)
        == #"{"asset":{"version":"2.0","generator":"Facet"},"scene":0,"scenes":[{}]}"#)
    #expect(try glb.read(nothing).codes == ["empty_mesh"])
    let points = try write(mesh([.zero, .one], [])).bytes
    #expect(json(points).contains(#""mode":0"#) && !json(points).contains("indices"))
    let read = try glb.read(points)
    #expect(read.codes == ["empty_mesh"] && read.positions == [[0, 0, 0], [1, 1, 1]] && read.precision == .float32)
  }

  @Test func theLimitOf4GiBIsTheSumOfEverything() throws {
    // Just below, and just above.
    try GLBLayout(vertices: 357_900_000, triangles: 0).check(name: "out.glb")
    #expect(throws: FormatError.self) { try GLBLayout(vertices: 357_920_000, triangles: 0).check(name: "out.glb") }
    #expect(throws: FormatError.self) { try GLBLayout(vertices: 3, triangles: 720_000_000).check(name: "out.glb") }
    try GLBLayout(vertices: 65535, triangles: 700_000_000).check(name: "out.glb")
    #expect(throws: FormatError.self) { try GLBLayout(vertices: 65536, triangles: 700_000_000).check(name: "out.glb") }
    // No JSON is longer than was counted with.
    let widest = -Double(Float.leastNonzeroMagnitude)
    let layout = GLBLayout(vertices: 300_000_000, triangles: 50_000_000)
    #expect(layout.json(bounds: Array(repeating: (widest, widest), count: 3)).count < 1024)
  }

  @Test func progressComesToItsEnd() throws {
    var last = 0.0
    let original = mesh((0..<20_000).map { SIMD3(Double($0), 0, 0) }, (0..<40_000).map { [0, 1, Int32($0 / 2)] })
    _ = try written {
      _ = try GLBWriter.write(original, to: $0, name: "") { fraction in
        #expect(fraction >= last)
        last = fraction
      }
    }
    #expect(last == 1)
  }
}
