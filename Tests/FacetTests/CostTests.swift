// What operations cost when they are called from another module. A generic that is not specialised costs a hundred times
// the loop a user would write; each operation may cost three times that loop, for every element type.
//
// This is the one test that looks at a clock: the processor time of its own thread, which does not run while others do,
// the best of many, as a ratio to the loop measured in turn with it.
import Facet
import FacetTestSupport
import Foundation
import Testing

@Suite(.serialized) struct CostTests {
  private static let count = 9_999

  @Test func operationsCostAtMostThreeTimesTheirLoop() {
    var cases = 0
    func check(_ type: String, _ operations: [Operation]) {
      for operation in operations {
        var ratio = Double.infinity
        for _ in 0..<200 where ratio > 3 { ratio = min(ratio, Self.ratio(operation.body, Loop.all[operation.loop]!)) }
        #expect(ratio <= 3, "\(operation.name) of \(type) costs \(ratio) times its loop (\(operation.loop))")
        cases += 1
      }
    }
    check("Double", numbers(Double.self) + elements(Double.self) + floats(Double.self) + matrices(Double.self))
    check("Float", numbers(Float.self) + elements(Float.self) + floats(Float.self) + matrices(Float.self))
    check("Int32", numbers(Int32.self) + elements(Int32.self) + matrices(Int32.self))
    check("Int64", numbers(Int64.self) + elements(Int64.self) + matrices(Int64.self))
    let numbers = Column<Int64>.uniform(in: 0..<100, count: Self.count, seed: 1)
    let weights = numbers.cast(to: Double.self)
    check(
      "Int64",
      [
        Operation("bincount", "take") { keep(numbers.bincount()) },
        Operation("bincount of weights", "take") { keep(numbers.bincount(weights: weights)) },
      ])
    check("UInt32", elements(UInt32.self))
    check("UInt8", elements(UInt8.self))
    check("Bool", masks())
    #expect(ranCases("costs", cases, atLeast: 350))
  }

  /// Each public function and operator of the arrays is called above, or is known to touch no elements.
  @Test func everyOperationIsCalled() throws {
    let listed = try String(contentsOf: Places.package.appendingPathComponent("API.txt"), encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let constantTime: Set = [
      "prefix", "contiguous", "reshaped", "row", "column", "identity", "isContiguous", "finish", "append", "reserve",
      "commit", "encode", "select", "zeros", "diagonal", "withRecycling",
    ]
    var names: Set<String> = []
    for line in listed.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^FacetArrays (?:Column|Mask|Matrix|MaskMatrix): .*?func ([^(<\s]+)/)
      else { continue }
      names.insert(String(match.1))
    }
    #expect(names.count > 60)
    for name in names.sorted() where !constantTime.contains(name) {
      let isOperator = !(name.first!.isLetter)
      #expect(source.contains(isOperator ? " \(name)" : ".\(name)("), "no cost of \(name) is measured")
    }
  }

  // MARK: Operations

  private struct Operation {
    let name: String
    let loop: String
    let body: () -> Void
    init(_ name: String, _ loop: String, _ body: @escaping () -> Void) {
      (self.name, self.loop, self.body) = (name, loop, body)
    }
  }

