// Rows that make one number, or few, of many, and running results.
import Facet

extension Rows {
  mutating func addReductions<T: ArrayFloat & Checkable>(_: T.Type, _ type: String) {
    typealias C = Column<T>
    fresh("sum", type) {
      let a: C = $0.floats(1); return { Part(whole: a.sum(), shown: { $0._double }) }
    }
    fresh("mean", type) {
      let a: C = $0.floats(1); return { a.mean() }
    }
    fresh("var", type) {
      let a: C = $0.floats(1); return { a.variance() }
    }
    fresh("min", type) {
      let a: C = $0.floats(1); return { a.minimum() }
    }
    fresh("max", type) {
      let a: C = $0.floats(1); return { a.maximum() }
    }
    fresh("argmin", type) {
      let a: C = $0.floats(1); return { a.argmin() }
    }
    fresh("argmax", type) {
      let a: C = $0.floats(1); return { a.argmax() }
    }
    fresh("dot", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2))
      return { Part(whole: a.dot(b), shown: { $0._double }) }
    }
    fresh("norm", type) {
      let a: C = $0.floats(1); return { a.norm() }
    }
    guard T.self == Double.self else { return }
    fresh("cumsum", "float64") {
      let a: Column<Double> = $0.floats(1); return { a.cumulativeSum() }
    }
    fresh("diff", "float64") {
      let a: Column<Double> = $0.floats(1); return { a.difference() }
    }
    into("cumsum", "float64", { Column<Double>.zeros($0.size) }) {
      let a: Column<Double> = $0.floats(1); return { a.cumulativeSum(into: &$0) }
    }
    into("diff", "float64", { Column<Double>.zeros($0.size - 1) }) {
      let a: Column<Double> = $0.floats(1); return { a.difference(into: &$0) }
    }
    fresh("sum_of_rows_3xN", "float64") {
      let m = $0.wide(); return { m.sum(of: .rows) }
    }
    fresh("sum_of_columns_3xN", "float64") {
      let m = $0.wide(); return { m.sum(of: .columns) }
    }
    fresh("sum_of_rows_Nx3", "float64") {
      let m = $0.tall(); return { m.sum(of: .rows) }
    }
    fresh("sum_of_columns_Nx3", "float64") {
      let m = $0.tall(); return { m.sum(of: .columns) }
    }
  }

  mutating func addIntegerReductions() {
    fresh("sum", "int32") {
      let a = $0.int32(1); return { a.sum() }
    }
    fresh("max", "int32") {
      let a = $0.int32(1); return { a.maximum() }
    }
    fresh("argmax", "int32") {
      let a = $0.int32(1); return { a.argmax() }
    }
  }

  mutating func addMaskReductions() {
    fresh("any", "bool") {
      let mask = Mask(repeating: false, count: $0.size); return { mask.any() }
    }
    fresh("all", "bool") {
      let mask = Mask(repeating: true, count: $0.size); return { mask.all() }
    }
    fresh("count_nonzero", "bool") {
      let mask = $0.mask(1); return { mask.trueCount }
    }
  }
}
