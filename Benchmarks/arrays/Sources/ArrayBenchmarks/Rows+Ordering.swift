// Rows of gathering, sorting and searching.
import Facet

extension Rows {
  mutating func addOrdering() {
    typealias C = Column<Double>
    fresh("take", "float64") {
      let (a, places): (C, Column<Int64>) = ($0.floats(1), $0.places()); return { a.take(places) }
    }
    into("take", "float64", { C.zeros($0.size) }) {
      let (a, places): (C, Column<Int64>) = ($0.floats(1), $0.places()); return { a.take(places, into: &$0) }
    }
    fresh("compress", "float64") {
      let (a, mask): (C, Mask) = ($0.floats(1), $0.mask(1)); return { a.compress(mask) }
    }
    fresh("nonzero", "bool") {
      let mask = $0.mask(1); return { mask.nonzero() }
    }
    fresh("reverse", "float64") {
      let a: C = $0.floats(1); return { a.reversed().contiguous() }
    }
    fresh("concatenate", "float64") {
      let half = $0.size / 2
      let (a, b): (C, C) = ($0.floats(1, count: half), $0.floats(2, count: half))
      return { C.concatenate([a, b]) }
    }
    fresh("sort", "float64") {
      let a: C = $0.floats(1); return { a.sorted() }
    }
    fresh("sort", "float32") {
      let a: Column<Float> = $0.floats(1); return { a.sorted() }
    }
    fresh("sort", "int32") {
      let a = $0.int32(1); return { a.sorted() }
    }
    fresh("sort", "int64") {
      let a: Column<Int64> = $0.wholes(1, below: 1 << 40); return { a.sorted() }
    }
    // NumPy's default isn't stable: the elements in the order of the answer are compared.
    fresh("argsort", "float64") {
      let a: C = $0.floats(1); return { Part(whole: a.argsort(), shown: { a.take($0) }) }
    }
    fresh("argsort_stable", "float64") {
      let a: C = $0.floats(1); return { a.argsort() }
    }
    fresh("argsort", "int32") {
      let a = $0.int32(1); return { Part(whole: a.argsort(), shown: { a.take($0) }) }
    }
    fresh("argsort_stable", "int32") {
      let a = $0.int32(1); return { a.argsort() }
    }
    fresh("searchsorted", "float64") {
      let a: C = $0.floats(1)
      let (sorted, needles): (C, C) = (a.sorted(), $0.floats(2, count: $0.size / 10))
      return { sorted.searchsorted(needles) }
    }
    fresh("unique", "int64") {
      let a = $0.repeated(); return { a.uniqueValues() }
    }
    fresh("unique_all", "int64") {
      let a = $0.repeated(); return { Part(whole: a.unique(), shown: { $0.counts.sorted() }) }
    }
    fresh("unique", "float64") {
      let a: C = $0.floats(1); return { a.uniqueValues() }
    }
  }
}

extension Inputs {
  /// Random places in a column of `size`.
  func places() -> Column<Int64> { wholes(4, below: size) }

  /// Numbers of which each comes about four times.
  func repeated() -> Column<Int64> { wholes(5, below: size / 4) }
}
