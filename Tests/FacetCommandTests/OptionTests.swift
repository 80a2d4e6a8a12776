// What each option does.
import FacetTestSupport
import Foundation
import Testing

@Suite struct OptionTests {
  private func converted(_ input: [UInt8], _ name: String, _ options: String...) throws -> CommandResult {
    let folder = try TemporaryFolder()
    _ = try folder.write(input, to: name)
    return try runProgram(Places.command, [name, "-"] + options, folder: folder.url)
  }

  @Test func weldExactJoinsTheVerticesOfAnOFF() throws {
    let off = Array("OFF\n6 2 0\n0 0 0\n1 0 0\n1 1 0\n-0 0 0\n1 1 0\n0 1 0.5\n3 0 1 2\n3 3 4 5\n".utf8)
    #expect(try converted(off, "a.off", "--weld", "exact").output == twoTrianglesOFF)
    for policy in ["auto", "none"] {
      let kept = try converted(off, "a.off", "--weld", policy).output
      #expect(kept == String(decoding: off, as: UTF8.self), "\(policy)")
    }
  }

  @Test func weldNoneKeepsEveryCornerOfASoup() throws {
    let off = try converted(twoTriangles, "a.stl", "--weld", "none")
    #expect(
      off.output == "OFF\n6 2 0\n0 0 0\n1 0 0\n1 1 0\n0 0 0\n1 1 0\n0 1 0.5\n3 0 1 2\n3 3 4 5\n", "\(off.standardError)"
    )
    for policy in ["auto", "exact"] {
      #expect(try converted(twoTriangles, "a.stl", "--weld", policy).output == twoTrianglesOFF)
    }
  }

  @Test func digits() throws {
    let corners: [SIMD3<Float>] = [SIMD3(0.1, 123456.789, 1e-7), SIMD3(1, 0, 0), SIMD3(0, 1, 0)]
    let expected = [
      ("auto", "0.1 123456.79 1e-7"), ("float32", "0.1 123456.79 1e-7"),
      ("float64", "0.10000000149011612 123456.7890625 1.0000000116860974e-7"), ("6", "0.1 123457 1e-7"),
      ("1", "0.1 100000 1e-7"), ("17", "0.10000000149011612 123456.7890625 1.0000000116860974e-7"),
    ]
    for (digits, line) in expected {
      let result = try converted(binarySTL(corners), "a.stl", "--digits", digits)
      #expect(result.output == "OFF\n3 1 0\n\(line)\n1 0 0\n0 1 0\n3 0 1 2\n", "\(digits)")
    }
    let text = Array("0.1 4100000.457 0 1 0 0 0 1 0\n".utf8)
    #expect(try converted(text, "a.txt").output.hasPrefix("OFF\n3 1 0\n0.1 4100000.457 0\n"))
    #expect(try converted(text, "a.txt", "--digits", "float32").output.hasPrefix("OFF\n3 1 0\n0.1 4100000.5 0\n"))
  }

  @Test func nonFinite() throws {
    let corners: [SIMD3<Float>] = [
      SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 0, 0), SIMD3(.nan, 1, 0),
      SIMD3(-.infinity, 1, .infinity),
      SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5),
    ]
    let stl = binarySTL(corners)
    let refused = try converted(stl, "a.stl")
    #expect(refused.exitCode == 65 && refused.standardOutput.isEmpty)
    #expect(refused.standardError.contains("found 3 that are NaN or infinite, the first in triangle 2\n"))
    #expect(try converted(stl, "a.stl", "--nonfinite", "error").standardError == refused.standardError)
    #expect(try converted(stl, "a.stl", "--nonfinite", "drop").output == twoTrianglesOFF)
    let kept = try converted(stl, "a.stl", "--nonfinite", "keep").output
    #expect(kept == "OFF\n6 3 0\n0 0 0\n1 0 0\n1 1 0\nnan 1 0\n-inf 1 inf\n0 1 0.5\n3 0 1 2\n3 0 3 4\n3 0 2 5\n")
    let off = Array("OFF\n4 2 0\n0 0 0\nnan 1 0\n1 0 0\n1 1 0\n3 0 2 3\n3 0 3 1\n".utf8)
    // The vertices go too: what is written can be read again.
    let dropped = try converted(off, "a.off", "--nonfinite", "drop").output
    #expect(dropped == "OFF\n3 1 0\n0 0 0\n1 0 0\n1 1 0\n3 0 1 2\n")
    #expect(try converted(off, "a.off", "--nonfinite", "keep").output == String(decoding: off, as: UTF8.self))
  }

  @Test func dropDegenerate() throws {
    let corners: [SIMD3<Float>] = [
      SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 0, 0), SIMD3(-0.0, 0, 0), SIMD3(1, 1, 0),
      SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5),
    ]
    let stl = binarySTL(corners)
    #expect(try converted(stl, "a.stl", "--drop-degenerate").output == twoTrianglesOFF)
    #expect(try converted(stl, "a.stl").output.hasSuffix("\n3 0 1 2\n3 0 0 2\n3 0 2 3\n"))
  }

  @Test func theRemapOfASoupIsItsTriangles() throws {
    let folder = try TemporaryFolder()
    #expect(try runFacet("generate", "soup", "in.stl", "--triangles", "5000", folder: folder.url).exitCode == 0)
    #expect(try runFacet("in.stl", "out.off", "--remap", "map.npy", folder: folder.url).exitCode == 0)
    let off = try OFFText(contentsOf: folder.path("out.off"))
    let map = try Data(contentsOf: URL(fileURLWithPath: folder.path("map.npy")))
    let (header, values) = try int32Array(map)
    #expect(header.contains("'shape': (\(off.faces.count), 3)"))
    #expect(values == off.faces.flatMap { [$0.x, $0.y, $0.z] })
    if hasNumPy {
      let line = "python3 -c \"import numpy as n; m = n.load('map.npy'); print(m.dtype, m.shape, m.max())\""
      let told = try runShell(line, folder: folder.url).output
      #expect(told == "int32 (\(off.faces.count), 3) \(off.vertices.count - 1)\n")
    }
  }

  @Test func theRemapOfAWeldedOFFNamesEveryOldVertex() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("OFF\n6 2 0\n0 0 0\n1 0 0\n1 1 0\n-0 0 0\n1 1 0\n0 1 0.5\n3 0 1 2\n3 3 4 5\n", to: "in.off")
    #expect(
      try runFacet("in.off", "out.off", "--weld", "exact", "--remap", "map.npy", folder: folder.url).exitCode == 0)
    let (_, values) = try int32Array(Data(contentsOf: URL(fileURLWithPath: folder.path("map.npy"))))
    #expect(values == [0, 1, 2, 0, 2, 3])
  }

  /// The header and the elements of an .npy file of little-endian int32 in C order.
  private func int32Array(_ data: Data) throws -> (header: String, values: [Int32]) {
    let bytes = Array(data)
    #expect(bytes.prefix(8) == [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
    let start = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    #expect(start % 64 == 0 && header.contains("'descr': '<i4'") && header.contains("'fortran_order': False"))
    let values = stride(from: start, to: bytes.count, by: 4).map { offset in
      bytes[offset..<offset + 4].reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) }
    }
    return (header, values)
  }

  @Test func verifyAndDurable() throws {
    for (input, name) in [(twoTriangles, "a.stl"), (Array(twoTrianglesOFF.utf8), "a.off")] {
      for ending in ["off", "stl"] {
        for options in [["--verify"], ["--durable"], ["--verify", "--durable", "--digits", "float32"]] {
          let folder = try TemporaryFolder()
          _ = try folder.write(input, to: name)
          let result = try runProgram(Places.command, [name, "out.\(ending)"] + options, folder: folder.url)
          #expect(result.exitCode == 0, "\(name) to \(ending) \(options): \(result.standardError)")
          #expect(folder.names == [name, "out.\(ending)"])
        }
      }
    }
    // What can't be read back can't be verified.
    #expect(try converted(twoTriangles, "a.stl", "--verify").exitCode == 64)
  }

  @Test func quietAndVerbose() throws {
    let warned = twoTriangles + [0]
    let silent = try converted(warned, "a.stl", "--quiet")
    #expect(silent.exitCode == 0 && silent.standardError.isEmpty && silent.output == twoTrianglesOFF)
    let plain = try converted(warned, "a.stl")
    #expect(plain.standardError == "warning: a.stl: byte 184: 1 byte after the last triangle ignored\n")
    let verbose = try converted(twoTriangles, "a.stl", "--verbose").standardError
    #expect(verbose.wholeMatch(of: /2 triangles → 4 vertices, \d+\.\d\d s, \d+ MiB peak\n/) != nil, "\(verbose)")
    // Errors are told also when it is quiet.
    #expect(try converted(Array(twoTriangles.dropLast()), "a.stl", "-q").standardError.hasPrefix("a.stl: STL: "))
  }

  @Test func warningsAreSummedUpInALineEachKind() throws {
    let text = "+1 0 0 0 +1 0 0 0 +1\n1D0 0 0 0 +2 0 0 0 1\n"
    let result = try converted(Array(text.utf8), "a.txt")
    #expect(result.exitCode == 0)
    let lines = result.standardError.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("warning: a.txt: ") })
    #expect(lines.first?.contains("(4 times, first at line 1)") == true, "\(lines)")
    #expect(lines.last?.contains("line 2") == true, "\(lines)")
  }

  @Test func precisionThatSTLCannotHoldIsCounted() throws {
    let text = "4100000.001 0.5 0 4100000.002 0.5 0 0 1 0\n"
    let folder = try TemporaryFolder()
    _ = try folder.write(text, to: "a.txt")
    let result = try runFacet("a.txt", "out.stl", "--report", "r.json", folder: folder.url)
    #expect(result.exitCode == 0)
    #expect(try ReportFile(folder.path("r.json")).warningCodes == ["lossy_precision", "coinciding_vertices"])
    let lines = result.standardError.split(separator: "\n")
    #expect(lines.count == 2 && lines.first?.contains("rounded to float32") == true, "\(lines)")
    #expect(lines.first?.contains("(2 times)") == true && lines.last?.contains("became the same") == true, "\(lines)")
    #expect(try runFacet("a.txt", "strict.stl", "--strict", folder: folder.url).exitCode == 65)
    #expect(folder.names == ["a.txt", "out.stl", "r.json"])
  }

  @Test func attributesOfTheFacetsReachTheNextSTL() throws {
    let corners = cornersOfBinarySTL(Data(twoTriangles))
    let folder = try TemporaryFolder()
    _ = try folder.write(binarySTL(corners, attributes: [0x8421, 7]), to: "a.stl")
    #expect(try runFacet("a.stl", "out.stl", folder: folder.url).exitCode == 0)
    let out = try Data(contentsOf: URL(fileURLWithPath: folder.path("out.stl")))
    #expect([out[132], out[133], out[182], out[183]] == [0x21, 0x84, 7, 0])
  }
}
