import FacetMemory
import FacetText
import FacetMesh
import Testing

@testable import FacetFormats

private func detect(_ bytes: [UInt8], _ name: String, hasSize: Bool = true, _ options: ReaderOptions = ReaderOptions())
  -> String
{
  do {
    let source = ByteSource(bytes: bytes, name: name, hasSize: hasSize)
    let format = try FormatDetection.detect(source, options: options)
    #expect(source.delivered == 0)
    return format.rawValue
  } catch {
    return "\(error)"
  }
}

private func detect(_ text: String, _ name: String, hasSize: Bool = true) -> String {
  detect(Array(text.utf8), name, hasSize: hasSize)
}

private func binarySTL(_ triangles: Int, declared: UInt32? = nil, header: String = "") -> [UInt8] {
  let count = declared ?? UInt32(triangles)
  var bytes = Array(header.utf8) + [UInt8](repeating: 0, count: 80 - header.utf8.count)
  for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: count >> (8 * UInt32(shift)))) }
  for _ in 0..<triangles { bytes += Array(repeating: [0, 0, 0x80, 0x3f], count: 12).joined() + [0, 0] }
  return bytes
}

private let nine = "1 2 3 4 5 6 7 8 9"
private let asciiSTL = "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\n"

@Test(arguments: [
  ("OFF\n3 1 0\n", "x", "off"), ("\u{feff}OFF 3 1 0", "x.stl", "off"), ("# c\n\n OFF490 518 0", "x.txt", "off"),
  ("STCN4nOFF\n3", "x", "off"), ("COFF BINARY\n\0\0", "x", "off"), ("3 1 0\n0 0 0\n0 0 1\n", "x.off", "off"),
  ("NCOFF\n3 1 0", "x", "off"), ("STCN4SOFF3 1 0", "x", "off"), ("{ OFF\n3 1 0", "x", "off"),
  ("# c\n{\n\tCOFF 3 1 0", "x.txt", "off"),
  ("{ OFFER }\n", "x.txt", "x.txt: no known format; it is text that begins with \"{ OFFER }\""),
  ("OFFICE\n", "x.txt", "x.txt: no known format; it is text that begins with \"OFFICE\""),
  (asciiSTL, "x", "stl-ascii"), (" \t\u{feff}", "x.stl", "stl-ascii"), ("SOLID\nENDSOLID", "x", "stl-ascii"),
  ("solid prose", "x.stl", "stl-ascii"),
  ("solid prose", "x", "x: no known format; it is text that begins with \"solid prose\""),
  ("short", "x.stl", "stl-ascii"), (nine, "x.stl", "stl-ascii"),
  (nine, "x", "soup"), (nine, "x.txt", "soup"), ("x,y,z\n1,2,3\n4,5,6", "<standard input>", "soup"),
  ("# c\n1 2 3 # d\n", "x.obj", "soup"), ("1 2 3 4 1e 6 7 8 9", "x.csv", "soup"), ("1 2\n1 2 3\n", "x.xyz", "soup"),
  ("\u{93}NUMPY", "x.npy", "npy"),
  ("ply\nformat ascii 1.0", "x.stl", "ply"), ("prose", "x.ply", "ply"),
  ("glTF\u{2}\0\0\0", "x.stl", "glb"), ("{ \"asset\": {} }", "x", "glb"), ("\u{feff}\n{\"a\"", "x.gltf", "glb"),
  ("{\"a\": true}", "x", "x: no known format; it is text that begins with \"{\"a\": true}\""),
  ("\0", "x.glb", "glb"), ("PK\u{3}\u{4}", "x.npz", "npz"), ("PK\u{5}\u{6}\0", "x.npz", "npz"),
  ("PK\u{3}\u{4}" + String(repeating: "\0", count: 22) + "\u{5}\0\0\0a.npy", "x", "npz"),
  ("# Blender\nmtllib a.mtl\no Cube\nv 1 2 3", "x.stl", "obj"), ("o Cube\ng a\nv 1 2 3\n", "x", "obj"),
  ("v 1 2 3 0.5 0.5 0.5\n", "x.txt", "obj"), ("vt 0.5 0.5\n", "x", "obj"), ("f 1 2 3\n", "x.obj", "obj"),
  ("# nothing yet\n", "x.OBJ", "obj"), ("prose", "x.obj", "obj"),
  ("v 1 2\n", "x", "obj"), ("v \\\r\n1 2 3\n", "x", "obj"),
  ("v one two\n", "x", "x: no known format; it is text that begins with \"v one two\""),
  ("PK\u{3}\u{4}", "x.stl", "x.stl: ZIP-compressed data; decompress it first"),
  ("", "x.off", "x.off: empty file"),
  ("Hello world\nmore prose\n", "x.txt", "x.txt: no known format; it is text that begins with \"Hello world\""),
  ("1,5 2,5 3,5\n", "x", "x: no known format; its numbers have a decimal comma, not a point"),
  (
    "a \(nine)\nb \(nine)\n", "x",
    "x: no known format; 2 lines of 10 columns; if 2 to 10 are the corners: --from soup --columns 2-10"
  ),
  ("5\n6\n", "x", "x: no known format; 2 lines of 1 number"),
  (
    "1 2 3 4 5 6\n", "x.dat",
    "x.dat: no known format; 1 line of 6 numbers; if 1 to 3 are the corners: --from soup --columns 1-3"
  ),
  (
    "Part A,1,2,3\nPart B,4,5,6\n", "x.csv",
    "x.csv: no known format; 2 lines of 4 columns; if 2 to 4 are the corners: --from soup --columns 2-4"
  ),
  ("1 2\n1 2 3 4\n1 2 3\n", "x", "x: no known format; its lines differ, the first has 2 numbers"),
])
func formatsAreFoundByContentAndName(text: String, name: String, expected: String) {
  #expect(detect(text, name) == expected || (text.hasPrefix("\u{93}") && expected == "npy"), "\(detect(text, name))")
  if expected.count < 10 && !text.hasPrefix("\u{93}") { #expect(detect(text, name, hasSize: false) == expected) }
}

@Test func magicBytesAreNamed() {
  #expect(detect([0x93] + Array("NUMPY\u{1}\0".utf8), "x.txt") == "npy")
  #expect(detect([0x1f, 0x8b, 8, 0], "x.stl") == "x.stl: gzip-compressed data; decompress it first")
  #expect(detect([0x28, 0xb5, 0x2f, 0xfd], "x.off") == "x.off: zstd-compressed data; decompress it first")
  #expect(detect([0xff, 0xfe, 0x4f, 0], "x.off") == "x.off: UTF-16 text; convert it to UTF-8 first")
  #expect(detect([0xfe, 0xff, 0, 0x4f], "x.off") == "x.off: UTF-16 text; convert it to UTF-8 first")
  #expect(
    detect([1, 0, 2, 0xff], "x.bin")
      == "x.bin: no known format; it begins with bytes 01 00 02 ff; if it is raw numbers: --from raw:f32le")
  #expect(detect([1, 0, 2, 0xff], "x.off") == "off")
  #expect(detect([1, 0, 2, 0xff], "x.npy") == "npy")
}