  private func numbers<Element: ArrayNumber>(_ type: Element.Type) -> [Operation] {
    let a = Column<Int64>.uniform(in: 1..<100, count: Self.count, seed: 1).cast(to: type)
    let b = Column<Int64>.uniform(in: 1..<100, count: Self.count, seed: 2).cast(to: type)
    let mask = a .< b
    let floating = !(type is any FixedWidthInteger.Type)
    var c = a + b
    var sums = a.cumulativeSum()
    let divide = floating ? "divide" : "integer divide"
    return [
      Operation("+", "add") { keep(a + b) }, Operation("-", "add") { keep(a - b) },
      Operation("*", "add") { keep(a * b) },
      Operation("/", divide) { keep(a / b) }, Operation("+ number", "add") { keep(a + 3) },
      Operation("number -", "add") { keep(3 - a) }, Operation("+=", "add") { c += b },
      Operation("-=", "add") { c -= b },
      Operation("*=", "add") { c *= 1 }, Operation("/=", divide) { c /= 1 },
      Operation("add into", "add") { Column.add(a, b, into: &c) },
      Operation("subtract into", "add") { Column.subtract(a, b, into: &c) },
      Operation("multiply into", "add") { Column.multiply(a, 3, into: &c) },
      Operation("divide into", divide) { Column.divide(a, b, into: &c) },
      Operation("negate", "add") { keep(-a) }, Operation("negate in place", "add") { c.negate() },
      Operation("magnitude", "add") { keep(a.magnitude) }, Operation("magnitude in place", "add") { c.formMagnitude() },
      Operation("magnitude into", "add") { Column.magnitude(a, into: &c) },
      Operation("minimum", "minimum") { keep(Column.minimum(a, b)) },
      Operation("maximum", "minimum") { keep(Column.maximum(a, b)) },
      Operation("minimum in place", "minimum") { c.formMinimum(b) },
      Operation("maximum in place", "minimum") { c.formMaximum(b) },
      Operation("clamped", "minimum") { keep(a.clamped(to: 3...50)) },
      Operation("clamp", "minimum") { c.clamp(to: 3...50) },
      Operation("multiplyAdd", "add") { keep(Column.multiplyAdd(a, b, a)) },
      Operation("multiplyAdd in place", "add") { c.formMultiplyAdd(1, 0) },
      Operation("sum", "add") { keep(a.sum()) }, Operation("mean", "add") { keep(a.mean()) },
      Operation("variance", "sum of squares") { keep(a.variance()) },
      Operation("norm", "sum of squares") { keep(a.norm()) },
      Operation("dot", "sum of squares") { keep(a.dot(b)) }, Operation("minimum of all", "add") { keep(a.minimum()) },
      Operation("maximum of all", "add") { keep(a.maximum()) }, Operation("argmin", "add") { keep(a.argmin()) },
      Operation("argmax", "add") { keep(a.argmax()) }, Operation("cumulativeSum", "scan") { keep(a.cumulativeSum()) },
      Operation("cumulativeSum into", "scan") { a.cumulativeSum(into: &sums) },
      Operation("difference", "add") { keep(a.difference()) },
      Operation("arange", "divide") { keep(Column<Element>.arange(from: 0, to: 100)) },
      Operation("replace", "select") { c.replace(with: b, where: mask) },
    ]
  }

  private func floats<Element: ArrayFloat>(_ type: Element.Type) -> [Operation] {
    let a = Column<Element>.uniform(in: 1..<100, count: Self.count, seed: 1)
    var c = a
    return [
      Operation("squareRoot", "divide") { keep(a.squareRoot()) },
      Operation("squareRoot in place", "divide") { c.formSquareRoot() },
      Operation("floor", "add") { keep(a.floor()) }, Operation("floor in place", "add") { c.formFloor() },
      Operation("rounded", "add") { keep(a.rounded()) }, Operation("round", "add") { c.round() },
      Operation("isClose", "select") { keep(a.isClose(to: a)) },
      Operation("uniform", "random") { keep(Column<Element>.uniform(count: Self.count, seed: 3)) },
      Operation("normal", "normal") { keep(Column<Element>.normal(count: Self.count, seed: 3)) },
      Operation("linspace", "divide") { keep(Column<Element>.linspace(from: 0, to: 1, count: Self.count)) },
    ]
  }

