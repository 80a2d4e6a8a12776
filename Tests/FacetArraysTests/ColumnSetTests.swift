// Putting, membership, counting, stacking, lexicographic order and unique columns: against NumPy and naive twins.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct ColumnSetTests {
  private func checkGolden<Element: ArrayElement>(_ type: Element.Type) throws -> Int {
    let golden = try GoldenArchive(data: "arrays/order.npz")
    let name = Golden.name(type)
    func places(_ part: String) throws -> Column<Int64> { try golden.column("\(name)-\(part)") }
    func column(_ part: String) throws -> Column<Element> { try golden.column("\(name)-\(part)") }
    let (a, b) = (try column("a"), try column("b"))
    var put = a
    put.put(a.prefix(100), at: try places("at"))
    #expect(same(put, try column("put")), "\(name)")
    let isin: Column<UInt8> = try golden.column("\(name)-isin")
    #expect(a.isin(b).array == isin.array.map { $0 != 0 }, "\(name)")
    let minor = Column<Int32>((0..<257).map { Int32((256 - $0) % 5) })
    #expect(same(Column<Int64>.lexsort([SortKey(minor), SortKey(a)]), try places("lexsort")), "\(name)")
    #expect(same(Matrix.stack(columns: [a, a.reversed()]).flat, try column("stack")), "\(name)")
    if golden.names.contains("\(name)-unique-first") {
      let unique = Matrix(try column("matrix"), rows: 3, columns: 257).uniqueColumns()
      #expect(same(unique.firstIndex, try places("unique-first")), "\(name)")
      #expect(same(unique.inverse, try places("unique-inverse")), "\(name)")
      #expect(same(unique.counts, try places("unique-counts")), "\(name)")
    }
    return 5 * a.count
  }

  private func checkCounts<Element: ArrayElement & FixedWidthInteger>(_ type: Element.Type) throws {
    let golden = try GoldenArchive(data: "arrays/order.npz")
    let name = Golden.name(type)
    let values: Column<Element> = try golden.column("\(name)-positive")
    #expect(same(values.bincount(minimumCount: 50), try golden.column("\(name)-bincount", of: Int64.self)))
    let weights = Column<Double>((0..<257).map { $0 == 256 ? 1 : Double($0) * (2.0 / 256) - 1 })
    #expect(same(values.bincount(weights: weights), try golden.column("\(name)-weighted", of: Double.self)))
  }

  @Test func againstNumPy() throws {
    var cases = try checkGolden(Double.self) + checkGolden(Float.self) + checkGolden(Int32.self)
    cases += try checkGolden(Int64.self) + checkGolden(UInt32.self) + checkGolden(UInt8.self)
    try checkCounts(Int32.self)
    try checkCounts(Int64.self)
    try checkCounts(UInt32.self)
    try checkCounts(UInt8.self)
    #expect(ranCases("sets against NumPy", cases, atLeast: 7000))
  }

  @Test func histogramsAgainstNumPy() throws {
    let golden = try GoldenArchive(data: "arrays/order.npz")
    let (x, edges): (Column<Double>, Column<Double>) = (try golden.column("x"), try golden.column("edges"))
    #expect(same(x.histogram(edges: edges).counts, try golden.column("histogram-edges", of: Int64.self)))
    for bins in [1, 7, 10, 1000] {
      let whole = x.histogram(bins: bins)
      #expect(same(whole.counts, try golden.column("histogram-\(bins)", of: Int64.self)))
      #expect(same(whole.edges, try golden.column("histogram-edges-\(bins)", of: Double.self)))
      let ranged = x.histogram(bins: bins, range: -1...1)
      #expect(same(ranged.counts, try golden.column("ranged-\(bins)", of: Int64.self)))
      #expect(same(ranged.edges, try golden.column("ranged-edges-\(bins)", of: Double.self)))
    }
    #expect(Column<Double>([.nan, .infinity, 1]).histogram(bins: 2).counts.array == [0, 1])
    #expect(Column<Double>().histogram(bins: 2).edges.array == [0, 0.5, 1])
  }

  @Test func againstNaiveTwins() {
    var cases = 0
    func run<Element: ArrayElement>(_ column: Column<Element>) {
      let x = column.array
      let few = column.prefix(x.count / 3)
      let kept = few.array
      if x.count < 3000 { #expect(column.isin(few).array == x.map { kept.contains($0) }) }
      let indices = Column<Int64>.uniform(in: 0..<Int64(max(x.count, 1)), count: x.isEmpty ? 0 : 90, seed: 5)
      var (filled, twin) = (column, x)
      filled.put(Element(), at: indices)
      for index in indices.array { twin[Int(index)] = Element() }
      #expect(same(filled, twin) && same(column, x))
      #expect(same(Column<Int64>.lexsort([SortKey(column)]), column.argsort()))
      // Two rows below each other, then the same as rows of two.
      let wide = Matrix.stack(rows: [column, column.reversed()])
      let tall = Matrix.stack(columns: [column, column.reversed()])
      let (byColumn, byRow) = (wide.uniqueColumns(), tall.uniqueRows())
      #expect(byColumn.firstIndex.array == byRow.firstIndex.array && byColumn.inverse.array == byRow.inverse.array)
      #expect(byColumn.counts.array == byRow.counts.array)
      guard x.count < 2100 else { return }
      var firsts: [Int] = []
      var inverse: [Int64] = []
      for index in x.indices {
        let mirror = x.count - 1 - index
        if let number = firsts.firstIndex(where: { x[$0] == x[index] && x[x.count - 1 - $0] == x[mirror] }) {
          inverse.append(Int64(number))
        } else {
          inverse.append(Int64(firsts.count))
          firsts.append(index)
        }
      }
      #expect(byColumn.inverse.array == inverse && byColumn.firstIndex.array == firsts.map(Int64.init))
      #expect(same(byColumn.values.row(0), firsts.map { x[$0] }))
      #expect(same(byRow.values.flat, firsts.flatMap { [x[$0], x[x.count - 1 - $0]] }))
      let both = Matrix.concatenate(columns: [wide, wide])
      #expect(same(both.row(1), column.reversed().array + column.reversed().array))
      #expect(same(Matrix.concatenate(rows: [wide, wide]).row(3), column.reversed()))
      cases += 10
    }
    for count in awkwardCounts where count <= TestSize.pick(100_003, small: 129) {
      run(mixture(Double.self, count, seed: 21))
      run(mixture(Float.self, count, seed: 22))
      run(mixture(Int32.self, count, seed: 23))
      run(mixture(Int64.self, count, seed: 24))
      run(Column<Int64>.uniform(in: 0..<1 << 8, count: count, seed: 25).cast(to: UInt8.self))
    }
    #expect(ranCases("sets", cases, atLeast: TestSize.pick(3000, small: 1000)))
  }

  @Test func callersErrors() async {
    await #expect(processExitsWith: .failure) {
      var column = Column<Double>([1, 2])
      column.put(3, at: [2])
    }
    await #expect(processExitsWith: .failure) { _ = Column<Int64>([-1]).bincount() }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1]).histogram(edges: [1, 0]) }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>.stack(rows: [[1], [1, 2]]) }
  }
}