@Test func binarySTLIsFoundBySizeFirst() {
  for name in ["x", "x.stl", "x.off", "x.txt", "<standard input>"] {
    for header in ["", "solid part", "solid\r\nfacet normal", "OFF\n1 2 3"] {
      #expect(detect(binarySTL(12, header: header), name) == "stl")
      #expect(detect(binarySTL(12, header: header), name, hasSize: false) == "stl")
    }
  }
  #expect(detect(binarySTL(0), "x") == "stl")
  // Counts that don't fit: the reader of the named format tells.
  for declared: UInt32 in [0, 11, 13, .max] {
    #expect(detect(binarySTL(12, declared: declared, header: "solid part"), "x.stl") == "stl")
    #expect(detect(binarySTL(12, declared: declared), "x.STL") == "stl")
  }
  #expect(detect(binarySTL(12) + [0], "dir.d/x.stl") == "stl")
  #expect(detect([UInt8](repeating: 0, count: 83), "x.stl") == "stl")
  // A pipe gives only its first MiB.
  #expect(detect(binarySTL(30_000), "<standard input>", hasSize: false) == "stl")
  #expect(detect(binarySTL(30_000, declared: 7), "<standard input>", hasSize: false).contains("no known format"))
}

@Test func unknownNumbersGetADiagnosis() {
  let small = String(repeating: "0 0 1 \(nine)\n", count: 9_998)
  #expect(
    detect(small, "scan.dat") == "scan.dat: no known format; 9,998 lines of 12 numbers; "
      + "if 4 to 12 are the corners: --from soup --columns 4-12")
  let large = String(repeating: "0 0 1 \(nine)\n", count: 999_998)
  #expect(
    detect(large, "scan.dat") == "scan.dat: no known format; about 1,000,000 lines of 12 numbers; "
      + "if 4 to 12 are the corners: --from soup --columns 4-12")
  #expect(
    detect(large, "-", hasSize: false) == "-: no known format; lines of 12 numbers; "
      + "if 4 to 12 are the corners: --from soup --columns 4-12")
  #expect(
    [1, 12, 123, 1234, 12345, 123_456, 1_234_567].map(NumberText.grouped)
      == ["1", "12", "123", "1,234", "12,345", "123,456", "1,234,567"])
  var options = ReaderOptions()
  options.columns = 4...12
  #expect(detect(Array(small.utf8), "scan.dat", options) == "soup")
  options.columns = nil
  options.rawLayout = RawLayout(precision: .float32)
  #expect(detect([1, 2, 3], "scan.dat", options) == "raw")
}

@Test func detectionNeverTraps() throws {
  let seeds = [
    Array(asciiSTL.utf8), binarySTL(2), Array("OFF\n3 1 0\n".utf8), Array("0 0 1 \(nine)\n".utf8),
    Array("v 1 2 3\n".utf8),
    Array("x,\"y\";\tz\n1,5;2#\n".utf8),
  ]
  var cases = 0
  for seed in seeds {
    for length in 0...seed.count {
      _ = detect(Array(seed[..<length]), "x.dat")
      cases += 1
    }
    for index in seed.indices.prefix(100) {
      for value: UInt8 in [0, 9, 10, 13, 32, 34, 35, 44, 46, 48, 59, 79, 118, 0x93, 0xff] {
        var mutated = seed
        mutated[index] = value
        for name in ["x", "x.stl", "x.txt"] { _ = detect(mutated, name, hasSize: value % 2 == 0) }
        cases += 3
      }
    }
  }
  #expect(cases > 9000, "\(cases)")
}