  private func elements<Element: ArrayElement>(_ type: Element.Type) -> [Operation] {
    let a = Column<Int64>.uniform(in: 0..<100, count: Self.count, seed: 1).cast(to: type)
    let b = Column<Int64>.uniform(in: 0..<100, count: Self.count, seed: 2).cast(to: type)
    let mask = a .< b
    let indices = Column<Int64>.uniform(in: 0..<Int64(Self.count), count: Self.count, seed: 3)
    let sorted = a.sorted()
    let wide = a.reshaped(rows: 3, columns: Self.count / 3)
    let few = Column<Int64>.uniform(in: 0..<Int64(Self.count / 3), count: Self.count / 3, seed: 4)
    let third = wide.row(0).contiguous() .< wide.row(1).contiguous()
    var (c, taken, masked, bytes, doubles) = (a, a, mask, a.cast(to: UInt8.self), a.cast(to: Double.self))
    let (half, most) = (Element(_saturating: Int64(50)), a[0..<Self.count, by: 2])
    return [
      Operation("full", "add") { keep(Column<Element>.full(Self.count, half)) },
      Operation(".<", "compare") { keep(a .< b) }, Operation(".<=", "compare") { keep(a .<= b) },
      Operation(".==", "compare") { keep(a .== half) }, Operation(".!=", "compare") { keep(a .!= b) },
      Operation(".>=", "compare") { keep(a .>= b) }, Operation(".>", "compare") { keep(a .> b) },
      Operation("compare into", "compare") { Column.compare(a, .less, b, into: &masked) },
      Operation("==", "compare") { keep(a == a) },
      Operation("select", "select") { keep(Column.select(mask, a, b)) },
      Operation("replacing", "select") { keep(a.replacing(with: half, where: mask)) },
      Operation("cast to UInt8", "cast") { keep(a.cast(to: UInt8.self)) },
      Operation("cast to Double", "cast") { keep(a.cast(to: Double.self)) },
      Operation("cast into UInt8", "cast") { a.cast(into: &bytes) },
      Operation("cast into Double", "cast") { a.cast(into: &doubles) },
      Operation("take", "take") { keep(a.take(indices)) },
      Operation("take into", "take") { a.take(indices, into: &taken) },
      Operation("compress", "compress") { keep(a.compress(mask)) },
      Operation("nonzero", "compress") { keep(a.nonzero()) },
      Operation("reversed", "add") { keep(a.reversed()) }, Operation("reverse into", "add") { a.reverse(into: &c) },
      Operation("concatenate", "concatenate") { keep(Column.concatenate([a, b])) },
      Operation("contiguous", "add") { keep(most.contiguous()) },
      Operation("sorted", "sort") { keep(a.sorted()) }, Operation("sort", "sort") { c.sort() },
      Operation("argsort", "sort") { keep(a.argsort()) },
      Operation("uniqueValues", "sort") { keep(a.uniqueValues()) },
      Operation("searchsorted", "search") { keep(sorted.searchsorted(b)) },
      Operation("unique", "unique") { keep(a.unique()) },
      Operation("put", "take") { c.put(b, at: indices) }, Operation("put number", "take") { c.put(half, at: indices) },
      Operation("isin", "unique") { keep(a.isin(sorted.prefix(50))) },
      Operation("histogram", "search") { keep(a.histogram(bins: 10)) },
      Operation("histogram of edges", "search") { keep(a.histogram(edges: [0, 20, 50, 70])) },
      Operation("lexsort", "sort") { keep(Column<Int64>.lexsort([SortKey(a), SortKey(b)])) },
      Operation("stack rows", "concatenate") { keep(Matrix.stack(rows: [a, b])) },
      Operation("stack columns", "concatenate") { keep(Matrix.stack(columns: [a, b])) },
      Operation("concatenate rows", "concatenate") { keep(Matrix.concatenate(rows: [wide, wide])) },
      Operation("concatenate columns", "concatenate") { keep(Matrix.concatenate(columns: [wide, wide])) },
      Operation("uniqueColumns", "unique") { keep(wide.uniqueColumns()) },
      Operation("uniqueRows", "unique") { keep(wide.transposed.uniqueRows()) },
      Operation("take columns", "take") { keep(wide.take(columns: few)) },
      Operation("take rows", "take") { keep(wide.transposed.contiguous().take(rows: few)) },
      Operation("compress columns", "compress") { keep(wide.compress(columns: third)) },
      Operation("compress rows", "compress") { keep(wide.transposed.compress(rows: third)) },
    ]
  }

