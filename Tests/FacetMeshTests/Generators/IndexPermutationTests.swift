// Every number is met once, whatever the count.
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct IndexPermutationTests {
  @Test func everyNumberOnce() {
    var cases = 0
    for count in Array(1...300) + [511, 512, 513, 1000, 4095, 4096, 4097, TestSize.pick(200_000, small: 20_000)] {
      for seed in [0, 1, UInt64.max] {
        let permutation = IndexPermutation(count: count, seed: seed)
        var seen = [Bool](repeating: false, count: count)
        var inside = true
        for index in 0..<count {
          let place = permutation[index]
          if place < 0 || place >= count || seen[place] { inside = false; break }
          seen[place] = true
        }
        #expect(inside, "\(count) numbers, seed \(seed)")
        cases += 1
      }
    }
    #expect(ranCases("permutations", cases, atLeast: 924))
  }

  @Test func largeCounts() {
    for count in [1 << 40, 1 << 62, Int.max] {
      let permutation = IndexPermutation(count: count, seed: 5)
      let places = (0..<1000).map { permutation[$0] } + [permutation[count - 1]]
      #expect(Set(places).count == 1001)
      #expect(places.allSatisfy { $0 >= 0 && $0 < count })
    }
  }
}
