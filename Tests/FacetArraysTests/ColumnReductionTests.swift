// Reductions and scans against naive twins at every awkward count, and the fixed order of sums.
import FacetArrays
import FacetTestSupport
import Testing

/// The sum as PairwiseSum.swift describes it, written the slow way.
private func pairwise(_ terms: [Double]) -> Double {
  func block(_ terms: ArraySlice<Double>) -> Double {
    var lanes = [Double](repeating: 0, count: 16)
    for (index, term) in terms.enumerated() { lanes[index % 16] += term }
    for width in [8, 4, 2, 1] { for lane in 0..<width { lanes[lane] += lanes[lane + width] } }
    return lanes[0]
  }
  var level = stride(from: 0, to: terms.count, by: 1024).map { block(terms[$0..<min($0 + 1024, terms.count)]) }
  // Trees of 2^k blocks for each bit of their number, the largest first; then from right to left.
  var trees: [Double] = []
  for bit in (0..<Int.bitWidth - 1).reversed() where level.count & (1 << bit) != 0 {
    var tree = Array(level.prefix(1 << bit))
    level.removeFirst(1 << bit)
    while tree.count > 1 { tree = stride(from: 0, to: tree.count, by: 2).map { tree[$0] + tree[$0 + 1] } }
    trees.append(tree[0])
  }
  return trees.reversed().reduce(nil) { sum, tree in sum.map { tree + $0 } ?? tree } ?? 0
}

@Suite struct ColumnReductionTests {
  @Test func againstNaiveTwins() {
    var cases = 0
    func run<Element: ArrayNumber>(_ type: Element.Type) {
      for count in awkwardCounts {
        for column in [
          mixture(type, count, seed: UInt64(count)),
          Column<Double>.normal(deviation: 100, count: count, seed: 9).cast(),
        ] {
          let x = column.array
          let other = Column<Double>.normal(deviation: 50, count: count, seed: 8).cast(to: type)
          let broken = x.firstIndex { $0 != $0 }
          let low = broken ?? x.indices.min { x[$0] < x[$1] || (x[$0] == x[$1] && $0 < $1) }
          let high = broken ?? x.indices.min { x[$0] > x[$1] || (x[$0] == x[$1] && $0 < $1) }
          #expect(column.argmin() == low && column.argmax() == high, "\(type) \(count)")
          #expect(column.minimum().map(bits) == low.map { bits(x[$0]) })
          #expect(column.maximum().map(bits) == high.map { bits(x[$0]) })
          let mean = pairwise(x.map { $0._double }) / Double(count)
          #expect(bits(column.mean()) == bits(mean))
          let squares = pairwise(x.map { ($0._double - mean) * ($0._double - mean) })
          #expect(bits(column.variance()) == bits(count > 0 ? squares / Double(count) : .nan))
          #expect(bits(column.variance(correction: 1)) == bits(count > 1 ? squares / Double(count - 1) : .nan))
          #expect(bits(column.norm()) == bits(pairwise(x.map { $0._double * $0._double }).squareRoot()))
          if Element._trapsOnZero {
            #expect(column.sum() == x.reduce(0) { Element.Sum._add($0, $1._sum) })
            let products = zip(x, other.array).map { Element.Sum._multiply($0._sum, $1._sum) }
            #expect(column.dot(other) == products.reduce(0) { Element.Sum._add($0, $1) })
          } else {
            #expect(bits(column.sum()) == bits(pairwise(x.map { $0._double })))
            #expect(bits(column.dot(other)) == bits(pairwise(zip(x, other.array).map { $0._double * $1._double })))
          }
          var sums: [Element.Sum] = []
          for value in x { sums.append(sums.last.map { Element.Sum._add($0, value._sum) } ?? value._sum) }
          #expect(same(column.cumulativeSum(), sums))
          var place = Column<Element.Sum>.full(count, 5)
          column.cumulativeSum(into: &place)
          #expect(same(place, sums))
          let steps = (1..<max(count, 1)).map { Element._subtract(x[$0], x[$0 - 1]) }
          #expect(same(column.difference(), steps))
          var differences = Column<Element>.full(max(count - 1, 0), 5)
          column.difference(into: &differences)
          #expect(same(differences, steps))
          cases += 14
        }
      }
    }
    run(Double.self)
    run(Float.self)
    run(Int32.self)
    run(Int64.self)
    #expect(ranCases("reductions", cases, atLeast: TestSize.pick(8000, small: 2500)))
  }

  /// The extreme stands at each place of a block in turn.
  @Test func extremesAtEveryPlace() {
    for count in [1, 15, 16, 17, 31, 33, 64, 65] {
      for place in 0..<count {
        var column = Column<Double>.full(count, 3)
        column[place] = 2
        #expect(column.argmin() == place && column.minimum() == 2 && column.maximum() == (count == 1 ? 2 : 3))
        #expect(column.argmax() == (place == 0 && count > 1 ? 1 : 0))
        column[place] = .nan
        #expect(column.argmin() == place && column.argmax() == place && column.minimum()!.isNaN)
        var floats = Column<Float>.full(count, -3)
        floats[place] = -2
        #expect(floats.argmax() == place && floats.maximum() == -2)
        floats[place] = .nan
        #expect(floats.argmin() == place && floats.argmax() == place && floats.maximum()!.isNaN)
      }
    }
  }

  /// These bits hold on every processor.
  @Test func sumsHaveFixedBits() {
    let column = Column<Double>.uniform(in: -1..<1, count: 1_000_003, seed: 7)
    #expect(bits(column.sum()) == bits(pairwise(column.array)))
    #expect(Column<Double>([-0.0]).sum().sign == .plus)
    #expect(Column<Float>([16_777_216, 1, 1]).sum() == 16_777_218, "a sum of Floats is held in Double")
    #expect(Column<Int32>([.max, 1]).sum() == 1 << 31)
    #expect(Column<Int64>([.max, 1]).sum() == .min)
  }

  @Test func emptyColumns() {
    let empty = Column<Double>()
    #expect(empty.sum() == 0 && empty.mean().isNaN && empty.variance().isNaN && empty.norm() == 0)
    #expect(empty.minimum() == nil && empty.maximum() == nil && empty.argmin() == nil && empty.argmax() == nil)
    #expect(empty.cumulativeSum().count == 0 && empty.difference().count == 0 && empty.dot(empty) == 0)
    #expect(Column<Double>([1]).difference().count == 0)
  }
}
