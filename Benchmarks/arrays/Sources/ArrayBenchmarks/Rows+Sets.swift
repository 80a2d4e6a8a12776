// Rows of sets, histograms and several columns at once.
#if SETS
  import Facet

  extension Rows {
    mutating func addSets() {
      typealias C = Column<Double>
      into("put", "float64", { C.zeros($0.size) }) {
        let (a, places): (C, Column<Int64>) = ($0.floats(1), $0.places()); return { $0.put(a, at: places) }
      }
      fresh("stack", "float64") {
        let third = $0.size / 3
        let columns: [C] = [
          $0.floats(1, count: third), $0.floats(2, count: third), $0.floats(3, count: third),
        ]
        return { Matrix.stack(columns: columns) }
      }
      fresh("lexsort", "int32") {
        let (a, b): (Column<Int32>, Column<Int32>) = ($0.wholes(1, below: 1000), $0.wholes(2, below: 1000))
        return { Column.lexsort([SortKey(a), SortKey(b)]) }
      }
      fresh("isin", "int64") {
        let (a, b): (Column<Int64>, Column<Int64>) = (
          $0.repeated(), $0.wholes(6, below: $0.size / 4, count: $0.size / 10)
        )
        return { a.isin(b) }
      }
      fresh("histogram", "float64") {
        let a: C = $0.floats(1); return { a.histogram(bins: 100).counts }
      }
      fresh("bincount", "int64") {
        let a: Column<Int64> = $0.wholes(1, below: 1000); return { a.bincount() }
      }
      fresh("unique_columns", "float64") { inputs in
        let (third, whole) = (inputs.size / 3, inputs.repeatedRows())
        let matrix = Matrix(whole, rows: third, columns: 3)
        return { Part(whole: matrix.uniqueRows(), shown: { $0.counts.sorted() }) }
      }
    }
  }

  extension Inputs {
    /// Rows of three small numbers, of which most come several times.
    func repeatedRows() -> Column<Double> {
      let wholes: Column<Int64> = wholes(7, below: 64, count: size / 3 * 3)
      return wholes.cast(to: Double.self)
    }
  }
#endif
