// Gathering, sorting, searching and unique elements: against NumPy, and against naive twins at every awkward count.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct ColumnOrderTests {
  /// Whether `left` stands before `right` in a sorted column.
  private func precedes<Element: ArrayElement>(_ left: Element, _ right: Element) -> Bool {
    left < right || (left == left && right != right)
  }

  private func checkGolden<Element: ArrayElement>(_ type: Element.Type) throws -> Int {
    let name = Golden.name(type)
    func places(_ operation: String) throws -> Column<Int64> { try Golden.column("\(name)-\(operation)") }
    let (a, b): (Column<Element>, Column<Element>) = (try Golden.column("\(name)-a"), try Golden.column("\(name)-b"))
    let sorted: Column<Element> = try Golden.column("\(name)-sort")
    // The order of the two zeros is NumPy's own affair.
    #expect(
      a.sorted().array.map { $0 == Element() ? 0 : bits($0) } == sorted.array.map { $0 == Element() ? 0 : bits($0) })
    #expect(same(a.argsort(), try places("argsort")), "\(name)")
    #expect(same(sorted.searchsorted(b), try places("searchsorted-left")), "\(name)")
    #expect(same(sorted.searchsorted(b, side: .right), try places("searchsorted-right")), "\(name)")
    #expect(same(a.compress(try Golden.mask("\(name)-mask")), try Golden.column("\(name)-compress", of: type)))
    let unique = a.unique()
    #expect(same(unique.firstIndex, try places("unique-index")), "\(name)")
    #expect(same(unique.inverse, try places("unique-inverse")), "\(name)")
    #expect(same(unique.counts, try places("unique-counts")), "\(name)")
    #expect(same(unique.values, a.take(unique.firstIndex)))
    return 8 * a.count
  }

  @Test func againstNumPy() throws {
    var cases = try checkGolden(Double.self) + checkGolden(Float.self) + checkGolden(Int32.self)
    cases += try checkGolden(Int64.self) + checkGolden(UInt32.self) + checkGolden(UInt8.self)
    #expect(ranCases("order against NumPy", cases, atLeast: 8000))
  }

  @Test func againstNaiveTwins() {
    var cases = 0
    func run<Element: ArrayElement>(_ column: Column<Element>) {
      let x = column.array
      let order = x.indices.sorted { precedes(x[$0], x[$1]) || (!precedes(x[$1], x[$0]) && $0 < $1) }
      #expect(column.argsort().array == order.map(Int64.init))
      let sorted = column.sorted()
      #expect(zip(sorted.array, order).allSatisfy { $0 == x[$1] || ($0 != $0 && x[$1] != x[$1]) })
      #expect(sorted.array.map(bits).sorted() == x.map(bits).sorted(), "sorting changes no element")
      #expect(same(column, x))
      var inPlace = column
      inPlace.sort()
      #expect(same(inPlace, sorted) && same(column, x))
      #expect(same(column.reversed(), x.reversed()))
      #expect(same(Column.concatenate([column, [], column.prefix(x.count / 2)]), x + x.prefix(x.count / 2)))
      let indices = Column<Int64>.uniform(in: 0..<Int64(max(x.count, 1)), count: x.isEmpty ? 0 : 100, seed: 3)
      #expect(same(column.take(indices), indices.array.map { x[Int($0)] }))
      #expect(same(column.take(indices.cast(to: Int32.self)), indices.array.map { x[Int($0)] }))
      var place = Column<Element>(repeating: Element(), count: indices.count)
      column.take(indices, into: &place)
      #expect(same(place, column.take(indices)))
      column.take(indices.cast(to: Int32.self), into: &place)
      #expect(same(place, column.take(indices)))
      let mask = Column<Int32>.uniform(in: 0..<3, count: x.count, seed: 4) .== 0
      #expect(same(column.compress(mask), x.indices.filter { mask[$0] }.map { x[$0] }))
      let probes = column.prefix(min(x.count, 50))
      for (value, (left, right)) in zip(
        probes.array, zip(sorted.searchsorted(probes).array, sorted.searchsorted(probes, side: .right).array))
      {
        #expect(left == Int64(x.count { precedes($0, value) }))
        #expect(right == Int64(x.count { !precedes(value, $0) }))
      }
      // Zeros and NaN are one value each.
      var first: [UInt64: Int64] = [:]
      var (places, inverse, counts): ([Int64], [Int64], [Int64]) = ([], [], [])
      for (index, value) in x.enumerated() {
        let key = value == Element() ? bits(Element()) : bits(value)
        if first[key] == nil {
          first[key] = Int64(places.count)
          places.append(Int64(index))
          counts.append(0)
        }
        inverse.append(first[key]!)
        counts[Int(first[key]!)] += 1
      }
      let unique = column.unique()
      #expect(unique.firstIndex.array == places && unique.inverse.array == inverse && unique.counts.array == counts)
      #expect(same(unique.values, places.map { x[Int($0)] }))
      cases += 14
    }
    for count in awkwardCounts {
      run(mixture(Double.self, count, seed: 11))
      run(Column<Double>.normal(count: count, seed: 12))
      run(mixture(Float.self, count, seed: 13))
      run(mixture(Int32.self, count, seed: 14))
      run(mixture(Int64.self, count, seed: 15))
      run(Column<Int64>.uniform(in: .min ..< .max, count: count, seed: 16))
      run(Column<Int64>.uniform(in: 0..<1 << 33, count: count, seed: 17).cast(to: UInt32.self))
      run(Column<Int64>.uniform(in: 0..<1 << 16, count: count, seed: 17).cast(to: UInt16.self))
      run(Column<Int64>.uniform(in: 0..<1 << 8, count: count, seed: 17).cast(to: UInt8.self))
      run(Column<Double>.full(count, 2.5))
      run(Column<Int32>.arange(Int32(count)).reversed())
    }
    #expect(ranCases("order", cases, atLeast: TestSize.pick(11_000, small: 3_500)))
  }

  @Test func emptyColumns() {
    let empty = Column<Double>()
    #expect(empty.sorted().count == 0 && empty.argsort().count == 0 && empty.reversed().count == 0)
    #expect(empty.unique().values.count == 0 && empty.take(Column<Int64>()).count == 0 && empty.compress([]).count == 0)
    #expect(Column<Double>.concatenate([]).count == 0)
    #expect(empty.searchsorted([1, 2]).array == [0, 0])
  }

  @Test func callersErrors() async {
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]).take(Column<Int64>([2])) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]).take(Column<Int64>([-1])) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]).take(Column<Int32>([-1])) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>().take(Column<Int32>([0])) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]).compress([true]) }
  }
}
