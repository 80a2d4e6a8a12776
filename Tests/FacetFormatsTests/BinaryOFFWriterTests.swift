// Binary OFF to the byte, against plain loops over the manual's layout.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

/// The manual's binary OFF as plain loops make it.
func naiveBinaryOFF(_ mesh: TriangleMesh) -> [UInt8] {
  var bytes = Array("OFF BINARY\n".utf8)
  for count in [mesh.vertices.count, mesh.triangles.count, 0] { bytes += bigEndian(Int32(count)) }
  for point in mesh.positions {
    for axis in 0..<3 { bytes += bigEndian(Float(point[axis]).bitPattern) }
  }
  for (index, number) in mesh.numbers.enumerated() {
    if index % 3 == 0 { bytes += bigEndian(Int32(3)) }
    bytes += bigEndian(number)
    if index % 3 == 2 { bytes += bigEndian(Int32(0)) }
  }
  return bytes
}

@Suite struct BinaryOFFWriterTests {
  private func write(_ mesh: TriangleMesh) throws -> (bytes: [UInt8], loss: Float32Loss) {
    var loss = Float32Loss()
    let bytes = try written { loss = try BinaryOFFWriter.write(mesh, to: $0, name: "o.off") }
    return (bytes, loss)
  }

  @Test func againstANaiveWriter() throws {
    #expect(
      try write(mesh([SIMD3(1, -2, 0.5)], [[0, 0, 0]])).bytes
        == Array("OFF BINARY\n".utf8) + [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
        + [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0, 0x3f, 0, 0, 0]
        + [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    var cases = 0
    for (vertices, triangles) in [(1, 0), (1, 1), (4095, 4096), (4096, 4097), (4097, 4095), (9000, 8193)] {
      let body = randomMesh(vertices: vertices, triangles: triangles, precision: .float32, seed: 61)
      let (bytes, loss) = try write(body)
      #expect(bytes == naiveBinaryOFF(body) && loss.changedCoordinates == 0)
      cases += 1
    }
    #expect(ranCases("binary OFF", cases, atLeast: 6))
    #expect(try write(mesh([], [])).bytes == naiveBinaryOFF(mesh([], [])))
  }

  @Test func countsAndRefusesWhatFloat32CannotHold() throws {
    let body = mesh([SIMD3(0.1, 0.5, .nan), SIMD3(16_777_217, -0.0, .infinity)], [[0, 1, 0]])
    #expect(try write(body).loss.changedCoordinates == 2)
    let error = #expect(throws: FormatError.self) { try write(mesh([SIMD3(1e39, 0, 0)], [])) }
    #expect(error?.description == "o.off: OFF: expected coordinates that float32 can hold, found 1e39 in vertex 1")
  }

  @Test func progressAndCancelling() throws {
    struct Stop: Error {}
    let body = randomMesh(vertices: 9000, triangles: 9000, precision: .float32, seed: 62)
    var seen: [Double] = []
    _ = try written { _ = try BinaryOFFWriter.write(body, to: $0, name: "o") { seen.append($0) } }
    #expect(seen == seen.sorted() && seen.last == 1 && seen.count >= 5)
    #expect(throws: Stop.self) {
      _ = try written { _ = try BinaryOFFWriter.write(body, to: $0, name: "o") { _ in throw Stop() } }
    }
    let sink = try ByteSink(.file(try OutputFile(path: "/dev/full")))
    #expect(throws: FileError.self) { _ = try BinaryOFFWriter.write(body, to: sink, name: "o") }
  }
}
