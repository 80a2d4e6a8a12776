// Random OFF files with normals, colours and texture coordinates: what is put into one must come out of it, whatever the order
// of the keyword, the scale of the colours, the comments and the polygons.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let off = IndexedReading(name: "a.off") { try OFFReader($0, options: $1) }

/// A random file, and what it holds.
private struct RandomOFF {
  var text = ""
  var normals: [SIMD3<Double>]?
  var vertexColors: PlainColors?
  var faceColors: PlainColors?
  var dropped: [String: Int] = [:]

  init(_ random: inout SeededGenerator) {
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    let keyword = pick(["NOFF", "COFF", "CNOFF", "NCOFF", "STOFF", "STCNOFF", "STCOFF", "OFF", "STNCOFF"])
    let hasNormals = keyword.contains("N")
    let hasColors = keyword.contains("C")
    let hasTextures = keyword.contains("ST")
    let isUnit = Bool.random(using: &random)
    // All vertices of a file have colours of one length; a third channel alone needs lines, and no texture beside it.
    let channels = hasTextures ? 4 : pick([3, 4])
    let (vertices, faces) = (Int.random(in: 2...40, using: &random), Int.random(in: 0...30, using: &random))
    var lines = ["\(keyword)", "\(vertices) \(faces) 0"]
    var (normals, colors): ([SIMD3<Double>], [[Double]]) = ([], [])
    for _ in 0..<vertices {
      var words = (0..<3).map { _ in "\(Int.random(in: -99...99, using: &random))e-1" }
      let normal = SIMD3<Double>(.random(in: -1...1, using: &random), -0.0, pick([0, 1, 1e-9]))
      // Never all 0 or 1, which would be of both scales.
      let color =
        [Double(pick([7, 51, 254]))] + (1..<channels).map { _ in Double(UInt8.random(in: 0...255, using: &random)) }
      let normalWords = hasNormals ? (0..<3).map { "\(normal[$0])" } : []
      let colorWords = hasColors ? color.map { isUnit ? "\(Float($0) / 255)" : pick(["\(Int($0))", "\($0)"]) } : []
      words += keyword.contains("NC") ? colorWords + normalWords : normalWords + colorWords
      if hasTextures { words += ["0.25", "-3"] }
      lines.append(words.joined(separator: pick([" ", "  ", "\t"])))
      normals.append(normal)
      colors.append(color)
    }
    if hasNormals { self.normals = normals }
    if hasColors { vertexColors = PlainColors(bytes: colors) }
    if hasTextures { dropped["texture_coordinates"] = vertices }
    var (shown, isColored, hasAlpha): ([[Double]?], Bool, Bool) = ([], false, false)
    for _ in 0..<faces {
      let degree = pick([3, 3, 4, 5, 17])
      var words = ["\(degree)"] + (0..<degree).map { _ in "\(Int.random(in: 0..<vertices, using: &random))" }
      var color: [Double]?
      switch Int.random(in: 0...6, using: &random) {
      case 0...2:
        color = (0..<pick([3, 3, 4])).map { _ in Double(UInt8.random(in: 2...255, using: &random)) }
        words += color!.map { "\(Int($0))" }
      case 3:
        color = (0..<pick([3, 4])).map { _ in Double(UInt8.random(in: 0...255, using: &random)) }
        words += color!.map { "\(Float($0) / 255)" }
      case 4:
        words += pick([["3"], ["1", "0"], ["blue"], ["1", "1", "1", "1", "1"]])
        dropped["face_colors", default: 0] += 1
      default: break
      }
      isColored = isColored || color != nil
      hasAlpha = hasAlpha || color?.count == 4
      shown += Array(repeating: color, count: degree - 2)
      lines.append(words.joined(separator: " "))
    }
    if isColored {
      faceColors = PlainColors(
        bytes: shown.map { color in
          let color = color ?? [170, 170, 170, 255]
          return hasAlpha && color.count == 3 ? color + [255] : Array(color.prefix(hasAlpha ? 4 : 3))
        })
    }
    let end = pick(["\n", "\r\n", " # 1 2 3\n", "\n\n"])
    text = lines.joined(separator: end) + end
  }
}

@Suite struct OFFAttributeTwinTests {
  @Test func randomFiles() throws {
    var random = SeededGenerator(seed: 71)
    var cases = 0
    for run in 0..<TestSize.pick(500, small: 60) {
      let twin = RandomOFF(&random)
      let (answer, _) = try off.attributes(Array(twin.text.utf8), blocks: run % 10 == 0 ? [1, 7, 64] : [101])
      #expect(answer.normals == twin.normals && answer.vertexColors == twin.vertexColors, "\(twin.text)")
      #expect(answer.faceColors == twin.faceColors && answer.dropped == twin.dropped, "\(twin.text)")
      cases += 1
    }
    #expect(ranCases("OFF files with attributes", cases, atLeast: TestSize.pick(500, small: 60)))
  }
}
