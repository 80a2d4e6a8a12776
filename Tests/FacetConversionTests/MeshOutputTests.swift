// Every format that is written: what comes back is what went in, twice the same bytes, by file, by function and from memory.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

@Suite struct MeshOutputTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func bytes(of mesh: TriangleMesh, as format: MeshFormat, digits: CoordinateDigits = .automatic) throws
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    try mesh.write(as: format, digits: digits) { piece in
      piece.withUnsafeBytes { bytes += $0 }
    }
    return bytes
  }

  private func corners(_ mesh: TriangleMesh) -> [SIMD3<Double>] {
    let positions = mesh.positions
    return mesh.numbers.map { positions[Int($0)] }
  }

  private func reread(_ bytes: [UInt8], as format: MeshFormat) throws -> TriangleMesh {
    var options = ConversionOptions()
    options.from = format
    return try TriangleMesh(contents: bytes.span.bytes, options: options)
  }

  /// A terrain or a sphere as its reader would have it.
  private func body(_ kind: GeneratedSoup) throws -> TriangleMesh {
    var counts = SoupPipeline.Counts()
    return try SoupPipeline().run(
      kind.makeStream().stream, file: "", format: "", context: JobContext(), counts: &counts)
  }

  static let bodies: [GeneratedSoup] = [
    .terrain(triangles: 3001), .sphere(atMost: 3000), .shuffledSphere(atMost: 3000, seed: 3),
  ]

  @Test func aNameTellsItsFormat() {
    #expect(MeshFormat.written == [.off, .offBinary, .ply, .plyASCII, .stl, .stlASCII, .obj, .glb, .npz])
    for (name, format) in [
      ("a.off", MeshFormat.off), ("a.ply", .ply), ("B.PLY", .ply), ("a.b.stl", .stl), ("a.obj", .obj), ("a.glb", .glb),
      ("a.npz", .npz), ("a.npy", nil), ("a.xyz", nil),
      ("-", nil), ("a.raw", nil),
    ] { #expect(MeshFormat(outputName: name) == format) }
  }

  /// What is written reads back as the same triangles, and is written again as the same bytes.
  @Test(arguments: MeshFormat.written, bodies)
  func writesTheSameTwice(format: MeshFormat, kind: GeneratedSoup) throws {
    let mesh = try body(kind)
    let first = try bytes(of: mesh, as: format)
    #expect(first == (try bytes(of: mesh, as: format)))
    let read = try reread(first, as: format)
    #expect(read.triangles.count == mesh.triangles.count)
    #expect(triangleFingerprint(corners(read)) == triangleFingerprint(corners(mesh)))
    #expect(first == (try bytes(of: read, as: format)))
  }

  @Test(arguments: bodies)
  func aRoundOfFormatsKeepsTheTriangles(kind: GeneratedSoup) throws {
    var mesh = try body(kind)
    let fingerprint = triangleFingerprint(corners(mesh))
    let rounds: [[MeshFormat]] = [
      [.off, .ply, .stl, .off], [.off, .plyASCII, .stlASCII, .offBinary, .ply, .off], [.stl, .offBinary, .stl],
    ]
    var count = 0
    for round in rounds {
      for format in round {
        mesh = try reread(bytes(of: mesh, as: format), as: format)
        #expect(triangleFingerprint(corners(mesh)) == fingerprint, "\(format) of \(round)")
        count += 1
      }
    }
    #expect(ranCases("formats in turn", count, atLeast: 13))
  }

  @Test(arguments: MeshFormat.written)
  func aFileHasTheBytesThatAFunctionGets(format: MeshFormat) throws {
    let mesh = try body(.sphere(atMost: 500))
    let path = folder.path("mesh.dat")
    try mesh.write(to: path, format: format)
    let onDisk = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(onDisk == (try bytes(of: mesh, as: format)))
    // The same from the file, from memory, and from memory under a name that tells the format.
    var options = ConversionOptions()
    options.from = format
    let fromFile = try TriangleMesh(contentsOf: path, options: options)
    #expect(fromFile.numbers == (try reread(onDisk, as: format)).numbers)
    #expect(fromFile.numbers == (try TriangleMesh(contents: onDisk.span.bytes, name: "mesh.x")).numbers)
  }

  @Test func verifiesEveryFormatEndToEnd() throws {
    let input = try folder.write(Array("0 0 0.1 1 0 0 0 1 0\n1 0 0 1 1 0.1 -0 1 1e-9\n".utf8), to: "in.txt")
    var cases = 0
    for format in MeshFormat.written {
      for digits: CoordinateDigits in [.automatic, .float32, .float64, .significant(2)] {
        var options = ConversionOptions()
        (options.to, options.digits, options.verifies) = (format, digits, true)
        let conversion = Conversion(input: input, output: folder.path("out"), options: options)
        try conversion.run(context: JobContext())
        #expect(conversion.report.formatOut == format.rawValue && folder.names.contains("out"))
        cases += 1
      }
    }
    #expect(ranCases("verified outputs", cases, atLeast: 24))
  }

  /// A byte that was changed on its way is noticed in every format.
  @Test func verificationNoticesEachChangedByte() throws {
    let mesh = mesh([SIMD3(0, 0, 0.5), SIMD3(1, 0, 0), SIMD3(0, 1.25, 0), SIMD3(1, 1, 0.1)], [[0, 1, 2], [1, 3, 2]])
    for format in MeshFormat.written {
      let good = try bytes(of: mesh, as: format)
      let output = MeshOutput(format: format, name: "x")
      func isNoticed(_ bytes: [UInt8]) throws -> Bool {
        let file = try OutputFile(path: folder.path("x"))
        defer { file.discard() }
        try bytes.withUnsafeBytes { try file.write($0) }
        do {
          try Verification.check(file, holds: mesh, as: output, context: JobContext())
          return false
        } catch {
          #expect(ConversionFailure(error).code == "verification_failed")
          return true
        }
      }
      #expect(try !isNoticed(good))
      #expect(try isNoticed(Array(good.dropLast(good.count / 3))))
      let oneAndAQuarter = unsafe withUnsafeBytes(of: 1.25) { unsafe Array($0) }
      #expect(format != .npz || good.firstRange(of: oneAndAQuarter) != nil)
      // The last bytes of the last coordinates and corners of the format.
      let places: [MeshFormat: [Int]] = [
        .ply: [good.count - 1, good.count - 26, good.count - 27], .offBinary: [good.count - 5, good.count - 41],
        .stl: [good.count - 3, good.count - 6],
        // Six vertex numbers of 16 bits lie behind the positions.
        .glb: [good.count - 1, good.count - 12, good.count - 13],
        // Anywhere in the numbers.
        .npz: good.firstRange(of: oneAndAQuarter).map { [$0.lowerBound] } ?? [],
      ]
      let text = String(decoding: good, as: UTF8.self)
      for place in places[format] ?? [] {
        var bad = good
        bad[place] ^= 1
        #expect(try isNoticed(bad), "\(format) at \(place)")
      }
      if places[format] == nil {
        for (from, to) in [("1.25", "1.5"), ("0.1", "0.10000000000000002"), ("0 0 0.5", "0 -0 0.5")] {
          let bad = text.replacing(from, with: to)
          #expect(bad != text)
          #expect(try isNoticed(Array(bad.utf8)), "\(format): \(to)")
        }
      }
    }
  }

  @Test func lossIsToldOrRefused() throws {
    let input = try folder.write(Array("0.1 0 0 1 0 0 0 1 0\n".utf8), to: "in.txt")
    for (format, name) in [(MeshFormat.stl, "STL"), (.offBinary, "binary OFF")] {
      var options = ConversionOptions()
      options.to = format
      let conversion = Conversion(input: input, output: folder.path("out"), options: options)
      try conversion.run(context: JobContext())
      #expect(conversion.report.warnings.map(\.code) == [.lossyPrecision])
      #expect(
        conversion.report.warnings.first?.message == "a coordinate was rounded to float32, all that \(name) holds")
      options.reader.strict = true
      let strict = Conversion(input: input, output: folder.path("strict"), options: options)
      #expect(throws: ConversionFailure.self) { try strict.run(context: JobContext()) }
      #expect(!folder.names.contains("strict"))
    }
    let huge = try folder.write(Array("1e39 0 0 1 0 0 0 1 0\n".utf8), to: "huge.txt")
    // Digits are a matter of text, and of PLY, which holds either; an NPZ always holds Float64.
    for format in MeshFormat.written where format != .npz {
      var options = ConversionOptions()
      (options.to, options.digits) = (format, .float32)
      let conversion = Conversion(input: huge, output: folder.path("huge"), options: options)
      let error = #expect(throws: ConversionFailure.self) { try conversion.run(context: JobContext()) }
      #expect(error?.exitCode == .badData && error?.code == "unsupported", "\(format)")
      #expect(!folder.names.contains("huge"))
    }
  }

  @Test func whatAFunctionThrowsComesThrough() throws {
    struct Stop: Error {}
    let mesh = tetrahedron()
    for format in MeshFormat.written {
      #expect(throws: Stop.self) { try mesh.write(as: format) { _ in throw Stop() } }
    }
    for format: MeshFormat in [.soup, .raw, .table] {
      let error = #expect(throws: ConversionFailure.self) { try mesh.write(as: format) { _ in } }
      #expect(error?.exitCode == .usage && error?.description.contains("--to takes off, off-binary") == true)
    }
  }
}
