// Columns against NumPy: the same bits for every element, sums within rounding.
import FacetArrays
import FacetTestSupport
import Foundation
import Testing

@Suite struct ColumnGoldenTests {
  @Test func arithmetic() throws {
    var cases = 0
    func check<Element: ArrayNumber>(_ type: Element.Type) throws {
      let name = Golden.name(type)
      func golden(_ operation: String) throws -> Column<Element> { try Golden.column("\(name)-\(operation)") }
      let (a, b) = (try golden("a"), try golden("b"))
      let c = Column([b[b.count - 1]] + b.array.dropLast())
      let integer = Element._trapsOnZero
      let divisor = integer ? b.replacing(with: 1, where: b .== 0) : b
      var results: [(String, Column<Element>)] = [
        ("add", a + b), ("subtract", a - b), ("multiply", a * b), ("divide", a / divisor), ("add-3", a + 3),
        ("add-3", 3 + a), ("3-subtract", 3 - a), ("multiply-3", a * 3), ("multiply-3", 3 * a), ("negative", -a),
        ("abs", a.magnitude), ("minimum", .minimum(a, b)), ("maximum", .maximum(a, b)), ("minimum-3", .minimum(a, 3)),
        ("maximum-3", .maximum(a, 3)), ("clip", a.clamped(to: Element._negate(2)...5)),
        ("multiply-add", .multiplyAdd(a, b, c)), ("multiply-add-3", .multiplyAdd(a, 3, b)), ("diff", a.difference()),
      ]
      if integer { results.append(("divide-minus-1", a / Element._negate(1))) }
      for (operation, result) in results {
        #expect(same(result, try golden(operation)), "\(name) \(operation)")
        cases += a.count
      }
    }
    try check(Double.self)
    try check(Float.self)
    try check(Int32.self)
    try check(Int64.self)
    #expect(ranCases("arithmetic against NumPy", cases, atLeast: 17_000))
  }

  @Test func rootsAndRounding() throws {
    func check<Element: ArrayFloat>(_ type: Element.Type) throws {
      let name = Golden.name(type)
      let a: Column<Element> = try Golden.column("\(name)-a")
      #expect(same(a.squareRoot(), try Golden.column("\(name)-sqrt")))
      #expect(same(a.floor(), try Golden.column("\(name)-floor")))
      #expect(same(a.rounded(), try Golden.column("\(name)-round")))
      #expect(same(3 / a, try Golden.column("\(name)-3-divide")))
    }
    try check(Double.self)
    try check(Float.self)
  }

  @Test func comparisonsSelectionAndCasts() throws {
    var cases = 0
    func check<Element: ArrayElement>(_ type: Element.Type) throws {
      let name = Golden.name(type)
      let (a, b): (Column<Element>, Column<Element>) = (try Golden.column("\(name)-a"), try Golden.column("\(name)-b"))
      let three = Element(_saturating: Int64(3))
      let twins: [(String, Mask, Mask, Mask)] = [
        ("less", a .< b, a .< three, three .> a), ("less_equal", a .<= b, a .<= three, three .>= a),
        ("equal", a .== b, a .== three, three .== a), ("not_equal", a .!= b, a .!= three, three .!= a),
        ("greater_equal", a .>= b, a .>= three, three .<= a), ("greater", a .> b, a .> three, three .< a),
      ]
      for (operation, columns, scalar, turned) in twins {
        #expect(columns == (try Golden.mask("\(name)-\(operation)")), "\(name) \(operation)")
        #expect(scalar == (try Golden.mask("\(name)-\(operation)-3")), "\(name) \(operation)")
        #expect(turned == scalar, "\(name) \(operation)")
        cases += 2 * a.count
      }
      let mask = try Golden.mask("\(name)-mask")
      #expect(same(Column.select(mask, a, b), try Golden.column("\(name)-where")))
      #expect(same(b.replacing(with: a, where: mask), try Golden.column("\(name)-where")))
      #expect(same(a.nonzero(), try Golden.column("\(name)-nonzero")))
      #expect(same(a.cast(to: Double.self), try Golden.column("\(name)-to-float64")), "\(name)")
      #expect(same(a.cast(to: Float.self), try Golden.column("\(name)-to-float32")), "\(name)")
      #expect(same(a.cast(to: Int32.self), try Golden.column("\(name)-to-int32")), "\(name)")
      #expect(same(a.cast(to: Int64.self), try Golden.column("\(name)-to-int64")), "\(name)")
      #expect(same(a.cast(to: UInt32.self), try Golden.column("\(name)-to-uint32")), "\(name)")
      #expect(same(a.cast(to: UInt8.self), try Golden.column("\(name)-to-uint8")), "\(name)")
      cases += 9 * a.count
    }
    try check(Double.self)
    try check(Float.self)
    try check(Int32.self)
    try check(Int64.self)
    try check(UInt32.self)
    try check(UInt8.self)
    #expect(ranCases("comparisons, selection and casts against NumPy", cases, atLeast: 20_000))
  }

