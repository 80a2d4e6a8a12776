// Large soups come back exactly: every triangle, in order, in every bit, with no vertex too many or too few.
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct ExactnessTests {
  static let sizes = Places.runsLongTests ? [1_000_000, 4_000_000] : [1_000_000]

  /// Grid order, and fully shuffled with -0 among the coordinates.
  @Test(arguments: ["terrain", "soup"], sizes) func aLargeSoupComesBack(kind: String, triangles: Int) throws {
    let folder = try TemporaryFolder()
    #expect(
      try runFacet("generate", kind, "in.stl", "--triangles", "\(triangles)", folder: folder.url).exitCode == 0)
    for name in ["out.off", "again.off"] {
      let result = try runFacet("in.stl", name, "--report", "r.json", folder: folder.url)
      #expect(result.exitCode == 0, "\(result.standardError)")
    }
    #expect(try runShell("cmp out.off again.off && rm again.off", folder: folder.url).exitCode == 0)
    let soup = cornersOfBinarySTL(try Data(contentsOf: URL(fileURLWithPath: folder.path("in.stl"))))
    let off = try OFFText(contentsOf: folder.path("out.off"))
    #expect(soup.count / 3 <= triangles && soup.count / 3 > triangles * 99 / 100)
    #expect(off.faces.count == soup.count / 3)
    #expect(off.vertices.count == countDistinct(soup))
    let report = try ReportFile(folder.path("r.json"))
    #expect(report.int("vertices") == off.vertices.count && report.int("triangles") == off.faces.count)
    let negativeZeros = soup.reduce(into: 0) { sum, p in
      for axis in 0..<3 where p[axis].bitPattern == 1 << 31 { sum += 1 }
    }
    #expect((negativeZeros > 100) == (kind == "soup"), "\(negativeZeros) negative zeros")
    // Equal as numbers everywhere; at the first occurrence of a vertex equal in every bit, and numbered in that order.
    var (known, different, otherBits) = (Int32(0), 0, 0)
    for (index, corner) in soup.enumerated() {
      let vertex = off.faces[index / 3][index % 3]
      let written = off.float32[Int(vertex)]
      if written != corner { different += 1 }
      if vertex == known {
        for axis in 0..<3 where written[axis].bitPattern != corner[axis].bitPattern { otherBits += 1 }
        known += 1
      } else if vertex > known {
        different += 1
      }
    }
    #expect(different == 0 && otherBits == 0 && known == off.vertices.count)
  }

  /// 20,000 triangles at UTM coordinates with millimetres, as the text of each number: a strip with steps of one
  /// millimetre, which float32 can't tell apart.
  static func millimetres() -> [[String]] {
    var random = SeededGenerator(seed: 3)
    func text(_ whole: Int, _ thousandths: Int) -> String {
      let digits = String(thousandths % 1000)
      return "\(whole + thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
    func point(_ row: Int, _ column: Int) -> [String] {
      [text(500_000, column), text(4_100_000, 457 + row), text(120, (row * 7919 + column * 104_729) % 40_000)]
    }
    var triangles: [[String]] = []
    for cell in 0..<10_000 {
      let (row, column) = (cell / 100, cell % 100)
      triangles.append(point(row, column) + point(row, column + 1) + point(row + 1, column + 1))
      triangles.append(point(row, column) + point(row + 1, column + 1) + point(row + 1, column))
    }
    return triangles.shuffled(using: &random)
  }

  @Test(arguments: ["soup", "stl-ascii", "off"]) func millimetresKeepEveryDigit(format: String) throws {
    let folder = try TemporaryFolder()
    let triangles = Self.millimetres()
    let tokens = triangles.flatMap { $0 }
    var text = ""
    switch format {
    case "soup": for triangle in triangles { text += triangle.joined(separator: " ") + "\n" }
    case "stl-ascii":
      text = "solid utm\n"
      for t in triangles {
        text += "facet normal 0 0 1\nouter loop\n"
        for corner in 0..<3 { text += "vertex \(t[3 * corner]) \(t[3 * corner + 1]) \(t[3 * corner + 2])\n" }
        text += "endloop\nendfacet\n"
      }
      text += "endsolid utm\n"
    default:
      text = "OFF\n\(3 * triangles.count) \(triangles.count) 0\n"
      for index in stride(from: 0, to: tokens.count, by: 3) {
        text += tokens[index..<index + 3].joined(separator: " ") + "\n"
      }
      for index in triangles.indices { text += "3 \(3 * index) \(3 * index + 1) \(3 * index + 2)\n" }
    }
    _ = try folder.write(text, to: "in")
    _ = try folder.write(tokens.joined(separator: "\n") + "\n", to: "tokens")
    let result = try runFacet("in", "out.off", "--from", format, "--weld", "exact", folder: folder.url)
    #expect(result.exitCode == 0, "\(result.standardError)")
    let off = try OFFText(contentsOf: folder.path("out.off"))
    #expect(off.vertices.count == 101 * 101 && off.faces.count == 20_000)
    #expect(
      off.vertices.count == Set(stride(from: 0, to: tokens.count, by: 3).map { Array(tokens[$0..<$0 + 3]) }).count)
    let numbers = off.corners.flatMap { [$0.x, $0.y, $0.z] }
    #expect(numbers.count == tokens.count)
    #expect(zip(numbers, tokens).allSatisfy { $0.bitPattern == strtod($1, nil).bitPattern })
    if hasPython { try comparePython(folder) }
  }

  /// Python's `float()` of each token against Python's `float()` of the OFF, bit for bit.
  private func comparePython(_ folder: TemporaryFolder) throws {
    let script = """
      import struct
      bits = lambda word: struct.pack('<d', float(word))
      lines = open('out.off').read().split('\\n')
      v, f, e = map(int, lines[1].split())
      points = [list(map(bits, line.split())) for line in lines[2:2 + v]]
      corners = [points[int(i)] for line in lines[2 + v:2 + v + f] for i in line.split()[1:]]
      tokens = list(map(bits, open('tokens').read().split()))
      print([b for corner in corners for b in corner] == tokens, len(tokens))
      """
    _ = try folder.write(script, to: "compare.py")
    let result = try runShell("python3 compare.py", folder: folder.url)
    #expect(result.output == "True 180000\n", "\(result.standardError)")
  }
}
