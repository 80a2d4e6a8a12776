// How many positions a soup has, told from a part of it: grids, closed meshes, shuffled ones, and triangles that share nothing.
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetConversion

@Suite struct CornerSampleTests {
  /// Windows of a soup whose triangles a function makes.
  private func sample(
    of total: Int, long: Int, _ triangle: (Int) -> [SIMD3<Float>]
  ) throws -> CornerSample {
    var sample = CornerSample()
    for part in 0...64 {
      let block = try CornerBlock(precision: .float32, capacity: 3 * 32_768)
      // None of the short windows lies in the long one, or beside it.
      let first = part == 0 ? 0 : long + (total - long - 128) / 64 * (part - 1) + (total - long) / 128
      for number in first..<min(first + (part == 0 ? long : 128), total) {
        for corner in triangle(number) { block.append(corner.x, corner.y, corner.z) }
      }
      sample.beginWindow()
      sample.add(block, keeping: 4)
    }
    return sample
  }

  /// A triangle of a square grid, two of which make a cell.
  private func cell(_ number: Int, width: Int) -> [SIMD3<Float>] {
    let (x, y) = (Float(number / 2 % width), Float(number / 2 / width))
    return number % 2 == 0
      ? [SIMD3(x, y, 0), SIMD3(x + 1, y, 0), SIMD3(x, y + 1, 0)]
      : [SIMD3(x + 1, y, 0), SIMD3(x + 1, y + 1, 0), SIMD3(x, y + 1, 0)]
  }

  /// A number that no other one below 2²⁰ becomes.
  private func shuffled(_ number: Int) -> Int { number &* 0x9e375 & 0xfffff }

  @Test func gridsInOrder() throws {
    for width in [100, 707, 4000] {
      let total = 2 * width * 707
      let (sharing, isShuffled) = try sample(of: total, long: 16_384) { cell($0, width: width) }.sharing(of: total)
      #expect(sharing == .measured(0.5) && !isShuffled, "\(width): \(sharing)")
    }
  }

  @Test func gridsInRandomOrder() throws {
    let total = 1 << 20
    let found = try sample(of: total, long: 16_384) { cell(shuffled($0), width: 724) }.sharing(of: total)
    #expect(found.sharing == .measured(0.5) && found.isShuffled, "\(found)")
  }

  @Test func trianglesOfTheirOwn() throws {
    let total = 1 << 20
    let found = try sample(of: total, long: 16_384) { number in
      (0..<3).map { SIMD3(Float(3 * number + $0), 0, 0) }
    }.sharing(of: total)
    #expect(found.sharing == .measured(3), "\(found)")
    // Of very many a sample of this size says nothing.
    let many = try sample(of: 1 << 20, long: 16_384) { number in
      (0..<3).map { SIMD3(Float(3 * number + $0), 0, 0) }
    }.sharing(of: 1 << 40)
    #expect(many.sharing == .unknown)
  }

  @Test func cellsOfTheirOwn() throws {
    let total = 1 << 20
    let found = try sample(of: total, long: 16_384) { number in
      cell(number % 2, width: 1).map { $0 + SIMD3(0, 0, Float(number / 2)) }
    }.sharing(of: total)
    // Four positions for two triangles.
    guard case .measured(let each) = found.sharing else {
      Issue.record("\(found)")
      return
    }
    #expect(each > 1.6 && each < 2.2, "\(each)")
  }

  @Test func digitsOfNumbers() {
    for (first, count) in [(0, 0), (0, 1), (0, 10), (1, 10), (0, 12_345), (1, 99_999)] {
      let naive = (first..<first + count).reduce(0) { $0 + "\($1)".utf8.count }
      #expect(MeshOutput.digits(first: first, count: count) == Double(naive))
    }
    #expect(MeshOutput.digits(first: 0, count: 2_147_483_647) > 2e10)
  }
}
