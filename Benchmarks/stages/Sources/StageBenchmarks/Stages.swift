// The work: coordinates as meshes have them, and the vertex numbers of faces in grid order and shuffled.
import CRivals
import Facet

enum Stages {
  static let count = 1_000_000

  /// Coordinates of a unit sphere: each a Double of its own, about 17 digits.
  static let sphere: [Double] = (0..<count).map { index in
    let turn = Double(index) * 2.399963229728653
    let height = 1 - 2 * (Double(index) + 0.5) / Double(count)
    let x = turn - (turn / 6.283185307179586).rounded(.down) * 6.283185307179586 - 3.141592653589793
    return index % 3 == 0 ? height : x / 3.3
  }
  /// Terrain in metres with two decimals, as surveys have it.
  static let terrain: [Double] = (0..<count).map { index in
    let step = Double((index &* 7919) % 100_000_007 % 1_000_000)
    return index % 3 == 2 ? (step / 7).rounded() / 100 : (40_000_000 + step * 3).rounded() / 100
  }

  static func parsing(_ name: String, _ numbers: [Double]) -> Stage {
    var text: [UInt8] = []
    for (index, number) in numbers.enumerated() {
      text += NumberText.string(number).utf8
      text.append(index % 3 == 2 ? 0x0a : 0x20)
    }
    let bytes = text
    // fast_float and from_chars may read up to the end only; Facet is told the same end.
    return Stage(
      name: name, item: "number", items: numbers.count,
      ways: [
        ("Facet", { bytes.withUnsafeBufferPointer { facetLines($0, numbers.count) } }),
        ("Facet, a number at a time", { bytes.withUnsafeBufferPointer { facetSum($0) } }),
        ("fast_float", { rival(bytes, rival_fast_float) }), ("std::from_chars", { rival(bytes, rival_from_chars) }),
      ])
  }

  static func writing<Number: WrittenNumber>(_ name: String, _ numbers: [Number]) -> Stage {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 32 * numbers.count + 64)
    return Stage(
      name: name, item: "number", items: numbers.count, check: { readBack(room, $0.count) },
      ways: [
        (
          "Facet",
          {
            var cursor = room.baseAddress!
            for number in numbers {
              cursor += number.write(to: cursor)
              cursor[0] = 0x20
              cursor += 1
            }
            return Answer(count: cursor - room.baseAddress!)
          }
        ),
        (
          "std::to_chars",
          {
            let bytes = numbers.withUnsafeBufferPointer {
              Number.toChars($0.baseAddress, $0.count, room.characters)
            }
            return Answer(count: bytes)
          }
        ),
      ])
  }

  static func faces(_ name: String, _ corners: [Int32]) -> Stage {
    let triangles = corners.count / 3
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 40 * triangles + 64)
    return Stage(
      name: name, item: "face", items: triangles,
      ways: [
        (
          "Facet",
          {
            let bytes = corners.withUnsafeBufferPointer {
              NumberText.writeFaceLines($0.baseAddress!, count: triangles, to: room.baseAddress!)
            }
            return Answer(count: bytes, sum: Double(room[bytes / 2]) + 256 * Double(room[bytes - 2]))
          }
        ),
        (
          "std::to_chars",
          {
            let bytes = corners.withUnsafeBufferPointer {
              rival_to_chars_faces($0.baseAddress, triangles, room.characters)
            }
            return Answer(count: bytes, sum: Double(room[bytes / 2]) + 256 * Double(room[bytes - 2]))
          }
        ),
      ])
  }
}

/// A number that Facet and C++ write as their shortest text.
protocol WrittenNumber {
  /// The way of C++: numbers, how many, and room.
  static var toChars: (UnsafePointer<Self>?, Int, UnsafeMutablePointer<CChar>?) -> Int { get }
  func write(to place: UnsafeMutablePointer<UInt8>) -> Int
}
extension Double: WrittenNumber {
  static var toChars: (UnsafePointer<Self>?, Int, UnsafeMutablePointer<CChar>?) -> Int { rival_to_chars_double }
  func write(to place: UnsafeMutablePointer<UInt8>) -> Int { NumberText.write(self, to: place) }
}
extension Float: WrittenNumber {
  static var toChars: (UnsafePointer<Self>?, Int, UnsafeMutablePointer<CChar>?) -> Int { rival_to_chars_float }
  func write(to place: UnsafeMutablePointer<UInt8>) -> Int { NumberText.write(self, to: place) }
}

/// Parses lines of three numbers, as a reader does.
private func facetLines(_ text: UnsafeBufferPointer<UInt8>, _ count: Int) -> Answer {
  let room = UnsafeMutablePointer<Double>.allocate(capacity: 3072)
  defer { room.deallocate() }
  var cursor = text.baseAddress!
  let end = cursor + text.count
  var (done, sum) = (0, 0.0)
  while true {
    let lines = NumberLines.parse(&cursor, end, room, room + 1024, room + 2048, from: 0, to: 1024)
    if lines == 0 { break }
    for line in 0..<lines { sum = sum + room[line] + room[1024 + line] + room[2048 + line] }
    done += 3 * lines
  }
  let rest = facetSum(UnsafeBufferPointer(start: cursor, count: end - cursor), from: sum)
  return Answer(count: done + rest.count, sum: rest.sum)
}

/// Parses the numbers one after the other, as a reader does with what is odd.
private func facetSum(_ text: UnsafeBufferPointer<UInt8>, from begin: Double = 0) -> Answer {
  var cursor = text.baseAddress!
  let end = cursor + text.count
  var (count, sum, value) = (0, begin, 0.0)
  var flags = NumberParse.Flags()
  while cursor < end {
    cursor += NumberParse.double(cursor, end, value: &value, flags: &flags) + 1
    sum += value
    count += 1
  }
  return Answer(count: count, sum: sum)
}

private func rival(
  _ text: [UInt8], _ parse: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<Double>?) -> Int
) -> Answer {
  text.withUnsafeBytes { bytes in
    var sum = 0.0
    let count = parse(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count, &sum)
    return Answer(count: count, sum: sum)
  }
}

/// What was written, as an answer: how many numbers it reads back to, and their sum; C++ chooses exponents where Facet
/// writes zeros, so the bytes may differ.
private func readBack(_ room: UnsafeMutableBufferPointer<UInt8>, _ bytes: Int) -> Answer {
  rival(Array(room[..<bytes]), rival_fast_float)
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// The beginning, as C spells it.
  fileprivate var characters: UnsafeMutablePointer<CChar> {
    UnsafeMutableRawPointer(baseAddress!).assumingMemoryBound(to: CChar.self)
  }
}
