// Matrices against NumPy: element-wise with broadcasting, reductions and scans of rows and columns, each of the matrix as it
// is, transposed, and with steps. The same bits; sums within rounding (and, elsewhere, the bits of the same column's sum).
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct MatrixGoldenTests {
  static let archive = try! GoldenArchive(data: "arrays/matrices.npz")

  /// One way to look at two matrices, and what NumPy says of it.
  struct Case<Element: ArrayNumber> {
    let name: String
    let (a, b): (Matrix<Element>, Matrix<Element>)
    var row: Column<Element> { a.rows > 0 ? b.row(0) : .zeros(a.columns) }
    var column: Column<Element> { a.columns > 0 ? b.column(0) : .zeros(a.rows) }

    func has(_ operation: String) -> Bool { MatrixGoldenTests.archive.contains("\(name)-\(operation)") }

    func check<Result: ArrayElement>(_ operation: String, _ result: @autoclosure () -> Matrix<Result>) throws -> Int {
      guard has(operation) else { return 0 }
      let golden = try MatrixGoldenTests.archive.matrix("\(name)-\(operation)", of: Result.self)
      let result = result()
      #expect(result.rows == golden.rows && result.columns == golden.columns, "\(name) \(operation)")
      #expect(same(result.flat, golden.flat), "\(name) \(operation)")
      return 1
    }

    func check<Result: ArrayElement>(_ operation: String, _ result: @autoclosure () -> Column<Result>) throws -> Int {
      guard has(operation) else { return 0 }
      #expect(same(result(), try MatrixGoldenTests.archive.column("\(name)-\(operation)")), "\(name) \(operation)")
      return 1
    }

    func check(_ operation: String, _ result: Mask) throws -> Int {
      #expect(result == (try MatrixGoldenTests.archive.mask("\(name)-\(operation)")), "\(name) \(operation)")
      return 1
    }

    /// Of two zeros either may be the extreme.
    func checkExtreme(_ operation: String, _ result: @autoclosure () -> Column<Element>) throws -> Int {
      guard has(operation) else { return 0 }
      let golden = try MatrixGoldenTests.archive.column("\(name)-\(operation)", of: Element.self)
      #expect(same(result() + 0, golden + 0), "\(name) \(operation)")
      return 1
    }

    /// Sums of other order than NumPy's: within rounding.
    func checkClose(_ operation: String, _ result: @autoclosure () -> Column<Double>) throws -> Int {
      guard has(operation) else { return 0 }
      let golden = try MatrixGoldenTests.archive.column("\(name)-\(operation)", of: Double.self)
      let (result, scale) = (result(), golden.magnitude.maximum() ?? 0)
      #expect(
        result.isClose(to: golden, relativeTolerance: 1e-12, absoluteTolerance: 1e-13 * scale), "\(name) \(operation)")
      return 1
    }
  }

  static func cases<Element: ArrayNumber>(_ type: Element.Type) throws -> [Case<Element>] {
    let type = GoldenArchive.typeName(type)
    return try archive.names.filter { $0.hasPrefix(type + "-") && $0.hasSuffix("-a") }.flatMap { member in
      let base = String(member.dropLast(2))
      let (a, b): (Matrix<Element>, Matrix<Element>) = (try archive.matrix(member), try archive.matrix(base + "-b"))
      func stepped(_ m: Matrix<Element>) -> Matrix<Element> {
        m[rows: 0..<m.rows, by: -2][columns: 0..<m.columns, by: 3]
      }
      return [
        Case(name: base + "-plain", a: a, b: b),
        Case(name: base + "-transposed", a: a.transposed, b: b.transposed),
        Case(name: base + "-stepped", a: stepped(a), b: stepped(b)),
      ]
    }
  }

  @Test func elementwise() throws {
    var count = 0
    func run<Element: ArrayNumber>(_ type: Element.Type) throws {
      for look in try Self.cases(type) {
        let (a, b) = (look.a, look.b)
        count += try look.check("add", a + b)
        count += try look.check("subtract", a - b)
        count += try look.check("multiply-3", a * 3)
        count += try look.check("multiply-3", 3 * a)
        count += try look.check("where", Matrix.select(a .< b, a, b))
        count += try look.check("add-row", a + .row(look.row))
        count += try look.check("add-column", a + .column(look.column))
        count += try look.check("subtract-column", a - .column(look.column))
        count += try look.check("row-subtract", .row(look.row) - a)
        count += try look.check("multiply-row", a * .row(look.row))
        count += try look.check("minimum-column", Matrix.minimum(a, .column(look.column)))
        count += try look.check("maximum-row", Matrix.maximum(a, .row(look.row)))
      }
    }
    func runFloats<Element: ArrayFloat>(_ type: Element.Type) throws {
      try run(type)
      for look in try Self.cases(type) {
        count += try look.check("divide-row", look.a / .row(look.row))
        count += try look.check("column-divide", .column(look.column) / look.a)
        count += try look.check("sqrt", look.a.squareRoot())
      }
    }
    try runFloats(Double.self)
    try runFloats(Float.self)
    try run(Int32.self)
    try run(Int64.self)
    #expect(ranCases("matrices against NumPy", count, atLeast: 800))
  }

  @Test func reductionsAndScans() throws {
    var count = 0
    func run<Element: ArrayNumber>(_ type: Element.Type) throws {
      for look in try Self.cases(type) {
        let (a, b) = (look.a, look.b)
        let clean = type._trapsOnZero ? a : a.replacing(with: 1, where: .!(a - a .== a - a))
        let less = a .< b
        for (lines, name) in [(MatrixLines.columns, "columns"), (.rows, "rows")] {
          if type._trapsOnZero {
            count += try look.check("sum-\(name)", clean.sum(of: lines))
            count += try look.check("cumsum-\(name)", clean.cumulativeSum(of: lines))
          } else {
            count += try look.checkClose("sum-\(name)", clean.sum(of: lines).cast())
            count += try look.check("cumsum-\(name)", clean.cumulativeSum(of: lines))
          }
          count += try look.check("diff-\(name)", a.difference(of: lines))
          count += try look.check("any-\(name)", less.any(of: lines))
          count += try look.check("all-\(name)", less.all(of: lines))
          count += try look.check("count-\(name)", less.trueCount(of: lines))
          count += try look.checkClose("mean-\(name)", clean.mean(of: lines))
          count += try look.checkClose("var-\(name)", clean.variance(of: lines))
          count += try look.checkClose("norm-\(name)", clean.norm(of: lines))
          count += try look.checkExtreme("min-\(name)", a.minimum(of: lines))
          count += try look.checkExtreme("max-\(name)", a.maximum(of: lines))
          count += try look.check("argmin-\(name)", a.argmin(of: lines))
          count += try look.check("argmax-\(name)", a.argmax(of: lines))
        }
      }
    }
    try run(Double.self)
    try run(Float.self)
    try run(Int32.self)
    try run(Int64.self)
    #expect(ranCases("reductions of matrices against NumPy", count, atLeast: 1_700))
  }
}
