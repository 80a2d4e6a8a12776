// Views of columns and matrices: they copy nothing, keep the memory alive, and every operation on them answers what it
// answers on a contiguous copy.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Testing

/// The same elements in memory of their own, side by side.
private func packed<Element: ArrayElement>(_ column: Column<Element>) -> Column<Element> { Column(column.array) }

@Suite struct ViewTests {
  /// Ways to look at a column of at least `3 * count + 2` elements, `count` elements each.
  private func views<Element: ArrayElement>(_ column: Column<Element>, _ count: Int) -> [Column<Element>] {
    [
      column[1..<1 + count],
      column[1..<max(2 * count, 1), by: 2].prefix(count),
      column[0..<count, by: -1],
      column[2..<2 + 3 * count, by: -3],
    ]
  }

  @Test func slicesHoldTheElementsOfTheirRange() {
    let column = Column<Int32>.arange(100)
    for first in [0, 1, 50, 99, 100] {
      for last in [first, first + 1, first + 7, 100] where last <= 100 {
        for step in [1, 2, 3, 50, 1000, Int.max, -1, -2, -7, Int.min] {
          let view = column[first..<last, by: step]
          let expected =
            step > 0
            ? (first..<last).filter { ($0 - first) % step == 0 }
            : (first..<last).reversed().filter { UInt(last - 1 - $0) % step.magnitude == 0 }
          #expect(view.array == expected.map { Int32($0) })
          #expect(view == Column(expected.map { Int32($0) }))
          #expect(same(view.contiguous(), packed(view)))
        }
      }
    }
    let inner = column[10..<90, by: 4][1..<19, by: -3]
    #expect(inner.array == [82, 70, 58, 46, 34, 22])
    #expect(inner.stride == -12)
  }