  private func masks() -> [Operation] {
    let a = Mask((0..<Self.count).map { $0 % 3 == 0 })
    let b = Mask((0..<Self.count).map { $0 % 5 == 0 })
    let (m, n) = (MaskMatrix(a, rows: 3, columns: Self.count / 3), MaskMatrix(b, rows: 3, columns: Self.count / 3))
    var c = a .| b
    return [
      Operation(".&", "logic") { keep(a .& b) }, Operation(".|", "logic") { keep(a .| b) },
      Operation(".^", "logic") { keep(a .^ b) }, Operation(".!", "logic") { keep(.!a) },
      Operation("and into", "logic") { Mask.and(a, b, into: &c) },
      Operation("or into", "logic") { Mask.or(a, b, into: &c) },
      Operation("xor into", "logic") { Mask.xor(a, b, into: &c) },
      Operation("not into", "logic") { Mask.not(a, into: &c) },
      Operation(".&=", "logic") { c .&= b }, Operation(".|=", "logic") { c .|= b },
      Operation(".^=", "logic") { c .^= b },
      Operation("trueCount", "logic") { keep(a.trueCount) }, Operation("any", "logic") { keep((a .& .!a).any()) },
      Operation("all", "logic") { keep(a.all()) }, Operation("nonzero", "compress") { keep(a.nonzero()) },
      Operation("matrix .&", "logic") { keep(m .& n) }, Operation("matrix .!", "logic") { keep(.!m) },
      Operation("matrix trueCount", "add") { keep(m.trueCount(of: .columns)) },
      Operation("matrix any", "add") { keep(m.any(of: .rows)) },
      Operation("matrix all", "add") { keep(m.all(of: .rows)) },
    ]
  }

  private func matrices<Element: ArrayNumber>(_ type: Element.Type) -> [Operation] {
    let (rows, columns) = (3, Self.count / 3)
    let a = Column<Int64>.uniform(in: 1..<100, count: Self.count, seed: 1).cast(to: type).reshaped(
      rows: rows, columns: columns)
    let (center, row) = (a.column(0).contiguous(), a.row(1))
    let turned = a.transposed
    var c = a + a
    var operations: [Operation] = [
      Operation("matrix +", "add") { keep(a + a) }, Operation("turned matrix +", "add") { keep(turned + turned) },
      Operation("matrix + column", "add") { keep(a + .column(center)) },
      Operation("matrix - row", "add") { keep(a - .row(row)) },
      Operation("turned matrix * row", "add") { keep(turned * .row(center)) },
      Operation("matrix += column", "add") { c += .column(center) },
      Operation("matrix .<", "compare") { keep(a .< c) },
      Operation("contiguous of turned", "transpose") { keep(turned.contiguous()) },
      Operation("full", "add") { keep(Matrix<Element>.full(rows: rows, columns: columns, 1)) },
    ]
    for lines in MatrixLines.allCases {
      operations += [
        Operation("sum of \(lines)", "line sums") { keep(a.sum(of: lines)) },
        Operation("mean of \(lines)", "line sums") { keep(a.mean(of: lines)) },
        Operation("variance of \(lines)", "line squares") { keep(a.variance(of: lines)) },
        Operation("norm of \(lines)", "line squares") { keep(a.norm(of: lines)) },
        Operation("minimum of \(lines)", "line sums") { keep(a.minimum(of: lines)) },
        Operation("argmax of \(lines)", "line sums") { keep(a.argmax(of: lines)) },
        Operation("argmin of turned \(lines)", "line sums") { keep(turned.argmin(of: lines)) },
        Operation("cumulativeSum of \(lines)", "scan") { keep(a.cumulativeSum(of: lines)) },
        Operation("difference of \(lines)", "add") { keep(a.difference(of: lines)) },
      ]
    }
    return operations
  }

  // MARK: Measuring

  private static func ratio(_ operation: () -> Void, _ loop: () -> Void) -> Double {
    var (best, bestLoop) = (Double.infinity, Double.infinity)
    for _ in 0..<7 {
      best = min(best, processorTime(operation))
      bestLoop = min(bestLoop, processorTime(loop))
    }
    return best / bestLoop
  }

  private static func processorTime(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
    let start = now()
    for _ in 0..<4 { body() }
    return now() - start
  }

