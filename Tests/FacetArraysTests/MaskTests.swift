// Masks are values like columns, and count, combine and point as naive twins do.
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct MaskTests {
  @Test func logicAndCounts() {
    var cases = 0
    for count in awkwardCounts {
      let noise = Column<Int32>.uniform(in: 0..<4, count: count, seed: UInt64(count))
      let (a, b) = (noise .< 2, noise .!= 1)
      let (x, y) = (a.array, b.array)
      #expect((a .& b).array == zip(x, y).map { $0 && $1 })
      #expect((a .| b).array == zip(x, y).map { $0 || $1 })
      #expect((a .^ b).array == zip(x, y).map { $0 != $1 })
      #expect((.!a).array == x.map { !$0 })
      var c = a
      c .&= b
      #expect(c == (a .& b))
      c = a
      c .|= b
      #expect(c == (a .| b))
      c = a
      c .^= b
      #expect(c == (a .^ b) && a.array == x)
      Mask.and(a, b, into: &c)
      #expect(c == (a .& b))
      Mask.or(a, b, into: &c)
      #expect(c == (a .| b))
      Mask.xor(a, b, into: &c)
      #expect(c == (a .^ b))
      Mask.not(a, into: &c)
      #expect(c == .!a && a.array == x)
      #expect(a.trueCount == x.count { $0 })
      #expect(a.any() == x.contains(true) && a.all() == !x.contains(false))
      #expect(a.nonzero().array == x.indices.filter { x[$0] }.map(Int64.init))
      for place in stride(from: 0, to: count, by: max(1, count / 7)) {
        var one = Mask(repeating: false, count: count)
        #expect(!one.any())
        one[place] = true
        #expect(one.any() && one.trueCount == 1 && one.nonzero().array == [Int64(place)])
        var rest = Mask(repeating: true, count: count)
        #expect(rest.all())
        rest[place] = false
        #expect(!rest.all() && rest == .!one)
      }
      cases += 10
    }
    #expect(ranCases("masks", cases, atLeast: TestSize.pick(700, small: 230)))
  }

  @Test func masksAreValues() {
    let original: Mask = [true, false, true]
    var copy = original
    copy[1] = true
    #expect(original.array == [true, false, true] && copy.array == [true, true, true])
    #expect(original != copy && original[0] && !original[1])
  }

  @Test func emptyMasks() {
    let empty: Mask = []
    #expect(empty.count == 0 && !empty.any() && empty.all() && empty.trueCount == 0 && empty.nonzero().count == 0)
    #expect((empty .& empty).count == 0 && (.!empty).count == 0)
  }

  @Test func comparisonsOfAllCountsAndInto() {
    func run<Element: ArrayElement>(_ a: Column<Element>, _ b: Column<Element>) {
      let (x, y) = (a.array, b.array)
      let twins: [(Comparison, (Element, Element) -> Bool)] = [
        (.less, { $0 < $1 }), (.lessOrEqual, { $0 <= $1 }), (.equal, { $0 == $1 }), (.notEqual, { $0 != $1 }),
        (.greaterOrEqual, { $0 >= $1 }), (.greater, { $0 > $1 }),
      ]
      for (comparison, twin) in twins {
        var result = Mask(repeating: true, count: a.count)
        Column.compare(a, comparison, b, into: &result)
        #expect(result.array == zip(x, y).map(twin))
        guard let scalar = y.last else { continue }
        let kept = result
        Column.compare(a, comparison, scalar, into: &result)
        #expect(result.array == x.map { twin($0, scalar) })
        #expect(kept.array == zip(x, y).map(twin))
      }
    }
    for count in awkwardCounts {
      run(mixture(Double.self, count, seed: 1), mixture(Double.self, count, seed: 2))
      run(mixture(Float.self, count, seed: 1), mixture(Float.self, count, seed: 2))
      run(mixture(Int32.self, count, seed: 1), mixture(Int32.self, count, seed: 2))
      run(mixture(Int64.self, count, seed: 1), mixture(Int64.self, count, seed: 2))
      run(
        mixture(Int64.self, count, seed: 1).cast(to: UInt32.self),
        mixture(Int64.self, count, seed: 2).cast(to: UInt32.self))
      run(
        mixture(Int64.self, count, seed: 1).cast(to: UInt16.self),
        mixture(Int64.self, count, seed: 2).cast(to: UInt16.self))
      run(
        mixture(Int64.self, count, seed: 1).cast(to: UInt8.self),
        mixture(Int64.self, count, seed: 2).cast(to: UInt8.self))
    }
  }

  @Test func callersErrors() async {
    await #expect(processExitsWith: .failure) { _ = Mask([true]) .& [true, false] }
    await #expect(processExitsWith: .failure) { _ = Mask([true])[1] }
  }
}
