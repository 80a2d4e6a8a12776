// Each operation against a naive twin, at every count around the lanes and blocks, in its three forms: fresh, in place, and
// into storage of the caller.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct ColumnOperationTests {
  /// Runs one operation in its three forms against a naive twin, and looks whether the operands stayed as they were.
  private func check<Element: ArrayNumber>(
    _ what: String, _ a: Column<Element>, _ twin: [Element], fresh: (Column<Element>) -> Column<Element>,
    inPlace: (inout Column<Element>) -> Void, into: (Column<Element>, inout Column<Element>) -> Void
  ) {
    let before = a.array
    #expect(same(fresh(a), twin), "\(what) \(a.count) \(Element.self)")
    var copy = a
    inPlace(&copy)
    #expect(same(copy, twin), "\(what) in place \(a.count) \(Element.self)")
    var alone = Column(before)
    inPlace(&alone)
    #expect(same(alone, twin), "\(what) in place, alone \(a.count) \(Element.self)")
    var result = Column<Element>.full(a.count, 77)
    into(a, &result)
    #expect(same(result, twin), "\(what) into \(a.count) \(Element.self)")
    var shared = a
    into(a, &shared)
    #expect(same(shared, twin), "\(what) into a copy \(a.count) \(Element.self)")
    #expect(same(a, before), "\(what) changed its operand")
  }

  @Test func arithmetic() {
    var cases = 0
    func run<Element: ArrayNumber>(_ type: Element.Type) {
      for count in awkwardCounts {
        let a = mixture(type, count, seed: 1)
        let b = mixture(type, count, seed: 2)
        let c = mixture(type, count, seed: 3)
        let divisor = Element._trapsOnZero ? b.replacing(with: 9, where: b .== 0) : b
        let (x, y, z, d) = (a.array, b.array, c.array, divisor.array)
        let all = 0..<count
        check("+", a, all.map { Element._add(x[$0], y[$0]) }, fresh: { $0 + b }, inPlace: { $0 += b }) {
          Column.add($0, b, into: &$1)
        }
        check("- scalar", a, x.map { Element._subtract($0, 5) }, fresh: { $0 - 5 }, inPlace: { $0 -= 5 }) {
          Column.subtract($0, 5, into: &$1)
        }
        check("scalar -", a, x.map { Element._subtract(5, $0) }, fresh: { 5 - $0 }, inPlace: { $0 = 5 - $0 }) {
          Column.subtract(5, $0, into: &$1)
        }
        check("·", a, all.map { Element._multiply(x[$0], y[$0]) }, fresh: { $0 * b }, inPlace: { $0 *= b }) {
          Column.multiply($0, b, into: &$1)
        }
        check("÷", a, all.map { Element._divide(x[$0], d[$0]) }, fresh: { $0 / divisor }, inPlace: { $0 /= divisor }) {
          Column.divide($0, divisor, into: &$1)
        }
        check("÷ scalar", a, x.map { Element._divide($0, 7) }, fresh: { $0 / 7 }, inPlace: { $0 /= 7 }) {
          Column.divide($0, 7, into: &$1)
        }
        check("negate", a, x.map { Element._negate($0) }, fresh: { -$0 }, inPlace: { $0.negate() }) {
          Column.negate($0, into: &$1)
        }
        check(
          "magnitude", a, x.map { Element._magnitude($0) }, fresh: { $0.magnitude }, inPlace: { $0.formMagnitude() }
        ) {
          Column.magnitude($0, into: &$1)
        }
        check(
          "minimum", a,
          all.map { x[$0] != x[$0] || y[$0] != y[$0] ? x[$0] != x[$0] ? x[$0] : y[$0] : x[$0] < y[$0] ? x[$0] : y[$0] },
          fresh: { .minimum($0, b) }, inPlace: { $0.formMinimum(b) }
        ) { Column.minimum($0, b, into: &$1) }
        check(
          "maximum", a, x.map { $0 != $0 ? $0 : $0 > 4 ? $0 : 4 }, fresh: { .maximum($0, 4) },
          inPlace: { $0.formMaximum(4) }
        ) { Column.maximum($0, 4, into: &$1) }
        check(
          "clamp", a, x.map { $0 != $0 ? $0 : $0 <= 1 ? 1 : $0 >= 9 ? 9 : $0 }, fresh: { $0.clamped(to: 1...9) },
          inPlace: { $0.clamp(to: 1...9) }
        ) { Column.clamp($0, to: 1...9, into: &$1) }
        check(
          "multiply-add", a, all.map { Element._add(Element._multiply(x[$0], y[$0]), z[$0]) },
          fresh: { .multiplyAdd($0, b, c) }, inPlace: { $0.formMultiplyAdd(b, c) }
        ) { Column.multiplyAdd($0, b, c, into: &$1) }
        check(
          "multiply-add by scalar", a, all.map { Element._add(Element._multiply(x[$0], 3), z[$0]) },
          fresh: { .multiplyAdd($0, 3, c) }, inPlace: { $0.formMultiplyAdd(3, c) }
        ) { Column.multiplyAdd($0, 3, c, into: &$1) }
        check(
          "multiply-add of scalars", a, x.map { Element._add(Element._multiply($0, 3), 2) },
          fresh: { .multiplyAdd($0, 3, 2) }, inPlace: { $0.formMultiplyAdd(3, 2) }
        ) { Column.multiplyAdd($0, 3, 2, into: &$1) }
        let mask = b .< c
        check(
          "select", a, all.map { y[$0] < z[$0] ? y[$0] : x[$0] }, fresh: { $0.replacing(with: b, where: mask) },
          inPlace: { $0.replace(with: b, where: mask) }
        ) { Column.select(mask, b, $0, into: &$1) }
        check(
          "select scalar", a, all.map { y[$0] < z[$0] ? 6 : x[$0] }, fresh: { $0.replacing(with: 6, where: mask) },
          inPlace: { $0.replace(with: 6, where: mask) }
        ) { $0.replacing(with: 6, where: mask, into: &$1) }
        #expect(same(Column.select(mask, a, 6), all.map { y[$0] < z[$0] ? x[$0] : 6 }))
        cases += 17
      }
    }
    run(Double.self)
    run(Float.self)
    run(Int32.self)
    run(Int64.self)
    #expect(ranCases("operations of columns", cases, atLeast: TestSize.pick(5000, small: 1700)))
  }

  @Test func rootsAndRounding() {
    func run<Element: ArrayFloat>(_ type: Element.Type) {
      for count in awkwardCounts {
        let a = mixture(type, count, seed: 4)
        let x = a.array
        check("root", a, x.map { $0.squareRoot() }, fresh: { $0.squareRoot() }, inPlace: { $0.formSquareRoot() }) {
          Column.squareRoot($0, into: &$1)
        }
        check("floor", a, x.map { $0.rounded(.down) }, fresh: { $0.floor() }, inPlace: { $0.formFloor() }) {
          Column.floor($0, into: &$1)
        }
        check("round", a, x.map { $0.rounded(.toNearestOrEven) }, fresh: { $0.rounded() }, inPlace: { $0.round() }) {
          Column.round($0, into: &$1)
        }
      }
    }
    run(Double.self)
    run(Float.self)
  }

  @Test func aColumnWithItself() {
    var column: Column<Double> = [1, 2, 3]
    let kept = column
    column += column
    #expect(column.array == [2, 4, 6] && kept.array == [1, 2, 3])
    column *= column.prefix(3)
    #expect(column.array == [4, 16, 36])
    column.formMultiplyAdd(column, column)
    #expect(column.array == [20, 272, 1332])
  }

  @Test func callersErrors() async {
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]) + Column([1]) }
    await #expect(processExitsWith: .failure) {
      var column = Column<Double>([1, 2])
      column += [1]
    }
    await #expect(processExitsWith: .failure) {
      var result = Column<Double>([1])
      Column.add([1, 2], [3, 4], into: &result)
    }
    await #expect(processExitsWith: .failure) { _ = Column<Int32>([1, 2]) / [1, 0] }
    await #expect(processExitsWith: .failure) { _ = Column<Int64>([1, 2]) / 0 }
    await #expect(processExitsWith: .failure) { _ = 1 / Column<Int64>([1, 0]) }
    await #expect(processExitsWith: .failure) { _ = Column<Int64>([1, 2]).replacing(with: 0, where: [true]) }
    await #expect(processExitsWith: .failure) { _ = Column<Int64>([1, 2]) .< [1] }
  }
}