  /// Loops as a user would write them for Double, over memory of their own.
  private enum Loop {
    typealias Numbers = UnsafeMutableBufferPointer<Double>
    nonisolated(unsafe) static let all: [String: () -> Void] = {
      let count = CostTests.count
      let (a, b) = (Numbers.allocate(capacity: count), Numbers.allocate(capacity: count))
      var state: UInt64 = 1
      for index in 0..<count {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        a[index] = Double(state >> 58)
        b[index] = Double(state >> 40 & 63)
      }
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
      let integers = UnsafeMutableBufferPointer<Int64>.allocate(capacity: count)
      for index in 0..<count { (bytes[index], integers[index]) = (a[index] < b[index] ? 1 : 0, Int64(b[index]) + 1) }
      func fresh<Element>(_ type: Element.Type, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
        let result = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
        fill(result)
        result.deallocate()
      }
      return [
        "add": { fresh(Double.self) { for index in 0..<count { $0[index] = a[index] + b[index] } } },
        "divide": { fresh(Double.self) { for index in 0..<count { $0[index] = a[index] / b[index] } } },
        "integer divide": { fresh(Int64.self) { for index in 0..<count { $0[index] = 5000 / integers[index] } } },
        "minimum": {
          fresh(Double.self) {
            for index in 0..<count { $0[index] = a[index] < b[index] || a[index] != a[index] ? a[index] : b[index] }
          }
        },
        "sum of squares": {
          var sum = 0.0
          for index in 0..<count { sum += a[index] * a[index] }
          keep(sum)
        },
        "scan": {
          fresh(Double.self) {
            var sum = 0.0
            for index in 0..<count {
              sum += a[index]
              $0[index] = sum
            }
          }
        },
        "select": {
          fresh(Double.self) { for index in 0..<count { $0[index] = bytes[index] != 0 ? a[index] : b[index] } }
        },
        "compare": { fresh(UInt8.self) { for index in 0..<count { $0[index] = a[index] < b[index] ? 1 : 0 } } },
        "logic": {
          fresh(UInt8.self) { for index in 0..<count { $0[index] = bytes[index] & bytes[count - 1 - index] } }
        },
        "cast": { fresh(Int32.self) { for index in 0..<count { $0[index] = Int32(a[index]) } } },
        "take": { fresh(Double.self) { for index in 0..<count { $0[index] = a[Int(integers[index]) * 97] } } },
        "compress": {
          fresh(Double.self) {
            var place = 0
            for index in 0..<count where bytes[index] != 0 {
              $0[place] = a[index]
              place += 1
            }
          }
        },
        "concatenate": {
          let result = Numbers.allocate(capacity: 2 * count)
          for index in 0..<count { (result[index], result[count + index]) = (a[index], b[index]) }
          result.deallocate()
        },
        "transpose": {
          fresh(Double.self) {
            for index in 0..<count / 3 { for row in 0..<3 { $0[3 * index + row] = a[row * (count / 3) + index] } }
          }
        },
        "line sums": {
          fresh(Double.self) {
            for index in 0..<count / 3 {
              var sum = 0.0
              for row in 0..<3 { sum += a[row * (count / 3) + index] }
              $0[index] = sum / Double(integers[index])
            }
          }
        },
        "line squares": {
          fresh(Double.self) {
            for index in 0..<count / 3 {
              var (sum, squares) = (0.0, 0.0)
              for row in 0..<3 { sum += a[row * (count / 3) + index] }
              for row in 0..<3 { squares += a[row * (count / 3) + index] - sum / Double(integers[index]) }
              $0[index] = squares.squareRoot() / sum
            }
          }
        },
        "random": {
          fresh(Double.self) {
            for index in 0..<count {
              var word = UInt64(index) &* 0x9e37_79b9_7f4a_7c15
              word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
              word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
              $0[index] = Double((word ^ word >> 31) >> 11) * 0x1p-53
            }
          }
        },
        "normal": {
          fresh(Double.self) { for index in 0..<count { $0[index] = log(a[index] + 1) * cos(b[index]) } }
        },
        "sort": {
          var copy = Array(a)
          copy.sort()
          keep(copy)
        },
        "search": {
          fresh(Int64.self) {
            for index in 0..<count {
              var (low, high) = (0, count)
              while low < high {
                let middle = (low + high) / 2
                if Double(middle) * 0.0064 < a[index] { low = middle + 1 } else { high = middle }
              }
              $0[index] = Int64(low)
            }
          }
        },
        "unique": {
          var numbers: [Double: Int] = [:]
          fresh(Int64.self) {
            for index in 0..<count {
              let number = numbers[a[index], default: numbers.count]
              numbers[a[index]] = number
              $0[index] = Int64(number)
            }
          }
        },
      ]
    }()
  }
}

/// Lets no optimiser drop the value.
@_optimize(none) private func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
