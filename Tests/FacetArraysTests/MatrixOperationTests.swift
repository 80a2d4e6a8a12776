// Operations on matrices against the same operations on columns, for every way in which two matrices can lie.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct MatrixOperationTests {
  /// The same elements seen in several ways.
  private func looks<Element: ArrayNumber>(_ rows: Int, _ columns: Int, _ seed: UInt64, _ type: Element.Type)
    -> [Matrix<
      Element
    >]
  {
    let plain = mixture(type, rows * columns, seed: seed).reshaped(rows: rows, columns: columns)
    let turned = plain.transposed.contiguous().transposed
    var wide = Matrix<Element>(rows: rows + 2, columns: columns + 3)
    wide[rows: 1..<1 + rows, columns: 2..<2 + columns] = plain
    return [plain, turned, wide[rows: 1..<1 + rows, columns: 2..<2 + columns]]
  }

  @Test func elementwise() {
    var cases = 0
    func check<Element: ArrayNumber>(_ type: Element.Type) {
      for (rows, columns) in [(1, 1), (3, 40), (40, 3), (7, 300)]
      where rows * columns <= TestSize.pick(2100, small: 120) {
        for a in looks(rows, columns, 1, type) {
          for b in looks(rows, columns, 2, type) {
            let (p, q) = (a.flat, b.flat)
            let addend = looks(rows, columns, 3, type)[1]
            let d = type._trapsOnZero ? b.replacing(with: 1, where: b .== .full(rows: rows, columns: columns, 0)) : b
            var c = a
            var results: [(Matrix<Element>, Column<Element>)] = [
              (a + b, p + q), (a - b, p - q), (a * b, p * q), (a / d, p / d.flat), (a + 2, p + 2), (2 - a, 2 - p),
              (-a, -p), (a.magnitude, p.magnitude), (.minimum(a, b), .minimum(p, q)), (.maximum(a, b), .maximum(p, q)),
              (.minimum(a, 2), .minimum(p, 2)), (a.clamped(to: 0...5), p.clamped(to: 0...5)),
              (.multiplyAdd(a, b, addend), .multiplyAdd(p, q, addend.flat)),
              (.multiplyAdd(a, 2, 3), .multiplyAdd(p, 2, 3)),
              (.select(a .< b, a, b), .select(p .< q, p, q)),
            ]
            func inPlace(_ change: (inout Matrix<Element>) -> Void, _ expected: Column<Element>) {
              c = a
              change(&c)
              results.append((c, expected))
            }
            inPlace({ $0 += b }, p + q)
            inPlace({ $0 -= b }, p - q)
            inPlace({ $0 *= b }, p * q)
            inPlace({ $0 /= d }, p / d.flat)
            inPlace({ $0 += 2 }, p + 2)
            inPlace({ $0.negate() }, -p)
            inPlace({ $0.formMagnitude() }, p.magnitude)
            inPlace({ $0.formMinimum(b) }, .minimum(p, q))
            inPlace({ $0.formMaximum(2) }, .maximum(p, 2))
            inPlace({ $0.clamp(to: 0...5) }, p.clamped(to: 0...5))
            inPlace({ $0.formMultiplyAdd(b, addend) }, .multiplyAdd(p, q, addend.flat))
            inPlace({ $0.replace(with: 9, where: a .< b) }, p.replacing(with: 9, where: p .< q))
            inPlace({ Matrix.add(a, b, into: &$0) }, p + q)
            inPlace({ Matrix.subtract(2, b, into: &$0) }, 2 - q)
            inPlace({ Matrix.multiply(a, 2, into: &$0) }, p * 2)
            inPlace({ Matrix.divide(a, d, into: &$0) }, p / d.flat)
            inPlace({ Matrix.negate(b, into: &$0) }, -q)
            inPlace({ Matrix.magnitude(b, into: &$0) }, q.magnitude)
            inPlace({ Matrix.minimum(a, b, into: &$0) }, .minimum(p, q))
            inPlace({ Matrix.maximum(a, b, into: &$0) }, .maximum(p, q))
            inPlace({ Matrix.clamp(b, to: 0...5, into: &$0) }, q.clamped(to: 0...5))
            inPlace({ Matrix.multiplyAdd(a, b, addend, into: &$0) }, .multiplyAdd(p, q, addend.flat))
            inPlace({ Matrix.select(a .< b, a, b, into: &$0) }, .select(p .< q, p, q))
            for (index, (matrix, column)) in results.enumerated() {
              #expect(matrix.rows == rows && matrix.columns == columns)
              #expect(same(matrix.flat, column), "\(type), \(rows) x \(columns), result \(index)")
            }
            let comparisons: [(MaskMatrix, Mask)] = [
              (a .< b, p .< q), (a .<= b, p .<= q), (a .== b, p .== q), (a .!= b, p .!= q), (a .>= b, p .>= q),
              (a .> b, p .> q), (a .> 2, p .> 2), ((a .< b) .| (a .== 2), (p .< q) .| (p .== 2)),
              (.!(a .< b) .& (a .> 0), .!(p .< q) .& (p .> 0)), ((a .< b) .^ (b .< 3), (p .< q) .^ (q .< 3)),
            ]
            for (matrix, mask) in comparisons {
              #expect(matrix.flat == mask && matrix.trueCount == mask.trueCount)
              #expect(matrix.any() == mask.any() && matrix.all() == mask.all())
            }
            var mask = a .< a
            Matrix.compare(a, .lessOrEqual, b, into: &mask)
            #expect(mask.flat == (p .<= q))
            Matrix.compare(a, .greater, 1, into: &mask)
            #expect(mask.flat == (p .> 1))
            #expect(same(a.cast(to: Float.self).flat, p.cast(to: Float.self)))
            cases += results.count + comparisons.count + 3
          }
        }
      }
    }
    check(Double.self)
    check(Float.self)
    check(Int32.self)
    check(Int64.self)
    #expect(ranCases("operations of matrices", cases, atLeast: TestSize.pick(6_500, small: 4_500)))
  }

  @Test func rootsAndRounding() {
    for a in looks(9, 30, 4, Double.self) {
      var c = a
      #expect(same(a.squareRoot().flat, a.flat.squareRoot()))
      #expect(same(a.floor().flat, a.flat.floor()))
      #expect(same(a.rounded().flat, a.flat.rounded()))
      Matrix.squareRoot(a, into: &c)
      #expect(same(c.flat, a.flat.squareRoot()))
      Matrix.floor(a, into: &c)
      #expect(same(c.flat, a.flat.floor()))
      Matrix.round(a, into: &c)
      #expect(same(c.flat, a.flat.rounded()))
      c = a
      c.formSquareRoot()
      #expect(same(c.flat, a.flat.squareRoot()))
      c = a
      c.formFloor()
      #expect(same(c.flat, a.flat.floor()))
      c = a
      c.round()
      #expect(same(c.flat, a.flat.rounded()))
    }
  }

  /// Broadcasting against loops, with rows that are short, long and in between, fresh, in place and into.
  @Test func broadcasting() {
    for (rows, columns) in [(1, 1), (3, 2000), (2000, 3), (5, 255), (5, 256), (5, 257), (1030, 1), (40, 1025)] {
      for a in looks(rows, columns, 5, Double.self) {
        let (r, c) = (mixture(Double.self, columns, seed: 6), mixture(Double.self, rows, seed: 7))
        func naive(_ function: (Int, Int) -> Double) -> Column<Double> {
          Column((0..<rows).flatMap { i in (0..<columns).map { function(i, $0) } })
        }
        var d = a
        d -= .row(r)
        var e = a
        e *= .column(c)
        var f = a
        Matrix.subtract(a, .column(c), into: &f)
        var (g, h, k) = (a, a, a)
        Matrix.subtract(.row(r), a, into: &g)
        Matrix.divide(.column(c), a, into: &h)
        Matrix.minimum(a, .column(c), into: &k)
        var l = a.contiguous()
        Matrix.maximum(l, .row(r), into: &l)
        let results: [(Matrix<Double>, Column<Double>)] = [
          (g, naive { r[$1] - a[$0, $1] }), (h, naive { c[$0] / a[$0, $1] }),
          (k, Matrix.minimum(a, .column(c)).flat), (l, Matrix.maximum(a, .row(r)).flat),
          (a + .row(r), naive { a[$0, $1] + r[$1] }), (.column(c) - a, naive { c[$0] - a[$0, $1] }),
          (.row(r) / a, naive { r[$1] / a[$0, $1] }), (d, naive { a[$0, $1] - r[$1] }),
          (e, naive { a[$0, $1] * c[$0] }), (f, naive { a[$0, $1] - c[$0] }),
        ]
        for (index, (matrix, expected)) in results.enumerated() {
          #expect(same(matrix.flat, expected), "\(rows) x \(columns), result \(index)")
        }
      }
    }
  }

  /// Sums of lines have the bits of the same sums over the line as a column.
  @Test func sumsOfLinesHaveTheBitsOfColumns() {
    for (rows, columns) in [
      (1, 5), (3, 300), (300, 3), (15, 257), (17, 16), (1024, 2), (1025, 5), (5000, 2), (63, 64), (64, 63),
    ] {
      for type in [0, 1, 2] {
        let values = Column<Double>.normal(count: rows * columns, seed: UInt64(rows))
        let plain = values.reshaped(rows: rows, columns: columns)
        let a = type == 0 ? plain : type == 1 ? plain.transposed.contiguous().transposed : plain[rows: 0..<rows, by: -1]
        for lines in MatrixLines.allCases {
          let count = lines == .rows ? rows : columns
          func line(_ index: Int) -> Column<Double> { lines == .rows ? a.row(index) : a.column(index) }
          #expect(same(a.sum(of: lines), Column((0..<count).map { line($0).sum() })), "\(rows) x \(columns) \(lines)")
          #expect(same(a.mean(of: lines), Column((0..<count).map { line($0).mean() })))
          #expect(same(a.variance(of: lines), Column((0..<count).map { line($0).variance() })))
          #expect(same(a.norm(of: lines), Column((0..<count).map { line($0).norm() })))
          #expect(a.argmin(of: lines).array == (0..<count).map { Int64(line($0).argmin()!) })
        }
      }
    }
    let empty = Matrix<Double>(rows: 0, columns: 3)
    #expect(empty.sum(of: .columns).array == [0, 0, 0] && empty.sum(of: .rows).count == 0)
    #expect(empty.mean(of: .columns).array.allSatisfy(\.isNaN) && empty.minimum() == nil)
  }

  @Test func creationAndText() {
    let matrix: Matrix<Int32> = [[1, 2, 3], [4, 5, 6]]
    #expect(matrix.description == "[[1 2 3]\n [4 5 6]]")
    #expect(Matrix<Double>.identity(2) == [[1, 0], [0, 1]])
    #expect(Matrix<Int64>.full(rows: 1, columns: 2, 7) == [[7, 7]])
    #expect(Matrix<Float>.zeros(rows: 2, columns: 1).flat.array == [0, 0])
    let large = Matrix(Column<Int32>.arange(2000), rows: 40, columns: 50)
    let lines = large.description.split(separator: "\n")
    #expect(lines.count == 7 && lines[0] == "[[0 1 2 ... 47 48 49]" && lines[3] == " ...")
    #expect(lines[6] == " [1950 1951 1952 ... 1997 1998 1999]]")
    #expect(matrix.isContiguous && !matrix.transposed.isContiguous)
    let floats: Matrix<Double> = [[1, 2], [3, 4]]
    #expect(floats.isClose(to: floats + 1e-9) && !floats.isClose(to: floats + 1) && floats.mean() == 2.5)
  }

  @Test func chosenRowsAndColumns() {
    let plain = Matrix(Column<Int32>.arange(40), rows: 8, columns: 5)
    for matrix in [plain, plain.transposed.contiguous().transposed, plain[rows: 0..<8, by: -2]] {
      let rows: Column<Int64> = [3, 0, 3, 1]
      let columns: Column<Int64> = [4, 4, 0]
      #expect(matrix.take(rows: rows).array2D == rows.array.map { matrix.row(Int($0)).array })
      #expect(matrix.take(columns: columns).transposed.array2D == columns.array.map { matrix.column(Int($0)).array })
      let (even, odd) = (matrix.column(0) .< 19, matrix.row(0) .> 1)
      #expect(matrix.compress(rows: even) == matrix.take(rows: even.nonzero()))
      #expect(matrix.compress(columns: odd) == matrix.take(columns: odd.nonzero()))
    }
    #expect(plain.take(rows: []).rows == 0 && plain.take(rows: []).columns == 5)
    #expect((plain.column(0) .< 19).cast(to: Double.self).sum() == 4)
  }

  @Test func aWrongIndexTraps() async {
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 2).take(rows: [2]) }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 2).take(columns: [-1]) }
  }
}
