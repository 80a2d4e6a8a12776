// The stages of text: numbers read and written, and the lines of faces, beside the C++ library and fast_float.
import CRivals
import Facet

extension Stages {
  /// Coordinates of a unit sphere: each a Double of its own, about 17 digits.
  static func sphere(_ count: Int) -> [Double] {
    (0..<count).map { index in
      let turn = Double(index) * 2.399963229728653
      let height = 1 - 2 * (Double(index) + 0.5) / Double(count)
      let x = turn - (turn / 6.283185307179586).rounded(.down) * 6.283185307179586 - 3.141592653589793
      return index % 3 == 0 ? height : x / 3.3
    }
  }

  /// Terrain in metres with two decimals, as surveys have it.
  static func terrain(_ count: Int) -> [Double] {
    (0..<count).map { index in
      let step = Double((index &* 7919) % 100_000_007 % 1_000_000)
      return index % 3 == 2 ? (step / 7).rounded() / 100 : (40_000_000 + step * 3).rounded() / 100
    }
  }

  static func parsing(_ name: String, _ numbers: [Double]) -> Stage {
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 32 * numbers.count)
    var length = 0
    for (index, number) in numbers.enumerated() {
      length += NumberText.write(number, to: text.baseAddress! + length)
      text[length] = index % 3 == 2 ? 0x0a : 0x20
      length += 1
    }
    let bytes = UnsafeBufferPointer(rebasing: text[..<length])
    // fast_float and from_chars may read up to the end only; Facet is told the same end.
    var (count, sum) = (0, 0.0)
    func answer() -> Answer { Answer(count: count, digest: sum.bitPattern) }
    return Stage(
      name: name, item: "number", items: numbers.count, bytesRead: Double(length) / Double(numbers.count),
      bytesWritten: 8,
      ways: [
        Way(name: "Facet", run: { (count, sum) = facetLines(bytes) }, answer: answer),
        Way(name: "fast_float", run: { count = rival_fast_float(bytes.characters, length, &sum) }, answer: answer),
        Way(name: "std::from_chars", run: { count = rival_from_chars(bytes.characters, length, &sum) }, answer: answer),
        Way(name: "Facet, a number at a time", run: { (count, sum) = facetSum(bytes) }, answer: answer),
      ])
  }

  /// Lines `x y z` with the shortest digits. C++ chooses exponents where Facet writes zeros, so the numbers are compared,
  /// bit by bit, and not the bytes.
  static func writing(_ name: String, _ numbers: [Double], float32: Bool) -> Stage {
    let lines = numbers.count / 3
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 98 * lines + 64)
    func column<Number>(_ axis: Int, _ convert: (Double) -> Number) -> UnsafeMutablePointer<Number> {
      let place = UnsafeMutablePointer<Number>.allocate(capacity: lines)
      for line in 0..<lines { (place + line).initialize(to: convert(numbers[3 * line + axis])) }
      return place
    }
    let doubles = (0..<3).map { column($0) { float32 ? Double(Float($0)) : $0 } }
    let floats = float32 ? (0..<3).map { column($0) { Float($0) } } : []
    var length = 0
    func answer() -> Answer {
      var digest: UInt64 = 0
      let count = rival_digest(UnsafeBufferPointer(room).characters, length, &digest)
      return Answer(count: count, digest: digest)
    }
    func facet() {
      length = NumberText.writeLines(
        doubles[0], doubles[1], doubles[2], count: lines, float32: float32, to: room.baseAddress!)
    }
    func rival() {
      length =
        float32
        ? rival_to_chars_float(floats[0], floats[1], floats[2], lines, room.characters)
        : rival_to_chars_double(doubles[0], doubles[1], doubles[2], lines, room.characters)
    }
    facet()
    return Stage(
      name: name, item: "number", items: 3 * lines, bytesRead: 8, bytesWritten: Double(length) / Double(3 * lines),
      ways: [
        Way(name: "Facet", run: facet, answer: answer), Way(name: "std::to_chars", run: rival, answer: answer),
      ])
  }

  static func faces(_ name: String, triangles: Int, shuffled: Bool) -> Stage {
    var corners: [Int32] = []
    let width = Int32(Double(triangles / 2).squareRoot())
    for index in 0..<triangles {
      let first = Int32(index / 2)
      corners +=
        index % 2 == 0 ? [first, first + 1, first + width + 1] : [first + 1, first + width + 2, first + width + 1]
    }
    if shuffled { corners = corners.map { Int32((Int($0) &* 48271) % (triangles / 2 + 9)) } }
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 40 * triangles + 64)
    let numbers = UnsafeMutableBufferPointer<Int32>.allocate(capacity: corners.count)
    _ = numbers.initialize(from: corners)
    var length = 0
    func answer() -> Answer {
      var digest = Digest()
      for byte in room[..<length] { digest.add(UInt64(byte)) }
      return Answer(count: length, digest: digest.value)
    }
    func facet() {
      length = NumberText.writeFaceLines(numbers.baseAddress!, count: triangles, to: room.baseAddress!)
    }
    facet()
    return Stage(
      name: name, item: "face", items: triangles, bytesRead: 12, bytesWritten: Double(length) / Double(triangles),
      ways: [
        Way(name: "Facet", run: facet, answer: answer),
        Way(
          name: "std::to_chars",
          run: { length = rival_to_chars_faces(numbers.baseAddress, triangles, room.characters) }, answer: answer),
      ])
  }
}

/// Parses lines of three numbers, as a reader does.
private func facetLines(_ text: UnsafeBufferPointer<UInt8>) -> (Int, Double) {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: 3072) { room in
    let columns = (room.baseAddress!, room.baseAddress! + 1024, room.baseAddress! + 2048)
    var cursor = text.baseAddress!
    let end = cursor + text.count
    var (done, sum) = (0, 0.0)
    while true {
      let lines = NumberLines.parse(&cursor, end, columns.0, columns.1, columns.2, from: 0, to: 1024)
      if lines == 0 { break }
      for line in 0..<lines { sum = sum + columns.0[line] + columns.1[line] + columns.2[line] }
      done += 3 * lines
    }
    let rest = facetSum(UnsafeBufferPointer(start: cursor, count: end - cursor), from: sum)
    return (done + rest.0, rest.1)
  }
}

/// Parses the numbers one after the other, as a reader does with what is odd.
private func facetSum(_ text: UnsafeBufferPointer<UInt8>, from begin: Double = 0) -> (Int, Double) {
  guard var cursor = text.baseAddress, text.count > 0 else { return (0, begin) }
  let end = cursor + text.count
  var (count, sum, value) = (0, begin, 0.0)
  var flags = NumberParse.Flags()
  while cursor < end {
    cursor += NumberParse.double(cursor, end, value: &value, flags: &flags) + 1
    sum += value
    count += 1
  }
  return (count, sum)
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// The beginning, as C spells it.
  var characters: UnsafeMutablePointer<CChar> {
    UnsafeMutableRawPointer(baseAddress!).assumingMemoryBound(to: CChar.self)
  }
}

extension UnsafeBufferPointer<UInt8> {
  var characters: UnsafePointer<CChar> { UnsafeRawPointer(baseAddress!).assumingMemoryBound(to: CChar.self) }
}
