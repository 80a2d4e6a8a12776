// Results that are larger than the caches take another way to memory (BlockTarget.swift): the same bits as fresh ones, which
// do not.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct StreamedResultTests {
  /// A little more than the least size that is streamed, and not a whole number of blocks or vectors.
  private func count<Element>(of type: Element.Type) -> Int { (16 << 20) / MemoryLayout<Element>.stride + 1003 }

  private func check<Element: ArrayNumber>(_ type: Element.Type) {
    let count = count(of: type)
    let a = Column<Int32>.uniform(in: -1000..<1000, count: count, seed: 1).cast(to: Element.self)
    let b = Column<Int32>.uniform(in: 1..<1000, count: count, seed: 2).cast(to: Element.self)
    var result = Column<Element>.zeros(count + 1)[1..<count + 1]
    // The first result lies beside a page's start, the others where they were made.
    var other = Column<Element>.zeros(count)
    Column.add(a, b, into: &result)
    #expect(result == a + b)
    Column.multiplyAdd(a, b, a, into: &other)
    #expect(other == Column.multiplyAdd(a, b, a))
    if TestSize.isSmall { return }
    Column.divide(7, b, into: &other)
    #expect(other == 7 / b)
    Column.minimum(a, 5, into: &other)
    #expect(other == Column.minimum(a, 5))
    Column.negate(a, into: &other)
    #expect(other == -a)
    Column.clamp(a, to: -3...9, into: &other)
    #expect(other == a.clamped(to: -3...9))
    Column.select(a .< b, a, b, into: &other)
    #expect(other == Column.select(a .< b, a, b))
    let view = Column.concatenate([a, b])[0..<2 * count, by: 2]
    Column.subtract(view, b, into: &other)
    #expect(other == view - b)
    // The operands may be the result's own elements.
    other = a
    Column.add(other, b, into: &other)
    #expect(other == a + b)
  }

  @Test func agreesWithFreshResults() {
    check(Double.self)
    if TestSize.isSmall { return }
    check(Float.self)
    check(Int32.self)
    check(Int64.self)
    let a = Column<Double>.uniform(in: 0..<1e9, count: count(of: Int32.self), seed: 3)
    var (wholes, roots) = (Column<Int32>.zeros(a.count), Column<Double>.zeros(a.count))
    a.cast(into: &wholes)
    #expect(wholes == a.cast(to: Int32.self))
    Column.squareRoot(a, into: &roots)
    #expect(roots == a.squareRoot())
  }

  @Test func choosesAndCastsInto() {
    let (a, mask) = (Column<Double>([1, 2, 3]), Mask([true, false, true]))
    var (chosen, numbers) = (Column<Double>.zeros(3), Column<Float>.zeros(3))
    Column.select(mask, a, 9, into: &chosen)
    mask.cast(into: &numbers)
    #expect(chosen.array == [1, 9, 3] && numbers.array == [1, 0, 1])
  }

  @Test func countsInSeveralTables() {
    for count in [3, 400, 401, 402, 403, 10_000] {
      let values = Column<Int64>.uniform(in: 0..<100, count: count, seed: 4)
      var counts = [Int64](repeating: 0, count: 120)
      for value in values.array { counts[Int(value)] += 1 }
      #expect(values.bincount(minimumCount: 120).array == counts)
      #expect(values.cast(to: UInt8.self).bincount(minimumCount: 120).array == counts)
    }
  }

  /// NaN to 0, what is out of range to the nearest end, the fraction cut off: at every place of a vector.
  @Test func castsToInt32ByTheRule() {
    let hard: [Double] = [
      .nan, -.nan, .infinity, -.infinity, 0x1p31, 0x1p31 - 1, 0x1p31 - 0.5, -0x1p31, -0x1p31 - 0.5, -0x1p31 - 1, 2.9,
      -2.9, -0.0, 1e300, -1e300, 0.5,
    ]
    for shift in 0..<hard.count {
      for count in 0...hard.count {
        let values = (0..<count).map { hard[($0 + shift) % hard.count] }
        let naive = values.map { $0.isNaN ? 0 : Int32(max(-0x1p31, min(0x1p31 - 1, $0.rounded(.towardZero)))) }
        #expect(Column<Double>(values).cast(to: Int32.self).array == naive)
      }
    }
  }
}