  @Test func reductions() throws {
    var cases = 0
    func isNear(_ left: Double, _ right: Double, scale: Double) -> Bool {
      left == right || (left - right).magnitude <= 1e-13 * scale || (left.isNaN && right.isNaN)
    }
    func check<Element: ArrayNumber>(_ type: Element.Type) throws {
      let name = Golden.name(type)
      func golden<Result: ArrayElement>(_ operation: String, _ type: Result.Type = Result.self) throws -> Column<Result>
      {
        try Golden.column("\(name)-\(operation)")
      }
      let clean = try golden("clean", type)
      let other = Column(clean.array.suffix(7) + clean.array.dropLast(7))
      let sums = try golden("sum", Element.Sum.self)
      let dots = try golden("dot", Element.Sum.self)
      let (means, variances) = (try golden("mean", Double.self), try golden("var", Double.self))
      let (samples, norms) = (try golden("var-1", Double.self), try golden("norm", Double.self))
      let (minima, maxima) = (try golden("min", type), try golden("max", type))
      let (firstMinima, firstMaxima) = (try golden("argmin", Int64.self), try golden("argmax", Int64.self))
      for count in 1...clean.count {
        let part = clean.prefix(count)
        let size = part.array.reduce(0) { $0 + $1._double.magnitude }
        if Element._trapsOnZero {
          #expect(part.sum() == sums[count - 1])
          #expect(part.dot(other.prefix(count)) == dots[count - 1])
        } else {
          #expect(isNear(part.sum()._double, sums[count - 1]._double, scale: size))
          #expect(isNear(part.dot(other.prefix(count))._double, dots[count - 1]._double, scale: size * size))
        }
        #expect(isNear(part.mean(), means[count - 1], scale: size))
        #expect(isNear(part.variance(), variances[count - 1], scale: variances[count - 1]))
        if count > 1 {
          #expect(isNear(part.variance(correction: 1), samples[count - 2], scale: samples[count - 2]))
        }
        #expect(isNear(part.norm(), norms[count - 1], scale: norms[count - 1]))
        #expect(part.minimum() == minima[count - 1] && part.maximum() == maxima[count - 1])
        #expect(part.argmin() == Int(firstMinima[count - 1]) && part.argmax() == Int(firstMaxima[count - 1]))
        cases += 9
      }
      #expect(same(clean.cumulativeSum(), try golden("cumsum", Element.Sum.self)))
      let a = try golden("a", type)
      let (low, high) = (try golden("a-argmin", Int64.self), try golden("a-argmax", Int64.self))
      for count in 1...a.count {
        let part = a.prefix(count)
        #expect(part.argmin() == Int(low[count - 1]) && part.argmax() == Int(high[count - 1]), "\(name) \(count)")
        cases += 2
      }
    }
    try check(Double.self)
    try check(Float.self)
    try check(Int32.self)
    try check(Int64.self)
    #expect(ranCases("reductions against NumPy", cases, atLeast: 12_000))
  }

  @Test func progressions() throws {
    #expect(same(Column.arange(from: -1.3, to: 2.7, by: 0.1), try Golden.column("float64-arange", of: Double.self)))
    #expect(same(Column.arange(from: 5.0, to: -1, by: -0.7), try Golden.column("float64-arange-down", of: Double.self)))
    #expect(same(Column<Int32>.arange(from: 7, to: -20, by: -3), try Golden.column("int32-arange")))
    #expect(same(Column<Int64>.arange(from: -5, to: 1000, by: 7).prefix(100), try Golden.column("int64-arange")))
    #expect(
      same(Column.linspace(from: 0.1, to: 2.3, count: 37), try Golden.column("float64-linspace", of: Double.self)))
    #expect(
      same(
        Column.linspace(from: 0.1, to: 2.3, count: 37, includesStop: false),
        try Golden.column("float64-linspace-open", of: Double.self)))
    // NumPy computes with the Double -1 … 0.3, we with the Float nearest to 0.3: they differ in the last digit at most.
    let floats = Column<Float>.linspace(from: -1, to: 0.3, count: 101)
    let golden = try Golden.column("float32-linspace", of: Float.self)
    #expect(floats.isClose(to: golden, relativeTolerance: 1e-7, absoluteTolerance: 2e-8))
    #expect(floats[100] == 0.3 && floats[0] == -1)
  }

  @Test func randomNumbers() throws {
    #expect(same(Column.uniform(count: 200, seed: 42), try Golden.column("random-uniform-float64", of: Double.self)))
    #expect(
      same(
        Column<Float>.uniform(in: 2..<5, count: 200, seed: 42),
        try Golden.column("random-uniform-float32-2-5", of: Float.self)))
    #expect(same(Column<Int32>.uniform(in: -10..<20, count: 200, seed: 42), try Golden.column("random-uniform-int32")))
    #expect(
      same(Column<Int64>.uniform(in: .min ..< .max, count: 200, seed: 42), try Golden.column("random-uniform-int64")))
    #expect(same(Column.normal(count: 200, seed: 42), try Golden.column("random-normal-float64", of: Double.self)))
  }
}
