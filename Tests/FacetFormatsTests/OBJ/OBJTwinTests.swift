// The reader against a twin that splits a text into lines and words as a newcomer would, over random texts; and small
// files cut anywhere, with any byte changed.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private let obj = IndexedReading(name: "a.obj") { try OBJReader($0, options: $1) }

/// OBJ as a program of a page reads it: the standard library splits and parses. Knows good files only.
private struct PlainOBJ {
  var points: [SIMD3<Double>] = []
  var faces: [[Int32]] = []
  var dropped = 0

  init(_ text: String) {
    var lines: [String] = []
    var isOpen = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { ["\n", "\r", "\r\n"].contains($0) }) {
      // A comment does not go on in the next line.
      let content = line.prefix { $0 != "#" }
      let continues = content.count == line.count && content.hasSuffix("\\")
      let words = continues ? content.dropLast() + " " : content
      if isOpen { lines[lines.count - 1] += words } else { lines.append(String(words)) }
      isOpen = continues
    }
    for line in lines {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{b}" }
      guard let keyword = words.first else { continue }
      switch keyword {
      case "v":
        let numbers = words.dropFirst().map { Double($0)! }
        points.append(SIMD3(numbers[0], numbers[1], numbers[2]))
        dropped += numbers.count > 3 ? 1 : 0
      case "f":
        faces.append(
          words.dropFirst().map { word in
            let number = Int32(word.split(separator: "/")[0])!
            return number > 0 ? number - 1 : Int32(points.count) + number
          })
      case "vn", "vt", "g", "o", "usemtl", "mtllib": dropped += 1
      default: break
      }
    }
  }

  /// Polygons are split by the same builder; what it does is tested elsewhere.
  func triangles() throws -> [Int32] {
    var builder = try TriangleBuilder()
    for face in faces {
      for vertex in face { try builder.addCorner(vertex) }
      builder.endFace()
    }
    return try builder.finish(vertices: VertexArray(points)).corners.array
  }
}

/// A random good text with `lines` statements.
private func randomText(_ lines: Int, _ random: inout SeededGenerator) -> String {
  let end = ["\n", "\r\n", "\r"].randomElement(using: &random)!
  // Some texts are as plain as most files are.
  let isOdd = Bool.random(using: &random)
  func pick(_ choices: [String]) -> String { choices.randomElement(using: &random)! }
  func gap() -> String {
    guard isOdd && Int.random(in: 0..<8, using: &random) == 0 else { return " " }
    return pick(["  ", "\t", " \u{b}", " \\" + end, "\\" + end, "\\\(end)\\\(end) "])
  }
  func number() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: "\(Int.random(in: -9...9, using: &random))"
    case 1: "\(Double.random(in: -1...1, using: &random))"
    case 2: "\(Float.random(in: -1e6...1e6, using: &random))e\(Int.random(in: -20...20, using: &random))"
    case 3: pick(["0", "-0", "0.5", "1e-400", "00012.50", "123456789.123456789", "1.7976931348623157e308"])
    default: "\(Double(Int.random(in: -999_999...999_999, using: &random)) / 1000)"
    }
  }
  var (vertices, textures, normals) = (0, 0, 0)
  // Faces may name what comes later, up to these many.
  let all = (lines + 3) / 2
  var text = ""
  var made = 0
  while made < lines || vertices < all || textures < all || normals < all {
    made += 1
    var words: [String] = []
    var kind = Int.random(in: 0..<(isOdd ? 16 : 12), using: &random)
    if made > lines { kind = vertices < all ? 0 : textures < all ? 8 : 9 }
    switch kind {
    case 0..<4:
      vertices += 1
      let count = [3, 3, 3, 3, 4, 6, 7].randomElement(using: &random)!
      words = ["v"] + (0..<(isOdd ? count : 3)).map { _ in number() }
    case 4..<8:
      let isPlain = Bool.random(using: &random)
      let form = Int.random(in: 0..<4, using: &random)
      let corners = isPlain ? 3 : Int.random(in: 0...20, using: &random)
      words = ["f"]
      for _ in 0..<corners {
        func index(_ count: Int) -> String {
          if count > 0 && Int.random(in: 0..<4, using: &random) == 0 {
            return "\(Int.random(in: -count...(-1), using: &random))"
          }
          return "\(Int.random(in: 1...(isOdd || count == 0 ? all : count), using: &random))"
        }
        let vertex = index(vertices)
        switch form {
        case 0: words.append(vertex)
        case 1: words.append("\(vertex)/\(index(textures))")
        case 2: words.append("\(vertex)//\(index(normals))")
        default: words.append("\(vertex)/\(index(textures))/\(index(normals))")
        }
      }
    case 8:
      textures += 1
      words = ["vt", number(), number()]
    case 9:
      normals += 1
      words = ["vn", number(), number(), number()]
    case 10: words = [pick(["g", "o", "usemtl"]), "v", "1", "f"]
    case 11: words = [pick(["s", "mtllib"]), "off"]
    case 12: words = []
    default: words = ["#", "f", "1", "2", "3", pick(["", "\\"])]
    }
    if isOdd && Int.random(in: 0..<5, using: &random) == 0 { text += pick([" ", "\t", " \u{b}"]) }
    if words.first == "#" {
      text += words.joined(separator: " ")
    } else {
      for (index, word) in words.enumerated() { text += (index == 0 ? "" : gap()) + word }
      if isOdd && Int.random(in: 0..<5, using: &random) == 0 { text += pick([" ", "\t", " # 1 2 3", "#\\"]) }
    }
    text += end
  }
  if isOdd && Bool.random(using: &random) { text += "g \\" }
  return text
}

