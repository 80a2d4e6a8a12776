// The finding of the scale against a twin that looks at all numbers at once.
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

/// What colours mean, by looking at all of them: nil is one that is missing.
private func naiveColors(_ colors: [[Float]?]) -> PlainColors {
  let all = colors.compactMap { $0 }.flatMap { $0 }
  let channels = colors.contains { $0?.count == 4 } ? 4 : 3
  let areWhole = all.allSatisfy { $0 == $0.rounded() && $0 >= 0 && $0 <= 255 }
  let largest = all.max() ?? 0
  let divisor: Float = (areWhole && largest > 1) || largest > 2 ? 255 : 1
  let scaled = colors.map { color -> [Float] in
    guard let color else { return [170, 170, 170, 255].map { $0 / 255 } }
    return color.map { $0 / divisor } + (color.count == 3 ? [1] : [])
  }.map { Array($0.prefix(channels)) }
  let bytes = scaled.map { $0.map { ($0 * 255).rounded() } }
  let areBytes = zip(scaled, bytes).allSatisfy { zip($0, $1).allSatisfy { $0 == $1 / 255 && $0 >= 0 && $0 <= 1 } }
  return areBytes ? PlainColors(bytes: bytes.map { $0.map { Double($0) } }) : PlainColors(floats: scaled)
}

@Suite struct ColorBuilderTests {
  private func build(_ colors: [[Float]?], isScaled: Bool = false) throws -> PlainColors? {
    let builder = try ColorBuilder(expected: 0, isScaled: isScaled, label: "", ledger: nil)
    for (index, color) in colors.enumerated() {
      guard let color else { continue }
      let four = SIMD4(color[0], color[1], color[2], color.count > 3 ? color[3] : 0.3)
      try builder.append(four, channels: color.count, at: index)
    }
    return try builder.finish(count: colors.count).map { PlainColors($0) }
  }

  @Test func smallCases() throws {
    #expect(try build([]) == nil && build([nil, nil]) == nil)
    #expect(try build([[0, 0, 0]]) == PlainColors(bytes: [[0, 0, 0]]))
    #expect(try build([[1, 0, 1]]) == PlainColors(bytes: [[255, 0, 255]]))
    #expect(try build([[1, 0, 1], [2, 0, 0]]) == PlainColors(bytes: [[1, 0, 1], [2, 0, 0]]))
    #expect(try build([[1, 0, 1], [0.2, 0, 0]]) == PlainColors(bytes: [[255, 0, 255], [51, 0, 0]]))
    #expect(try build([[1, 0, 0.3]]) == PlainColors(floats: [[1, 0, 0.3]]))
    #expect(try build([[1, 0, 1.25]]) == PlainColors(floats: [[1, 0, 1.25]]))
    #expect(try build([[255, 127.5, 0]]) == PlainColors(floats: [[1, 0.5, 0]]))
    #expect(
      try build([nil, [1, 1, 1, 1], nil])
        == PlainColors(bytes: [[170, 170, 170, 255], [255, 255, 255, 255], [170, 170, 170, 255]]))
    #expect(try build([[1, 2, 3], nil]) == PlainColors(bytes: [[1, 2, 3], [170, 170, 170]]))
    #expect(try build([[.nan, 0, 0]]) == PlainColors(floats: [[-1, 0, 0]]))
    // Every 255th part is known again.
    let parts = (0...255).map { [Float($0) / 255, 1, 0.6] as [Float]? }
    #expect(try build(parts)?.isFloat32 == false)
    let texts = (0...255).map { [Float("\(Float($0) / 255)")!, 1, 0.6] as [Float]? }
    #expect(try build(texts) == build(parts))
  }

  @Test func randomColoursAgainstTheTwin() throws {
    var random = SeededGenerator(seed: 5)
    var cases = 0
    for _ in 0..<TestSize.pick(4000, small: 300) {
      let pools: [[Float]] = [[0, 1], [0, 1, 7, 255], [0, 1, 0.2, 0.6], [0, 0.3, 1], [9, 127.5, 0], [-0.5, 0, 1]]
      let pool = pools.randomElement(using: &random)!
      // Numbers of another kind come late, if at all.
      let late = Bool.random(using: &random) ? [0, 1] : pool
      let channels = Bool.random(using: &random) ? 3 : 4
      let count = Int.random(in: 1...600, using: &random)
      let colors = (0..<count).map { index -> [Float]? in
        if index > 0 && Int.random(in: 0..<9, using: &random) == 0 { return nil }
        return (0..<channels).map { _ in (index < count / 2 ? late : pool).randomElement(using: &random)! }
      }
      let built = try build(colors)
      #expect(built == naiveColors(colors))
      cases += 1
    }
    #expect(ranCases("colours", cases, atLeast: TestSize.pick(4000, small: 300)))
  }

  @Test func copiesAndScaledColours() throws {
    let builder = try ColorBuilder(expected: 0, isScaled: true, label: "", ledger: nil)
    try builder.append(SIMD4(1, 0, 0, 0), channels: 3, at: 0, copies: 3)
    try builder.append(SIMD4(51, 51, 51, 0) / 255, channels: 3, at: 5, copies: 1000)
    let colors = try #require(try builder.finish(count: 1006))
    let numbers = PlainColors(colors).numbers
    #expect(numbers[0..<3].allSatisfy { $0 == [255, 0, 0] } && numbers[3..<5].allSatisfy { $0 == [170, 170, 170] })
    #expect(numbers[5..<1005].allSatisfy { $0 == [51, 51, 51] } && numbers[1005] == [170, 170, 170])
  }
}
