// The sorts of keys against Swift's, whatever the processor; and orders of keys too wide for one word with their index.
import CFacetKernels
import FacetArrays
import FacetTestSupport
import Testing

@Suite struct KeySortTests {
  /// Keys in patterns that partitions and networks may get wrong.
  private func patterns(_ count: Int) -> [[UInt64]] {
    let random = Column<Int64>.uniform(in: .min ..< .max, count: count, seed: UInt64(count)).array.map {
      UInt64(bitPattern: $0)
    }
    return [
      random, random.map { $0 % 7 }, random.map { UInt64.max - $0 % 2 }, random.map { $0 % 3 == 0 ? .max : $0 },
      (0..<count).map { UInt64($0) }, (0..<count).map { UInt64(count - $0) }, random.map { _ in 5 },
      (0..<count).map { UInt64(min($0, count - $0)) }, random.sorted().enumerated().map { $0 % 97 == 0 ? 3 : $1 },
    ]
  }

  private func sorted64(_ keys: [UInt64], _ sort: (UnsafeMutablePointer<UInt64>, Int) -> Void) -> [UInt64] {
    // A word on both sides that no sort may touch.
    var place = [0xaaaa] + keys + [0xbbbb]
    unsafe place.withUnsafeMutableBufferPointer { unsafe sort($0.baseAddress! + 1, keys.count) }
    #expect(place.first == 0xaaaa && place.last == 0xbbbb)
    return Array(place.dropFirst().dropLast())
  }

  private func sorted32(_ keys: [UInt32], _ sort: (UnsafeMutablePointer<UInt32>, Int) -> Void) -> [UInt32] {
    var place = [0xaaaa] + keys + [0xbbbb]
    unsafe place.withUnsafeMutableBufferPointer { unsafe sort($0.baseAddress! + 1, keys.count) }
    #expect(place.first == 0xaaaa && place.last == 0xbbbb)
    return Array(place.dropFirst().dropLast())
  }

  @Test func againstSwiftsSort() {
    var cases = 0
    let counts = Array(0...300) + [511, 512, 513, 600, 1023, 1024, 1025, 1500, 2047, 3001, 10_007, 70_001]
    for count in counts where !TestSize.isSmall || count <= 600 && count % 4 < 2 {
      for keys in patterns(count) {
        let narrow = keys.map { UInt32(truncatingIfNeeded: $0) }
        let (expected, expectedNarrow) = (keys.sorted(), narrow.sorted())
        #expect(unsafe sorted64(keys) { unsafe KeySort.sort($0, $1) } == expected)
        #expect(unsafe sorted32(narrow) { unsafe KeySort.sort($0, $1) } == expectedNarrow)
        #expect(unsafe sorted64(keys) { unsafe KeySort.sortByDigits($0, $1) } == expected)
        #expect(unsafe sorted32(narrow) { unsafe KeySort.sortByDigits($0, $1) } == expectedNarrow)
        cases += 4
        guard facet_processor_level() >= 4 else { continue }
        for depth: Int32 in [0, 1, 3] {
          #expect(unsafe sorted64(keys) { unsafe facet_sort_64($0, $1, depth) } == expected)
          #expect(unsafe sorted32(narrow) { unsafe facet_sort_32($0, $1, depth) } == expectedNarrow)
        }
        cases += 6
      }
    }
    #expect(ranCases("sorts of keys", cases, atLeast: TestSize.pick(10_000, small: 4_000)))
  }

  /// The upper bits of the keys are the same for many: the lower ones must decide, and the index where they are equal.
  @Test(arguments: [2, 5, 100, 1000, 5000])
  func ordersOfKeysThatDifferBelow(_ count: Int) {
    for lowBits: Int64 in [0, 1, 3, 8, 40] {
      let low = Column<Int64>.uniform(in: 0..<1 << lowBits, count: count, seed: 3).array
      let high = Column<Int64>.uniform(in: -2..<2, count: count, seed: 4).array
      let values = zip(low, high).map { $0 | $1 << 61 }
      let expected = values.indices.sorted { values[$0] < values[$1] || (values[$0] == values[$1] && $0 < $1) }
      let column = Column<Int64>(values)
      #expect(column.argsort().array == expected.map(Int64.init))
      #expect(Column<Int64>.lexsort([SortKey(column)]).array == expected.map(Int64.init))
      #expect(column.uniqueValues().array == Set(values).sorted())
    }
  }

  @Test func distinctValuesInOrder() {
    let column: Column<Double> = [3, .nan, -0.0, 1, 0, 3, .nan, -.infinity]
    let values = column.uniqueValues().array
    #expect(values.count == 5 && Array(values.prefix(4)) == [-.infinity, 0, 1, 3] && values[4].isNaN)
    #expect(values[1].sign == .minus)
    #expect(Column<Double>().uniqueValues().count == 0 && Column<Double>([7]).uniqueValues().array == [7])
    let view = Column<Int32>.arange(20)[0..<20, by: 2]
    #expect(view.uniqueValues().array == view.array)
    let many = Column<Int32>.uniform(in: 0..<500_000, count: TestSize.pick(1_000_000, small: 5000), seed: 6)
    #expect(many.uniqueValues().array == Set(many.array).sorted())
  }
}