@Suite struct OBJTwinTests {
  @Test func randomTextsReadAlike() throws {
    var random = SeededGenerator(seed: 77)
    let runs = TestSize.pick(600, small: 30)
    var triangles = 0
    for run in 0..<runs {
      let text = randomText(Int.random(in: 0...(run % 20 == 0 ? 2000 : 60), using: &random), &random)
      let twin = PlainOBJ(text)
      let answer = run % 20 == 0 ? try obj.read(Array(text.utf8)) : try obj.answer(text)
      let expected = twin.points.map { [$0.x, $0.y, $0.z].map(\.bitPattern) }
      #expect(answer.vertices == expected, "run \(run)")
      #expect(answer.triangles == (try twin.triangles()), "run \(run)")
      let kept = twin.faces.filter { $0.count > 2 }
      #expect(
        answer.counters == [kept.count { $0.count > 3 }, twin.faces.count - kept.count, twin.dropped], "run \(run)")
      triangles += answer.triangles.count / 3
    }
    #expect(ranCases("random OBJ texts", runs, atLeast: 30) && triangles > runs)
  }

  /// The fast paths against the careful one: blocks of one byte never hold a whole line.
  @Test func plainLinesReadAlikeInAnyBlocks() throws {
    var text = "o grid\n"
    var random = SeededGenerator(seed: 5)
    let count = TestSize.pick(20_000, small: 1_000)
    for index in 0..<count {
      text += "v \(Double.random(in: -100...100, using: &random)) \(Float(index) / 7) \(index)\n"
      if index % 3 == 0 { text += "vn 0.5 0.25 1\nvt 1 0\n" }
    }
    for index in 4..<count {
      let attributes = (index - 4) / 3 + 1
      switch index % 4 {
      case 0: text += "f \(index) \(index - 1) \(index - 2)\n"
      case 1: text += "f \(index)/\(attributes)/\(attributes) \(index - 1)/1/1 -\(index)/-1/-1\n"
      case 2: text += "f \(index)//\(attributes) \(index - 1)//1 \(index - 2)//2 \(index - 3)//1\n"
      default: text += "f \(index)/\(attributes) 1/1 2/1\n"
      }
    }
    let bytes = Array(text.utf8)
    let careful = try obj.read(bytes, block: 1)
    for block in [50, 1000, 4096, 1 << 18, 1 << 26] { #expect(try obj.read(bytes, block: block) == careful) }
    #expect(careful.vertices.count == count && careful.counters[2] == 2 * ((count + 2) / 3) + 1)
  }

  static let samples = [
    "accept-box.obj", "accept-corners-mixed-signs.obj", "accept-continued-crlf.obj", "accept-groups-and-materials.obj",
    "accept-negative-blocks.obj", "accept-1-and-2-corners.obj", "accept-weights-other.obj",
    "accept-faces-among-vertices.obj",
  ]

  @Test(arguments: samples) func everyPrefixReadsOrThrows(name: String) throws {
    let bytes = try ExpectedTable.bytes(of: "obj/" + name)
    for prefix in prefixes(bytes) { _ = obj.outcome(prefix, blocks: [1, 64]) }
  }

  @Test(arguments: samples) func everyMutationReadsOrThrows(name: String) throws {
    let bytes = try ExpectedTable.bytes(of: "obj/" + name)
    var count = 0
    forEachMutation(bytes) { changed in
      count += 1
      guard count % TestSize.pick(2, small: 13) == 0 else { return }
      _ = obj.outcome(changed, blocks: [1, 7])
    }
    #expect(ranCases("mutations of \(name)", count, atLeast: TestSize.pick(850, small: 250)))
  }
}
