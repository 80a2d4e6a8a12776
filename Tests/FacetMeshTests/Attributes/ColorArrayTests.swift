// Colours: bytes to numbers and back, alpha, and taking some of them, against plain loops.
import FacetArrays
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct ColorArrayTests {
  @Test func everyByteComesBack() {
    let bytes = ColorArray(uint8: Column((0...255).flatMap { [UInt8($0), 255 - UInt8($0), 0] }), channels: 3)
    let numbers = bytes.asFloat32()
    #expect(numbers.isFloat32 && numbers.count == 256 && numbers.channels == 3)
    #expect((0...255).allSatisfy { numbers.floats![0, $0] == Float($0) / 255 })
    #expect(numbers.asUInt8() == bytes && numbers.fitsUInt8 && bytes.fitsUInt8)
    #expect(bytes.asUInt8() == bytes && numbers.asFloat32() == numbers)
    #expect(!ColorArray(float32: [0.5, 0, 1], channels: 3).fitsUInt8)
  }

  @Test func numbersAreRoundedAndClamped() {
    let odd: [Float] = [
      -1, -0.0, 0, 0.5 / 255, 0.499 / 255, 1, 1.5, .nan, .infinity, -.infinity, 0.998, 254.5 / 255,
      .leastNonzeroMagnitude, 3.4e38, 0.1,
    ]
    let expected = odd.map { number -> UInt8 in
      if !(number > 0) { return 0 }
      return number >= 1 ? 255 : UInt8((number * 255).rounded())
    }
    let made = ColorArray(float32: Column(odd), channels: 3).asUInt8()
    #expect(made.bytes!.transposed.contiguous().flat.array == expected)
    #expect(Array(expected.prefix(8)) == [0, 0, 0, 1, 0, 255, 255, 0])
  }

  @Test func againstPlainLoops() {
    var random = SeededGenerator(seed: 61)
    var cases = 0
    for count in [0, 1, 2, 3, 4, 7, 1000] {
      for channels in [3, 4] {
        for float32 in [false, true] {
          let colors = randomColors(count, channels: channels, float32: float32, &random)
          #expect(colors.count == count && colors.channels == channels && colors.hasAlpha == (channels == 4))
          let numbers = (0..<(count == 0 ? 0 : 50)).map { _ in Int.random(in: 0..<count, using: &random) }
          let mask = (0..<count).map { _ in Bool.random(using: &random) }
          let taken = colors.take(Column(numbers.map { Int32($0) }))
          let kept = colors.compress(Mask(mask))
          #expect(taken.count == numbers.count && numbers.indices.allSatisfy { taken[$0] == colors[numbers[$0]] })
          let places = mask.indices.filter { mask[$0] }
          #expect(kept.count == places.count && places.indices.allSatisfy { kept[$0] == colors[places[$0]] })
          #expect(taken.isFloat32 == float32 && kept.isFloat32 == float32 && kept.channels == channels)
          let again = float32 ? ColorArray(colors.floats!) : ColorArray(colors.bytes!)
          #expect(again == colors)
          if count > 0 {
            let rows = float32 ? ColorArray(colors.floats!.copied) : ColorArray(colors.bytes!.copied)
            #expect(rows == colors)
          }
          let (plain, full) = (colors.withoutAlpha(), colors.withAlpha())
          #expect(plain.channels == 3 && full.channels == 4 && plain.count == count && full.count == count)
          for index in 0..<count {
            let color = colors[index]
            #expect(plain[index] == SIMD4(color.x, color.y, color.z, 1) && full[index] == color)
          }
          #expect(colors.isTransparent == (channels == 4 && (0..<count).contains { colors[$0].w != 1 }))
          #expect(!colors.withoutAlpha().withAlpha().isTransparent)
          cases += 1
        }
      }
    }
    #expect(ranCases("colours", cases, atLeast: 28))
  }

  @Test func aStridedColumnIsCopied() {
    let wide = Column<UInt8>((0..<24).map { UInt8($0) })
    let colors = ColorArray(uint8: Matrix(wide, rows: 12, columns: 2).column(1), channels: 4)
    #expect(colors.bytes!.row(0).array == [1, 9, 17])
  }
}

extension Matrix {
  /// The same elements row by row.
  fileprivate var copied: Matrix { contiguous() }
}
