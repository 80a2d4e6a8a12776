// How columns are made, shown and compared within a tolerance.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct ColumnCreationTests {
  @Test func literalsAndEqualElements() {
    let column: Column<Int32> = [1, 2, 3]
    #expect(column.array == [1, 2, 3])
    #expect(Column<Double>.zeros(3).array == [0, 0, 0] && Column<Double>.zeros(0).count == 0)
    #expect(Column<Float>.full(2, 1.5).array == [1.5, 1.5])
  }

  @Test func ranges() async {
    #expect(Column<Int32>.arange(5).array == [0, 1, 2, 3, 4])
    #expect(Column<Double>.arange(2.5).array == [0, 1, 2])
    #expect(Column<Int32>.arange(from: 3, to: 3).count == 0)
    #expect(Column<Int32>.arange(from: 3, to: 9, by: -1).count == 0)
    #expect(Column<Double>.arange(from: 3, to: 2).count == 0)
    // Distances that need more than 64 bits, and steps that overflow behind the last element.
    #expect(Column<Int64>.arange(from: .min, to: .max, by: .max).array == [.min, -1, .max - 1])
    #expect(Column<Int64>.arange(from: .max, to: .min, by: .min).array == [.max, -1])
    #expect(Column<Int32>.arange(from: .max - 2, to: .max, by: 5).array == [.max - 2])
    for (start, stop, step) in [(-7, 20, 3), (20, -7, -4), (0, 1, 100)] {
      let twin = stride(from: Int32(start), to: Int32(stop), by: step).map { $0 }
      #expect(Column<Int32>.arange(from: Int32(start), to: Int32(stop), by: Int32(step)).array == twin)
    }
    await #expect(processExitsWith: .failure) { _ = Column<Double>.arange(from: 0, to: 1, by: 0) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>.arange(from: 0, to: .infinity) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>.linspace(from: 0, to: 1, count: -1) }
  }

  @Test func evenlySpaced() {
    #expect(Column<Double>.linspace(from: 0, to: 1, count: 5).array == [0, 0.25, 0.5, 0.75, 1])
    #expect(Column<Double>.linspace(from: 0, to: 1, count: 4, includesStop: false).array == [0, 0.25, 0.5, 0.75])
    #expect(Column<Double>.linspace(from: 3, to: 1, count: 1).array == [3])
    #expect(Column<Double>.linspace(from: 3, to: 1, count: 0).count == 0)
    #expect(Column<Double>.linspace(from: 3, to: 3, count: 3).array == [3, 3, 3])
    #expect(
      Column<Double>.linspace(from: 0, to: .leastNonzeroMagnitude, count: 3).array == [0, 0, .leastNonzeroMagnitude])
  }

  @Test func randomNumbersAreThoseOfTheirDistribution() {
    let uniform = Column<Double>.uniform(in: -2..<3, count: 200_000, seed: 5)
    #expect(uniform.minimum()! >= -2 && uniform.maximum()! < 3)
    #expect((uniform.mean() - 0.5).magnitude < 0.02 && (uniform.variance() - 25 / 12.0).magnitude < 0.03)
    let normal = Column<Double>.normal(mean: 10, deviation: 2, count: 200_000, seed: 5)
    #expect((normal.mean() - 10).magnitude < 0.02 && (normal.variance() - 4).magnitude < 0.06)
    #expect((normal.replacing(with: 0, where: (normal - 10).magnitude .> 2) .!= 0).trueCount / 1000 == 136)
    let whole = Column<Int32>.uniform(in: -3..<4, count: 70_000, seed: 5)
    for value: Int32 in -3..<4 { #expect(((whole .== value).trueCount - 10_000).magnitude < 400) }
    // Element i depends on the seed and i alone.
    #expect(Column<Double>.uniform(in: -2..<3, count: 100, seed: 5) == uniform.prefix(100))
    #expect(Column<Double>.uniform(in: -2..<3, count: 100, seed: 6) != uniform.prefix(100))
    // The upper bound is never reached, not by rounding either.
    let narrow = Column<Float>.uniform(in: 1..<Float(1).nextUp, count: 1000, seed: 1)
    #expect((narrow .== 1).all())
    #expect(Column<Int32>.uniform(in: 0..<0, count: 0, seed: 1).count == 0)
  }

  @Test func descriptions() {
    #expect(Column<Double>().description == "[]")
    #expect("\(Column<Double>([1, 2.5, .nan, -0.0]))" == "[1.0 2.5 nan -0.0]")
    #expect("\(Column<Int32>.arange(1001))" == "[0 1 2 ... 998 999 1000]")
    #expect("\(Column<Int32>.arange(1000))".hasPrefix("[0 1 2 3 4 5"))
    #expect("\(Mask([true, false]))" == "[true false]")
  }

  @Test func closeness() {
    let column: Column<Double> = [1, 1000, 0, .infinity]
    #expect(column.isClose(to: column))
    #expect(column.isClose(to: [1 + 1e-6, 1000.009, 1e-9, .infinity]))
    #expect(!column.isClose(to: [1.0001, 1000, 0, .infinity]))
    #expect(column.isClose(to: [1.0001, 1000, 0, .infinity], relativeTolerance: 1e-3))
    #expect(!column.isClose(to: [1, 1000, 1e-7, .infinity]))
    #expect(column.isClose(to: [1, 1000, 1e-7, .infinity], absoluteTolerance: 1e-6))
    #expect(!column.isClose(to: [1, 1000, 0, -.infinity]) && !column.isClose(to: [1, 1000, 0, 5]))
    #expect(!Column<Double>([5]).isClose(to: [.infinity]))
    #expect(!column.isClose(to: column.prefix(3)))
    #expect(!Column<Float>([.nan]).isClose(to: [.nan]))
    #expect(Column<Float>().isClose(to: []))
  }
}