  @Test func operationsOnViewsAnswerAsOnCopies() {
    var cases = 0
    func check<Element: ArrayNumber>(_ type: Element.Type) {
      for count in [1, 2, 7, 64, 1023, 1024, 1025, 2500] where count <= TestSize.pick(2500, small: 1025) {
        let (left, right) = (mixture(type, 3 * count + 2, seed: 1), mixture(type, 3 * count + 2, seed: 2))
        let mask = Mask((0..<count).map { $0 % 3 == 0 })
        for (a, b) in zip(views(left, count), views(right, count).reversed()) {
          let (p, q) = (packed(a), packed(b))
          let divisor = type._trapsOnZero ? b.replacing(with: 1, where: b .== 0) : b
          var results: [(Column<Element>, Column<Element>)] = [
            (a + b, p + q), (a - 3, p - 3), (3 - a, 3 - p), (a * b, p * q), (a / divisor, p / packed(divisor)),
            (-a, -p), (a.magnitude, p.magnitude), (.minimum(a, b), .minimum(p, q)), (.maximum(a, 3), .maximum(p, 3)),
            (a.clamped(to: 0...9), p.clamped(to: 0...9)), (.multiplyAdd(a, b, a), .multiplyAdd(p, q, p)),
            (.multiplyAdd(a, 3, b), .multiplyAdd(p, 3, q)), (.multiplyAdd(a, 3, 4), .multiplyAdd(p, 3, 4)),
            (.select(mask, a, b), .select(mask, p, q)),
            (a.replacing(with: 5, where: mask), p.replacing(with: 5, where: mask)),
            (a.compress(mask), p.compress(mask)), (a.reversed(), p.reversed()), (a.difference(), p.difference()),
            (.concatenate([a, b]), .concatenate([p, q])), (a.sorted(), p.sorted()),
            (a.take([0, 0] as Column<Int64>), p.take([0, 0] as Column<Int64>)),
            (a.take(Column<Int32>.arange(Int32(2 * count))[0..<count, by: -1]), p.reversed()),
            (a.unique().values, p.unique().values),
          ]
          var (c, d) = (a, p)
          c += b
          d += q
          results.append((c, d))
          c.formMultiplyAdd(a, b)
          d.formMultiplyAdd(p, q)
          results.append((c, d))
          c.replace(with: b, where: mask)
          d.replace(with: q, where: mask)
          results.append((c, d))
          Column.subtract(a, b, into: &c)
          Column.subtract(p, q, into: &d)
          results.append((c, d))
          for (index, (view, copy)) in results.enumerated() {
            #expect(same(view, copy), "\(type), \(count) elements by \(a.stride), result \(index)")
          }
          #expect((a .< b) == (p .< q) && (a .== 3) == (p .== 3))
          #expect(same(a.cast(to: Double.self), p.cast(to: Double.self)))
          #expect(same(a.cast(to: UInt8.self), p.cast(to: UInt8.self)))
          #expect(same([a.sum(), a.dot(b)], [p.sum(), p.dot(q)]))
          #expect(same([a.mean(), a.variance(), a.norm()], [p.mean(), p.variance(), p.norm()]))
          #expect(a.argmin() == p.argmin() && a.argmax() == p.argmax())
          #expect(same(a.cumulativeSum(), p.cumulativeSum()))
          #expect(a.argsort() == p.argsort())
          #expect(a.searchsorted(b) == p.searchsorted(q))
          #expect(a.description == p.description)
          cases += results.count + 14
        }
      }
    }
    check(Double.self)
    check(Float.self)
    check(Int32.self)
    check(Int64.self)
    let floats = mixture(Double.self, 3002, seed: 3)[0..<3000, by: -3]
    #expect(same(floats.squareRoot(), packed(floats).squareRoot()) && same(floats.floor(), packed(floats).floor()))
    #expect(
      floats.replacing(with: 0, where: floats .!= floats).isClose(
        to: packed(floats.replacing(with: 0, where: floats .!= floats))))
    #expect(ranCases("operations on views", cases, atLeast: TestSize.pick(5_000, small: 3_000)))
  }

  private func same<Element: ArrayElement>(_ left: [Element], _ right: [Element]) -> Bool {
    left.map(bits) == right.map(bits)
  }

  private func same<Element: ArrayElement>(_ left: Column<Element>, _ right: Column<Element>) -> Bool {
    left.array.map(bits) == right.array.map(bits)
  }

  @Test func matrixViewsShowTheirElements() {
    let matrix = Matrix(Column<Double>.arange(12 * 17), rows: 12, columns: 17)
    #expect(matrix.transposed.array2D == (0..<17).map { j in (0..<12).map { matrix[$0, j] } })
    #expect(matrix.transposed.flat.array == (0..<17).flatMap { j in (0..<12).map { matrix[$0, j] } })
    #expect(matrix.row(3).array == (0..<17).map { matrix[3, $0] })
    #expect(matrix.column(3).array == (0..<12).map { matrix[$0, 3] })
    #expect(matrix.diagonal.array == (0..<12).map { matrix[$0, $0] })
    #expect(matrix.transposed.diagonal == matrix.diagonal)
    let part = matrix[rows: 2..<9, columns: 3..<5]
    #expect(part.array2D == (2..<9).map { i in (3..<5).map { matrix[i, $0] } })
    #expect(matrix[rows: 0..<12, by: -5].array2D == [11, 6, 1].map { matrix.row($0).array })
    #expect(matrix[columns: 1..<17, by: 6].array2D == (0..<12).map { i in [1, 7, 13].map { matrix[i, $0] } })
    #expect(part.contiguous() == part && part.contiguous().isContiguous && !part.isContiguous)
    #expect(matrix.reshaped(rows: 17, columns: 12).flat == matrix.flat)
    #expect(part.reshaped(rows: 2, columns: 7).flat.array == part.array2D.flatMap { $0 })
    #expect(matrix.flat.reshaped(rows: 4, columns: 51).row(1) == matrix.flat[51..<102])
    let large = Matrix(Column<Int32>.arange(130 * 71), rows: 130, columns: 71)
    #expect(large.transposed.contiguous().flat.array == (0..<71).flatMap { j in (0..<130).map { large[$0, j] } })
    #expect(matrix[rows: 4..<4].count == 0 && matrix[columns: 17..<17].flat.count == 0)
  }

  @Test func viewsCopyNothingAndKeepTheMemoryAlive() throws {
    let ledger = MemoryLedger()
    var matrix: Matrix<Double>? = Matrix(rows: 100, columns: 3000, label: "numbers", ledger: ledger)
    let bytes = 100 * 3000 * 8
    #expect(ledger.live(.other) == bytes)
    var views: [Any] = [
      matrix!.row(7), matrix!.column(7), matrix!.transposed, matrix![rows: 1..<9, by: 2], matrix!.flat[7..<99, by: 3],
      matrix!.diagonal, matrix!.reshaped(rows: 3000, columns: 100), matrix![rows: 0..<3, columns: 5..<9],
    ]
    #expect(ledger.live(.other) == bytes && ledger.peak(.other) == bytes)
    matrix = nil
    #expect(ledger.live(.other) == bytes)
    views.removeAll()
    #expect(ledger.live(.other) == 0)
  }

  @Test(.enabled(if: TestSize.measuresMemory))
  func aReleasedColumnGivesItsMemoryBackAtOnce() async {
    await #expect(processExitsWith: .success) {
      let mebibyte = 1 << 20
      let before = ProcessMemory.residentBytes
      var column = Column<Double>.full(8 * mebibyte, 1)
      demand(ProcessMemory.residentBytes - before > 60 * mebibyte, "64 MiB are resident")
      var view = column[0..<column.count, by: 1000]
      column = []
      demand(ProcessMemory.residentBytes - before > 60 * mebibyte, "a view keeps them")
      demand(view.sum() == Double(view.count), "and shows them")
      view = []
      demand(ProcessMemory.residentBytes - before < 4 * mebibyte, "they are given back")
      let kept = withRecycling {
        let sum = (Column<Double>.full(8 * mebibyte, 1) + 1).sum()
        demand(ProcessMemory.residentBytes - before > 120 * mebibyte, "a scope keeps them")
        return sum
      }
      demand(kept == Double(16 * mebibyte), "the sum")
      demand(ProcessMemory.residentBytes - before < 4 * mebibyte, "its end gives them back")
    }
  }

  @Test func aSharedColumnIsCopiedOnceOnTheFirstWrite() {
    let ledger = MemoryLedger()
    let original = Matrix<Double>(rows: 1, columns: 1000, ledger: ledger)
    var copy = original
    #expect(ledger.live(.other) == 8000)
    copy[0, 5] = 1
    copy[0, 6] = 2
    copy.flat += 1
    #expect(ledger.live(.other) == 16000 && ledger.peak(.other) == 16000)
    #expect(original.flat.sum() == 0 && copy.flat.sum() == 1003)
  }

  @Test func writingThroughAViewChangesTheVariableInPlace() {
    let ledger = MemoryLedger()
    var matrix = Matrix<Double>(rows: 3, columns: 1000, ledger: ledger)
    matrix[row: 1] += 2
    matrix[row: 1][10..<20] *= 3
    matrix.flat[2990..<3000] -= 1
    #expect(ledger.peak(.other) == 24000)
    matrix[column: 4] += Column([1, 10, 100])
    matrix.flat[0..<3000, by: 1000] = [7, 8, 9]
    matrix[rows: 0..<2, columns: 998..<1000] = [[1, 2], [3, 4]]
    var expected = [[Double]](repeating: [Double](repeating: 0, count: 1000), count: 3)
    for j in 0..<1000 { expected[1][j] = (10..<20).contains(j) ? 6 : 2 }
    for j in 990..<1000 { expected[2][j] -= 1 }
    for i in 0..<3 { expected[i][4] += [1, 10, 100][i] }
    for i in 0..<3 { expected[i][0] = [7, 8, 9][i] }
    expected[0].replaceSubrange(998..<1000, with: [1, 2])
    expected[1].replaceSubrange(998..<1000, with: [3, 4])
    #expect(matrix.array2D == expected)
  }

  @Test func copiesOfALentViewKeepTheirValues() {
    var column = Column<Int32>.arange(10)
    var kept: [Column<Int32>] = []
    func change(_ view: inout Column<Int32>) {
      kept.append(view)
      view += 100
      kept.append(view)
    }
    change(&column[2..<5])
    #expect(column.array == [0, 1, 102, 103, 104, 5, 6, 7, 8, 9])
    column[3] = -1
    #expect(kept.map(\.array) == [[2, 3, 4], [102, 103, 104]])
    kept[0][1] = 77
    kept[1] += 1
    #expect(column.array == [0, 1, 102, -1, 104, 5, 6, 7, 8, 9])
    func replace(_ view: inout Column<Int32>) { view = view[0..<3, by: -1] }
    replace(&column[2..<5])
    #expect(column.array == [0, 1, 104, -1, 102, 5, 6, 7, 8, 9])
    func replaceTwice(_ view: inout Column<Int32>) {
      view = view + 1
      view = view - 2
    }
    replaceTwice(&column[2..<5])
    #expect(column.array == [0, 1, 103, -2, 101, 5, 6, 7, 8, 9])
    column[2..<5] += 1
    let snapshot = column
    column[0..<3] *= 2
    #expect(snapshot.array == [0, 1, 104, -1, 102, 5, 6, 7, 8, 9] && column.array[0..<3] == [0, 2, 208])
    var matrix = Matrix(Column<Int32>.arange(6), rows: 2, columns: 3)
    change(&matrix[column: 1])
    #expect(matrix.flat.array == [0, 101, 2, 3, 104, 5])
    #expect(kept.suffix(2).map(\.array) == [[1, 4], [101, 104]])
  }
}

extension Matrix {
  /// The rows as Swift arrays.
  var array2D: [[Element]] { (0..<rows).map { row($0).array } }
}
